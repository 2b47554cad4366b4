"""The officer's own table: as a workbook to write into, and as records of text.

An XLSX file is opened as it is. A CSV file becomes a sheet of texts. Of what is too large, or
odd, only rows around the findings are copied, with their numbers in the first column.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell

from ..findings import Finding
from ..model import Resource
from ..tables import read
from ..tables.dialect import header_rows
from ..tables.excel import sheet as sheets
from ..tables.recipe.sheets import as_sheet
from ..words import Words
from .base import AROUND, MAX_BYTES, MAX_CELLS, MAX_ROWS
from .records import as_it_is, rows
from .results import Results, results
from .texts import title, write

#: What openpyxl does not carry over.
_LOST = (
    *("xl/charts/", "xl/chartsheets/", "xl/media/", "xl/drawings/drawing", "xl/pivot"),
    *("xl/embeddings/", "xl/ctrlProps/", "xl/threadedComments/", "xl/slicers/", "xl/vbaProject"),
)
#: No text at all: nothing of it can be shown.
_NO_TEXT = frozenset(("file-kind", "file-empty", "file-binary", "encoding-unknown"))
#: A spreadsheet's last row and column.
_LAST = (1_048_576, 16_384)


@dataclass(slots=True)
class Copy:
    """A workbook with the table in it, and where its cells stand there."""

    book: Workbook
    sheet: str  # the table's, as it is called in the book
    rows: dict[int, int] | None = None  # of an excerpt: the row there of each row of the file
    note: str = ""  # a key of the words `marked.notes`
    lost: bool = False  # whether something of the officer's workbook is not in this one
    results: Results = field(default_factory=dict)
    of: str = ""  # of an excerpt: the sheet of the officer's workbook, where it has several

    def cell(self, finding: Finding) -> Any:
        """The cell of a finding: of a row its first, of a column its top; None: not there."""
        if not (finding.row or finding.column) or self.sheet not in self.book.sheetnames:
            return None
        row, column = finding.row or 1, finding.column or 1
        own = finding.sheet if finding.sheet in self.book.sheetnames else self.sheet
        if self.rows is not None:
            if self.of and finding.sheet not in {"", self.of}:
                return None
            row, column, own = self.rows.get(row, 0), column + 1, self.sheet
        if not 0 < row <= _LAST[0] or column > _LAST[1] or not hasattr(self.book[own], "cell"):
            return None
        found = self.book[own].cell(row, column)
        if isinstance(found, MergedCell):
            merged = (r for r in self.book[own].merged_cells.ranges if found.coordinate in r)
            area = next(merged)
            found = self.book[own].cell(area.min_row, area.min_col)
        return found


def copy(
    folder: Path, resource: Resource, findings: Iterable[Finding], words: Words
) -> Copy | None:
    """The table as a workbook to write into; None where nothing of it can be read."""
    path = folder / resource.path
    if path.is_symlink() or not path.is_file():
        return None
    try:
        if resource.kind == "csv":
            if any(f.code in _NO_TEXT for f in read.problems(folder, resource)):
                return None
            resource = as_it_is(folder, resource)
            return _whole(folder, resource) or _excerpt(folder, resource, findings, words, "large")
        return _own(folder, resource, findings, words)
    except (csv.Error, UnicodeError, LookupError, OSError, read.BlankRowsError):
        return None


def _whole(folder: Path, resource: Resource) -> Copy | None:
    """A CSV table as a sheet of texts; None where it is too large."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = name = title(PurePosixPath(resource.path).stem, book)
    cells = 0
    for number, record in enumerate(rows(folder, resource), start=1):
        cells += len(record)
        if number > MAX_ROWS or cells > MAX_CELLS:
            return None
        _texts(sheet, number, record)
    _look(sheet, _header(resource))
    return Copy(book, name)


