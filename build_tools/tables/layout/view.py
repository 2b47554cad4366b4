"""A part of a grid that is looked at closely: some rows, some columns, counted as a person does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from . import cells as c
from . import rows as r
from .base import Raw

#: So many filled rows below are asked whether a year is a label or a value.
_BELOW = 12

Merged = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class View:
    """Rows ``start`` to ``end`` and columns ``left`` to ``right`` of a grid."""

    rows: Sequence[Sequence[Raw]]  # from row ``offset`` + 1 on
    offset: int
    start: int
    end: int
    left: int
    right: int
    merged: tuple[Merged, ...] = ()

    def cell(self, row: int, column: int) -> Raw:
        """The cell of a row and column."""
        if not self.start <= row <= self.end:
            return None
        found = self.rows[row - self.offset - 1]
        return found[column - 1] if column <= len(found) else None

    def row(self, row: int) -> list[Raw]:
        """The cells of a row, as many as the view has columns."""
        found = list(self.rows[row - self.offset - 1][self.left - 1 : self.right])
        return found + [None] * (self.right - self.left + 1 - len(found))

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        return [at for at, cell in enumerate(self.row(row), self.left) if c.filled(cell)]

    def numbers(self, start: int) -> Iterator[int]:
        """The rows from there on."""
        return iter(range(max(start, self.start), self.end + 1))

    def range_at(self, row: int, column: int) -> Merged | None:
        """The merged cells that a cell is part of."""
        for found in self.merged:
            if found[0] <= row <= found[2] and found[1] <= column <= found[3]:
                return found
        return None

    def part(self, start: int, end: int, left: int, right: int) -> View:
        """A smaller view."""
        return View(self.rows, self.offset, start, end, left, right, self.merged)

    def datum(self, row: int, column: int) -> bool:
        """Whether a cell is a number or day of the data, rather than a label (2022, 1…12)."""
        cell = self.cell(row, column)
        if not (c.number(cell) or c.dated(cell)):
            return False
        if c.year(cell) or c.dated(cell):
            return self._year_is_datum(row, column)
        return not self._counts(row)

    def data(self, row: int) -> list[int]:
        """The columns of a row that hold data."""
        return [column for column in self.filled(row) if self.datum(row, column)]

    def _year_is_datum(self, row: int, column: int) -> bool:
        below: list[Raw] = []
        for number in range(row + 1, min(row + 1 + 2 * _BELOW, self.end + 1)):
            cell = self.cell(number, column)
            if c.filled(cell) and not c.words(cell) and not c.missing(cell):
                below.append(cell)
                if len(below) == _BELOW:
                    break
        alike = sum(1 for cell in below if c.year(cell) or c.dated(cell))
        if not below:  # the last of a table, or the only one
            above = self.cell(row - 1, column) if row > self.start else None
            return c.year(above) or c.dated(above) or c.number(above)
        return alike * 2 > len(below)

    def _counts(self, row: int) -> bool:
        """Whether a row's numbers count 1, 2, 3 … beside a label: days, months, grades."""
        said = [cell for cell in self.row(row) if c.filled(cell)]
        digits = [c.text(cell) for cell in said if c.number(cell)]
        if len(digits) < 4 or len(digits) == len(said) or not all(d.isdigit() for d in digits):
            return False
        counted = [int(d) for d in digits]
        if counted[0] > 1 or counted != list(range(counted[0], counted[0] + len(counted))):
            return False
        above = self.row(row - 1) if row > self.start else []
        return 2 * sum(map(c.words, above)) < len(said)  # no labels above: it is the header

    def first_data(self, start: int) -> int:
        """The first row that reads as a record with numbers; 0: there is none."""
        least = 1 if self.left == self.right else 2
        for row in self.numbers(start):
            filled = self.filled(row)
            if len(filled) < least or r.numbering(self.row(row)) or r.note(self.row(row)):
                continue
            if not self.data(row):
                continue
            if 2 * len(filled) < self._usual(row):
                continue  # "Jumlah desa: 139" above a wide table
            return row
        return 0

    def _usual(self, row: int) -> int:
        """How many cells the rows that follow have filled."""
        counts = [
            len(self.filled(number))
            for number in range(row + 1, min(row + 12, self.end + 1))
            if len(self.filled(number)) > 1
        ]
        usual = median_low(counts) if len(counts) > 2 else 0
        return usual if usual > 3 else 0

    def sample(self, row: int, most: int = 40) -> list[int]:
        """Rows from there on that are filled, until the table seems over."""
        found: list[int] = []
        blank = 0
        for number in self.numbers(row):
            if not self.filled(number):
                blank += 1
                if blank > 3:
                    break
                continue
            blank = 0
            found.append(number)
            if len(found) == most:
                break
        return found

    def measures(self, sample: Sequence[int]) -> list[int]:
        """The columns in which numbers or days prevail."""
        found = []
        for column in range(self.left, self.right + 1):
            given = [self.cell(row, column) for row in sample]
            numbers = sum(1 for cell in given if c.number(cell) or c.dated(cell))
            if numbers > sum(1 for cell in given if c.words(cell)):
                found.append(column)
        return found
