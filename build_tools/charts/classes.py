"""The classes of a map: equal counts of areas, and equal values always in one class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST = 5
#: Which of the five colours fewer classes take, so that they stay well apart.
_COLOURS = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True, slots=True)
class Class:
    """One class: its colour (0 to 4), its least and its greatest value that occur."""

    colour: int
    low: Decimal
    high: Decimal


def classes(values: Sequence[Decimal]) -> list[Class]:
    """Up to five classes of about as many values each, from the least to the greatest."""
    ordered = sorted(values)
    count = min(MOST, len(set(ordered)))
    groups: dict[int, list[Decimal]] = {}
    for value in ordered:
        groups.setdefault(ordered.index(value) * count // len(ordered), []).append(value)
    colours = _COLOURS.get(len(groups), ())
    return [
        Class(colour, group[0], group[-1])
        for colour, group in zip(colours, groups.values(), strict=True)
    ]


def class_of(value: Decimal, found: Sequence[Class]) -> Class:
    """The class that holds one of the values."""
    return next(c for c in found if c.low <= value <= c.high)
