"""Which rows of two versions belong together, and how they differ: for the page and the CSV.

Small tables are matched in plain Python, which for them is many times faster; large ones by
`changes.pairs`. Both give the same (a test holds them to it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..changes import pairs
from ..changes.frames import NUMBERS, ROW, Frame, number
from ..model import Cell
from ..model.past import VersionPairing

#: Tables of up to so many rows, both versions together, are matched in plain Python.
SMALL = 20_000

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that differ. A row has the cells of `columns`, none where it has no such cell.

    Numbers are those of the row in the new file; ``removed`` comes in the order of the old one.
    """

    pairing: VersionPairing
    key: tuple[str, ...]  # empty: rows only come and go
    columns: tuple[str, ...]  # of the new version, then those that only the old one had
    changed: Sequence[tuple[int, Row, Row]] = ()
    added: Sequence[tuple[int, Row]] = ()
    removed: Sequence[Row] = ()


def rows(old: Frame, new: Frame, was_key: tuple[str, ...], kinds: dict[str, str]) -> Rows | None:
    """The rows that differ; none where a table is too large to lie in memory.

    ``old`` has its columns under the names of today, ``was_key`` too; ``kinds`` are the types of
    the new version's columns.
    """
    if old.cells is None or new.cells is None:
        return None
    if old.rows + new.rows <= SMALL:
        return _plain(old.cells, new.cells, _keys(new, was_key), kinds)
    return _large(old, new, was_key, kinds)


def _keys(new: Frame, was_key: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [key for key in dict.fromkeys((tuple(new.resource.primary_key), was_key)) if key]


def _columns(old: pd.DataFrame, new: pd.DataFrame) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((*new.columns, *old.columns)) if name != ROW)


def _listed(cells: pd.DataFrame, names: Sequence[str]) -> list[Row]:
    """The rows as tuples of those columns; none where there is no cell or no value."""
    nothing: list[Cell] = [None] * len(cells)
    found = [
        [text if isinstance(text, str) else None for text in cells[name].tolist()]
        if name in cells.columns
        else nothing
        for name in names
    ]
    return list(zip(*found, strict=True)) if names else [()] * len(cells)


def _plain(
    old: pd.DataFrame, new: pd.DataFrame, keys: list[tuple[str, ...]], kinds: dict[str, str]
) -> Rows:
    names = _columns(old, new)
    before, after = _listed(old, names), _listed(new, names)
    numbers = new[ROW].tolist()
    both = {name for name in names if name in old.columns and name in new.columns}
    common = [at for at, name in enumerate(names) if name in both]
    for key in keys:
        if not {*key} <= both:
            continue
        places = [names.index(name) for name in key]
        index = {tuple(row[at] for at in places): row for row in before}
        mine = [tuple(row[at] for at in places) for row in after]
        if len(index) < len(before) or len({*mine}) < len(mine):
            continue  # it does not tell rows apart
        numeric = {at for at in common if kinds.get(names[at]) in NUMBERS}
        changed, added = [], []
        for at, (own, row) in enumerate(zip(mine, after, strict=True)):
            was = index.pop(own, None)
            if was is None:
                added.append((numbers[at], row))
            elif _differ(was, row, common, numeric):
                changed.append((numbers[at], was, row))
        left = [row for row in before if tuple(row[at] for at in places) in index]
        return Rows("kunci", key, names, changed, added, left)
    return _by_content(names, before, list(zip(numbers, after, strict=True)), common)


def _by_content(
    names: tuple[str, ...], before: list[Row], after: list[tuple[int, Row]], common: list[int]
) -> Rows:
    """Each row goes with the first one left that has the same cells in all common columns."""
    left: dict[Row, list[int]] = {}
    for at, row in enumerate(before):
        left.setdefault(tuple(row[c] for c in common), []).append(at)
    added, paired = [], set()
    for row_number, row in after:
        same = left.get(tuple(row[c] for c in common)) if common else None
        if same:
            paired.add(same.pop(0))
        else:
            added.append((row_number, row))
    removed = [row for at, row in enumerate(before) if at not in paired]
    return Rows("isi", (), names, (), added, removed)


def _differ(was: Row, now: Row, common: Sequence[int], numeric: set[int]) -> bool:
    return any(differs(was[at], now[at], at in numeric) for at in common)


def differs(one: Cell, other: Cell, numeric: bool) -> bool:
    """Whether two cells differ; numbers that are only written otherwise do not."""
    if one == other:
        return False
    if not numeric or one is None or other is None:
        return True
    value = number(one)
    return value is None or value != number(other)


def _large(old: Frame, new: Frame, was_key: tuple[str, ...], kinds: dict[str, str]) -> Rows | None:
    matched = pairs.by_key(old, new, was_key)
    pairing: VersionPairing = "kunci" if matched else "isi"
    matched = matched or pairs.by_content(old, new)
    if matched is None or old.cells is None or new.cells is None:
        return None
    names = _columns(old.cells, new.cells)
    some = np.zeros(len(matched.after), dtype=bool)
    if matched.key:
        for name in kinds:
            if name in matched.before.columns and name in matched.after.columns:
                some |= pairs.differing(matched, name, kinds[name])
    before = _listed(matched.before[some], names)
    after = matched.after[some]
    return Rows(
        pairing,
        matched.key,
        names,
        list(zip(after[ROW].tolist(), before, _listed(after, names), strict=True)),
        list(zip(matched.added[ROW].tolist(), _listed(matched.added, names), strict=True)),
        _listed(matched.removed, names),
    )
