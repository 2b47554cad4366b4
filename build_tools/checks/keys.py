"""Keys that frictionless does not check: foreign keys and `uniqueKeys` (Table Schema v2)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from ..findings import Finding, error
from ..model import Dataset, ForeignKey, Resource
from ..tables.read import Row
from .base import Columns
from .reference import Reference


def references_exist(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """A foreign key names a dataset, resource and fields that are there."""
    file = dataset.source.descriptor
    for resource in dataset.resources:
        names = {f.name for f in resource.fields}
        for key in resource.foreign_keys:
            missing = reference.missing(dataset, key, resource.name)
            if missing:
                yield error("reference-missing", file=file, resource=resource.name, name=missing)
            for name in key.fields:
                if name not in names:
                    yield error("key-field-missing", file=file, resource=resource.name, name=name)
        for key_fields in (resource.primary_key, *resource.unique_keys):
            for name in key_fields:
                if name not in names:
                    yield error("key-field-missing", file=file, resource=resource.name, name=name)


class _ForeignKeys:
    """Every value of a foreign key stands in the table it points at.

    A row in which none of the key's fields has a value is left alone, as in frictionless.
    """

    def __init__(
        self,
        columns: Columns,
        keys: list[tuple[ForeignKey, frozenset[tuple[Any, ...]]]],
        unreadable: list[Finding],
    ) -> None:
        self._columns, self._keys, self._unreadable = columns, keys, unreadable

    def row(self, row: Row) -> Iterator[Finding]:
        for key, known in self._keys:
            values = self._columns.values(row, key.fields)
            if set(values) != {None} and values not in known:
                target = "/".join(filter(None, (key.package, key.resource)))
                fields = ", ".join(key.reference_fields)
                place = self._columns.place(row, key.fields[0])
                yield error("foreign-key", **place, target=target, fields=fields)

    def end(self) -> Iterator[Finding]:
        yield from self._unreadable


def foreign_keys(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of a resource's foreign keys, or None where it has none that exist."""
    columns = Columns(resource)
    keys: list[tuple[ForeignKey, frozenset[tuple[Any, ...]]]] = []
    unreadable: list[Finding] = []
    for key in resource.foreign_keys:
        known = set(key.fields) <= set(columns.index)
        if not known or reference.missing(dataset, key, resource.name):
            continue
        try:
            keys.append((key, reference.keys(dataset, key, resource.name)))
        except Exception:  # noqa: BLE001 - what is wrong with it is said of the other dataset
            place = {"file": dataset.source.descriptor, "resource": resource.name}
            name = f"{key.package or dataset.id}: {key.resource or resource.name}"
            unreadable.append(error("reference-unreadable", **place, name=name))
    return _ForeignKeys(columns, keys, unreadable) if keys or unreadable else None


class _UniqueKeys:
    """No two rows share the values of a unique key; a key with a missing value is free."""

    def __init__(self, columns: Columns, keys: tuple[tuple[str, ...], ...]) -> None:
        self._columns, self._keys = columns, keys
        self._seen: dict[tuple[str, ...], dict[Hashable, int]] = {key: {} for key in keys}

    def row(self, row: Row) -> Iterator[Finding]:
        for key in self._keys:
            values = self._columns.values(row, key)
            if None in values:
                continue
            earlier = self._seen[key].setdefault(tuple(map(_hashable, values)), row.number)
            if earlier != row.number:
                place = self._columns.place(row, key[0])
                yield error("unique-key", **place, fields=", ".join(key), other=earlier)

    def end(self) -> Iterator[Finding]:
        yield from ()


def _hashable(value: Any) -> Hashable:
    return value if isinstance(value, Hashable) else repr(value)


def unique_keys(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of a resource's unique keys, or None where it has none."""
    columns = Columns(resource)
    keys = tuple(k for k in resource.unique_keys if k and set(k) <= set(columns.index))
    return _UniqueKeys(columns, keys) if keys else None
