"""Days of one row that come in an order: what was checked had been said before."""

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


class _Order(RowCheck):
    """Pairs of columns of days, the second of which is never before the first."""

    def __init__(self, columns: Columns, pairs: list[tuple[str, str]]) -> None:
        self._columns, self._pairs = columns, pairs

    def suspects(self, batch: Batch) -> Mask:
        found = np.zeros(len(batch), np.bool_)
        for first, then in self._pairs:
            earlier, later = (batch.texts[self._columns.index[n]] for n in (first, then))
            found |= compared("<", later, earlier)
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        for first, then in self._pairs:
            earlier, later = self._columns.values(row, (first, then))
            if isinstance(earlier, date) and isinstance(later, date) and later < earlier:
                place = self._columns.place(row, then)
                yield error("day-order", **place, first=first, day=earlier.isoformat())


def order(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of the order of days; None where a profile names none."""
    profile = given(resource)
    dates = {f.name for f in resource.fields if f.type == "date"}
    pairs = [pair for pair in profile.order if dates.issuperset(pair)] if profile else []
    return _Order(Columns(resource), pairs) if pairs else None
