"""Days that have not come yet, in columns about what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from ..findings import Finding, error
from ..model import Dataset, Resource
from ..tables.batch import Batch, Row
from ..tables.compare import compared
from ..tables.strings import Mask
from .base import Columns, RowCheck
from .profiled import given
from .reference import Reference


class _Days(RowCheck):
    """Columns of days, none of which lies after the day that the data is judged for."""

    def __init__(self, columns: Columns, names: list[str], today: str) -> None:
        self._columns, self._names, self._today = columns, names, today

    def suspects(self, batch: Batch) -> Mask:
        found = np.zeros(len(batch), np.bool_)
        for name in self._names:
            found |= compared(">", batch.texts[self._columns.index[name]], self._today)
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        for name in self._names:
            day = row.values[self._columns.index[name]]
            if isinstance(day, date) and day.isoformat() > self._today:
                yield error("day-in-future", **self._columns.place(row, name), today=self._today)


def days(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of days; None where a profile names none, or no day is too late."""
    profile = given(resource)
    if profile is None or not reference.today:
        return None
    dates = {f.name for f in resource.fields if f.type == "date"}
    names = [name for name in profile.past if name in dates]
    return _Days(Columns(resource), names, reference.today) if names else None
