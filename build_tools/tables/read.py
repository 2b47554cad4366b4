"""Tables as text: CSV, XLSX and the properties of GeoJSON features, a record at a time.

Text in, cast by the declared type; nothing is guessed. Numbers of rows are those a person
sees in the spreadsheet: every record counts, the header is row 1.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from ..findings import Finding, error
from ..model import Cell, Resource
from . import explain, geo

#: What a workbook may unfold to; a zip of a few kilobytes can hold gigabytes.
MAX_WORKBOOK_BYTES = 200_000_000
#: So many empty rows in a row are no table; a cell at the far end of a sheet makes a million.
MAX_BLANK_ROWS = 10_000
#: Encodings that tables come in; Python knows others that are no text encodings at all.
_ENCODINGS = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 ascii latin-1 iso-8859-15 cp1250 cp1252 "
    "cp437 cp850 mac-roman"
)
ENCODINGS = frozenset(codecs.lookup(name).name for name in _ENCODINGS.split())
_MEMO = 5_000


class BlankRowsError(ValueError):
    """A sheet goes on for thousands of empty rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One data row.

    ``cells`` is the text as in the file, ``values`` the value of each field cast by
    frictionless' field reader; both in the order of the schema's fields, None where the
    cell is absent (cells) or missing or wrong (values).
    """

    number: int
    cells: tuple[Cell, ...]
    values: tuple[Any, ...]


def problems(folder: Path, resource: Resource) -> Iterator[Finding]:
    """What keeps a file from being read as a table at all: encoding, sheets, zip bombs."""
    path = folder / resource.path
    if resource.kind == "geojson":
        yield from geo.problems(path, resource)
        return
    look = _text_problems if resource.kind == "csv" else _workbook_problems
    found = list(look(path, resource))
    yield from found or _header_elsewhere(folder, resource)


def _header_elsewhere(folder: Path, resource: Resource) -> Iterator[Finding]:
    """Titles above the header: say once where the column names are, not a hundred errors."""
    wanted = {f.name.strip().casefold() for f in resource.fields}
    declared = header_rows(resource)
    if not declared or not wanted:
        return

    def share(record: list[str]) -> float:
        return len({c.strip().casefold() for c in record} & wanted) / len(wanted)

    try:
        first = list(islice(records(folder, resource), declared[-1] + 15))
    except (csv.Error, UnicodeError, BlankRowsError):
        return  # said by the reader itself
    if len(first) < declared[0] or max(share(r) for r in first[: declared[-1]]) >= 0.5:
        return
    found = next((n for n, r in enumerate(first, start=1) if share(r) >= 0.6), 0)
    if found:
        yield error("header-elsewhere", file=resource.path, row=found, declared=declared[0])


def _text_problems(path: Path, resource: Resource) -> Iterator[Finding]:
    try:
        known = codecs.lookup(resource.encoding).name in ENCODINGS
    except (LookupError, ValueError):
        known = False
    if not known:
        yield error("encoding-unknown", file=resource.path, encoding=resource.encoding)
        return
    decoder = codecs.getincrementaldecoder(resource.encoding)("strict")
    wide = resource.encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32"))
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if b"\0" in chunk and not wide:
                yield error("file-binary", file=resource.path)
                return
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as problem:
                at = line + chunk.count(b"\n", 0, max(problem.start, 0))
                yield error(
                    "encoding-error", file=resource.path, row=at, encoding=resource.encoding
                )
                return
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        yield error("encoding-error", file=resource.path, row=line, encoding=resource.encoding)
        return
    yield from _delimiter_problem(path, resource)


def _delimiter_problem(path: Path, resource: Resource) -> Iterator[Finding]:
    """Indonesian Excel writes CSV with semicolons: say that, instead of a hundred errors."""
    with _open_text(path, resource.encoding) as file:
        first = file.readline(10_000).strip("\r\n")
    declared = csv_options(resource)["delimiter"]
    if len(resource.fields) < 2 or declared in first:
        return
    other = next((mark for mark in ";\t|," if mark in first), "")
    if other:
        found = other.replace("\t", "\\t")  # as YAML writes it
        yield error("delimiter-differs", file=resource.path, row=1, found=found, declared=declared)


def _workbook_problems(path: Path, resource: Resource) -> Iterator[Finding]:
    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > MAX_WORKBOOK_BYTES:
            yield error("workbook-too-large", file=resource.path, size=size)
            return
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as problem:  # noqa: BLE001 - whatever its XML parser raises
        yield error("workbook-unreadable", file=resource.path, note=type(problem).__name__)
        return
    names = book.sheetnames
    wanted = resource.dialect.get("sheetName") or resource.dialect.get("sheet")
    if isinstance(wanted, str) and wanted not in names:
        yield error("sheet-missing", file=resource.path, sheet=wanted, sheets=", ".join(names))
    elif wanted is None and len(names) > 1:
        yield error("sheet-undeclared", file=resource.path, sheets=", ".join(names))
    book.close()


def records(folder: Path, resource: Resource) -> Iterator[list[str]]:
    """Every record of the file as text, header included; of features, their properties."""
    path = folder / resource.path
    if resource.kind == "xlsx":
        yield from _workbook_records(path, resource)
    elif resource.kind == "geojson":
        yield [f.name for f in resource.fields]
        for feature in geo.features(folder, resource):
            properties = feature.get("properties") or {}
            yield [geo.property_text(properties.get(f.name)) for f in resource.fields]
    else:
        with _open_text(path, resource.encoding) as file:
            yield from csv.reader(file, dialect=_csv_dialect(resource))


@contextmanager
def _open_text(path: Path, encoding: str) -> Iterator[TextIO]:
    plain = encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    with path.open(encoding="utf-8-sig" if plain else encoding, newline="") as file:
        yield file


def csv_options(resource: Resource) -> dict[str, Any]:
    """The CSV part of the dialect, every option said (Table Dialect v2 defaults)."""
    given = resource.dialect
    nested = given.get("csv")
    options: dict[str, Any] = {
        "delimiter": ",",
        "lineTerminator": "\r\n",
        "quoteChar": '"',
        "doubleQuote": True,
        "escapeChar": None,
        "skipInitialSpace": False,
    }
    for key in options:
        for source in (given, nested):
            if isinstance(source, Mapping) and key in source:
                options[key] = source[key]
    if not isinstance(options["delimiter"], str) or len(options["delimiter"]) != 1:
        options["delimiter"] = ","
    return options


def _csv_dialect(resource: Resource) -> type[csv.Dialect]:
    given = csv_options(resource)

    class Dialect(csv.excel):
        delimiter = given["delimiter"]
        quotechar = given["quoteChar"] or None
        escapechar = given["escapeChar"] or None
        doublequote = given["doubleQuote"] if given["escapeChar"] else True
        skipinitialspace = bool(given["skipInitialSpace"])
        quoting = csv.QUOTE_MINIMAL if given["quoteChar"] else csv.QUOTE_NONE

    return Dialect


def _workbook_records(path: Path, resource: Resource) -> Iterator[list[str]]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    wanted = resource.dialect.get("sheetName") or resource.dialect.get("sheet")
    sheet = book[wanted] if isinstance(wanted, str) else book.worksheets[0]
    width, blank = 0, []
    widest = max(len(resource.fields), 1) + 50  # a stray cell far to the right makes 16,384
    for row in sheet.iter_rows(values_only=True, max_col=widest):
        cells = [_cell_text(value) for value in row]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:  # held until a later row shows that it stands inside the table
            blank.append([""] * width)
            if len(blank) > MAX_BLANK_ROWS:
                raise BlankRowsError
            continue
        yield from blank
        blank = []
        width = width or len(cells)
        yield cells + [""] * (width - len(cells))
    book.close()


def _cell_text(value: object) -> str:
    """A workbook's cell as the text its declared type is read from."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        plain = format(Decimal(repr(value)), "f")
        return plain[:-2] if plain.endswith(".0") else plain
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)


