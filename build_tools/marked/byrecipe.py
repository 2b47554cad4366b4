"""The repairs of a table that is read by a recipe, at the cells of the officer's own sheets.

Its rows are read as they will be published; what is surely meant by their cells is then told at
the places where these stand. A cell that several rows or tables read changes for all or for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import NamedTuple

from ..checks import Reference
from ..findings import Finding
from ..model import Dataset, Resource
from ..model.recipe import Recipe
from ..tables import read
from ..tables.excel.celltext import number_text
from ..tables.layout.base import Raw
from ..tables.recipe.apply import lines, writer
from ..tables.recipe.beside import beside
from ..tables.recipe.likely import settled
from ..tables.recipe.reading import readers
from ..tables.recipe.sheetperiods import sheet_value
from ..tables.recipe.sheets import recipe_of, sources
from .base import DAYS, MAX_CELLS, MAX_ROWS, NUMBERS, Change
from .columns import Column
from .numbers import proven
from .repairs import columns_of, keeping_keys, of_cells

_FIGURES = frozenset({"angka", "persen"})
#: The error that a column is written in another style than the recipe's: it can be read anew.
_STYLE = "recipe-number-style"


class Place(NamedTuple):
    """A cell of a sheet, as a person counts; of a CSV file the sheet has no name."""

    sheet: str
    row: int
    column: int


class _Line(NamedTuple):
    """A row of the table: what its sheet says, its cells in the recipe's order, their places."""

    of_sheet: str
    cells: list[Raw]
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Tidy:
    """A table out of its sheets.

    ``rows`` are as published, below the names of the fields; ``places`` of each row but these the
    cell of each field that a column holds; ``repairs`` name rows (from 1) and fields of ``rows``.
    """

    resource: Resource
    rows: list[list[str]]
    places: list[dict[str, Place]]
    repairs: list[Change]

    def place(self, change: Change) -> Place:
        """Where the cell of a repair stands."""
        return self.places[change.row - 2][change.field]


def tidy(dataset: Dataset, resource: Resource, reference: Reference) -> Tidy | None:
    """The table with the repairs of its cells; None where it is not to be read, or too large.

    Raises what reading a file raises.
    """
    folder = dataset.source.folder
    found = list(read.problems(folder, resource, beside(dataset, resource)))
    if read.stops(f for f in found if f.code != _STYLE):
        return None
    known = _lines(dataset, resource)
    if known is None:
        return None
    own, totals = known
    columns = columns_of(dataset, resource, reference)
    styled = _styled(resource, own, totals, columns) if _has(found, _STYLE) else []
    rows = _rows(resource, own)
    told = [list(row) for row in rows]
    for change in styled:
        told[change.row - 1][change.column - 1] = change.after
    changes = of_cells(columns, told, told[0], range(2, len(told) + 1))
    recipe = recipe_of(resource)
    names = [column.name for column in recipe.columns]
    # of figures only their style can be odd, and that of no column alone
    texts = {column.name for column in recipe.columns if column.reading not in _FIGURES}
    places = [dict(zip(names, line.places, strict=True)) for line in own]
    changes = [change for change in changes if change.field in texts]
    return Tidy(resource, rows, places, _coming_back(resource, recipe, [*styled, *changes]))


def _has(found: Iterable[Finding], code: str) -> bool:
    return any(f.code == code for f in found)


def _lines(dataset: Dataset, resource: Resource) -> tuple[list[_Line], list[list[Raw]]] | None:
    """The rows of the table where they stand, and the cells of its rows of totals."""
    recipe = recipe_of(resource)
    own: list[_Line] = []
    totals: list[list[Raw]] = []
    for source in sources(dataset.source.folder / resource.path, resource):
        place = settled(source, recipe)
        if place is None:
            return None
        of_sheet = sheet_value(source, place, recipe)
        for line in lines(source, place, recipe):
            if line.reason:
                totals += [line.cells] if line.reason == "jumlah" else []
                continue
            at = (line.above.get(n, line.row) for n in range(len(place.columns)))
            cells = [Place(source.name, *p) for p in zip(at, place.columns, strict=True)]
            own.append(_Line(of_sheet, line.cells, cells))
            if len(own) > MAX_ROWS or len(own) * len(resource.fields) > MAX_CELLS:
                return None
    return own, totals


