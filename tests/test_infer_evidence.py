"""What settles "1.814" in a file, and what leaves it to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from test_infer import KNOWN, cases, laid

from build_tools.infer import Proposal, propose
from build_tools.tables.layout.base import DroppedRow, Grid, Laid, Raw

NAMES = ["A", "B", "C"]
#: Where no unit says what is counted.
MALE, FEMALE, ALL = "Jantan", "Betina", "Semua"


def proposed(
    columns: Mapping[str, Sequence[Raw]], total: Sequence[Raw] = (), said: str = ""
) -> Proposal:
    """The proposal for columns beside one of names; ``total`` are their cells in a last row."""
    table: Laid = laid({"Nama": NAMES, **columns})
    if total:
        rows = [*table.grid.rows(), ["Jumlah", *total]]
        grid: Grid = replace(table.grid, rows=lambda: iter(rows))
        table = replace(table, grid=grid, dropped=(DroppedRow(len(rows), "jumlah", "Jumlah"),))
    known = replace(KNOWN, said={MALE: (said, "")} if said else {})
    return propose(table, known)


def told(found: Proposal) -> list[tuple[str, str]]:
    """The steps that say what settled it, each with how the first cell is read."""
    steps = [(step.code, dict(step.values)) for step in found.steps]
    return [(code, str(values.get("number"))) for code, values in steps if "number-by-" in code]


PARTS: dict[str, Sequence[Raw]] = {MALE: ["1.704", 980.0, 150.0], FEMALE: ["1.250", "1.100", 9.0]}


@pytest.mark.parametrize(
    ("all", "number", "style", "type"),
    [
        (["2.954", "2.080", 159.0], "1704", (".", ","), "integer"),
        ([2.954, 981.1, 159.0], "1,704", ("", "."), "number"),
    ],
)
def test_parts_that_add_up_on_every_row_in_one_reading_only(
    all: list[Raw], number: str, style: tuple[str, str], type: str
) -> None:
    found = proposed({**PARTS, ALL: all})
    assert (cases(found), told(found)) == ([], [("number-by-sum", number)])
    assert (found.group, found.decimal, found.styled) == (*style, True)
    assert found.fields[1].type == type


def test_parts_that_do_not_add_up_on_one_row_prove_nothing() -> None:
    found = proposed({**PARTS, ALL: ["2.954", "2.080", 160.0]})
    assert cases(found) == ["thousands-or-fraction"]


def test_sums_that_come_out_in_both_readings_prove_nothing() -> None:
    """All of them are texts of three digits after the mark: a thousandth of it adds up too."""
    parts = {MALE: ["1.704", "1.980", "1.000"], FEMALE: ["1.250", "1.100", "1.000"]}
    found = proposed({**parts, ALL: ["2.954", "3.080", "2.000"]}, ["4.684", "3.350", "8.034"])
    assert cases(found) == ["thousands-or-fraction"]


def test_a_row_of_totals_proves_it() -> None:
    found = proposed({MALE: ["1.704", 980.0, 307.0]}, ["2.991"])
    assert told(found) == [("number-by-sum", "1704")]
    assert found.fields[1].type == "integer"
    native = proposed({MALE: ["1.704", 980.0, 307.0]}, [1288.704])
    assert told(native) == [("number-by-sum", "1,704")]


def test_what_is_counted_one_by_one_has_no_fraction() -> None:
    assert told(proposed({"Sapi (ekor)": ["1.704", "1.980", 3.0]})) == [("number-by-unit", "1704")]
    for label in ("Luas (ha)", "Rata-rata anggota (orang)", "Jumlah Usaha"):
        assert cases(proposed({label: ["1.704", "1.980", 3.0]})) == ["thousands-or-fraction"]


def test_the_dictionary_of_the_workbook_may_answer() -> None:
    cells = {MALE: ["1.704", "1.980", 3.0]}
    assert told(proposed(cells, said="integer")) == [("number-by-dictionary", "1704")]
    assert cases(proposed(cells, said="number")) == ["thousands-or-fraction"]


def test_what_speaks_against_each_other_is_asked() -> None:
    """The sum says fractions, the unit says thousands: somebody is wrong."""
    found = proposed({"Sapi (ekor)": ["1.704", 980.0, 307.0]}, [1288.704])
    assert cases(found) == ["thousands-or-fraction"]
