"""What a table holds, column by column, in one pass and bounded memory.

Whole columns at a time, on their canonical texts; the result does not depend on where one
batch ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import ColumnProfile, Field
from .batch import Batch
from .columns import Column, Moments, Ordered, Periods
from .numbers import Numbers
from .timecolumns import time_columns

_KINDS: dict[str, type[Column]] = {
    "integer": Numbers,
    "number": Numbers,
    "year": Numbers,
    "date": Ordered,
    "yearmonth": Ordered,
    "datetime": Moments,
    "time": Moments,
}


class Profiler:
    """Counts missing and different values; keeps the least, the greatest, the mean, examples."""

    def __init__(self, fields: Sequence[Field]) -> None:
        times = time_columns(fields)
        self._columns = [
            _KINDS.get(field.type, Periods if at in times else Column)(field)
            for at, field in enumerate(fields)
        ]
        self._times = [self._columns[at] for at in times]
        self.rows = 0

    def add(self, batch: Batch) -> None:
        """Takes in the next rows."""
        self.rows += len(batch)
        for column, texts in zip(self._columns, batch.texts, strict=True):
            column.add(texts)

    def columns(self) -> tuple[ColumnProfile, ...]:
        """The profile of each column, in the order of the fields."""
        return tuple(column.profile() for column in self._columns)

    def period(self) -> tuple[str, str]:
        """The first and the last period in the columns that say when; empty where none do."""
        ends = [found for column in self._times for found in [column.ends()] if all(found)]
        if not ends:
            return "", ""
        return min(first for first, _ in ends), max(last for _, last in ends)
