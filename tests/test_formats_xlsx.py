"""XLSX read back by two other libraries: openpyxl and python-calamine."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from formats_examples import ALL_TYPES, all_types, one_column
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from test_formats_csv_json import HOSTILE

from build_tools.formats import xlsx
from build_tools.model import Table

BOOK = "out/tabel.xlsx"


def column(folder: Path) -> list[Any]:
    """The cells of column B below its header, as openpyxl and calamine agree on them."""
    sheet = openpyxl.load_workbook(folder / BOOK).worksheets[0]
    values = [row[0].value for row in sheet.iter_rows(min_row=2, min_col=2)]
    other = CalamineWorkbook.from_path(folder / BOOK).get_sheet_by_index(0).to_python()
    assert [None if row[1] == "" else row[1] for row in other[1:]] == values
    return values


def omitted(table: Table) -> str:
    return next((o.reason for o in table.omissions if o.format == "xlsx"), "")


def test_the_first_sheet_is_the_plain_table(tmp_path: Path) -> None:
    published, _ = all_types(tmp_path)
    sheet = openpyxl.load_workbook(published.folder / "tabel.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("kunci", *(field["name"] for field, *_ in ALL_TYPES))
    assert len(rows) == 4
    values = dict(zip(rows[0], rows[1], strict=True))
    assert values["teks"] == "001"
    assert values["bulat"] == 7
    assert values["angka"] == 1234.5
    assert values["ya"] is True
    assert values["tanggal"] == dt.datetime.fromisoformat("2024-01-05")
    assert values["saat"] == dt.datetime.fromisoformat("2024-01-05T10:11:12")
    assert values["saat_wita"] == "2024-01-05T10:11:12+08:00"
    assert values["jam"] == dt.time(7, 30)
    assert values["tahun"] == 2024
    assert values["bulan"] == "2024-05"
    assert set(rows[3][1:]) == {None}


def test_no_text_is_ever_a_formula_or_a_link(tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        '=HYPERLINK("http://x")',
        "http://x.example",
        "{=1}",
        "1",
        "#N/A",
    ]
    one_column(tmp_path, {"type": "string"}, texts)
    assert column(tmp_path) == texts
    sheet = openpyxl.load_workbook(tmp_path / BOOK).worksheets[0]
    assert {row[0].data_type for row in sheet.iter_rows(min_row=2, min_col=2)} <= {"s", "inlineStr"}
    with zipfile.ZipFile(tmp_path / BOOK) as archive:
        assert not any("<f" in archive.read(n).decode() for n in archive.namelist() if "sheet" in n)
        assert not any(
            "hyperlink" in archive.read(n).decode() for n in archive.namelist() if "rels" in n
        )


def test_hostile_texts_stay_or_the_format_is_left_out(tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE):
        folder = tmp_path / str(number)
        table = one_column(folder, {"type": "string"}, [text])
        if omitted(table):
            assert omitted(table) == "characters"
            assert not (folder / BOOK).exists()
        else:
            assert column(folder) == [text]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**16), max_value=10**16)
)
def test_a_number_is_exact_or_the_format_is_left_out(tmp_path: Path, value: Decimal) -> None:
    table = one_column(tmp_path, {"type": "number"}, [str(value)])
    if omitted(table):
        assert omitted(table) == "digits"
        assert len("".join(map(str, value.as_tuple().digits)).strip("0")) > 15
    else:
        assert Decimal(repr(float(column(tmp_path)[0]))) == value


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moment=st.datetimes(min_value=dt.datetime.fromisoformat("1900-03-01")).map(
        lambda m: m.replace(microsecond=0)
    ),
    time=st.times().map(lambda t: t.replace(microsecond=0)),
)
def test_moments_are_real_dates_and_exact(
    tmp_path: Path, moment: dt.datetime, time: dt.time
) -> None:
    for kind, value in (("datetime", moment), ("date", moment.date()), ("time", time)):
        one_column(tmp_path, {"type": kind}, [value.isoformat()])
        read = openpyxl.load_workbook(tmp_path / BOOK).worksheets[0]["B2"].value
        assert (read.date() if kind == "date" else read) == value


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        ("number", "0.1234567890123456", "digits"),
        ("integer", "1234567890123456", "digits"),
        ("integer", "123456789012345", ""),
        ("number", "1E+500", "digits"),
        ("number", "NaN", "not-finite"),
        ("date", "1900-02-28", "dates"),
        ("date", "1900-03-01", ""),
        ("datetime", "1899-01-01T00:00:00", "dates"),
        ("string", "x" * 32_768, "long-text"),
        ("string", "😀" * 16_384, "long-text"),
        ("string", "x" * 32_767, ""),
        ("string", "a\x01", "characters"),
        ("string", "a\rb", "characters"),
        ("string", "_x0041_", "characters"),
        ("string", "<r><t>x</t></r>", "characters"),
        ("string", "two\nlines", ""),
    ],
)
def test_what_excel_would_change_is_left_out_with_the_reason(
    tmp_path: Path, kind: str, cell: str, reason: str
) -> None:
    table = one_column(tmp_path, {"type": kind}, ["", cell])
    assert omitted(table) == reason
    assert ("xlsx" in {d.format for d in table.downloads}) is not bool(reason)
    assert (tmp_path / BOOK).exists() is not bool(reason)


def test_an_empty_text_that_means_something_does_not_fit(tmp_path: Path) -> None:
    table = one_column(tmp_path, {"type": "string"}, ["", "-"], schema={"missingValues": ["-"]})
    assert omitted(table) == "empty-text"


def test_too_many_rows_do_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 2)
    assert omitted(one_column(tmp_path / "2", {"type": "string"}, ["a", "b"])) == ""
    assert omitted(one_column(tmp_path / "3", {"type": "string"}, ["a", "b", "c"])) == "rows"


def test_the_other_sheets_explain_the_table_in_both_languages(tmp_path: Path) -> None:
    field = {
        "type": "integer",
        "title": "Penduduk",
        "description": "=Jumlah\x01 jiwa",
        "constraints": {"minimum": 0},
        "categories": [{"value": 1, "label": "satu", "sdi:en": {"label": "one"}}],
        "sdi:satuan": "jiwa",
        "sdi:en": {"title": "Population", "satuan": "persons"},
    }
    one_column(
        tmp_path, field, ["1"], schema={"missingValues": ["", {"value": "…", "label": "belum ada"}]}
    )
    book = openpyxl.load_workbook(tmp_path / BOOK)
    assert book.sheetnames == ["data", "kamus data", "tentang data"]
    rows = list(book["kamus data"].iter_rows(values_only=True))
    assert rows[0][0] == "Nama kolom / Column name"
    assert rows[2][:4] == (
        "x",
        "Penduduk / Population",
        "bilangan bulat / whole number",
        "jiwa / persons",
    )
    assert rows[2][4] == "=Jumlah  jiwa"
    assert rows[2][5:] == (
        "paling kecil 0 / at least 0",
        "1 = satu / one",
        "(kosong) / (empty)\n… = belum ada",
    )
    about = {row[0]: str(row[1]) for row in book["tentang data"].iter_rows(values_only=True)}
    assert about["Sumber / Source"] == "BPS · https://bps.example/ · diakses 2026-01-02"
    assert "bukan rilis resmi" in about["Asal / Origin"]
    assert "CC-BY-4.0" in about["Lisensi / Licence"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
