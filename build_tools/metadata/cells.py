"""A workbook's sheets as cells of text, and what cannot be taken as text: formulas and errors.

Whether the file is fit to be opened at all is asked of `tables.excel` first (its size unfolded,
its XML); only then does openpyxl read it, which tells a formula from its result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ..findings import Finding, error
from ..model import Resource
from ..tables.excel import sheet
from ..tables.excel.celltext import plain_text

#: Bounds of a sheet.
MOST_ROWS, MOST_COLUMNS = 200_000, 200


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and why it may not be taken: `formula`, `error`, or nothing."""

    text: str = ""
    problem: str = ""


class UnreadSheetError(Exception):
    """The workbook cannot be read; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def named(path: Path, wanted: Iterable[str]) -> str:
    """The workbook's sheet of one of these names, in any case of letters; empty: there is none."""
    try:
        names = sheet.names(path)
    except sheet.RefusedError as refused:
        raise UnreadSheetError(refused.finding) from refused
    known = {name.strip().casefold(): name for name in reversed(names)}
    return next((known[name] for name in wanted if name in known), "")


def rows(path: Path, name: str) -> list[list[Cell]]:
    """The cells of a sheet from row 1 and column A on; raises `UnreadSheetError`."""
    _opened(path, name)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            given = book[name].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
            return [[_cell(cell) for cell in row] for row in given]
        finally:
            book.close()
    except (ValueError, TypeError, LookupError, AttributeError, OSError, SyntaxError) as problem:
        note = type(problem).__name__
        unread = error("workbook-unreadable", file=path.name, sheet=name, note=note)
        raise UnreadSheetError(unread) from problem


def values(path: Path, name: str) -> Iterator[list[Any]]:
    """The values of a sheet, formulas by their results; raises `UnreadSheetError`."""
    return _opened(path, name).rows()


def texts(given: Iterable[Sequence[Any]]) -> Iterator[list[str]]:
    """Rows of raw cells as rows of trimmed texts."""
    for row in given:
        yield [text(value) for value in row[:MOST_COLUMNS]]


def text(value: Any) -> str:
    """What a person would type for a value: no ".0", ISO dates, ya and tidak."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    return plain_text(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _opened(path: Path, name: str) -> sheet.Sheet:
    asked = Resource("metadata", path.name, "xlsx", dialect={"sheetName": name})
    try:
        return sheet.opened(path, asked)
    except sheet.RefusedError as refused:
        raise UnreadSheetError(refused.finding) from refused


def _cell(cell: Any) -> Cell:
    kind, value = getattr(cell, "data_type", "n"), cell.value
    if kind == "f":
        return Cell(text(value) if isinstance(value, str) else "=", "formula")
    return Cell(text(value), "error" if kind == "e" else "")
