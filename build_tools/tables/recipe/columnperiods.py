"""Columns of further years in a table that has one a year, and what is recorded of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ...model import Resource
from ...model.recipe import LEVELS, Recipe
from ..excel import sheet
from .labelperiods import is_further, periods
from .match import folded, placed
from .sheets import recipe_of, sources


class Further(NamedTuple):
    """A column of a further year: its label and year; the field and year of the last one known."""

    label: str
    year: str
    field: str
    last: str


def following(path: Path, resource: Resource) -> tuple[Further, ...]:
    """The columns that the recipe misses and that are further years of its table, in order.

    Only those that all its sheets have, and that come after the years known.
    """
    recipe = recipe_of(resource)
    found: list[list[Further]] = []
    try:
        for source in sources(path, resource):
            place = placed(source, recipe)
            if place is None:
                return ()
            free = (
                label
                for at, label in enumerate(place.labels, start=1)
                if label and at not in place.columns
            )
            found.append([made for label in free if (made := _further(label, recipe))])
    except (sheet.RefusedError, sheet.BlankRowsError):
        return ()
    first, *others = found or [[]]
    kept = {folded(one.label): one for one in first if all(one in other for other in others)}
    return tuple(sorted(kept.values(), key=lambda one: one.year))


def _further(label: str, recipe: Recipe) -> Further | None:
    known: dict[str, str] = {}
    for column in recipe.columns:
        for part in (column.label, column.label.split(LEVELS)[-1]):
            if is_further(label, [label, part]) and _year(column.label):
                known[_year(column.label)] = column.name
    year, last = _year(label), max(known, default="")
    if len(known) < 2 or year <= last:
        return None
    return Further(label, year, known[last], last)


def _year(label: str) -> str:
    """The one year that a label says, and no other period; else empty."""
    year, month, span = periods(label)
    return year if len(year) == 4 and not (month or span) else ""


def recorded(
    columns: Sequence[Mapping[str, Any]],
    fields: Sequence[Mapping[str, Any]],
    new: Sequence[Further],
) -> tuple[list[Any], list[Any]]:
    """The columns of a recipe and the fields of its table with further years after the last ones.

    All that is recorded of a new one is what is of the last, its year instead.
    """
    columns, fields = [*columns], [*fields]
    for one in reversed(new):  # each comes right after the same one
        at = next(n for n, column in enumerate(columns) if column["nama"] == one.field)
        column = {**columns[at], "nama": one.field.replace(one.last, one.year), "judul": one.label}
        columns.insert(at + 1, column)
        at = next(n for n, field in enumerate(fields) if field["name"] == one.field)
        fields.insert(at + 1, _of_year(fields[at], one))
    return columns, fields


def _of_year(value: Any, one: Further) -> Any:
    if isinstance(value, str):
        return value.replace(one.last, one.year)
    if isinstance(value, Mapping):
        return {key: _of_year(inner, one) for key, inner in value.items()}
    return [_of_year(inner, one) for inner in value] if isinstance(value, list) else value
