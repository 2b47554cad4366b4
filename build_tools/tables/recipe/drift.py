"""Where a sheet is no longer what its recipe says, and what of it is no row of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import Any

from ...findings import Finding, Severity, error, finding, notice, warning
from ...model import Resource
from ...model.recipe import Recipe
from ..excel import sheet
from ..layout import cells as looks
from ..layout.base import Raw
from .apply import Drops, lines
from .beside import ALONE, Beside
from .judged import Judged
from .match import Placed, folded, likest_row, placed
from .sheets import Source, of_book, recipe_of, sources
from .styles import Styles
from .totals import Totals

#: What another table takes of a sheet: its first row, its last, its columns.
Area = tuple[int, int, frozenset[int]]
Areas = Sequence[Area]
#: Columns that number the rows; nobody misses them in the table.
_NUMBERS = frozenset({"no", "no.", "nomor", "nomor urut", "no urut", "no. urut", "#", "nr"})
#: How much the likeness of labels, the place and the kind of cells tell of a renamed column.
_LABEL, _PLACE, _KIND, _ENOUGH = 0.5, 0.3, 0.2, 0.5
_SAMPLE, _LISTED = 30, 8
#: What stands in brackets in a label, and that it may be a unit.
_BRACKETED, _UNIT = re.compile(r"\(([^()]*)\)"), re.compile(r"[a-z%]")
#: From how alike on a sheet's name is one that was changed.
_NEAR = 0.6
#: Sheets that are none of the recipe's: so many are looked into.
_SHEETS = 40
#: Rows that are left out without anybody having to know: numbers of columns, the header again.
_SILENT = frozenset({"nomor", "kepala", "kosong"})


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
        yield from _sheets(path, resource, names, missing, beside)
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
    yield from _with_styles(told, [*styles.findings()])


def _with_styles(told: list[Finding], odd: list[Finding]) -> list[Finding]:
    """Totals of columns that cannot be read are told no more."""
    unread = {(f.sheet, f.field) for f in odd}
    sums = "recipe-total-differs"
    return [f for f in told if f.code != sums or (f.sheet, f.field) not in unread] + odd


def _about(found: Finding, resource: Resource) -> Finding:
    return replace(found, file=resource.path)


def _sheets(
    path: Path, resource: Resource, names: list[str], missing: list[str], beside: Beside
) -> Iterator[Finding]:
    """Sheets that are gone, with the one that is most like each; and new ones of the same shape."""
    recipe = recipe_of(resource)
    taken = {*recipe.sheets, *beside.sheets}
    others = [name for name in names if name not in taken][:_SHEETS]
    same = [name for name in others if _same_shape(path, resource, name)]
    for name in missing:
        likely = _likely_sheet(name, same, others)
        same = [other for other in same if other != likely]
        facts: dict[str, Any] = {"case": "recipe-likely", "likely": likely} if likely else {}
        facts.setdefault("case", "recipe")
        listed = ", ".join(names)
        yield error("sheet-missing", file=resource.path, sheet=name, sheets=listed, **facts)
    case = "own" if beside.alike(resource) else ""
    for name in () if beside.told_before(resource) else same:
        yield warning("recipe-sheet-new", file=resource.path, sheet=name, name=name, case=case)


def _same_shape(path: Path, resource: Resource, name: str) -> bool:
    try:
        place = placed(of_book(path, resource, name), recipe_of(resource))
    except sheet.BlankRowsError:
        return False
    return place is not None and place.complete


def _likely_sheet(name: str, same: list[str], others: list[str]) -> str:
    def near(other: str) -> float:
        return SequenceMatcher(None, folded(name), folded(other)).ratio()

    best = max(same, key=near, default="") or max(others, key=near, default="")
    return best if best in same or (best and near(best) >= _NEAR) else ""


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
    taken = tuple(_areas(source, beside))
    yield from _columns(source, place, recipe, where, taken)
    if not place.complete:
        return
    styles.sheet(source.name, place)
    yield from _rows(path, resource, source, place, styles, taken)


def _columns(
    source: Source, place: Placed, recipe: Recipe, where: dict[str, str], taken: Areas
) -> Iterator[Finding]:
    """Columns that moved, were renamed, are gone or new."""
    row = place.rows[-1]
    own = {*place.columns, *(c for first, last, cs in taken if first <= row <= last for c in cs)}
    free, gone = _open(place, own)
    for at, column in _pairs(source, place, recipe, gone, free):
        gone.remove(at)
        free.remove(column)
        known = recipe.columns[at]
        told = {"label": known.label, "given": place.labels[column - 1]}
        if _other_unit(known.label, told["given"]):
            told["case"] = "unit"
        yield error(
            "recipe-column-renamed", **where, row=row, column=column, field=known.name, **told
        )
    for at in gone:
        known = recipe.columns[at]
        yield error("recipe-column-missing", **where, row=row, field=known.name, label=known.label)
    for column in free:
        label = place.labels[column - 1]
        if folded(label) not in _NUMBERS:
            yield warning("recipe-column-new", **where, row=row, column=column, cell=label)
    for at in _moved(place.columns):
        known, column = recipe.columns[at], place.columns[at]
        yield notice(
            "recipe-column-moved",
            **where, row=row, column=column, field=known.name, label=known.label,
        )  # fmt: skip


def _open(place: Placed, own: set[int]) -> tuple[list[int], list[int]]:
    """Columns with a label that are nobody's, and those of the recipe that were not found."""
    free = [n for n, label in enumerate(place.labels, start=1) if label and n not in own]
    return free, [at for at, column in enumerate(place.columns) if not column]


