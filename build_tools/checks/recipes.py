"""What is told of a file with a recipe: nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from ..findings import Finding
from ..model import LEVELS, Dataset, Resource, Waiver


def once(
    dataset: Dataset,
    around: Sequence[Finding],
    tables: Sequence[Finding],
    waivers: Sequence[Waiver],
) -> list[Finding]:
    """What was found around the tables, without what the tables themselves tell of a cell.

    A file with a recipe is looked at as a whole, since most of it is in no table; what is in
    one is told there, and what the PPID has decided about a column counts here too, on the
    sheets of its table.
    """
    recipes = [r for r in dataset.resources if r.recipe]
    if not recipes:
        return list(around)
    files = {r.path for r in recipes}
    told = {(f.code, f.file, f.sheet, f.row, f.column) for f in tables}
    decided = {
        (recipe.path, sheet, label, w.code)
        for w in waivers
        for recipe in recipes
        if w.table == recipe.name
        for label in _labels(recipe, w.field)
        for sheet in _sheets(recipe)
    }
    return [
        f
        for f in around
        if f.file not in files
        or (
            (f.code, f.file, f.sheet, f.row, f.column) not in told
            and (f.file, f.sheet, f.field, f.code) not in decided
        )
    ]


def _sheets(resource: Resource) -> tuple[str, ...]:
    """The sheets of a table; of a CSV file the one that has no name."""
    return (resource.recipe.sheets if resource.recipe else ()) or ("",)


def _labels(resource: Resource, field: str) -> set[str]:
    """The names under which a column is found when its file is looked at as a whole."""
    columns = resource.recipe.columns if resource.recipe else ()
    return {
        name
        for c in columns
        if c.name == field
        for name in (c.name, c.label, c.label.rsplit(LEVELS, 1)[-1])
    }
