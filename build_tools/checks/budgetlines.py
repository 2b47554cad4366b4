"""The same line of a budget twice: it would be added up twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ..findings import Finding, error
from ..model import Cell, Dataset, Resource
from ..tables.batch import Batch
from .base import Columns, RowCheck
from .profiled import present
from .reference import Reference

#: What tells one line from the other; a cell that is not known is like another one.
_KEY = ("tahun", "tahap", "opd_id", "dimensi_id", "program_id", "uraian")


class _Lines(RowCheck):
    """Remembers of each line a digest and its row."""

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns, self._names = columns, names
        self._rows: dict[bytes, int] = {}

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """The lines that stand in an earlier row already."""
        texts = [batch.texts[self._columns.index[name]].to_pylist() for name in self._names]
        shown = self._names[-1]
        for at, cells in enumerate(zip(*texts, strict=True)):
            number = int(batch.numbers[at])
            other = self._rows.setdefault(_digest(cells), number)
            if other != number:
                place = self._columns.place(batch.text_row(at), shown)
                yield error("budget-line-twice", **place, other=other)


def _digest(cells: tuple[Cell, ...]) -> bytes:
    """The same for cells that differ in nothing but capitals and white space."""
    parts = ("\0" if cell is None else " ".join(cell.casefold().split()) for cell in cells)
    return hashlib.blake2b("\1".join(parts).encode(), digest_size=16).digest()


def budget_lines(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of the lines of a budget; None for other profiles."""
    if resource.profile != "anggaran":
        return None
    names = present(resource, _KEY)
    return _Lines(Columns(resource), names) if names else None
