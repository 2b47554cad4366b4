"""The keys of other tables, read when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import Dataset, ForeignKey
from ..tables.read import typed_rows


class Reference:
    """Answers for the values that foreign keys may point at.

    ``datasets`` are those that can be referred to, by id. Keys are kept once read.
    """

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        self._datasets = datasets
        self._keys: dict[tuple[str, str, tuple[str, ...]], frozenset[tuple[Any, ...]]] = {}

    def missing(self, dataset: Dataset, key: ForeignKey, own: str) -> str:
        """Which part of a reference does not exist: package, resource, a field; or empty."""
        target = self._datasets.get(key.package) if key.package else dataset
        if target is None:
            return key.package
        resource = target.resource(key.resource or own)
        if resource is None:
            return f"{key.package or dataset.id}: {key.resource}"
        absent = [n for n in key.reference_fields if resource.field(n) is None]
        if absent or len(key.fields) != len(key.reference_fields) or not key.fields:
            return f"{resource.name}: {', '.join(absent) or '?'}"
        return ""

    def keys(self, dataset: Dataset, key: ForeignKey, own: str) -> frozenset[tuple[Any, ...]]:
        """Every value of the fields a foreign key points at; a row without any is left out.

        ``own`` is the resource that the key stands in: the target of a key that names none.
        """
        target = self._datasets[key.package] if key.package else dataset
        name = key.resource or own
        at = (target.id, name, key.reference_fields)
        if at not in self._keys:
            resource = target.resource(name)
            if resource is None:
                raise LookupError(f"{target.id} has no {name}: ask `missing` first")
            place = [
                next(i for i, f in enumerate(resource.fields) if f.name == wanted)
                for wanted in key.reference_fields
            ]
            rows = typed_rows(target.source.folder, resource)
            found = (tuple(row.values[i] for i in place) for row in rows)
            self._keys[at] = frozenset(values for values in found if set(values) != {None})
        return self._keys[at]
