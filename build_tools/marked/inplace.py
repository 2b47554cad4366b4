"""Repairs in the officer's own workbook: cells change in place, everything else stays.

No cell that a formula reads is touched: its result, as it is stored, would no longer be right.
Rows and columns are moved only on a sheet that nothing else refers to.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from copy import copy as same
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

from ..model import Resource
from ..tables.excel import sheet as sheets
from .base import DAYS, NUMBERS, Change
from .repairs import Repaired
from .results import Results, put_back, results

#: Changes that move rows or columns, and so need a sheet that nothing refers to.
_MOVES = {"blank", "numbering", "order"}
_Area = tuple[int, int, int, int]  # columns and rows: left, top, right, bottom


@dataclass(slots=True)
class Opened:
    """A workbook to change, and what its formulas gave."""

    book: Workbook
    known: Results
    read: list[tuple[str, _Area]]  # what formulas read: the sheet ("" any) and the area

    def cells(self, changes: Iterable[Change]) -> tuple[list[Change], bool]:
        """Makes those changes of cells, on the sheets that they name, that can be made.

        Gives them, and whether others could not.
        """
        given = list(changes)
        made = [c for c in given if self._change(self.book[c.sheet], c)]
        return made, len(made) < len(given)

    def apply(self, resource: Resource, path: Path, done: Repaired) -> tuple[list[Change], bool]:
        """Makes the changes of one table that can be made; whether others could not."""
        name = sheets.opened(path, resource).entry.name
        sheet: Any = self.book[name]
        moving = self._plain(sheet) and not any(e[0] in {"", name} for e in self.read)
        made: list[Change] = []
        blocked = False
        for change in done.changes:
            if change.rule in _MOVES:
                if moving:
                    made.append(replace(change, sheet=name))
            elif self._change(sheet, change):
                made.append(replace(change, sheet=name))
            else:
                blocked = True
        if moving:
            _reorder(sheet, done)
            for row in sorted(done.dropped, reverse=True):
                sheet.delete_rows(row)
        return made, blocked

    def _plain(self, sheet: Any) -> bool:
        """Whether rows of the sheet can be moved without anything else to move along."""
        hidden = any(d.hidden or d.outlineLevel for d in sheet.row_dimensions.values())
        more = (sheet.merged_cells.ranges, sheet.tables, sheet.data_validations.dataValidation)
        return not (
            hidden
            or any(more)
            or len(sheet.conditional_formatting)
            or self.book.defined_names
            or sheet.defined_names
            or sheet.auto_filter.ref
            or sheet._hyperlinks
        )

    def _change(self, sheet: Any, change: Change) -> bool:
        cell = sheet.cell(change.row, change.column)
        at = (sheet.title, change.row, change.column)
        if isinstance(cell, MergedCell) or cell.data_type == "f":
            return False
        if any(_holds(area, *at) for area in self.read):
            return False
        if change.rule in NUMBERS:
            value: Any = float(change.after) if "." in change.after else int(change.after)
            if abs(value) > 1e15:
                return False
            cell.value, cell.data_type, cell.number_format = value, "n", "General"
        elif change.rule in DAYS:
            cell.value = date.fromisoformat(change.after)
            cell.number_format = "yyyy-mm-dd"
        else:
            was_text = cell.data_type == "s"
            cell.value = change.after
            cell.data_type = "s"
            cell.number_format = cell.number_format if was_text else "@"
        cell.quotePrefix = False
        return True

    def content(self) -> bytes:
        """The bytes of the workbook, the results of its formulas as they were."""
        out = io.BytesIO()
        self.book.save(out)
        titles = [sheet.title for sheet in self.book.worksheets]
        return put_back(out.getvalue(), titles, self.known, self.book.epoch)


def opened(path: Path) -> Opened | None:
    """The workbook at that path; None for one that openpyxl cannot open."""
    try:
        book = load_workbook(path, rich_text=True)
        known = results(book, load_workbook(path, data_only=True))
    except Exception:  # noqa: BLE001 - whatever openpyxl makes of a workbook that others wrote
        return None
    if book.epoch.year != 1899:
        return None  # days count from 1904
    return Opened(book, known, list(_read(book)))


def _read(book: Workbook) -> Iterator[tuple[str, _Area]]:
    """What the formulas of a workbook read; of what is not understood, everything."""
    everything = ("", (0, 0, 1 << 20, 1 << 21))
    if any(book.defined_names.values()) or any(s.defined_names for s in book.worksheets):
        yield from (everything for s in book.worksheets if _formulas(s))
    for sheet in book.worksheets:
        for cell in _formulas(sheet):
            text = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", "")
            tokens = Tokenizer(text or "").items
            operands = [t.value for t in tokens if t.type == "OPERAND" and t.subtype == "RANGE"]
            if not text or any(t.type == "FUNC" and "INDIRECT(" in t.value for t in tokens):
                yield everything
            for operand in operands:
                yield _area(operand, sheet.title) or everything


def _formulas(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def _area(operand: str, own: str) -> tuple[str, _Area] | None:
    name, _, cells = operand.rpartition("!")
    if ":" in name or "[" in operand:
        return None
    try:
        left, top, right, bottom = range_boundaries(cells)
    except (ValueError, TypeError):
        return None
    area = (left or 1, top or 1, right or 1 << 20, bottom or 1 << 21)
    return name.strip("'").replace("''", "'") or own, area


def _holds(area: tuple[str, _Area], sheet: str, row: int, column: int) -> bool:
    name, (left, top, right, bottom) = area
    return name in {"", sheet} and left <= column <= right and top <= row <= bottom


def _reorder(sheet: Any, done: Repaired) -> None:
    """Puts the columns into their new order, each cell with its look."""
    if not done.order:
        return
    for cells in sheet.iter_rows(min_row=1, max_col=len(done.order)):
        kept = [(cell.value, cell.data_type, same(cell._style)) for cell in cells]
        for cell, at in zip(cells, done.order, strict=True):
            cell.value, kind, cell._style = kept[at]
            cell.data_type = kind
