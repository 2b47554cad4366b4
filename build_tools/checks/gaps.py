"""Periods that a series lacks or has twice, by the frequency that its dataset declares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ..findings import Finding
from ..tables.calendar import Period, size_of
from ..tables.strings import Mask
from .doubts import doubt
from .reference import Reference

if TYPE_CHECKING:
    from .series import Series

#: What a frequency counts in, and how many of these lie between two releases.
_STEPS = {
    "bulanan": ("M", 1),
    "triwulanan": ("Q", 1),
    "semesteran": ("S", 1),
    "tahunan": ("Y", 1),
    "dua-tahunan": ("Y", 2),
    "lima-tahunan": ("Y", 5),
    "sepuluh-tahunan": ("Y", 10),
}
#: Fewer periods make no rhythm.
_FEWEST = 3
#: Where more than one series in five has gaps, they are no slip.
_SPARSE = 0.2
_LISTED = 12
#: Longer gaps are those of tables that were never regular.
_LONGEST = 1_000


def repeats(
    series: Series, again: Mask, reference: Reference, place: dict[str, Any]
) -> Iterator[Finding]:
    """Rows of one series and one period; ``again``: which rows are followed by such a one."""
    for at in sorted(np.flatnonzero(again).tolist(), key=lambda at: int(series.rows[at + 1])):
        first, then = sorted((int(series.rows[at]), int(series.rows[at + 1])))
        facts = {"row": then, "other": first, "period": str(series.when(at))}
        yield from doubt(reference, "period-twice", **place, **facts)


def gaps(
    series: Series,
    frequency: str,
    lacks: set[Period],
    single: bool,
    reference: Reference,
    place: dict[str, Any],
) -> Iterator[Finding]:
    """The periods that the whole table lacks between its first and last, then single series.

    ``lacks``: periods that are missing for a reason that was given; ``single``: whether single
    series are looked at too (what areas are missing, another check tells).
    """
    size, step = _STEPS.get(frequency, ("", 0))
    mine = np.array([size_of(at) == size for at in range(5)])[series.sizes]
    if not size or not mine.any():
        return
    known = np.unique(series.periods[mine])
    if len(known) < _FEWEST or known[-1] - known[0] > _LONGEST:
        return
    absent = [n for a, b in pairwise(known) for n in range(a + step, b, step)]
    missing = [p for n in absent if (p := Period(size, int(n))) not in lacks]
    if missing:
        facts = {"case": "all", "count": len(missing), "periods": _listed(missing)}
        yield from doubt(reference, "period-gap", **place, **facts, frequency=frequency)
    if single:
        yield from _single(series, mine, known, lacks, size, reference, place)


def _single(
    series: Series,
    mine: Mask,
    known: Any,
    lacks: set[Period],
    size: str,
    reference: Reference,
    place: dict[str, Any],
) -> Iterator[Finding]:
    """Series that lack a period which others have."""
    at = np.searchsorted(known, series.periods)
    leaps = series.same & mine[1:] & (at[1:] - at[:-1] > 1)
    ends = int((~series.same).sum()) + 1
    if leaps.sum() > max(_LISTED, ends):
        return
    found: list[tuple[int, list[Period]]] = []
    for place_ in np.flatnonzero(leaps).tolist():
        between = known[at[place_] + 1 : at[place_ + 1]].tolist()
        missing = [p for n in between if (p := Period(size, int(n))) not in lacks]
        if missing:
            found.append((int(series.rows[place_ + 1]), missing))
    if len(found) > max(1, _SPARSE * ends) or ends < _FEWEST:
        return
    for row, missing in sorted(found):
        facts = {"case": "one", "count": len(missing), "periods": _listed(missing)}
        yield from doubt(reference, "period-gap", **place, row=row, **facts)


def _listed(periods: list[Period]) -> str:
    rest = ", …" if len(periods) > _LISTED else ""
    return ", ".join(map(str, periods[:_LISTED])) + rest
