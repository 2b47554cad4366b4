"""`terbuka meja`: the walidata's own list, worst first, which is never a part of the site."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from pages_site import HOSTILE, PORTAL, dataset, published
from portals import change, commit, portal
from smart_site import table

from build_tools import cli, pipeline
from build_tools.desk import SECTIONS, Desk, desk, shown
from build_tools.findings import error
from build_tools.model import (
    Acceptance,
    Delay,
    Ending,
    HeldBack,
    Past,
    Promise,
    Published,
    Site,
    Source,
    Text,
    Verification,
    Version,
    Waiver,
    Withdrawal,
)
from build_tools.options import Options
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")
VERIFIED = Verification("dinkes", "2026-11-01", "dkisp", "2026-11-30")


def official(id: str = "dinkes/posyandu", updated: str = "2026-11-20", **more: Any) -> Published:
    """A dataset of an office with which nothing is amiss."""
    facts: dict[str, Any] = {"verification": VERIFIED, "title": Text("Jumlah posyandu")}
    facts["licences"] = (PORTAL.licence,)
    return replace(published(dataset(id, **{**facts, **more})), updated=updated, findings=())


def found(*given: Published, **more: Any) -> Desk:
    findings = more.pop("findings", ())
    changes = {key: more.pop(key) for key in ("waivers",) if key in more}
    return desk(Site(replace(PORTAL, **changes), given, **more), findings, ID)


def told(made: Desk, section: str) -> list[tuple[str, int | None]]:
    return [(entry.dataset, entry.days) for entry in made.of(section)]


def test_where_nothing_is_amiss_there_is_nothing_to_look_at() -> None:
    made = found(official())
    assert made.entries == ()
    assert "Tidak ada yang perlu dilihat." in shown.text(made, ID)
    assert shown.as_csv(made, ID).count("\r\n") == 1


def test_the_latest_stands_first_and_says_whether_a_reason_is_given() -> None:
    said = Delay("2026-10-01", Text("Menunggu pusat."), "2026-10-02", "2027-01-01")
    given = (
        official("dinkes/a", next_release="2026-11-01"),
        official("dinkes/b", next_release="2026-10-01", updated="2026-09-01", delays=(said,)),
        official("dinkes/c", next_release="2026-11-22", updated="2026-10-01"),
    )
    given = tuple(replace(p, updated="2026-09-01") for p in given)
    made = found(*given)
    assert told(made, "terlambat") == [("dinkes/b", 53), ("dinkes/a", 22), ("dinkes/c", 1)]
    notes = [entry.note for entry in made.of("terlambat")]
    assert notes[0] == "Alasan: Menunggu pusat. Tanggal baru: 1 Januari 2027."
    assert notes[1] == "Belum ada alasan."


def test_what_is_due_within_thirty_days_stands_by_its_day() -> None:
    days = {"a": "2026-12-23", "b": "2026-11-23", "c": "2026-12-24"}
    made = found(*(official(f"dinkes/{n}", next_release=day) for n, day in days.items()))
    assert told(made, "jatuh-tempo") == [("dinkes/b", 0), ("dinkes/a", 30)]


def test_what_ended_or_came_once_is_neither_late_nor_without_a_schedule() -> None:
    made = found(
        official("dinkes/a", ended=Ending("2026-01-01"), next_release="2026-01-31"),
        official("dinkes/b", frequency="sekali"),
        official("dinkes/c", frequency="sewaktu-waktu"),
    )
    assert made.entries == ()


def test_what_promises_nothing_is_named() -> None:
    made = found(official("dinkes/a", updated=""), official("dinkes/b", frequency=""))
    assert [e.note for e in made.of("tanpa-jadwal")] == [
        "Tanggal datanya tidak diketahui.",
        "Frekuensinya tidak ditulis.",
    ]


def test_what_is_held_back_says_why_and_what_was_withdrawn_is_not_held() -> None:
    """Never published first, then those whose newer version waits longest."""
    newer = replace(official("dinkes/a"), held_since="2026-11-10")
    longer = replace(official("dinkes/b"), held_since="2026-11-01")
    never = HeldBack(Source("dinkes/rusak", Path("x")), Text("Rusak"))
    away = HeldBack(
        Source("dinkes/tarik", Path("x")), Text("t"), withdrawn=Withdrawal("dinkes/tarik")
    )
    findings = [error("missing-label", dataset="dinkes/rusak")] * 2
    made = found(newer, longer, held_back=(never, away), findings=findings)
    assert told(made, "ditahan") == [("dinkes/rusak", None), ("dinkes/b", None), ("dinkes/a", None)]
    assert made.of("ditahan")[0].note.startswith("Belum pernah terbit: ")
    assert "(2)" in made.of("ditahan")[0].note
    assert "Temuannya tidak diketahui" in made.of("ditahan")[1].note


def test_what_has_no_address_stands_before_all_else_with_the_nearest_code() -> None:
    amiss = (error("opd-unknown", dataset="dinsos/x", opd="dinsos", case="near", near="dinas-x"),)
    lost = HeldBack(Source("dinsos/x", Path("x")), Text("Bantuan"), amiss)
    made = found(official(methodology=Text()), unplaced=(lost,))
    first = made.entries[0]
    assert (first.section, first.office, first.dataset) == ("tanpa-halaman", "dinsos", "dinsos/x")
    assert first.note == "Belum pernah terbit: OPD tidak dikenal. Kode yang mirip: dinas-x."
    lines = shown.text(made, ID).split("\n")
    assert "Ditahan karena foldernya tidak dikenal (1)" in lines


def test_reference_data_stand_apart_from_what_was_gathered() -> None:
    given = (
        published(dataset("himpunan/a", limitations=Text())),
        published(dataset("referensi/b", limitations=Text())),
    )
    assert [office for office, _ in found(*given).offices()] == ["himpunan", "referensi"]


def test_a_dataset_stands_once_in_a_section_and_its_late_date_is_told_once() -> None:
    late = official(next_release="2026-11-01", updated="2026-10-01")
    missed = Promise("2026-03-01", "2026-01-01", "tanggal", "terlewati", "2026-04-01", 31)
    more = replace(missed, due="2026-05-01", came="2026-05-11", days=10)
    now = replace(missed, due="2026-11-01", came="", days=22)
    past = Past(late.id, promises=(missed, more, now))
    made = found(late, pasts={past.id: past})
    assert told(made, "terlambat") == [(late.id, 22)]
    assert told(made, "janji") == [(late.id, 31)]
    assert dict(made.offices())["dinkes"]["janji"] == 1
    said = shown.text(made, ID)
    assert "1 Maret 2026 (31 hari sesudah jadwal)" in said and "Dan 1 lagi" in said
    assert shown.as_csv(made, ID).count("janji,") == 2


def test_the_list_of_data_and_requests_that_wait_are_told() -> None:
    promised = {"id": "a", "judul": "Sekolah", "opd_id": "dinkes", "jadwal": "2026-06-30"}
    asked = {"id": "p", "tanggal": "2026-11-01", "perihal": "Data pasar", "status": "diterima"}
    made = found(
        replace(table("dkisp/daftar", "daftar_data", [promised]), updated="2026-11-20"),
        replace(table("dkisp/minta", "permintaan_data", [asked]), updated="2026-11-20"),
    )
    (line,), (request,) = made.of("daftar"), made.of("permintaan")
    assert (line.office, line.title, line.days) == ("dinkes", "Sekolah", 146)
    assert (request.office, request.title, request.days) == ("himpunan", "Data pasar", 22)
    assert "1 November 2026 (menunggu 22 hari)" in shown.text(made, ID)


def test_decisions_that_end_soonest_stand_first_also_those_that_are_over() -> None:
    waiver = Waiver("dinkes/a", "personal-mobile", "boleh-diumumkan", "1/2026", "2026-01-01",
                    "2026-12-01", "dkisp", "stunting", "kontak")  # fmt: skip
    accepted = (
        Acceptance("total-row", Text("Ya."), "dinkes", "2027-03-01"),
        Acceptance("total-row", Text("Ya."), "dinkes", "2026-11-01", "stunting"),
    )
    made = found(official("dinkes/a", accepted=accepted), waivers=(waiver,))
    assert told(made, "keputusan") == [("dinkes/a", -22), ("dinkes/a", 8), ("dinkes/a", 98)]
    notes = [entry.note for entry in made.of("keputusan")]
    assert notes[0].startswith("Peringatan diterima:") and notes[0].endswith("Sudah berakhir.")
    assert notes[1].startswith("Izin PPID:") and "(stunting, kontak)" in notes[1]
    assert "berakhir 22 hari lalu" in shown.text(made, ID)


def test_a_poor_description_says_what_is_missing_and_the_poorest_is_first() -> None:
    made = found(
        official("dinkes/a", methodology=Text()),
        official("dinkes/b", limitations=Text(), period=("", "")),
    )
    assert told(made, "keterangan") == [("dinkes/b", 2), ("dinkes/a", 1)]
    assert made.of("keterangan")[0].note == "Belum ada: keterbatasan, periode."


@pytest.mark.parametrize(
    ("given", "note"),
    [
        (None, "Belum disetujui produsen data. Belum diverifikasi walidata."),
        (Verification("dinkes", "2026-11-01"), "Belum diverifikasi walidata."),
        (
            replace(VERIFIED, verified_on="2026-11-19"),
            "Datanya lebih baru daripada verifikasinya.",
        ),
        (VERIFIED, ""),
    ],
)
def test_official_data_is_to_be_verified(given: Verification | None, note: str) -> None:
    made = found(official(verification=given), published())  # the second was gathered
    assert [e.note for e in made.of("verifikasi")] == ([note] if note else [])


def test_missed_dates_without_a_reason_and_versions_that_stay_in_are_told() -> None:
    missed = Promise("2026-03-01", "2026-01-01", "tanggal", "terlewati", "2026-04-01", 31)
    said = replace(missed, due="2026-05-01", reason=Text("Menunggu pusat."))
    kept = replace(missed, due="2026-02-01", state="ditepati")
    out = Version("2026-11-20", "2026-11-20", "c", "terbit")
    held = replace(out, address="2026-05-02", date="2026-05-02", state="tertahan")
    past = Past("dinkes/posyandu", (out, held), promises=(missed, said, kept))
    made = found(official(), pasts={past.id: past})
    assert told(made, "janji") == [("dinkes/posyandu", 31)]
    assert made.of("janji")[0].note == "Datanya datang 1 April 2026."
    assert [e.note for e in made.of("versi")] == [
        "Versi 2026-05-02 tertahan oleh pemeriksaan hari ini."
    ]


def test_offices_stand_by_what_is_late_and_what_was_gathered_is_the_projects() -> None:
    given = (
        official("dkisp/a", methodology=Text()),
        official("dkisp/b", methodology=Text()),
        official("dinkes/a", next_release="2026-11-01", updated="2026-10-01"),
        published(dataset(limitations=Text())),
    )
    offices = found(*given).offices()
    assert [office for office, _ in offices] == ["dinkes", "dkisp", "himpunan"]
    assert offices[0][1]["terlambat"] == 1 and offices[1][1]["keterangan"] == 2


def test_hostile_texts_make_no_markup_no_formula_and_move_no_cursor() -> None:
    nasty = f"{HOSTILE} | @semua [x](https://jauh.example)"
    made = found(
        official("dinkes/a", title=Text(nasty), methodology=Text()),
        official("dinkes/b", title=Text('=HYPERLINK("https://jauh.example")'), methodology=Text()),
    )
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(shown.markdown(made, ID))
    assert "<script" not in page and "<img" not in page and "<a " not in page
    assert page.count("<tr>") == 2 + 3  # offices, descriptions
    rows = list(csv.reader(io.StringIO(shown.as_csv(made, ID), newline="")))
    assert {len(row) for row in rows} == {7}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert all(line.isprintable() for line in shown.text(made, ID).split("\n"))


def test_a_long_section_is_cut_but_for_the_csv() -> None:
    many = [official(f"dinkes/d{n:03}", methodology=Text()) for n in range(shown.MOST + 5)]
    made = found(*many)
    assert "5 lagi ada di CSV." in shown.text(made, ID)
    assert "5 more in the CSV." in shown.markdown(made, EN)
    assert shown.as_csv(made, ID).count("\r\n") == shown.MOST + 6


def test_every_section_has_its_words_in_both_languages() -> None:
    for words in (ID, EN):
        assert set(words.section("desk.sections")) == {*SECTIONS}


# --- the verb ---


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = portal(tmp_path / "portal")
    change(made, {"sdi:frekuensi": "bulanan"})
    commit(made, "data", "2026-01-10")
    return made


def run(root: Path, *more: str) -> int:
    return cli.main(["meja", "--root", str(root), "--as-of", "2026-03-01", "--workers", "1", *more])


def test_the_terminal_shows_it_and_a_folder_gets_both_files(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root) == 0
    said = capsys.readouterr().out
    assert said.startswith("Meja walidata per 1 Maret 2026\n") and "lewat 19 hari" in said
    assert run(root, "--keluar", str(root / ".build/meja")) == 0
    assert {p.name for p in (root / ".build/meja").iterdir()} == {"meja.md", "meja.csv"}
    rows = list(csv.DictReader((root / ".build/meja/meja.csv").open(encoding="utf-8", newline="")))
    assert ("terlambat", "dkisp", "dkisp/contoh", "2026-02-10", "19") in {
        (r["bagian"], r["opd"], r["dataset"], r["tanggal"], r["hari"]) for r in rows
    }
    assert run(root, "--format", "csv", "--lang", "en") == 0
    assert "\nbagian,opd,dataset,judul,tanggal,hari,keterangan" in capsys.readouterr().out


@pytest.mark.parametrize("folder", ["site", "site/x", "docs", "datasets/dkisp", ".build/docs/id"])
def test_it_is_not_written_where_it_would_be_published(root: Path, folder: str) -> None:
    assert run(root, "--keluar", str(root / folder)) == 2
    assert not [*root.rglob("meja.*")]


def test_no_such_file_and_no_such_text_is_in_the_published_tree(root: Path) -> None:
    """The list of the day is there beside the tree, and the tree knows nothing of it."""
    assert run(root, "--keluar", str(root / ".build/meja")) == 0
    result = pipeline.build(Options(root, date(2026, 3, 1), workers=1))
    assert result.written and result.written.changed
    tree = [p for name in ("docs", "static") for p in (root / ".build" / name).rglob("*")]
    files = [p for p in tree if p.is_file()]
    assert len(files) > 50
    assert not [p for p in files if p.stem in {"meja", "rencana", "tautan"}]
    title = ID("desk.title", date="").split(" per")[0].encode()
    assert not [p for p in files if title in p.read_bytes()]
