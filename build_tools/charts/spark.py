"""The course of a key figure, small, beside its number."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from . import times
from .plan import Point
from .scale import place

_WIDTH, _HEIGHT = 96, 28


def draw(points: tuple[Point, ...], step: int) -> Markup:
    """The line through the points, broken where figures are missing; nothing for one point."""
    if len(points) < 2:
        return Markup("")
    values = [float(p.value) for p in points]
    low, high = min(values), max(values)
    first, last = points[0].time.position, points[-1].time.position

    def spot(point: Point) -> str:
        x = 3 + (point.time.position - first) / (last - first) * (_WIDTH - 6)
        y = 4 + (high - float(point.value)) / ((high - low) or 1) * (_HEIGHT - 8)
        return f"{place(x)} {place(y)}"

    d = f"M{spot(points[0])}"
    for a, b in pairwise(points):
        gap = times.missing_between(a.time, b.time, step) is not None
        d += f"{'M' if gap else 'L'}{spot(b)}"
    x, y = spot(points[-1]).split()
    return Markup(
        '<svg class="pd-spark" viewBox="0 0 {} {}" aria-hidden="true"><path d="{}"/>'
        '<circle cx="{}" cy="{}" r="2.5"/></svg>'
    ).format(_WIDTH, _HEIGHT, d, x, y)
