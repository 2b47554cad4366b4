"""Figures held against those of the same row before, and of the period before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from .base import KEPT, SHOWN, CellChange, Sum, Thresholds
from .frames import ROW, Frame, figures, number, plus
from .pairs import Pairs, differing
from .places import in_order, joined, times

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
_POWERS = (10.0, 100.0, 1000.0)
#: A series that jumps by more than this by itself says nothing of a slip.
_CALM = 3.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What the figures of a table did; see `TableChange` for the names."""

    changed: int
    changed_by: tuple[tuple[str, int], ...]
    largest: tuple[CellChange, ...]
    slips: tuple[CellChange, ...]
    slip_count: int
    sudden: tuple[CellChange, ...]
    sudden_count: int
    totals: tuple[Sum, ...]


def compare(before: Frame, after: Frame, pairs: Pairs, limits: Thresholds) -> Figures:
    """Every cell of the rows of both versions, then the new figures within their series."""
    kinds = {f.name: f.type for f in after.resource.fields}
    wanted = [n for n in figures(after.resource) if n in pairs.before.columns]
    rows = np.zeros(len(pairs.after), dtype=bool)
    counts: dict[str, int] = {}
    changes: list[tuple[float, CellChange]] = []
    found = _Found(limits)
    totals: list[Sum] = []
    for name in (n for n in kinds if n in pairs.before.columns):
        differs = differing(pairs, name, kinds[name])
        rows |= differs
        if differs.any():
            counts[name] = int(differs.sum())
        if name in wanted and differs.any():
            moved = _Moved(pairs, name, np.flatnonzero(differs))
            changes += moved.largest()
            found.of(name).take(moved.cells, moved.before, moved.after, limits.power)
            totals += _total(pairs, name, limits)
    for name in figures(after.resource):
        _within(after, pairs, name, found)
    changes.sort(key=lambda given: -given[0])
    return Figures(
        int(rows.sum()),
        tuple(sorted(counts.items(), key=lambda item: -item[1])),
        tuple(cell for _, cell in changes[:SHOWN]),
        tuple(found.slips),
        found.slip_count,
        tuple(found.sudden),
        found.sudden_count,
        tuple(totals),
    )


class _Moved:
    """The changed cells of one column of figures, at their places among the pairs."""

    def __init__(self, pairs: Pairs, name: str, at: Any) -> None:
        self._pairs, self._name, self._at = pairs, name, at
        self.before = floats(pairs.before[name])[at]
        self.after = floats(pairs.after[name])[at]

    def largest(self) -> list[tuple[float, CellChange]]:
        """Those that weigh most in their column, with their share of it."""
        whole = float(np.nansum(np.abs(floats(self._pairs.before[self._name])))) or 1.0
        share = np.abs(np.nan_to_num(self.after) - np.nan_to_num(self.before)) / whole
        order = np.argsort(-share, kind="stable")[:SHOWN]
        return [(float(share[i]), self.cells([i])[0]) for i in order.tolist()]

    def cells(self, places: Iterable[int]) -> list[CellChange]:
        """The changes at those places among the changed ones."""
        made = []
        for place in places:
            at = int(self._at[place])
            sides = (self._pairs.before, self._pairs.after)
            was, now = (_text(side[self._name].iloc[at]) for side in sides)
            key = _key(self._pairs.after, self._pairs.key, at)
            row = int(self._pairs.after[ROW].iloc[at])
            made.append(CellChange(key, self._name, was, now, _ratio(was, now), row))
        return made


class _Found:
    """The jumps of figures: kept up to a number, counted beyond."""

    def __init__(self, limits: Thresholds) -> None:
        self.limits = limits
        self.slips: list[CellChange] = []
        self.sudden: list[CellChange] = []
        self.slip_count = self.sudden_count = 0
        self._column = ""
        self._told: set[tuple[str, int]] = set()

    def take(
        self,
        cells: Any,
        before: Floats,
        after: Floats,
        near: float,
        calm: Any = True,
        last: Any = None,
    ) -> None:
        """Takes figures of one column in; ``cells`` makes the changes at given places.

        ``calm``: where the figures before did not jump by themselves. ``last``: the numbers of
        the rows before in the series; what follows a slip jumps back, and is no news. A figure is
        told once.
        """
        powers = _power(before, after, near, self.limits.least)
        slips = np.where(calm, powers, 0.0)
        jumps = (slips == 0) & _jumps(before, after, self.limits)
        for place in np.flatnonzero(slips).tolist():
            self.slip_count += self._keep(cells, place, self.slips, float(slips[place]))
        for place in np.flatnonzero(jumps).tolist():
            if last is None or (self._column, int(last[place])) not in self._told:
                self.sudden_count += self._keep(cells, place, self.sudden, 0.0)

    def of(self, column: str) -> _Found:
        """The same, for figures of that column."""
        self._column = column
        return self

    def _keep(self, cells: Any, place: int, into: list[CellChange], power: float) -> int:
        (cell,) = cells([place])
        if (cell.column, cell.row) in self._told:
            return 0
        self._told.add((cell.column, cell.row))
        if len(into) < KEPT:
            into.append(replace(cell, power=power))
        return 1


