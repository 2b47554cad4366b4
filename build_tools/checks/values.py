"""Values that frictionless lets pass: outside the categories, not a number at all."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..findings import Finding, error
from ..model import Dataset, Resource
from ..tables.read import Row
from .base import Columns
from .reference import Reference


class _Categories:
    """A coded column holds only its codes (Table Schema v2, `categories`)."""

    def __init__(self, columns: Columns, allowed: dict[str, dict[Any, None]]) -> None:
        self._columns, self._allowed = columns, allowed

    def row(self, row: Row) -> Iterator[Finding]:
        for name, allowed in self._allowed.items():
            value = row.values[self._columns.index[name]]
            if value is not None and str(value) not in allowed:
                expected = ", ".join(map(str, list(allowed)[:12]))
                yield error("category", **self._columns.place(row, name), expected=expected)

    def end(self) -> Iterator[Finding]:
        yield from ()


def categories(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of coded columns, or None where there are none."""
    allowed = {
        f.name: dict.fromkeys(c.value for c in f.categories)
        for f in resource.fields
        if f.categories
    }
    return _Categories(Columns(resource), allowed) if allowed else None


class _Finite:
    """NaN and infinity are numbers to frictionless, to a reader they are not."""

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns, self._names = columns, names

    def row(self, row: Row) -> Iterator[Finding]:
        for name in self._names:
            value = row.values[self._columns.index[name]]
            finite = value.is_finite() if isinstance(value, Decimal) else _is_finite(value)
            if not finite:
                yield error("number-not-finite", **self._columns.place(row, name))

    def end(self) -> Iterator[Finding]:
        yield from ()


def _is_finite(value: object) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def finite(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of number columns, or None where there are none."""
    names = [f.name for f in resource.fields if f.type == "number"]
    return _Finite(Columns(resource), names) if names else None
