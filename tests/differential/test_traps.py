"""Every trap of the table "Semantic traps" of the performance design: what frictionless says of
it, and that the engine says the same, on small tables and across the borders of its chunks.
"""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from . import theirs
from .compare import CHUNKS, compare
from .table import Table

#: Enough plain rows before and behind the odd ones that a fast path is worth taking.
PLAIN_ROWS = 300


def plain(field: dict[str, Any]) -> list[str]:
    """Plain cells of a field's type, many of them different; none where it asks for more."""
    if {"constraints", "format", "trueValues"} & field.keys():
        return []
    point = field.get("decimalChar", ".")
    made = {
        "integer": [str(n) for n in range(1, PLAIN_ROWS)],
        "number": [f"{n}{point}{n % 10}" for n in range(1, PLAIN_ROWS)],
        "boolean": ["true", "false"],
        "date": [f"20{n // 28 % 100:02d}-01-{n % 28 + 1:02d}" for n in range(PLAIN_ROWS)],
        "datetime": [f"2024-01-{n % 28 + 1:02d}T{n % 24:02d}:00:00" for n in range(PLAIN_ROWS)],
        "time": [f"{n % 24:02d}:{n % 60:02d}:00" for n in range(PLAIN_ROWS)],
        "year": [str(1900 + n % 200) for n in range(PLAIN_ROWS)],
        "yearmonth": [f"{1900 + n % 200}-{n % 12 + 1:02d}" for n in range(PLAIN_ROWS)],
        "string": [f"teks {n}" for n in range(PLAIN_ROWS)],
        "duration": ["P1Y", "PT1H"],
        "geopoint": ["115.5,-1.5"],
        "list": ["a,b"],
        "array": ["[1]"],
        "object": ['{"a": 1}'],
        "any": ["x"],
    }
    return made[field["type"]]


def column(field: dict[str, Any], cells: list[str], **schema: Any) -> Table:
    """A table of a number and one column that ends in those cells, after many plain ones."""
    rows = [*plain(field), *cells]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["n", "x"])
    writer.writerows(enumerate(rows, start=1))
    fields = [{"name": "n", "type": "integer"}, {"name": "x", **field}]
    return Table(text.getvalue().encode("utf-8"), {"fields": fields, **schema})


def refused(table: Table, tmp_path: Any) -> set[str]:
    """The cells of the column that frictionless refuses."""
    table.lay(tmp_path)
    faults = theirs.say(table, tmp_path).faults
    assert {fault.field for fault in faults} <= {"x"}
    return {fault.cell for fault in faults}


INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
GROUPED = NUMBER | {"groupChar": ".", "decimalChar": ","}

