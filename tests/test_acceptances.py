"""Warnings that an office accepts until a day (`sdi:terima`)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from portals import AS_OF, EXAMPLES, change, portal

from build_tools import pipeline, reports
from build_tools.cli import main
from build_tools.findings import Finding, Severity
from build_tools.load import SettingsError, load_portal
from build_tools.model import Plausibility
from build_tools.words import Words

ENTRY = {
    "kode": "total-row",
    "alasan": "Baris jumlah diminta pembaca.",
    "perangkatDaerah": "dkisp",
    "sampai": "2026-06-30",
}


def site(folder: Path, *entries: Any, day: date = AS_OF) -> tuple[Path, pipeline.Result]:
    """The example portal with a row of totals, and what a run says of it."""
    root = portal(folder, EXAMPLES / "invalid" / "accepted")
    change(root, {"sdi:terima": list(entries)})
    return root, pipeline.check(pipeline.Options(root, day, workers=1))


def codes(result: pipeline.Result) -> list[str]:
    return [f.code for f in result.findings]


def only(result: pipeline.Result, code: str) -> Finding:
    (found,) = [f for f in result.findings if f.code == code]
    return found


def test_an_accepted_warning_is_a_notice_with_a_count(tmp_path: Path) -> None:
    _, result = site(tmp_path, ENTRY)
    assert codes(result) == ["accepted"]
    told = only(result, "accepted")
    assert told.severity is Severity.NOTICE
    assert dict(told.values)["count"] == 1
    line = reports.sentence(told, Words.load("id"))
    assert line == "Diterima sampai 2026-06-30 oleh dkisp: total-row (–), 1 temuan."


def test_its_check_counts_as_passed(tmp_path: Path) -> None:
    root, _ = site(tmp_path, ENTRY)
    (one,) = [
        p
        for p in pipeline.datasets(pipeline.Options(root, AS_OF, workers=1)).site.published
        if p.id == "dkisp/contoh"
    ]
    assert next(run.warnings for run in one.checks if run.name == "totals") == 0


@pytest.mark.parametrize(
    ("place", "taken"),
    [
        ({"tabel": "tabel"}, True),
        ({"tabel": "tabel", "kolom": "nama"}, True),
        ({"kolom": "nama"}, True),
        ({"tabel": "tabel", "kolom": "jumlah"}, False),
        ({"kode": "cell-spaces"}, False),
    ],
)
def test_only_what_it_names_is_taken(tmp_path: Path, place: dict[str, str], taken: bool) -> None:
    _, result = site(tmp_path, {**ENTRY, **place})
    assert set(codes(result)) == ({"accepted"} if taken else {"acceptance-unused", "total-row"})


def test_after_its_last_day_the_finding_is_back(tmp_path: Path) -> None:
    """The same folder and cache: the day alone has changed."""
    root, before = site(tmp_path, ENTRY, day=date(2026, 6, 30))
    after = pipeline.check(pipeline.Options(root, date(2026, 7, 1), workers=1))
    assert codes(before) == ["accepted"]
    assert set(codes(after)) == {"acceptance-expired", "total-row"}
    assert only(after, "acceptance-expired").severity is Severity.WARNING


@pytest.mark.parametrize(
    ("wrong", "case"),
    [
        ({"alasan": ""}, "missing"),
        ({"alasan": "ISI: mengapa"}, "template"),
        ({"sampai": None}, "missing"),
        ({"sampai": "30 Juni 2026"}, "date"),
        ({"sampai": "2027-02-01"}, "year"),
        ({"perangkatDaerah": "dinas-lain"}, "office"),
        ({"kode": "tidak-ada"}, "code"),
        ({"kode": "acceptance-expired"}, "code"),
        ({"kode": "contact-missing"}, "code"),  # of the portal, not of a dataset
        ({"kode": "personal-nik"}, "person"),
        ({"kode": "personal-waived"}, "person"),
        ({"kode": "person-name"}, "person"),
        ({"kode": "small-count"}, "person"),
        ({"tabel": "lain"}, "table"),
        ({"kolom": "lain"}, "field"),
        ({"nomor": "1"}, "unknown"),
        ({"alasan": ["a"]}, "text"),
    ],
)
def test_what_is_not_whole_accepts_nothing(
    tmp_path: Path, wrong: dict[str, Any], case: str
) -> None:
    _, result = site(tmp_path, {**ENTRY, **wrong})
    told = only(result, "acceptance-invalid")
    assert (told.severity, dict(told.values)["case"]) == (Severity.ERROR, case)
    assert "accepted" not in codes(result)


@pytest.mark.parametrize("entries", [["kata"], [None], [{}]])
def test_an_entry_that_is_no_mapping(tmp_path: Path, entries: list[Any]) -> None:
    _, result = site(tmp_path, *entries)
    assert "acceptance-invalid" in codes(result)


def test_the_same_place_twice(tmp_path: Path) -> None:
    _, result = site(tmp_path, ENTRY, dict(ENTRY))
    assert dict(only(result, "acceptance-invalid").values)["case"] == "twice"


def test_a_hint_leads_to_the_ppid(tmp_path: Path) -> None:
    _, result = site(tmp_path, {**ENTRY, "kode": "personal-nik"})
    hint = reports.sentence(only(result, "acceptance-invalid"), Words.load("id"), "hint")
    assert "izin-ppid.yaml" in hint


def test_what_accepts_nothing_any_more_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is a notice, and is shown all the same: a new warning would be accepted unseen."""
    root, result = site(tmp_path, {**ENTRY, "kolom": "jumlah"})
    assert only(result, "acceptance-unused").severity is Severity.NOTICE
    main(["check", "--root", str(root), "--as-of", AS_OF.isoformat()])
    said = capsys.readouterr().out
    assert "Tidak ada lagi peringatan total-row (jumlah), jadi butir ini tidak menerima" in said
    assert "ikut diterima sampai 2026-06-30" in said
    main(["check", "--root", str(root), "--as-of", AS_OF.isoformat(), "--quiet"])
    assert "acceptance-unused" not in capsys.readouterr().out


