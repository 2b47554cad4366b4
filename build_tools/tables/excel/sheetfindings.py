"""What a person should know of a workbook before its sheet is published.

A spreadsheet hides, merges, comments and computes; a table cannot. Nothing of that goes out
in silence: what would be published though it was hidden, or is lost though it is seen, holds
the table back until it is mended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...findings import Finding, Severity, error, finding, notice, warning
from ...model import Field, Resource
from ..dialect import header_rows
from .celltext import plain_text
from .sheet import MAX_BLANK_ROWS, RefusedError, Sheet, fields_by_column, opened

#: Allows hidden rows and columns, and a hidden sheet, to be published.
ALLOWED = "sdi:termasukTersembunyi"
#: Errors beside which the cells are still what they seem.
BESIDE = frozenset(
    {"rows-hidden", "columns-hidden", "sheet-hidden", "cell-date-in-text", "cell-digits-lost"}
    | {"recipe-sheet-new", "recipe-sheet-title", "recipe-column-new"}
)
#: Numbers this large have lost digits where a spreadsheet was given more than 15.
_LOST = 1e15


def problems(path: Path, resource: Resource) -> Iterator[Finding]:
    """Everything of a workbook that its sheet's values do not tell."""
    try:
        sheet = opened(path, resource)
    except RefusedError as refused:
        yield refused.finding
        return
    if not sheet.last_row:
        yield error("file-empty", file=resource.path, sheet=sheet.entry.name)
        return
    look = Look(sheet, resource)
    yield from look.sheets()
    yield from look.hidden()
    yield from look.merged()
    yield from look.formulas()
    yield from look.comments()
    yield from look.percents()
    yield from look.cells()


@dataclass(slots=True)
class Area:
    """The rows and columns of the sheet that are the table."""

    first: int
    last: int
    width: int

    def __contains__(self, at: tuple[int, int]) -> bool:
        return self.first <= at[0] <= self.last and at[1] <= self.width


class Look:
    """One sheet, its table's place in it, and the fields of its columns."""

    def __init__(self, sheet: Sheet, resource: Resource) -> None:
        self._sheet, self._resource = sheet, resource
        header = header_rows(resource)
        self._header = header[-1] if header else 0
        labels: list[str] = []
        if header:
            for number, row in enumerate(sheet.rows(), start=1):
                if number == header[0]:
                    labels = [plain_text(value) for value in row]
                    break
        self._fields = fields_by_column(resource, labels)
        while labels and not labels[-1]:
            labels.pop()
        width = max(len(self._fields), len(labels)) or int(sheet.values.total_width)
        self._area: Area = Area(header[0] if header else 1, sheet.last_row, width)
        self._allowed = self.allows(resource)

    @staticmethod
    def allows(resource: Resource) -> bool:
        """Whether what is hidden may be published."""
        return resource.raw.get(ALLOWED) is True

    def _place(self, row: int | None = None, column: int | None = None) -> dict[str, Any]:
        named = self._field(column)
        return {
            "file": self._resource.path,
            "sheet": self._sheet.entry.name,
            "row": row,
            "column": column,
            "field": named.name if named else "",
        }

    def _field(self, column: int | None) -> Field | None:
        return self._fields[column - 1] if column and column <= len(self._fields) else None

    def sheets(self) -> Iterator[Finding]:
        """Hidden sheets: not published, but the file with them lies in the open."""
        for entry in self._sheet.book.sheets:
            if not entry.hidden:
                continue
            place = {"file": self._resource.path, "sheet": entry.name, "name": entry.name}
            if entry is not self._sheet.entry:
                yield warning("sheet-hidden", **place)
            elif not self._allowed:
                yield error("sheet-hidden", **place, type="published")

    def hidden(self) -> Iterator[Finding]:
        """Rows and columns of the table that people hid and that would be published."""
        if self._allowed:
            return
        seen, area = self._sheet.seen, self._area
        for first, last in seen.hidden_columns:
            last = min(last, area.width)
            if first <= last:
                yield error(
                    "columns-hidden", **self._place(area.first, first), count=last - first + 1
                )
        case = {"type": "filter"} if seen.filtered else {}
        for first, last in seen.hidden_rows:
            first, last = max(first, area.first), min(last, area.last)
            if first <= last:
                place = self._place(first)
                yield error("rows-hidden", **place, last=last, count=last - first + 1, **case)

    def merged(self) -> Iterator[Finding]:
        """Merged cells of the table: all but the first are empty."""
        area = self._area
        for first, last, left, right in sorted(self._sheet.seen.merged):
            if first <= area.last and last >= area.first and left <= area.width:
                place = self._place(first, left)
                yield error(
                    "cells-merged", **place, rows=last - first + 1, columns=right - left + 1
                )

    def formulas(self) -> Iterator[Finding]:
        """Errors, and formulas: those with a result go out as that, the others as nothing."""
        seen = self._sheet.seen
        for at in seen.errors:
            if at in self._area:
                yield error("cell-error", **self._place(*at), cell=seen.shown.get(at, ""))
        for at in seen.uncomputed:
            if at in self._area:
                yield error("formula-uncomputed", **self._place(*at))
        if seen.formulas:
            yield notice("sheet-formulas", **self._place(), count=seen.formulas)

    def comments(self) -> Iterator[Finding]:
        """Comments: not published, but they lie in the open with the file."""
        for at in self._sheet.comments:
            yield warning("cell-comment", **self._place(*at))

    def percents(self) -> Iterator[Finding]:
        """25 % is 0.25 to a spreadsheet; a unit of per cent makes that wrong by a hundred."""
        for column, (first, count) in sorted(self._sheet.seen.percents.items()):
            named = self._field(column)
            if named is None or named.type not in {"number", "integer"}:
                continue
            unit = named.measure.unit.main.lower() if named.measure else ""
            wrong = "persen" in unit or "%" in unit
            grade = Severity.WARNING if wrong else Severity.NOTICE
            yield finding("cell-percent", grade, **self._place(first, column), count=count)

    def cells(self) -> Iterator[Finding]:
        """Texts that the spreadsheet took for dates or numbers, and rows that stop too late."""
        texts = [
            (at, named)
            for at, named in enumerate(self._fields)
            if named is not None and named.type == "string"
        ]
        blank = 0
        for number, row in enumerate(self._sheet.rows(), start=1):
            if not any(value != "" for value in row):
                blank += 1
                continue
            if blank > MAX_BLANK_ROWS:
                yield error("sheet-cell-far", **self._place(number), count=1, case="row")
                return
            blank = 0
            if number <= self._header:
                continue
            for at, _ in texts:
                value = row[at] if at < len(row) else ""
                if value.__class__ is not str:
                    yield from self._odd(number, at + 1, value)

    def _odd(self, row: int, column: int, value: Any) -> Iterator[Finding]:
        place = {**self._place(row, column), "cell": plain_text(value)}
        if isinstance(value, (dt.date, dt.time, dt.timedelta)):
            yield error("cell-date-in-text", **place)
        elif isinstance(value, float) and (row, column) not in self._sheet.seen.coded:
            if abs(value) >= _LOST:
                yield error("cell-digits-lost", **place)
            elif not value.is_integer():
                yield warning("cell-number-in-text", **place)
