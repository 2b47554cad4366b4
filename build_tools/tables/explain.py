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
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frictionless import Dialect, FrictionlessException, Package, Schema, errors, helpers
from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource
from frictionless.table.header import Header
from frictionless.table.row import Row, create_cell_handlers

from ..findings import Finding, Severity, Value, error
from ..model import Cell, Resource
from . import plainschema

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
_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TEXTS = {"name", "title", "description", "homepage", "version", "id"}
_PLAIN = {*_TEXTS, "$schema", "keywords", "licenses", "sources", "resources"}
_SAID = {"name", "title", "path"}
_NAME = re.compile("[a-z0-9-]+")
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


def _parsed(resource: Resource) -> Schema | list[str]:
    """frictionless' schema of a resource, or its words on why there is none.

    Parsed once for all stages of a dataset.
    """
    given = schema_of(resource)
    name = repr(given)
    known = _schemas.get(name)
    if known is None:
        known = plainschema.schema_of(given)
        if known is None:
            found: list[Schema] = []
            notes = _refused(lambda: found.append(Schema.from_descriptor(given)))
            known = notes or found[0]
        while len(_schemas) >= _KEPT:
            _schemas.pop(next(iter(_schemas)), None)
        _schemas[name] = known
    return known


_KEPT = 8
_schemas: dict[str, Schema | list[str]] = {}


def _schema(resource: Resource) -> Schema:
    """The same; raises `LookupError` where it is refused."""
    found = _parsed(resource)
    if not isinstance(found, Schema):
        raise LookupError("; ".join(found))
    return found


class FieldReaders:
    """frictionless' own reader of each field, made when it is first asked for.

    A reader takes a text and gives the value (None where it is missing or not valid) and, where
    rules are broken, a dict of "type" or a constraint's name to frictionless' words.
    """

    def __init__(self, resource: Resource) -> None:
        """Raises `LookupError` for a schema that `schema_problems` says is wrong."""
        self._fields = _schema(resource).fields
        self._made: dict[int, Callable[[Any], tuple[Any, Any]]] = {}

    def __getitem__(self, column: int) -> Callable[[Any], tuple[Any, Any]]:
        reader = self._made.get(column)
        if reader is None:
            reader = self._made[column] = self._fields[column].create_cell_reader()
        return reader

    def __len__(self) -> int:
        return len(self._fields)


def value_readers(resource: Resource) -> list[Callable[[Any], Any]]:
    """The same without missing values and constraints: text in, value out, None if not valid.

    Raises `LookupError` for a schema that `schema_problems` says is wrong.
    """
    return [field.create_value_reader() for field in _schema(resource).fields]


def cell_readers(resource: Resource) -> list[Callable[[Any], Any]]:
    """The same with missing values and without constraints."""

    def only_value(reader: Callable[[Any], tuple[Any, Any]]) -> Callable[[Any], Any]:
        return lambda cell: reader(cell)[0]

    readers = FieldReaders(resource)
    return [only_value(readers[column]) for column in range(len(readers))]


def schema_problems(resource: Resource, file: str) -> Iterator[Finding]:
    """What is wrong with the schema itself."""
    found = _parsed(resource)
    for note in () if isinstance(found, Schema) else found:
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
    if surely_a_package(plain):
        return
    for note in _refused(lambda: Package.from_descriptor(plain)):
        yield error("package-error", file=file, note=note)


def surely_a_package(plain: Mapping[str, Any]) -> bool:
    """Whether frictionless surely takes a descriptor: it says only what most say, plainly."""
    texts = [plain[key] for key in _TEXTS & plain.keys()] + [*_items(plain, "keywords")]
    places = [*_items(plain, "licenses"), *_items(plain, "sources")]
    return (
        plain.keys() <= _PLAIN
        and plain.get("$schema") == _PACKAGE
        and bool(_NAME.fullmatch(str(plain.get("name"))))
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(place, Mapping) and "email" not in place for place in places)
        and all(isinstance(text, str) for p in places for text in map(p.get, _SAID & p.keys()))
        and all(p.get("path") or p.get("name") for p in _items(plain, "licenses"))
    )


def _items(plain: Mapping[str, Any], key: str) -> list[Any]:
    """The members of a list; of anything else, that itself."""
    given = plain.get(key, [])
    return given if isinstance(given, list) else [given]


class RowJudge:
    """frictionless' verdict on single rows and on the header; what stands in them is wrong."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource
        self._columns = {f.name: number for number, f in enumerate(resource.fields, start=1)}

    def header(self, labels: list[str]) -> list[Finding]:
        """What is wrong with the names of the columns."""
        labels = helpers.stringify_label(labels)
        rows = [int(self._resource.dialect.get("headerRows", [1])[0])]
        header = Header(labels, fields=_schema(self._resource).fields, row_numbers=rows)
        return [_finding(e, self._resource, self._columns) for e in header.errors]

    @cached_property
    def _handlers(self) -> dict[str, Any]:
        handlers: dict[str, Any] = create_cell_handlers(_schema(self._resource).fields)
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
    return Finding(code, Severity.ERROR, cell=_short(cell), values=values, **place)  # type: ignore[arg-type]


def key_finding(
    resource: Resource, row: int, other: int | None, column: int | None = None, cell: Cell = ""
) -> Finding:
    """A key that is empty (``other`` is None) or stands in an earlier row already.

    With a column it is a field that must be unique, without one the primary key.
    """
    facts: dict[str, Any] = {"file": resource.path, "row": row}
    field = None
    if column is not None:
        field = resource.fields[column]
        facts |= {"column": column + 1, "field": field.name, "cell": _short(cell)}
    if other is None:
        facts["note"] = 'cells composing the primary keys are all "None"'
    else:
        facts["note"] = f"the same as in the row at position {other}"
    if field:
        facts |= {"type": field.type, "format": field.format}
    if other is not None:
        facts["other"] = other
    return error("unique-error" if field else "primary-key", **facts)


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
                found = [_finding(e, resource, columns) for e in row.errors]
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
    if isinstance(problem, errors.UniqueError):  # its own cell is the value as Python writes it
        facts["cell"] = _short(problem.cells[problem.field_number - 1])
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