#: Name: field, cells that are valid, cells that are not.
CELLS: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "integer": (
        INTEGER,
        [
            " 1 ",
            "1_000",
            "+1",
            "007",
            "１２",
            "٣",
            "\u00a05",
            "-0",
            "9" * 40,
            "-" + "9" * 40,
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1\n",
        ],
        ["1.0", "1e3", "", "1,234", "--1", "1__0", "_1", "1 000", "0x1F", "²"],
    ),
    "integer-group": (INTEGER | {"groupChar": ","}, ["1234"], ["1,234"]),
    "number": (
        NUMBER,
        [
            "+.5",
            "5.",
            "1E+5",
            "1_000.5",
            "NaN",
            "sNaN",
            "nan123",
            "-inf",
            "1e400",
            "٣.٥",
            " 1.5 ",
            "Infinity",
            "0.1000000000000000055",
            "-0",
            "-0.0",
            "00.5",
            "1" * 60,
            "1e-400",
        ],
        ["1,5", "1.2.3", ".", "e5", "1e", "--1", "1 000", "5 km", "0x1p3"],
    ),
    "number-bounds": (
        NUMBER | {"constraints": {"maximum": 0.1, "minimum": "-0.1"}},
        ["0.1", "-0.1", "0.10", "1e-1", "0", "0.09999999999999999999"],
        ["0.1000000000000000055", "0.1000000000000000000000001", "NaN", "inf", "-0.11", "9e999"],
    ),
    "number-exclusive": (
        NUMBER | {"constraints": {"exclusiveMaximum": 10, "exclusiveMinimum": "0"}},
        ["9.99999999999999999999", "0.00000000000000000001", "1"],
        ["10", "10.0", "0", "-0", "NaN", "1e1", "-1"],
    ),
    "integer-bounds": (
        INTEGER | {"constraints": {"maximum": 9007199254740993, "minimum": -9007199254740993}},
        ["9007199254740993", "9007199254740992", "-9007199254740993"],
        ["9007199254740994", "-9007199254740994", "9" * 30],
    ),
    "group-and-decimal": (
        GROUPED,
        ["1.5", "1.2.3,4", "..1", "1.234.567,89", "1.814", ",5", "1.", "0012,5", ".1"],
        ["1,2,3", "x", ",", "."],
    ),
    "decimal-only": (NUMBER | {"decimalChar": ","}, ["1,5", "5", ",5", "5,"], ["1.5", "1.000,5"]),
    "group-blank": (NUMBER | {"groupChar": " "}, ["1 000", "1 0 0.5", "1000"], ["1\u00a0000"]),
    "bare-number": (
        NUMBER | {"bareNumber": False},
        ["€ 1.5", "95 km", "€-5", "95%", "$95", "1.5", "EUR1.5€"],
        ["-€5", "5 of 6", "km", "1.5.1"],
    ),
    "bare-integer": (
        INTEGER | {"bareNumber": False},
        ["€ 15", "95 km", "€-5", "95%"],
        ["-€5", "1.5€", "5 of 6"],
    ),
    "boolean": (
        {"type": "boolean"},
        ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"],
        [" true", "tRUE", "yes", "t", "true ", "ya", "2"],
    ),
    "boolean-words": (
        {"type": "boolean", "trueValues": ["ya", "1"], "falseValues": ["tidak", ""]},
        ["ya", "1", "tidak"],
        ["Ya", "true", "0", " ya"],
    ),
    "date": (
        {"type": "date"},
        ["2024-1-5", "２０２４-01-05", "2024-02-29", "0001-01-01", "9999-12-31", "1000-01-01"],
        [
            " 2024-01-05",
            "2024-01-05 ",
            "24-01-05",
            "0000-01-01",
            "2023-02-29",
            "2024/01/05",
            "2024-01-05T00:00:00",
            "2024-13-01",
            "2024-04-31",
            "20240105",
            "2024-01-5 ",
            "1900-02-29",
        ],
    ),
    "date-any": (
        {"type": "date", "format": "any"},
        ["12", "Monday", "5 Jan 2024"],
        ["besok", "32/13/1"],
    ),
    "date-own": (
        {"type": "date", "format": "%d/%m/%Y"},
        ["5/1/2024", "31/12/1999"],
        ["31/02/2024", "2024-01-05", "1/13/2024"],
    ),
    "datetime": (
        {"type": "datetime"},
        [
            "2024-01-05T10:11:12",
            "2024-01-05 10:11:12",
            "2024-01-05T10:11:12.5",
            "2024-01-05T10:11:12Z",
            "2024-01-05T24:00:00",
            "2024-01-05T10:11:12+08:00",
        ],
        ["2024-02-30T00:00:00", "2024-01-05T25:00:00", "x"],
    ),
    "time": (
        {"type": "time"},
        ["10:11:12", "24:00:00", "10:11:12.5", "10:11:12Z", "00:00:00"],
        ["25:00:00", "10:60:00", "x"],
    ),
    "yearmonth": (
        {"type": "yearmonth"},
        ["2024-5", "24-05", "2024-12"],
        ["2024-13", "2024", "2024-00", "x-1"],
    ),
    "year": (
        {"type": "year"},
        [" 224", "2_24", "+224", "0000", "٢٠٢٤"],
        ["224", "-1234", "20245", "2.24"],
    ),
    "pattern-alternatives": (
        {"type": "string", "constraints": {"pattern": "a|b"}},
        ["a", "b", "ax", "abc"],
        ["xb", "c"],
    ),
    "pattern-newline": (
        {"type": "string", "constraints": {"pattern": "[a-z]+"}},
        ["abc", "abc\n"],
        ["abc\n\n", "abc\r", "ABC"],
    ),
    "pattern-digits": (
        {"type": "string", "constraints": {"pattern": r"\d\d"}},
        ["12", "١٢", "１２"],
        ["1", "123", "²²"],
    ),
    "pattern-words": (
        {"type": "string", "constraints": {"pattern": r"\w+\s\w+"}},
        ["a b", "é\u00a0ü", "a\u2003b", "a\nb"],
        ["a", "a-b", "a  b"],
    ),
    "pattern-not": (
        {"type": "string", "constraints": {"pattern": r"[^0-9]+"}},
        ["abc", "é١", "\u2028"],
        ["a1"],
    ),
    "pattern-lookaround": (
        {"type": "string", "constraints": {"pattern": r"(?!0)\d+(?<!0)"}},
        ["123", "1"],
        ["0123", "10"],
    ),
    "pattern-dot": (
        {"type": "string", "constraints": {"pattern": r"a.c"}},
        ["abc", "a\rc", "a\u2028c", "a\U0001f30ac"],
        ["a\nc", "ac"],
    ),
    "lengths": (
        {"type": "string", "constraints": {"minLength": 2, "maxLength": 3}},
        ["ab", "abc", "éé", "\U0001f30a\U0001f30a\U0001f30a", "e\u0301", "  "],
        ["a", "abcd", "é", "\U0001f30a"],
    ),
    "enum-of-numbers": (
        NUMBER | {"constraints": {"enum": [1, 2]}},
        ["1", "1.0", "01", "1e0", "2", " 1 "],
        ["3", "1.1", "NaN", "x"],
    ),
    "enum-of-integers": (
        INTEGER | {"constraints": {"enum": ["1", "2"]}},
        ["1", "01", "+2"],
        ["3", "1.0"],
    ),
    "enum-of-texts": (
        {"type": "string", "constraints": {"enum": ["a", "b"]}},
        ["a", "b"],
        ["A", "a ", " b", "c"],
    ),
    "required": ({"type": "string", "constraints": {"required": True}}, [" ", "-", "NA"], [""]),
    "required-integer": (INTEGER | {"constraints": {"required": True}}, ["1", " 1"], ["", " "]),
    "duration": ({"type": "duration"}, ["P1Y2M", "PT1H", "P1W"], ["1 tahun", "P"]),
    "geopoint": (
        {"type": "geopoint"},
        ["115.5,-1.5", "115.5, -1.5", "0,0"],
        ["181,0", "0,91", "115.5", "a,b"],
    ),
    "array": ({"type": "array"}, ["[]", '[1, "a"]'], ["{}", "[", "1"]),
    "object": ({"type": "object"}, ["{}", '{"a": [1]}'], ["[]", "{", "x"]),
    "list": ({"type": "list"}, ["a,b", "a", ","], []),
    "uri": (
        {"type": "string", "format": "uri"},
        ["https://contoh.go.id/a", "urn:a:b"],
        ["contoh", "//x"],
    ),
    "uuid": (
        {"type": "string", "format": "uuid"},
        ["95ecc380-afe9-11e4-9b6c-751b66dd541e"],
        ["95ecc380", "x"],
    ),
    "binary": ({"type": "string", "format": "binary"}, ["dGVrcw=="], ["dGVrcw", "é"]),
    "email": (
        {"type": "string", "format": "email"},
        ["surel@contoh.go.id"],
        ["surel", "@contoh"],
    ),
}
del GROUPED, INTEGER, NUMBER


