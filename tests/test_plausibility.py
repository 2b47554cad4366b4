"""Rows of totals and times outside the period, looked for in whole columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.checks import periods, plausibility
from build_tools.checks.reference import Reference
from build_tools.findings import Finding
from build_tools.model import Category, Dataset, Field, Resource, Source, Text
from build_tools.tables.batch import Batch, Caster

CODED = Field("jenis", categories=(Category("Jumlah", Text("Jumlah")),))
TEXTS = (Field("n", "integer"), CODED, Field("nama"), Field("lain"))
WORDS = ["Jumlah", "TOTAL :", "grand total", "Sub Total", "subtotal", "rata-rata", "\u017fubtotal"]
NAMES = ["", " ", "Samarinda", "Sukajaya", "Jumlah Jiwa", "total2", "Totally", "a", "é", "Rata"]


def check_of(make: Any, *fields: Field, period: tuple[str, str] = ("", "")) -> tuple[Any, Caster]:
    raw = {"schema": {"fields": [{"name": f.name, "type": f.type} for f in fields]}}
    resource = Resource("t", "t.csv", "csv", fields=fields, raw=raw)
    source = Source("o/d", Path())
    dataset = Dataset(source, Text("d"), Text(), "resmi", resources=(resource,), period=period)
    return make(dataset, resource, Reference({})), Caster(resource)


def names() -> st.SearchStrategy[str]:
    around = st.sampled_from(["", " ", "\u00a0", "\u3000", "\x1f"])
    words = st.builds("{0}{1}{2}".format, around, st.sampled_from(WORDS), around)
    return words | st.sampled_from(NAMES) | st.text(max_size=8)


@given(st.lists(st.tuples(st.just("1"), st.sampled_from(["", "Jumlah", "x"]), names(), names())))
@example([("1", "", "Jumlah", "x"), ("2", "", " ", "Total"), ("3", "", "Kota", "Total")])
def test_rows_of_totals_by_columns_and_row_by_row(rows: list[tuple[str, ...]]) -> None:
    check, caster = check_of(plausibility.totals, *TEXTS)
    batch = Batch.of_rows(caster, list(enumerate(rows, start=2)))
    expected: list[Finding] = []
    for row in batch.rows():
        expected += check.row(row)
    assert list(check.batch(batch)) == expected


def test_ordinary_names_are_not_looked_at_one_by_one() -> None:
    check, caster = check_of(plausibility.totals, *TEXTS)
    rows = [("1", "", name, "x") for name in NAMES] + [("1", "", "Total", "x")]
    found = check.suspects(Batch.of_rows(caster, list(enumerate(rows, start=2))))
    assert found.tolist() == [False] * len(NAMES) + [True]


WHEN = (
    Field("tahun", "year", role="waktu"),
    Field("periode", role="waktu"),
    Field("tanggal", "date", role="waktu"),
    Field("berdiri", "date"),
)


@pytest.mark.parametrize(
    ("period", "places"),
    [
        (("2020", "2024"), []),
        (("2021", "2024"), [(2, "tahun", 1)]),
        (("2020-07-01", "2024-12-31"), []),
        (("2020", "2023"), [(3, "tahun", 2), (3, "periode", 1), (4, "tanggal", 1)]),
        (("2023", ""), [(2, "tahun", 1), (2, "periode", 1)]),
        (("", "2019"), [(2, "tahun", 3), (2, "periode", 2), (4, "tanggal", 1)]),
    ],
)
def test_times_outside_the_period(
    period: tuple[str, str], places: list[tuple[int, str, int]]
) -> None:
    """Years are compared; the first row is named, and how many there are."""
    check, caster = check_of(periods.period_of_rows, *WHEN, period=period)
    rows = [
        ("2020", "2022-S1", "", "1990-01-01"),
        ("2024", "2024-S2", "", ""),
        ("2024", "dst.", "2024-01-01", "2030-01-01"),
    ]
    found: list[Finding] = []
    for number, row in enumerate(rows, start=2):
        found += check.batch(Batch.of_rows(caster, [(number, row)]))
    found += check.end()
    assert [(f.row, f.field, dict(f.values)["count"]) for f in found] == places


@pytest.mark.parametrize("period", [("", ""), ("ISI: tahun", "2024"), ("tidak-diketahui", "")])
def test_no_period_no_check(period: tuple[str, str]) -> None:
    assert check_of(periods.period_of_rows, *WHEN, period=period)[0] is None


def test_only_columns_that_say_when_are_held_against_it() -> None:
    assert check_of(periods.period_of_rows, *WHEN[3:], period=("2020", "2024"))[0] is None
