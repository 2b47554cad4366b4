"""Which cells of a header were renamed, where a column has another label than in its recipe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ...model.recipe import LEVELS
from .match import Placed, folded, named
from .sheets import Source


class Renamed(NamedTuple):
    """A cell of a header: what it said, and what it says now."""

    row: int
    column: int
    label: str
    given: str


def cells(source: Source, place: Placed, label: str, column: int) -> list[Renamed]:
    """The cells that differ from the levels of a label; once they are written back it is whole.

    A cell that goes across columns, or down rows, is where its text stands: at its upper left.
    """
    wanted = label.split(LEVELS)
    spread = _parts(source, place, column, spread=True)
    for parts in (_parts(source, place, column, spread=False), spread):
        told = _told(parts)
        if len(told) == len(wanted):
            return [*_differing(wanted, told)]
        if len(wanted) == 1 and told:  # the same in both rows is one
            return [*_differing(wanted * len(told), told)]
    if len(wanted) == len(spread):  # one of its cells is empty
        whole = place.labels[column - 1]
        return [one._replace(given=one.given or whole) for one in _differing(wanted, spread)]
    return [Renamed(place.rows[-1], column, label, place.labels[column - 1])]


def _parts(source: Source, place: Placed, column: int, *, spread: bool) -> list[Renamed]:
    """What each row of the header calls a column."""
    head = list(islice(source.rows(), place.rows[-1]))
    levels = [head[row - 1] for row in place.rows]
    found = named(place.rows, levels, source.merged, spread=spread)
    names = [row[column - 1] for row in found]
    return [Renamed(row, at, "", name) for row, (name, at) in zip(place.rows, names, strict=True)]


def _told(parts: list[Renamed]) -> list[Renamed]:
    """Those of the parts that make the label."""
    told: list[Renamed] = []
    for part in parts:
        if part.given and (not told or told[-1].given != part.given):
            told.append(part)
    return told


def _differing(wanted: list[str], parts: list[Renamed]) -> Iterator[Renamed]:
    for label, part in zip(wanted, parts, strict=True):
        if folded(label) != folded(part.given):
            yield part._replace(label=label)