@pytest.mark.parametrize("name", CELLS)
def test_cells(name: str, tmp_path: Any) -> None:
    field, valid, invalid = CELLS[name]
    marks = ["-"] if "required" not in name else [""]  # else an empty cell is no cell to judge
    table = column(field, valid + invalid, missingValues=marks)
    assert refused(table, tmp_path) == set(invalid)
    assert compare(table, *CHUNKS) == ""


# --- missing values ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["string", "integer", "number", "date", "boolean", "year", "list"])
def test_missing_values_are_compared_exactly_before_any_strip(kind: str, tmp_path: Any) -> None:
    field = {"type": kind, "constraints": {"required": True}}
    cells = ["NA", " NA", "NA ", "", " ", "-", "na", "nan", "null", "N/A"]
    table = column(field, cells, missingValues=["NA", "-"])
    table.lay(tmp_path)
    faults = theirs.say(table, tmp_path).faults
    missing = {fault.cell for fault in faults if fault.type == "constraint-error"}
    assert missing == {"NA", "-"}
    assert compare(table, *CHUNKS) == ""


def test_a_field_has_missing_values_of_its_own() -> None:
    fields = [
        {"name": "a", "type": "integer", "missingValues": ["-99", "x"]},
        {"name": "b", "type": "integer"},
    ]
    rows = "-99,-99\nx,x\n-099,\n,1\n1,?\n?,2\n"
    table = Table(b"a,b\n" + rows.encode(), {"fields": fields, "missingValues": ["", "?"]})
    assert compare(table) == ""


def test_no_text_at_all_stands_for_no_value() -> None:
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]
    table = Table(b"a,b\n,\n,1\nx,\n", {"fields": fields, "missingValues": []})
    assert compare(table) == ""
