"""Which rows of two versions belong together: by key, or by all that stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..tables.strings import Mask
from .frames import NUMBERS, ROW, Frame, number


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of both versions side by side, and those of one alone.

    ``before`` and ``after`` have the same length and order; ``key`` is empty where rows were
    told apart by all their cells: then none is changed, they only come and go.
    """

    key: tuple[str, ...]
    before: pd.DataFrame
    after: pd.DataFrame
    added: pd.DataFrame
    removed: pd.DataFrame


def by_key(before: Frame, after: Frame, was_key: Sequence[str]) -> Pairs | None:
    """Rows matched by primary key; none where there is no key that tells them apart in both.

    ``was_key`` is the key before, under the names of today. The key of today counts, where the
    columns were there before.
    """
    old, new = before.cells, after.cells
    if old is None or new is None:
        return None
    for key in dict.fromkeys((tuple(after.resource.primary_key), tuple(was_key))):
        if key and {*key} <= {*old.columns} and {*key} <= {*new.columns}:
            names = list(key)
            if not (old.duplicated(names).any() or new.duplicated(names).any()):
                return _paired(old, new, key)
    return None


def _paired(old: pd.DataFrame, new: pd.DataFrame, key: tuple[str, ...]) -> Pairs:
    names = list(key)
    left = old[names].assign(**{"\0old": np.arange(len(old))})
    right = new[names].assign(**{"\0new": np.arange(len(new))})
    merged = left.merge(right, on=names, how="outer", indicator="\0side", sort=False)
    side = merged["\0side"]
    both = merged[side == "both"]
    order = np.argsort(both["\0new"].to_numpy(dtype=np.int64), kind="stable")

    def rows(frame: pd.DataFrame, column: str, of: pd.DataFrame) -> pd.DataFrame:
        places = of[column].to_numpy(dtype=np.int64)
        return frame.iloc[places[order] if of is both else np.sort(places)].reset_index(drop=True)

    return Pairs(
        key,
        rows(old, "\0old", both),
        rows(new, "\0new", both),
        rows(new, "\0new", merged[side == "right_only"]),
        rows(old, "\0old", merged[side == "left_only"]),
    )


def by_content(before: Frame, after: Frame) -> Pairs | None:
    """Rows matched by all columns of both versions, each as often as it stands there."""
    old, new = before.cells, after.cells
    if old is None or new is None:
        return None
    common = [name for name in new.columns if name in old.columns and name != ROW]
    if not common:
        return Pairs((), old.iloc[:0], new.iloc[:0], new, old)
    # which of several equal rows a row is makes the content a key
    old, new = (
        f.assign(**{"\0nth": f.groupby(common, dropna=False, sort=False).cumcount()})
        for f in (old, new)
    )
    found = _paired(old, new, (*common, "\0nth"))
    parts = (found.before, found.after, found.added, found.removed)
    return Pairs((), *(part.drop(columns="\0nth") for part in parts))


def differing(pairs: Pairs, name: str, kind: str) -> Mask:
    """Where the cells of a column differ; numbers that are only written otherwise do not."""
    one, other = pairs.before[name], pairs.after[name]
    missing, gone = one.isna(), other.isna()
    same = (one == other).fillna(False) | (missing & gone)
    found = np.asarray(~same.to_numpy(dtype=bool))
    if kind in NUMBERS and found.any():
        # each text once: figures come again and again
        sides = (one[found].tolist(), other[found].tolist())
        texts = {text for side in sides for text in side if isinstance(text, str)}
        known = {text: number(text) for text in texts}
        left, right = ([known.get(text) for text in side] for side in sides)
        found[found] = [a is None or a != b for a, b in zip(left, right, strict=True)]
    return found
