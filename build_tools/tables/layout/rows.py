"""What the rows below a header are: records, totals, notes, titles of groups, headers again.

Two ways in, both for the layout and for a recipe that is applied to next month's file:

``kind(cells, labels=…, first=…)`` (of `rowkinds`) judges one row by itself. ``cells`` are those of
the table's columns, from left to right; ``labels`` the bottom row of the header in the same
columns (it tells a repeated header); ``first`` that nothing but rows left out stands between it
and the header (only there "1 2 3" is a numbering row; "(1) (2) (3)" is one everywhere). Gives a
`DropReason` or "".

``body(rows, labels=…, titles=…)`` judges them in a row: takes pairs of row number and cells from
below the header on, gives triples of number, cells and reason in the same order. It knows more: a
lonely text after the last record is a note, empty rows at the end are not told, and it stops
where another table begins (a header over this one's numbers; this one's header under another
title than the ``titles`` above it) or where the empty rows never end. ``upper`` are the rows of
the header above its bottom row. Nothing is dropped by it that `kind` would
keep, except texts at the end of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from . import cells as c
from .base import Raw
from .judge import MAX_BLANK, Judge, Judged, Row, is_plain
from .rowkinds import (
    group,
    kind,
    lettered,
    lonely,
    nameless,
    note,
    numbering,
    pair,
    repeated,
    signature,
    titled,
    total,
    unit,
)

__all__ = [
    "MAX_BLANK",
    "body",
    "group",
    "kind",
    "lettered",
    "lonely",
    "nameless",
    "note",
    "numbering",
    "pair",
    "repeated",
    "signature",
    "titled",
    "total",
    "unit",
]


def body(
    rows: Iterable[Row],
    *,
    labels: Sequence[Raw] = (),
    titles: Iterable[Raw] = (),
    upper: Sequence[Sequence[Raw]] = (),
) -> Iterator[Judged]:
    """The rows of a table from below its header on, judged; see the top of this file."""
    judge = Judge(labels, {c.key(title) for title in titles}, upper)
    for number, row in rows:
        plain = is_plain(row)
        if plain and judge.runs_on(row):
            yield number, row, ""
            continue
        reason = judge.reason(row, plain=plain) or judge.signs(row)
        if judge.ends(row, reason):
            break
        if judge.holds(number, row, reason, plain=plain):
            continue
        yield from judge.held
        judge.record(row, reason)
        yield number, row, reason
    yield from judge.end()
