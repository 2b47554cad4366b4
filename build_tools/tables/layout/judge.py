"""What is known of a table while its rows go by: which are records, where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ...model.recipe import DropReason
from . import cells as c
from .base import Raw
from .rowkinds import kind, lonely, nameless, pair, repeated, signature, titled, unit

#: So many empty rows in a row end a table.
MAX_BLANK = 10_000
#: From so many records it is learned which columns hold numbers.
_LEARN = 60
#: A lonely text longer than this is no name of an area or a kind.
_SENTENCE = 60
#: How a total begins; a full row that begins otherwise is a record.
_BEGINS = re.compile(
    r"[\s\u3000]*(?:sub|grand|j\s*u\s*m\s*l\s*a\s*h|t\s*o\s*t|jml|rata|rerata|average|mean|pindah"
    r"|dipindah|[\uff21-\uff5a])",
    re.IGNORECASE,
)

#: With what the numbers of columns begin.
_FIRST = frozenset("0 1 -1 0.0 1.0 0. 1. 1) a A a. A. a) A)".split())  # noqa: SIM905

Reason = DropReason | Literal[""]
Row = tuple[int, Sequence[Raw]]
Judged = tuple[int, Sequence[Raw], Reason]


class Judge:
    """What is known of a table while its rows go by."""

    def __init__(
        self, labels: Sequence[Raw], titles: set[str], upper: Sequence[Sequence[Raw]]
    ) -> None:
        self._labels, self._titles, self._upper = labels, titles, upper
        #: What may be the end of the table, or stand between records.
        self.held: list[Judged] = []
        self._numbers = [0] * len(labels)
        self._measures: tuple[int, ...] = ()
        self._seen = self._blank = self._united = 0
        self._ended, self._first = False, True
        self._signing = False  # a signature has begun: names follow

    def runs_on(self, row: Sequence[Raw]) -> bool:
        """Whether a plain row is a record among records: most rows of a long table are."""
        if self.held or self._ended or self._signing or self._seen < _LEARN:
            return False
        again = bool(self._labels) and row[0] == self._labels[0]
        return not again and bool(self._measures) and _figure(row[self._measures[0]])

    def reason(self, row: Sequence[Raw], *, plain: bool) -> Reason:
        """Why a row is left out, by itself."""
        if plain:
            labels = self._labels
            again = bool(labels) and row[0] == labels[0] and repeated(row, labels)
            return "kepala" if again else ""
        reason = kind(row, labels=self._labels, first=self._first)
        if reason == "jumlah" and self._united == self._seen > 0 and unit(row):
            return ""  # "Jumlah (ribu orang)" below "Persentase (%)": both say what is counted
        if not reason and any(repeated(row, o) or self._over(row, o) for o in self._upper):
            return "kepala"
        return reason

    def _over(self, row: Sequence[Raw], upper: Sequence[Raw]) -> bool:
        """Whether what stands over the numbers comes again, misspelt as the names beside it are."""
        pairs = [(c.key(row[at]), c.key(upper[at])) for at in self._measures]
        return sum(1 for a, _ in pairs if a) > 1 and all(a == b for a, b in pairs)

    def signs(self, row: Sequence[Raw]) -> Reason:
        """Whether a row is names below a signature, one or two of them side by side."""
        if not self._signing or not self._measures or any(map(c.value, row)):
            return ""
        return "catatan"

    def ends(self, row: Sequence[Raw], reason: Reason) -> bool:
        """Whether the table ended before this row."""
        if reason == "kosong":
            self._blank += 1
            return self._blank > MAX_BLANK
        if reason == "kepala":  # the same header under another title
            texts = [_told(given) for _, given, why in self.held if not why]
            return self._seen > 0 and any(said not in self._titles for said in texts)
        if reason or not self._measures or _figure(row[self._measures[0]]):
            return False
        return _another(row, self._measures) or self._years(row)

    def _years(self, row: Sequence[Raw]) -> bool:
        """Whether a row is the header with other years: nothing else of it differs."""
        pairs = zip(row, self._labels, strict=False)
        others = [(cell, label) for cell, label in pairs if c.key(cell) != c.key(label)]
        return len(others) < len(row) and all(c.year(v) and c.year(w) for v, w in others)

    def holds(self, number: int, row: Sequence[Raw], reason: Reason, *, plain: bool) -> bool:
        """Keeps a row back while it is open what it is: what follows tells."""
        if reason == "kosong":
            self.held.append((number, row, reason))
            return True
        blank, self._blank = self._blank, 0
        if reason == "kepala":  # of a second printed page, its title above it
            self.held = [(n, given, why or "judul") for n, given, why in self.held]
        if reason == "jumlah" and all(why in {"", "kosong"} for _, _, why in self.held):
            # texts above a total are records without values
            self._ended = True
            return False
        if reason in {"catatan", "jumlah"}:
            self._ended = True
            self._signing = self._signing or signature(row)
        elif not reason and self._figure_alone(row):
            self._ended = True  # reckoned below the table, unless records follow
        elif reason or plain or not self._seen or not (lonely(row) or pair(row)):
            return False
        elif blank or self._ended or titled(row) or len(c.text(_only(row))) > _SENTENCE:
            self._ended = True  # a note, unless records follow
        else:
            return False
        self.held.append((number, row, reason))
        return True

    def _figure_alone(self, row: Sequence[Raw]) -> bool:
        """Whether a row is a figure or few without a name, in a table of many."""
        given = sum(map(c.filled, row))
        return given * 3 <= len(self._measures) and given * 4 <= len(row) and nameless(row)

    def record(self, row: Sequence[Raw], reason: Reason) -> None:
        """A row that is told now, after all that was held."""
        self.held = []
        if reason:
            return
        if self._seen < _LEARN:
            self._measures = _learned(self._numbers, row)
            self._united += unit(row)
        self._seen += 1
        self._ended = self._first = self._signing = False

    def end(self) -> Iterator[Judged]:
        """What was held at the end: notes; empty rows there are none of the table's."""
        while self.held and self.held[-1][2] == "kosong":
            self.held.pop()
        for number, row, reason in self.held:
            yield number, row, reason or "catatan"


