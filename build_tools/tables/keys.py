"""Keys over a whole table: the rows that repeat one, in memory that does not grow with it.

Values are compared, not texts: 01 repeats 1 in a column of integers. Primary keys and unique
fields are judged by frictionless' rules; a finding names the latest earlier row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..findings import Finding
from . import keyfindings
from .batch import Batch, Caster
from .keyset import Codes, KeySet
from .strings import Mask, lengths, nulls
from .values import raw_fields

_MISSING = -0x61C8864680B583EB  # any number will do
_DIGITS = 18  # characters that always make an integer of 64 bits
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
#: Types whose canonical texts are equal just when the values are.
BY_TEXT = frozenset({"string", "integer", "date", "year", "yearmonth", "boolean"})


#: A row, an earlier one with the same key, and the cells of that key as they stand in the row.
Repeat = tuple[int, int, tuple[str, ...]]


class Repeats:
    """Which rows of a table repeat the key of an earlier one."""

    def __init__(self, columns: tuple[int, ...]) -> None:
        """``columns``: the places of the key's fields."""
        self._columns = columns
        self._keys = KeySet()

    def add(self, batch: Batch, left_out: Mask | None = None) -> None:
        """Takes in rows, but for those that are left out."""
        codes = _codes(batch, self._columns)
        if left_out is None:
            self._keys.add(batch.numbers, codes)
        else:
            self._keys.add(batch.numbers[~left_out], codes[~left_out])

    def find(self, again: Callable[[], Iterable[Batch]]) -> Iterator[Repeat]:
        """Each row that repeats a key, the latest earlier row, and the cells of the key.

        To be called once, after the last batch; ``again`` gives all batches once more, and is
        asked only where rows may share a key.
        """
        rows, groups = self._keys.shared()
        if len(rows):
            order = np.argsort(rows)
            yield from self._compared(rows[order], groups[order], again())

    def _compared(self, wanted: Codes, groups: Codes, batches: Iterable[Batch]) -> Iterator[Repeat]:
        """Rows with the same code may still have different keys: their values decide."""
        known: dict[tuple[int, Any], int] = {}
        for batch in batches:
            start, end = np.searchsorted(wanted, [batch.numbers[0], batch.numbers[-1] + 1])
            rows = wanted[start:end]
            places = np.searchsorted(batch.numbers, rows).tolist()
            for row, place, group in zip(
                rows.tolist(), places, groups[start:end].tolist(), strict=True
            ):
                values = tuple(batch.value(at, place) for at in self._columns)
                earlier = known.get((group, values))
                known[group, values] = row
                if earlier and all(value == value for value in values):  # NaN is not itself
                    cells = (batch.cells[at][place].as_py() for at in self._columns)
                    yield row, earlier, tuple(cell or "" for cell in cells)


class Keys:
    """The primary key and the unique fields of a table."""

    def __init__(self, caster: Caster) -> None:
        resource = caster.resource
        names = [f.name for f in caster.fields]
        self._resource = resource
        self._unique: list[tuple[int, Repeats]] = []
        for at, raw in enumerate(raw_fields(resource)):
            constraints = raw.get("constraints")
            if isinstance(constraints, dict) and constraints.get("unique"):
                self._unique.append((at, Repeats((at,))))
        key = resource.primary_key
        self._primary = tuple(names.index(n) for n in key) if set(key) <= set(names) else ()
        self._repeats = Repeats(self._primary)

    def add(self, batch: Batch) -> list[Finding]:
        """Takes in rows; gives what can be said at once: keys without a value."""
        for at, repeats in self._unique:
            repeats.add(batch, nulls(batch.texts[at]) if batch.texts[at].null_count else None)
        if not self._primary:
            return []
        empty = without(batch, self._primary)
        self._repeats.add(batch, empty)
        if empty is None:
            return []
        rows = batch.numbers[empty].tolist()
        return [keyfindings.key_finding(self._resource, row) for row in rows]

    def end(self, again: Callable[[], Iterable[Batch]]) -> Iterator[Finding]:
        """Every row that repeats a key. ``again`` gives the batches once more."""
        for at, repeats in self._unique:
            for row, other, (cell,) in repeats.find(again):
                yield keyfindings.unique_finding(self._resource, row, other, at, cell)
        if self._primary:
            for row, other, cells in self._repeats.find(again):
                yield keyfindings.key_finding(self._resource, row, other, cells)


def without(batch: Batch, columns: tuple[int, ...]) -> Mask | None:
    """Rows in which none of these columns has a value; None for no such row."""
    if any(not batch.texts[at].null_count for at in columns):
        return None
    found = nulls(batch.texts[columns[0]])
    for at in columns[1:]:
        found = found & nulls(batch.texts[at])
    return found if found.any() else None


def _codes(batch: Batch, columns: tuple[int, ...]) -> Codes:
    """A whole number for each row's key, equal for equal keys; seldom for others."""
    if len(columns) == 1:
        return _column_codes(batch, columns[0])
    mixed = np.zeros(len(batch), np.uint64)
    for at in columns:
        mixed ^= _column_codes(batch, at).view(np.uint64)
        mixed *= _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)


def _column_codes(batch: Batch, at: int) -> Codes:
    texts, kind = batch.texts[at], batch.fields[at].type
    if kind == "integer":
        return _integer_codes(texts)
    if kind == "number":
        values = pc.cast(texts, pa.float64()).fill_null(float(_MISSING)).to_numpy()
        return np.asarray(values + 0.0).view(np.int64)  # no zero below zero
    if kind in BY_TEXT:
        return np.fromiter(map(hash, texts.to_pylist()), np.int64, len(texts))
    found = (hash(batch.value(at, place)) for place in range(len(batch)))
    return np.fromiter(found, np.int64, len(batch))


def _integer_codes(texts: pa.StringArray) -> Codes:
    """The integers themselves; a hash where one may have more than 64 bits."""
    long = (lengths(texts) > _DIGITS) & ~nulls(texts)
    if not long.any():
        return np.asarray(pc.cast(texts, pa.int64()).fill_null(_MISSING).to_numpy())
    short = pc.if_else(pa.array(long), pa.scalar(None, pa.string()), texts)
    codes = np.array(pc.cast(short, pa.int64()).fill_null(_MISSING).to_numpy())
    for place in np.flatnonzero(long).tolist():
        codes[place] = hash(texts[place].as_py())
    return codes
