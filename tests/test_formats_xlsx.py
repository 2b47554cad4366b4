"""XLSX read back by two other libraries: openpyxl and python-calamine."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from formats_examples import ALL_TYPES, all_types, converted, one_column
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
        ("string", "a\ufffe", "characters"),
        ("string", "<r><t>x</t></r>", ""),
        ("string", "_x 0041_ \ufeff ｆｕｌｌ", ""),
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


def test_numbers_show_the_decimals_they_were_written_with(tmp_path: Path) -> None:
    one_column(tmp_path, {"type": "number"}, ["2.90", "3", "", "-0.125", "1E+3", "0." + "0" * 16])
    sheet = openpyxl.load_workbook(tmp_path / BOOK).worksheets[0]
    shown = [(row[0].value, row[0].number_format) for row in sheet.iter_rows(min_row=2, min_col=2)]
    assert shown == [
        (2.9, "0.00"),
        (3, "0"),
        (None, "General"),
        (-0.125, "0.000"),
        (1000, "0"),
        (0, "General"),
    ]


def test_the_header_is_bold_and_stays_in_view(tmp_path: Path) -> None:
    fields = [
        {"name": "hari", "type": "date"},
        {"name": "nama_kolom_yang_cukup_panjang", "type": "integer"},
    ]
    converted(tmp_path, fields, [["2024-01-05", "1"]])
    book = openpyxl.load_workbook(tmp_path / BOOK)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert not any(cell.font.bold for cell in sheet[2])
    sheet = book.worksheets[0]
    assert [sheet.column_dimensions[c].width for c in "AB"] == [12, 31]
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["A2"].is_date
    assert book.worksheets[1]["A2"].alignment.wrap_text
    assert book.properties.title == "Tabel"


def test_every_part_is_xml_that_a_plain_parser_reads(tmp_path: Path) -> None:
    field = {"name": '<a> & "b"', "title": "<&>", "description": "]]> '\""}
    converted(tmp_path, [field], [["<c r='A1'>&amp;</c>"], [" dua  spasi "], ["]]>"], ["\ttab\n"]])
    with zipfile.ZipFile(tmp_path / BOOK) as archive:
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert next(iter(parts)) == "[Content_Types].xml"
    named = {
        "/" + name for name in parts if not name.endswith(".rels") and not name.startswith("[")
    }
    types = parts["[Content_Types].xml"].findall("{*}Override")
    assert {part.get("PartName") for part in types} == named
    texts = [t.text for t in parts["xl/worksheets/sheet1.xml"].iter() if t.tag.endswith("}t")]
    assert texts == ['<a> & "b"', "<c r='A1'>&amp;</c>", " dua  spasi ", "]]>", "\ttab\n"]


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_values(tmp_path: Path) -> None:
    texts = ["001", "=1+1", " spasi ", "dua\nbaris", "<b>&amp;", "😀", "TRUE", "1/2", ""]
    fields = [
        {"name": "teks", "type": "string"},
        {"name": "angka", "type": "number"},
        {"name": "hari", "type": "date"},
        {"name": "saat", "type": "datetime"},
        {"name": "bulat", "type": "integer"},
    ]
    rows = [
        [text, f"{n}.125", f"2024-02-{n + 20}", f"2024-02-{n + 20}T23:59:0{n}", str(n * 10**14)]
        for n, text in enumerate(texts)
    ]
    converted(tmp_path, fields, rows)
    # 44: comma, 34: quotes, 76: UTF-8; cells as shown; all as text is quoted
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    home = f"-env:UserInstallation={(tmp_path / 'rumah').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", options]
    command += ["--outdir", str(tmp_path / "csv"), str(tmp_path / BOOK)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made,) = (tmp_path / "csv").iterdir()
    with made.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    expected = [[*row[:3], row[3].replace("T", " "), row[4]] for row in rows]
    assert found == [[field["name"] for field in fields], *expected]


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
