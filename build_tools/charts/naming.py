"""Names on a map: inside their area where they fit, else beside the map with a line to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .geometry import Projection, Ring, room
from .scale import width

SIZE = 11
LINE = 12
_EDGE = 6
_LONG = 12  # characters on one line beside the map
MOST_OUTSIDE = 30


@dataclass(frozen=True, slots=True)
class Name:
    """A name, its lines, and where it stands; ``to`` is the area it points at, if outside."""

    lines: tuple[str, ...]
    x: float
    y: float  # of the first line
    side: int = 0  # -1 left of the map, 1 right of it
    to: tuple[float, float] | None = None


def shortened(names: Sequence[str]) -> list[str]:
    """The names without the first word that most of them share ("Kabupaten")."""
    first = Counter(name.split(" ")[0] for name in names if " " in name)
    word, count = next(iter(first.most_common(1)), ("", 0))
    if count * 2 <= len(names) or count < 3:
        return list(names)
    return [name.removeprefix(f"{word} ") for name in names]


def inside(name: str, rings: Sequence[Ring], at: tuple[float, float]) -> Name | None:
    """The name within its area, on one line or a word a line; None where it does not fit."""
    x, y = at
    for lines in dict.fromkeys([(name,), tuple(name.split(" "))]):
        top = y - LINE * len(lines) / 2
        fits = all(
            width(text, SIZE) + 4 <= room(rings, x, top + LINE * number + offset)
            for number, text in enumerate(lines)
            for offset in (1, LINE - 1)
        )
        if fits:
            return Name(lines, x, top + LINE - 2.5)
    return None


def broken(name: str) -> tuple[str, ...]:
    """A long name on two lines of about the same length."""
    parts = name.split(" ")
    if len(name) <= _LONG or len(parts) < 2:
        return (name,)
    ways = [(" ".join(parts[:i]), " ".join(parts[i:])) for i in range(1, len(parts))]
    return min(ways, key=lambda way: max(map(len, way)))


def margins(names: Sequence[tuple[str, int]]) -> tuple[float, float]:
    """How much room the names left and right of the map need."""

    def margin(side: int) -> float:
        lines = (line for name, s in names if s == side for line in broken(name))
        return max((width(line, SIZE) + 2 * _EDGE + 4 for line in lines), default=0)

    return margin(-1), margin(1)


def outside(
    found: Sequence[tuple[str, int, tuple[float, float]]], paper: Projection, left: float
) -> list[Name]:
    """Names beside the map, from the top down, none over another."""
    made = []
    for side in (-1, 1):
        column = sorted((f for f in found if f[1] == side), key=lambda f: f[2][1])
        heights: list[float] = []
        below = float(LINE)
        for name, _, (_, y) in column:
            tall = LINE * len(broken(name))
            heights.append(max(y + LINE - tall / 2 - 2, below))
            below = heights[-1] + tall + 2
        over = max(0.0, below - LINE - (paper.height - 2)) if heights else 0.0
        x = left - _EDGE if side < 0 else paper.width - margins([(f[0], f[1]) for f in column])[1]
        x = x if side < 0 else x + _EDGE
        for (name, _, to), y in zip(column, heights, strict=True):
            made.append(Name(broken(name), x, y - over, side, to))
    return made
