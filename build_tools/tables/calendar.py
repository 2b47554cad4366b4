"""Periods as numbers that follow one another: years, halves, quarters, months, days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import MAXYEAR, date
from typing import Any, NamedTuple

import numpy as np

from ..model import Cell, Field
from .batch import Batch
from .exact import Longs
from .groups import groups
from .recipe.months import month
from .timecolumns import time_columns

#: How many periods of each size a year has; days are counted by themselves.
PER_YEAR = {"S": 2, "Q": 4, "M": 12, "Y": 1}
_SIZES = "YSQMD"
#: More different times than these are moments of something, no periods of a table.
MOST = 2_000
_WHOLE = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?P<month>0?[1-9]|1[0-2])(?:-(?P<day>\d\d))?"
    r"|(?P<digits>0[1-9]|1[0-2])|-?(?P<part>[SQT])(?P<number>[1-4]))?",
    re.ASCII | re.IGNORECASE,
)
#: Columns by whose name alone a part of a year is known.
PARTS = {"bulan": "M", "triwulan": "Q", "semester": "S"}
_NAMED = {"periode", "periode_data", *PARTS}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_TIMES = frozenset({"string", "integer", "year", "yearmonth", "date"})


class Period(NamedTuple):
    """A stretch of time: its size (Y, S, Q, M or D) and its number among those of that size."""

    size: str
    number: int

    def __str__(self) -> str:
        if self.size == "D":
            return date.fromordinal(self.number).isoformat()
        year, rest = divmod(self.number, PER_YEAR[self.size])
        if self.size == "Y":
            return f"{year}"
        return f"{year}-{rest + 1:02}" if self.size == "M" else f"{year}-{self.size}{rest + 1}"


def period(text: str) -> Period | None:
    """The period that a text names; None where it names none.

    >>> [str(period(text)) for text in ("2024", "2024-3", "2024-T4", "2024-S2")]
    ['2024', '2024-03', '2024-Q4', '2024-S2']
    """
    found = _WHOLE.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found["year"])
    if found["day"]:
        try:
            return Period("D", date(year, int(found["month"]), int(found["day"])).toordinal())
        except ValueError:
            return None
    if month_ := found["month"] or found["digits"]:
        return Period("M", 12 * year + int(month_) - 1)
    if found["part"]:
        size, number = found["part"].upper().replace("T", "Q"), int(found["number"])
        fits = number <= PER_YEAR[size]
        return Period(size, PER_YEAR[size] * year + number - 1) if fits else None
    return Period("Y", year)


def span(given: Period) -> tuple[int, int]:
    """The first and the last day of a period, as ordinals of `datetime.date`.

    >>> [str(date.fromordinal(day)) for day in span(Period("Q", 4 * 2024 + 3))]
    ['2024-10-01', '2024-12-31']
    """
    if given.size == "D":
        return given.number, given.number
    months = 12 // PER_YEAR[given.size]
    first, after = (divmod(months * (given.number + at), 12) for at in (0, 1))
    begin = date(first[0], first[1] + 1, 1).toordinal()
    if after[0] > MAXYEAR:  # there is no day after 9999-12-31
        return begin, date.max.toordinal()
    return begin, date(after[0], after[1] + 1, 1).toordinal() - 1


def coarser(day: Period, size: str) -> Period:
    """The period of that size that a day lies in."""
    when = date.fromordinal(day.number)
    parts = PER_YEAR[size]
    return Period(size, parts * when.year + (when.month - 1) * parts // 12)


def timed(fields: Sequence[Field]) -> tuple[int, ...]:
    """Where the columns lie that together name a row's period: `tahun`, `bulan`, `periode`."""
    named = (
        at
        for at, f in enumerate(fields)
        if f.name in {"periode", "periode_data", *PARTS}
        and f.type in _TIMES
        and f.role in {"", "keterangan"}
    )
    return tuple(sorted({*time_columns(fields), *named}))


class Calendar:
    """Reads the periods of a table's rows, batch after batch."""

    def __init__(self, fields: Sequence[Field], columns: Sequence[int]) -> None:
        """``columns``: places of the fields that name a period, see `timed`."""
        self._columns = tuple(columns)
        self._names = [fields[at].name for at in columns]
        self._known: dict[tuple[Cell, ...], Period | None] = {}
        #: Whether there were more times than a table has periods: nothing is read any more.
        self.crowded = False

    def read(self, batch: Batch) -> tuple[Any, Longs]:
        """Of each row the size of its period, as a place in "YSQMD" (-1: none), and its number."""
        columns = [batch.texts[at] for at in self._columns]
        found, first = groups(columns, len(batch))
        self.crowded = self.crowded or len(first) + len(self._known) > 2 * MOST
        if self.crowded:
            return np.full(len(batch), -1, np.int8), np.zeros(len(batch), np.int64)
        heads = [column.take(first).to_pylist() for column in columns]
        periods = [self._period(texts) for texts in zip(*heads, strict=True)]
        sizes = np.array([_SIZES.index(p.size) if p else -1 for p in periods], np.int8)
        numbers = np.array([p.number if p else 0 for p in periods], np.int64)
        return sizes[found], numbers[found]

    def _period(self, texts: tuple[Cell, ...]) -> Period | None:
        if texts not in self._known:
            self._known[texts] = self.joined(texts)
        return self._known[texts]

    def joined(self, texts: tuple[Cell, ...]) -> Period | None:
        """The finest period that one column names, or a year with a part named beside it."""
        best: Period | None = None
        part: tuple[str, int] | None = None
        for name, text in zip(self._names, texts, strict=True):
            if text is None:
                return None
            whole = period(text)
            if whole and (best is None or _SIZES.index(whole.size) > _SIZES.index(best.size)):
                best = whole
            elif whole is None and name in PARTS:
                part = (PARTS[name], _number(text))
            elif whole is None:
                return None
        if best and best.size == "Y" and part:
            size, number = part
            fits = 0 < number <= PER_YEAR[size]
            return Period(size, PER_YEAR[size] * best.number + number - 1) if fits else None
        return best


def size_of(place: int) -> str:
    """The size that a place stands for, see `Calendar.read`."""
    return _SIZES[place]


def _number(text: str) -> int:
    """Which month, quarter or half a text names; 0: none."""
    last = text.strip().split()[-1] if text.strip() else ""
    if last.isascii() and last.isdigit():
        return int(last[:3])
    return _ROMAN.get(last.upper(), 0) or month(text)
