"""Exact verdicts: frictionless reads a table and says what is wrong with it.

frictionless (https://framework.frictionlessdata.io) is the reference for what is valid in a
Table Schema. What it does not check is taken out of the descriptor before it sees it and is
checked by `build_tools.checks`: foreign keys, unique keys, categories. Its dialect is always
fully declared, since it would sniff what is left open.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from frictionless import Dialect, FrictionlessException, Schema, errors, helpers
from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource
from frictionless.table.header import Header
from frictionless.table.row import Row, create_cell_handlers

from ..findings import Finding, Severity, Value, error
from ..model import Cell, Resource
from .bounded import bounded
from .descriptors import parsed_schema, schema_of
from .keyfindings import key_facts, short

if TYPE_CHECKING:
    from . import batch

#: frictionless' codes that can meet a table; any other is shown as `source-error`.
KNOWN = frozenset(
    {
        "type-error",
        "constraint-error",
        "unique-error",
        "primary-key",
        "blank-row",
        "missing-cell",
        "extra-cell",
        "blank-label",
        "duplicate-label",
        "missing-label",
        "extra-label",
        "incorrect-label",
        "schema-error",
        "source-error",
    }
)

_SAME_ROW = re.compile(r"the same as in the row at position (\d+)")


class RowJudge:
    """frictionless' verdict on single rows and on the header; what stands in them is wrong."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource
        self._columns = {f.name: number for number, f in enumerate(resource.fields, start=1)}

    def header(self, labels: list[str]) -> list[Finding]:
        """What is wrong with the names of the columns."""
        labels = helpers.stringify_label(labels)
        rows = [int(self._resource.dialect.get("headerRows", [1])[0])]
        header = Header(labels, fields=parsed_schema(self._resource).fields, row_numbers=rows)
        return [_finding(e, self._resource, self._columns) for e in header.errors]

    @cached_property
    def _handlers(self) -> dict[str, Any]:
        handlers: dict[str, Any] = create_cell_handlers(parsed_schema(self._resource).fields)
        return handlers

    def row(self, number: int, cells: list[str]) -> list[Finding]:
        """What is wrong with a row: blank, ragged, or its cells."""
        row = Row(cells, handlers=self._handlers, row_number=number)
        return [_finding(e, self._resource, self._columns) for e in row.errors]


def cell_finding(
    resource: Resource, column: int, row: int, cell: str, note: tuple[str, str]
) -> Finding:
    """A broken rule of one cell (``column`` from 0), as `FieldReaders` tell it."""
    rule, said = note
    field = resource.fields[column]
    values: tuple[tuple[str, Value], ...] = (
        ("note", said),
        ("type", field.type),
        ("format", field.format),
    )
    code = "type-error"
    if rule != "type":
        code = "constraint-error"
        limit = said.partition(" is ")[2].strip('"')
        values = (*values, ("constraint", rule), ("limit", limit))
    place = {"file": resource.path, "row": row, "column": column + 1, "field": field.name}
    # made directly, without `error`: there may be hundreds of thousands
    return Finding(code, Severity.ERROR, cell=short(cell), values=values, **place)  # type: ignore[arg-type]


def rows(folder: Path, resource: Resource) -> Iterator[tuple[batch.Row | None, list[Finding]]]:
    """Every row of the table with what frictionless finds wrong in it.

    Findings of the header come first, with no row. Streams; keeps only the keys it needs.
    """
    from . import batch, read

    names = [f.name for f in resource.fields]
    columns = {name: number for number, name in enumerate(names, start=1)}
    try:
        with _open(folder, resource) as table:
            header = [_finding(e, resource, columns) for e in table.header.errors]
            if header:
                yield None, header
            for row in table.row_stream:
                values = tuple(row.get(name) for name in names)
                cells = _by_field(row, names)
                by_name = dict(zip(names, cells, strict=True))
                found = [_finding(e, resource, columns, by_name) for e in row.errors]
                yield batch.Row(row.row_number, cells, values), found
    except FrictionlessException as problem:
        found = [_finding(e, resource, columns) for e in problem.reasons or [problem.error]]
        yield None, found
    except (csv.Error, UnicodeError, TypeError, read.BlankRowsError) as problem:
        # TypeError: a bound with a time zone, cells without one (or the other way round)
        yield None, [error("source-error", file=resource.path, note=_said(problem))]


