"""The grammar of `sdi:aturan`: what it computes, and everything it refuses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.checks.reference import Reference
from build_tools.checks.rules import MAX_LENGTH, MAX_SHOWN, FormulaError, parse, rules
from build_tools.findings import Finding
from build_tools.model import Dataset, Field, Resource, Rule, Source, Text
from build_tools.tables.read import Row

ROW = {"a": Decimal(2), "b": Decimal(3), "c": Decimal("0.5"), "jenis": "kota"}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a + b = 5", True),
        ("a+b*2 = 8", True),
        ("(a + b) * 2 = 10", True),
        ("-a < 0", True),
        ("b / a = 1.5", True),
        ("a >= b", False),
        ("a != b dan b > a", True),
        ("a = b atau b > a", True),
        ("(a = b atau b > a) dan c = 0.5", True),
        ("jenis = 'kota'", True),
        ("c + c + c = 1.5", True),
    ],
)
def test_formulas(text: str, holds: bool) -> None:
    formula, names = parse(text)
    assert formula(ROW) is holds
    assert names <= set(ROW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a + b",
        "a = ",
        "a == b",
        "a = b dan",
        "a = b dan a < b atau a = 1",
        "__import__('os').system('true') = 1",
        "a ** b = 8",
        "a = (b",
        "a; b = 1",
        "a.b = 1",
        "(" * 200 + "a" + ")" * 200 + " = 1",
        "a = " + "1 + " * MAX_LENGTH + "1",
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


@given(st.text(alphabet="ab+-*/()=<>! 'dan atu01.", max_size=40))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    """Nothing else is ever raised, however odd the text."""
    try:
        formula, _ = parse(text)
    except FormulaError:
        return
    assert callable(formula)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_sums_are_exact(a: int, b: int) -> None:
    formula, _ = parse("a + b = c")
    assert formula({"a": Decimal(a), "b": Decimal(b), "c": Decimal(a + b)})
    assert not formula({"a": Decimal(a), "b": Decimal(b), "c": Decimal(a + b + 1)})


def found(rule: Rule, *rows: tuple[Any, ...]) -> list[Finding]:
    """What a rule finds in rows of the fields a and b."""
    fields = (Field("a"), Field("b"))
    resource = Resource("t", "t.csv", "csv", fields=fields, rules=(rule,))
    dataset = Dataset(Source("o/d", Path()), Text("d"), Text(), "resmi", resources=(resource,))
    check = rules(dataset, resource, Reference({}))
    found: list[Finding] = []
    for number, values in enumerate(rows, start=2):
        found += check.row(Row(number, tuple(map(str, values)), values))
    return found + list(check.end())


class _Endless:
    """A duration of 9999 years: adding it to a date raises, and which error is not said."""

    def __init__(self, problem: Exception) -> None:
        self._problem = problem

    def __add__(self, other: object) -> object:
        raise self._problem


@pytest.mark.parametrize("problem", [ValueError("year 11999"), OverflowError("date value")])
def test_what_cannot_be_calculated_is_a_finding(problem: Exception) -> None:
    codes = [f.code for f in found(Rule("a + b > 1"), (_Endless(problem), Decimal(1)))]
    assert codes == ["rule-impossible"]


def test_numbers_beyond_reckoning_are_a_finding_and_stay_short() -> None:
    huge = Decimal("9e999999")
    product = found(Rule("a * b > 1"), (huge, huge))
    assert [f.code for f in product] == ["rule-impossible"]
    total = Rule(sum_of="a", total_row=(("b", "jumlah"),))
    sums = found(total, (huge, "x"), (huge, "y"), (Decimal(3), "jumlah"))
    assert [f.code for f in sums] == ["rule-impossible"]
    differs = found(total, (huge, "x"), (Decimal("7" * 300), "jumlah"))
    assert [f.code for f in differs] == ["sum-differs"]
    for finding in (*product, *sums, *differs):
        assert all(len(str(value)) <= 3 * MAX_SHOWN for _, value in finding.values)