def _power(before: Floats, after: Floats, near: float, least: float) -> Floats:
    """By which power of ten each figure grew or shrank, about; 0: by none."""
    found = np.zeros(len(before))
    with np.errstate(all="ignore"):
        ratio = after / before
        large = np.maximum(np.abs(before), np.abs(after)) >= least
        for power in _POWERS:
            found[large & (np.abs(ratio / power - 1) <= near)] = power
            found[large & (np.abs(ratio * power - 1) <= near)] = 1 / power
    return found


def _jumps(before: Floats, after: Floats, limits: Thresholds) -> Any:
    """Where a figure moved by more than the ratio, fell to zero, or changed its sign."""
    with np.errstate(all="ignore"):
        ratio = after / before
        far = (ratio >= limits.ratio) | (ratio <= 1 / limits.ratio)
        large = np.maximum(np.abs(before), np.abs(after)) >= limits.least
        return large & far & np.isfinite(ratio)


def _total(pairs: Pairs, name: str, limits: Thresholds) -> Iterator[Sum]:
    """The sum over the rows of both versions, where it moved too far."""
    was, now = (plus(None, pa.array(f[name], pa.string())) for f in (pairs.before, pairs.after))
    if was is None or now is None or max(abs(was), abs(now)) < Decimal(limits.least):
        return
    if abs(now - was) > Decimal(limits.total) * abs(was):
        yield Sum(name, was, now)


def _within(after: Frame, pairs: Pairs, name: str, found: _Found) -> None:
    """New figures of a column against those of the period before, of the same series."""
    cells, key = after.cells, pairs.key
    when = times(after.resource, key)
    if cells is None or not key or not when or not {*when} <= {*key}:
        return
    others = [column for column in key if column not in when]
    ordered = in_order(cells, when)
    series = pd.Series(floats(ordered[name]), index=ordered.index)
    groups = [ordered[column] for column in others]
    if others:
        back = [series.groupby(groups, dropna=False, sort=False).shift(step) for step in (1, 2)]
        texts = ordered[name].groupby(groups, dropna=False, sort=False).shift(1)
        periods = joined(ordered, when).groupby(groups, dropna=False, sort=False).shift(1)
    else:
        back = [series.shift(step) for step in (1, 2)]
        texts, periods = ordered[name].shift(1), joined(ordered, when).shift(1)
    fresh = ordered[ROW].isin(_fresh(pairs, name)).to_numpy()
    last = (ordered[ROW].groupby(groups, dropna=False) if others else ordered[ROW]).shift(1)
    at = np.flatnonzero(fresh & back[0].notna().to_numpy())
    before: Floats = back[0].to_numpy(dtype=np.float64)[at]
    after_: Floats = series.to_numpy(dtype=np.float64)[at]
    with np.errstate(all="ignore"):
        earlier = np.abs(before / back[1].to_numpy()[at])
        calm = np.isnan(earlier) | ((earlier < _CALM) & (earlier > 1 / _CALM))

    def made(places: Iterable[int]) -> list[CellChange]:
        told = []
        for place in places:
            i = int(at[place])
            was, now = _text(texts.iloc[i]), _text(ordered[name].iloc[i])
            row, period = int(ordered[ROW].iloc[i]), _text(periods.iloc[i]) or ""
            named = _key(ordered, key, i)
            told.append(CellChange(named, name, was, now, _ratio(was, now), row, period=period))
        return told

    rows = last.to_numpy()[at]
    found.of(name).take(made, before, after_, found.limits.power_period, calm, rows)


def _fresh(pairs: Pairs, name: str) -> set[int]:
    """The numbers of the rows whose figure is new, or another one than before."""
    rows = set(pairs.added[ROW].tolist())
    if name in pairs.before.columns:
        rows |= set(pairs.after[ROW][differing(pairs, name, "number")].tolist())
    return rows


def floats(column: pd.Series) -> Floats:
    """Canonical texts as numbers; not a number where there is none."""
    try:
        found = pa.array(column, pa.string()).cast(pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        found = pd.to_numeric(column.astype("object"), errors="coerce").to_numpy(dtype=np.float64)
    return np.where(np.isfinite(found), found, np.nan)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _ratio(before: str | None, after: str | None) -> Decimal | None:
    was, now = number(before), number(after)
    if was is None or now is None or not was:
        return None
    return now / was


def _key(cells: pd.DataFrame, key: Sequence[str], at: int) -> tuple[tuple[str, str], ...]:
    return tuple((name, _text(cells[name].iloc[at]) or "") for name in key)
