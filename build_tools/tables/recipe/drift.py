"""Where a sheet is no longer what its recipe says, and what of it is no row of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ...findings import Finding, Severity, error, notice
from ...model import Resource
from ..excel import sheet
from ..excel.sheetfindings import BESIDE
from . import columnchanges, leftout, sheetchanges
from .beside import ALONE, Beside
from .likely import sure
from .match import likest_row, placed
from .sheetperiods import other_month
from .sheets import Source, recipe_of, sources
from .styles import Styles

#: So many labels of a header are named.
_LISTED = 8


def problems(path: Path, resource: Resource, beside: Beside = ALONE) -> Iterator[Finding]:
    """What is wrong with a file of a recipe before its cells are looked at.

    ``beside``: the other tables that are read from the same file.
    """
    recipe = recipe_of(resource)
    if resource.kind == "xlsx":
        try:
            names = sheet.names(path)
        except sheet.RefusedError as refused:
            yield _about(refused.finding, resource)
            return
        missing = [name for name in recipe.sheets if name not in names]
        yield from sheetchanges.changed(path, resource, names, missing, beside)
        if missing:
            return
    styles = Styles(resource)
    told: list[Finding] = []
    try:
        for source in sources(path, resource):
            told += _sheet(path, resource, source, styles, beside)
    except sheet.RefusedError as refused:
        told.append(_about(refused.finding, resource))
    except sheet.BlankRowsError:
        told.append(error("file-empty", file=resource.path))
    yield from _honest(_with_styles(told, [*styles.findings()]))


def stops(found: Iterable[Finding]) -> bool:
    """Whether the cells are better not looked at: they are not there, or not what they seem."""
    errors = (f for f in found if f.severity is Severity.ERROR)
    return any(f.code not in BESIDE and not columnchanges.goes_on(f) for f in errors)


def _honest(found: list[Finding]) -> list[Finding]:
    """Where something stops the table, no renamed column says that its cells were looked at."""
    if not stops(found):
        return found
    return [_unchecked(f) if columnchanges.goes_on(f) else f for f in found]


def _unchecked(found: Finding) -> Finding:
    return replace(found, values=tuple(pair for pair in found.values if pair[0] != "case"))


def _with_styles(told: list[Finding], odd: list[Finding]) -> list[Finding]:
    """Totals of columns that cannot be read are told no more."""
    unread = {(f.sheet, f.field) for f in odd}
    sums = "recipe-total-differs"
    return [f for f in told if f.code != sums or (f.sheet, f.field) not in unread] + odd


def _about(found: Finding, resource: Resource) -> Finding:
    return replace(found, file=resource.path)


def _sheet(
    path: Path, resource: Resource, source: Source, styles: Styles, beside: Beside
) -> Iterator[Finding]:
    recipe = recipe_of(resource)
    where = {"file": resource.path, "sheet": source.name}
    place = placed(source, recipe)
    if place is None:
        labels = [c.label for c in recipe.columns if c.label]
        more = ", …" if len(labels) > _LISTED else ""
        row = likest_row(source, recipe)
        said = ", ".join(labels[:_LISTED]) + more
        case = "near" if row else "none"
        yield error("recipe-header-missing", **where, row=row or None, labels=said, case=case)
        return
    if place.rows != recipe.header:
        moved = {"row": place.rows[-1], "declared": recipe.header[-1]}
        yield notice("recipe-header-moved", **where, **moved)
    if told := other_month(source, place, recipe):
        row, column, month = told
        yield error("recipe-sheet-title", **where, row=row, column=column, given=month)
    taken = tuple(columnchanges.areas(source, beside))
    certain = sure(source, place, recipe)
    found = [*columnchanges.changed(source, place, recipe, where, taken, certain)]
    yield from found
    if certain is None or stops(found):
        return
    styles.sheet(source.name, certain)
    yield from leftout.rows(path, resource, source, certain, styles, taken)