def _by_field(row: Any, names: list[str]) -> tuple[str | None, ...]:
    """The cells of a row in the order of the schema; None where the file has no such cell.

    With `fieldsMatch` the file may have its columns in another order.
    """
    places = {name: place for place, name in enumerate(row.field_names)}
    cells = [
        row.cells[at] if (at := places.get(name, -1)) >= 0 and at < len(row.cells) else None
        for name in names
    ]
    return tuple(str(c) if c is not None else None for c in cells)


def _said(problem: Exception) -> str:
    return str(problem) or type(problem).__name__


def _open(folder: Path, resource: Resource) -> TableResource:
    from . import read

    options = read.csv_options(resource)
    control = CsvControl(
        delimiter=options["delimiter"],
        line_terminator=options["lineTerminator"],
        quote_char=options["quoteChar"] or "",
        double_quote=options["doubleQuote"],
        escape_char=options["escapeChar"] or None,
        skip_initial_space=options["skipInitialSpace"],
    )
    rows = read.header_rows(resource)  # said always: what is left open, frictionless guesses
    common = {
        key: resource.dialect[key]
        for key in ("headerJoin", "commentChar", "commentRows")
        if resource.dialect.get(key) is not None
    }
    dialect = Dialect.from_descriptor({"header": bool(rows), "headerRows": rows or [1], **common})
    schema = bounded(Schema.from_descriptor(schema_of(resource)))
    if resource.kind == "csv" and not resource.recipe:
        dialect.add_control(control)
        return TableResource(
            name="table",
            path=resource.path,
            basepath=str(folder),
            format="csv",
            scheme="file",
            encoding=resource.encoding,
            dialect=dialect,
            schema=schema,
        )
    return TableResource(
        name="table",
        data=lambda: read.records(folder, resource),
        format="inline",
        dialect=dialect,
        schema=schema,
    )


def _finding(
    problem: Any,
    resource: Resource,
    columns: Mapping[str, int],
    cells: Mapping[str, Cell] = MappingProxyType({}),
) -> Finding:
    """frictionless' error as facts; its own words stay in ``note``.

    ``cells``: those of the row by their fields.
    """
    name = getattr(problem, "field_name", "") or getattr(problem, "label", "") or ""
    column = getattr(problem, "field_number", None) or columns.get(name)
    field = resource.field(name)
    facts: dict[str, Any] = {
        "file": resource.path,
        "row": getattr(problem, "row_number", None) or _header_row(problem),
        "column": column,
        "field": name,
        "cell": short(getattr(problem, "cell", "")),
    }
    facts["note"] = problem.note
    if isinstance(problem, errors.UniqueError):  # its own cell is the value as Python writes it
        facts["cell"] = short(problem.cells[problem.field_number - 1])
    if field:
        facts |= {"type": field.type, "format": field.format}
    if isinstance(problem, errors.ConstraintError):
        constraint, _, limit = problem.note.partition(" is ")
        facts |= {
            "constraint": constraint.removeprefix("constraint ").strip('"').split('"')[0],
            "limit": limit.strip('"'),
        }
    if isinstance(problem, errors.LabelError):
        facts["expected"] = _expected(resource, column) or name
        if problem.type != "missing-label":
            facts["field"] = problem.label
    other = _SAME_ROW.search(problem.note)
    if problem.type == "primary-key":
        key = resource.primary_key
        facts |= key_facts(key, [cells.get(name) for name in key] if other else ())
    if other:
        facts["other"] = int(other.group(1))
    return error(problem.type if problem.type in KNOWN else "source-error", **facts)


def _header_row(problem: Any) -> int | None:
    numbers = getattr(problem, "row_numbers", None)
    return int(numbers[0]) if numbers else None


def _expected(resource: Resource, column: int | None) -> str:
    if column and column <= len(resource.fields):
        return resource.fields[column - 1].name
    return ""
