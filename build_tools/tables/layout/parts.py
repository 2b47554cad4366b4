"""Rows that are the sum of the rows right below them: an island above its provinces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import sums

#: So many rows are looked through, and so many below each; smaller figures add up by accident.
_ROWS, _BELOW, _FIGURE = 1_000, 60, 100
#: One such row is chance.
_LEAST = 2

Whole = tuple[int, int]  # a row, and how many below it are its parts


def wholes(records: Sequence[sums.Numbered], columns: Sequence[int]) -> list[Whole]:
    """The rows that come to the sum of those right below them, in most columns.

    ``records`` are rows with their numbers, ``columns`` the places of cells that may be added.
    Nothing where there are fewer than two of them, or one column.
    """
    if not _LEAST + 2 < len(records) <= _ROWS or len(columns) < 2:
        return []
    texts = any(isinstance(cells[at], str) for _, cells in records for at in columns)
    for decimal in ".," if texts else ".":
        values = [[sums.value(cells[at], decimal) for at in columns] for _, cells in records]
        found = list(_found(records, values))
        if len(found) >= _LEAST:
            return found
    return []


def _found(
    records: Sequence[sums.Numbered], values: Sequence[Sequence[float | None]]
) -> Iterator[Whole]:
    at = 0
    while at < len(values):
        count = _parts(values, at)
        if count:
            yield records[at][0], count
        at += 1


def _parts(values: Sequence[Sequence[float | None]], at: int) -> int:
    """How many rows below one come to its sum; 0: none do."""
    own = values[at]
    given = [n for n, value in enumerate(own) if value and abs(value) >= _FIGURE]
    if len(given) < 2:
        return 0
    total = [0.0] * len(own)
    for number in range(at + 1, min(at + 1 + _BELOW, len(values))):
        for n in given:
            total[n] += values[number][n] or 0.0
        count = number - at
        alike = (sums.same(v, total[n], count, [v]) for n in given if (v := own[n]) is not None)
        if count > 1 and (equal := sum(alike)) > 1 and 2 * equal > len(given):
            return count
    return 0
