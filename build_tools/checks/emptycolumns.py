"""Columns in which no row has a value, and nothing says why."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding
from ..model import Dataset, Field, Resource
from ..tables.batch import Batch
from .base import Columns, RowCheck
from .doubts import ASIDE, doubt, wanted
from .reference import Reference

#: In fewer rows, an empty column says nothing.
_FEWEST = 5


class _EmptyColumns(RowCheck):
    """Columns that have been empty so far; a cell that says why it is, counts as filled."""

    def __init__(self, columns: Columns, names: list[str], reference: Reference) -> None:
        self._columns, self._open, self._reference = columns, names, reference
        marks = columns.resource.missing_values
        self._bare: set[str | None] = {"", None}
        self._bare |= {mark.value.strip() for mark in marks if not mark.label}
        self._rows = 0

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Drops the columns in which something stands; what is left is said at the end."""
        self._rows += len(batch)
        for name in tuple(self._open):
            at = self._columns.index[name]
            if batch.texts[at].null_count < len(batch) or self._told(batch, at):
                self._open.remove(name)
        yield from ()

    def _told(self, batch: Batch, at: int) -> bool:
        """Whether a cell of an empty column says something: a reason, or what is wrong."""
        cells = batch.cells[at].unique().to_pylist()
        return any((cell.strip() if cell else cell) not in self._bare for cell in cells)

    def end(self) -> Iterator[Finding]:
        for name in self._open if self._rows >= _FEWEST else ():
            yield from doubt(
                self._reference,
                "column-empty",
                file=self._columns.resource.path,
                column=self._columns.index[name] + 1,
                field=name,
                rows=self._rows,
            )


def empty_columns(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check for empty columns; None where each column says that it may be.

    It does so with `sdi:kosong`, or in its description. The columns of a profile may be empty
    where they are not required.
    """
    if resource.profile or not wanted(reference, "column-empty"):
        return None
    names = [f.name for f in resource.fields if f.role not in ASIDE and not _said(f)]
    return _EmptyColumns(Columns(resource), names, reference) if names else None


def _said(field: Field) -> bool:
    """Whether a column says that it may be empty."""
    return bool(field.empty_reason) or "kosong" in field.description.main.casefold()
