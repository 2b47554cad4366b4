"""Values that frictionless lets pass, though they are wrong or may well be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, partial
from typing import Any

import numpy as np

from ..findings import Finding, error, warning
from ..model import Dataset, Resource
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, among, holding, lengths, nulls, spans, table
from .base import Columns, RowCheck
from .codenames import Pair, folded, pairs
from .reference import Reference

#: Digits, and powers of ten, that no figure has; to write such a number out takes gigabytes.
MAX_DIGITS = 400

_MAX_BITS = int(MAX_DIGITS * math.log2(10))
#: A text of fewer bytes, and without letters, is a number that anyone can write out.
_SHORT = 300
#: How many of the codes that a column takes are listed.
_LISTED = 12
_LETTERS = table(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_POINT = table(b".")
#: Bytes that white space begins and ends with in UTF-8 (and other letters too).
_SPACE_FIRST = table(b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \xc2\xe1\xe2\xe3")
_SPACE_LAST = table(
    b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x9f\xa0\xa8\xa9\xaf" + bytes(range(0x80, 0x8B))
)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


class _Categories(RowCheck):
    """A coded column holds only its codes (Table Schema v2, `categories`)."""

    def __init__(
        self, columns: Columns, allowed: dict[str, dict[Any, None]], named: Callable[[], list[Pair]]
    ) -> None:
        self._columns, self._allowed = columns, allowed
        self._named = cache(named)  # asked for only where a name is not in its list

    def suspects(self, batch: Batch) -> Mask | None:
        found = np.zeros(len(batch), np.bool_)
        for name, allowed in self._allowed.items():
            at = self._columns.index[name]
            if batch.fields[at].type not in {"string", "integer"}:
                return None  # their texts are not those of a descriptor
            texts = batch.texts[at]
            found |= ~among(texts, map(str, allowed)) & ~nulls(texts)
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        for name, allowed in self._allowed.items():
            value = row.values[self._columns.index[name]]
            if value is not None and str(value) not in allowed:
                rest = ", …" if len(allowed) > _LISTED else ""
                expected = ", ".join(map(str, list(allowed)[:_LISTED])) + rest
                place = self._columns.place(row, name)
                yield error("category", **place, expected=expected, **self._by_code(row, name))

    def _by_code(self, row: Row, name: str) -> dict[str, str]:
        """Which of the names the code beside it has, in the table that the codes stand in."""
        for pair in self._named():
            code = row.values[self._columns.index[pair.code]] if pair.name == name else None
            own = pair.known.get(str(code), set()) if code is not None else set()
            fitting = [text for text in map(str, self._allowed[name]) if folded(text) in own]
            if len(fitting) == 1:
                return {"case": "code", "told": fitting[0], "key": str(code), "of": pair.code}
        return {}


def categories(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of coded columns, or None where there are none."""
    allowed = {
        f.name: dict.fromkeys(c.value for c in f.categories)
        for f in resource.fields
        if f.categories
    }
    if not allowed:
        return None
    named = partial(_named, dataset, resource, reference)
    return _Categories(Columns(resource), allowed, named)


def _named(dataset: Dataset, resource: Resource, reference: Reference) -> list[Pair]:
    return [pair for pair in pairs(dataset, resource, reference) if pair.known]


class _Finite(RowCheck):
    """NaN, infinity and 1e999999 are numbers to frictionless, to a reader they are not."""

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns, self._names = columns, names

    def suspects(self, batch: Batch) -> Mask | None:
        found = np.zeros(len(batch), np.bool_)
        for name in self._names:
            texts = batch.texts[self._columns.index[name]]
            if len(texts) and lengths(texts).max() > _SHORT:
                found |= lengths(texts) > _SHORT
            found |= holding(texts, _LETTERS)
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        for name in self._names:
            value = row.values[self._columns.index[name]]
            finite = value.is_finite() if isinstance(value, Decimal) else _is_finite(value)
            if not finite:
                yield error("number-not-finite", **self._columns.place(row, name))
            elif _too_large(value):
                place = self._columns.place(row, name)
                yield error("number-too-large", **place | {"cell": place["cell"][:60]})


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


class _Grouped(RowCheck):
    """1.250 in a column of numbers is one and a quarter; was a thousand meant?

    Asked only where every fraction of the column looks so: 0.5 or 12.75 shows that the point
    is a decimal point.
    """

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns = columns
        self._asked: dict[str, tuple[Row, int]] = {}  # the first such row, and how many
        self._open = set(names)

    def batch(self, batch: Batch) -> Iterator[Finding]:
        for name in tuple(self._open):
            at = self._columns.index[name]
            dotted = holding(batch.cells[at], _POINT) & ~nulls(batch.texts[at])
            for place in np.flatnonzero(dotted).tolist():
                if not _THOUSANDS.fullmatch(batch.cells[at][place].as_py().strip()):
                    self._open.discard(name)
                    break
                row, count = self._asked.get(name, (None, 0))
                self._asked[name] = (row or batch.row(place), count + 1)
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


class _Spaces(RowCheck):
    """White space around a text: nobody sees it, and yet the text is another one."""

    def __init__(self, columns: Columns, names: list[str]) -> None:
        self._columns, self._names = columns, names

    def suspects(self, batch: Batch) -> Mask | None:
        found = np.zeros(len(batch), np.bool_)
        for name in self._names:
            data, starts = spans(batch.texts[self._columns.index[name]])
            filled = starts[1:] > starts[:-1]
            if len(data):
                first = _SPACE_FIRST[data[np.minimum(starts[:-1], len(data) - 1)]]
                last = _SPACE_LAST[data[np.maximum(starts[1:] - 1, 0)]]
                found |= (first | last) & filled
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        for name in self._names:
            value = row.values[self._columns.index[name]]
            if isinstance(value, str) and value != value.strip():
                yield warning("cell-spaces", **self._columns.place(row, name))


def spaces(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of texts for white space around them, or None where there are no texts."""
    names = [f.name for f in resource.fields if f.type == "string"]
    return _Spaces(Columns(resource), names) if names else None
