"""Excel before the check: what its cells are as text, and what else the sheet holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from workbooks import book, parts, relations, resource, rows_xml, save, sheet_xml, styled

from build_tools.findings import Finding
from build_tools.tables import read
from build_tools.tables.excel.celltext import number_text

DAY = 45322  # 2024-01-31, as a spreadsheet counts
ERROR = '<c r="@" t="e"><v>#DIV/0!</v></c>'


def found(folder: Path, *fields: Any, **more: Any) -> list[Finding]:
    return list(read.problems(folder, resource(*fields, **more)))


def codes(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """Severity, code and place of each."""
    return [(f.severity.value, f.code, f.place) for f in findings]


def texts(folder: Path, *fields: Any, **more: Any) -> list[list[str]]:
    return list(read.records(folder, resource(*fields, **more)))


def field(type: str, **more: Any) -> dict[str, Any]:
    return {"name": "a", "type": type, **more}


@pytest.mark.parametrize(
    ("given", "value", "expected"),
    [
        (field("string"), 6401.0, "6401"),
        (field("string"), "001", "001"),
        (field("string"), styled(123, 2), "000123"),
        (field("string"), styled(640109, 3), "64.01.09"),
        (field("string"), styled(12640109, 3), "1264.01.09"),
        (field("integer"), styled(123, 2), "123"),
        (field("integer"), 7.0, "7"),
        (field("integer"), 7.5, "7.5"),
        (field("number"), 0.1, "0.1"),
        (field("number"), "<c r='@'><v>0.30000000000000004</v></c>", "0.3"),
        (field("number"), "<c r='@'><v>1E-7</v></c>", "0.0000001"),
        (field("number"), 123456789012345.0, "123456789012345"),
        (field("number"), 3_300_000_000_000_007.0, "3300000000000007"),
        (field("number"), styled(0.25, 4), "0.25"),
        (field("number", decimalChar=",", groupChar="."), 2.5, "2,5"),
        (field("number", decimalChar=",", groupChar="."), "1.234,5", "1.234,5"),
        (field("date"), styled(DAY, 1), "2024-01-31"),
        (field("date"), styled(DAY, 5), "2024-01-31"),
        (field("date", format="%d/%m/%Y"), styled(DAY, 1), "31/01/2024"),
        (field("date"), styled(DAY + 0.5, 5), "2024-01-31T12:00:00"),
        (field("date", format="%d/%m/%Y"), styled(DAY + 0.5, 5), "2024-01-31T12:00:00"),
        (field("date"), styled(-5, 1), "-5"),
        (field("date"), styled(3_000_000, 1), "3000000"),
        (field("date"), '<c r="@" t="d"><v>2024-01-31</v></c>', "2024-01-31"),
        (field("datetime"), styled(DAY, 5), "2024-01-31T00:00:00"),
        (field("datetime"), styled(DAY + 0.25, 5), "2024-01-31T06:00:00"),
        (field("time"), styled(0.25, 6), "06:00:00"),
        (field("yearmonth"), styled(DAY - 30, 1), "2024-01"),
        (field("yearmonth"), styled(DAY, 1), "2024-01-31"),
        (field("year"), 2024.0, "2024"),
        (field("boolean"), True, "true"),
        (field("boolean", trueValues=["ya"], falseValues=["tidak"]), False, "tidak"),
        (field("boolean", trueValues=["1", "true"]), True, "true"),
        (field("string"), "baris satu\nbaris dua & <tiga>", "baris satu\nbaris dua & <tiga>"),
    ],
)
def test_a_cell_is_text_as_its_type_has_it(
    given: dict[str, Any], value: Any, expected: str, tmp_path: Path
) -> None:
    book(tmp_path / "tabel.xlsx", [["a"], [value]])
    assert texts(tmp_path, given) == [["a"], [expected]]


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e21, 5e-324, 2.0**53, -0.0, 123456.789])
def test_numbers_are_written_without_an_exponent(value: float) -> None:
    text = number_text(value)
    assert "e" not in text.lower() and float(text) == pytest.approx(value, rel=1e-14)


def test_the_year_1904_as_the_first_day(tmp_path: Path) -> None:
    """Workbooks of old Macs count days from 1904."""
    path = tmp_path / "tabel.xlsx"
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active.append(["a"])
    made.active.append([dt.date(2024, 1, 31)])
    made.save(path)
    assert texts(tmp_path, field("date")) == [["a"], ["2024-01-31"]]


def test_rows_and_columns_are_those_a_person_sees(tmp_path: Path) -> None:
    """Empty rows and columns before the table count."""
    rows = [[], [], [None, "a", "b"], [None, "x", ERROR]]
    book(tmp_path / "tabel.xlsx", rows)
    records = texts(tmp_path, "", "a", "b")
    assert records == [[], [], ["", "a", "b"], ["", "x", "#DIV/0!"]]
    wanted = {"dialect": {"headerRows": [3]}}
    assert codes(found(tmp_path, "", "a", "b", **wanted)) == [("error", "cell-error", "C4")]


def test_headers_are_texts_of_no_type(tmp_path: Path) -> None:
    """The year over a column is 2024, whatever the column's numbers look like."""
    numbers = {"name": "2024", "type": "number", "decimalChar": ","}
    book(tmp_path / "tabel.xlsx", [["nama", 2024.0], ["x", 1.5]])
    assert texts(tmp_path, "nama", numbers) == [["nama", "2024"], ["x", "1,5"]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (styled(DAY, 1), [("error", "cell-date-in-text", "A2")]),
        (1.1, [("warning", "cell-number-in-text", "A2")]),
        (6401096308900000.0, [("error", "cell-digits-lost", "A2")]),
        (ERROR, [("error", "cell-error", "A2")]),
        ('<c r="@"><f>1+1</f></c>', [("error", "formula-uncomputed", "A2")]),
        ('<c r="@"><f>1+1</f><v></v></c>', [("error", "formula-uncomputed", "A2")]),
        ('<c r="@" t="str"><f>A9&amp;""</f><v></v></c>', []),
        ('<c r="@" t="str"><f>"x"</f><v>x</v></c>', []),
        (6401.0, []),
        (styled(DAY, 2), []),
        ('<c r="@" t="inlineStr"><is><r><t>ka</t></r><r><t>ta</t></r></is></c>', []),
    ],
)
def test_what_excel_did_to_a_text(
    value: Any, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    book(tmp_path / "tabel.xlsx", [["a", "b"], [value, "x"]])
    shown = [c for c in codes(found(tmp_path, "a", "b")) if c[0] != "notice"]
    assert shown == expected


def test_formulas_are_counted(tmp_path: Path) -> None:
    formula = '<c r="@"><f>1+1</f><v>2</v></c>'
    shared = '<c r="@"><f t="shared" si="0"/><v>2</v></c>'
    book(tmp_path / "tabel.xlsx", [["a"], [formula], [formula], [shared]])
    (notice,) = found(tmp_path, field("integer"))
    assert (notice.code, dict(notice.values)) == ("sheet-formulas", {"count": 3})
    assert texts(tmp_path, field("integer"))[1:] == [["2"], ["2"], ["2"]]


def test_per_cent_is_a_fraction_and_wrong_where_the_unit_is_per_cent(tmp_path: Path) -> None:
    book(tmp_path / "tabel.xlsx", [["a"], [styled(0.25, 4)], [styled(0.5, 4)]])
    assert codes(found(tmp_path, field("number"))) == [("notice", "cell-percent", "A2")]
    wrong = found(tmp_path, field("number", **{"sdi:satuan": "persen"}))
    assert codes(wrong) == [("warning", "cell-percent", "A2")]
    assert dict(wrong[0].values) == {"count": 2}


ROWS = [["a", "b"], ["1", "x"], ["2", "y"], ["3", "z"]]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"row3": 'hidden="1"'}, [("rows-hidden", "3", 3)]),
        ({"row2": 'hidden="1"', "row3": 'hidden="true"'}, [("rows-hidden", "2", 3)]),
        (
            {"row2": 'hidden="1"', "row4": 'ht="0" customHeight="1"'},
            [("rows-hidden", "2", 2), ("rows-hidden", "4", 4)],
        ),
        ({"row3": "hidden='1'"}, [("rows-hidden", "3", 3)]),
        ({"row3": 'hidden="0"'}, []),
    ],
)
def test_hidden_rows(
    attributes: dict[str, str], expected: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    book(tmp_path / "tabel.xlsx", ROWS, **attributes)
    shown = [(f.code, f.place, dict(f.values)["last"]) for f in found(tmp_path, "a", "b")]
    assert shown == expected
    allowed = {"sdi:termasukTersembunyi": True}
    assert found(tmp_path, "a", "b", **allowed) == []


def test_rows_hidden_by_a_filter_say_so(tmp_path: Path) -> None:
    filtered = '<autoFilter ref="A1:B4"><filterColumn colId="0"/></autoFilter>'
    book(tmp_path / "tabel.xlsx", ROWS, after=filtered, row3='hidden="1"')
    (finding,) = found(tmp_path, "a", "b")
    assert dict(finding.values)["type"] == "filter"


def test_rows_hidden_under_the_table_do_not_matter(tmp_path: Path) -> None:
    book(tmp_path / "tabel.xlsx", [*ROWS, []], row5='hidden="1"')
    assert found(tmp_path, "a", "b") == []


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ('<col min="2" max="2" hidden="1" width="9"/>', [("error", "columns-hidden", "B1")]),
        ('<col min="2" max="9" width="0"/>', [("error", "columns-hidden", "B1")]),
        ('<col min="3" max="16384" hidden="1"/>', []),
        ('<col min="1" max="2" width="9"/>', []),
    ],
)
def test_hidden_columns(columns: str, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    book(tmp_path / "tabel.xlsx", ROWS, before=f"<cols>{columns}</cols>")
    assert codes(found(tmp_path, "a", "b")) == expected


def test_merged_cells_of_the_table_and_of_its_title(tmp_path: Path) -> None:
    merged = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/></mergeCells>'
    book(tmp_path / "tabel.xlsx", [["Judul"], *ROWS], after=merged)
    given = {"dialect": {"headerRows": [2]}}
    (finding,) = found(tmp_path, "a", "b", **given)
    assert (finding.code, finding.place, finding.field) == ("cells-merged", "A3", "a")
    assert dict(finding.values) == {"rows": 2, "columns": 1}


def test_hidden_sheets_and_comments_are_named(tmp_path: Path) -> None:
    sheets = {"Data": sheet_xml(rows_xml(ROWS)), "Gaji": sheet_xml(""), "Kunci": sheet_xml("")}
    made = parts(sheets, {"Gaji": "hidden", "Kunci": "veryHidden"})
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        [
            ("comments", "../comments1.xml", "rId1"),
            ("threadedComment", "/xl/threadedComments/threadedComment1.xml", "rId2"),
        ]
    )
    made["xl/comments1.xml"] = '<comments><comment ref="B2" authorId="0"/></comments>'
    made["xl/threadedComments/threadedComment1.xml"] = (
        '<ThreadedComments><threadedComment ref="B2" id="1"/>'
        '<threadedComment id="2" ref="A4"/></ThreadedComments>'
    )
    save(tmp_path / "tabel.xlsx", made)
    given = {"dialect": {"sheetName": "Data"}}
    assert [
        (f.severity.value, f.code, f.sheet, f.place) for f in found(tmp_path, "a", "b", **given)
    ] == [
        ("warning", "sheet-hidden", "Gaji", ""),
        ("warning", "sheet-hidden", "Kunci", ""),
        ("warning", "cell-comment", "Data", "B2"),
        ("warning", "cell-comment", "Data", "A4"),
    ]


