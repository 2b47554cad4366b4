"""The labels of columns from a header of several levels, with merged cells or without."""

from __future__ import annotations

from collections.abc import Iterator

from . import cells as c
from .view import View


def labels(view: View, rows: list[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The levels of each column that has any."""
    grid = {row: {at: c.text(view.cell(row, at)) for at in view.filled(row)} for row in rows}
    for row in rows:
        _merged_across(view, row, rows, grid[row])
    for number, row in enumerate(rows[:-1]):
        if not any(m[0] <= row <= m[2] and m[3] > m[1] for m in view.merged):
            _spread(view, rows, number, grid)
    for at in range(view.left, view.right + 1):
        names: list[str] = []
        for row in rows:
            said = grid[row].get(at, "")
            if said and said not in names[-1:]:
                names.append(said)
        if names:
            yield at, tuple(names)


def _merged_across(view: View, row: int, rows: list[int], names: dict[int, str]) -> None:
    for top, left, bottom, right in view.merged:
        if top == row and right > left and bottom <= rows[-1]:
            said = c.text(view.cell(top, left))
            for at in range(max(left, view.left), min(right, view.right) + 1):
                if said:
                    names.setdefault(at, said)


def _spread(view: View, rows: list[int], number: int, grid: dict[int, dict[int, str]]) -> None:
    """A cell names the empty ones to its right too, where merged cells were lost (CSV)."""
    row, lower = grid[rows[number]], [grid[other] for other in rows[number + 1 :]]
    upper = [set(view.filled(other)) for other in rows[:number]]
    name = ""
    for at in range(view.left, view.right + 1):
        below = any(at in names for names in lower)
        if at in row:
            name = row[at] if below else ""
        elif not below or any(at in starts for starts in upper):
            name = ""
        elif name:
            row[at] = name