def _areas(source: Source, beside: Beside) -> Iterator[Area]:
    """What of a sheet the other tables take: first row, last row, columns."""
    for other in beside.recipes(source.name):
        place = placed(source, other)
        if place is None:
            continue
        free, gone = _open(place, set(place.columns))
        renamed = [column for _, column in _pairs(source, place, other, gone, free)]
        last = place.rows[-1]
        if place.complete:
            last = max((line.row for line in lines(source, place, other)), default=last)
        yield place.rows[0], last, frozenset({*place.columns, *renamed} - {0})


def _pairs(
    source: Source, place: Placed, recipe: Recipe, gone: list[int], free: list[int]
) -> list[tuple[int, int]]:
    """Columns that are gone, each with the new one that it most likely became."""
    if not gone or not free:
        return []
    rows = list(islice(source.rows(), place.rows[-1], place.rows[-1] + _SAMPLE))
    scored = sorted(
        (
            (_score(place, recipe, rows, at, column), -abs(at - column), at, column)
            for at in gone
            for column in free
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for score, _, at, column in scored:
        if score >= _ENOUGH and not any(at == a or column == c for a, c in pairs):
            pairs.append((at, column))
    return sorted(pairs)


def _score(
    place: Placed, recipe: Recipe, rows: Sequence[Sequence[Raw]], at: int, column: int
) -> float:
    known = recipe.columns[at]
    label = folded(place.labels[column - 1])
    score = _LABEL * SequenceMatcher(None, folded(known.label), label).ratio()
    before = max((c for c in place.columns[:at] if c), default=0)
    after = next((c for c in place.columns[at + 1 :] if c), len(place.labels) + 1)
    score += _PLACE if before < column < after else 0
    cells = [row[column - 1] for row in rows if column <= len(row)]
    filled = [cell for cell in cells if looks.filled(cell) and not looks.missing(cell)]
    figures = sum(map(looks.number, filled)) * 2 > len(filled)
    return score + (_KIND if figures == (known.reading in ("angka", "persen")) else 0)


def _other_unit(before: str, now: str) -> bool:
    """Whether two labels differ only in what stands in brackets: (ton), (kg)."""
    units = [
        [u for u in _BRACKETED.findall(folded(label)) if _UNIT.search(u)] for label in (before, now)
    ]
    rest = [" ".join(_BRACKETED.sub(" ", folded(label)).split()) for label in (before, now)]
    return all(units) and units[0] != units[1] and rest[0] == rest[1]


def _moved(columns: Sequence[int]) -> list[int]:
    """Which columns stand in another order: the fewest that explain it."""
    best: list[list[int]] = []
    for at, column in enumerate(columns):
        if column:
            before = [run for run in best if columns[run[-1]] < column]
            best.append([*_longest(before), at])
    kept = set(_longest(best))
    return [at for at, column in enumerate(columns) if column and at not in kept]


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run)) if runs else []


def _rows(
    path: Path, resource: Resource, source: Source, place: Placed, styles: Styles, taken: Areas
) -> Iterator[Finding]:
    """What is left out that the recipe does not name, totals, and what a workbook does not tell."""
    recipe = recipe_of(resource)
    where: dict[str, Any] = {"file": resource.path, "sheet": source.name}
    drops, totals = Drops(recipe), Totals(resource)
    last = place.rows[-1]
    dropped: set[int] = set()
    for line in lines(source, place, recipe):
        if not line.reason:
            last = line.row
            totals.add(line.cells)
            styles.add(line.row, line.cells)
            continue
        if line.reason == "jumlah":
            totals.total(line)
            styles.add(line.row, line.cells, total=True)
        last = max(last, line.row)
        dropped.add(line.row)
        if line.reason not in _SILENT and not drops.named(line.reason, line.text):
            shown = line.text if line.reason in {"jumlah", "judul"} else ""
            yield notice("recipe-row-dropped", **where, row=line.row, cell=shown, case=line.reason)
    yield from totals.findings(where, place, source)
    yield from _rest(source, place, last, where, taken)
    if resource.kind == "xlsx":
        yield from Judged(path, resource, source, place, last, dropped).findings()


def _rest(
    source: Source, place: Placed, last: int, where: dict[str, Any], taken: Areas
) -> Iterator[Finding]:
    """Rows below the end of the table that have cells in its columns."""
    first = end = 0
    for number, row in islice(enumerate(source.rows(), start=1), last, None):
        others = {c for start, stop, cs in taken if start <= number <= stop for c in cs}
        own = (c for c in place.columns if c not in others and c <= len(row))
        if any(looks.filled(row[c - 1]) for c in own):
            first, end = first or number, number
    if first:
        grade = Severity.WARNING if first == last + 1 else Severity.NOTICE
        yield finding("recipe-row-dropped", grade, **where, row=first, last=end, case="rest")
