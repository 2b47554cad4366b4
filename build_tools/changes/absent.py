"""Rows that a new period lacks though the period before had them, and keys that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from ..checks.doubts import excused
from ..findings import Finding
from ..model import Resource
from .base import Absent, TableChange
from .frames import Frame
from .pairs import Pairs
from .places import in_order, joined, times, values

#: So many keys are kept of a list, and so many new periods, the last ones, are looked at.
KEPT, _PERIODS = 13, 12
#: From this share of keys that the period before had too, a table has the same rows each time.
_STEADY = 0.8
_JOIN = " · "


def absent(before: Frame, after: Frame, key: Sequence[str]) -> tuple[Absent, ...]:
    """What each new period lacks of the keys that the period before it had.

    Of a table whose rows differ from period to period nothing is told. What the one before had
    for the first time is no rule yet; what the descriptor says is knowingly missing
    (`sdi:kewajaran`) is not missed.
    """
    old, new = before.cells, after.cells
    when = times(after.resource, key)
    others = [name for name in key if name not in when]
    if old is None or new is None or not when or not others or not {*when} <= {*old.columns}:
        return ()
    ordered = in_order(new, when)
    named = joined(ordered, when)
    order = list(dict.fromkeys(named.dropna()))
    known = set(values(old, when))
    fresh = [at for at, period in enumerate(order) if at and period not in known]
    excepted = _excused(after.resource, others)

    def keys(period: str) -> dict[tuple[str, ...], None]:
        rows = ordered.loc[(named == period).fillna(False), others].dropna()
        return dict.fromkeys(rows.itertuples(index=False, name=None))

    found = []
    for at in fresh[-_PERIODS:]:
        own, last = keys(order[at]), keys(order[at - 1])
        if len(own.keys() & last.keys()) < _STEADY * len(own):
            continue
        earlier = keys(order[at - 2]) if at > 1 else last
        lacking = [k for k in last if k in earlier and k not in own and not excepted & {*k}]
        if own and lacking:
            told = tuple(map(_JOIN.join, lacking[:KEPT]))
            found.append(Absent(order[at], order[at - 1], len(lacking), told))
    return tuple(found)


def _excused(resource: Resource, names: Sequence[str]) -> set[str]:
    """What these columns lack with a reason, under their names or those of their tables."""
    targets = [k.resource for k in resource.foreign_keys if {*k.fields} & {*names}]
    return excused(resource, *names, *targets)


def gone(pairs: Pairs, resource: Resource, after: pd.DataFrame) -> tuple[str, ...]:
    """The first keys of the rows that are gone, without those whose whole period is gone."""
    rows, when = pairs.removed, times(resource, pairs.key)
    if not pairs.key or not len(rows):
        return ()
    if when and {*when} <= {*rows.columns}:
        rows = rows[joined(rows, when).isin(values(after, when))]
    cells = rows[list(pairs.key)].iloc[:KEPT].fillna("–")
    return tuple(map(_JOIN.join, cells.itertuples(index=False, name=None)))


def told_once(change: TableChange, checked: Iterable[Finding]) -> TableChange:
    """The table without the periods of which the check tells what areas they lack."""
    said = [dict(f.values) for f in checked if f.code == "areas-missing" and f.file == change.file]
    periods = {name for values in said for name in str(values.get("periods", "")).split(", ")}
    return replace(change, absent=tuple(a for a in change.absent if a.period not in periods))
