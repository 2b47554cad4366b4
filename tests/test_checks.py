"""Checks of cells and constraints where an example for each code does not say enough."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portals import AS_OF, DESCRIPTOR, change, portal

from build_tools import pipeline, reports, scaffold
from build_tools.checks.constraints import constraints_valid
from build_tools.findings import Finding
from build_tools.model import Resource
from build_tools.tables import patterns
from build_tools.words import Words

HEADER = "nomor,nama,tanggal,jenis,laki_laki,perempuan,jumlah,kode_opd"
NUMBER = {
    "resources.0.schema.fields.4.type": "number",
    "resources.0.schema.fields.4.constraints": {},
    "resources.0.sdi:aturan": [],
}


def checked(root: Path) -> list[Finding]:
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1, use_cache=False))
    assert result.crashes == []
    return [f for f in result.findings if f.dataset == "dkisp/contoh"]


def with_cells(root: Path, cells: list[str], names: list[str] | None = None, **more: Any) -> None:
    """The example portal with these cells in a number column."""
    portal(root)
    given = names or [f"Tempat {n}" for n in range(len(cells))]
    rows = [
        f"{n},{name},2024-01-31,a,{cell},1,2,dkisp"
        for n, (cell, name) in enumerate(zip(cells, given, strict=True), start=1)
    ]
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    table.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    change(root, {**NUMBER, **more})


@pytest.mark.parametrize(
    ("cells", "more", "asked"),
    [
        (["1.250", "12"], {}, True),
        (["-12.500", "999.999"], {}, True),
        (["1.250", "1.25"], {}, False),
        (["0.125", "1.250"], {}, False),
        (["1250.125"], {}, False),
        (["5", "7"], {}, False),
        (["1.250"], {"resources.0.schema.fields.4.sdi:desimal": 3}, False),
        (
            ["1.250"],
            {
                "resources.0.schema.fields.4.groupChar": ".",
                "resources.0.schema.fields.4.decimalChar": ",",
            },
            False,
        ),
    ],
)
def test_a_thousand_or_a_fraction(
    tmp_path: Path, cells: list[str], more: dict[str, Any], asked: bool
) -> None:
    with_cells(tmp_path, cells, **more)
    found = checked(tmp_path)
    assert [(f.code, f.place) for f in found] == ([("number-grouped", "E2")] if asked else [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1e400", ""),
        ("1e401", "number-too-large"),
        ("1e-401", "number-too-large"),
        ("1e999999999", "number-too-large"),
        ("0e999999999", "number-too-large"),
        ("0." + "3" * 401, "number-too-large"),
        ("7" * 402, "number-too-large"),
        ("7" * 400, ""),
    ],
)
def test_no_figure_is_so_long(tmp_path: Path, cell: str, code: str) -> None:
    with_cells(tmp_path, [cell])
    found = checked(tmp_path)
    assert [f.code for f in found] == ([code] if code else [])
    assert all(len(f.cell) <= 60 for f in found)


@pytest.mark.parametrize("name", ["Jumlah", "TOTAL :", " grand total", "Rata-rata", "Sub Total"])
def test_rows_of_totals(tmp_path: Path, name: str) -> None:
    with_cells(tmp_path, ["1", "1"], ["Jumlah Jiwa", name])
    assert ("total-row", 3) in [(f.code, f.row) for f in checked(tmp_path)]


def test_a_row_of_totals_that_a_rule_names_is_none(tmp_path: Path) -> None:
    rule = [{"jumlahkan": "laki_laki", "baris_total": {"nama": "Jumlah"}}]
    with_cells(tmp_path, ["1", "1"], ["A", "Jumlah"], **{"resources.0.sdi:aturan": rule})
    assert checked(tmp_path) == []


def test_what_is_to_be_filled_in_is_one_finding(tmp_path: Path) -> None:
    portal(tmp_path)
    table = tmp_path / "Rekap Jalan.csv"
    table.write_text("no,nama\n1,A\n", encoding="utf-8")
    path = scaffold.new(tmp_path, "dkisp", str(table))
    lines = path.read_text(encoding="utf-8").splitlines()
    result = pipeline.check(pipeline.Options(tmp_path, AS_OF, workers=1))
    found = [f for f in result.findings if f.dataset == "dkisp/rekap-jalan"]
    assert [f.code for f in found if f.severity == "error"] == ["metadata-placeholder"]
    marked = next(f for f in found if f.code == "metadata-placeholder")
    facts = dict(marked.values)
    wanted = [n for n, line in enumerate(lines, 1) if '"ISI:' in line and not line.startswith("#")]
    assert marked.row == wanted[0]
    assert str(facts["lines"]).removesuffix(" …") == ", ".join(map(str, wanted[:20]))
    assert int(facts["count"]) == len(wanted)


# --- constraints -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type", "constraints", "valid"),
    [
        ("integer", {"minimum": 0, "maximum": "5"}, True),
        ("integer", {"minimum": "x"}, False),
        ("integer", {"exclusiveMinimum": "x"}, False),
        ("integer", {"maximum": None}, False),
        ("number", {"minimum": 0, "exclusiveMaximum": 1.5}, True),
        ("number", {"minimum": "NaN"}, False),
        ("date", {"minimum": "2024-01-01"}, True),
        ("date", {"maximum": "31/1/2024"}, False),
        ("year", {"minimum": 2000}, True),
        ("string", {"enum": ["a", "b"], "minLength": 1, "required": True, "unique": False}, True),
        ("string", {"enum": "a"}, False),
        ("string", {"enum": [1]}, False),
        ("string", {"minLength": "3"}, False),
        ("string", {"maxLength": True}, False),
        ("string", {"required": "ya"}, False),
        ("string", {"unique": 1}, False),
        ("string", {"pattern": 7}, False),
        ("string", {"pattern": "[a-z"}, False),
        ("string", {"pattern": "(a+)+"}, False),
        ("string", [], False),
        ("string", None, True),
    ],
)
def test_constraints(type: str, constraints: object, valid: bool) -> None:
    field = {"name": "x", "type": type, "constraints": constraints}
    resource = Resource("t", "t.csv", "csv", raw={"schema": {"fields": [field]}})
    assert constraints_valid(resource) is valid


def test_a_table_is_not_opened_for_constraints_that_cannot_be_used(tmp_path: Path) -> None:
    portal(tmp_path)
    change(tmp_path, {"resources.0.schema.fields.4.constraints": {"minimum": "x"}}, DESCRIPTOR)
    assert [f.code for f in checked(tmp_path)] == ["constraint-invalid"]


HARMLESS = [
    "",
    "[a-z]+(-[a-z]+)*",
    r"\d{16}",
    r"(\d{16})*",
    r"(\d{1,3}\.)*\d+",
    "[A-Z][a-z]+( [A-Z][a-z]+)*",
    "(foo|bar)+",
    "(ab|ac)*",
    r"(-\d+\.\d+)*",
    r"\d{4}-\d{2}(-\d{2})?",
    r"[^@]+@[^@]+\.[a-z]{2,}",
    "a{1,100}",
    r"\d{0,8}(,\d{1,2})?",
    "[^;]*;[^;]*;[^;]*;[^;]*",
    r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}",
]
ENDLESS = [
    "(a+)+",
    "(a*)*",
    "(a|a)+",
    "(a|a){50}",
    "(a|ab|b)*",
    "(a{1,100}){1,100}",
    "(.*)*",
    r"(\w+\s?)+",
    "(-a?a?)*",
    "((a+)(b*))+x",
    "(?=(a+)+b)a",
    "中|(中|中)+",
    "[a-z]?" * 40,
    ".*" * 6,
    r"\w*\d*\w*\d*\w*x",
]


@pytest.mark.parametrize("pattern", HARMLESS)
def test_patterns_that_are_fine(pattern: str) -> None:
    assert patterns.usable(pattern)


@pytest.mark.parametrize("pattern", [*ENDLESS, "(", "a" * 501, r"(a)\1", "[a-z]" * 99 + "(?:"])
def test_patterns_that_cannot_be_used(pattern: str) -> None:
    assert not patterns.usable(pattern)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab()*+?|", max_size=9))
def test_a_pattern_that_is_usable_is_quick(pattern: str) -> None:
    """Texts that would keep a dangerous pattern busy for hours."""
    if not patterns.usable(pattern):
        return
    compiled = re.compile(f"^{pattern}$")
    start = time.perf_counter()
    for text in ("a" * 40 + "!", "ab" * 20 + "!", "b" * 40 + "!"):
        compiled.match(text)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        (("title",), "belum punya judul (title)."),
        (("description",), "belum punya penjelasan (description)."),
        (("title", "description"), "belum punya judul (title) dan penjelasan (description)."),
    ],
)
def test_what_a_column_lacks_is_named(tmp_path: Path, lacking: tuple[str, ...], told: str) -> None:
    change(portal(tmp_path), {f"resources.0.schema.fields.1.{key}": None for key in lacking})
    (found,) = [f for f in checked(tmp_path) if f.code == "field-undescribed"]
    assert reports.sentence(found, Words.load("id")).endswith(told)
