"""Areas on paper: degrees to a drawing, paths in few characters, room for a name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ..model import Shape

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to the drawing; degrees of longitude shrink with the latitude."""

    west: float
    north: float
    stretch: float
    scale: float
    left: float
    top: float
    width: int
    height: int

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a place of the map lies."""
        x = self.left + (point[0] - self.west) * self.stretch * self.scale
        return x, self.top + (self.north - point[1]) * self.scale

    def rings(self, shape: Shape) -> list[Ring]:
        """The outline in whole units, each ring without repeated points."""
        found = []
        for ring in shape.rings:
            points = [(round(x), round(y)) for x, y in map(self.at, ring)]
            kept = [p for i, p in enumerate(points) if not i or p != points[i - 1]]
            if len(kept) > 3:
                found.append(tuple((float(x), float(y)) for x, y in kept))
        return found


def projection(
    shapes: Iterable[Shape], width: int, highest: int, left: float = 0, right: float = 0
) -> Projection:
    """The largest picture of all areas within that width and height, with margins."""
    points = [point for shape in shapes for ring in shape.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    stretch = math.cos(math.radians((south + north) / 2)) or 1
    across, down = (east - west) * stretch or 1, (north - south) or 1
    edge = 4
    scale = min((width - left - right - 2 * edge) / across, (highest - 2 * edge) / down)
    whole = math.ceil(across * scale + left + right + 2 * edge)
    height = math.ceil(down * scale + 2 * edge)
    return Projection(west, north, stretch, scale, left + edge, edge, whole, height)


def path(rings: Iterable[Ring]) -> str:
    """Closed outlines as steps from point to point."""
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: Ring) -> str:
    points = ring[:-1] if ring[0] == ring[-1] else ring
    (x, y), steps = points[0], []
    text = f"M{x:.0f} {y:.0f}l"
    for nx, ny in points[1:]:
        steps += [f"{nx - x:.0f}", f"{ny - y:.0f}"]
        x, y = nx, ny
    return text + " ".join(steps).replace(" -", "-") + "z"


def room(rings: Iterable[Ring], x: float, y: float) -> float:
    """How wide a text around that point can be without leaving the area."""
    crossings = sorted(
        ax + (y - ay) / (by - ay) * (bx - ax)
        for ring in rings
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay <= y) != (by <= y)
    )
    left = max((c for c in crossings if c <= x), default=None)
    right = min((c for c in crossings if c > x), default=None)
    inside = sum(c <= x for c in crossings) % 2 == 1
    if left is None or right is None or not inside:
        return 0
    return 2 * min(x - left, right - x)
