"""What stands in each column of a table, counted once: kinds of cells, shapes, different values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import numpy as np

from ..tables.layout.base import Laid, LaidColumn, Raw
from .numerals import shape

#: A number for each row of a column.
Rows = np.ndarray[Any, np.dtype[np.int64]]

CHUNK = 8_192
#: So many different values are kept of a column; shapes of its texts.
MOST_VALUES, MOST_SHAPES = 20_000, 800
#: A text is looked at so far.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A text, the row of the sheet in which it first stood, and how many cells are of its shape."""

    row: int
    text: str
    count: int = 1


@dataclass(slots=True)
class Seen:
    """What the cells of one column have in common.

    ``values`` holds the different values, texts trimmed, in no order; None where there are too
    many. ``shapes`` counts the texts by shape (see `numerals`); None where there are too many:
    these are words. ``hashes`` stands for the rows, to find keys; None where no key can be.
    """

    column: LaidColumn
    rows: int = 0
    filled: int = 0
    numbers: int = 0  # cells that Excel has as numbers
    texts: int = 0
    days: int = 0  # cells that Excel has as days
    others: int = 0
    whole: bool = True  # no native number has a fraction
    midnight: bool = True  # no native day has a time of day
    trimmed: bool = True  # no text has white space around it or doubled
    longest: int = 0
    values: set[Raw] | None = field(default_factory=set)
    shapes: Counter[str] | None = field(default_factory=Counter)
    first: dict[str, Place] = field(default_factory=dict)  # of each shape
    hashes: list[Rows] | None = field(default_factory=list)

    @property
    def label(self) -> str:
        """The header, its levels joined."""
        return self.column.label

    def see(self, numbers: Sequence[int], cells: Sequence[Raw]) -> None:
        """Take the cells of some rows into account; ``numbers`` are those of the rows."""
        self.rows += len(cells)
        kinds = set(map(type, cells))
        empty = type(None) in kinds
        kinds.discard(type(None))
        whole = cells
        rows: Sequence[int] = numbers
        if empty:
            rows = [r for r, c in zip(numbers, cells, strict=True) if c is not None]
            cells = [c for c in cells if c is not None]
        if len(kinds) == 1:
            self._take(next(iter(kinds)), rows, cells)
        else:
            for kind in kinds:
                at = [i for i, cell in enumerate(cells) if type(cell) is kind]
                self._take(kind, [rows[i] for i in at], [cells[i] for i in at])
        if self.hashes is not None:
            self._hash(whole, str in kinds)

    def _take(self, kind: type, rows: Sequence[int], cells: Sequence[Raw]) -> None:
        """Take cells of one kind into account."""
        if kind is str:
            self._text(rows, cells)  # type: ignore[arg-type]
            return
        self.filled += len(cells)
        if kind in (float, int):
            self.numbers += len(cells)
            if kind is float and self.whole and not all(map(float.is_integer, cells)):  # type: ignore[arg-type]
                self.whole, self.hashes, self.values = False, None, None
        elif kind in (date, datetime):
            self.days += len(cells)
            if kind is datetime:
                self.midnight &= all(c.time() == time.min for c in cells)  # type: ignore[union-attr]
        else:
            self.others += len(cells)
        self._keep(cells)

    def _text(self, rows: Sequence[int], cells: Sequence[str]) -> None:
        """Take texts into account, each different one looked at once."""
        shapes: Counter[str] = Counter()
        different = Counter(cells)
        folded = {cell: " ".join(cell.split()) for cell in different}
        for cell, count in different.items():
            text = folded[cell]
            self.trimmed &= cell == text
            if not text:
                continue
            self.filled += count
            self.texts += count
            self.longest = max(self.longest, len(text))
            if self.shapes is not None:
                form = shape(text[:LONGEST])
                shapes[form] += count
                if form not in self.first:
                    self.first[form] = Place(rows[cells.index(cell)], text[:LONGEST])
        self._keep(text for text in folded.values() if text)
        if self.shapes is not None:
            self.shapes.update(shapes)
            if len(self.shapes) > MOST_SHAPES:
                self.shapes, self.first = None, {}

    def _keep(self, cells: Iterable[Raw]) -> None:
        if self.values is not None:
            self.values.update(cells)
            if len(self.values) > MOST_VALUES:
                self.values = None

    def _hash(self, cells: Sequence[Raw], texts: bool) -> None:
        if texts and not self.trimmed:
            cells = [" ".join(c.split()) if type(c) is str else c for c in cells]
        if self.hashes is not None:
            self.hashes.append(np.fromiter(map(hash, cells), np.int64, len(cells)))

    def different(self) -> list[str]:
        """The different values as texts, in order; none where they are too many to be kept."""
        return sorted(_text(v) for v in self.values or ())

    def key(self) -> Rows | None:
        """A number for each row, equal where the cells are; None where a cell is empty."""
        if self.hashes is None or self.filled < self.rows or not self.rows:
            return None
        return np.concatenate(self.hashes)


def _text(value: Raw) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def look(laid: Laid) -> tuple[Seen, ...]:
    """Read the records of a table once, and tell what each of its columns holds."""
    columns = tuple(Seen(column) for column in laid.columns)
    for numbers, records in _chunks(laid.records()):
        for seen, cells in zip(columns, zip(*records, strict=True), strict=True):
            seen.see(numbers, cells)
    return columns


def _chunks(
    records: Iterator[tuple[int, list[Raw]]],
) -> Iterator[tuple[tuple[int, ...], tuple[list[Raw], ...]]]:
    while some := list(islice(records, CHUNK)):
        numbers, rows = zip(*some, strict=True)
        yield numbers, rows
