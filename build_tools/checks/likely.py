"""Which code a cell most likely means: "Aktif", "uji coba", "Dinas Kesehatan".

Letters are compared without case and accents; spaces, hyphens and other signs do not count. A
slip of a letter or two is told as a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Category
from .spellings import plain

#: From so many letters on, one slip may be meant as another word, and two.
_ONE, _TWO, _LONGEST = 5, 9, 60
#: In longer lists no slip is looked for.
_MOST = 500
_DIGITS = re.compile("[0-9]+")


class Likely:
    """The codes of a list, each with the other words that stand for it."""

    def __init__(self, codes: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Each code with its labels, names and abbreviations, in any language."""
        own: dict[str, str] = {}
        called: dict[str, str] = {}
        for code, names in codes:
            _keep(own, code, code)
            for name in names:
                _keep(called, name, code)
        self._codes = called | own

    def of(self, text: str) -> str:
        """The one code that the text means; empty where there is none, or more than one."""
        return self._codes.get(plain(text), "")

    def near(self, text: str) -> str:
        """The one code that the text is a slip of; empty where there is none, or more than one.

        A slip is a letter too many or too few, another one, or two in the wrong order; numbers
        are never one.
        """
        given = plain(text)
        slips = 2 if len(given) >= _TWO else 1
        if not _ONE <= len(given) <= _LONGEST or len(self._codes) > _MOST:
            return ""
        numbers = _DIGITS.findall(given)
        found = {
            code
            for word, code in self._codes.items()
            if _DIGITS.findall(word) == numbers and _apart(given, word, slips) <= slips
        }
        return found.pop() if len(found) == 1 else ""


def _apart(one: str, other: str, most: int) -> int:
    """How many slips part two words, as far as they are not more than ``most``.

    >>> _apart("tanahgrogt", "tanahgrogot", 2), _apart("abde", "abed", 2), _apart("a", "abcd", 2)
    (1, 1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _keep(codes: dict[str, str], name: str, code: str) -> None:
    folded = plain(name)
    if folded:
        codes[folded] = code if codes.get(folded, code) == code else ""


def of_categories(categories: Iterable[Category]) -> Likely:
    """The codes of a column by themselves and by their labels in every language."""
    return Likely((str(c.value), (c.label.main, *c.label.others.values())) for c in categories)
