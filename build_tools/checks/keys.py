"""Keys that frictionless does not check: foreign keys and `uniqueKeys` (Table Schema v2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np

from ..findings import Finding, error
from ..model import Dataset, ForeignKey, Resource
from ..tables import engine
from ..tables.batch import Batch
from ..tables.keyfindings import key_facts
from ..tables.keys import Repeats
from ..tables.known import Known
from ..tables.strings import Mask, nulls
from .base import Columns, RowCheck
from .likely import Likely
from .reference import Reference

#: The columns of a reference table by which people call what a key stands for; one cell may
#: hold several names, parted by semicolons.
_NAMES = ("nama", "nama_en", "nama_lain", "singkatan", "judul", "judul_en")


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


class _ForeignKeys(RowCheck):
    """Every value of a foreign key stands in the table it points at.

    A row in which none of the key's fields has a value is left alone, as in frictionless.
    """

    def __init__(
        self,
        columns: Columns,
        keys: list[tuple[ForeignKey, Known]],
        unreadable: list[Finding],
        likely: Callable[[ForeignKey], Likely],
    ) -> None:
        self._columns, self._keys, self._unreadable = columns, keys, unreadable
        self._likely = cache(likely)  # asked for only where a code is not found

    def suspects(self, batch: Batch) -> Mask | None:
        """For each key, the rows whose value does not stand in its table."""
        found = [known.missing(batch, self._places(key)) for key, known in self._keys]
        return np.stack(found) if found else np.zeros((0, len(batch)), np.bool_)

    def _places(self, key: ForeignKey) -> tuple[int, ...]:
        return tuple(self._columns.index[name] for name in key.fields)

    def among(self, batch: Batch, wanted: Mask | None) -> Iterator[Finding]:
        masks = [] if wanted is None else list(wanted)
        for (key, _), missing in zip(self._keys, masks, strict=True):
            places = self._places(key)
            target = "/".join(filter(None, (key.package, key.resource)))
            fields = ", ".join(key.reference_fields)
            for at in np.flatnonzero(missing).tolist():
                place = {
                    "file": self._columns.resource.path,
                    "row": int(batch.numbers[at]),
                    "column": places[0] + 1,
                    "field": key.fields[0],
                    "cell": (batch.cells[places[0]][at].as_py() or "")[:200],
                }
                more = self._several(batch, at, key) or self._told(batch, at, key)
                yield error("foreign-key", **place, target=target, fields=fields, **more)

    def _several(self, batch: Batch, at: int, key: ForeignKey) -> dict[str, str]:
        """The whole key of a row, of a key of several columns: each cell alone may be right."""
        if len(key.fields) == 1:
            return {}
        cells = [batch.cells[place][at].as_py() or "" for place in self._places(key)]
        return {"type": "several", **key_facts(key.fields, cells)}

    def _told(self, batch: Batch, at: int, key: ForeignKey) -> dict[str, str]:
        """The code that the cell most likely means, or is a slip of."""
        cell, likely = batch.cells[self._places(key)[0]][at].as_py() or "", self._likely(key)
        if code := likely.of(cell):
            return {"case": "told", "told": code}
        code = likely.near(cell)
        return {"case": "near", "told": code} if code else {}

    def end(self) -> Iterator[Finding]:
        yield from self._unreadable


def foreign_keys(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of a resource's foreign keys, or None where it has none that exist."""
    columns = Columns(resource)
    keys: list[tuple[ForeignKey, Known]] = []
    unreadable: list[Finding] = []
    for key in resource.foreign_keys:
        known = set(key.fields) <= set(columns.index)
        if not known or reference.missing(dataset, key, resource.name):
            continue
        try:
            keys.append((key, reference.keys(dataset, key, resource)))
        except Exception:  # noqa: BLE001 - what is wrong with it is said of the other dataset
            place = {"file": dataset.source.descriptor, "resource": resource.name}
            name = f"{key.package or dataset.id}: {key.resource or resource.name}"
            unreadable.append(error("reference-unreadable", **place, name=name))

    def likely(key: ForeignKey) -> Likely:
        rows = reference.texts(dataset, key, resource, _NAMES)
        return Likely(
            (code[0], [name for cell in names if cell for name in cell.split(";")])
            for code, names in rows.items()
            if code[0]
        )

    return _ForeignKeys(columns, keys, unreadable, likely) if keys or unreadable else None


class _UniqueKeys(RowCheck):
    """No two rows share the values of a unique key; a key with a missing value is free."""

    def __init__(self, folder: Path, columns: Columns, keys: tuple[tuple[str, ...], ...]) -> None:
        self._folder, self._columns = folder, columns
        self._keys = [(key, Repeats(tuple(columns.index[name] for name in key))) for key in keys]

    def batch(self, batch: Batch) -> Iterator[Finding]:
        for key, repeats in self._keys:
            free = np.zeros(len(batch), np.bool_)
            for name in key:
                free |= nulls(batch.texts[self._columns.index[name]])
            repeats.add(batch, free)
        yield from ()

    def end(self) -> Iterator[Finding]:
        resource = self._columns.resource

        def again() -> Iterator[Batch]:
            found = engine.batches(self._folder, resource)
            return (batch for batch, _ in found if batch is not None)

        for key, repeats in self._keys:
            for row, other, cells in repeats.find(again):
                place = {
                    "file": resource.path,
                    "row": row,
                    "column": self._columns.index[key[0]] + 1,
                    "field": key[0],
                    "cell": cells[0][:200],
                }
                yield error("unique-key", **place, **key_facts(key, cells), other=other)


def unique_keys(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of a resource's unique keys, or None where it has none."""
    columns = Columns(resource)
    keys = tuple(k for k in resource.unique_keys if k and set(k) <= set(columns.index))
    return _UniqueKeys(dataset.source.folder, columns, keys) if keys else None
