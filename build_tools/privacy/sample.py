"""A sample of a column's cells, from the whole table, and what each of them looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from . import addresses, nametokens, roles, text
from .dates import birth_year, is_place_and_date

#: How many different cells are looked at in all, and of each further part of a long table.
_ENOUGH, _FURTHER = 1_500, 16
_DEGREES = re.compile(r"-?\d{1,3}[.,]\d{4,}°?\Z")
_PAIR = re.compile(r"@?\(?\s*(-?\d{1,2}[.,]\d{4,})\s*[,;/ ]\s*(\d{2,3}[.,]\d{4,})")
_LINK = re.compile(r"https?://(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.[\w.]+/maps)")
_NUMERIC = re.compile(r"-?[\d.,\s]+%?\Z")
#: A mobile number as a spreadsheet leaves it: without its zero, or as digits with signs between.
_MOBILE = re.compile(r"(?:\+?62|0)?8[1-9]\d{7,11}\Z")
_NONE = frozenset(
    ("-", "--", "–", "—", "…", "...", "n/a", "na", "null", "none", "nihil", "tidak ada")
)
_SEXES = frozenset(
    (
        "l",
        "p",
        "lk",
        "pr",
        "laki-laki",
        "laki laki",
        "perempuan",
        "pria",
        "wanita",
        "m",
        "f",
        "male",
    )
)


@dataclass
class Sample:
    """The different cells of a column that were looked at, and what they look like."""

    name: str
    title: str = ""
    announced: str = ""  # the code of the number that the heading announces
    filled: int = 0  # cells of the column that are not empty
    looked: int = 0  # different cells that were looked at
    cells: int = 0  # cells among which these were found
    first: dict[str, tuple[int, str]] = field(default_factory=dict)  # by look: row and cell
    looks: Counter[str] = field(default_factory=Counter)
    years: set[int] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    @property
    def wanted(self) -> int:
        """How many more different cells of the next part are to be looked at."""
        return 500 if len(self._seen) < _ENOUGH else _FURTHER

    @cached_property
    def role(self) -> roles.Role:
        """What the heading claims."""
        return "" if is_data(self.name) else roles.role(self.name, self.title)

    def take(self, cells: Iterable[tuple[int, str]]) -> None:
        """Looks at cells of one part of the table, each with its row."""
        left = self.wanted
        for row, cell in cells:
            if left == 0 or cell.strip().lower() in _NONE:
                continue
            self.cells += 1
            if cell in self._seen:
                continue
            left -= 1
            if len(self._seen) < _ENOUGH:
                self._seen.add(cell)
            self.looked += 1
            for look in self._look(cell):
                self.looks[look] += 1
                self.first.setdefault(look, (row, cell))

    def share(self, *looks: str) -> float:
        """Of the different cells, the share that looks so."""
        return sum(self.looks[look] for look in looks) / self.looked if self.looked else 0.0

    @property
    def distinct(self) -> float:
        """Different cells among all."""
        return self.looked / self.cells if self.cells else 0.0

    def _look(self, cell: str) -> Iterable[str]:
        yield "any"
        if _NUMERIC.match(cell):
            yield from self._number(cell)
            return
        yield from self._words(cell)

    def _number(self, cell: str) -> Iterable[str]:
        yield "numeric"
        plain = cell.strip()
        if _DEGREES.match(plain):
            value = abs(float(plain.rstrip("°").replace(",", ".")))
            if value <= 11:
                yield "latitude"
            elif 94 <= value <= 142:
                yield "longitude"
        if _PAIR.match(plain):
            yield "pair"
        if year := birth_year(plain, serial=self.role == "birth"):
            self.years.add(year)
            yield "date"
        if _MOBILE.match(re.sub(r"[\s.,-]", "", plain)):
            yield "mobile"
        elif len(plain) > 9:
            yield from text.kinds(plain)

    def _words(self, cell: str) -> Iterable[str]:
        if any(sign.isdigit() for sign in cell):
            if year := birth_year(cell):
                self.years.add(year)
                yield "date"
                if is_place_and_date(cell):
                    yield "place-date"
            if _PAIR.match(cell.strip()) or _LINK.match(cell):
                yield "pair"
        if "@" in cell or any(sign.isdigit() for sign in cell):
            yield from text.kinds(cell)
        if look := addresses.look(cell):
            yield look
            if nametokens.look(re.split(r"[,;:/|]| - ", cell, maxsplit=1)[0]) == "person":
                yield "name-and-address"
        elif cell.strip().lower() in _SEXES:
            yield "sex"
        elif found := nametokens.look(cell):
            yield found


def is_data(heading: str) -> bool:
    """Whether a heading is data itself: the first row of a table that has no headings."""
    home = addresses.look(heading) in {"home", "house"}
    return home or nametokens.look(heading) == "person" or bool(birth_year(heading))
