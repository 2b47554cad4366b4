"""What a column is by its cells alone, where no heading tells.

It is decided as a whole: a 16-digit number among sums of other lengths is a sum, a column of
valid NIK is one of NIK, in whatever way a spreadsheet mangled them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from .forms import Bare, bare, is_bpjs, is_mobile, is_nik, is_nik_start, is_nip, is_npwp
from .identifiers import PASSPORT
from .regions import is_regency

_RECORD = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{2})(?:-[0-9]{2})?")
#: An account of BRI: branch, currency (01), number, kind, check digit.
_BRI = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{6}-[0-9]{2}-[0-9]")
_DIGIT = re.compile("[0-9]")
_DECIMAL = re.compile(r"-?[0-9]{6,}[.,][0-9]+|-[0-9.,]{8,}")
_LONGEST = 40
_BEFORE_COMMA = re.compile(r"-?([0-9]+)(?:[.,][0-9]+)?%?\Z")
#: Among so many cells whose numbers have no more digits, one of 16 digits is no sum.
_BESIDE, _LARGEST_BESIDE = 3, 10
#: Numbers of so many digits are sums or codes, not counts.
_LARGE = 8
#: Cells that stand for nothing.
_EMPTY = frozenset(
    {"", "-", "--", "0", ".", "n/a", "na", "null", "none", "nihil", "tidak ada", "x"}
)
#: The last digits of the years in which those who have a NISN were born.
_BORN = frozenset(f"{year % 1000:03}" for year in range(1985, 2024))
#: Forms by which a column tells itself: the code, the fewest cells, the fewest different heads.
_FORMS = {
    "scientific": ("personal-nik", 3, 1),
    "npwp": ("personal-npwp", 4, 1),
    "mobile": ("personal-mobile", 3, 3),
    "nisn": ("personal-nisn", 5, 2),
    "bpjs": ("personal-bpjs", 3, 3),
    "passport": ("personal-passport", 5, 3),
    "record": ("personal-medical-record", 5, 2),
    "account": ("personal-bank", 3, 1),
}
#: The share of a column's filled cells that are of its form, errors in it let pass.
_NEARLY_ALL = 0.9


class Evidence:
    """What the cells of one column without a telling heading have been so far.

    Takes cells a few at a time, remembers numbers of them and a few texts.
    """

    _DISTINCT = 500
    _HEADS = 20

    def __init__(self) -> None:
        self.filled = 0
        self.fits = Counter[str]()
        self.large = 0  # large numbers that are none of a person
        self.largest = 0  # digits before the comma of the largest number that is no NIK
        self._round = 0  # of the numbers like mobile ones, those that end as sums do
        self._lengths: set[int] = set()
        self._different: dict[str, set[str]] = {}
        self._heads: dict[str, set[str]] = {}
        self._first: dict[str, tuple[int, str]] = {}
        self._no_days = 0

    def take(self, cells: Iterable[tuple[int, str]]) -> None:
        """The next cells of the column, each with the number of its row."""
        for row, cell in cells:
            text = cell.strip()
            if text.lower() in _EMPTY:
                continue
            self.filled += 1
            if len(text) <= _LONGEST and _DIGIT.search(text):
                self._take(row, text)

    def _take(self, row: int, text: str) -> None:
        number = bare(text)
        forms = list(_forms(text, number))
        if not any(form == "nik" for form, _ in forms):
            self.largest = max(self.largest, _size(text, number))
        for form, head in forms:
            self._note(form, text, head)
            self._first.setdefault(form, (row, text))
        if forms:
            return
        if number and len(number.digits) >= _LARGE:
            self.large += 1
            self._lengths.add(min(len(number.digits), _LONGEST))
        elif _DECIMAL.fullmatch(text):
            self.large += 1
            self._lengths.update((-1, -2))  # sums: of no one length

    def _note(self, form: str, text: str, head: str) -> None:
        self.fits[form] += 1
        different = self._different.setdefault(form, set())
        if len(different) < self._DISTINCT:
            different.add(text)
        heads = self._heads.setdefault(form, set())
        if len(heads) < self._HEADS:
            heads.add(head)
        self._round += form == "mobile" and text.endswith("000")
        if form == "record":
            day, month = int(head[:2]), int(head[2:4])
            self._no_days += day > 31 or month > 12 or not (day and month)

    def told(self, sums: bool = False) -> tuple[str, int, str] | None:
        """What nearly all cells are: its code, the first row of it, the cell; None: nothing.

        ``sums``: sums are expected, so that only what no row of sums looks like counts.
        """
        for form, (code, least, least_heads) in _FORMS.items():
            count = self.fits[form]
            if sums and not self._is_no_sum(form):
                continue
            if count < least or count < _NEARLY_ALL * self.filled:
                continue
            enough = max(least, 0.3 * min(count, self._DISTINCT))
            # in scientific notation those of one district look the same
            if form != "scientific" and len(self._different[form]) < enough:
                continue
            dates = form == "record" and self._no_days < 0.3 * count
            if not dates and len(self._heads[form]) >= least_heads:
                return (code, *self._first[form])
        return None

    def _is_no_sum(self, form: str) -> bool:
        """Whether cells of a form are too many and too different to be sums by chance."""
        if form == "scientific":
            return True
        networks = {head[:2] for head in self._heads.get(form, ())}
        several = self.fits[form] >= 5 and len(networks) >= 3
        return form == "mobile" and several and self._round <= 0.2 * self.fits[form]

    def takes_nik(self, sums: bool) -> bool:
        """Whether numbers with the form of a NIK are NIK in this column, or sums by chance.

        ``sums``: its heading or its descriptor speaks of sums. A region and a date in each of
        them are no chance; nor is one that is a million times as large as all other numbers.
        """
        found = self.fits["nik"]
        if self.filled >= _BESIDE and 0 < self.largest <= _LARGEST_BESIDE:
            return True
        if sums:
            several = len(self._different.get("nik", ())) > 1
            return several and found >= _NEARLY_ALL * self.filled
        if self.large >= 3 and len(self._lengths) == 1 and 16 not in self._lengths:
            return True  # codes of one length: the one that is longer is no sum of them
        return self.large == 0 or found >= 0.6 * (found + self.large)

    def takes_mobile(self, money: bool) -> bool:
        """The same of numbers that begin with 62, as sums of money may."""
        found, large = self.fits["mobile"], self.large
        return found >= (_NEARLY_ALL if money else 0.5) * (found + large) and not (money and large)


def _size(text: str, number: Bare | None) -> int:
    """How many digits stand before the comma of a number; 0: it is none."""
    if number:
        return len(number.digits)
    whole = _BEFORE_COMMA.match(text)
    return len(whole[1]) if whole else 0


def _forms(text: str, number: Bare | None) -> Iterable[tuple[str, str]]:
    """The forms that a cell has, with what differs between persons: the head of the number."""
    if number is None:
        if PASSPORT.fullmatch(text):
            yield "passport", text[:3]
        return
    digits, size = number.digits, len(number.digits)
    if number.lost:
        if is_nik_start(digits, size - number.lost):
            yield "scientific", digits[:6]
        return
    if is_nik(digits):
        yield "nik", digits[:6]
    elif is_nip(digits):
        yield "nip", digits[:6]
    if is_bpjs(digits):
        yield "bpjs", digits[-6:]
    record = _RECORD.fullmatch(text)
    if record and not is_regency(digits):
        yield "record", record[1] + record[2] + record[3]
    if size == 10 and digits[:3] in _BORN and text.isdigit():
        yield "nisn", digits[:3]
    if number.form != "thousands":
        yield from _number_forms(text, digits)


def _number_forms(text: str, digits: str) -> Iterable[tuple[str, str]]:
    """Forms that a sum of money may have as well, but no whole column of them."""
    if len(digits) in {14, 15, 16} and is_npwp(digits):
        yield "npwp", digits[:6]
    if len(digits) == 15 and (_BRI.fullmatch(text) or digits[4:6] == "01"):
        yield "account", digits[:4]
    if is_mobile(digits, bare=True):
        yield "mobile", digits.lstrip("0").removeprefix("62")[:4]
