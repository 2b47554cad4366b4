"""The rows of a table by area, kept while it is read: what the page of an area says of it.

Of each area (a code, as text) the newest periods that it has, in bounded memory: what is kept
depends on the rows alone, never on their order. What is too much is counted, not dropped.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ..model import AreaPeriod, AreaRows, ByArea, Cell, Dataset, Resource
from .areacolumns import columns, is_list, kept_fields, period_of, times
from .batch import Batch
from .exact import Longs
from .groups import groups

#: With up to so many codes: how many periods of each are kept, and of how many rows at most.
TIERS = ((60, 12, 24), (500, 2, 24), (3_000, 2, 4))
MOST_CODES = TIERS[-1][0]
#: Rows with longer texts are counted only.
LONGEST = 2_000


class AreaExtractor:
    """Takes in every row of a table; gives what is kept of each area at the end."""

    def __init__(self, dataset: Dataset, resource: Resource) -> None:
        names = columns(dataset, resource)
        self._levels = [_Level(dataset, resource, name) for name in names]
        if not names and resource.area_code and kept_fields(dataset, resource, ""):
            self._levels = [_Level(dataset, resource, "", resource.area_code)]

    def add(self, batch: Batch) -> None:
        """Takes in the next rows."""
        for level in self._levels:
            level.add(batch)

    def areas(self) -> tuple[ByArea, ...]:
        """By each column of areas; empty where the table has none."""
        return tuple(level.result() for level in self._levels)


@dataclass(slots=True)
class _Period:
    count: int = 0
    rows: list[tuple[Cell, ...]] | None = field(default_factory=list)  # none: too many


@dataclass(slots=True)
class _Area:
    total: int = 0
    periods: dict[str, _Period] = field(default_factory=dict)
    since: str = ""  # nothing older is kept any more

    def see(self, period: str, count: int, limits: tuple[int, int]) -> _Period | None:
        """Counts rows of a period; gives it if it is among the newest and its rows are kept."""
        most, rows = limits
        held = self.periods.get(period)
        if held is None:
            held = self.periods[period] = _Period()
            if len(self.periods) > most:
                del self.periods[min(self.periods)]
            if len(self.periods) == most:
                self.since = min(self.periods)
        held.count += count
        if held.count > rows:
            held.rows = None
        return held if held.rows is not None else None

    def trim(self, limits: tuple[int, int]) -> None:
        """Keeps less: there are more areas now."""
        most, rows = limits
        newest = heapq.nlargest(most, self.periods)
        self.periods = {period: self.periods[period] for period in newest}
        self.since = newest[-1] if len(newest) == most else ""
        for held in self.periods.values():
            if held.count > rows:
                held.rows = None


class _Level:
    """The rows of a table by one of its columns; without a column all are about one area."""

    def __init__(self, dataset: Dataset, resource: Resource, area: str, whole: str = "") -> None:
        self._name, self._fields = area, kept_fields(dataset, resource, area)
        index = {f.name: i for i, f in enumerate(resource.fields)}
        self._places = [index[name] for name in self._fields]
        self._area = index[area] if area else None
        self._times = [] if is_list(dataset, resource) else times(resource, area)
        self._whole = whole
        self._found: dict[str, _Area] | None = {}
        self._limits = _limits(0)

    def add(self, batch: Batch) -> None:
        """Takes in the next rows; costs nothing once there are too many areas."""
        if self._found is None or not len(batch):
            return
        codes, code_of = self._codes(batch)
        self._found |= {code: _Area() for code in codes if code and code not in self._found}
        if len(self._found) > MOST_CODES:
            self._found = None
            return
        if (limits := _limits(len(self._found))) != self._limits:
            self._limits = limits
            for known in self._found.values():
                known.trim(limits)
        areas = [self._found[code] if code else _Area() for code in codes]
        for area, count in zip(areas, np.bincount(code_of).tolist(), strict=True):
            area.total += count
        periods, period_of_row = self._periods(batch)
        pairs, pair_of, counts = np.unique(
            code_of * len(periods) + period_of_row, return_inverse=True, return_counts=True
        )
        kept: dict[int, tuple[_Area, str, _Period]] = {}
        for number, (pair, count) in enumerate(zip(pairs.tolist(), counts.tolist(), strict=True)):
            area, period = areas[pair // len(periods)], periods[pair % len(periods)]
            if period >= area.since and (held := area.see(period, count, limits)) is not None:
                kept[number] = (area, period, held)
        if self._places:
            self._take(batch, pair_of, kept)

    def _codes(self, batch: Batch) -> tuple[list[Cell], Longs]:
        """The codes of the rows, each once, and which of them each row has."""
        if self._area is None:
            return [self._whole], np.zeros(len(batch), np.int64)
        coded = batch.texts[self._area].dictionary_encode(null_encoding="encode")
        rows = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        return coded.dictionary.to_pylist(), rows

    def _periods(self, batch: Batch) -> tuple[list[str], Longs]:
        """The periods of the rows, each once, and which of them each row is of."""
        if not self._times:
            return [""], np.zeros(len(batch), np.int64)
        columns = [batch.texts[i] for i in self._times]
        found, first = groups(columns, len(batch))
        at = pa.array(first)
        cells = zip(*(column.take(at).to_pylist() for column in columns), strict=True)
        numbers: dict[str, int] = {}
        of_group = [numbers.setdefault(period_of(row), len(numbers)) for row in cells]
        return list(numbers), np.array(of_group, np.int64)[found]

    def _take(
        self, batch: Batch, pair_of: Longs, kept: Mapping[int, tuple[_Area, str, _Period]]
    ) -> None:
        """Keeps the rows of those pairs of area and period that are still wanted."""
        wanted = {
            number: held.rows
            for number, (area, period, held) in kept.items()
            if held.rows is not None and area.periods.get(period) is held
        }
        if not wanted:
            return
        chosen = np.zeros(int(pair_of.max()) + 1, np.bool_)
        chosen[list(wanted)] = True
        at = np.flatnonzero(chosen[pair_of])
        places = pa.array(at)
        rows = zip(*(batch.texts[i].take(places).to_pylist() for i in self._places), strict=True)
        for number, row in zip(pair_of[at].tolist(), rows, strict=True):
            wanted[number].append(row)

    def result(self) -> ByArea:
        """What is kept, by code."""
        if self._found is None:
            return ByArea(self._name, self._fields, (), complete=False)
        areas = tuple(_made(code, area) for code, area in sorted(self._found.items()))
        return ByArea(self._name, self._fields, areas)


def _made(code: str, area: _Area) -> AreaRows:
    periods = tuple(
        AreaPeriod(period, held.count, _sorted(held.rows))
        for period, held in sorted(area.periods.items(), reverse=True)
    )
    return AreaRows(code, periods, area.total - sum(p.count for p in periods))


def _sorted(rows: list[tuple[Cell, ...]] | None) -> tuple[tuple[Cell, ...], ...]:
    """The rows in an order of their own; none where a text of theirs is too long to be shown."""
    if rows is None or any(sum(len(c or "") for c in row) > LONGEST for row in rows):
        return ()
    return tuple(sorted(rows, key=lambda row: [(c is None, c or "") for c in row]))


def _limits(codes: int) -> tuple[int, int]:
    """How many periods, and of how many rows each, with so many areas."""
    return next(((p, r) for most, p, r in TIERS if codes <= most), TIERS[-1][1:])
