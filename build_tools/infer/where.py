"""Where a table is about: its level, its area, and the names of places that the portal knows."""

from __future__ import annotations

from collections.abc import Sequence

from ..tables.layout.base import Laid
from . import around
from .areas import LEVELS, Placed, level_of
from .base import Known
from .labels import Label

_FINEST = [level for level, _ in LEVELS if level != "wilayah"]
#: The names of a longer table are not looked for in titles.
_FEW_PLACES = 400


def level(placed: Placed, read: Sequence[Label]) -> str:
    """The finest level of area in the columns of a table; empty where there is none."""
    found = set(placed.levels.values()) | {level_of(label) for label in read}
    return next((level for level in _FINEST if level in found), "")


def area(laid: Laid, placed: Placed, known: Known) -> str:
    """The area that a table covers: the portal's, or what the lines above it name."""
    tables = [*placed.codes.values(), *(a for a in placed.names.values() if a)]
    if any(areas.level in {"kecamatan", "desa-kelurahan"} for areas in tables):
        return known.region
    return around.area(laid)


def names(known: Known) -> frozenset[str]:
    """The names of places that may stand in a title: those of the districts, and long ones."""
    return frozenset(
        name
        for areas in known.areas
        for name in areas.codes.values()
        if areas.level == "kecamatan" or (" " in name and len(areas.codes) <= _FEW_PLACES)
    )
