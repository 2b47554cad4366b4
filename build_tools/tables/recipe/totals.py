"""Rows of totals in a sheet: do they say what their rows come to?

Only plain sums are held against them. A share, a rate or an average has no sum: it is known by
its reading, its unit, the words of its header, or since it is the mean of its rows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...findings import Finding, warning
from ...model import Resource
from ..excel.celltext import number_text, plain_text
from ..layout import cells as looks
from ..layout.base import Raw
from .apply import Line
from .match import Placed
from .rates import is_rate
from .reading import Reader, readers
from .sheets import Source, recipe_of

_AVERAGE = re.compile(r"rata|rerata|average|mean", re.IGNORECASE)


def summed(resource: Resource) -> frozenset[str]:
    """The columns of a recipe whose figures add up: no shares, rates or averages."""
    found = set()
    for column in recipe_of(resource).columns:
        known = resource.field(column.name)
        unit = known.measure.unit.main if known and known.measure else ""
        said = f"{column.label} {unit} {known.title.main if known else ''}"
        number = known is not None and known.type in {"integer", "number"}
        if column.reading == "angka" and number and not is_rate(said):
            found.add(column.name)
    return frozenset(found)


class _Total(NamedTuple):
    """A cell of a total: what it says, and what the rows above and since the last come to."""

    row: int
    shown: str
    value: float
    before: float
    since: float
    means: tuple[float, ...]


@dataclass(slots=True)
class _Sum:
    """What was added up of one column."""

    at: int
    name: str
    read: Reader
    all: float = 0.0
    since: float = 0.0  # the last total
    count: int = 0
    decimals: int = 0
    unread: bool = False  # a cell that is no number: nothing can be told
    counted: int = 0  # since the last total
    totals: list[_Total] = field(default_factory=list)


class Totals:
    """Adds up the rows of one sheet, and holds its totals against them."""

    def __init__(self, resource: Resource) -> None:
        recipe = recipe_of(resource)
        read = readers(recipe, {f.name: f.type for f in resource.fields})
        names = summed(resource)
        self._sums = [
            _Sum(at, column.name, read[column.name])
            for at, column in enumerate(recipe.columns)
            if column.name in names
        ]

    def add(self, cells: list[Raw]) -> None:
        """A row of the table."""
        for one in self._sums:
            if one.unread:
                continue
            value = _number(one, cells[one.at])
            if value is None:
                continue
            one.all += value
            one.since += value
            one.count += 1
            one.counted += 1

    def total(self, line: Line) -> None:
        """A row that says that it is a total."""
        if _AVERAGE.search(line.text):
            return
        for one in self._sums:
            cell = line.cells[one.at]
            value = None if one.unread else _number(one, cell)
            if value is not None:
                shown = plain_text(cell)
                pairs = ((one.all, one.count), (one.since, one.counted))
                means = tuple(known / count for known, count in pairs if count)
                one.totals.append(_Total(line.row, shown, value, one.all, one.since, means))
            one.since, one.counted = 0.0, 0

    def findings(self, where: dict[str, Any], place: Placed, source: Source) -> Iterator[Finding]:
        """The totals that are not the sum of the rows above, below, or of their group."""
        for one in self._sums:
            if one.unread:
                continue
            for at, (row, shown, value, before, since, means) in enumerate(one.totals):
                following = one.totals[at + 1].before if at + 1 < len(one.totals) else one.all
                groups = sum(known.value for known in one.totals[:at])
                sums = (before, since, one.all - before, following - before, one.all, groups)
                room = 0.5 * 10.0**-one.decimals * max(one.count, 1) + 1e-9 * abs(value)
                if not one.decimals:
                    room = 0.5
                if any(abs(value - known) <= room for known in sums):
                    continue
                if _is_mean(value, (*means, one.all / max(one.count, 1))):
                    continue
                expected = since if len(one.totals) > 1 and at + 1 < len(one.totals) else before
                expected = expected or one.all
                yield warning(
                    "recipe-total-differs",
                    **where, row=row, column=place.columns[one.at], field=one.name,
                    cell=shown, total=value, sum=round(expected, one.decimals),
                )  # fmt: skip


def _is_mean(value: float, means: Sequence[float]) -> bool:
    """Whether a total is the mean of its rows, rounded to the decimals that it has."""
    decimals = len(number_text(value).partition(".")[2])
    return any(abs(value - mean) <= 0.5000001 * 10.0**-decimals for mean in means)


def _number(one: _Sum, cell: Raw) -> float | None:
    """The number of a cell; None where it holds none. What is no number spoils the column."""
    if cell.__class__ is float:
        value: float = cell
        if value.is_integer():
            return value
        one.decimals = max(one.decimals, min(6, len(f"{value:.6f}".rstrip("0").partition(".")[2])))
        return value
    if not looks.filled(cell) or looks.missing(cell):
        return None
    told = one.read(cell)
    try:
        value = float(told)
    except ValueError:
        one.unread = True
        return None
    if not math.isfinite(value):
        one.unread = True
        return None
    one.decimals = max(one.decimals, min(6, len(told.partition(".")[2])))
    return value
