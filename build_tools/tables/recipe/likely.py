"""Which column of today's sheet a column became that the recipe no longer finds by its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice

from ...model.recipe import LEVELS, Recipe
from ..layout import cells as looks
from ..layout.base import Raw
from .labelperiods import apart
from .match import Placed, folded, placed
from .sheets import Source

#: Columns that number the rows; nobody misses them in the table.
NUMBERS = frozenset({"no", "no.", "nomor", "nomor urut", "no urut", "no. urut", "#", "nr"})
#: How much the likeness of labels, the place and the kind of cells tell of a renamed column.
LABEL, PLACE, KIND, ENOUGH = 0.5, 0.3, 0.2, 0.5
#: So many rows below the header are looked at for the kind of cells.
SAMPLE = 30
#: From how alike on the label of a column that can be no other one is the same in other words.
SURE = 0.6
#: What stands in brackets in a label, and that it may be a unit.
_BRACKETED, _UNIT = re.compile(r"\(([^()]*)\)"), re.compile(r"[a-z%]")
_DIGITS = re.compile("[0-9]+")


def pairs(
    source: Source, place: Placed, recipe: Recipe, gone: list[int], free: list[int]
) -> list[tuple[int, int]]:
    """Columns that are gone, each with the new one that it most likely became."""
    if not gone or not free:
        return []
    rows = list(islice(source.rows(), place.rows[-1], place.rows[-1] + SAMPLE))
    scored = sorted(
        (
            (_score(place, recipe, rows, at, column), -abs(at - column), at, column)
            for at in gone
            for column in free
            if not apart(recipe.columns[at].label, place.labels[column - 1])
        ),
        reverse=True,
    )
    found: list[tuple[int, int]] = []
    for score, _, at, column in scored:
        if score >= ENOUGH and not any(at == a or column == c for a, c in found):
            found.append((at, column))
    return sorted(found)


def settled(source: Source, recipe: Recipe) -> Placed | None:
    """The header with every column at its place, a renamed one where `sure` says that it is.

    None where there is no header, or where a column is nowhere for sure.
    """
    place = placed(source, recipe)
    return sure(source, place, recipe) if place else None


def sure(source: Source, place: Placed, recipe: Recipe) -> Placed | None:
    """The header with each column that is gone at the one place where it can be; None: unsure.

    That is so where as many columns are new as are gone, all others stand in their order, and
    each new one has cells of the same kind and the same label in other words: the same figures
    in it, the same unit, most of its letters.
    """
    if place.complete:
        return place
    known = {column for column in place.columns if column}
    labels = enumerate(place.labels, start=1)
    new = {n for n, label in labels if label and folded(label) not in NUMBERS}
    columns = sorted(known | new)
    if len(columns) != len(place.columns):
        return None
    if any(before not in (0, now) for before, now in zip(place.columns, columns, strict=True)):
        return None
    rows = list(islice(source.rows(), place.rows[-1], place.rows[-1] + SAMPLE))
    pairs = ((at, column) for at, column in enumerate(columns) if not place.columns[at])
    if not all(_same(place, recipe, rows, at, column) for at, column in pairs):
        return None
    return replace(place, columns=tuple(columns))


def _same(
    place: Placed, recipe: Recipe, rows: Sequence[Sequence[Raw]], at: int, column: int
) -> bool:
    """Whether a column is that of the recipe, by its cells and in other words."""
    before, now = recipe.columns[at].label, place.labels[column - 1]
    levels = [folded(label).split(LEVELS) for label in (before, now)]
    while all(levels) and levels[0][0] == levels[1][0]:
        levels = [known[1:] for known in levels]
    one, other = (LEVELS.join(known) for known in levels)
    return (
        _kind(recipe, rows, at, column)
        and _DIGITS.findall(folded(before)) == _DIGITS.findall(folded(now))
        and not other_unit(before, now)
        and not apart(before, now)
        and SequenceMatcher(None, one, other).ratio() >= SURE
    )


def _kind(recipe: Recipe, rows: Sequence[Sequence[Raw]], at: int, column: int) -> bool:
    """Whether the cells of a column are figures where the recipe reads figures, else not."""
    cells = [row[column - 1] for row in rows if column <= len(row)]
    filled = [cell for cell in cells if looks.filled(cell) and not looks.missing(cell)]
    figures = sum(map(looks.number, filled)) * 2 > len(filled)
    return figures == (recipe.columns[at].reading in ("angka", "persen"))


def _score(
    place: Placed, recipe: Recipe, rows: Sequence[Sequence[Raw]], at: int, column: int
) -> float:
    known = recipe.columns[at]
    label = folded(place.labels[column - 1])
    score = LABEL * SequenceMatcher(None, folded(known.label), label).ratio()
    before = max((c for c in place.columns[:at] if c), default=0)
    after = next((c for c in place.columns[at + 1 :] if c), len(place.labels) + 1)
    score += PLACE if before < column < after else 0
    return score + (KIND if _kind(recipe, rows, at, column) else 0)


def other_unit(before: str, now: str) -> bool:
    """Whether two labels differ only in what stands in brackets: (ton), (kg)."""
    units = [
        [u for u in _BRACKETED.findall(folded(label)) if _UNIT.search(u)] for label in (before, now)
    ]
    rest = [" ".join(_BRACKETED.sub(" ", folded(label)).split()) for label in (before, now)]
    return all(units) and units[0] != units[1] and rest[0] == rest[1]
