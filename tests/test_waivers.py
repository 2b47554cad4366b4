"""Only the PPID decides that what looks personal goes out: whole, in writing, for a time."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from portals import AS_OF, EXAMPLES, commit, portal

from build_tools import load, pipeline
from build_tools.findings import Finding, Severity
from build_tools.load.waivers import WAIVERS
from build_tools.privacy.kinds import KINDS

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
STATIC = ".build/static/datasets/dkisp/contoh"
#: Nobody's: the number of the personal-mobile example, and a NIK with the serial 0000.
MOBILE = "0812-3456-7890"
NIK = "640101" + "410790" + "0000"

DECISION = {
    "dataset": "dkisp/contoh",
    "tabel": "tabel",
    "kolom": "nama",
    "kode": "personal-mobile",
    "jenis": "boleh-diumumkan",
    "alasan": "Nomor layanan kantor rekaan.",
    "dasar_hukum": "Rekaan untuk pengujian",
    "nomor": "500.1/12/2025",
    "tanggal": "2025-12-01",
    "berlaku_sampai": "2026-11-30",
    "diputuskan_oleh": "dkisp",
    "en": {"alasan": "The number of a made-up office."},
}


def decided(to: Path, *changes: dict[str, Any], cell: str = MOBILE, office: str = "dkisp") -> Path:
    """The example portal with that text in a cell, and a decision for each change."""
    root = portal(to)
    path = root / TABLE
    path.write_text(path.read_text().replace("Tempat Tiga", f"hubungi {cell}"))
    settings = root / "mkdocs.yml"
    if office:
        text = settings.read_text()
        settings.write_text(
            text.replace("    walidata:", f"    ppid: {{opd: {office}}}\n    walidata:")
        )
    entries = [
        {k: v for k, v in (deepcopy(DECISION) | c).items() if v is not None} for c in changes
    ]
    path = root / WAIVERS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump({"izin": entries}, allow_unicode=True, sort_keys=False))
    return root


def run(root: Path, **more: Any) -> pipeline.Result:
    return pipeline.build(pipeline.Options(root, more.pop("as_of", AS_OF), workers=1, **more))


def of(result: pipeline.Result, code: str) -> list[Finding]:
    return [f for f in result.findings if f.code == code]


def is_out(result: pipeline.Result) -> bool:
    return "dkisp/contoh" in {p.id for p in result.site.published}


def test_a_decision_that_is_whole_lets_the_table_out_and_is_told(tmp_path: Path) -> None:
    root = decided(tmp_path, {})
    result = run(root)
    assert is_out(result) and result.exit_code() == 0
    (waived,) = of(result, "personal-waived")
    values = dict(waived.values)
    assert (waived.severity, waived.field, waived.row) == (Severity.WARNING, "nama", 4)
    assert (values["count"], values["number"], values["until"]) == (
        1,
        "500.1/12/2025",
        "2026-11-30",
    )
    page = (root / ".build/docs/id/mutu/izin/index.md").read_text()
    english = (root / ".build/docs/en/mutu/izin/index.md").read_text()
    for said in ("500.1/12/2025", "30 November 2026", "Nomor layanan kantor rekaan."):
        assert said in page
    assert "The number of a made-up office." in english and "30 November 2026" in english
    assert "500.1/12/2025" in (root / ".build/docs/id/datasets/dkisp/contoh/index.md").read_text()
    assert "personal-waived" in (root / STATIC / "pemeriksaan.json").read_text()


def test_the_page_of_decisions_is_there_also_without_any(tmp_path: Path) -> None:
    root = portal(tmp_path)
    run(root)
    assert "Tidak ada keputusan" in (root / ".build/docs/id/mutu/izin/index.md").read_text()


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        *((key, None, "missing") for key in DECISION if key not in {"tabel", "kolom", "en"}),
        ("alasan", "  ", "missing"),
        ("dasar_hukum", ["a"], "text"),
        ("alasan", "x" * 1001, "long"),
        ("dasar_hukum", "sebutkan peraturan dan pasalnya", "template"),
        ("alasan", "ISI: mengapa", "template"),
        ("nomor", "-", "template"),
        ("kolom", None, "place"),
        ("tabel", None, "place"),
        ("kode", "type-error", "code"),
        ("jenis", "boleh", "kind"),
        ("tanggal", "1 Desember 2025", "date"),
        ("tanggal", "2026-01-16", "future"),
        ("berlaku_sampai", "2026-12-02", "year"),
        ("berlaku_sampai", "2025-11-30", "year"),
        ("berlaku_sampai", "2026-02-31", "date"),
        ("diputuskan_oleh", "dinkes", "office"),
        ("disetujui", "ya", "unknown"),
    ],
)
def test_what_is_not_whole_is_not_in_force(tmp_path: Path, key: str, value: Any, why: str) -> None:
    root = decided(tmp_path, {key: value})
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    (invalid,) = of(result, "waiver-invalid")
    assert (invalid.severity, dict(invalid.values)["case"]) == (Severity.ERROR, why)
    assert dict(invalid.values)["key"] in {key, "kolom", "-"}
    assert of(result, "personal-mobile")[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        ("Nomor Ibu Siti Rahmawati kepala puskesmas", True),
        ("Nomor Ibu Siti Rahmawati.", True),
        ("Siti Rahmawati, warga Kuaro, setuju.", True),
        ("Nomor layanan Puskesmas Kuaro, Kecamatan Kuaro", False),
        ("Diumumkan Kepala Dinas Kesehatan Kabupaten Paser untuk ibu hamil", False),
    ],
)
def test_a_reason_that_names_somebody_is_refused(tmp_path: Path, reason: str, named: bool) -> None:
    """A reason is shown to everybody: what may be a name is one here."""
    result = pipeline.check(pipeline.Options(decided(tmp_path, {"alasan": reason}), AS_OF))
    assert [bool(f.file == WAIVERS) for f in of(result, "person-name")] == [True] * named
    assert bool(of(result, "personal-waived")) is not named


def test_without_a_ppid_in_the_register_no_decision_is_valid(tmp_path: Path) -> None:
    for number, office in enumerate(("", "tidak-terdaftar")):
        result = run(decided(tmp_path / str(number), {}, office=office))
        assert dict(of(result, "waiver-invalid")[0].values)["case"] == "ppid"
        assert not is_out(result)


def test_a_number_of_a_person_is_never_allowed_but_may_be_none(tmp_path: Path) -> None:
    """A decision about a NIK can only say that it is none: a false alarm."""
    allowed = run(decided(tmp_path / "a", {"kode": "personal-nik"}, cell=NIK))
    assert dict(of(allowed, "waiver-invalid")[0].values)["case"] == "never"
    assert not is_out(allowed)
    none = {"kode": "personal-nik", "jenis": "bukan-data-pribadi"}
    alarm = run(decided(tmp_path / "b", none, cell=NIK))
    assert is_out(alarm)
    assert dict(of(alarm, "personal-waived")[0].values)["case"] == "cells-none"


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if not k.can_be_allowed])
def test_numbers_and_specific_data_are_never_allowed(tmp_path: Path, kind: Any) -> None:
    root = decided(tmp_path, {"kode": kind.code})
    portal_, found = load.waivers(load.load_portal(root, AS_OF), {"dkisp/contoh": None})
    assert portal_.waivers == () and [dict(f.values)["case"] for f in found] == ["never"]


def test_a_decision_is_about_its_own_column_and_code_only(tmp_path: Path) -> None:
    """The same number in another column, and another kind in the same one, still hold it back."""
    for number, change in enumerate(({"kolom": "jenis"}, {"kode": "personal-email"})):
        result = run(decided(tmp_path / str(number), change))
        assert not is_out(result)
        assert of(result, "personal-mobile")[0].severity is Severity.ERROR
        assert dict(of(result, "waiver-unused")[0].values)["case"] == "nothing"


def test_after_its_last_day_a_decision_holds_no_more(tmp_path: Path) -> None:
    """With the same cache: the day on which it ends is part of what is remembered."""
    root = decided(tmp_path, {"berlaku_sampai": AS_OF.isoformat()})
    assert is_out(run(root))
    after = run(root, as_of=AS_OF.replace(day=AS_OF.day + 1))
    assert not is_out(after)
    assert [f.severity for f in of(after, "waiver-expired")] == [Severity.WARNING]
    assert not (root / STATIC / "tabel.csv").exists()


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"dataset": "dkisp/lain"}, "dataset"),
        ({"tabel": "lain"}, "table"),
        ({"kolom": "lain"}, "field"),
    ],
)
def test_a_place_that_is_not_there_is_named(
    tmp_path: Path, change: dict[str, str], lost: str
) -> None:
    result = run(decided(tmp_path, change))
    assert [dict(f.values)["case"] for f in of(result, "waiver-unused")] == [lost]
    assert not is_out(result)


def test_without_a_table_it_is_about_the_description(tmp_path: Path) -> None:
    place = {"tabel": None, "kolom": None}
    root = decided(tmp_path, place, cell="siapa pun")
    (root / "datasets/dkisp/contoh/README.md").write_text(f"Layanan: {MOBILE}\n")
    result = run(root)
    assert is_out(result)
    assert dict(of(result, "personal-waived")[0].values)["case"] == "text-allowed"
    (root / TABLE).write_text((root / TABLE).read_text().replace("siapa pun", MOBILE))
    assert not is_out(run(root)), "the table is not meant"


def test_the_last_good_version_goes_out_by_the_same_decision(tmp_path: Path) -> None:
    root = decided(tmp_path, {})
    commit(root, "Diputuskan PPID", "2026-01-05")
    (root / TABLE).write_text((root / TABLE).read_text().replace("10,12,22", "10,12,99"))
    commit(root, "Keliru", "2026-01-06")
    result = run(root)
    (shown,) = [p for p in result.site.published if p.id == "dkisp/contoh"]
    assert shown.updated == "2026-01-05" and of(result, "waiver-unused") == []
    (root / WAIVERS).write_text("izin: []\n")
    assert not is_out(run(root)), "without it the version before is no good one"


@pytest.mark.parametrize(
    "text",
    [
        "izin: [",
        "izin: {a: b}\n",
        "- dataset: a\n",
        "izin: []\nlain: 1\n",
        "izin: [&x {}, *x]\n",
        "izin: [" + "{}," * 501 + "]\n",
        "#" * 200_001,
    ],
)
def test_a_file_that_cannot_be_used_puts_nothing_in_force(tmp_path: Path, text: str) -> None:
    root = decided(tmp_path, {})
    (root / WAIVERS).write_text(text)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    assert [dict(f.values)["case"] for f in of(result, "waiver-invalid")] == ["unreadable"]
    assert of(result, "personal-mobile")[0].severity is Severity.ERROR


@pytest.mark.parametrize("place", ["# {}\n", "izin: []  # {}\n"])
@pytest.mark.parametrize("text", [MOBILE, NIK, "orang@contoh.com", "a.n. Dr. Fulan Fulanah, S.Kom"])
def test_personal_data_in_the_file_itself_is_an_error(
    tmp_path: Path, place: str, text: str
) -> None:
    root = decided(tmp_path, {})
    before = (root / WAIVERS).read_text()
    (root / WAIVERS).write_text(place.format(text).replace("izin: []", "") + before)
    result = run(root)
    found = [f for f in result.findings if f.file == WAIVERS]
    assert any(f.severity is Severity.ERROR for f in found)
    assert not [f for f in found if text in f.cell]
    assert not is_out(result)
    assert text not in (root / ".build/docs/id/mutu/izin/index.md").read_text()


def test_twice_the_same_is_refused(tmp_path: Path) -> None:
    result = run(decided(tmp_path, {}, {"nomor": "lain"}))
    assert dict(of(result, "waiver-invalid")[0].values)["case"] == "twice"
    assert is_out(result), "the first one stands"


def test_the_example_shows_what_people_write() -> None:
    text = (EXAMPLES / "invalid/personal-waived" / WAIVERS).read_text()
    (given,) = yaml.safe_load(text)["izin"]
    assert set(given) == DECISION.keys() - {"en"}
