"""The grids of a file: each sheet of a workbook, or the one of a CSV, as rows of cells.

``grids(path)`` gives them all, hidden sheets too, in their order; it raises `RefusedError` (its
``finding`` says why) for what cannot be read, with the bounds of the reader of tables: no bomb is
unfolded, no rectangle made of two cells far apart. Nothing is written.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ...model import Resource
from .. import kinds, textfile
from ..dialect import csv_dialect
from ..excel import sharedtext, sheet, sheetxml, workbook, zipparts
from ..excel.sheet import MAX_CELL, refuse, refuse_kind
from ..excel.zipparts import Parts, TooLargeError, UnreadableZipError
from . import delimited
from .base import Grid, Raw

#: The part that holds macros, and the folder of links to other workbooks.
_MACROS, _LINKS = "xl/vbaproject.bin", "xl/externallinks/"
#: A sheet wider than this is looked at so far only.
MAX_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's grids, and what else is known of it."""

    grids: tuple[Grid, ...]
    #: By name of sheet: cells with formulas that were never computed.
    uncomputed: dict[str, list[tuple[int, int]]]
    formulas: int = 0
    links: bool = False  # whether cells refer to other workbooks
    charts: tuple[str, ...] = ()  # sheets that hold no cells
    said: str = ""  # the delimiter that a line "sep=;" above the table names


def grids(path: Path) -> tuple[Grid, ...]:
    """Every sheet of a workbook, or a CSV file as one; raises `RefusedError`."""
    return opened(path).grids


def opened(path: Path) -> Opened:
    """The same with what is known of the file as a whole; raises `RefusedError`."""
    kind = kinds.kind_of(path)
    if kind == "xlsx":
        if path.suffix.lower() == ".xlsm":
            _refuse_macros(path)
        if path.suffix.lower() != ".xlsx":
            refuse_kind(path.name, kind)
        return _workbook(path)
    if kind:
        refuse_kind(path.name, kind)
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0,;"):
        refuse("file-empty", file=path.name)
    if path.suffix.lower().startswith((".xls", ".ods", ".num")):
        if b"\0" in head or head.startswith(b"PK"):
            refuse("workbook-unreadable", file=path.name, note=_broken(path))
        refuse_kind(path.name, "text")
    return _text(path)


def _refuse_macros(path: Path) -> NoReturn:
    """Refuses a workbook that may hold macros; it says whether it does."""
    try:
        with Parts(path) as parts:
            case = "" if _MACROS in parts else "xlsm-bare"
    except (UnreadableZipError, TooLargeError) as problem:
        refuse("workbook-unreadable", file=path.name, note=str(problem))
    refuse("file-kind", file=path.name, type="xlsm", ending=path.suffix, case=case)


def _broken(path: Path) -> str:
    try:
        with Parts(path) as parts:
            parts.measure(*parts.names)
    except (UnreadableZipError, TooLargeError) as problem:
        return str(problem)
    return "no workbook"


def _workbook(path: Path) -> Opened:
    file = path.name
    try:
        with Parts(path) as parts:
            if _MACROS in parts:
                refuse("file-kind", file=file, type="xlsm", ending=path.suffix)
            if parts.claimed() > zipparts.MAX_BYTES:
                raise TooLargeError(parts.claimed())
            book = workbook.read(parts)
            parts.measure(*workbook.UNASKED)
            looks = [
                (entry, _looked(parts, book, entry, file)) for entry in book.sheets if entry.part
            ]
            links = any(name.startswith(_LINKS) for name in parts.names)
    except TooLargeError as problem:
        refuse("workbook-too-large", file=file, size=problem.size)
    except UnreadableZipError as problem:
        refuse("workbook-unreadable", file=file, note=str(problem))
    return Opened(
        tuple(_grid(path, entry, seen) for entry, seen in looks),
        {entry.name: seen.uncomputed for entry, seen in looks if seen.uncomputed},
        sum(seen.formulas for _, seen in looks),
        links,
        tuple(entry.name for entry in book.sheets if not entry.part),
    )


def _looked(
    parts: Parts, book: workbook.Book, entry: workbook.SheetEntry, file: str
) -> sheetxml.Seen:
    """What a sheet's XML says; stops before a rectangle is made of cells that lie far apart."""
    seen = sheetxml.look(parts, entry.part, book.styles, MAX_COLUMNS)
    resource = Resource("", file, "xlsx")
    sheet._bounded(parts, entry, seen, resource)
    if book.strings:
        longest = sharedtext.longest(parts, book.strings, entry.part, seen.shared)
        if longest > 4 * MAX_CELL:
            refuse("cell-too-long", file=file, sheet=entry.name, limit=MAX_CELL)
    return seen


def _grid(path: Path, entry: workbook.SheetEntry, seen: sheetxml.Seen) -> Grid:
    shown: dict[int, dict[int, str]] = {}
    for (row, column), text in {**seen.coded, **seen.shown}.items():
        shown.setdefault(row, {})[column] = text
    percent = {
        column
        for column, (first, count) in seen.percents.items()
        if 2 * count >= seen.last_row - first - 10
    }
    return Grid(
        entry.name,
        _reader(path, entry, shown),
        tuple((top, left, bottom, right) for top, bottom, left, right in sorted(seen.merged)),
        entry.hidden,
        _numbers(seen.hidden_rows, seen.last_row),
        _numbers(seen.hidden_columns, MAX_COLUMNS),
        frozenset(percent),
    )


def _numbers(runs: list[tuple[int, int]], most: int) -> frozenset[int]:
    return frozenset(n for first, last in runs for n in range(first, min(last, most) + 1))


def _reader(
    path: Path, entry: workbook.SheetEntry, shown: dict[int, dict[int, str]]
) -> Callable[[], Iterator[list[Raw]]]:
    """The rows of a sheet: calamine reads it once, when it is first asked for."""
    kept: list[Any] = []

    def rows() -> Iterator[list[Raw]]:
        if not kept:
            kept.append(sheet._values(path, entry, path.name))
        values = kept[0]
        before: list[Raw] = [None] * int(values.start[1]) if values.start else []
        for number, found in enumerate(values.iter_rows(), start=1):
            row: list[Raw] = [None if v == "" else v for v in found] if "" in found else found
            if before:
                row = before + row
            if number in shown:
                for column, text in shown[number].items():
                    row.extend([None] * (column - len(row)))
                    row[column - 1] = text
            yield row

    return rows


def _text(path: Path) -> Opened:
    form = delimited.form(path)
    if form is None:
        refuse("encoding-error", file=path.name, encoding="utf-8", type="unknown", row=1)
    resource = Resource(
        "", path.name, "csv", encoding=form.encoding, dialect={"delimiter": form.delimiter}
    )
    for found in textfile.problems(path, resource):
        if found.severity == "error":
            raise sheet.RefusedError(found)
    dialect = csv_dialect(resource)

    def rows() -> Iterator[list[Raw]]:
        with path.open(encoding=form.encoding, newline="") as file:
            if form.said:
                file.readline()
            for row in csv.reader(file, dialect=dialect):
                yield [None if cell == "" else cell for cell in row] if "" in row else row  # type: ignore[misc]

    only = Grid("", rows, encoding=form.encoding, delimiter=form.delimiter, said=form.said)
    return Opened((only,), {}, said=form.delimiter if form.said else "")
