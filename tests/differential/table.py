"""A table with all that must be known to read it: bytes, schema, dialect, encoding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from build_tools.load.descriptor import resource_of
from build_tools.model import Resource


class Fault(NamedTuple):
    """One error, as both sides must say it. The row is that of the file, columns count from 1."""

    type: str
    row: int | None
    column: int | None
    field: str
    cell: str
    note: str  # frictionless' own words; empty where they name a Python or system message


class Said(NamedTuple):
    """All that one side says of a table."""

    faults: list[Fault]
    rows: list[tuple[int, tuple[str | None, ...], tuple[str | None, ...]]]
    """Number, cells as in the file, and canonical texts of the values, of each row."""
    empty: bool = False  # neither a header nor rows


@dataclass(frozen=True)
class Table:
    """A file and its description, as a descriptor would give it."""

    content: bytes
    schema: Mapping[str, Any]
    dialect: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    path: str = "table.csv"

    def lay(self, folder: Path) -> Resource:
        """Writes the file into a folder; gives the resource that describes it."""
        (folder / self.path).write_bytes(self.content)
        return self.resource()

    def resource(self) -> Resource:
        """The resource as `build_tools.load` understands it."""
        raw = {
            "name": "table",
            "path": self.path,
            "encoding": self.encoding,
            "dialect": self.dialect,
            "schema": self.schema,
        }
        return resource_of(raw, ("id",))


def short(cell: object) -> str:
    """A cell as findings show it: at most 200 characters."""
    text = "" if cell is None else str(cell)
    return text if len(text) <= 200 else text[:199] + "…"
