"""The time that the rows are about lies in the one that the descriptor gives (`sdi:periode`).

It goes stale when a new month is added to the file and nobody brings the descriptor up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..findings import Finding, warning
from ..model import Dataset, Resource
from ..tables.batch import Batch, Row
from ..tables.calendar import MOST, PARTS, Calendar, Period, period, span, timed
from ..tables.exact import Longs
from ..tables.groups import groups
from ..tables.period import years
from ..tables.strings import Mask
from .base import Columns, RowCheck
from .reference import Reference

_YEAR = re.compile(r"\d{4}(-|$)", re.ASCII)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(slots=True)
class _Outside:
    """The rows outside the period, by one column: the first of them, and how far they go."""

    row: Row
    count: int = 0
    earliest: tuple[int, str] = (_LAST, "")  # a day, and the period that begins on it
    latest: tuple[int, str] = (_FIRST, "")

    def take(self, given: Period, first: int, last: int) -> None:
        """A period that shares no day with that from ``first`` to ``last``."""
        start, end = span(given)
        if start > last:
            self.latest = max(self.latest, (end, str(given)))
        elif end < first:
            self.earliest = min(self.earliest, (start, str(given)))


class _Within(RowCheck):
    """Every period that a column of time names shares a day with that of the descriptor.

    ``columns``: places of the columns that name a period together, by the last of which it is
    told. Years are looked at in whole columns; what lies outside or in the first or the last year
    is read.
    """

    def __init__(
        self, columns: Columns, together: list[tuple[int, ...]], given: tuple[str, str]
    ) -> None:
        self._columns, self._together, self._given = columns, together, given
        start, end = (period(day) if day else None for day in given)
        self._start = span(start)[0] if start else _year(given[0], 1, _FIRST)
        self._end = span(end)[1] if end else _year(given[1], 12, _LAST)
        self._years = tuple(date.fromordinal(day).year for day in (self._start, self._end))
        fields = columns.resource.fields
        self._calendars = {places: Calendar(fields, places) for places in together}
        self._found: dict[tuple[int, ...], _Outside] = {}

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Counts the rows outside the period; said at the end."""
        yield from ()
        for places in self._together:
            self._take(batch, places)

    def _take(self, batch: Batch, places: tuple[int, ...]) -> None:
        first, last = self._years
        found = years(batch.texts[places[0]])
        outside: Mask = (found >= 0) & ((found < first) | (found > last))
        if len(places) > 1:  # of the year itself its own column tells
            outside[:] = False
        near = np.flatnonzero(outside | (found == first) | (found == last))
        told: set[Period] = set()
        unread = outside.copy()
        for rows, given in self._read(batch, places, near):
            start, end = span(given)
            unread[rows] = False
            if start > self._end or end < self._start:
                outside[rows] = True
                told.add(given)
        told |= {Period("Y", int(year)) for year in np.unique(found[unread])}
        if not outside.any():
            return
        known = self._found.get(places)
        if known is None:
            known = self._found[places] = _Outside(batch.row(int(outside.argmax())))
        known.count += int(outside.sum())
        for given in told:
            known.take(given, self._start, self._end)

    def _read(
        self, batch: Batch, places: tuple[int, ...], near: Longs
    ) -> Iterator[tuple[Longs, Period]]:
        """The periods of those rows, each with its rows; none where a table holds moments."""
        if not len(near):
            return
        columns = [batch.texts[at].take(near) for at in places]
        of_row, first = groups(columns, len(near))
        if len(first) > MOST:
            return
        heads = (column.take(first).to_pylist() for column in columns)
        for number, texts in enumerate(zip(*heads, strict=True)):
            if given := self._calendars[places].joined(texts):
                yield near[of_row == number], given

    def end(self) -> Iterator[Finding]:
        first, last = self._given
        said = f"{first or '…'} – {last or '…'}" if first != last else first
        for places, found in sorted(self._found.items()):
            if len(places) > 1 and any((at,) in self._found for at in places):
                continue
            place = self._columns.place(found.row, self._columns.resource.fields[places[-1]].name)
            earliest, latest = found.earliest[1], found.latest[1]
            case = "both" if earliest and latest else "later" if latest else "earlier"
            facts = {"count": found.count, "period": said, "case": case}
            yield warning("period-differs", **place, **facts, start=earliest, end=latest)


def _year(given: str, month: int, otherwise: int) -> int:
    """The first or the last day of the year that a text begins with."""
    if not _YEAR.match(given):
        return otherwise
    return date(max(1, int(given[:4])), month, 1 if month == 1 else 31).toordinal()


def period_of_rows(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of the columns that say when (`sdi:peran: waktu`) against `sdi:periode`.

    None where there are no such columns, or the period is not given.
    """
    columns = Columns(resource)
    told = [at for at, f in enumerate(resource.fields) if f.role == "waktu"]
    given = [day for day in dataset.period if day]
    if not told or not given or not all(_YEAR.match(day) for day in given):
        return None
    together: list[tuple[int, ...]] = [(at,) for at in told]
    every = timed(resource.fields)
    parts = tuple(at for at in every if resource.fields[at].name in PARTS)
    if parts and len(every) > 1:  # a year and, beside it, which month or quarter of it
        together.append((*(at for at in every if at not in parts), *parts))
    return _Within(columns, together, dataset.period)