def _rows(resource: Resource, own: Sequence[_Line]) -> list[list[str]]:
    write = {value: writer(resource, value) for value in {line.of_sheet for line in own}}
    names = [field.name for field in resource.fields]
    return [names, *(write[line.of_sheet](line.cells) for line in own)]


def _styled(
    resource: Resource, own: list[_Line], totals: list[list[Raw]], columns: dict[str, Column]
) -> list[Change]:
    """Numbers in text of another style than the recipe's, where all of them prove that one.

    All or none: were some left, those that could be either would be read as the recipe has it.
    """
    figures = [
        (at, column.name)
        for at, column in enumerate(recipe_of(resource).columns)
        if column.reading in _FIGURES
    ]
    cells = [
        (number, name, " ".join(cell.split()))
        for number, row in chain(
            enumerate((line.cells for line in own), start=2), ((0, row) for row in totals)
        )
        for at, name in figures
        if isinstance(cell := row[at], str)
    ]
    plain = proven([text for _, _, text in cells])
    names = [field.name for field in resource.fields]
    changes = [
        Change("number", number, names.index(name) + 1, name, text, number_text(float(plain[at])))
        for at, (number, name, text) in enumerate(cells)
        if at in plain and number
    ]
    return changes if all(columns[c.field].takes(c.after) for c in changes) else []


def _coming_back(resource: Resource, recipe: Recipe, changes: list[Change]) -> list[Change]:
    """The repairs that the recipe reads as what they are; a number as it will be published."""
    read_as = readers(recipe, {field.name: field.type for field in resource.fields})
    csv = resource.kind == "csv"
    told = ((c, read_as[c.field](written(recipe, c, csv=csv))) for c in changes)
    return [replace(c, after=text) for c, text in told if text == c.after or _equal(c, text)]


def _equal(change: Change, text: str) -> bool:
    try:
        return change.rule in NUMBERS and Decimal(text) == Decimal(change.after)
    except InvalidOperation:
        return False


def written(recipe: Recipe, change: Change, *, csv: bool) -> Raw:
    """What a cell holds after a repair; of a CSV file a text, numbers as the recipe has them."""
    if csv:
        reading = next(c.reading for c in recipe.columns if c.name == change.field)
        figure = reading in _FIGURES
        return change.after.replace(".", recipe.decimal) if figure else change.after
    if change.rule in NUMBERS:
        return float(change.after)
    return date.fromisoformat(change.after) if change.rule in DAYS else change.after


def agreed(tables: Sequence[Tidy]) -> list[Change]:
    """The repairs at the cells of the file, without those that not all of its readers want."""
    return [change for change, _ in _agreed(tables)]


def in_text(tables: Sequence[Tidy]) -> list[tuple[Change, str]]:
    """The same for a CSV file, each with the text that its cell then holds."""
    told = _agreed(tables)
    return [(c, str(written(recipe_of(resource), c, csv=True))) for c, resource in told]


def _agreed(tables: Sequence[Tidy]) -> list[tuple[Change, Resource]]:
    kept = [table.repairs for table in tables]
    while True:
        wanted: dict[Place, set[str | None]] = {}
        for table, own in zip(tables, kept, strict=True):
            after = {(c.row, c.field): c.after for c in own}
            for number, places in enumerate(table.places, start=2):
                for name, place in places.items():
                    wanted.setdefault(place, set()).add(after.get((number, name)))
        left = []
        for table, own in zip(tables, kept, strict=True):
            alike = [c for c in own if len(wanted[table.place(c)]) == 1]
            left.append(keeping_keys(table.resource, table.rows, table.rows[0], alike))
        if left == kept:
            break
        kept = left
    found: dict[Place, tuple[Change, Resource]] = {}
    for table, own in zip(tables, kept, strict=True):
        for change in own:
            place = table.place(change)
            found.setdefault(place, (replace(change, **place._asdict()), table.resource))
    return [found[place] for place in sorted(found)]


def after(table: Tidy, made: Iterable[Change]) -> list[list[str]]:
    """The table as it is to be read when those repairs are made; they name cells of the file."""
    new = {Place(c.sheet, c.row, c.column): c.after for c in made}
    names = table.rows[0]
    rows = [list(row) for row in table.rows]
    for row, places in zip(rows[1:], table.places, strict=True):
        for name, place in places.items():
            at = names.index(name)
            row[at] = new.get(place, row[at])
    return rows
