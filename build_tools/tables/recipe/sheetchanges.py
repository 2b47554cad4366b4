"""Sheets of a workbook that the recipe misses, and those that it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ...findings import Finding, error, warning
from ...model import Resource
from ..excel import sheet
from .beside import Beside
from .labelperiods import apart, periods
from .match import folded, placed
from .sheetperiods import named
from .sheets import of_book, recipe_of

#: From how alike on a sheet's name is one that was changed.
NEAR = 0.6
#: Sheets that are none of the recipe's: so many are looked into.
SHEETS = 40


def changed(
    path: Path, resource: Resource, names: list[str], missing: list[str], beside: Beside
) -> Iterator[Finding]:
    """Sheets that are gone, with the one that is most like each; and new ones of the same shape."""
    recipe = recipe_of(resource)
    taken = {*recipe.sheets, *beside.sheets}
    others = [name for name in names if name not in taken][:SHEETS]
    same = [name for name in others if _same_shape(path, resource, name)]
    for name in missing:
        likely = _likely_sheet(name, same, others)
        same = [other for other in same if other != likely]
        facts: dict[str, Any] = {"case": "recipe-likely", "likely": likely} if likely else {}
        facts.setdefault("case", "recipe-period" if any(periods(name)) else "recipe")
        listed = ", ".join(names)
        yield error("sheet-missing", file=resource.path, sheet=name, sheets=listed, **facts)
    own = beside.alike(resource)
    for name in () if beside.told_before(resource) else same:
        facts = {"file": resource.path, "sheet": name, "name": name}
        if is_next(resource, name):
            case = "period" if recipe.sheet_field else "period-own"
            yield error("recipe-sheet-new", **facts, case=case)
        else:
            yield warning("recipe-sheet-new", **facts, case="own" if own else "")


def following(path: Path, resource: Resource) -> tuple[str, ...]:
    """The sheets that the recipe misses and that are further periods of its table, in order.

    None where its sheets are no periods, or the file is no workbook.
    """
    recipe = recipe_of(resource)
    if resource.kind != "xlsx" or not recipe.sheet_field:
        return ()
    try:
        names = [name for name in sheet.names(path) if name not in recipe.sheets][:SHEETS]
    except sheet.RefusedError:
        return ()
    wanted = (name for name in names if is_next(resource, name))
    return tuple(name for name in wanted if _same_shape(path, resource, name))


def is_next(resource: Resource, name: str) -> bool:
    """Whether a new sheet is a further month or year: without it, what is published lacks rows.

    Of a table of one sheet only later ones are: an earlier one was left out on purpose.
    """
    recipe, new = recipe_of(resource), named(name)
    known = [n for n in map(named, recipe.sheets) if any(n) and bool(n[1]) == bool(new[1])]
    if not any(new) or not known:
        return False
    return bool(recipe.sheet_field) or new > max(known)


def _same_shape(path: Path, resource: Resource, name: str) -> bool:
    try:
        place = placed(of_book(path, resource, name), recipe_of(resource))
    except sheet.BlankRowsError:
        return False
    return place is not None and place.complete


def _likely_sheet(name: str, same: list[str], others: list[str]) -> str:
    def near(other: str) -> float:
        return SequenceMatcher(None, folded(name), folded(other)).ratio()

    same, others = ([o for o in some if not apart(name, o)] for some in (same, others))
    best = max(same, key=near, default="") or max(others, key=near, default="")
    return best if best in same or (best and near(best) >= NEAR) else ""
