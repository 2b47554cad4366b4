"""All that a workbook holds: every sheet, seen or hidden, then every other part."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from ..tables.excel import sheetxml, workbook, zipparts
from ..tables.excel.celltext import plain_text
from ..tables.excel.zipparts import Parts, TooLargeError, UnreadableZipError
from . import parts as xml
from . import pictures
from .base import Grid, Said, UnreadFileError

#: An old workbook is held whole.
MAX_OLD = 30_000_000
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
            for entry in book.sheets:
                yield Said(entry.name, "sheet-name", entry.name)
            for entry in book.sheets:
                if entry.part and entry.name not in skip:
                    _bounded(parts, entry, book)
            wanted = [e.name for e in book.sheets if e.part and e.name not in skip]
            yield from _sheets(path, wanted)
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
    names = _names(path)
    for name in names:
        yield Said(name, "sheet-name", name)
    yield from _sheets(path, names)


def _measure(path: Path) -> None:
    """Raises `UnreadFileError` for a ZIP that unfolds to more than may be held."""
    try:
        with Parts(path) as parts:
            for name in parts.names:
                for _ in parts.pieces(name):
                    pass
    except TooLargeError as problem:
        raise UnreadFileError("large", str(problem.size)) from problem
    except UnreadableZipError as problem:
        raise UnreadFileError("broken", str(problem)) from problem


def _bounded(parts: Parts, entry: workbook.SheetEntry, book: workbook.Book) -> None:
    """Stops before calamine makes a rectangle of cells that lie far apart."""
    seen = sheetxml.look(parts, entry.part, book.styles, sheetxml.LAST_COLUMN)
    size = seen.last_row * sheetxml.width(parts, entry.part)
    if size > max(16_000_000, 2 * seen.values) or seen.last_row > sheetxml.LAST_ROW:
        raise TooLargeError(size)


def _names(path: Path) -> list[str]:
    """The sheets that have cells."""
    listed = _calamine(path, lambda book: list(book.sheets_metadata))
    return [sheet.name for sheet in listed if sheet.typ.name == "WorkSheet"]


def _sheets(path: Path, names: list[str]) -> Iterator[Grid | Said]:
    for name in names:
        sheet = _calamine(path, lambda book, name=name: book.get_sheet_by_name(name))
        yield Grid(_rows(sheet), "sheet", name)


def _rows(sheet: Any) -> Iterator[list[str]]:
    """Every row of a sheet as text, from row 1 and column A on."""
    # calamine's rows begin at row 1, its columns at the first that is filled
    before = [""] * int(sheet.start[1]) if sheet.start else []
    for row in sheet.iter_rows():
        yield before + [value if value.__class__ is str else plain_text(value) for value in row]


def _calamine(path: Path, ask: Any) -> Any:
    """An answer of calamine; it can panic on odd files, which is no Exception."""
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            return ask(book)
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
    for name in parts.names:
        if "/media/" in name:
            yield from pictures.read(BytesIO(parts.read(name)))
        elif name.startswith(_INSIDE):
            raise UnreadFileError("embedded", name)
