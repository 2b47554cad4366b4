"""What a person should know of a sheet of a recipe before its table is published.

The same as of a plain sheet, but merged cells and titles, which a recipe knows how to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import islice
from pathlib import Path

from ...findings import Finding, error, warning
from ...model import Resource
from ..excel import sheet
from ..excel.sheetfindings import Area, Look
from .match import Placed
from .sheets import Source, as_sheet, recipe_of


class Columns(Area):
    """The rows of the table, and of the sheet's columns those that the recipe takes."""

    def __init__(
        self, first: int, last: int, columns: frozenset[int], dropped: Set[int] = frozenset()
    ) -> None:
        super().__init__(first, last, max(columns, default=0))
        self.columns = columns
        self.dropped = dropped

    def __contains__(self, at: tuple[int, int]) -> bool:
        inside = self.first <= at[0] <= self.last and at[1] in self.columns
        return inside and at[0] not in self.dropped


class Judged(Look):
    """One sheet, and where in it the table is.

    ``last`` is its last row, ``dropped`` are rows that are left out.
    """

    def __init__(
        self,
        path: Path,
        resource: Resource,
        source: Source,
        place: Placed,
        last: int,
        dropped: Set[int] = frozenset(),
    ) -> None:
        self._sheet = sheet.opened(path, as_sheet(resource, source.name))
        self._resource, self._recipe = resource, recipe_of(resource)
        self._header, self._last = place.rows[-1], last
        self._columns = frozenset(place.columns)
        self._area = Columns(place.rows[0], last, frozenset(place.columns), dropped)
        self._fields = [None] * self._area.width
        self._readings = dict.fromkeys(range(1, self._area.width + 1), "")
        for at, column in enumerate(place.columns):
            known = self._recipe.columns[at]
            self._fields[column - 1] = resource.field(known.name)
            self._readings[column] = known.reading
        self._allowed = self.allows(resource)

    def findings(self) -> Iterator[Finding]:
        """Everything of the sheet that its values do not tell."""
        yield from self.sheets()
        yield from self.hidden()
        yield from self.formulas()
        yield from self.comments()
        yield from self.percents()
        yield from self.cells()

    def sheets(self) -> Iterator[Finding]:
        """Hidden sheets: those of the table are published, the others lie in the open."""
        for entry in self._sheet.book.sheets:
            place = {"file": self._resource.path, "sheet": entry.name, "name": entry.name}
            if not entry.hidden:
                continue
            if entry.name == self._sheet.entry.name and not self._allowed:
                yield error("sheet-hidden", **place, type="published")
            elif entry.name not in self._recipe.sheets and self._is_first():
                yield warning("sheet-hidden", **place)

    def _is_first(self) -> bool:
        return self._sheet.entry.name == self._recipe.sheets[0]

    def hidden(self) -> Iterator[Finding]:
        """Rows and columns of the table that people hid and that would be published."""
        known = super().hidden()
        runs = self._sheet.seen.hidden_columns
        taken = {first for first, last in runs if self._takes(first, last)}
        for found in known:
            if found.code != "columns-hidden" or found.column in taken:
                yield found

    def _takes(self, first: int, last: int) -> bool:
        return any(first <= column <= last for column in self._columns)

    def percents(self) -> Iterator[Finding]:
        """As of a plain sheet; a column that is read in percent is right as it is."""
        for found in super().percents():
            if self._readings.get(found.column or 0) == "angka":
                yield found

    def cells(self) -> Iterator[Finding]:
        """Texts that the spreadsheet took for dates or numbers."""
        texts = [c for c, reading in self._readings.items() if reading in {"teks", "kode"}]
        texts = [c for c in texts if (f := self._fields[c - 1]) and f.type == "string"]
        rows = enumerate(self._sheet.rows(), start=1)
        for number, row in islice(rows, self._header, self._last):
            for column in texts:
                value = row[column - 1] if column <= len(row) else ""
                if value.__class__ is not str:
                    yield from self._odd(number, column, value)
