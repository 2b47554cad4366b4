"""The columns of a table that no descriptor explains, and of a form that is read as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..findings import Finding, error
from ..model import Dataset, Field, Resource, Text
from ..surfaces import header, keyed
from ..tables import loose
from . import persondata
from .reference import Reference

#: One column called after a person may be called after anything else; so many are told of.
_PERSONS, _SHOWN = 2, 20


def resource_of(names: Iterable[str], rows: list[list[str]], file: str, title: str) -> Resource:
    """A table whose columns are numbers where nearly all filled cells are."""
    fields = []
    for at, name in enumerate(names):
        cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        fields.append(Field(name, loose.type_of(cells), title=Text(name)))
    kind: Any = Path(file).suffix[1:] if Path(file).suffix in {".xlsx", ".geojson"} else "csv"
    return Resource(Path(file).stem, file, kind, title=Text(title), fields=tuple(fields))


def as_declared(given: Resource, sheet: str, declared: Sequence[Resource]) -> Resource:
    """The table with those of its columns as a descriptor has them that it names."""
    for resource in declared:
        known = {f.name: f for f in resource.fields}
        named = sum(f.name in known for f in given.fields)
        if resource.dialect.get("sheetName", sheet) == sheet and named:
            fields = tuple(known.get(f.name, f) for f in given.fields)
            return replace(resource, path=given.path, fields=fields)
    return given


def of_form(form: keyed.Form, file: str, title: str, dataset: Dataset) -> Iterator[Finding]:
    """What a form tells of persons by its keys, at the places where it does."""
    rows = [[value.text if value else "" for value in record] for record in form.records]
    resource = resource_of(form.names, rows, file, title)
    batch, _ = loose.batch_of(loose.Loose(resource), rows, 1)
    check = persondata.columns(dataset, resource, Reference({}))
    for f in [*check.batch(batch), *check.end()] if check else []:
        record = form.records[(f.row or 1) - 1]
        value = record[(f.column or 1) - 1] or next(v for v in record if v)
        yield replace(f, row=value.row, column=value.column)


def called_after(found: header.Guess, file: str) -> Iterator[Finding]:
    """Columns that are called after persons: where two or more are, they are persons' indeed."""
    if len(found.persons) < _PERSONS:
        return
    row = found.above[-1][0] if found.above else None
    for column in found.persons[:_SHOWN]:
        facts: dict[str, Any] = {"row": row, "column": column, "cell": "…", "case": "heading"}
        yield error("person-name", file=file, field=f"kolom_{column}", **facts)
