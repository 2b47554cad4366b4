"""A workbook's sheet as records of text: its values by calamine, the rest by its XML.

calamine (https://docs.rs/calamine) reads values six times as fast as openpyxl and says nothing
else: an error or a formula without a result is an empty cell to it, a hidden row a row.
pandas over it would lose more: it makes dates datetimes and writes large numbers out to
digits that were never there. So it is asked directly, for one sheet, and that sheet is kept
while it is checked and read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from ...findings import Finding, error
from ...model import Field, Resource
from .. import kinds
from ..dialect import header_rows
from ..values import raw_field
from . import sharedtext, sheetxml, workbook, zipparts
from .celltext import Writer, plain_text, writer
from .zipparts import Parts, TooLargeError, UnreadableZipError

#: So many empty rows in a row are no table; a cell at the far end of a sheet makes a million.
MAX_BLANK_ROWS = 10_000
#: How many columns more than the schema has may belong to the table.
MORE_COLUMNS = 50
#: Where a recipe says which columns are the table, a sheet may have as many as this.
WIDE_SHEET = 256
#: No cell of a table is longer (in characters).
MAX_CELL = 1_000_000
#: A sheet is held as one rectangle, filled or not: so many cells, and so many to each value.
_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_MOST, _LARGE, _SPARSE = 16_000_000, 50_000, 20


class BlankRowsError(ValueError):
    """A sheet that is no table, or goes on for thousands of empty rows."""


class RefusedError(BlankRowsError):
    """A workbook that cannot be read; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was looked at and whose values are at hand."""

    book: workbook.Book
    entry: workbook.SheetEntry
    seen: sheetxml.Seen
    values: Any  # python_calamine.CalamineSheet
    comments: tuple[tuple[int, int], ...] = ()
    #: What a person sees where the value says it differently; ``coded`` is for texts only.
    shown: dict[int, dict[int, str]] = field(default_factory=dict)
    coded: dict[int, dict[int, str]] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        """The last row with a value, as a person counts."""
        return int(self.values.end[0]) + 1 if self.values.end else 0

    def rows(self) -> Iterator[list[Any]]:
        """Every row from row 1 on, each from column A on."""
        before = [""] * int(self.values.start[1]) if self.values.start else []
        if not before:
            yield from self.values.iter_rows()
            return
        for row in self.values.iter_rows():
            yield before + row


#: The sheet last opened, or why it cannot be: it is checked first and read right after.
_held: dict[tuple[object, ...], Sheet | RefusedError] = {}


def opened(path: Path, resource: Resource) -> Sheet:
    """The resource's sheet; raises `RefusedError` where it cannot be read as a table."""
    wanted = resource.dialect.get("sheetName") or resource.dialect.get("sheet")
    state = path.stat()
    bounds = (len(resource.fields), resource.recipe is None)
    key = (path, state.st_mtime_ns, state.st_size, wanted, *bounds)
    if key not in _held:
        _held.clear()
        try:
            _held[key] = _open(path, resource, wanted if isinstance(wanted, str) else None)
        except RefusedError as refused:
            _held[key] = refused
    found = _held[key]
    if isinstance(found, RefusedError):
        raise found
    return found


def forget() -> None:
    """Lets go of the sheet that is kept."""
    _held.clear()


def names(path: Path) -> list[str]:
    """The names of a workbook's sheets; raises `RefusedError` for what is no workbook."""
    _known(path, path.name)
    try:
        with Parts(path) as parts:
            return [entry.name for entry in workbook.read(parts).sheets]
    except TooLargeError as problem:
        refuse("workbook-too-large", file=path.name, size=problem.size)
    except UnreadableZipError as problem:
        refuse("workbook-unreadable", file=path.name, note=str(problem))


def _open(path: Path, resource: Resource, wanted: str | None) -> Sheet:
    file = resource.path
    _known(path, file)
    widest = _widest(resource) if resource.fields else sheetxml.LAST_COLUMN
    try:
        with Parts(path) as parts:
            if parts.claimed() > zipparts.MAX_BYTES:
                raise TooLargeError(parts.claimed())
            book = workbook.read(parts)
            parts.measure(*workbook.UNASKED)
            entry = _entry(book, wanted, file)
            seen = sheetxml.look(parts, entry.part, book.styles, widest)
            _bounded(parts, entry, seen, resource)
            if book.strings:
                longest = sharedtext.longest(parts, book.strings, entry.part, seen.shared)
                if longest > 4 * MAX_CELL:  # bytes with their tags
                    refuse("cell-too-long", file=file, sheet=entry.name, limit=MAX_CELL)
            comments = tuple(_comments(parts, entry.part))
    except TooLargeError as problem:
        refuse("workbook-too-large", file=file, size=problem.size)
    except UnreadableZipError as problem:
        refuse("workbook-unreadable", file=file, note=str(problem))
    found = Sheet(book, entry, seen, _values(path, entry, file), comments)
    for places, rows in ((seen.shown, found.shown), (seen.coded, found.coded)):
        for (row, column), text in places.items():
            rows.setdefault(row, {})[column] = text
    return found


def _widest(resource: Resource) -> int:
    """The last column that may have a cell; a recipe takes some of a wide sheet's."""
    widest = len(resource.fields) + MORE_COLUMNS
    return max(widest, WIDE_SHEET) if resource.recipe else widest


def refuse(code: str, **facts: Any) -> NoReturn:
    """Raises `RefusedError` with such a finding."""
    raise RefusedError(error(code, **facts))


