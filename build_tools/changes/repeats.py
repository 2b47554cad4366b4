"""A period whose figures are those of another: mostly an old file that was sent again."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .frames import Frame, figures
from .places import in_order, joined, times


def repeated(before: Frame, after: Frame, key: Sequence[str], least: int) -> tuple[str, str]:
    """A new period whose figures are all those of the one before it; empty: there is none."""
    new, old = after.cells, before.cells
    when = times(after.resource, key)
    wanted = figures(after.resource)
    if new is None or old is None or not key or not when or not wanted:
        return "", ""
    if not {*key, *wanted} <= {*old.columns}:
        return "", ""
    both = pd.concat([in_order(old, when), in_order(new, when)])
    named = joined(both, when)
    order = list(dict.fromkeys(joined(in_order(both, when), when).dropna()))
    known = set(joined(old, when).dropna())
    others = [column for column in key if column not in when]
    for at, period in enumerate(order[1:], start=1):
        if period in known:
            continue
        last = order[at - 1]
        one, other = (both[named == p].drop_duplicates(list(key)) for p in (last, period))
        if _equal(one, other, others, wanted, least):
            return period, last
    return "", ""


def _equal(
    one: pd.DataFrame, other: pd.DataFrame, by: list[str], wanted: list[str], least: int
) -> bool:
    """Whether two periods hold the same figures, and enough of them to be no chance."""
    if len(one) != len(other) or not other[wanted].notna().any(axis=None):
        return False
    left, right = (f.sort_values(by) if by else f for f in (one, other))
    left, right = (f[[*by, *wanted]].reset_index(drop=True) for f in (left, right))
    filled = int(right[wanted].notna().sum().sum())
    varied = len(set(right[wanted].to_numpy().ravel().tolist())) > 1
    return filled >= least and varied and bool(left.equals(right))
