"""How columns and lists of numbers are written as short texts that compress well.

The digits are those of base 64 with an alphabet that JSON leaves alone. `theme/js/cari.js` reads
them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

_YEARS = re.compile(r"[0-9]{4}")


@dataclass
class Codes:
    """Numbers for values, in the order in which they were first seen."""

    values: list[str] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)

    def code(self, value: str) -> int:
        """The number of a value."""
        if value not in self._known:
            self._known[value] = len(self.values)
            self.values.append(value)
        return self._known[value]

    def all(self, values: Iterable[str]) -> None:
        """Gives each of the values its number."""
        for value in values:
            self.code(value)


def packed(numbers: Iterable[int]) -> list[object]:
    """A column of numbers: how many digits each has, and all of them in a row."""
    given = list(numbers)
    width = 1
    while given and max(given) >= 64**width:
        width += 1
    digits = (DIGITS[number >> 6 * place & 63] for number in given for place in range(width))
    return [width, "".join(digits)]


def dates(given: Iterable[str], newest: str) -> list[int]:
    """ISO dates as days before the newest one, from 1 on; 0: no date."""
    return [1 + (_day(newest) - _day(day)).days if day else 0 for day in given]


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def lines(texts: Iterable[str]) -> str:
    """One text a line."""
    return "\n".join(" ".join(text.split()) for text in texts)


def years(period: str) -> tuple[str, str]:
    """The first and the last year that a period names."""
    found = _YEARS.findall(period)
    return (found[0], found[-1]) if found else ("", "")


def name_code(name: str, title: str) -> str:
    """The last part of an id, with a letter A-Z for each word that stands in the title.

    "penduduk-desa" of "Jumlah penduduk desa" is "BC": the second and the third word.
    """
    words = re.findall(r"[a-z0-9]+", title.lower())[:26]
    parts = [chr(65 + words.index(p)) if p in words else p for p in name.split("-")]
    code = parts[0]
    for before, part in pairwise(parts):
        code += part if before.isupper() or part.isupper() else f"-{part}"
    return code


def postings(phrases: Iterable[Iterable[str]]) -> list[str]:
    """All phrases, one a line, and for each the entries that have it, as gaps between them."""
    found: dict[str, list[int]] = {}
    for number, given in enumerate(phrases):
        for phrase in dict.fromkeys(" ".join(p.split()) for p in given):
            if phrase:
                found.setdefault(phrase, []).append(number)
    order = sorted(found)
    return ["\n".join(order), " ".join(_gaps(found[p]) for p in order)]


def _gaps(numbers: Sequence[int]) -> str:
    """Rising numbers as gaps, each in digits of five bits; the sixth says that more follow."""
    text, last = "", -1
    for number in numbers:
        gap, last = number - last - 1, number
        while gap > 31:
            text += DIGITS[32 + (gap & 31)]
            gap >>= 5
        text += DIGITS[gap]
    return text