def _texts(sheet: Any, row: int, record: list[str], after: int = 0) -> None:
    for column, text in enumerate(record[: _LAST[1] - 1], start=1 + after):
        if text:
            write(sheet.cell(row, column), text)
            sheet.cell(row, column).number_format = "@"


def _look(sheet: Any, header: list[int]) -> None:
    if header:
        sheet.freeze_panes = f"A{header[-1] + 1}"
    for column in range(1, min(sheet.max_column, 100) + 1):
        longest = max((len(str(c.value or "")) for c in _first(sheet, column)), default=0)
        letter = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letter].width = min(max(longest + 2, 9), 45)


def _first(sheet: Any, column: int) -> Iterator[Any]:
    return (sheet.cell(row, column) for row in range(1, min(sheet.max_row, 50) + 1))


def _excerpt(
    folder: Path, resource: Resource, findings: Iterable[Finding], words: Words, note: str
) -> Copy:
    """The header, and the rows with findings and around them; with a recipe of one sheet."""
    header = _header(resource) or [1]
    own = _sheet(folder / resource.path, resource, findings := list(findings))
    findings = [f for f in findings if not own or f.sheet in {"", own}]
    near = {row + by for f in findings if (row := f.row) for by in range(-AROUND, AROUND + 1)}
    near |= set(header)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = name = title(PurePosixPath(resource.path).stem, book)
    places: dict[int, int] = {}
    cells = 0
    for number, record in enumerate(rows(folder, resource, own), start=1):
        if number in near and cells < MAX_CELLS and len(places) < MAX_ROWS:
            cells += len(record)
            places[number] = len(places) + 1
            sheet.cell(places[number], 1).value = number
            _texts(sheet, places[number], record, after=1)
    if header[-1] in places:
        write(sheet.cell(places[header[-1]], 1), words("marked.row_head"))
    _look(sheet, [1])
    return Copy(book, name, places, note, lost=True, of=own)


def _header(resource: Resource) -> list[int]:
    return list(resource.recipe.header) if resource.recipe else header_rows(resource)


def _sheet(path: Path, resource: Resource, findings: Iterable[Finding]) -> str:
    """Of a workbook with a recipe the sheet to show: the first with findings, or its first."""
    if resource.kind != "xlsx" or resource.recipe is None:
        return ""
    names = sheets.names(path)
    own = [name for name in resource.recipe.sheets if name in names] or names
    told = {f.sheet for f in findings if f.row}
    return next((name for name in own if name in told), own[0])


def _own(folder: Path, resource: Resource, findings: Iterable[Finding], words: Words) -> Copy:
    """The officer's workbook as it is; where that cannot be had, the table's cells as texts."""
    path = folder / resource.path
    name = _sheet(path, resource, findings)
    shown = as_sheet(resource, name) if name else resource
    opened = sheets.opened(path, shown)  # raises BlankRowsError: nothing can be read
    with zipfile.ZipFile(path) as parts:
        large = sum(entry.file_size for entry in parts.infolist()) > MAX_BYTES
        odd = not large and any(map(_has_entities, map(parts.read, parts.namelist())))
        lost = any(name.startswith(_LOST) for name in parts.namelist())
    cells = opened.last_row * max(len(resource.fields), 1)
    if large or opened.last_row > MAX_ROWS or cells > MAX_CELLS:
        return _excerpt(folder, resource, findings, words, "large")
    try:
        if odd:
            raise ValueError("entities")
        book = load_workbook(path, rich_text=True)
        known = results(book, load_workbook(path, data_only=True)) if _computes(book) else {}
    except Exception:  # noqa: BLE001 - whatever openpyxl makes of a workbook that others wrote
        return _excerpt(folder, resource, findings, words, "plain")
    return Copy(book, opened.entry.name, lost=lost, results=known)


def _has_entities(part: bytes) -> bool:
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part


def _computes(book: Workbook) -> bool:
    return any(c.data_type == "f" for s in book.worksheets for row in s.iter_rows() for c in row)
