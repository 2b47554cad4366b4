"""Lists as CSV: no text becomes a formula, and every number stays one."""

import csv
import io

import pytest

from build_tools import csvfile


@pytest.mark.parametrize(
    "text", ["=1+1", "-100", "+62", "@SUM(A1)", "-1+2", "-", "--1", "-1e5", "\tx", "-1\n"]
)
def test_what_a_spreadsheet_takes_for_a_formula_is_made_text(text: str) -> None:
    assert csvfile.inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-100", "-0.25", "12", "Long Ikis", "", "2024-S1"])
def test_a_figure_stays_as_it_is(text: str) -> None:
    made = csvfile.table(("nilai",), [(csvfile.number(text), "")])
    assert made.decode("utf-8").splitlines()[1] == f"{text},"


def test_a_table_reads_back_as_it_was_given() -> None:
    made = csvfile.table(
        ("nama", "nilai"),
        [("a,b", 3), ('"c"', csvfile.number("-4.5")), ("d\ne", csvfile.number("-1+2"))],
    )
    read = list(csv.reader(io.StringIO(made.decode("utf-8"), newline="")))
    assert read == [["nama", "nilai"], ["a,b", "3"], ['"c"', "-4.5"], ["d\ne", "'-1+2"]]