def test_behind_an_error_nothing_is_called_unused(tmp_path: Path) -> None:
    """The check may have stopped before it came to the warning."""
    root = portal(tmp_path, EXAMPLES / "invalid" / "type-error")
    change(root, {"sdi:terima": [ENTRY]})
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    assert "type-error" in codes(result) and "acceptance-unused" not in codes(result)


def test_an_error_cannot_be_accepted(tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid" / "rule-broken")
    change(root, {"sdi:terima": [{**ENTRY, "kode": "rule-broken"}]})
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    assert {"rule-broken", "acceptance-invalid"} <= set(codes(result))
    assert dict(only(result, "acceptance-invalid").values)["case"] == "error"


def test_how_long_is_a_setting(tmp_path: Path) -> None:
    root, _ = site(tmp_path, ENTRY)
    setting(root, "{terimaHari: 30}")
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    assert dict(only(result, "acceptance-invalid").values)["case"] == "year"


def setting(root: Path, text: str) -> None:
    path = root / "mkdocs.yml"
    said = path.read_text(encoding="utf-8")
    path.write_text(
        said.replace("    daftar_opd:", f"    kewajaran: {text}\n    daftar_opd:"), encoding="utf-8"
    )


def test_the_settings_are_read_and_a_change_is_seen(tmp_path: Path) -> None:
    """The same cache: another severity, another verdict."""
    root = portal(tmp_path, EXAMPLES / "invalid" / "parts-differ")
    options = pipeline.Options(root, AS_OF, workers=1)
    assert pipeline.check(options).exit_code() == 0
    setting(root, "{tingkat: {parts-differ: galat}, jumlahPas: 75}")
    assert load_portal(root, AS_OF).plausibility == Plausibility(
        parts=75.0, severities=(("parts-differ", "error"),)
    )
    assert pipeline.check(options).exit_code() == 1


@pytest.mark.parametrize(
    "text",
    [
        "{lompatan: 0}",
        "{lompatan: banyak}",
        "{lompatan: true}",
        "{barisDiingat: 10.5}",
        "{tingkat: {total-row: galat}}",
        "{tingkat: {period-jump: merah}}",
        "{lain: 1}",
        "[1]",
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, text: str) -> None:
    root = portal(tmp_path)
    setting(root, text)
    with pytest.raises(SettingsError) as raised:
        load_portal(root, AS_OF)
    assert raised.value.code == "settings-plausibility"


def test_the_page_says_until_when_by_whom_and_why(tmp_path: Path) -> None:
    entry = {**ENTRY, "sdi:en": {"alasan": "Readers <asked> for it."}}
    root, _ = site(tmp_path, entry)
    pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    pages = {
        lang: (root / f".build/docs/{lang}/datasets/dkisp/contoh/index.md").read_text("utf-8")
        for lang in ("id", "en")
    }
    assert "Diterima sampai 30 Juni 2026 oleh" in pages["id"]
    assert "Baris jumlah diminta pembaca." in pages["id"]
    assert "1 temuan" in pages["id"]
    assert "Accepted until 30 June 2026 by" in pages["en"]
    assert "Readers &lt;asked&gt; for it." in pages["en"]
    report = root / ".build/static/datasets/dkisp/contoh/pemeriksaan.json"
    (said,) = json.loads(report.read_text("utf-8"))["diterima"]
    assert (said["kode"], said["perangkat_daerah"], said["temuan"]) == ("total-row", "dkisp", 1)


def test_a_page_without_acceptances_says_nothing_of_them(tmp_path: Path) -> None:
    root = portal(tmp_path)
    pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    page = (root / ".build/docs/id/datasets/dkisp/contoh/index.md").read_text("utf-8")
    assert Words.load("id")("ui.checks.accepted") not in page


def test_what_a_table_lacks_is_shown_with_its_reason(tmp_path: Path) -> None:
    root = portal(tmp_path)
    lacks = {"wilayah": {"tidakAda": ["09", "10"], "karena": "Laporannya belum masuk."}}
    change(root, {"sdi:kewajaran": lacks})
    pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    page = (root / ".build/docs/id/datasets/dkisp/contoh/index.md").read_text("utf-8")
    assert "Tidak ada data untuk 09, 10:" in page
    assert "Laporannya belum masuk." in page
