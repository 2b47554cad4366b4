"""Schemas and packages as frictionless understands them: parsed once, with its own readers.

What frictionless does not check is taken out of a schema before it sees it. What says only
what most say is taken without the checks that it surely passes (`plainschema`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from frictionless import FrictionlessException, Package, Schema

from ..findings import Finding, error
from ..model import Resource
from . import plainschema
from .bounded import bounded

_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TEXTS = {"name", "title", "description", "homepage", "version", "id"}
_LISTS = ("keywords", "licenses", "sources")
_PLAIN = {*_TEXTS, *_LISTS, "$schema", "resources"}
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
        if isinstance(known, Schema):
            known = bounded(known)
        while len(_schemas) >= _KEPT:
            _schemas.pop(next(iter(_schemas)), None)
        _schemas[name] = known
    return known


_KEPT = 8
_schemas: dict[str, Schema | list[str]] = {}


def parsed_schema(resource: Resource) -> Schema:
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
        self._fields = parsed_schema(resource).fields
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
    return [field.create_value_reader() for field in parsed_schema(resource).fields]


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
    keywords, licences, sources = (plain.get(key, []) for key in _LISTS)
    if not all(isinstance(given, list) for given in (keywords, licences, sources)):
        return False
    texts = [plain[key] for key in _TEXTS & plain.keys()] + keywords
    places = licences + sources
    return (
        plain.keys() <= _PLAIN
        and plain.get("$schema") == _PACKAGE
        and bool(_NAME.fullmatch(str(plain.get("name"))))
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(place, Mapping) and "email" not in place for place in places)
        and all(isinstance(text, str) for p in places for text in map(p.get, _SAID & p.keys()))
        and all(p.get("path") or p.get("name") for p in licences)
    )
