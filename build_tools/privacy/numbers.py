"""Numbers of persons among the runs of digits of a text, known by their form alone.

NIK and KK, NIP, NPWP as it is written, BPJS, mobile numbers. What needs a word before it to be
one is in `labels`, what each number is made of in `forms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .forms import is_bpjs, is_entity_npwp, is_nik, is_nip, is_sure_nik

Shapes = tuple[tuple[int, ...], ...]
#: How digits are written in groups, by the length of the first: of a NIK, a NIP, an NPWP.
_NIK_SHAPES: dict[int, Shapes] = {
    16: ((16,),),
    8: ((8, 8), (8, 4, 4)),
    6: ((6, 6, 4), (6, 2, 2, 2, 4)),
    4: ((4, 4, 4, 4), (4, 2, 6, 4), (4, 2, 2, 2, 2, 4)),
    2: ((2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4), (2, 4, 6, 4)),
}
_NIP_SHAPES: dict[int, Shapes] = {
    18: ((18,),),
    8: ((8, 6, 1, 3), (8, 6, 4), (8, 10), (8, 4, 2, 1, 3)),
    4: ((4, 2, 2, 4, 2, 1, 3),),
}
_NPWP_SHAPES: dict[int, Shapes] = {2: ((2, 3, 3, 1, 3, 3),), 3: ((3, 3, 3, 1, 3, 3),)}
_MOBILE = re.compile(r"(?:0|620?)8[1-9][0-9]{7,11}$")
_MOBILE_START = re.compile(r"08[1-9]|62(?:$|8[1-9][0-9])")
#: Words for money before and behind a number: it is a sum then.
_MONEY_BEFORE = re.compile(
    r"(?<![a-z])(?:rp|idr|rupiah|pagu|sebesar|senilai|anggaran|nominal|biaya|usd|us\$)[^0-9a-z]{0,4}$",
    re.IGNORECASE,
)
_MONEY_BEHIND = re.compile(r"[ .]{0,2}(?:,-|,00(?![0-9])|rupiah)", re.IGNORECASE)


class Found(NamedTuple):
    """Where something personal stands in a text."""

    start: int
    end: int
    code: str
    mild: bool = False  # of an office or a firm: worth a look, no more


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
            code, count = self._one(at)
            if count:
                next_free = at + count
                start, end = self._runs[at][0], self._runs[next_free - 1][1]
                yield Found(start, end, code, self._mild(code, at, next_free))

    def _one(self, at: int) -> tuple[str, int]:
        """The number that begins at a run: its code, and of how many runs it is made."""
        size = self._length(at)
        if size in _NIP_SHAPES and (count := self._shaped(at, _NIP_SHAPES, is_nip)):
            return "personal-nip", count
        if size in _NIK_SHAPES and (count := self._shaped(at, _NIK_SHAPES, is_nik)):
            return "personal-nik", count
        if size in _NPWP_SHAPES and (count := self._npwp(at)):
            return "personal-npwp", count
        if size == 13 and self._bpjs(at):
            return "personal-bpjs", 1
        return "personal-mobile", self._mobile(at)

    def _shaped(self, at: int, shapes: Mapping[int, Shapes], is_one: Callable[[str], bool]) -> int:
        """Of how many runs the number is made that begins there; 0: there is none."""
        second = self._length(at + 1)
        for shape in shapes.get(self._length(at), ()):
            if len(shape) > 1 and shape[1] != second:
                continue
            runs = range(at, at + len(shape))
            fits = all(self._length(i) == size for i, size in zip(runs, shape, strict=True))
            if not fits or not all(self._gap(i, " .-/") for i in runs[1:]):
                continue
            if is_one("".join(map(self._digits, runs))) and not self._in_number(at, runs[-1]):
                return len(shape)
        return 0

    def _npwp(self, at: int) -> int:
        """The same of an NPWP as it is written on its card: 99.999.999.9-999.999."""
        count = self._shaped(at, _NPWP_SHAPES, lambda digits: digits[-15:].strip("0") != "")
        return count if count and self._text[self._runs[at][1]] in ".- " else 0

    def _bpjs(self, at: int) -> bool:
        free = not self._in_number(at, at) and not self._within_letters(at)
        return free and is_bpjs(self._digits(at))

    def _mild(self, code: str, first: int, free: int) -> bool:
        digits = "".join(map(self._digits, range(first, free)))
        return code == "personal-npwp" and is_entity_npwp(digits)

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
        if last == first + 1 and self._text[max(self._runs[first][0] - 1, 0)] == "(":
            return 2 <= self._length(last) <= 9
        return 2 <= self._length(last) <= 5 or self._digits(last - 1) == "0"

    def _sum(self, first: int, last: int) -> bool:
        """Whether "62.812.345.678" or "62812345678,50" is rather a sum of money."""
        start, end = self._runs[first]
        if self._text[end : end + 3] == ",00" and not self._text[end + 3 : end + 4].isdigit():
            return True
        if self._text[start] == "0" or self._text[max(start - 1, 0)] == "+":
            return False
        if first == last:
            return self._fraction_after(first)
        return end - start == 2 and all(self._length(i) == 3 for i in range(first + 1, last + 1))

    def _in_number(self, first: int, last: int) -> bool:
        start = self._runs[first][0]
        negative = self._text[max(start - 2, 0) : start].lstrip() == "-"
        return first == last and (
            negative
            or self._fraction_before(first)
            or self._fraction_after(last)
            or self._money(first)
        )

    def _money(self, at: int) -> bool:
        """Whether the words around say that the run is a sum of money."""
        start, end = self._runs[at]
        before = _MONEY_BEFORE.search(self._text, max(start - 16, 0), start)
        return bool(before or _MONEY_BEHIND.match(self._text, end))

    def _fraction_before(self, at: int) -> bool:
        """Whether the run is what follows a decimal point."""
        mark = self._text[self._runs[at][0] - 1] if self._runs[at][0] else ""
        whole = len(self._runs) == 2 and self._runs[1][1] == len(self._text)
        most = {".": 8, ",": 8 if whole and not self._runs[0][0] else 2}.get(mark, 0)
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


def is_whole_nik(cell: str) -> bool:
    """Whether a number in a cell of its own is rather a NIK than a sum: its district exists."""
    text = cell.strip()
    if text[16:17] in {".", ","} and not text[17:].strip("0"):
        text = text[:16]
    return text.isdigit() and text.isascii() and is_sure_nik(text)
