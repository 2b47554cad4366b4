"""The tables that frictionless publishes with its own tests, with every schema that fits them.

`bootstrap/fixtures.py` brings them. A table is compared under the schema that its descriptor
gives, under each published schema with its column names, under the schema that frictionless
infers, and as text and as numbers throughout (so that there are errors to tell).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from frictionless import FrictionlessException, Resource, Schema, system
from frictionless.resources import TableResource

from .table import Table

FOLDER = Path(__file__).parents[2] / ".venv" / "fixtures"
SUFFIXES = (".csv", ".tsv", ".xlsx")
#: Bytes; larger tables are compared under one schema each, the inferred one.
LARGE = 500_000


@dataclass(frozen=True)
class Case:
    """A table of that folder; the name says which file under which schema."""

    name: str
    table: Table


def files(largest: int) -> list[str]:
    """The tables of at most so many bytes, by their paths below the folder."""
    found = (path for path in FOLDER.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    small = (path for path in found if path.stat().st_size <= largest)
    return sorted(path.relative_to(FOLDER).as_posix() for path in small)


@cache
def cases(path: str) -> tuple[Case, ...]:
    """The same table under every schema, and every dialect and encoding that is declared."""
    found: dict[str, Case] = {}
    for case in _cases(path):
        table = case.table
        key = json.dumps([table.schema, table.dialect, table.encoding], sort_keys=True, default=str)
        found.setdefault(key, case)
    return tuple(found.values())


def _cases(path: str) -> Iterator[Case]:
    described = detected(FOLDER, path)
    if described is None:
        return
    yield Case(f"{path} inferred", described)
    if len(described.content) > LARGE:
        return
    names = [field["name"] for field in described.schema["fields"]]
    for kind in ("string", "number"):
        fields = [{"name": name, "type": kind} for name in names]
        yield Case(f"{path} {kind}", replaced(described, {"fields": fields}))
    for origin, schema in published():
        if [field.get("name") for field in schema["fields"]] == names:
            yield Case(f"{path} {origin}", replaced(described, schema))
    for origin, given in described_by(path):
        yield Case(f"{path} {origin}", given)


def replaced(table: Table, schema: dict[str, Any]) -> Table:
    """The same file under another schema."""
    return Table(table.content, schema, table.dialect, table.encoding, table.path)


def detected(folder: Path, path: str) -> Table | None:
    """A file as frictionless understands it when it is told nothing; None where it does not."""
    try:
        with system.use_context(trusted=True):
            resource = TableResource(path=path, basepath=str(folder))
            with resource:
                return _table(resource, folder, path)
    except FrictionlessException:
        return None


def described_by(path: str) -> Iterator[tuple[str, Table]]:
    """The file as each descriptor of that folder describes it."""
    for origin, base, raw in _descriptors():
        if (base / str(raw.get("path"))).as_posix() == path and raw.get("schema"):
            try:
                with system.use_context(trusted=True):
                    resource = Resource.from_descriptor(raw, basepath=str(FOLDER / base))
                    if isinstance(resource, TableResource):
                        with resource:
                            yield origin, _table(resource, FOLDER, path)
            except FrictionlessException:
                continue


def _table(resource: TableResource, folder: Path, path: str) -> Table:
    """An open resource with all that was declared or sniffed."""
    dialect = {
        name: value
        for name, value in resource.dialect.to_dict().items()
        if name in {"header", "headerRows", "headerJoin", "commentChar", "commentRows"}
    }
    if resource.dialect.has_control("csv"):
        control: Any = resource.dialect.get_control("csv")
        dialect |= {
            "delimiter": control.delimiter,
            "quoteChar": control.quote_char,
            "doubleQuote": control.double_quote,
            "escapeChar": control.escape_char,
            "skipInitialSpace": control.skip_initial_space,
        }
    elif resource.dialect.has_control("excel"):
        sheet = resource.dialect.get_control("excel").to_descriptor().get("sheet")
        dialect |= {"sheetName": sheet} if isinstance(sheet, str) else {}
    schema = resource.schema.to_dict()
    schema.pop("$schema", None)
    content = (folder / path).read_bytes()
    name = "table" + Path(path).suffix
    return Table(content, schema, dialect, resource.encoding or "utf-8", name)


@cache
def published() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every schema among the files that frictionless takes for one."""
    found = []
    for path, raw in _mappings():
        if isinstance(raw.get("fields"), list):
            try:
                Schema.from_descriptor(raw)
            except FrictionlessException:
                continue
            found.append((path, raw))
    return tuple(found)


@cache
def _descriptors() -> tuple[tuple[str, Path, dict[str, Any]], ...]:
    """Resources: those of packages, and those with a file of their own."""
    found = []
    for path, raw in _mappings():
        inside = raw.get("resources")
        resources = inside if isinstance(inside, list) else [raw]
        base = Path(path).parent
        found += [
            (path, base, resource)
            for resource in resources
            if isinstance(resource, dict) and isinstance(resource.get("path"), str)
        ]
    return tuple(found)


@cache
def _mappings() -> tuple[tuple[str, dict[str, Any]], ...]:
    found = []
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix not in {".json", ".yaml"} or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
            raw = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        except (ValueError, yaml.YAMLError):
            continue
        if isinstance(raw, dict):
            found.append((path.relative_to(FOLDER).as_posix(), raw))
    return tuple(found)
