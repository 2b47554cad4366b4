"""The rows of a sheet by a recipe: which are the table's, and these as canonical text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ...model import Resource
from ...model.recipe import DropReason, Recipe
from ..excel import sheet
from ..excel.sheet import BlankRowsError
from ..layout import rows as layout_rows
from ..layout.base import Raw
from .likely import settled
from .match import Placed, folded
from .reading import percent, readers, text
from .sheetperiods import sheet_value
from .sheets import Source, recipe_of, sources

_NOTHING: Mapping[int, int] = MappingProxyType({})
_DIGITS = re.compile("[0-9]+")
#: Readings whose cells are texts: a number shown as a code is taken as it is shown.
_TEXTS = frozenset({"teks", "kode"})
_FIGURES = frozenset({"angka", "persen"})
#: Reasons that concern rows without figures only.
_BARE = frozenset({"judul", "catatan"})


class DriftedError(BlankRowsError):
    """The sheet is no longer the one that the recipe was made for; `drift` says how."""


class Line(NamedTuple):
    """A row below the header: its cells in the recipe's order, and why it is left out if it is.

    ``above`` names, of cells that were empty and have the value above, the row of that value.
    """

    row: int
    cells: list[Raw]
    reason: str = ""  # one of `DropReason`, or empty
    above: Mapping[int, int] = _NOTHING
    text: str = ""  # of one that is left out: the first text in it


class Columns:
    """Takes the cells of a recipe's columns out of a sheet's rows, as a person sees them."""

    def __init__(self, source: Source, place: Placed, recipe: Recipe) -> None:
        labelled = {at for at, label in enumerate(place.labels, start=1) if label}
        #: The columns of the whole table, others than the recipe's too, from left to right.
        self.wide = sorted(labelled | set(place.columns) - {0})
        self._widest = max(self.wide, default=0)
        self._places = [self.wide.index(column) for column in place.columns if column]
        self._coded = source.coded
        readings = [column.reading for column in recipe.columns]
        self._texts = {c: at for at, c in enumerate(place.columns) if readings[at] in _TEXTS}
        self._shares = [
            (at, column)
            for at, column in enumerate(place.columns)
            if readings[at] == "persen" and column in source.percents
        ]
        self._in_percent = source.in_percent

    def across(self, row: list[Raw]) -> list[Raw]:
        """The cells of the whole table in a row."""
        if self._widest > len(row):
            row = row + [None] * (self._widest - len(row))
        return [row[at - 1] for at in self.wide]

    def of(self, number: int, across: Sequence[Raw]) -> list[Raw]:
        """Of these the recipe's, in its order; ``number`` is the row's."""
        cells = [across[at] for at in self._places]
        for at, column in self._shares:
            if self._in_percent(number, column):
                cells[at] = percent(cells[at])
        shown = self._coded.get(number)
        if shown:
            for column, code in shown.items():
                if column in self._texts:
                    cells[self._texts[column]] = code
        return cells


class Drops:
    """The rows that the recipe itself says are left out."""

    def __init__(self, recipe: Recipe) -> None:
        self._named: dict[str, DropReason] = {}
        self._any: set[str] = set()
        self._names = any(
            not column.fill_down and column.reading not in _FIGURES for column in recipe.columns
        )
        for drop in recipe.drops:
            if drop.text:
                self._named[alike(drop.text)] = drop.reason
            else:
                self._any.add(drop.reason)

    def reason(self, row: Sequence[Raw]) -> str:
        """Why the recipe leaves out a row, by the first text in it; empty: it does not.

        Where it leaves out totals without a text, those are rows of figures with no name.
        """
        if "jumlah" in self._any and self._names and layout_rows.nameless(row):
            return "jumlah"
        if not self._named:
            return ""
        named = self._named.get(alike(first_text(row)), "")
        return "" if named in _BARE and _figures(row) else named

    def named(self, reason: str, text: str) -> bool:
        """Whether the recipe says that rows of that kind, or that one, are left out."""
        return reason in self._any or alike(text) in self._named


def alike(given: str) -> str:
    """The text of a row that is left out, as it is compared: the year in it may be another."""
    return _DIGITS.sub("0", folded(given))


def first_text(row: Sequence[Raw]) -> str:
    """The first text in a row."""
    return next((text(c) for c in row if isinstance(c, str) and c.strip()), "")


def _figures(cells: Sequence[Raw]) -> bool:
    return any(isinstance(c, (int, float)) and not isinstance(c, bool) for c in cells)


def lines(source: Source, place: Placed, recipe: Recipe) -> Iterator[Line]:
    """Every row of the table but empty ones, with the reason for each that is left out.

    Ends where the table ends: at another one, or where the empty rows never do.
    """
    columns, drops = Columns(source, place, recipe), Drops(recipe)
    fills = [at for at, column in enumerate(recipe.columns) if column.fill_down]
    moved = list(place.columns) != sorted(place.columns)
    last: dict[int, tuple[Raw, int]] = {}
    given = enumerate(source.rows(), start=1)
    head = [row for _, row in islice(given, place.rows[-1])]
    titles = [cell for row in head[: place.rows[0] - 1] for cell in row]
    *upper, labels = [columns.across(row) for row in head[place.rows[0] - 1 :]] or [[]]
    below = ((number, columns.across(row)) for number, row in given)
    for number, across, told in layout_rows.body(below, labels=labels, titles=titles, upper=upper):
        cells = columns.of(number, across)
        if told == "kosong":
            continue
        reason = told or drops.reason(across)
        if moved and not reason and layout_rows.total(cells):
            reason = "jumlah"  # its name now stands right of its figures
        if not reason and not any(cell not in ("", None) for cell in cells):
            continue  # a row of columns that are none of the recipe's
        if reason or not fills:
            yield Line(number, cells, reason, _NOTHING, first_text(across) if reason else "")
            continue
        above: dict[int, int] = {}
        for at in fills:
            if cells[at] not in ("", None):
                last[at] = (cells[at], number)
            elif at in last:
                cells[at], above[at] = last[at]
        yield Line(number, cells, "", above)


def records(path: Path, resource: Resource) -> Iterator[list[str]]:
    """The table: the names of its fields, then its rows as canonical text.

    Raises `DriftedError` where the sheet is no longer what the recipe says, `BlankRowsError`
    (or `RefusedError`) for what is no table.
    """
    recipe = recipe_of(resource)
    yield [field.name for field in resource.fields]
    for source in sources(path, resource):
        place = settled(source, recipe)
        if place is None:
            raise DriftedError(source.name)
        write = writer(resource, sheet_value(source, place, recipe))
        for line in lines(source, place, recipe):
            if not line.reason:
                yield write(line.cells)
    sheet.forget()


def writer(resource: Resource, of_sheet: str) -> Callable[[list[Raw]], list[str]]:
    """What makes a row of the table of the cells of a line; ``of_sheet`` is `sheet_value`'s."""
    recipe = recipe_of(resource)
    read = readers(recipe, {field.name: field.type for field in resource.fields})
    given = {**dict(recipe.constants), recipe.sheet_field: of_sheet}
    base = [given.get(field.name, "") for field in resource.fields]
    order = {column.name: at for at, column in enumerate(recipe.columns)}
    plan = [
        (at, order[field.name], read[field.name])
        for at, field in enumerate(resource.fields)
        if field.name in order
    ]

    def write(cells: list[Raw]) -> list[str]:
        row = base.copy()
        for at, source, reader in plan:
            row[at] = reader(cells[source])
        return row

    return write