def refuse_kind(file: str, kind: str) -> NoReturn:
    """Raises `RefusedError` for a file that holds another kind than is read (see `kinds`).

    Its name may say so itself (case ``own``), or be wrong about a workbook (``renamed``).
    """
    ending = Path(file).suffix
    facts = {"file": file, "type": kind, "ending": ending}
    if ending.lower() == f".{kind}":
        refuse("file-kind", **facts, case="own")
    if kind == "xlsx" and ending.lower() not in _TEXTS:
        refuse("file-kind", **facts, case="renamed")
    refuse("file-kind", **facts)


def _known(path: Path, file: str) -> None:
    """Stops at what is no workbook of this kind, whatever its name says."""
    kind = kinds.kind_of(path)
    if kind == "xlsx":
        return
    if kind:
        refuse_kind(file, kind)
    with path.open("rb") as opened_file:
        head = opened_file.read(4096)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        refuse("file-empty", file=file)
    if b"\0" not in head and not head.startswith(b"PK"):
        refuse_kind(file, "text")


def _entry(book: workbook.Book, wanted: str | None, file: str) -> workbook.SheetEntry:
    names = ", ".join(sheet.name for sheet in book.sheets)
    entry = book.sheet(wanted)
    if wanted is not None and entry is None:
        refuse("sheet-missing", file=file, sheet=wanted, sheets=names)
    if wanted is None and len(book.tables) > 1:
        refuse("sheet-undeclared", file=file, sheets=names)
    if entry is None:
        raise UnreadableZipError("no sheet with cells")
    return entry


def _comments(parts: Parts, part: str) -> Iterator[tuple[int, int]]:
    """Where comments stand, of the old kind and of the new one with answers."""
    places = set()
    for kind, name in workbook.related(parts, part):
        if kind in {"comments", "threadedComment"} and name in parts:
            places |= sheetxml.references(parts, name)
    yield from sorted(places)


def _bounded(
    parts: Parts, entry: workbook.SheetEntry, seen: sheetxml.Seen, resource: Resource
) -> None:
    """Stops before a rectangle is made of a few cells that lie far apart."""
    facts: dict[str, Any] = {"file": resource.path, "sheet": entry.name}
    if seen.far:
        row, column = seen.far[0]
        refuse("sheet-cell-far", **facts, row=row, column=column, count=seen.far_count)
    if seen.last_row > sheetxml.LAST_ROW:
        refuse("sheet-cell-far", **facts, row=seen.last_row, count=1, case="row")
    filled = seen.last_row * max(len(resource.fields), 1)
    if seen.last_row > _LARGE and filled > seen.values * _SPARSE:
        refuse("sheet-cell-far", **facts, row=seen.last_row, count=1, case="row")
    if seen.last_row * max(_widest(resource), 26) > _MOST:
        size = seen.last_row * sheetxml.width(parts, entry.part)
        if size > max(_MOST, 2 * seen.values):
            refuse("workbook-too-large", file=resource.path, size=size)


def _values(path: Path, entry: workbook.SheetEntry, file: str) -> Any:
    """calamine's sheet; it can panic on XML that is odd enough, which is no Exception."""
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as found:
            return found.get_sheet_by_name(entry.name)
    except Exception as problem:
        note = str(problem) or type(problem).__name__
        raise RefusedError(error("workbook-unreadable", file=file, note=note)) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise RefusedError(error("workbook-unreadable", file=file, note="panic")) from problem


def fields_by_column(resource: Resource, labels: list[str]) -> list[Field | None]:
    """The field of each column, by its place or, where the schema says so, by its label."""
    if resource.fields_match == "exact" or not labels:
        return list(resource.fields)
    return [resource.field(label) for label in labels]


def records(path: Path, resource: Resource) -> Iterator[list[str]]:
    """Every row of the resource's sheet as text, from row 1 on.

    Rows end with their last cell that holds something, but are at least as wide as the first.
    Raises `BlankRowsError` (or `RefusedError`) for what is no table.
    """
    sheet = opened(path, resource)
    header = header_rows(resource)
    start = header[-1] + 1 if header else 1
    labels: list[str] = []
    writers: list[Writer] = []
    texts: list[bool] = []  # whether codes with zeros are shown so
    width, blank = 0, 0
    for number, row in enumerate(sheet.rows(), start=1):
        if number < start:
            cells = [plain_text(value) for value in row]
            if number == header[0]:
                labels = cells
        else:
            if not writers:
                fields = fields_by_column(resource, labels)
                fields += [None] * (len(row) - len(fields))
                writers = [writer(f, raw_field(resource, f.name) if f else {}) for f in fields]
                texts = [f is None or f.type in {"string", "any"} for f in fields]
            cells = [
                value if value.__class__ is str else write(value)
                for write, value in zip(writers, row, strict=False)
            ]
        for column, text in sheet.coded.get(number, {}).items():
            if not texts or texts[column - 1]:
                cells[column - 1] = text
        for column, text in sheet.shown.get(number, {}).items():
            cells[column - 1 : column] = [text]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:  # counted until a later row shows that it stands inside the table
            blank += 1
            if blank > MAX_BLANK_ROWS:
                raise BlankRowsError
            continue
        for _ in range(blank):
            yield [""] * width
        blank = 0
        width = width or len(cells)
        yield cells + [""] * (width - len(cells))
    forget()
