"""Tables as text: CSV, XLSX and the properties of GeoJSON features, a record at a time.

Text in, cast by the declared type; nothing is guessed. Numbers of rows are those a person
sees in the spreadsheet: every record counts, the header is row 1.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from ..findings import Finding, Severity, error
from ..model import Resource
from . import geo, textfile
from .dialect import csv_dialect, csv_options, header_rows
from .excel import sheet, sheetfindings
from .excel.sheet import BlankRowsError
from .recipe import apply, drift, places
from .recipe.beside import ALONE, Beside
from .textfile import ENCODINGS

__all__ = [
    "ENCODINGS",
    "BlankRowsError",
    "csv_options",
    "header_rows",
    "located",
    "open_text",
    "problems",
    "records",
    "sheet_names",
    "sheet_of",
    "stops",
    "unreadable",
]

#: A header with so many more columns than the schema has is another table's.
MORE_COLUMNS = 50


def problems(folder: Path, resource: Resource, others: Beside = ALONE) -> Iterator[Finding]:
    """What is wrong with a file before its cells are looked at.

    Encoding, sheets, what a workbook hides, zip bombs: each at the row and column that a
    person sees. `stops` says whether the table is not to be read for them. ``others``: the
    tables that are read from the same file.
    """
    path = folder / resource.path
    if resource.recipe:
        found = list(drift.problems(path, resource, others))
        if stops(found):
            sheet.forget()  # it is not going to be read
        yield from found
    elif resource.kind == "geojson":
        yield from geo.problems(path, resource)
    elif resource.kind == "csv":
        found = list(textfile.problems(path, resource))
        yield from found
        if not any(f.severity is Severity.ERROR for f in found):
            with open_text(path, resource.encoding) as file:
                yield from _shape(file, resource)
    else:
        found = list(sheetfindings.problems(path, resource))
        name = sheet_of(folder, resource)
        given = _header(records(folder, resource), resource)
        elsewhere = [replace(f, sheet=f.sheet or name) for f in given]
        if stops([*elsewhere, *found]):
            sheet.forget()  # it is not going to be read
        # with another header, what belongs to the table is another question
        yield from elsewhere
        yield from (f for f in found if not elsewhere or f.severity is not Severity.ERROR)


def stops(found: Iterable[Finding]) -> bool:
    """Whether the cells are better not looked at: they are not there, or not what they seem."""
    return drift.stops(found)


def unreadable(folder: Path, resource: Resource) -> Finding | None:
    """What keeps a file from being read as records; none where only its content is to be mended."""
    if resource.kind == "xlsx" and not resource.recipe:
        try:
            sheet.opened(folder / resource.path, resource)
        except sheet.RefusedError as refused:
            return refused.finding
        return None
    errors = (f for f in problems(folder, resource) if f.severity is Severity.ERROR)
    return next(errors, None)


def sheet_names(path: Path) -> list[str]:
    """The names of a workbook's sheets; raises `BlankRowsError` for what is no workbook."""
    return sheet.names(path)


def sheet_of(folder: Path, resource: Resource) -> str:
    """The name of the sheet that is a table's; empty where it is in none, or in several."""
    if resource.kind != "xlsx" or resource.recipe:
        return ""
    named = resource.dialect.get("sheetName") or resource.dialect.get("sheet")
    if isinstance(named, str):
        return named
    try:
        names = sheet.names(folder / resource.path)
    except BlankRowsError:
        return ""
    return names[0] if len(names) == 1 else ""


def located(folder: Path, resource: Resource, findings: list[Finding]) -> list[Finding]:
    """Findings about the rows of a table, told at the cells that a person sees.

    Of a resource with a recipe those are other rows and columns than the table's.
    """
    if resource.recipe:
        return places.placed_findings(folder / resource.path, resource, findings)
    name = sheet_of(folder, resource) if any(f.row for f in findings) else ""
    return [replace(f, sheet=f.sheet or name) if f.row else f for f in findings]


def _header(given: Iterator[list[str]], resource: Resource) -> Iterator[Finding]:
    """Titles above the header: say once where the column names are, not a hundred errors.

    The same for a header that is far wider than the schema.
    """
    wanted = {f.name.strip().casefold() for f in resource.fields}
    declared = header_rows(resource)
    if not declared or not wanted:
        return

    def share(record: list[str]) -> float:
        return len({c.strip().casefold() for c in record} & wanted) / len(wanted)

    try:
        first = list(islice(given, declared[-1] + 15))
    except (csv.Error, UnicodeError, BlankRowsError):
        return  # said by the reader itself
    if len(first) < declared[0]:
        return
    if max(share(r) for r in first[: declared[-1]]) < 0.5:
        found = next((n for n, r in enumerate(first, start=1) if share(r) >= 0.6), 0)
        if found:
            yield error("header-elsewhere", file=resource.path, row=found, declared=declared[0])
            return
    columns = len(first[declared[0] - 1])
    if columns > len(resource.fields) + MORE_COLUMNS:
        facts = {"row": declared[0], "column": len(resource.fields) + 1, "columns": columns}
        limit = len(resource.fields)
        yield error("columns-many", file=resource.path, **facts, limit=limit, type="schema")


def _shape(file: TextIO, resource: Resource) -> Iterator[Finding]:
    """Indonesian Excel writes CSV with semicolons: say that, instead of a hundred errors."""
    first = file.readline(10_000).strip("\r\n")
    declared = csv_options(resource)["delimiter"]
    other = next((mark for mark in ";\t|," if mark in first), "")
    if other and declared not in first and len(resource.fields) > 1:
        found = other.replace("\t", "\\t")  # as YAML writes it
        yield error("delimiter-differs", file=resource.path, row=1, found=found, declared=declared)
        return
    file.seek(0)
    yield from _header(csv.reader(file, dialect=csv_dialect(resource)), resource)


def records(folder: Path, resource: Resource) -> Iterator[list[str]]:
    """Every record of the file as text, header included; of features, their properties."""
    path = folder / resource.path
    if resource.recipe:
        yield from apply.records(path, resource)
    elif resource.kind == "xlsx":
        yield from sheet.records(path, resource)
    elif resource.kind == "geojson":
        yield [f.name for f in resource.fields]
        for feature in geo.features(folder, resource):
            properties = feature.get("properties") or {}
            yield [geo.property_text(properties.get(f.name)) for f in resource.fields]
    else:
        with open_text(path, resource.encoding) as file:
            yield from csv.reader(file, dialect=csv_dialect(resource))


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[TextIO]:
    """A CSV file as text, its line ends as they are, without the mark of UTF-8."""
    plain = encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    with path.open(encoding="utf-8-sig" if plain else encoding, newline="") as file:
        yield file
