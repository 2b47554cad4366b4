"""What no heading announces is hidden once the table has shown that its column is of persons."""

from __future__ import annotations

from build_tools.checks.hidden import all_hidden
from build_tools.findings import error, warning


def test_other_findings_of_a_column_of_persons_show_no_cell() -> None:
    place = {"file": "a.csv", "column": 2, "field": "nama"}
    spaces = warning("cell-spaces", **place, row=3, cell=" Fulan K. ", given="Fulan K.")
    far = warning("cell-spaces", file="b.csv", column=2, field="nama", cell=" Kuaro ")
    told = error("personal-name", **place, row=2, cell="…", count=4)
    hidden, other, verdict = all_hidden([spaces, far, told])
    assert (hidden.cell, hidden.values) == ("…", (("given", "…"),))
    assert (other, verdict) == (far, told)


def test_a_number_stays_masked_as_it_is() -> None:
    number = error("personal-mobile", file="a.csv", column=1, field="hp", cell="08…12")
    assert all_hidden([number]) == [number]
