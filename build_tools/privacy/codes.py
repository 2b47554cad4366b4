"""What the numbers of a column are, where no heading says so and persons stand beside them.

Numbers of accounts, patients, pupils and members have no form that tells them from other numbers.
But all of one length, all different, no sums and no series, beside names: they are somebody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .fold import FOLD
from .forms import bare, is_plate
from .identifiers import PASSPORT
from .regions import is_regency
from .vocabulary import ANY_NUMBER

#: The last digits of the years in which those who have a NISN were born.
_BORN = re.compile("(?:98[5-9]|99[0-9]|00[0-9]|01[0-9]|02[0-3])")
_PAIRS = re.compile(r"[0-9]{2}([-. ])[0-9]{2}\1[0-9]{2}(?:\1[0-9]{2})?")
#: Fewer cells tell nothing; fewer digits are counts; of a number without a name of its own more.
_CELLS, _SHORTEST, _OF_ANY = 3, 6, 9
_MOST, _NEARLY_ALL = 0.8, 0.9


@dataclass
class Codes:
    """The different cells of a column under a heading that says nothing, as codes."""

    words: str  # of the heading
    cells: int = 0
    plates: int = 0
    passports: int = 0
    pairs: int = 0
    round: int = 0  # sums of money
    numbers: list[str] = field(default_factory=list)

    def take(self, cell: str) -> None:
        """The next different cell."""
        self.cells += 1
        if len(cell) > 40 or not any(map(str.isdigit, cell)):
            return
        text = cell.translate(FOLD).strip(" \t'\"`")
        self.plates += is_plate(text)
        self.passports += bool(PASSPORT.fullmatch(text.upper()))
        number = bare(text)
        if number is None or number.form in {"thousands", "scientific"}:
            self.round += number is not None
            return
        self.pairs += bool(_PAIRS.fullmatch(text))
        self.round += number.digits.endswith("000") and len(number.digits) < 16
        self.numbers.append(number.digits)

    def likely(self) -> str:
        """The code of what all these are likely to be where persons stand beside; empty: none."""
        least = max(_CELLS, _MOST * self.cells)
        if self.plates >= least:
            return "personal-plate"
        if self.passports >= least:
            return "personal-passport"
        if len(self.numbers) < max(_CELLS, _NEARLY_ALL * self.cells) or self.round > self.cells / 5:
            return ""
        shortest = _OF_ANY if ANY_NUMBER.fullmatch(self.words) else _SHORTEST
        sizes = Counter(map(len, self.numbers))
        usual = sizes.most_common(1)[0][0]
        if usual < shortest or _series(self.numbers) or _of_places(self.numbers):
            return ""
        return self._by_length(sizes, usual)

    def _by_length(self, sizes: Counter[int], usual: int) -> str:
        count, longest = len(self.numbers), max(sizes)
        born = longest in range(8, 11) and min(sizes) >= 7
        if born and _share(self.numbers, lambda n: bool(_BORN.match(n.zfill(10)))):
            return "personal-nisn"
        if longest == 13 and sizes[13] >= count / 5 and _share(self.numbers, _is_member):
            return "personal-bpjs"
        one_length = sizes[usual] >= _NEARLY_ALL * count
        lost = sum(sizes[size] for size in range(usual - 3, usual + 1)) >= _NEARLY_ALL * count
        if usual <= 8:
            return "personal-medical-record" if one_length or (lost and self.pairs) else ""
        many = min(sizes) >= _SHORTEST and sum(sizes[s] for s in range(9, 21)) >= _MOST * count
        return "personal-bank" if one_length or lost or many else ""


def _share(numbers: list[str], told: Callable[[str], bool]) -> bool:
    return sum(1 for number in numbers if told(number)) >= _NEARLY_ALL * len(numbers)


def _is_member(number: str) -> bool:
    return number.zfill(13).startswith("000")


def _series(numbers: Iterable[str]) -> bool:
    """Whether they are counted on, one after the other."""
    values = sorted({int(number[:18]) for number in numbers})
    return len(values) > 2 and values[-1] - values[0] <= 3 * len(values)


def _of_places(numbers: list[str]) -> bool:
    """Whether most begin alike: codes of places, schools, telephones of one town."""
    head, count = Counter(number[:4] for number in numbers).most_common(1)[0]
    alike = count >= 0.6 * len(numbers) and len(numbers) > _CELLS
    return alike and (
        is_regency(head) or head.startswith(("304", "305")) or bool(re.match("0[2-79]", head))
    )
