"""The grammar of `sdi:aturan`: what it computes, and everything it refuses."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.checks.reference import Reference
from build_tools.checks.rules import MAX_LENGTH, MAX_SHOWN, FormulaError, parse, rules
from build_tools.findings import Finding
from build_tools.model import Dataset, Field, Resource, Rule, Source, Text
from build_tools.tables.batch import Batch, Caster, Row

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


# In batches, and row by row

FIELDS = (
    Field("a", "integer"),
    Field("b", "number"),
    Field("c", "number"),
    Field("th", "year"),
    Field("s", "string"),
    Field("t", "string"),
    Field("d", "date"),
    Field("e", "date"),
    Field("w", "datetime"),
    Field("x", "datetime"),
    Field("p", "duration"),
    Field("q", "boolean"),
)
MOMENTS = ["2024-01-05T10:00:00", "2024-01-05T10:00:00.5", "2024-01-05T10:00:00Z", ""]
CELLS: dict[str, list[str]] = {
    "a": ["1", "2", "3", "-1", "0", "", "x", "9" * 19, "9" * 18],
    "b": ["1", "2.0", "3.50", "", "1e30", "NaN", "-0", "0.123456789012345678"],
    "c": ["1.00", "5", "4.5", "", "1E+2", "12345678901.25"],
    "th": ["2023", "2024", "0001", ""],
    "s": ["A", "B", "é", "", "Jumlah", "2024-01-05"],
    "t": ["A", "B", "a", "", "kota"],
    "d": ["2024-01-05", "1999-12-31", ""],
    "e": ["2024-01-05", "2024-01-06", "x"],
    "w": MOMENTS,
    "x": MOMENTS,
    "p": ["P1D", ""],
    "q": ["true", "false", ""],
}
#: What stands on the sides of a comparison, and what compares.
SIDES = ["a + b", "c", "a * 2", "-b", "a - c", "b / a", "th - 2000", "(a + 1) * b", "9" * 19]
SIDES += ["a * a * a * 1000000", "0.1", "s", "t", "'A'", "d", "e", "w", "x", "d + p", "q", "a + q"]
SIGNS = ["=", "!=", "<", "<=", ">", ">="]


@st.composite
def rule_of_formula(draw: st.DrawFn) -> Rule:
    comparison = st.builds(
        "{} {} {}".format, *map(st.sampled_from, (SIDES, SIGNS, SIDES))
    ) | st.sampled_from(["a + b = c", "s = t", "d <= e", "w < x", "a = a", "s = 'A'"])
    parts = draw(st.lists(comparison, min_size=1, max_size=3))
    word = draw(st.sampled_from([" dan ", " atau "]))
    return Rule(word.join(parts), severity=draw(st.sampled_from(["error", "warning"])))


def rule_of_sum() -> st.SearchStrategy[Rule]:
    return st.builds(
        lambda column, group, total: Rule(sum_of=column, group=group, total_row=total),
        st.sampled_from(["a", "b", "c", "th", "s", "d"]),
        st.sampled_from([(), ("t",), ("t", "th"), ("b",), ("d",)]),
        st.sampled_from([(("s", "Jumlah"),), (("s", "Jumlah"), ("t", "A")), (("c", "1.00"),)]),
    )


def rows() -> st.SearchStrategy[list[tuple[str, ...]]]:
    plain = st.integers(-999, 999).map(lambda n: f"{n / 10:.1f}")
    more = {"a": st.integers(-99, 99).map(str), "b": plain, "c": plain}
    cells = [st.sampled_from(CELLS[f.name]) | more.get(f.name, st.nothing()) for f in FIELDS]
    return st.lists(st.tuples(*cells), max_size=25)


def check_of(*given: Rule) -> Any:
    raw = {"schema": {"fields": [{"name": f.name, "type": f.type} for f in FIELDS]}}
    resource = Resource("t", "t.csv", "csv", fields=FIELDS, rules=given, raw=raw)
    dataset = Dataset(Source("o/d", Path()), Text("d"), Text(), "resmi", resources=(resource,))
    return rules(dataset, resource, Reference({})), Caster(resource)


@given(st.lists(rule_of_formula() | rule_of_sum(), min_size=1, max_size=3), rows(), st.data())
def test_in_batches_and_row_by_row_is_the_same(
    given: list[Rule], rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    """Every finding, in the same order, wherever one batch ends and the next begins."""
    single, caster = check_of(*given)
    expected: list[Finding] = []
    for number, cells in enumerate(rows, start=2):
        expected += single.row(caster.row(number, cells))
    expected += single.end()
    whole, caster = check_of(*given)
    found: list[Finding] = []
    borders = data.draw(st.lists(st.integers(1, 24), max_size=3))
    for first, last in pairwise([0, *sorted(b for b in borders if b < len(rows)), len(rows)]):
        numbered = [(n + 2, rows[n]) for n in range(first, last)]
        found += whole.batch(Batch.of_rows(caster, numbered))
    found += whole.end()
    assert found == expected


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("a + b = c", {"a": "1", "b": "2.50", "c": "3.5"}),
        ("a * 2 - 1 <= c dan th > 2000", {"a": "3", "c": "5.25", "th": "2024"}),
        ("s = 'A' atau a > 9", {"s": "A", "a": "1"}),
        ("d <= e", {"d": "2023-12-31", "e": "2024-01-01"}),
        ("w < x", {"w": "2024-01-05T10:00:00", "x": "2024-01-05T10:00:00.5"}),
        ("a = c", {"a": "", "c": "5"}),
    ],
)
def test_what_surely_holds_is_never_looked_at_row_by_row(
    formula: str, cells: dict[str, str]
) -> None:
    check, caster = check_of(Rule(formula))
    check.row = None  # would be called
    row = tuple(cells.get(f.name, "") for f in FIELDS)
    assert list(check.batch(Batch.of_rows(caster, [(2, row), (3, row)]))) == []


def test_the_rows_to_look_at_are_those_that_are_wrong_or_undecided() -> None:
    check, caster = check_of(Rule("b + c = a"))
    made = [{"a": "3", "b": "1", "c": "2"}, {"a": "3", "b": "1", "c": "3"}, {"a": "3", "b": "1"}]
    made.append({"a": "100", "b": "1e30", "c": "2"})
    lines = [(n, tuple(cells.get(f.name, "") for f in FIELDS)) for n, cells in enumerate(made)]
    assert check.suspects(Batch.of_rows(caster, lines)).tolist() == [False, True, False, True]
