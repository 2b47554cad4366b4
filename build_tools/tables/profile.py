"""What a table holds, column by column, in one pass and bounded memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from ..model import Cell, ColumnProfile, Field

#: Different values are counted up to here; more only says "at least".
DISTINCT_CAP = 10_000
EXAMPLES = 5
_LONG = 100
_ANY_DAY = dt.date(2000, 1, 1)
_ORDERED = frozenset({"integer", "number", "date", "datetime", "time", "year", "yearmonth"})


class Profiler:
    """Counts missing and different values, keeps the least, the greatest and examples."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._columns = [_Column(field) for field in fields]
        self.rows = 0

    def add(self, values: Sequence[Any], texts: Sequence[Cell]) -> None:
        """Takes in a row: typed values, and their canonical text (None where missing)."""
        self.rows += 1
        for column, value, text in zip(self._columns, values, texts, strict=True):
            column.add(value, text)

    def columns(self) -> tuple[ColumnProfile, ...]:
        """The profile of each column, in the order of the fields."""
        return tuple(column.profile() for column in self._columns)


class _Column:
    def __init__(self, field: Field) -> None:
        self.name = field.name
        self.ordered = field.type in _ORDERED
        self.missing = 0
        self.capped = False
        self.seen: set[Hashable] = set()
        self.examples: list[str] = []
        self.least: tuple[Any, str] | None = None
        self.greatest: tuple[Any, str] | None = None

    def add(self, value: Any, text: Cell) -> None:
        if text is None:
            self.missing += 1
            return
        order = _order(value) if self.ordered else None
        key: Hashable = _key(text) if order is None else order
        if key in self.seen:
            return
        if len(self.seen) < DISTINCT_CAP:
            self.seen.add(key)
            if len(self.examples) < EXAMPLES:
                self.examples.append(text if len(text) <= _LONG else text[: _LONG - 1] + "…")
        else:
            self.capped = True
        if order is not None:
            if self.least is None or order < self.least[0]:
                self.least = (order, text)
            if self.greatest is None or order > self.greatest[0]:
                self.greatest = (order, text)

    def profile(self) -> ColumnProfile:
        return ColumnProfile(
            name=self.name,
            missing=self.missing,
            distinct=len(self.seen),
            minimum=self.least[1] if self.least else "",
            maximum=self.greatest[1] if self.greatest else "",
            examples=tuple(self.examples),
            distinct_capped=self.capped,
        )


def _order(value: Any) -> Any:
    """What a value is compared by; None where it has no place in an order (NaN)."""
    if value.is_nan() if isinstance(value, Decimal) else value != value:
        return None
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    if isinstance(value, dt.time):
        return dt.datetime.combine(_ANY_DAY, value, value.tzinfo or dt.UTC)
    return value


def _key(text: str) -> Hashable:
    """A text to count by; of a long one only its digest is kept."""
    if len(text) <= _LONG:
        return text
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
