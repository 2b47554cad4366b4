"""What findings show of texts of others: nothing that may be a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tables import dataset
from test_person_data import found, table

from build_tools import reports, scan
from build_tools.checks import Reference, check
from build_tools.checks.hidden import all_hidden
from build_tools.findings import Finding, error
from build_tools.privacy import shown
from build_tools.words import Words

NAMES = ["Siti Wahyuni", "Budi Santoso", "Ahmad Fauzi", "Sri Lestari"]
HOMES = [f"Gg. Contoh No. {n} RT 02/RW 01" for n in range(1, 5)]


def test_lists_of_values() -> None:
    assert shown.masked(f"a, {NAMES[0]}, Kuaro") == "a, …, Kuaro"
    assert shown.masked(str(NAMES[:2])) == "['…', '…']"
    assert shown.masked("harian, mingguan, bulanan") == "harian, mingguan, bulanan"


def test_names_of_columns_are_shown_though_a_word_may_be_a_name() -> None:
    one = error("incorrect-label", field="Topik", expected="topik", note="x", cell="Topik")
    found = shown.finding(one)
    assert (found.field, dict(found.values)["expected"], found.cell) == ("Topik", "topik", "…")
    beside = error("personal-name", beside=f"alamat, {NAMES[0]}")
    assert dict(shown.finding(beside).values)["beside"] == "alamat, …"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("data/permohonan Siti Wahyuni.xlsx", "data/permohonan ….xlsx"),
        ("permohonan a.n. Siti Wahyuni.xlsx", "permohonan ….xlsx"),
        ("siti_wahyuni/a.csv", "…/a.csv"),
        ("datasets/dkisp/jumlah-penduduk/data/2023.csv",) * 2,
        ("docs/panduan/santri.md",) * 2,
    ],
)
def test_paths_stay_to_be_found(name: str, seen: str) -> None:
    assert shown.path(name) == seen


def test_a_git_host_marks_the_folder_of_a_file_called_after_somebody() -> None:
    words = Words.load("id")
    one = error("cell-spaces", dataset="dkisp/a", file="data/Siti Wahyuni.csv", row=3, cell=" x")
    for form in reports.REPORTERS.values():
        assert "Wahyuni" not in form([one], words)
    assert reports.github([one], words).startswith("::error file=datasets/dkisp/a/data,title=")


def wrong_label(label: str, expected: str, at: int) -> Finding:
    place = {"file": "a.csv", "row": 1, "column": at, "field": label}
    return error("incorrect-label", **place, expected=expected)


def test_headings_that_are_data_are_not_shown() -> None:
    labels = [wrong_label(NAMES[0], "nama", 1), wrong_label("Ngau", "dusun", 2)]
    assert [f.field for f in all_hidden(labels)] == ["…", "…"]
    mistyped = [wrong_label("kejadain", "kejadian", 1), wrong_label("Nama Warga", "nama", 2)]
    assert [f.field for f in all_hidden(mistyped)] == ["kejadain", "Nama Warga"]


def test_a_table_without_its_header_shows_nothing_of_its_first_row(tmp_path: Path) -> None:
    lines = [f"{n};{h}" for n, h in zip(NAMES, HOMES, strict=True)]
    fields = [{"name": n, "type": "string"} for n in ("nama", "alamat")]
    given = dataset(tmp_path, "\n".join(lines), {"fields": fields}, dialect={"delimiter": ";"})
    told = check(given, Reference({})).findings
    assert "incorrect-label" in {f.code for f in told}
    assert not any(text in repr(told) for text in (*NAMES, *HOMES))


@pytest.mark.parametrize(
    "more",
    [{"constraints": {"enum": ["a", *NAMES[2:]]}}, {"constraints": {"maxLength": 4}}],
)
def test_what_a_column_of_names_may_hold_is_not_shown(more: dict[str, Any], tmp_path: Path) -> None:
    lines = ["nama", *NAMES[:2]]
    fields = [{"name": "nama", "type": "string", **more}]
    told = check(dataset(tmp_path, "\n".join(lines) + "\n", {"fields": fields}), Reference({}))
    assert "constraint-error" in {f.code for f in told.findings}
    assert not any(name in repr(told.findings) for name in NAMES)


def test_a_year_that_is_a_name(tmp_path: Path) -> None:
    told = found(tmp_path, ["nama", "n"], table(["Ngau Ipui", "Lisu"], ["1", "2"]), nama="year")
    assert {f.cell for f in told if f.code == "type-error"} == {"…"}


def test_columns_called_after_persons_are_published_by_their_names(tmp_path: Path) -> None:
    names = ["tanggal", "budi_santoso", "siti_wahyuni"]
    told = found(tmp_path, names, [["2025-01-01", "hadir", "izin"]])
    held = [f for f in told if f.code == "person-name"]
    assert [(f.severity.value, f.column, dict(f.values)["case"]) for f in held] == [
        ("error", 2, "heading"),
        ("error", 3, "heading"),
    ]
    assert not any("wahyuni" in repr(f) for f in held)


def test_persons_across_the_top_of_a_raw_file(tmp_path: Path) -> None:
    lines = [",".join(("Tanggal", *NAMES)), "2025-01-01,Hadir,Hadir,Izin,Hadir"]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    told = scan.files(tmp_path, [tmp_path / "a.csv"])
    assert [f.field for f in told if dict(f.values).get("case") == "heading"] == list("BCDE")
    assert not any(name in json.dumps(repr(told)) for name in NAMES)
