"""Repairs that are certain, and everything that is left alone because it is not."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tables import dataset

from build_tools import marked
from build_tools.checks import Reference, check
from build_tools.findings import Finding, Severity
from build_tools.load.descriptor import dataset_of
from build_tools.marked.numbers import days, plain_numbers
from build_tools.marked.records import as_it_is, rows
from build_tools.marked.repairs import repaired
from build_tools.model import Dataset, Source
from build_tools.words import Words

Schema = Mapping[str, Any]


def one(name: str, type: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": type, **more}


def column(folder: Path, cells: list[str], **field: Any) -> list[str]:
    """What the repairs make of the cells of a column."""
    text = "no;k\n" + "".join(f'{n};"{cell}"\n' for n, cell in enumerate(cells))
    schema = {"fields": [one("no", "integer"), {"name": "k", **field}]}
    given = dataset(folder, text, schema, dialect={"delimiter": ";"})
    records = list(rows(folder, given.resources[0]))
    return [row[1] for row in repaired(given, given.resources[0], records, Reference({})).rows[1:]]


def files(given: Dataset) -> dict[str, bytes]:
    found = found_in(given)
    made = marked.workbooks(given, found, Reference({}), Words.load("id"))
    return {m.name: m.content for m in made}


def found_in(given: Dataset) -> list[Finding]:
    path = given.resources[0].path
    found = check(given, Reference({})).findings
    return [f for f in found if f.file == path and f.severity is not Severity.NOTICE]


@pytest.mark.parametrize(
    ("cells", "plain"),
    [
        (["1.234.567", "12"], ["1234567", "12"]),
        (["12,5", "1.234,75", "3"], ["12.5", "1234.75", "3"]),
        (["1,234,567", "12.5"], ["1234567", "12.5"]),
        (["0,123"], ["0.123"]),  # no thousand begins with 0
        (["1.814"], ["1.814"]),  # 1814, or not
        (["1,814", "2"], ["1,814", "2"]),
        (["1.234.567", "1.814"], ["1.234.567", "1.814"]),  # half of it would be worse
        (["1.234.567", "12.5"], ["1.234.567", "12.5"]),  # two styles
        (["12,5", "12.5"], ["12,5", "12.5"]),
        (["1.234.567", "12 orang"], ["1.234.567", "12 orang"]),
        (["1.2345.678"], ["1.2345.678"]),
        (["1.234.567", "n/a", ""], ["1234567", "n/a", ""]),  # no number, so no other style
    ],
)
def test_numbers_are_written_plainly_where_the_whole_column_agrees(
    tmp_path: Path, cells: list[str], plain: list[str]
) -> None:
    assert column(tmp_path, cells, type="number") == plain


def test_numbers_whose_schema_names_their_style_are_left(tmp_path: Path) -> None:
    cells = ["1.234.567", "x"]
    assert column(tmp_path, cells, type="number", groupChar=".", decimalChar=",") == cells


def test_a_whole_number_is_no_fraction(tmp_path: Path) -> None:
    assert column(tmp_path, ["12,5", "1.234.567"], type="integer") == ["12,5", "1234567"]


@pytest.mark.parametrize(
    ("cells", "iso"),
    [
        (["31/01/2024", "03/04/2024"], ["2024-01-31", "2024-04-03"]),
        (["31-01-2024", "2024-02-01"], ["2024-01-31", "2024-02-01"]),
        (["03/04/2024", "05/06/2024"], ["03/04/2024", "05/06/2024"]),  # April or March
        (["31/01/2024", "01/31/2024"], ["31/01/2024", "01/31/2024"]),  # both ways
        (["31/02/2024", "30/01/2024"], ["31/02/2024", "2024-01-30"]),  # never was
        (["17 Nopember 2024", "1 Agt 2024"], ["2024-11-17", "2024-08-01"]),
        (["45292", "2024-01-02"], ["2024-01-01", "2024-01-02"]),
        (["45292", "dulu"], ["45292", "dulu"]),
    ],
)
def test_days_become_iso_where_nothing_else_can_be_meant(
    tmp_path: Path, cells: list[str], iso: list[str]
) -> None:
    assert column(tmp_path, cells, type="date") == iso


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("aktif ", "aktif"),
        ("AKTIF", "aktif"),
        (" Tidak   Aktif", "tidak aktif"),
        ("tidak\N{NO-BREAK SPACE}aktif", "tidak aktif"),
        ("Pebruari", "februari"),
        ("aktiv", "aktiv"),
        ("tidakaktif", "tidakaktif"),
    ],
)
def test_words_of_a_list_are_spelled_as_in_the_list(tmp_path: Path, cell: str, code: str) -> None:
    known = ["aktif", "tidak aktif", "februari"]
    assert column(tmp_path, [cell], type="string", categories=known) == [code]
    assert column(tmp_path, [cell], type="string", constraints={"enum": known}) == [code]


def test_a_word_that_two_codes_could_be_is_left(tmp_path: Path) -> None:
    assert column(tmp_path, ["KB"], type="string", categories=["kb", "Kb"]) == ["KB"]


def test_spaces_within_a_plain_text_stay_those_around_it_go(tmp_path: Path) -> None:
    assert column(tmp_path, ["  a  b ", "   "], type="string") == ["a  b", "   "]


@pytest.mark.parametrize(
    ("field", "cells", "codes"),
    [
        ({"categories": ["0612", "0700"]}, ["612", "700"], ["0612", "0700"]),
        ({"categories": ["0612", "00612"]}, ["612"], ["612"]),  # which?
        ({"constraints": {"pattern": "0[0-9]{3}"}}, ["612"], ["0612"]),
        ({"constraints": {"pattern": "[0-9]{3,6}"}}, ["12"], ["12"]),
        ({}, ["612"], ["612"]),
    ],
)
def test_zeros_come_back_where_one_code_has_them(
    tmp_path: Path, field: Schema, cells: list[str], codes: list[str]
) -> None:
    assert column(tmp_path, cells, type="string", **field) == codes


def test_rows_that_become_alike_under_a_key_are_left(tmp_path: Path) -> None:
    schema = {"fields": [one("k")], "primaryKey": ["k"]}
    given = dataset(tmp_path, "k\na\na \nb \n", schema)
    records = list(rows(tmp_path, given.resources[0]))
    done = repaired(given, given.resources[0], records, Reference({}))
    assert done.rows == [["k"], ["a"], ["a "], ["b"]]


def test_a_header_is_matched_and_columns_are_put_in_order(tmp_path: Path) -> None:
    schema = {"fields": [one("kode"), one("laki_laki", "integer"), one("lain")]}
    given = dataset(tmp_path, " Laki Laki,LAIN,kode\n1,x,a\n2,y\n", schema)
    records = list(rows(tmp_path, given.resources[0]))
    done = repaired(given, given.resources[0], records, Reference({}))
    assert done.rows == [["kode", "laki_laki", "lain"], ["a", "1", "x"], ["", "2", "y"]]
    assert [c.rule for c in done.changes] == ["header", "header", "order", "order", "order"]


def test_empty_rows_and_the_row_of_numbers_go_rows_of_data_stay(tmp_path: Path) -> None:
    schema = {"fields": [one("a"), one("b"), one("c")]}
    text = "a,b,c\n(1),(2),(3)\n,,\nx,y,z\n\n1,2,3\n"
    given = dataset(tmp_path, text, schema)
    records = list(rows(tmp_path, given.resources[0]))
    done = repaired(given, given.resources[0], records, Reference({}))
    assert done.rows == [["a", "b", "c"], ["x", "y", "z"], ["1", "2", "3"]]
    assert done.dropped == {2, 3, 5}
    given = dataset(tmp_path, "a,b,c\n1,2,3\n", schema)  # texts: may well be data
    records = list(rows(tmp_path, given.resources[0]))
    assert repaired(given, given.resources[0], records, Reference({})).rows[1] == ["1", "2", "3"]


MESSY = """kode;nama ;status;tanggal;jumlah
(1);(2);(3);(4);(5)
0612;Desa Satu ;AKTIF;31/01/2024;1.234.567
613;Kafé Dua;aktif ;03/02/2024;12

