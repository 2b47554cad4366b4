"""What a check of rows looks like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from ..findings import Finding
from ..model import Resource
from ..tables.read import Row


class RowCheck(Protocol):
    """Sees every row of one resource once, in order."""

    def row(self, row: Row) -> Iterator[Finding]:
        """What is wrong with this row."""
        ...

    def end(self) -> Iterator[Finding]:
        """What can only be said after the last row."""
        ...


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
