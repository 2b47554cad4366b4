"""What each audience is told: nothing personal, no commands, and no more lines than help."""

from __future__ import annotations

import json

import pytest

from build_tools import reports
from build_tools.findings import Finding, error, warning
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")
NIK = "6401096308900002"
PLACE = {"dataset": "dkisp/contoh", "file": "data/tabel.csv", "row": 7, "column": 3, "field": "f"}

PERSONAL = [
    error("type-error", **PLACE, cell=NIK, type="date", note=f'value "{NIK}" is not a date'),
    error("constraint-error", **PLACE, cell=f"x {NIK}", constraint="pattern", limit=NIK),
    error("unique-error", **PLACE, cell="budi@gmail.com", other=3),
    error("category", **PLACE, cell="0812-3456-7890", expected=f"a, {NIK}"),
    error("rule-broken", **PLACE, rule="a = b", values=f"a = {NIK}", note="HP 081234567890"),
    error("missing-label", **{**PLACE, "field": f"nik {NIK}"}),
    error("file-unnamed", dataset="dkisp/contoh", file=f"data/{NIK}.csv"),
    error("file-missing", dataset=f"dkisp/{NIK}", path=f"data/{NIK}.csv"),
    error("sheet-missing", **PLACE, sheet=NIK, sheets=f"{NIK}, 081234567890"),
]


@pytest.mark.parametrize("name", reports.REPORTERS)
@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
@pytest.mark.parametrize("found", PERSONAL, ids=lambda f: f.code)
def test_nothing_personal_is_shown_to_anyone(found: Finding, words: Words, name: str) -> None:
    shown = reports.REPORTERS[name]([found], words)
    for secret in (NIK, "budi@gmail", "budi&#64;gmail", "0812-3456", "081234567890"):
        assert secret not in shown
    assert NIK not in reports.sentence(found, words) + reports.path(found)


def test_the_rest_of_a_sentence_stays() -> None:
    found = error("source-error", **PLACE, note=f'nilai "{NIK}" bukan tanggal')
    assert 'nilai "64…02" bukan tanggal' in reports.sentence(found, ID)


@pytest.mark.parametrize("name", reports.REPORTERS)
def test_names_of_files_are_no_commands(name: str) -> None:
    evil = "data/a\n::error::x\r\x1b[31m\u202e\u2028##[group]y,z:%0A.csv"
    shown = reports.REPORTERS[name]([error("file-unnamed", dataset="d/x", file=evil)], ID)
    assert all(line.isprintable() for line in shown.split("\n"))
    commands = [line for line in shown.split("\n") if line.strip().startswith("::")]
    assert len(commands) == (1 if name == "github" else 0)
    assert "##[" not in shown
    if name == "github":
        command = commands[0].removeprefix("::error ").split("::")[0]
        assert command.startswith("file=datasets/d/x/data/a %3A%3Aerror%3A%3Ax")
        assert "y%2Cz%3A%250A.csv,title=" in command
    if name == "markdown":
        assert len(shown.split("\n")) == 5


def rows(count: int, code: str = "type-error", **facts: object) -> list[Finding]:
    place = {"dataset": "d/x", "file": "data/t.csv", "column": 6, "field": "f"}
    known = {"cell": "abc", "type": "number", **facts}
    return [error(code, **place, row=row, **known) for row in range(2, 2 + count)]


def test_two_hundred_bad_rows_take_a_few_lines() -> None:
    more = error("more", dataset="d/x", file="data/t.csv", field="f", of="type-error", more=100)
    lines = reports.text([*rows(100), more], ID).splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["F2", "F3", "F4"]
    assert lines[4].strip().startswith("… dan 197 lagi: F5, F6, F7, ")
    assert lines[4].endswith("… [more]".replace(" ", "  "))
    assert lines[5].strip().startswith("→ Betulkan selnya")
    assert len(lines) == 8
    assert "197 more: F5" in reports.text([*rows(100), more], EN)


def test_places_that_are_all_named_need_no_dots() -> None:
    text = reports.text(rows(5), ID)
    assert "… dan 2 lagi: F5, F6\n" in text and "[more]" not in text


def test_what_is_mended_alike_stands_together() -> None:
    """By kind, column and severity; every finding without a row is told."""
    found = [
        *rows(1),
        *rows(1, cell="#REF!"),
        *rows(1, cell="-"),
        *rows(1),
        warning(
            "type-error", dataset="d/x", file="data/t.csv", row=9, column=6, field="f", cell="x"
        ),
    ]
    assert reports.text(found, ID).count("→") == 4
    missing = [
        error("metadata-missing", dataset="d/x", file="datapackage.yaml", property=f"p{n}")
        for n in range(6)
    ]
    text = reports.text(missing, ID)
    assert text.count("→") == 1 and all(f'"p{n}"' in text for n in range(6))


