"""Where a recipe's header and columns stand in a sheet of today: by their labels, not by number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ...model.recipe import LEVELS, Recipe, RecipeColumn
from ..layout.base import Raw
from .reading import text
from .sheets import Source

#: So many rows above and below its place of before the header is looked for.
NEAR = 40
#: From this share of its labels on, rows are the header.
ENOUGH = 0.5
#: The last column that is looked at; a sheet within the bounds of a recipe has no more.
WIDEST = 2000


@dataclass(frozen=True, slots=True)
class Placed:
    """The header in a sheet: its rows, the labels of all columns, where the recipe's stand."""

    rows: tuple[int, ...]
    labels: tuple[str, ...]  # of the columns from A on, levels joined; empty where none
    columns: tuple[int, ...]  # of each column of the recipe, from 1; 0: not found

    @property
    def complete(self) -> bool:
        """Whether every column was found."""
        return all(self.columns)


def folded(label: str) -> str:
    """A label as it is compared: without case, its white space folded. Digits tell."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def placed(source: Source, recipe: Recipe) -> Placed | None:
    """The header nearest to its rows of before that has most of the labels; None: there is none."""
    head = list(islice(source.rows(), recipe.header[-1] + NEAR))
    best: tuple[float, int, Placed] | None = None
    for shift in sorted(range(-NEAR, NEAR + 1), key=lambda n: (abs(n), n)):
        rows = tuple(row + shift for row in recipe.header)
        if rows[0] < 1 or rows[-1] > len(head):
            continue
        levels = [head[row - 1] for row in rows]
        if not any(map(_filled, levels)):
            continue
        found = _placed(rows, levels, source.merged, recipe.columns)
        share = sum(map(bool, found.columns)) / len(recipe.columns)
        if best is None or share > best[0]:
            best = (share, shift, found)
        if share == 1:
            break
    return best[2] if best and best[0] >= ENOUGH else None


def likest_row(source: Source, recipe: Recipe) -> int:
    """The row that has most of the words of the header; 0: none has two, and a quarter, of them."""
    words = {folded(part) for c in recipe.columns for part in c.label.split(LEVELS)} - {""}
    shares = [
        (len({folded(text(cell)) for cell in row} & words), -number)
        for number, row in enumerate(islice(source.rows(), recipe.header[-1] + NEAR), start=1)
    ]
    count, number = max(shares, default=(0, 0))
    return -number if count > min(1, len(words) - 1) and count * 4 >= len(words) else 0


def _filled(row: Sequence[Raw]) -> bool:
    return any(cell not in ("", None) for cell in row)


def _placed(
    rows: tuple[int, ...],
    levels: Sequence[Sequence[Raw]],
    merged: Sequence[tuple[int, int, int, int]],
    columns: Sequence[RecipeColumn],
) -> Placed:
    plain = list(_labels(rows, levels, merged, spread=False))
    spread = list(_labels(rows, levels, merged, spread=True))
    places: dict[str, list[int]] = {}
    for number, names in enumerate(zip(plain, spread, strict=True), start=1):
        for name in dict.fromkeys(folded(name) for name in names):
            places.setdefault(name, []).append(number)
    found = _numbers([places.get(folded(column.label), []) for column in columns])
    own = set(found)
    told = [s if n in own and p != s else p for n, (p, s) in enumerate(zip(plain, spread), 1)]  # noqa: B905
    return Placed(rows, tuple(told), tuple(found))


def _numbers(places: Sequence[Sequence[int]]) -> list[int]:
    """Of each column of the recipe where it stands; ``places`` are all that have its label.

    A label that stands there more often, as where two tables are side by side, is the one beside
    the columns that stand there once.
    """
    found = [0] * len(places)
    shared: dict[tuple[int, ...], list[int]] = {}
    for at, known in enumerate(places):
        shared.setdefault(tuple(known), []).append(at)
    sure: list[int] = []
    for known, own in sorted(shared.items(), key=lambda pair: len(pair[0]) > len(pair[1])):
        free = [number for number in known if number not in found]
        if len(free) > len(own) and sure:
            free = _beside(free, own, found, sure)
        for at, number in zip(own, free, strict=False):
            found[at] = number
        if len(known) == len(own) == 1 and found[own[0]]:
            sure.append(own[0])
    return found


def _beside(free: list[int], own: list[int], found: list[int], sure: list[int]) -> list[int]:
    """Of places one after the other those nearest to the columns that are sure."""
    wanted = []
    for at in own:
        near = min(sure, key=lambda other: (abs(other - at), other))
        wanted.append(found[near] + at - near)
    runs = [free[first : first + len(own)] for first in range(len(free) - len(own) + 1)]
    return min(runs, key=lambda run: sum(abs(a - b) for a, b in zip(run, wanted, strict=True)))


def _labels(
    rows: tuple[int, ...],
    levels: Sequence[Sequence[Raw]],
    merged: Sequence[tuple[int, int, int, int]],
    *,
    spread: bool,
) -> Iterator[str]:
    """The label of each column, from column A on.

    A merged cell names all columns below it. ``spread``: a cell of an upper row also names the
    empty ones to its right, as where the merged cells of a workbook were lost in a CSV file.
    """
    texts = [[name for name, _ in row] for row in named(rows, levels, merged, spread=spread)]
    for parts in zip(*texts, strict=True):
        names: list[str] = []
        for part in parts:
            if part and part not in names[-1:]:
                names.append(part)
        yield LEVELS.join(names)


def named(
    rows: tuple[int, ...],
    levels: Sequence[Sequence[Raw]],
    merged: Sequence[tuple[int, int, int, int]],
    *,
    spread: bool,
) -> list[list[tuple[str, int]]]:
    """Of each row of a header what it calls every column, and the column where that stands.

    ``spread`` as in a label.
    """
    width = min(max(map(len, levels)), WIDEST)
    found = [
        [(text(row[at]) if at < len(row) else "", at + 1) for at in range(width)] for row in levels
    ]
    for first, left, _, right in merged:
        if first in rows and left <= width:  # one that begins above the header is a title
            row = found[rows.index(first)]
            row[left - 1 : right] = [row[left - 1]] * (min(right, width) - left + 1)
    if spread:
        for row in found[:-1]:
            for at in range(1, width):
                row[at] = row[at] if row[at][0] else row[at - 1]
    return found
