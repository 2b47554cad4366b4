"""Constraints that no cell can be held against: a minimum that is no number, a broken pattern.

frictionless stops at the first of them, so a table of such a resource is not opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import Any

from ..findings import Finding, error
from ..model import Dataset, Resource
from ..tables import descriptors, patterns
from .reference import Reference

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def constraints(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Every constraint of a field is one that its cells can be held against."""
    file = dataset.source.descriptor
    for resource in dataset.resources:
        for field, name, given in _invalid(resource):
            yield error(
                "constraint-invalid",
                file=file,
                resource=resource.name,
                field=field,
                constraint=name,
                cell=str(given)[:80],
            )


def constraints_valid(resource: Resource) -> bool:
    """Whether frictionless can work with all constraints of a resource."""
    return next(_invalid(resource), None) is None


def _invalid(resource: Resource) -> Iterator[tuple[str, str, object]]:
    """Field, constraint and what was given, for each that cannot be used."""
    fields = _fields(resource)
    if all(field.get("constraints") is None for field in fields):
        return
    readers = _readers(resource, fields)
    for field, reader in zip(fields, readers, strict=True):
        given = field.get("constraints")
        if given is None:
            continue
        name = str(field.get("name", ""))
        if not isinstance(given, Mapping):
            yield name, "constraints", given
            continue
        for constraint, value in given.items():
            if not _usable(str(constraint), value, reader):
                yield name, str(constraint), value


def _fields(resource: Resource) -> list[Mapping[str, Any]]:
    schema = resource.raw.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    return [f for f in fields if isinstance(f, Mapping)] if isinstance(fields, list) else []


def _readers(
    resource: Resource, fields: list[Mapping[str, Any]]
) -> Sequence[Callable[[Any], Any] | None]:
    """frictionless' reader of each field; none where the schema is wrong beyond constraints."""
    bare = [{k: v for k, v in field.items() if k != "constraints"} for field in fields]
    for given in (resource, replace(resource, raw={"schema": {"fields": bare}})):
        try:
            return descriptors.value_readers(given)
        except LookupError:
            continue
    return [None] * len(fields)


def _usable(name: str, value: object, reader: Callable[[Any], Any] | None) -> bool:
    if name in {"required", "unique"}:
        return isinstance(value, bool)
    if name in {"minLength", "maxLength"}:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if name == "pattern":
        return isinstance(value, str) and patterns.usable(value)
    if name == "enum":
        return isinstance(value, list) and all(_value(part, reader) for part in value)
    return name not in _BOUNDS or _value(value, reader)


def _value(given: object, reader: Callable[[Any], Any] | None) -> bool:
    """Whether that is a value of the field's type, and a number if it is a number."""
    if reader is None:
        return True  # the schema is wrong: said elsewhere
    try:
        value = reader(given)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        return False
    if isinstance(value, Decimal):
        return value.is_finite()
    return value is not None and (not isinstance(value, float) or isfinite(value))
