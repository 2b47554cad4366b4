"""Figures that leap against the period before: mostly a zero too many, or another unit.

What leaps often (cases of an illness, rain) is left alone, and so are small counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Finding
from ..model import Field
from ..tables.strings import Mask
from .doubts import doubt, unit
from .percent import is_percent
from .reference import Reference

if TYPE_CHECKING:
    from .series import Series

#: Where more of the steps than this are leaps, and more than a few, a column is a restless one.
_RESTLESS, _FEW = 0.05, 3
#: Where so many series leap together in one period, and so large a part of them, the unit changed.
_TOGETHER, _MOST = 3, 0.8
#: A unit that changes more often than there and back is none: the figures come and go.
_CHANGES = 2
#: A figure in percent written as a share (0.45 for 45), give or take.
_SHARE = (80.0, 125.0)
_NEAR = (("thousand", 700.0, 1400.0), ("hundred", 80.0, 125.0), ("ten", 8.0, 12.5))


def jumps(
    series: Series, values: Any, field: Field, reference: Reference, place: dict[str, Any]
) -> Iterator[Finding]:
    """The leaps of one column of figures: ``values`` in the order of ``series``, NaN for none."""
    before, after = values[:-1], values[1:]
    steps = series.same & (series.periods[1:] > series.periods[:-1])
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        ratio = after / before
        steps &= np.isfinite(ratio) & (ratio > 0)
        times = np.where(ratio < 1, 1 / ratio, ratio)
    steps &= np.isfinite(times)
    leaps = steps & _leaping(values, times, field, reference)
    if not leaps.any():
        return
    together = list(_together(series, steps, leaps, ratio))
    if len(together) > _CHANGES:
        return
    for at in together:
        here = steps & _period_of(series, at)
        leaps &= ~here
        count = int(here.sum())
        middle = _rounded(float(np.median(times[here])))
        facts = {"case": "all", "count": count, "times": middle, "period": str(series.when(at + 1))}
        row = int(series.rows[1:][here].min())
        yield from doubt(reference, "period-jump", **place, row=row, **facts)
    if leaps.sum() > max(_FEW, _RESTLESS * steps.sum()):
        return
    places = np.flatnonzero(leaps & ~_back(leaps, ratio)).tolist()
    for at in sorted(places, key=lambda at: int(series.rows[at + 1])):
        yield from doubt(
            reference,
            "period-jump",
            **place,
            row=int(series.rows[at + 1]),
            cell=f"{after[at]:.15g}",
            case=_near(float(times[at])),
            before=float(before[at]),
            after=float(after[at]),
            times=_rounded(float(times[at])),
            period=str(series.when(at + 1)),
            earlier=str(series.when(at)),
            other=int(series.rows[at]),
        )


def _leaping(values: Any, times: Any, field: Field, reference: Reference) -> Mask:
    known = values[np.isfinite(values)]
    if is_percent(unit(field)):
        return np.asarray((times >= _SHARE[0]) & (times <= _SHARE[1]))
    found = np.asarray(times >= reference.plausibility.jump)
    if found.any() and not (known % 1).any():  # counts
        small = np.minimum(np.abs(values[:-1]), np.abs(values[1:]))
        found &= small >= reference.plausibility.least
    return found


def _period_of(series: Series, at: int) -> Mask:
    """The steps into the same period as the step at a place."""
    same: Mask = (series.periods[1:] == series.periods[at + 1]) & (
        series.sizes[1:] == series.sizes[at + 1]
    )
    return same


def _together(series: Series, steps: Mask, leaps: Mask, ratio: Any) -> Iterator[int]:
    """One step of each period in which nearly all series leap in one direction."""
    _, first = np.unique(series.periods[1:][leaps], return_index=True)
    for at in np.flatnonzero(leaps)[first].tolist():
        here = steps & _period_of(series, at)
        up = leaps & here & ((ratio > 1) == (ratio[at] > 1))
        if here.sum() >= _TOGETHER and up.sum() >= _MOST * here.sum():
            yield at


def _back(leaps: Mask, ratio: Any) -> Mask:
    """Leaps that only undo the one before: the figure between them is the odd one."""
    found = np.zeros(len(leaps), np.bool_)
    found[1:] = leaps[1:] & leaps[:-1] & ((ratio[1:] > 1) != (ratio[:-1] > 1))
    return found


def _rounded(times: float) -> float:
    return float(round(times)) if times >= 20 else round(times, 1)


def _near(times: float) -> str:
    return next((case for case, low, high in _NEAR if low <= times <= high), "one")
