"""A figure beside its goal, as a line of a table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured, once a round.

    ``values`` are ratios or absolute values, ``ours`` and ``peer`` what stands behind them.
    ``goal`` is the least that is wanted, or with ``at_most`` the most; none: only told.
    """

    what: str
    values: tuple[float, ...]
    unit: str = "×"
    goal: float | None = None
    at_most: bool = False
    ours: tuple[float, ...] = ()
    peer: tuple[float, ...] = ()
    behind: str = "s"  # the unit of `ours` and `peer`

    @property
    def median(self) -> float:
        """The figure that is held against the goal."""
        return statistics.median(self.values)

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; none where there is no goal."""
        if self.goal is None:
            return None
        return self.median <= self.goal if self.at_most else self.median >= self.goal

    def result(self) -> dict[str, object]:
        """The figure for a file of results."""
        return {
            "what": self.what,
            "median": self.median,
            "values": self.values,
            "unit": self.unit,
            "goal": self.goal,
            "at_most": self.at_most,
            "reached": self.reached,
            "ours": self.ours,
            "peer": self.peer,
            "behind": self.behind,
        }


def ratio(
    what: str,
    peer: Sequence[float],
    ours: Sequence[float],
    goal: float | None = None,
    behind: str = "s",
) -> Figure:
    """How many times the peer takes what ours takes, round by round."""
    values = tuple(theirs / own for theirs, own in zip(peer, ours, strict=True))
    return Figure(what, values, "×", goal, False, tuple(ours), tuple(peer), behind)


HEAD = "| what | ours | peer | figure (min–max) | goal | reached |\n|---|---:|---:|---:|---:|:---:|"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown."""
    return "\n".join([HEAD, *map(line, figures)])


def line(figure: Figure) -> str:
    """One line of that table."""
    goal, reached = "", ""
    if figure.goal is not None:
        goal = f"{'≤' if figure.at_most else '≥'} {figure.goal:g} {figure.unit}"
        reached = "yes" if figure.reached else "**no**"
    shown = f"{_number(figure.median)} {figure.unit}"
    if len(figure.values) > 1:
        shown += f" ({_number(min(figure.values))}–{_number(max(figure.values))})"
    sides = (_side(side, figure.behind) for side in (figure.ours, figure.peer))
    return f"| {' | '.join([figure.what, *sides, shown, goal, reached])} |"


def _side(values: tuple[float, ...], unit: str) -> str:
    return f"{_number(statistics.median(values))} {unit}" if values else ""


def _number(value: float) -> str:
    """Three digits that count, and never fewer than the whole part has."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