;;;;
700;Desa Tiga;tutup;02/03/2024;5,5
"""
FIELDS = [
    one("kode", categories=["0612", "0613", "0700"]),
    one("nama"),
    one("status", categories=["aktif", "tutup"]),
    one("tanggal", "date"),
    one("jumlah", "number"),
]


def test_a_mended_csv_in_place_of_the_original_passes(tmp_path: Path) -> None:
    """Old encoding, semicolons, dates, numbers, codes: nothing is found afterwards."""
    given = dataset(tmp_path, MESSY.encode("cp1252"), {"fields": FIELDS})
    assert {f.code for f in found_in(given)} == {"encoding-error"}
    assert as_it_is(tmp_path, given.resources[0]).encoding == "windows-1252"
    made = files(given)
    assert list(made) == ["t-periksa.xlsx", "t-perbaikan.csv", "t-perbaikan.xlsx"]
    (tmp_path / "t.csv").write_bytes(made["t-perbaikan.csv"])
    assert found_in(given) == []
    assert made["t-perbaikan.csv"].decode() == (
        "kode,nama,status,tanggal,jumlah\n0612,Desa Satu,aktif,2024-01-31,1234567\n"
        "0613,Kafé Dua,aktif,2024-02-03,12\n0700,Desa Tiga,tutup,2024-03-02,5.5\n"
    )
    listed = list(load_workbook(io.BytesIO(made["t-perbaikan.xlsx"])).worksheets[0].values)
    assert listed[3][4:] == ("windows-1252", "utf-8", said("encoding", "windows-1252", "utf-8"))
    assert ("C3", "status", "AKTIF", "aktif") in [row[2:6] for row in listed]
    assert "baris 2" in [row[2] for row in listed]


def said(rule: str, before: str, after: str) -> str:
    return Words.load("id")(f"marked.rules.{rule}", before=before, after=after)


def test_what_is_not_certain_gives_no_second_file(tmp_path: Path) -> None:
    given = dataset(tmp_path, "a,b\n1.814,x\n", {"fields": [one("a", "integer"), one("b")]})
    assert list(files(given)) == ["t-periksa.xlsx"]


def test_line_ends_and_the_mark_of_excel_stay(tmp_path: Path) -> None:
    given = dataset(tmp_path, b"\xef\xbb\xbfa,b\r\n x,1\r\n", {"fields": [one("a"), one("b")]})
    assert files(given)["t-perbaikan.csv"] == b"\xef\xbb\xbfa,b\r\nx,1\r\n"


def xlsx(folder: Path, rows: list[list[Any]], fields: list[dict[str, Any]]) -> Dataset:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "2024"
    for row in rows:
        sheet.append(row)
    book.save(folder / "t.xlsx")
    raw = {
        "name": "t",
        "resources": [{"name": "t", "path": "t.xlsx", "schema": {"fields": fields}}],
    }
    return dataset_of(Source("dinas/t", folder, "datapackage.yaml"), raw, ("id", "en"))


def test_a_mended_workbook_in_place_of_the_original_passes(tmp_path: Path) -> None:
    """Its first sheet, the list, is no table: the workbook still has one only."""
    table = [
        ["status", "KODE", "tanggal", "jumlah", "nama"],
        ["AKTIF", 612, 45292, "1.234.567", " a"],
        [None] * 5,
        ["tutup ", 700, "2024-03-02", 3, "b"],
    ]
    order = [FIELDS[i] for i in (2, 0, 3, 4, 1)]
    given = xlsx(tmp_path, table, order)
    assert found_in(given) != []
    made = files(given)
    assert list(made) == ["t-periksa.xlsx", "t-perbaikan.xlsx"]
    (tmp_path / "t.xlsx").write_bytes(made["t-perbaikan.xlsx"])
    assert found_in(given) == []
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["Perbaikan otomatis", "2024"]
    assert [c.value for c in book["2024"][2]][:2] == ["aktif", "0612"]
    assert book["2024"]["D2"].value == 1234567
    assert book["2024"].max_row == 3


def test_cells_that_formulas_read_are_left(tmp_path: Path) -> None:
    table = [["nama", "jumlah"], [" a", "1.234.567"], ["b ", "=B2"], [" c", 3]]
    given = xlsx(tmp_path, table, [one("nama"), one("jumlah", "number")])
    found = [Finding("cell-spaces", Severity.WARNING, "dinas/t", "t.xlsx", "2024", 2, 1, "nama")]
    made = {
        m.name: m.content for m in marked.workbooks(given, found, Reference({}), Words.load("id"))
    }
    assert "t-perbaikan.xlsx" not in made  # without their results nothing can be judged
    with_result(tmp_path / "t.xlsx")
    made = files(given)
    sheet = load_workbook(io.BytesIO(made["t-perbaikan.xlsx"]))["2024"]
    assert [c.value for c in sheet["A"]] == ["nama", "a", "b", "c"]
    assert [c.value for c in sheet["B"]] == ["jumlah", "1.234.567", "=B2", 3]
    first = load_workbook(io.BytesIO(made["t-periksa.xlsx"])).worksheets[0]["A2"].value
    assert "Sel yang dipakai rumus tidak diubah" in first


def with_result(path: Path) -> None:
    """As a spreadsheet program saves it, with the result of B3."""
    from test_marked import with_results

    with_results(path, "B3", 7)


def test_rows_are_not_moved_where_other_things_lie_on_them(tmp_path: Path) -> None:
    given = xlsx(tmp_path, [["nama"], [" a"], [None], ["b"]], [one("nama")])
    book = load_workbook(tmp_path / "t.xlsx")
    book["2024"].auto_filter.ref = "A1:A4"
    book.save(tmp_path / "t.xlsx")
    sheet = load_workbook(io.BytesIO(files(given)["t-perbaikan.xlsx"]))["2024"]
    assert [c.value for c in sheet["A"]] == ["nama", "a", None, "b"]


def test_a_workbook_with_pictures_is_not_written_again(tmp_path: Path) -> None:
    """openpyxl would lose them; the list says to work in the original."""
    import zipfile

    given = xlsx(tmp_path, [["nama"], [" a"]], [one("nama")])
    with zipfile.ZipFile(tmp_path / "t.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")
    made = files(given)
    assert list(made) == ["t-periksa.xlsx"]
    first = load_workbook(io.BytesIO(made["t-periksa.xlsx"])).worksheets[0]["A2"].value
    assert "Kerjakan perbaikannya di berkas asli" in first


def test_rules_of_a_column_alone() -> None:
    assert plain_numbers(["12,5"]) == {0: "12.5"}
    assert days(["31/12/2024"]) == {0: ("2024-12-31", "date")}
