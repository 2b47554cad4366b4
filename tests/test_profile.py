"""What a column holds: counted by columns in batches, and the same counted one value at a time."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from formats_examples import one_column
from hypothesis import example, given
from hypothesis import strategies as st
from pages_site import PORTAL, published, site

from build_tools import pages
from build_tools.model import Cell, ColumnProfile, Field, Resource, Site
from build_tools.pages.cells import Column
from build_tools.pages.view import View
from build_tools.tables import columns, period
from build_tools.tables.batch import Batch, Caster
from build_tools.tables.exact import decimal, exact, group_places, group_sums, summed
from build_tools.tables.groups import groups
from build_tools.tables.numbers import mean_text
from build_tools.tables.profile import Profiler
from build_tools.words import Words, all_words

#: Cells of each type: odd ones, equal ones that are spelt differently, wrong ones.
CELLS = {
    "integer": ["0", "7", "-7", "007", "999999999999999999", "9" * 19, "-" + "9" * 30, "x"],
    "number": [
        *("2.9", "2.90", "2", "2.0", "-2", "0", "-0", "0.00", "1E+3", "1000", "NaN", "INF", "-INF"),
        *("0.1", "0.1000000000000000055511151231257827021181583404541015625", "x"),
        *("1234567890123456.7", "1234567890123456.70", "1234567890123456.8", "123456789012345.6"),
        *(
            "100000000000000000",
            "1e17",
            "1E+500",
            "10E+499",
            "1E-500",
            "-9.99",
            "12345678901234.56",
        ),
    ],
    "year": ["2024", "0999", "2023", "x"],
    "yearmonth": ["2024-11", "2024-2", "1999-12"],
    "date": ["2024-01-05", "1945-08-17", "x"],
    "datetime": [
        *("2024-01-05T10:00:00", "2024-01-05T10:00:00Z", "2024-01-05T18:00:00+08:00"),
        *("2024-01-05T10:00:00.5", "2024-01-05T10:00:00.500000Z", "0001-01-01T00:00:00+08:00"),
    ],
    "time": ["10:00:00", "10:00:00Z", "18:00:00+08:00", "01:00:00+08:00", "10:00:00.25"],
    "string": ["a", "b", "A", "é", "x" * 101, "x" * 100 + "y", "x" * 100, "2024-S2", "2023"],
    "boolean": ["true", "false", "1", "x"],
    "list": ["a,b", "a", ""],
}


def _order(kind: str, value: Any) -> Any:
    """What a value is compared by; None where it has no place in an order."""
    if kind not in {"integer", "number", "date", "datetime", "time", "year", "yearmonth"}:
        return None
    if value.is_nan() if isinstance(value, Decimal) else value != value:
        return None
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    if isinstance(value, dt.time):
        return dt.datetime.combine(dt.date(2000, 1, 1), value, value.tzinfo or dt.UTC)
    return value


def one_by_one(kind: str, batches: Sequence[Batch]) -> tuple[Any, ...]:
    """Missing, distinct, capped, least, greatest, examples of the first column, value by value."""
    missing, seen, capped, examples = 0, set[Any](), False, list[str]()
    least: Any = None
    greatest: Any = None
    for batch in batches:
        for at, text in enumerate(batch.texts[0].to_pylist()):
            if text is None:
                missing += 1
                continue
            order = _order(kind, batch.value(0, at))
            key = text if order is None else order
            if key not in seen:
                if len(seen) < columns.DISTINCT_CAP:
                    seen.add(key)
                    if len(examples) < columns.EXAMPLES:
                        examples.append(text if len(text) <= 100 else text[:99] + "…")
                else:
                    capped = True
            if order is not None:
                least = (order, text) if least is None or order < least[0] else least
                greatest = (order, text) if greatest is None or order > greatest[0] else greatest
    ends = (least[1] if least else "", greatest[1] if greatest else "")
    return missing, len(seen), capped, *ends, tuple(examples)


def batches_of(field: Field, cells: Sequence[Cell], borders: Sequence[int]) -> list[Batch]:
    """The cells of one column as batches; one ends at each border."""
    raw = {"schema": {"fields": [{"name": field.name, "type": field.type}]}}
    caster = Caster(Resource("t", "t.csv", "csv", fields=(field,), raw=raw))
    ends = [0, *sorted(b for b in borders if 0 < b < len(cells)), len(cells)]
    return [
        Batch.of_rows(caster, [(n + 2, (cells[n],)) for n in range(first, last)])
        for first, last in pairwise(ends)
    ]


@st.composite
def column(draw: st.DrawFn) -> tuple[str, list[Cell], list[int]]:
    kind = draw(st.sampled_from(sorted(CELLS)))
    more: dict[str, st.SearchStrategy[str]] = {
        "integer": st.integers().map(str),
        "number": st.decimals(allow_nan=False, allow_infinity=False).map(str)
        | st.floats().map(repr)
        | st.integers(-(10**6), 10**6).map(lambda n: f"{n / 100:.2f}"),
        "date": st.dates().map(str),
        "datetime": st.datetimes(timezones=st.none() | st.timezones()).map(dt.datetime.isoformat),
        "string": st.text(max_size=120),
    }
    few = st.sampled_from(CELLS[kind])
    cells = draw(st.lists(st.one_of(few, more.get(kind, few), st.just("")), max_size=40))
    return kind, cells, draw(st.lists(st.integers(1, 39), max_size=4))


@given(column(), st.sampled_from([3, 7, 10_000]))
def test_by_columns_and_one_by_one_is_the_same(
    given: tuple[str, list[Cell], list[int]], cap: int
) -> None:
    """Wherever one batch ends and the next begins."""
    kind, cells, borders = given
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "DISTINCT_CAP", cap)
        batches = batches_of(Field("x", kind), cells, borders)
        profiler = Profiler([Field("x", kind)])
        for batch in batches:
            profiler.add(batch)
        (found,) = profiler.columns()
        assert (
            found.missing,
            found.distinct,
            found.distinct_capped,
            found.minimum,
            found.maximum,
            found.examples,
        ) == one_by_one(kind, batches)
    assert profiler.rows == len(cells)


@given(st.lists(st.decimals(-(10**30), 10**30, allow_nan=False) | st.integers(-99, 99), min_size=1))
def test_the_mean_is_that_of_fractions(values: list[Decimal | int]) -> None:
    batches = batches_of(Field("x", "number"), [str(v) for v in values], [1, 2, 5])
    profiler = Profiler([Field("x", "number")])
    for batch in batches:
        profiler.add(batch)
    expected = statistics.mean(map(Fraction, values))
    mean = profiler.columns()[0].mean
    digits = mean.replace("-", "").replace(".", "").lstrip("0")
    unit = Fraction(1, 10 ** len(mean.partition(".")[2]))
    assert abs(Fraction(mean) - expected) <= unit / 2 or len(digits) < 6
    step = Fraction(10) ** (Decimal(mean).adjusted() - 5) if Decimal(mean) else Fraction(0)
    assert abs(Fraction(mean) - expected) <= min(step, 1) / 2 or Fraction(mean) == expected


@pytest.mark.parametrize(
    ("cells", "mean"),
    [
        (["1", "2", ""], "1.5"),
        (["10", "20", "30"], "20"),
        (["1", "1", "2"], "1.33333"),
        (["0.1"] * 10, "0.1"),
        (["1234567890", "1234567891"], "1234567890"),
        (["1234567891", "1234567892"], "1234567892"),
        (["0.00000001", "0.00000002"], "0.000000015"),
        (["9" * 30, "1"], "5" + "0" * 29),
        (["NaN", "1"], ""),
        (["1E+900", "1"], ""),
        (["", ""], ""),
        (["-1", "1"], "0"),
    ],
)
def test_means(cells: list[str], mean: str) -> None:
    """Six digits that count, half to even; digits before the point are never rounded away."""
    (batch,) = batches_of(Field("x", "number"), cells, [])
    profiler = Profiler([Field("x", "number")])
    profiler.add(batch)
    assert profiler.columns()[0].mean == mean


@pytest.mark.parametrize(
    "field",
    [Field("x", "integer", role="kode"), Field("x", "year"), Field("x", "string")],
    ids=["code", "year", "text"],
)
def test_codes_and_years_have_no_mean(field: Field) -> None:
    (batch,) = batches_of(field, ["2023", "2025"], [])
    profiler = Profiler([field])
    profiler.add(batch)
    assert profiler.columns()[0].mean == ""


def test_the_mean_of_nothing_is_not_divided() -> None:
    profiler = Profiler([Field("x", "number")])
    assert profiler.columns()[0].mean == ""
    assert mean_text(Decimal(0), 3) == "0"


@pytest.mark.parametrize(
    ("fields", "rows", "expected"),
    [
        ([("tahun", "year", "waktu")], [["2023"], ["2021"]], ("2021", "2023")),
        (
            [("periode", "string", "waktu")],
            [["2024-S2"], ["2023-S1"], ["dst."]],
            ("2023-S1", "2024-S2"),
        ),
        ([("tgl", "date", "")], [["2024-01-05"], [""]], ("2024-01-05", "2024-01-05")),
        ([("tgl", "date", "keterangan")], [["2024-01-05"]], ("", "")),
        (
            [("tahun", "year", "waktu"), ("tgl", "date", "")],
            [["2021", "1990-01-01"]],
            ("2021", "2021"),
        ),
        (
            [("tahun", "year", ""), ("bulan", "yearmonth", "")],
            [["2021", "2022-03"]],
            ("2021", "2022-03"),
        ),
        ([("bulan", "integer", "waktu")], [["3"]], ("", "")),
        ([("saat", "datetime", "waktu")], [["2024-01-05T10:00:00"]], ("2024-01-05", "2024-01-05")),
        ([("nama", "string", "")], [["2024"]], ("", "")),
    ],
)
def test_the_period_of_a_table(
    fields: list[tuple[str, str, str]], rows: list[list[str]], expected: tuple[str, str]
) -> None:
    made = tuple(Field(name, kind, role=role) for name, kind, role in fields)
    raw = {"schema": {"fields": [{"name": f.name, "type": f.type} for f in made]}}
    caster = Caster(Resource("t", "t.csv", "csv", fields=made, raw=raw))
    profiler = Profiler(made)
    for number, row in enumerate(rows, start=2):
        profiler.add(Batch.of_rows(caster, [(number, row)]))
    assert profiler.period() == expected


# Numbers as integers


@given(st.lists(st.none() | st.decimals().map(str) | st.integers().map(str)))
def test_what_is_sure_is_exact(cells: list[str | None]) -> None:
    (batch,) = batches_of(Field("x", "number"), [c or "" for c in cells], [])
    (texts,) = batch.texts
    found = exact(texts)
    odd = set(found.odd(texts))
    for at, text in enumerate(texts.to_pylist()):
        assert (text is not None) == (bool(found.sure[at]) or at in odd)
        if found.sure[at]:
            assert Fraction(text) == Fraction(int(found.ints[at]), 10**found.scale)
            places = found.places if isinstance(found.places, int) else found.places[at]
            assert places == len(text.partition(".")[2])
        else:
            assert found.ints[at] == 0


def test_plain_figures_are_sure() -> None:
    for texts in (
        ["1.50", "-20", None],
        ["999999999999999999"],
        ["0.5", "1.25"],
        ["12345678901234.5"],
    ):
        column = pa.array(texts, pa.string())
        assert exact(column).odd(column) == []


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-(2**62), 2**62))))
def test_sums_of_groups_are_exact(pairs: list[tuple[int, int]]) -> None:
    ids, ints = (
        (pa.array(part, pa.int64()).to_numpy() for part in zip(*pairs, strict=True))
        if pairs
        else (pa.array([], pa.int64()).to_numpy(),) * 2
    )
    assert group_sums(ids, ints, 4) == [sum(v for i, v in pairs if i == g) for g in range(4)]
    assert summed(ints) == sum(v for _, v in pairs)
    assert group_places(ids, abs(ints) % 7, 4) == [
        max((abs(v) % 7 for i, v in pairs if i == g), default=0) for g in range(4)
    ]
    assert [str(decimal(150, 2, places)) for places in (2, 1)] == ["1.50", "1.5"]


@given(st.lists(st.tuples(*[st.sampled_from(["a", "b", "", None])] * 3)))
def test_groups_are_numbered_as_they_come(rows: list[tuple[str | None, ...]]) -> None:
    columns = [pa.array([row[i] for row in rows], pa.string()) for i in range(3)]
    found, first = groups(columns, len(rows))
    order = list(dict.fromkeys(rows))
    assert found.tolist() == [order.index(row) for row in rows]
    assert first.tolist() == [rows.index(row) for row in order]


@given(st.lists(st.none() | st.from_regex(r"[0-9/:]{0,6}", fullmatch=True)))
@example(["2024", "20:4", "0999"])
def test_years(texts: list[str | None]) -> None:
    expected = [
        int(t[:4]) if t and t[:4].isdigit() and len(t) > 3 and not t[4:5].isdigit() else -1
        for t in texts
    ]
    assert period.years(pa.array(texts, pa.string())).tolist() == expected


# What the page shows of it

MEASURED = Field("nilai", "number", role="ukuran")
FIGURES = ColumnProfile("nilai", 0, 2, "1234", "1235", mean="1234.5")


@pytest.mark.parametrize(
    ("field", "profile", "others", "shown"),
    [
        (MEASURED, FIGURES, (), {"id": "1.234,5", "en": "1,234.5"}),
        (MEASURED, replace(FIGURES, mean=""), (), {}),
        (MEASURED, replace(FIGURES, distinct=1), (), {}),
        (replace(MEASURED, role=""), FIGURES, (), {}),
        (MEASURED, FIGURES, (Field("satuan"),), {}),
    ],
    ids=["measure", "none", "all the same", "no measure", "units that differ by row"],
)
def test_the_page_says_the_mean_of_a_measure(
    field: Field, profile: ColumnProfile, others: tuple[Field, ...], shown: dict[str, str]
) -> None:
    resource = Resource("t", "t.csv", "csv", fields=(field, *others))
    for lang in ("id", "en"):
        view = View(site(), Words.load(lang))
        assert Column(view, field, profile, resource).mean == shown.get(lang, "")


def test_the_dictionary_has_the_mean(tmp_path: Path) -> None:
    """From the file to the page."""
    cells = [f"{n},5" for n in range(10)]
    given = {"type": "number", "decimalChar": ",", "sdi:peran": "ukuran", "title": "Nilai"}
    table = one_column(tmp_path, given, cells)
    assert table.columns[1].mean == "5"
    given_site = Site(PORTAL, (replace(published(), tables=(table,)),))
    files = pages.render(given_site, all_words(("id", "en")))
    html = {f.lang: f.content for f in files if f.path.as_posix().endswith("stunting/index.md")}
    assert b"Rata-rata: 5<" in html["id"]
    assert b"Mean: 5<" in html["en"]
