"""A sample of a column's cells, from the whole table, and what each of them looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from . import addresses, codes, identifiers, nametokens, remarks, roles, text
from .dates import birth_year, is_place_and_date
from .forms import is_spaced_plate

#: How many different cells are looked at in all, and of each further part of a long table.
_ENOUGH, _FURTHER = 1_500, 16
_DEGREES = re.compile(r"-?\d{1,3}[.,]\d{4,}°?\Z")
_PAIR = re.compile(r"@?\(?\s*(-?\d{1,2}[.,]\d{4,})\s*[,;/ ]\s*(\d{2,3}[.,]\d{4,})")
_LINK = re.compile(r"https?://(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.[\w.]+/maps)")
_NUMERIC = re.compile(r"-?[\d.,\s]+%?\Z")
#: A mobile number as a spreadsheet leaves it: without its zero, or as digits with signs between.
_MOBILE = re.compile(r"(?:\+?62|0)?8[1-9]\d{7,11}\Z")
#: A number of a neighbourhood (RT, RW).
_SMALL = re.compile(r"0{0,2}[1-9]\d?\Z")
#: Degrees, minutes and seconds: S 01°53'22.4".
_DMS = re.compile(
    r"(?:[NSEWUTBL]{1,2}\s?)?\d{1,3}\s?[°º]\s?\d{1,2}\s?['′’]\s?"
    r"(?:\d{1,2}[.,]?\d{0,6}\s?(?:[\"″”]|'')?)?"
)
#: What may be a name that no list has: one to four words with capitals.
_WORD = r"[^\W\d_a-z][^\d_\s,;:/|()-]{0,20}"
_CALLED = re.compile(rf"{_WORD}(?:[\s-]{{1,2}}[^\d_\s,;:/|()-]{{1,20}}){{0,4}}\Z")
#: A name in small letters, as some write lists; an initial behind a title: "Tn. A".
_LETTERS = re.compile(r"[^\W\d_.]{2,20}(?: [^\W\d_.]{2,20}){0,3}\Z")
_INITIAL = re.compile(r"(?:Tn|Ny|Nn|An|By|Sdri?|Bpk|Bapak|Ibu)\.? ?[A-Z]{1,3}\.?\Z")
#: Between names of several persons in one cell.
_BETWEEN = re.compile(r"\s*[,;/\n]\s*|\s+(?:dan|&)\s+")
#: Metres north and east, as UTM counts them: south of the equator, or east.
_UTM = re.compile(r"(9[0-9]{6})(?:[.,][0-9]+)?\Z|[1-9][0-9]{5}(?:[.,][0-9]+)?\Z")
_AXES = frozenset(("latitude", "longitude", "coordinates"))
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
    codes: codes.Codes | None = None  # where the heading says nothing
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        words = roles.words(self.name)
        if not self.announced and (is_data(self.name) or roles.is_neutral(self.name, self.title)):
            self.codes = codes.Codes(words)

    @property
    def wanted(self) -> int:
        """How many more different cells of the next part are to be looked at."""
        return 500 if len(self._seen) < _ENOUGH else _FURTHER

    @cached_property
    def role(self) -> roles.Role:
        """What the heading claims."""
        return "" if is_data(self.name) else roles.role(self.name, self.title)

    @property
    def rows(self) -> int:
        """Different cells, the heading among them where it is one."""
        return self.looked + is_data(self.name)

    @cached_property
    def may_be_remark(self) -> bool:
        """Whether the heading says nothing, or that anything may be remarked."""
        return self.codes is not None or roles.may_be_remark(self.name, self.title)

    @cached_property
    def _is_of_both(self) -> bool:
        """Whether the heading says that names and addresses stand in one cell."""
        said = roles.words(f"{self.name} {self.title}").split()
        return "nama" in said and "alamat" in said

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
            if self.codes:
                self.codes.take(cell)
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
        if self.announced and sum(map(str.isdigit, cell)) > 2:
            yield "digits"
            if identifiers.fits(self.announced, cell):
                yield "fits"
        if _NUMERIC.match(cell):
            yield from self._number(cell)
            return
        yield from self._words(cell)

    def _number(self, cell: str) -> Iterable[str]:
        yield "numeric"
        plain = cell.strip()
        if _SMALL.match(plain):
            yield "small"
            if plain[0] == "0":
                yield "padded"
        if _DEGREES.match(plain):
            value = abs(float(plain.rstrip("°").replace(",", ".")))
            if value <= 11:
                yield "latitude"
            elif 94 <= value <= 142:
                yield "longitude"
        elif self.role in _AXES and (utm := _UTM.match(plain)):
            yield "latitude" if utm[1] else "longitude"
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
            yield from self._dated(cell)
            if _PAIR.match(cell.strip()) or _LINK.match(cell):
                yield "pair"
            if is_spaced_plate(cell):
                yield "plate"
            if _DMS.match(cell.strip()):
                yield "pair" if len(_DMS.findall(cell)) > 1 else "degrees"
        if "@" in cell or any(sign.isdigit() for sign in cell):
            yield from text.kinds(cell)
        if look := addresses.look(cell):
            yield look
            first = re.split(r"[,;:/|]| - ", cell, maxsplit=1)[0].strip()
            both = self._is_of_both and not addresses.look(first) and _CALLED.match(first)
            if both or nametokens.look(first) == "person":
                yield "name-and-address"
        elif cell.strip().lower() in _SEXES:
            yield "sex"
        elif remarks.is_illness(cell):
            yield "ill"
        else:
            yield from self._named(cell.strip())

    def _named(self, cell: str) -> Iterable[str]:
        found = "person" if _INITIAL.match(cell) else nametokens.look(cell)
        if not found and _BETWEEN.search(cell) and _are_several(cell):
            found = "person"
        if found:
            yield found
        if found == "person" or (not found and _CALLED.match(cell)):
            yield "called"
        elif not found and _LETTERS.match(cell):
            yield "letters"
        if remarks.is_work(cell):
            yield "occupation"

    def _dated(self, cell: str) -> Iterable[str]:
        if year := birth_year(cell):
            self.years.add(year)
            yield "date"
            if is_place_and_date(cell):
                yield "place-date"


def is_data(heading: str) -> bool:
    """Whether a heading is data itself: the first row of a table that has no headings."""
    if addresses.look(heading) in {"home", "house"} or birth_year(heading):
        return True
    told = roles.words(heading).split()
    said = "nama" in told or (len(told) < 4 and all(map(roles.role, told)))  # "Wali Santri"
    return not said and nametokens.look(heading) == "person"


def _are_several(cell: str) -> bool:
    """Whether a cell names several persons, some of whom a list knows."""
    parts = [part.strip(" .-") for part in _BETWEEN.split(cell) if part.strip(" .-")]
    known = sum(1 for part in parts if nametokens.look(part) == "person")
    called = sum(1 for part in parts if _CALLED.match(part))
    return len(parts) > 1 and called == len(parts) and known >= len(parts) / 3
