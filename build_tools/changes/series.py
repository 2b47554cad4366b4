"""How much of a time series a new version drops: periods that nothing stands for, and rows.

Readers use a series for its past, so a version that holds the newest period alone takes it away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

import pandas as pd

from ..checks.doubts import excused
from ..model import Resource
from ..tables.calendar import period, span
from . import places
from .base import Lost
from .frames import Frame


def lost(old: Frame, new: Frame, key: Sequence[str], *, by_key: bool) -> Lost | None:
    """The shares of the periods and of the rows before that are gone; None for no series.

    ``key``: the columns by which rows belong together, where ``by_key``; a time beside them tells
    of a row when it was written, no more. What the descriptor says is knowingly missing
    (`sdi:kewajaran`) is not lost. A table that is only counted has lost rows at most.
    """
    when = [n for n in places.times(new.resource, key) if not by_key or n in key]
    if not when or not old.rows:
        return None
    before, after = old.cells, new.cells
    if before is None or after is None or not {*when} <= {*before.columns}:
        return Lost(0.0, max(0.0, 1 - new.rows / old.rows))
    was, now = (places.values(cells, when) for cells in (before, after))
    known = _excused(new.resource, was, when)
    counted = [text for text in was if text not in known]
    gone = [text for text in counted if text not in {*now, *_there(counted, now)}]
    rows = old.rows - _rows(before, when, known)
    return Lost(len(gone) / max(1, len(counted)), max(0.0, 1 - new.rows / rows) if rows else 0.0)


def _excused(resource: Resource, periods: Collection[str], when: Sequence[str]) -> set[str]:
    said = excused(resource, "periode", *when)
    known = {p for p in map(period, said) if p}
    return {text for text in periods if text in said or period(text) in known}


def _rows(cells: pd.DataFrame, when: Sequence[str], known: Collection[str]) -> int:
    return int(places.joined(cells, when).isin(list(known)).sum()) if known else 0


def _there(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The periods before that share a day with one of today: the year of a month, a month of it."""
    spans = sorted(span(p) for p in map(period, after) if p)
    starts: list[int] = []
    ends: list[int] = []
    for first, last in spans:
        starts.append(first)
        ends.append(max(last, ends[-1] if ends else last))
    found = set()
    for text in before:
        if known := period(text):
            first, last = span(known)
            at = bisect_right(starts, last) - 1
            if at >= 0 and ends[at] >= first:
                found.add(text)
    return found
