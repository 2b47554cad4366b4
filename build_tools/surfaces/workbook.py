"""All that a workbook holds: every sheet, seen or hidden, then every other part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from ..tables.excel import sharedtext, sheetxml, workbook, zipparts
from ..tables.excel.zipparts import Parts, TooLargeError, UnreadableZipError
from . import calamine, pictures
from . import parts as xml
from .base import Grid, Said, UnreadFileError

#: An old workbook is held whole.
MAX_OLD = 30_000_000
#: So many cells all sheets together may have, or twice as many as are filled.
MAX_CELLS = 8_000_000
_INSIDE = ("xl/embeddings/", "word/embeddings/", "ppt/embeddings/", "xl/vbaproject", "object ")


def read(path: Path, skip: frozenset[str] = frozenset()) -> Iterator[Grid | Said]:
    """An XLSX; ``skip`` names sheets whose cells are looked at elsewhere.

    Raises `UnreadFileError` for what is no workbook or unfolds to too much.
    """
    try:
        with Parts(path) as parts:
            if parts.claimed() > zipparts.MAX_BYTES:
                raise TooLargeError(parts.claimed())
            book = workbook.read(parts)
            parts.measure(*workbook.UNASKED)
            for entry in book.sheets:
                yield Said(entry.name, "sheet-name", entry.name)
            wanted = [entry for entry in book.sheets if entry.part and entry.name not in skip]
            _bounded(parts, wanted, book)
            yield from _sheets(path, [entry.name for entry in wanted])
            yield from xml.comments(parts, {e.part: e.name for e in book.sheets if e.part})
            yield from xml.others(parts)
            yield from xml.unused(parts, book)
            yield from _inside(parts)
    except TooLargeError as problem:
        raise UnreadFileError("large", str(problem.size)) from problem
    except UnreadableZipError as problem:
        raise UnreadFileError("broken", str(problem)) from problem


def document(path: Path) -> Iterator[Grid | Said]:
    """A text or a presentation of an office program: all its XML parts."""
    try:
        with Parts(path) as parts:
            if parts.claimed() > zipparts.MAX_BYTES:
                raise TooLargeError(parts.claimed())
            yield from xml.others(parts)
            yield from _inside(parts)
    except TooLargeError as problem:
        raise UnreadFileError("large", str(problem.size)) from problem
    except UnreadableZipError as problem:
        raise UnreadFileError("broken", str(problem)) from problem


def old(path: Path) -> Iterator[Grid | Said]:
    """Workbooks in other forms (XLS, XLSB, ODS): their sheets' values."""
    if path.stat().st_size > MAX_OLD:
        raise UnreadFileError("large")
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if zipped:
        _measure(path)
    yield from calamine.read(path)


def _measure(path: Path) -> None:
    """Raises `UnreadFileError` for a ZIP that unfolds to more than may be held."""
    try:
        with Parts(path) as parts:
            parts.measure(*parts.names)
    except TooLargeError as problem:
        raise UnreadFileError("large", str(problem.size)) from problem
    except UnreadableZipError as problem:
        raise UnreadFileError("broken", str(problem)) from problem


#: The number of column Z, which no cell lies beyond of a sheet that is not wide.
_Z = 26


def _bounded(parts: Parts, sheets: list[workbook.SheetEntry], book: workbook.Book) -> None:
    """Stops before calamine makes rectangles of cells that lie far apart, or of one long text."""
    rectangles, values = 0, 0
    for entry in sheets:
        seen = sheetxml.look(parts, entry.part, book.styles, sheetxml.LAST_COLUMN)
        values += seen.values
        columns = _Z
        if seen.wide or rectangles + seen.last_row * columns > max(MAX_CELLS, 2 * values):
            columns = sheetxml.width(parts, entry.part)  # another pass
        rectangles += seen.last_row * columns
        if rectangles > max(MAX_CELLS, 2 * values) or seen.last_row > sheetxml.LAST_ROW:
            raise TooLargeError(rectangles)
        if book.strings:
            sharedtext.longest(parts, book.strings, entry.part, seen.shared)


def _sheets(path: Path, names: list[str]) -> Iterator[Grid | Said]:
    if not names:
        return
    import python_calamine

    with _calamine(lambda: python_calamine.CalamineWorkbook.from_path(str(path))) as book:
        for name in names:
            sheet = _calamine(partial(book.get_sheet_by_name, name))
            yield Grid(calamine.rows(sheet), "sheet", name)


def _calamine(ask: Callable[[], Any]) -> Any:
    """An answer of calamine; it can panic on odd files, which is no Exception."""
    try:
        return ask()
    except Exception as problem:
        note = str(problem) or type(problem).__name__
        kind = "encrypted" if type(problem).__name__ == "PasswordError" else "broken"
        raise UnreadFileError(kind, note) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise UnreadFileError("broken", "panic") from problem


def _inside(parts: Parts) -> Iterator[Said]:
    """Pictures in the file, and files in it that are not looked into."""
    budget = [pictures.ALL_BYTES]
    for name in parts.names:
        if "/media/" in name:
            yield from pictures.read(BytesIO(parts.read(name)), budget)
        elif name.startswith(_INSIDE):
            raise UnreadFileError("embedded", name)
