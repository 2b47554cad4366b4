"""What a column is by its cells alone, where no heading tells.

It is decided as a whole: a 16-digit number among sums of other lengths is a sum, a column of
valid NIK is one of NIK, in whatever way a spreadsheet mangled them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from .forms import Bare, bare, is_mobile, is_nik, is_nip, is_npwp, is_spaced_plate
from .identifiers import PASSPORT
from .regions import is_regency

_RECORD = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{2})(?:-[0-9]{2})?")
#: An account of BRI: branch, currency (01), number, kind, check digit.
_BRI = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{6}-[0-9]{2}-[0-9]")
_DIGIT = re.compile("[0-9]")
_DECIMAL = re.compile(r"-?[0-9]{6,}[.,][0-9]+|-[0-9.,]{8,}")
_LONGEST = 40
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
    "plate": ("personal-plate", 3, 1),
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
        if form == "record":
            day, month = int(head[:2]), int(head[2:4])
            self._no_days += day > 31 or month > 12 or not (day and month)

    def told(self) -> tuple[str, int, str] | None:
        """What nearly all cells are: its code, the first row of it, the cell; None: nothing."""
        for form, (code, least, least_heads) in _FORMS.items():
            count = self.fits[form]
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

    def takes_nik(self, money: bool) -> bool:
        """Whether numbers with the form of a NIK are NIK in this column, or sums by chance.

        ``money``: its heading speaks of sums.
        """
        found = self.fits["nik"]
        if money:
            many = len(self._different.get("nik", ())) >= 5
            return many and found >= _NEARLY_ALL * self.filled
        if self.large >= 3 and len(self._lengths) == 1 and 16 not in self._lengths:
            return True  # codes of one length: the one that is longer is no sum of them
        return self.large == 0 or found >= 0.6 * (found + self.large)


def _forms(text: str, number: Bare | None) -> Iterable[tuple[str, str]]:
    """The forms that a cell has, with what differs between persons: the head of the number."""
    if number is None:
        if is_spaced_plate(text):
            yield "plate", text[:2]
        if PASSPORT.fullmatch(text):
            yield "passport", text[:3]
        return
    digits, size = number.digits, len(number.digits)
    if number.lost:
        if size == 16 and is_regency(digits) and number.lost < 14:
            yield "scientific", digits[:6]
        return
    if is_nik(digits):
        yield "nik", digits[:6]
    elif is_nip(digits):
        yield "nip", digits[:6]
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
