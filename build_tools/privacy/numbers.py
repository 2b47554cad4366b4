"""Numbers of persons among the runs of digits of a text: NIK and KK numbers, mobile numbers.

Source of the NIK's form: Permendagri 109/2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Region (province 11-97), day (+40 for women), month, year, running number.
_NIK = re.compile(
    r"(?:1[1-9]|[2-8][0-9]|9[1-7])[0-9]{4}([0-9]{2})([0-9]{2})[0-9]{2}(?!0000)[0-9]{4}$"
)
#: A whole number of a column of numbers: codes of real provinces only, and no round sums.
_WHOLE = re.compile(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])[0-9]{14}(?<!000)(?=(?:[.,]0*)?$)"
)
#: How the 16 digits are written in groups, by the length of the first.
_SHAPES: dict[int, tuple[tuple[int, ...], ...]] = {
    16: ((16,),),
    8: ((8, 8),),
    6: ((6, 6, 4), (6, 2, 2, 2, 4)),
    4: ((4, 4, 4, 4),),
    2: ((2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4)),
}
_MOBILE = re.compile(r"(?:0|620?)8[1-9][0-9]{7,11}$")
_MOBILE_START = re.compile(r"08[1-9][0-9]|62(?:$|8[1-9][0-9])")


class Found(NamedTuple):
    """Where something personal stands in a text."""

    start: int
    end: int
    code: str


class Numbers:
    """The runs of digits of a text, and what stands between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs = [match.span() for match in re.finditer("[0-9]+", text)]

    def found(self) -> Iterator[Found]:
        """Numbers of persons, from left to right."""
        next_free = 0
        for at in range(len(self._runs)):
            if at < next_free:
                continue
            for code, count in (
                ("personal-nik", self._nik(at)),
                ("personal-mobile", self._mobile(at)),
            ):
                if count:
                    next_free = at + count
                    yield Found(self._runs[at][0], self._runs[next_free - 1][1], code)
                    break

    def _nik(self, at: int) -> int:
        """Of how many runs the NIK is made that begins there; 0: there is none."""
        for shape in _SHAPES.get(self._length(at), ()):
            runs = range(at, at + len(shape))
            fits = all(self._length(i) == size for i, size in zip(runs, shape, strict=True))
            if not fits or not all(self._gap(i, " .-") for i in runs[1:]):
                continue
            if is_nik("".join(map(self._digits, runs))) and not self._in_number(at, runs[-1]):
                return len(shape)
        return 0

    def _mobile(self, at: int) -> int:
        """Of how many runs the mobile number is made that begins there."""
        start, end = self._runs[at]
        if end - start > 15 or not _MOBILE_START.match(self._text, start, end):
            return 0
        if self._fraction_before(at) or self._within_letters(at):
            return 0
        digits, best = "", 0
        for last in range(at, min(at + 7, len(self._runs))):
            if last > at and not (self._gap(last, " .-()") and self._follows(at, last)):
                break
            digits += self._digits(last)
            if len(digits) > 16:
                break
            if _MOBILE.match(digits) and not self._sum(at, last):
                best = last - at + 1
        return best

    def _follows(self, first: int, last: int) -> bool:
        if last == first + 1 and self._digits(first) == "62":
            return self._digits(last) == "0" or 2 < self._length(last) < 14
        return 2 <= self._length(last) <= 5 or self._digits(last - 1) == "0"

    def _sum(self, first: int, last: int) -> bool:
        """Whether "62.812.345.678" or "62812345678,50" is rather a sum of money."""
        start, end = self._runs[first]
        if self._text[start] == "0" or self._text[max(start - 1, 0)] == "+":
            return False
        if first == last:
            return self._fraction_after(first)
        return end - start == 2 and all(self._length(i) == 3 for i in range(first + 1, last + 1))

    def _in_number(self, first: int, last: int) -> bool:
        start = self._runs[first][0]
        negative = self._text[max(start - 2, 0) : start].lstrip() == "-"
        return first == last and (
            negative or self._fraction_before(first) or self._fraction_after(last)
        )

    def _fraction_before(self, at: int) -> bool:
        """Whether the run is what follows a decimal point."""
        mark = self._text[self._runs[at][0] - 1] if self._runs[at][0] else ""
        most = {".": 8, ",": 2}.get(mark, 0)
        return (
            at > 0
            and self._runs[at - 1][1] == self._runs[at][0] - 1
            and (self._length(at - 1) <= most)
        )

    def _fraction_after(self, at: int) -> bool:
        end = self._runs[at][1]
        near = at + 1 < len(self._runs) and self._runs[at + 1][0] == end + 1
        return near and self._text[end] in ".," and self._length(at + 1) <= 2

    def _within_letters(self, at: int) -> bool:
        start, end = self._runs[at]
        return self._text[max(start - 1, 0)].isalpha() and self._text[end : end + 1].isalpha()

    def _length(self, at: int) -> int:
        return self._runs[at][1] - self._runs[at][0] if at < len(self._runs) else 0

    def _digits(self, at: int) -> str:
        return self._text[slice(*self._runs[at])]

    def _gap(self, at: int, signs: str) -> bool:
        """Whether only a few of those signs part the run from the one before it."""
        before, start = self._runs[at - 1][1], self._runs[at][0]
        return start - before <= 3 and not self._text[before:start].strip(signs)


def is_nik(digits: str) -> bool:
    """Whether 16 digits have the form of a NIK or KK number: a region, then a date."""
    match = _NIK.match(digits)
    if not match:
        return False
    day, month = map(int, match.groups())
    return 1 <= day % 40 <= 31 and day <= 71 and 1 <= month <= 12


def is_whole_nik(cell: str) -> bool:
    """Whether a whole number is rather a NIK than a sum: no measure has such digits."""
    match = _WHOLE.match(cell.strip())
    return bool(match) and is_nik(cell.strip()[:16])
