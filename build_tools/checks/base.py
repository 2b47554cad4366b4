"""What a check of rows looks like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..findings import Finding
from ..model import Resource
from ..tables.batch import Batch, Row
from ..tables.strings import Mask


class RowCheck:
    """Sees every row of one resource once, in order, a batch at a time.

    A check says which rows it must look at (`suspects`, in columns and never too few) and what
    is wrong with one of them (`row`). One that has to remember rows overrides `batch`.
    """

    def suspects(self, batch: Batch) -> Mask | None:
        """Which rows may be wrong; None: any of them."""
        return None

    def row(self, row: Row) -> Iterator[Finding]:
        """What is wrong with this row."""
        yield from ()

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """What is wrong with these rows."""
        return self.among(batch, self.suspects(batch))

    def among(self, batch: Batch, wanted: Mask | None) -> Iterator[Finding]:
        """What is wrong with those of the rows that are suspects."""
        if wanted is None or wanted.any():
            for row in batch.rows(wanted):
                yield from self.row(row)

    @property
    def remembers(self) -> bool:
        """Whether batches must come in order; else another thread may look for suspects."""
        return type(self).batch is not RowCheck.batch

    def end(self) -> Iterator[Finding]:
        """What can only be said after the last row."""
        yield from ()


class Columns:
    """Where the fields of a resource lie in a row."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.index = {f.name: i for i, f in enumerate(resource.fields)}

    def values(self, row: Row, names: tuple[str, ...]) -> tuple[Any, ...]:
        """The values of those fields in this row."""
        return tuple(row.values[self.index[name]] for name in names)

    def place(self, row: Row, name: str) -> dict[str, Any]:
        """The facts that say where a cell lies, for `findings.error`."""
        at = self.index[name]
        cell = row.cells[at] if at < len(row.cells) else None
        return {
            "file": self.resource.path,
            "row": row.number,
            "column": at + 1,
            "field": name,
            "cell": (cell or "")[:200],
        }