def _only(row: Sequence[Raw]) -> Raw:
    return next((cell for cell in row if c.filled(cell)), None)


def _told(row: Sequence[Raw]) -> str:
    """What a row says, to compare with the titles above a table."""
    return c.key(" ".join(dict.fromkeys(c.text(cell) for cell in row if c.filled(cell))))


def is_plain(row: Sequence[Raw]) -> bool:
    """Whether a row is full and begins with nothing that a total begins with: a record."""
    if None in row or len(row) < 4:
        return False
    for cell in row:
        if cell.__class__ is str:
            first = cell[:1]
            if first.isalpha():
                return cell not in _FIRST and _BEGINS.match(cell) is None
            if first in "([" or first.isspace():
                return False
    return c.text(row[0]) not in _FIRST  # numbers alone, which may be those of the columns


def _learned(numbers: list[int], row: Sequence[Raw]) -> tuple[int, ...]:
    """The columns that hold numbers, as far as records were seen."""
    while len(numbers) < len(row):
        numbers.append(0)
    for at, cell in enumerate(row):
        if c.number(cell) or (not isinstance(cell, str) and cell is not None):
            numbers[at] += 1
        elif c.words(cell):
            numbers[at] -= 2
    return tuple(at for at, count in enumerate(numbers) if count > 0)


def _figure(cell: Raw) -> bool:
    """Whether a cell is a number that is no year: told fast."""
    return cell.__class__ is float and not 1900 <= cell <= 2099


def _another(row: Sequence[Raw], measures: tuple[int, ...]) -> bool:
    """Whether a row is the header of another table: texts and years stand where numbers did."""
    stand = [row[at] for at in measures if at < len(row) and c.filled(row[at])]
    texts = sum(1 for cell in stand if c.words(cell))
    if len(stand) < 2 or not texts or any(not c.words(v) and not c.year(v) for v in stand):
        return False
    return texts > 1 or not any(c.words(cell) for cell in _beside(row, measures))


def _beside(row: Sequence[Raw], measures: tuple[int, ...]) -> list[Raw]:
    """The cells in columns that hold no numbers."""
    return [cell for at, cell in enumerate(row) if at not in measures]
