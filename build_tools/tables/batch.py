"""Some rows of a table at a time, column by column: what checks and formats are given.

A column is an Arrow array of texts (https://arrow.apache.org/docs/format/Columnar.html), so
that a whole column is looked at in one call; single rows are made only where one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import Cell, Field, Resource
from . import descriptors
from .strings import Mask
from .values import missing_marks, raw_fields, texter

#: Rows of a batch that is not read off plain text: enough to pay, few enough to hold.
ROWS = 5_000
_MEMO = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """One data row.

    ``cells`` is the text as in the file, ``values`` the value of each field cast by
    frictionless' field reader; both in the order of the schema's fields, None where the
    cell is absent (cells) or missing or wrong (values).
    """

    number: int
    cells: tuple[Cell, ...]
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What frictionless' field reader says of a cell, and the value's canonical text."""

    value: Any
    text: Cell  # None where the cell is missing or not of the type
    notes: tuple[tuple[str, str], ...]  # broken rules: "type" or a constraint, and the note


class Caster:
    """Judges the cells of one resource; cells that come again are remembered."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.fields: tuple[Field, ...] = resource.fields
        #: Per field, the texts that stand for "no value", the one to write first.
        self.marks = [missing_marks(resource, raw) for raw in raw_fields(resource)]
        self._readers = descriptors.FieldReaders(resource)
        self._texters = [texter(field) for field in self.fields]
        self._memos: list[dict[Cell, Verdict]] = [{} for _ in self.fields]
        self.repairs = resource.kind == "geojson"

    def judge(self, column: int, cell: Cell) -> Verdict:
        """The verdict on a cell of a column (counted from 0); None: the row has no such cell."""
        memo = self._memos[column]
        known = memo.get(cell)
        if known is None:
            known = self._judge(column, cell)
            if len(memo) < _MEMO:
                memo[cell] = known
        return known

    def _judge(self, column: int, cell: Cell) -> Verdict:
        value, notes = self._readers[column](cell)
        text = None if value is None else self._texters[column](value)
        if text is not None and self.repairs:
            text = whole(text)
        return Verdict(value, text, tuple((notes or {}).items()))

    def bare(self, column: int, given: Any) -> Any:
        """The value that the field's reader makes of anything, a constraint for one."""
        return self._readers[column](given)[0]

    def clean(self, cell: Cell) -> Cell:
        """The cell as UTF-8 can hold it: JSON may spell half a pair of surrogates."""
        return whole(cell) if cell is not None and self.repairs else cell

    def row(self, number: int, cells: Sequence[Cell]) -> Row:
        """A row with its values."""
        values = tuple(self.judge(at, cell).value for at, cell in enumerate(cells))
        return Row(number, tuple(cells), values)


class Batch:
    """Rows that follow one another. Columns are in the order of the schema's fields."""

    __slots__ = ("caster", "cells", "looked", "numbers", "texts")

    def __init__(
        self,
        caster: Caster,
        numbers: np.ndarray[Any, np.dtype[np.int64]],
        cells: Sequence[pa.StringArray],
        texts: Sequence[pa.StringArray],
    ) -> None:
        self.caster = caster
        #: The number of each row, as a person sees it in a spreadsheet.
        self.numbers = numbers
        #: Per column the texts as they stand in the file; null where the row has no such cell.
        self.cells = tuple(cells)
        #: Per column the canonical texts; null where a value is missing or wrong.
        self.texts = tuple(texts)
        #: What was asked for with `engine.batches`: which rows each look thinks of.
        self.looked: dict[str, Mask | None] = {}

    @classmethod
    def of_rows(cls, caster: Caster, rows: Iterable[tuple[int, Sequence[Cell]]]) -> Batch:
        """A batch out of single rows: their numbers and cells."""
        numbers, records = [], []
        for number, record in rows:
            numbers.append(number)
            records.append(record)
        columns = list(zip(*records, strict=True)) or [() for _ in caster.fields]
        cells = [
            pa.array([caster.clean(cell) for cell in column], pa.string()) for column in columns
        ]
        texts = [
            pa.array([caster.judge(at, cell).text for cell in column], pa.string())
            for at, column in enumerate(columns)
        ]
        return cls(caster, np.array(numbers, dtype=np.int64), cells, texts)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the schema."""
        return self.caster.fields

    def value(self, column: int, at: int) -> Any:
        """The typed value of one cell; None where it is missing or wrong."""
        return self.caster.judge(column, self.cells[column][at].as_py()).value

    def row(self, at: int) -> Row:
        """One row, by its place in the batch."""
        cells = [column[at].as_py() for column in self.cells]
        return self.caster.row(int(self.numbers[at]), cells)

    def text_row(self, at: int) -> Row:
        """The same with canonical texts for values: enough to see which have one, and cheap."""
        cells = tuple(column[at].as_py() for column in self.cells)
        texts = tuple(column[at].as_py() for column in self.texts)
        return Row(int(self.numbers[at]), cells, texts)

    def rows(self, wanted: np.ndarray[Any, Any] | None = None) -> Iterator[Row]:
        """The rows in order; of ``wanted`` (a mask, or places) only those."""
        if wanted is None:
            columns = [column.to_pylist() for column in self.cells]
            for number, cells in zip(
                self.numbers.tolist(), zip(*columns, strict=True), strict=True
            ):
                yield self.caster.row(number, cells)
            return
        places = np.flatnonzero(wanted) if wanted.dtype == np.bool_ else wanted
        for at in places.tolist():
            yield self.row(at)

    def head(self, count: int) -> list[tuple[Cell, ...]]:
        """The canonical texts of the first rows."""
        return list(zip(*(column[:count].to_pylist() for column in self.texts), strict=True))

    def records(self) -> Iterator[tuple[Cell, ...]]:
        """The canonical texts row by row."""
        yield from zip(*(column.to_pylist() for column in self.texts), strict=True)

    def marked(self, column: int) -> pa.StringArray:
        """A column as the CSV shows it: the canonical text, or the source's mark of no value.

        No null is left. Where a canonical text would read as missing (-099 where -99 stands
        for "no value") the cell stays as it was.
        """
        cells, texts, marks = self.cells[column], self.texts[column], self.caster.marks[column]
        if texts.null_count:
            filled = pc.coalesce(texts, cells, pa.scalar((marks or ("",))[0]))
        else:
            filled = texts
        if marks and marks != ("",):
            same = pc.is_in(texts, pa.array(marks, pa.string()), skip_nulls=True)
            if pc.any(same).as_py():
                filled = pc.if_else(same, pc.coalesce(cells, texts), filled)
        return filled


def whole(text: str) -> str:
    """The text without halves of surrogate pairs: JSON can spell them, UTF-8 has none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
