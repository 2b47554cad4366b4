"""Rows of a table that nobody declared, as a batch that checks of rows understand.

A column is of numbers where nearly all its cells are; nothing is cast, and nothing is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import Resource
from .batch import Batch, Caster, Verdict

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:[.,][0-9]{3})+)(?:[.,][0-9]*)?")

_NUMBERS = {"integer", "number"}


def type_of(cells: list[str]) -> str:
    """The type of a column of such cells; a few may be numbers of columns, sums, notes."""
    most = len(cells) - min(3, len(cells) // 4)
    whole = sum(1 for cell in cells if _INTEGER.fullmatch(cell))
    if cells and whole >= most:
        return "integer"
    if cells and sum(1 for cell in cells if _NUMBER.fullmatch(cell)) >= most:
        return "number"
    return "string"


class Loose(Caster):
    """Takes a cell of a column of numbers for a number if it looks like one, else as it is."""

    def __init__(self, resource: Resource) -> None:  # the schema is not known to any reader
        self.resource, self.fields = resource, resource.fields
        self.marks = [("",) for _ in resource.fields]
        self.repairs = True
        self._memos = [{} for _ in resource.fields]

    def _judge(self, column: int, cell: str | None) -> Verdict:
        text = (cell or "").strip()
        if self.fields[column].type not in _NUMBERS:
            return Verdict(cell or None, cell or None, ())
        value = float(text) if _INTEGER.fullmatch(text) and len(text) < 300 else None
        if value is None and _NUMBER.fullmatch(text):
            value = 0.0
        return Verdict(value, text if value is not None else None, ())


def batch_of(
    caster: Loose, rows: list[list[str]], first: int
) -> tuple[Batch, list[tuple[int, int, str]]]:
    """Rows of one width, and the cells right of them: row, column, text."""
    width = len(caster.fields)
    beyond = [
        (first + at, column, cell)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row[width:], start=width + 1)
        if cell
    ]
    if any(len(row) < width for row in rows):
        rows = [row + [""] * (width - len(row)) for row in rows]
    columns = list(zip(*rows, strict=False))[:width] if rows else [() for _ in range(width)]
    cells = [_array(column) for column in columns]
    texts = [
        _numbers(cells[at]) if caster.fields[at].type in _NUMBERS else cells[at]
        for at in range(width)
    ]
    numbers = np.arange(first, first + len(rows), dtype=np.int64)
    return Batch(caster, numbers, cells, texts), beyond


def _array(column: Sequence[str]) -> pa.StringArray:
    try:
        return pa.array(column, pa.string())
    except UnicodeEncodeError:  # halves of surrogate pairs
        whole = [cell.encode("utf-8", "replace").decode() for cell in column]
        return pa.array(whole, pa.string())


def _numbers(cells: pa.StringArray) -> pa.StringArray:
    """The cells that look like numbers, trimmed; null for the others."""
    trimmed = pc.utf8_trim_whitespace(cells)
    fits = pc.match_substring_regex(trimmed, rf"\A(?:{_NUMBER.pattern})\z")
    return pc.if_else(fits, trimmed, pa.scalar(None, pa.string()))
