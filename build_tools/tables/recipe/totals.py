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
from .styles import either, marks

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
    values: tuple[float, ...]  # more than one where its text may be read in two ways
    before: float
    since: float
    means: tuple[float, ...]


@dataclass(slots=True)
class _Sum:
    """What was added up of one column."""

    at: int
    name: str
    read: Reader
    whole: bool = False  # its field holds whole numbers
    styled: bool = True  # the recipe says how numbers in text are written
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
        types = {f.name: f.type for f in resource.fields}
        read = readers(recipe, types)
        names = summed(resource)
        self._sums = [
            _Sum(
                at,
                column.name,
                read[column.name],
                whole=types[column.name] == "integer",
                styled=recipe.styled or column.name in recipe.counted,
            )
            for at, column in enumerate(recipe.columns)
            if column.name in names
        ]

    def add(self, cells: list[Raw]) -> None:
        """A row of the table."""
        for one in self._sums:
            if one.unread:
                continue
            value = _number(one, cells[one.at], whole=one.whole)
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
            values = () if one.unread else _values(one, cell)
            if values:
                shown = plain_text(cell)
                pairs = ((one.all, one.count), (one.since, one.counted))
                means = tuple(known / count for known, count in pairs if count)
                one.totals.append(_Total(line.row, shown, values, one.all, one.since, means))
            one.since, one.counted = 0.0, 0

    def findings(self, where: dict[str, Any], place: Placed, source: Source) -> Iterator[Finding]:
        """The totals that are not the sum of the rows above, below, or of their group."""
        for one in self._sums:
            if one.unread:
                continue
            for at, total in enumerate(one.totals):
                if _comes_out(one, at):
                    continue
                only = total.values[0] if len(total.values) == 1 else None
                yield warning(
                    "recipe-total-differs",
                    **where, row=total.row, column=place.columns[one.at], field=one.name,
                    cell=total.shown, total=total.shown if only is None else only,
                    sum=round(_expected(one, at), one.decimals),
                )  # fmt: skip


def _comes_out(one: _Sum, at: int) -> bool:
    """Whether a total is the sum of the rows above, below, or of their group; or their mean."""
    _, _, values, before, since, means = one.totals[at]
    following = one.totals[at + 1].before if at + 1 < len(one.totals) else one.all
    groups = sum(known.values[0] for known in one.totals[:at])
    sums = (before, since, one.all - before, following - before, one.all, groups)
    means = (*means, one.all / max(one.count, 1))
    return any(
        abs(value - known) <= _room(one, value) for value in values for known in sums
    ) or any(_is_mean(value, means) for value in values)


def _room(one: _Sum, value: float) -> float:
    """How far a total may be off for the rounding of its rows."""
    if not one.decimals:
        return 0.5
    return 0.5 * 10.0**-one.decimals * max(one.count, 1) + 1e-9 * abs(value)


def _expected(one: _Sum, at: int) -> float:
    """The sum that a total is meant to be: of its group, where those before it were of theirs."""
    total = one.totals[at]
    grouped = at + 1 < len(one.totals)
    for known in one.totals[:at]:
        grouped |= any(abs(v - known.since) <= _room(one, v) for v in known.values)
    own = total.since if grouped and len(one.totals) > 1 and total.since else total.before
    return own or one.all


def _is_mean(value: float, means: Sequence[float]) -> bool:
    """Whether a total is the mean of its rows, rounded to the decimals that it has."""
    decimals = len(number_text(value).partition(".")[2])
    return any(abs(value - mean) <= 0.5000001 * 10.0**-decimals for mean in means)


def _values(one: _Sum, cell: Raw) -> tuple[float, ...]:
    """The number of a total; both that it may be, where its text is "2.991" and no style is said.

    Of a total in text that is no number in the column's style nothing is told.
    """
    if cell.__class__ is str and not one.styled and marks(str(cell)).unclear:
        known = either(str(cell))
        return float(known["whole"]), float(known["fraction"])
    value = _number(one, cell)
    return () if value is None else (value,)


def _number(one: _Sum, cell: Raw, *, whole: bool = False) -> float | None:
    """The number of a cell; None where it holds none. What is no number spoils the column."""
    if cell.__class__ is float:
        value: float = cell
        if value.is_integer():
            return value
        if whole:
            one.unread = True
            return None
        one.decimals = max(one.decimals, min(6, len(f"{value:.6f}".rstrip("0").partition(".")[2])))
        return value
    if not looks.filled(cell) or looks.missing(cell):
        return None
    told = one.read(cell)
    unclear = cell.__class__ is str and not one.styled and marks(str(cell)).unclear
    try:
        value = float(told)
    except ValueError:
        one.unread = True
        return None
    if unclear or not math.isfinite(value) or (whole and not value.is_integer()):
        one.unread = True
        return None
    one.decimals = max(one.decimals, min(6, len(told.partition(".")[2])))
    return value
