"""Personal data in a text: NIK and KK numbers, mobile numbers, private e-mail.

A text is read as people see it (signs folded to plain ones, markup taken away) and digit run
by digit run, so that the work grows with its length only.
Source of the NIK's form: Permendagri 109/2019.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

CODES = ("personal-nik", "personal-mobile", "personal-email")
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
_LOCAL = re.compile(r"[\w.+-]{1,64}")
_DOMAIN = re.compile(r"((?:[\w-]{1,63}\.){1,8}(?:xn--[\w-]{1,59}|[^\W\d_]{2,63}))")
_OFFICIAL = (".go.id", ".desa.id", ".mil.id", ".sch.id", ".ac.id")
#: Not read: the path of a web address (numbers in it name pages), and checksums.
_UNREAD = re.compile(
    r"https?://(?!wa\.me/)[^\s?#\"'<>|]*"
    r"|(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^<>]*>|&#?\w{1,31};|%40|[*`\\~]")
#: Texts without any of these hold nothing that is looked for.
_SIGNS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f@<&%*`\\~]")
_DIGITS = re.compile(r"[0-9](?:[^0-9]{0,4}[0-9]){8}")
#: The texts of findings are cut at that length, perhaps within a number or an address.
_CUT_AT = 200
_CUT = re.compile(r"(?:[0-9][0-9 .-]{5,24}…?|\S*@\S*)$")


class Found(NamedTuple):
    """Where something personal stands in a text."""

    start: int
    end: int
    code: str


class _Folded(dict[int, str]):
    """Each sign as it is read: digits as 0-9, dashes as "-", what is not seen as nothing."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        if kind in {"Cf", "Mn", "Me"} or (kind == "Cc" and sign not in "\t\n\v\f\r"):
            folded = ""
        elif kind == "Nd":
            folded = str(unicodedata.digit(sign))
        elif kind == "Pd" or sign == "\u2212":
            folded = "-"
        else:  # the dots of a mask stay one sign
            folded = sign if sign == "…" else unicodedata.normalize("NFKC", sign)
        self[code] = folded
        return folded


#: For `str.translate`.
FOLD = _Folded()


def kinds(text: str) -> Iterator[str]:
    """The codes of the personal data in a text.

    >>> list(kinds("hubungi 0812-3456-7890"))
    ['personal-mobile']
    """
    codes = {found.code for found in find(text)}
    yield from (code for code in CODES if code in codes)


def find(text: str) -> list[Found]:
    """Everything personal in a text, in its order: as it stands, and as its markup shows it."""
    if text.isascii() and not _SIGNS.search(text) and not _DIGITS.search(text):
        return []
    found = set(_in_form(text, ()))
    tokens = [*_MARKUP.finditer(text)]
    if tokens:
        found.update(_in_form(text, tokens))
    return sorted(found)


def _in_form(text: str, tokens: Sequence[re.Match[str]]) -> Iterator[Found]:
    folded = "" if tokens else text.translate(FOLD)
    if folded == text:
        yield from _in_plain(text)
        return
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(part: str, start: int, end: int) -> None:
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))

    at = 0
    for token in (*tokens, None):
        for index in range(at, token.start() if token else len(text)):
            add(FOLD[ord(text[index])], index, index + 1)
        if token:
            seen = token.group().replace("%40", "@")
            seen = html.unescape(seen) if seen.startswith(("&", "@")) else ""
            at = token.end()
            add(seen.translate(FOLD), token.start(), at)
    for found in _in_plain("".join(parts)):
        yield Found(starts[found.start], ends[found.end - 1], found.code)


def _in_plain(text: str) -> Iterator[Found]:
    text = _UNREAD.sub(lambda match: " " * len(match.group()), text)
    yield from _Numbers(text).found()
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.match(text[max(at - 64, 0) : at][::-1])
        domain = _DOMAIN.match(text, at + 1, at + 255)
        private = domain and not f".{domain.group().lower()}".endswith(_OFFICIAL)
        if local and domain and private and local.group() != "tig":  # git@host:path
            yield Found(at - local.end(), domain.end(), "personal-email")
        at = text.find("@", at + 1)


class _Numbers:
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


def mask(text: str) -> str:
    """A text of which only the ends can be told: "64…02"."""
    if len(text) == 5 and text[2] == "…":
        return text
    return f"{text[:2]}…{text[-2:]}" if len(text) > 6 else "…"


@lru_cache(maxsize=2_048)  # the same notes come again and again
def masked(text: str) -> str:
    """The text with what is personal in it masked, all else as it is; safe to show.

    >>> masked("KK 6401014107900002 dan budi@gmail.com")
    'KK 64…02 dan bu…om'
    """
    for _ in range(5):
        before = text
        if len(text) == _CUT_AT:
            text = _CUT.sub(lambda cut: mask(cut.group()), text)
        found = find(text)
        text = _replaced(text, found) if found else text
        if text == before:
            return text
    return mask(text)


def _replaced(text: str, found: list[Found]) -> str:
    parts, done, start = [], 0, found[0].start
    end = start
    for at, until, _ in [*found, Found(len(text) + 1, len(text) + 1, "")]:
        if at > end:
            parts += [text[done:start], mask(text[start:end])]
            done, start = end, at
        end = max(end, until)
    return "".join([*parts, text[done:]])


def is_whole_nik(cell: str) -> bool:
    """Whether a whole number is rather a NIK than a sum: no measure has such digits."""
    match = _WHOLE.match(cell.strip())
    return bool(match) and is_nik(cell.strip()[:16])