def test_counted_findings_without_their_kind_are_told_themselves() -> None:
    alone = error("more", dataset="d/x", file="data/t.csv", of="type-error", more=100)
    assert "100 temuan type-error" in reports.text([alone], ID)


@pytest.mark.parametrize(
    ("cell", "type", "indonesian", "english"),
    [
        ("1.200,5", "number", 'decimalChar: ","', 'groupChar: "."'),
        ("1.200", "integer", "groupChar", "whole|digits only"),
        ("08/11/2024", "date", 'format: "%d/%m/%Y"', "2024-11-08"),
        ("2024/25", "year", "empat angka", "four digits"),
        ("ya", "boolean", "trueValues", "trueValues"),
        ("n/a", "number", 'missingValues: ["", "n/a"]', "missingValues"),
        ("…", "date", "Betulkan selnya", "Correct the cell"),  # what is masked looks so
        ("#DIV/0!", "number", "rumus Excel", "Excel formula"),
        ("#N/A", "date", "rumus Excel", "Excel formula"),
        ("x", "duration", "Betulkan selnya", "Correct the cell"),
    ],
)
def test_what_to_do_fits_the_cell(cell: str, type: str, indonesian: str, english: str) -> None:
    found = rows(1, cell=cell, type=type)[0]
    assert indonesian in reports.sentence(found, ID, "hint")
    hint = reports.sentence(found, EN, "hint")
    assert any(part in hint for part in english.split("|"))


def test_types_are_said_in_the_readers_language() -> None:
    found = rows(1, type="integer")[0]
    assert reports.sentence(found, ID) == 'Isi "abc" pada kolom f bukan bilangan bulat.'
    assert reports.sentence(found, EN) == '"abc" in column f is not a whole number.'


@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
@pytest.mark.parametrize("code", ["primary-key", "unique-error"])
def test_no_english_note_in_a_sentence(words: Words, code: str) -> None:
    note = "the same as in the row at position 4"
    key = {"names": "kecamatan, tahun", "key": "Kuaro, 2024"}
    twin = reports.sentence(error(code, **PLACE, cell="a", note=note, other=4, **key), words)
    empty = reports.sentence(error(code, **PLACE, cell="a", note='all "None"', **key), words)
    assert note not in twin and "4" in twin and "?" not in twin
    assert "None" not in empty and "?" not in empty and empty != twin


def test_one_error_is_not_errors() -> None:
    assert reports.summary(rows(1), EN) == "Errors: 1, warnings: 0."
    assert reports.summary(rows(1), ID) == "1 galat, 0 peringatan."


def test_json_is_one_object_a_line() -> None:
    found = json.loads(reports.as_json(PERSONAL[:1], ID))
    assert found["cell"] == "64…02" and found["values"]["type"] == "date"
    assert found["message"] == 'Isi "64…02" pada kolom f bukan tanggal.'


def test_the_summary_counts_what_is_not_shown() -> None:
    shown = [error("type-error", file="a.csv", row=n) for n in range(2, 5)]
    more = error("more", file="a.csv", of="type-error", more=97)
    assert "100" in reports.summary([*shown, more], Words.load("id"))


@pytest.mark.parametrize("code", ["personal-nip", "person-name"])
@pytest.mark.parametrize("where", ["sheet", "outside", "remark"])
def test_below_a_table_it_is_the_signature_that_goes(code: str, where: str) -> None:
    """No column is to be deleted for a cell that stands below the table."""
    found = error(code, file="a.xlsx", sheet="Rekap", row=29, column=7, field="Jantan", where=where)
    hint = reports.sentence(found, ID, "hint")
    assert hint.startswith("Di bawah tabel: hapus seluruh blok tanda tangan")
    column = error(code, file="a.xlsx", field="nip", where=where, case="column")
    assert "blok tanda tangan" not in reports.sentence(column, ID, "hint")


def test_hidden_rows_are_counted_from_the_first() -> None:
    found = error("rows-hidden", file="a.xlsx", row=4, last=4, count=1)
    assert "Mulai baris 4, 1 baris tersembunyi" in reports.sentence(found, ID)


@pytest.mark.parametrize(
    ("words", "asked"),
    [(ID, "Apakah kedua baris dari bulan"), (EN, "Are the two rows of ")],
)
def test_of_twin_keys_it_is_asked_first_whether_the_months_differ(words: Words, asked: str) -> None:
    """An officer who removes "duplicates" would delete the new month."""
    facts = {"names": "kode", "key": "PK01", "other": 2}
    twin = reports.sentence(error("primary-key", **PLACE, **facts), words, "hint")
    assert twin.startswith(asked) and "primaryKey" in twin and "Duplicates" not in twin
    empty = reports.sentence(error("primary-key", **PLACE, names="kode"), words, "hint")
    assert empty != twin