def typed_rows(folder: Path, resource: Resource) -> Iterator[Row]:
    """The data rows of a checked table, streaming.

    Raises nothing for a table that passed its checks; a cell that its field's type does not
    take becomes None.
    """
    header = header_rows(resource)
    first = header[-1] + 1 if header else 1
    cast = _caster(resource)
    order: list[int | None] = list(range(len(resource.fields)))
    comments = {int(n) for n in resource.dialect.get("commentRows") or []}
    mark = resource.dialect.get("commentChar") or ""
    labels: list[str] = []
    for number, record in enumerate(records(folder, resource), start=1):
        if number in header:
            labels = labels or record  # with several header rows names are matched by place
            order = _order(resource, labels)
        if number < first or number in comments:
            continue
        if mark and record and record[0].startswith(mark):
            continue
        cells = tuple(record[i] if i is not None and i < len(record) else None for i in order)
        yield Row(number, cells, cast(cells))


def header_rows(resource: Resource) -> list[int]:
    """The numbers of the header's rows: [1] unless the dialect says otherwise, or none."""
    if resource.dialect.get("header") is False:
        return []
    return list(resource.dialect.get("headerRows", [1]))


def _order(resource: Resource, labels: list[str]) -> list[int | None]:
    if resource.fields_match == "exact":
        return list(range(len(resource.fields)))
    return [labels.index(f.name) if f.name in labels else None for f in resource.fields]


def _caster(resource: Resource) -> Callable[[tuple[Cell, ...]], tuple[Any, ...]]:
    readers = explain.cell_readers(resource)
    memos: list[dict[Cell, Any]] = [{} for _ in readers]

    def cast(cells: tuple[Cell, ...]) -> tuple[Any, ...]:
        values = []
        for reader, memo, cell in zip(readers, memos, cells, strict=True):
            if cell in memo:
                values.append(memo[cell])
                continue
            value = None if cell is None else reader(cell)
            if len(memo) < _MEMO:
                memo[cell] = value
            values.append(value)
        return tuple(values)

    return cast
