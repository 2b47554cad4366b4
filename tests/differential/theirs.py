"""frictionless alone, with nothing of ours in between: what it says of a table.

Its limit of errors is lifted. The dialect is always fully declared, since it sniffs what is left
open. What `build_tools` checks itself is taken out of the schema, as the design says: categories,
unique keys, foreign keys (`test_keys` compares these within a package).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frictionless import Dialect, Schema
from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource

from build_tools.model import Resource
from build_tools.tables import read
from build_tools.tables.values import texter

from .table import Fault, Said, Table, short

PROFILES = "https://datapackage.org/profiles/2.0"  # the version, said to all: else it takes v1

#: Errors with a name of their own in frictionless that portal staff need not tell apart.
SOURCE = frozenset(
    {"blank-header", "unmatched-header", "encoding-error", "resource-error", "error"}
)
#: Errors about the header that name the label found.
LABELS = frozenset({"extra-label", "blank-label", "duplicate-label", "incorrect-label"})


class CrashError(Exception):
    """frictionless gave no verdict: it raised something else than its own exception."""


def say(table: Table, folder: Path) -> Said:
    """All errors and rows; the file must lie in the folder."""
    resource = table.resource()
    rows: list[Any] = []

    def keep(row: Any) -> None:
        names = [field.name for field in resource.fields]
        cells = dict(zip(row.field_names, row.cells, strict=False))
        rows.append((row.row_number, [cells.get(n) for n in names], [row.get(n) for n in names]))

    try:
        report = open_table(table, folder).validate(on_row=keep, limit_errors=sys.maxsize)
    except Exception as problem:
        raise CrashError(f"{type(problem).__name__}: {problem}") from problem
    assert not report.tasks[0].warnings, "something was cut"
    faults = [fault(error) for error in [*report.errors, *report.tasks[0].errors]]
    empty = any(error.note == "the source is empty" for error in report.tasks[0].errors)
    return Said(faults, [_row(resource, *row) for row in rows], empty)


def _row(resource: Resource, number: int, cells: list[Any], values: list[Any]) -> Any:
    texts = [
        None if value is None else texter(field)(value)
        for field, value in zip(resource.fields, values, strict=True)
    ]
    return number, tuple(None if c is None else str(c) for c in cells), tuple(texts)


def open_table(table: Table, folder: Path, foreign_keys: bool = False) -> TableResource:
    """frictionless' own resource, named after the file; with its foreign keys or without."""
    schema = dict(table.schema)
    if not foreign_keys:
        schema.pop("foreignKeys", None)
    options: dict[str, Any] = {"name": Path(table.path).stem, "schema": _schema(schema)}
    options["schema_profile"] = f"{PROFILES}/dataresource.json"
    if table.path.endswith((".csv", ".tsv")):
        options |= {"path": table.path, "basepath": str(folder), "format": "csv"}
        options |= {"scheme": "file", "encoding": table.encoding}
    else:  # what the workbook says as text is for `test_read` to show; this is about the cells
        resource = table.resource()
        options |= {"data": lambda: read.records(folder, resource), "format": "inline"}
    return TableResource(dialect=_dialect(table.dialect, "path" in options), **options)


def _schema(given: Mapping[str, Any]) -> Schema:
    schema = {k: v for k, v in given.items() if k != "uniqueKeys"}
    schema["$schema"] = f"{PROFILES}/tableschema.json"
    schema["fields"] = [
        {k: v for k, v in field.items() if not k.startswith(("categories", "$", "sdi:"))}
        for field in given["fields"]
    ]
    return Schema.from_descriptor(schema)


def _dialect(given: Mapping[str, Any], csv: bool) -> Dialect:
    names = ("header", "headerRows", "headerJoin", "commentChar", "commentRows")
    dialect = Dialect.from_descriptor(
        {"header": True, **{n: given[n] for n in names if n in given}}
    )
    if not given.get("header", True):
        dialect.header_rows = [1]  # not looked at, but must not be empty
    if csv:
        control = CsvControl(
            delimiter=given.get("delimiter", ","),
            line_terminator=given.get("lineTerminator", "\r\n"),
            quote_char=given.get("quoteChar", '"') or "",
            double_quote=given.get("doubleQuote", True),
            escape_char=given.get("escapeChar") or None,
            skip_initial_space=given.get("skipInitialSpace", False),
        )
        dialect.add_control(control)
    return dialect


def fault(error: Any) -> Fault:
    """frictionless' error object as a fault."""
    name = getattr(error, "field_name", "") or ""
    if error.type in LABELS:
        name = error.label
    rows = getattr(error, "row_numbers", None) or [None]
    known = error.type not in SOURCE and hasattr(error, "note")
    return Fault(
        type="source-error" if error.type in SOURCE else error.type,
        row=getattr(error, "row_number", rows[0]),
        column=getattr(error, "field_number", None),
        field=name,
        cell=short(getattr(error, "cell", "")),
        note=error.note if known and error.type != "source-error" else "",
    )
