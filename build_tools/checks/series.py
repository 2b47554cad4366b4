"""Figures over time: leaps, gaps and repeats in the series of a table.

A series is the rows that differ in their time alone: the key without its columns of time. Rows
are remembered as numbers, up to a bound of the settings; a longer table is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..findings import Finding, notice
from ..model import Dataset, Field, Resource
from ..tables.batch import Batch
from ..tables.calendar import Calendar, coarser, period, size_of, timed
from ..tables.calendar import Period as When
from ..tables.exact import Longs, exact
from ..tables.strings import Mask, Texts
from .base import Columns, RowCheck
from .doubts import ASIDE, excused, measured, wanted
from .gaps import gaps, repeats
from .jumps import jumps
from .reference import Reference

_CODES = ("period-jump", "period-gap", "period-twice")
#: Where no key is declared, more repeats than this share show that rows are no series.
_REPEATS = 0.05
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
#: Parts the numbers of periods of one size from those of the next.
_APART = 2**40
#: So many columns of figures cost as much memory as the rest of a row.
_COLUMNS = 4
_DAILY = {"bulanan": "M", "triwulanan": "Q", "semesteran": "S"}


@dataclass(frozen=True, slots=True)
class Series:
    """Rows in the order of their series and periods.

    ``same`` says of every row but the last whether the next one is of its series.
    """

    rows: Longs  # the number of each row, as people see it
    sizes: Any  # places in "YSQMD"
    periods: Longs
    same: Mask

    def when(self, at: int) -> When:
        """The period of a row."""
        return When(size_of(int(self.sizes[at])), int(self.periods[at]))


class _Series(RowCheck):
    """Remembers a number for each row's series, its period and its figures."""

    def __init__(
        self, dataset: Dataset, columns: Columns, reference: Reference, key: tuple[int, ...]
    ) -> None:
        resource = columns.resource
        self._dataset, self._columns, self._reference, self._key = dataset, columns, reference, key
        self._times = timed(resource.fields)
        times = {resource.fields[at].name for at in self._times}
        declared = (resource.primary_key, *resource.unique_keys)
        self._declared = any(times & set(names) for names in declared)
        self._calendar = Calendar(resource.fields, self._times)
        self._figures = [f for f in measured(resource) if columns.index[f.name] not in self._times]
        self._kept: list[tuple[Longs, Any, Any, Longs]] = []
        self._values: list[list[Any]] = [[] for _ in self._figures]
        self._room = reference.plausibility.rows
        self._cost = 1 + len(self._figures) // _COLUMNS
        self._full = False

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Takes rows in; what there is to say is said at the end."""
        yield from ()
        if self._full:
            return
        self._room -= len(batch) * self._cost
        if self._room >= 0:
            sizes, periods = self._calendar.read(batch)
        if self._room < 0 or self._calendar.crowded:
            self._full = True
            self._kept, self._values = [], []
            return
        self._kept.append((batch.numbers, _codes(batch, self._key), sizes, periods))
        for field, kept in zip(self._figures, self._values, strict=True):
            found = exact(batch.texts[self._columns.index[field.name]])
            kept.append(np.where(found.sure, found.ints / 10.0**found.scale, np.nan))

    def end(self) -> Iterator[Finding]:
        resource = self._columns.resource
        if self._full:
            if not self._calendar.crowded:
                most = self._reference.plausibility.rows
                yield notice("series-unchecked", file=resource.path, rows=most)
            return
        if not self._kept:
            return
        rows, codes, sizes, periods = (
            np.concatenate(part) for part in zip(*self._kept, strict=True)
        )
        sizes, periods = self._coarser(sizes, periods)
        order = np.lexsort(
            (sizes.astype(np.int64) * _APART + periods, codes)
        )  # rows come in their order
        order = order[sizes[order] >= 0]
        codes, sizes = codes[order], sizes[order]
        same = (codes[1:] == codes[:-1]) & (sizes[1:] == sizes[:-1])
        series = Series(rows[order], sizes, periods[order], same)
        again = same & (series.periods[1:] == series.periods[:-1])
        if not same.any() or again.sum() > _REPEATS * len(order):
            return
        place = self._place(self._times[0])
        yield from repeats(series, again, self._reference, place)
        lacks = {p for v in self._excused() if (p := period(v))}
        by_area = any(resource.fields[at].role == "wilayah" for at in self._key)
        single = self._declared and not by_area
        facts = (self._dataset.frequency, lacks, single)
        yield from gaps(series, *facts, self._reference, place)
        for field, kept in zip(self._figures, self._values, strict=True):
            values = np.concatenate(kept)[order]
            where = self._place(self._columns.index[field.name])
            yield from jumps(series, values, field, self._reference, where)

    def _excused(self) -> set[str]:
        fields = self._columns.resource.fields
        return excused(self._columns.resource, "periode", *(fields[at].name for at in self._times))

    def _place(self, at: int) -> dict[str, Any]:
        resource = self._columns.resource
        return {"file": resource.path, "column": at + 1, "field": resource.fields[at].name}

    def _coarser(self, sizes: Any, periods: Longs) -> tuple[Any, Longs]:
        """Days of a table that comes every month as the months they lie in, and so on."""
        size = _DAILY.get(self._dataset.frequency)
        days = sizes == "YSQMD".index("D")
        if not size or not days.any():
            return sizes, periods
        known, places = np.unique(periods[days], return_inverse=True)
        months = np.array([coarser(When("D", int(day)), size).number for day in known], np.int64)
        periods = periods.copy()
        periods[days] = months[places]
        return np.where(days, "YSQMD".index(size), sizes).astype(np.int8), periods


def _codes(batch: Batch, columns: tuple[int, ...]) -> Longs:
    """A number for each row's series: the same for the same texts, for others almost never."""
    mixed = np.zeros(len(batch), np.uint64)
    for at in columns:
        mixed ^= _hashes(batch.texts[at]).view(np.uint64)
        mixed *= _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)


def _hashes(texts: Texts) -> Longs:
    coded = texts.dictionary_encode(null_encoding="encode")
    known = np.fromiter(map(hash, coded.dictionary.to_pylist()), np.int64, len(coded.dictionary))
    found = coded.indices.to_numpy(zero_copy_only=False)
    return known[found] if len(known) else np.zeros(len(texts), np.int64)


def series(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of a table's series; None where no column says when, or nothing makes a series."""
    if not wanted(reference, *_CODES):
        return None
    key = _key(resource)
    return None if key is None else _Series(dataset, Columns(resource), reference, key)


def _key(resource: Resource) -> tuple[int, ...] | None:
    """What tells the series of a table apart: its key without time, or all that is no figure."""
    times = timed(resource.fields)
    index = {f.name: at for at, f in enumerate(resource.fields)}
    named = {resource.fields[at].name for at in times}
    for key in (resource.primary_key, *resource.unique_keys):
        if named & set(key) and set(key) <= set(index):
            return tuple(index[name] for name in key if name not in named)
    figures = measured(resource)
    if not times or not figures or resource.profile:
        return None
    left_out = {f.name for f in figures} | named | set(resource.primary_key)
    return tuple(at for at, f in enumerate(resource.fields) if _tells(f, left_out))


def _tells(field: Field, left_out: set[str]) -> bool:
    return field.name not in left_out and field.role not in ASIDE
