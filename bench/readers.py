"""Books read back by programs that others wrote, as tasks for `bench.worker`.

Each cell is held against the text of the CSV by its declared type, kind of value included.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from .made_table import FIELDS

Work = Callable[[], dict[str, Any]]
Values = tuple[object, ...]
_SHOWN = 5


def openpyxl(book: str, table: str) -> Work:
    """By openpyxl, a row at a time."""
    import openpyxl as library

    def rows() -> Iterator[Values]:
        opened = library.load_workbook(book, read_only=True)
        yield from opened[opened.sheetnames[0]].iter_rows(values_only=True)
        opened.close()

    return lambda: _compared(rows(), table)


def calamine(book: str, table: str) -> Work:
    """By calamine, which knows no whole numbers and gives "" for an empty cell."""
    from python_calamine import CalamineWorkbook

    def rows() -> Iterator[Values]:
        sheet = CalamineWorkbook.from_path(book).get_sheet_by_index(0)
        for row in sheet.to_python():
            yield tuple(None if cell == "" else cell for cell in row)

    return lambda: _compared(rows(), table)


def _compared(rows: Iterator[Values], table: str) -> dict[str, Any]:
    """How many cells were read, and the first that are not those of the table."""
    if list(next(rows)) != list(FIELDS):
        return {"cells": 0, "others": ["header"]}
    kinds = [str(field["type"]) for field in FIELDS.values()]
    cells, others = 0, []
    with Path(table).open(encoding="utf-8", newline="") as file:
        given = csv.reader(file)
        next(given)
        for number, (row, texts) in enumerate(zip_longest(rows, given, fillvalue=()), start=2):
            cells += len(row)
            if _plain(row) != _typed(kinds, texts):
                others.append(f"row {number}: {row!r} for {texts!r}")
    return {"cells": cells, "others": others[:_SHOWN]}


def _plain(row: Values) -> list[object]:
    """Values in one form: dates without a time, true and false apart from 1 and 0."""
    found: list[object] = []
    for cell in row:
        if isinstance(cell, dt.datetime):
            found.append(cell.date() if cell.time() == dt.time() else cell)
        elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
            found.append(float(cell))
        else:
            found.append(str(cell) if isinstance(cell, bool) else cell)
    return found


def _typed(kinds: Sequence[str], texts: Sequence[str]) -> list[object]:
    """The same of the texts of a row."""
    found: list[object] = []
    for kind, text in zip(kinds, texts, strict=True):
        if text == "":
            found.append(None)
        elif kind in {"integer", "number", "year"}:
            found.append(float(text))
        elif kind == "date":
            found.append(dt.date.fromisoformat(text))
        else:
            found.append(text.capitalize() if kind == "boolean" else text)
    return found


TASKS = {"calamine": calamine, "openpyxl": openpyxl}
