"""Values that frictionless lets pass, though they are wrong or may well be."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..findings import Finding, error, warning
from ..model import Dataset, Resource
from ..tables.read import Row
from .base import Columns
from .reference import Reference

#: Digits, and powers of ten, that no figure has; to write such a number out takes gigabytes.
MAX_DIGITS = 400

_MAX_BITS = int(MAX_DIGITS * math.log2(10))
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


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
    """NaN, infinity and 1e999999 are numbers to frictionless, to a reader they are not."""

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns, self._names = columns, names

    def row(self, row: Row) -> Iterator[Finding]:
        for name in self._names:
            value = row.values[self._columns.index[name]]
            finite = value.is_finite() if isinstance(value, Decimal) else _is_finite(value)
            if not finite:
                yield error("number-not-finite", **self._columns.place(row, name))
            elif _too_large(value):
                place = self._columns.place(row, name)
                yield error("number-too-large", **place | {"cell": place["cell"][:60]})

    def end(self) -> Iterator[Finding]:
        yield from ()


def _is_finite(value: object) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def _too_large(value: object) -> bool:
    """Whether a finite number has more digits, written out, than any figure."""
    if isinstance(value, int):
        return value.bit_length() > _MAX_BITS
    if not isinstance(value, Decimal):
        return False
    exponent = value.as_tuple().exponent
    return abs(value.adjusted()) > MAX_DIGITS or abs(int(exponent)) > MAX_DIGITS


def finite(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of number columns, or None where there are none."""
    names = [f.name for f in resource.fields if f.type in {"integer", "number"}]
    return _Finite(Columns(resource), names) if names else None


class _Grouped:
    """1.250 in a column of numbers is one and a quarter; was a thousand meant?

    Asked only where every fraction of the column looks so: 0.5 or 12.75 shows that the point
    is a decimal point.
    """

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns = columns
        self._asked: dict[str, tuple[Row, int]] = {}  # the first such row, and how many
        self._open = set(names)

    def row(self, row: Row) -> Iterator[Finding]:
        for name in tuple(self._open):
            at = self._columns.index[name]
            cell = row.cells[at] if at < len(row.cells) else None
            if not cell or "." not in cell or row.values[at] is None:
                continue
            if _THOUSANDS.fullmatch(cell.strip()):
                first, count = self._asked.get(name, (row, 0))
                self._asked[name] = (first, count + 1)
            else:
                self._open.discard(name)
        yield from ()

    def end(self) -> Iterator[Finding]:
        for name, (row, count) in self._asked.items():
            if name in self._open:
                place = self._columns.place(row, name)
                cell = place["cell"].strip()
                whole = cell.replace(".", "")
                yield warning("number-grouped", **place, count=count, whole=whole)


def grouped(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of numbers like 1.250, or None where the descriptor says how to read them.

    It does so with ``groupChar`` or ``decimalChar``, or with ``sdi:desimal`` (the number of
    decimals). In GeoJSON a number is written as JSON has it.
    """
    said = {"groupChar", "decimalChar", "sdi:desimal"}
    schema = resource.raw.get("schema")
    given = schema.get("fields") if isinstance(schema, dict) else None
    told = {
        str(field.get("name"))
        for field in (given if isinstance(given, list) else [])
        if isinstance(field, dict) and said & set(field)
    }
    names = [f.name for f in resource.fields if f.type == "number" and f.name not in told]
    return _Grouped(Columns(resource), names) if names and resource.kind != "geojson" else None


class _Spaces:
    """White space around a text: nobody sees it, and yet the text is another one."""

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns, self._names = columns, names

    def row(self, row: Row) -> Iterator[Finding]:
        for name in self._names:
            value = row.values[self._columns.index[name]]
            if isinstance(value, str) and value != value.strip():
                yield warning("cell-spaces", **self._columns.place(row, name))

    def end(self) -> Iterator[Finding]:
        yield from ()


def spaces(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of texts for white space around them, or None where there are no texts."""
    names = [f.name for f in resource.fields if f.type == "string"]
    return _Spaces(Columns(resource), names) if names else None
