"""The periods that a label says: two columns or sheets of different ones are never the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .months import month

#: What parts the words of a label; a year among them; a part of a year, its number after it.
_PARTS = re.compile(r"[^0-9a-z]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SPAN = re.compile(
    r"\b(triwulan|trw|tw|kuartal|q|caturwulan|cw|semester|smt|sem) ?(iii|ii|iv|i|[1-4])\b"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}

#: The years, the months and the parts of a year in a label, each as one text; empty where none.
Periods = tuple[str, str, str]


def periods(label: str) -> Periods:
    """What periods a label says, whatever else stands in it.

    >>> periods("Tahun / 2026"), periods("Realisasi Pebruari 2026"), periods("TW II")
    (('2026', '', ''), ('2026', '2', ''), ('', '', 't2'))
    """
    words = _words(label)
    spans = {kind[0] + _ROMAN.get(n, n) for kind, n in _SPAN.findall(" ".join(words))}
    years = (word for word in words if _YEAR.fullmatch(word))
    return _one(years), _one(str(month(word)) for word in words if month(word)), _one(spans)


def apart(one: str, other: str) -> bool:
    """Whether two labels say different periods: neither is the other under a new name.

    >>> apart("Januari", "Maret"), apart("Januari", "Januari 2026"), apart("2025", "Rekap")
    (True, False, False)
    """
    mine, yours = periods(one), periods(other)
    both = [(a, b) for a, b in zip(mine, yours, strict=True) if a and b]
    return any(mine) and any(yours) and (not both or any(a != b for a, b in both))


def is_further(label: str, known: Iterable[str]) -> bool:
    """Whether a label is one more of labels that say periods and else the same; of two at least.

    >>> is_further("Tahun / 2026", ["Desa", "Tahun / 2024", "Tahun / 2025"])
    True
    """
    form = _form(label)
    alike = {periods(other) for other in known if _form(other) == form} - {("", "", "")}
    return any(periods(label)) and len(alike) > 1


def _words(label: str) -> list[str]:
    return [word for word in _PARTS.split(label.casefold()) if word]


def _one(parts: Iterable[str]) -> str:
    return " ".join(sorted(set(parts)))


def _form(label: str) -> str:
    """The words of a label without what period they say."""
    words = _SPAN.sub(r"\1 #", " ".join(_words(label))).split(" ")
    return " ".join("#" if _YEAR.fullmatch(word) or month(word) else word for word in words)
