"""Columns as the officer's own sheet heads them, not by the names of their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..findings import Finding, Value
from ..model import Resource

#: Values of findings that name columns, with a comma between them.
_COLUMNS = frozenset({"beside", "columns", "field", "fields", "names"})


def headings(resources: Sequence[Resource]) -> dict[str, str]:
    """The heading of each field that a recipe reads; tables of one file must agree on it."""
    found: dict[str, str] = {}
    for resource in resources:
        for column in resource.recipe.columns if resource.recipe else ():
            label = " ".join(column.label.split()) or column.name
            alike = found.setdefault(column.name, label) == label
            found[column.name] = label if alike else column.name
    return found


def as_headed(finding: Finding, known: Mapping[str, str]) -> Finding:
    """A finding that names its columns by their headings."""
    values = tuple((key, _value(key, value, known)) for key, value in finding.values)
    return replace(finding, field=known.get(finding.field, finding.field), values=values)


def _value(key: str, value: Value, known: Mapping[str, str]) -> Value:
    if key not in _COLUMNS or not isinstance(value, str):
        return value
    return ", ".join(known.get(name, name) for name in value.split(", "))