def test_a_hidden_sheet_is_published_only_where_that_is_said(tmp_path: Path) -> None:
    save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(rows_xml(ROWS))}, {"Data": "hidden"}))
    assert codes(found(tmp_path, "a", "b")) == [("error", "sheet-hidden", "")]
    assert found(tmp_path, "a", "b", **{"sdi:termasukTersembunyi": True}) == []


def test_comments_as_openpyxl_writes_them(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    made.active["B3"].comment = Comment("Rahasia", "Pegawai")
    made.save(tmp_path / "tabel.xlsx")
    assert codes(found(tmp_path, "a", "b")) == [("warning", "cell-comment", "B3")]


def test_a_sheet_with_prefixed_names_is_seen_all_the_same(tmp_path: Path) -> None:
    """Some programs write <x:row> where Excel writes <row>."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>'
        '<x:row r="2" hidden="1"><x:c r="A2" t="e"><x:v>#N/A</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3"><x:f>1+1</x:f></x:c></x:row>'
        '<x:row r="4"><x:c r="A4"><x:v>4</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>'
    )
    save(tmp_path / "tabel.xlsx", parts({"Data": xml}))
    shown = {f.code: f.place for f in found(tmp_path, "a")}
    assert shown == {
        "rows-hidden": "2",
        "cells-merged": "A1",
        "cell-error": "A2",
        "formula-uncomputed": "A3",
        "sheet-formulas": "",
    }


@pytest.mark.parametrize("kind", ["hidden", "merged", "error", "formula", "code"])
def test_nothing_is_missed_where_pieces_of_the_xml_meet(kind: str, tmp_path: Path) -> None:
    """The XML is read in pieces of a megabyte; oddities stand in every part of it."""
    odd = {"error": ERROR, "formula": '<c r="@"><f>1+1</f></c>', "code": styled(7, 2)}
    marked = range(2, 20_000, 7)
    rows = [["a", "b"]]
    rows += [
        [str(n), odd.get(kind, "x" * 40) if n in marked else "y" * 60] for n in range(2, 20_001)
    ]
    hidden = {f"row{n}": 'hidden="1"' for n in marked} if kind == "hidden" else {}
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in marked)
    after = f"<mergeCells>{merges}</mergeCells>" if kind == "merged" else ""
    path = book(tmp_path / "tabel.xlsx", rows, after=after, **hidden)
    assert path.stat().st_size and len(rows_xml(rows)) > 3_000_000
    if kind == "code":
        cells = [r[1] for r in texts(tmp_path, "a", "b")]
        assert [n for n, text in enumerate(cells, start=1) if text == "000007"] == list(marked)
        return
    code = {
        "hidden": "rows-hidden",
        "merged": "cells-merged",
        "error": "cell-error",
        "formula": "formula-uncomputed",
    }[kind]
    assert [f.row for f in found(tmp_path, "a", "b") if f.code == code] == list(marked)


def test_the_values_are_those_of_openpyxl(tmp_path: Path) -> None:
    """Another reader sees the same cells."""
    given = [
        ["a", "b", "c", "d", "e"],
        ["x", 1, 0.1, dt.date(2024, 2, 29), True],
        [" y ", -5, 1e-5, dt.date(1999, 12, 31), False],
        ["é\t≥", 0, 12345.678, None, None],
    ]
    made = openpyxl.Workbook()
    for row in given:
        made.active.append(row)
    made.save(tmp_path / "tabel.xlsx")
    fields = [
        {"name": name, "type": type}
        for name, type in zip(
            "abcde", ("string", "integer", "number", "date", "boolean"), strict=True
        )
    ]
    assert texts(tmp_path, *fields) == [
        ["a", "b", "c", "d", "e"],
        ["x", "1", "0.1", "2024-02-29", "true"],
        [" y ", "-5", "0.00001", "1999-12-31", "false"],
        ["é\t≥", "0", "12345.678", "", ""],
    ]
