"""Exact verdicts: frictionless reads a table and says what is wrong with it.

frictionless (https://framework.frictionlessdata.io) is the reference for what is valid in a
Table Schema. What it does not check is taken out of the descriptor before it sees it and is
checked by `build_tools.checks`: foreign keys, unique keys, categories. Its dialect is always
fully declared, since it would sniff what is left open.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frictionless import Dialect, FrictionlessException, Package, Schema, errors
from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource

from ..findings import Finding, error
from ..model import Resource

if TYPE_CHECKING:
    from .read import Row

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
_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_OWN_SCHEMA_KEYS = {"foreignKeys", "uniqueKeys", "fieldsMatch", "missingValues", "fields"}
_OWN_FIELD_KEYS = {"categories", "categoriesOrdered", "$schema"}


def schema_of(resource: Resource) -> dict[str, Any]:
    """The resource's Table Schema as frictionless understands it."""
    raw = resource.raw.get("schema")
    raw = raw if isinstance(raw, Mapping) else {}
    schema = {key: raw[key] for key in raw if _standard(key, _OWN_SCHEMA_KEYS)}
    schema["$schema"] = _PROFILE  # else frictionless takes it for v1, without exclusive bounds
    given = raw.get("fields")
    schema["fields"] = [
        {key: field[key] for key in field if _standard(key, _OWN_FIELD_KEYS)}
        for field in (given if isinstance(given, list) else [])
        if isinstance(field, Mapping)
    ]
    for field in schema["fields"]:
        if isinstance(field.get("missingValues"), list):
            field["missingValues"] = _values(field["missingValues"])
    schema["missingValues"] = [missing.value for missing in resource.missing_values]
    if resource.fields_match != "exact":
        schema["fieldsMatch"] = resource.fields_match
    return schema


def _standard(key: str, own: set[str]) -> bool:
    return key not in own and ":" not in key


def _values(given: list[Any]) -> list[str]:
    return [str(e.get("value", "") if isinstance(e, Mapping) else e) for e in given]


def cell_readers(resource: Resource) -> list[Callable[[Any], Any]]:
    """frictionless' own reader of each field: text in, value out, None where not valid."""
    schema = Schema.from_descriptor(schema_of(resource))

    def only_value(reader: Callable[[Any], tuple[Any, Any]]) -> Callable[[Any], Any]:
        return lambda cell: reader(cell)[0]

    return [only_value(field.create_cell_reader()) for field in schema.fields]


def schema_problems(resource: Resource, file: str) -> Iterator[Finding]:
    """What is wrong with the schema itself."""
    for note in _refused(lambda: Schema.from_descriptor(schema_of(resource))):
        yield error("schema-error", file=file, resource=resource.name, note=note)


def _refused(make: Callable[[], object]) -> list[str]:
    """frictionless' words on a descriptor that it does not take; it crashes on the oddest."""
    try:
        make()
    except FrictionlessException as problem:
        return [reason.note for reason in problem.reasons or [problem.error]]
    except (TypeError, ValueError, LookupError, AttributeError, re.error) as problem:
        return [f"{type(problem).__name__}: {problem}"]
    return []


def package_problems(raw: Mapping[str, Any], file: str) -> Iterator[Finding]:
    """What is wrong with the package's own properties, by frictionless' profile."""
    plain = {key: value for key, value in raw.items() if ":" not in key and key != "resources"}
    plain.pop("profile", None)  # v1: says of which kind the resources are
    plain["resources"] = [{"name": "table", "path": "table.csv"}]
    plain.setdefault("name", "dataset")
    if not isinstance(plain.get("$schema", ""), str):
        plain.pop("$schema")
        yield error("package-error", file=file, note="$schema")
    for note in _refused(lambda: Package.from_descriptor(plain)):
        yield error("package-error", file=file, note=note)


def rows(folder: Path, resource: Resource) -> Iterator[tuple[Row | None, list[Finding]]]:
    """Every row of the table with what frictionless finds wrong in it.

    Findings of the header come first, with no row. Streams; keeps only the keys it needs.
    """
    from . import read

    names = [f.name for f in resource.fields]
    columns = {name: number for number, name in enumerate(names, start=1)}
    try:
        with _open(folder, resource) as table:
            header = [_finding(e, resource, columns) for e in table.header.errors]
            if header:
                yield None, header
            for row in table.row_stream:
                values = tuple(row.get(name) for name in names)
                cells = tuple(str(c) if c is not None else None for c in row.cells)
                found = [_finding(e, resource, columns) for e in row.errors]
                yield read.Row(row.row_number, cells, values), found
    except FrictionlessException as problem:
        found = [_finding(e, resource, columns) for e in problem.reasons or [problem.error]]
        yield None, found
    except (csv.Error, UnicodeError, TypeError, read.BlankRowsError) as problem:
        # TypeError: a bound with a time zone, cells without one (or the other way round)
        yield None, [error("source-error", file=resource.path, note=_said(problem))]


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
        if resource.dialect.get(key)
    }
    dialect = Dialect.from_descriptor({"header": bool(rows), "headerRows": rows or [1], **common})
    schema = Schema.from_descriptor(schema_of(resource))
    if resource.kind == "csv":
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


def _finding(problem: Any, resource: Resource, columns: Mapping[str, int]) -> Finding:
    """frictionless' error as facts; its own words stay in ``note``."""
    name = getattr(problem, "field_name", "") or getattr(problem, "label", "") or ""
    column = getattr(problem, "field_number", None) or columns.get(name)
    field = resource.field(name)
    facts: dict[str, Any] = {
        "file": resource.path,
        "row": getattr(problem, "row_number", None) or _header_row(problem),
        "column": column,
        "field": name,
        "cell": _short(getattr(problem, "cell", "")),
    }
    facts["note"] = problem.note
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


def _short(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= 200 else text[:199] + "…"
