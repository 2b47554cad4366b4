"""The name of a dataset out of that of a file: what it is about, without its month or version.

A dataset's name is for ever, and next month's file takes the place of this one's.
"""

from __future__ import annotations

import re

from ..tables.recipe.months import month
from .base import slug

#: What people write behind the name of a file that they saved again.
_VERSIONS = frozenset(
    (
        *("fix", "fixed", "final", "finale", "rev", "revisi", "revised", "edit", "edited"),
        *("copy", "copyof", "salinan", "ok", "oke", "terbaru", "update", "updated", "backup"),
    )
)
_NUMBERED = re.compile(r"(?:v|ver|versi|rev|revisi|final|fix)[0-9]{1,3}")
#: Number that a computer puts behind a second file of one name.
_COPY = re.compile(r"\(\s*[0-9]{1,3}\s*\)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])")
_PARTS = frozenset(("triwulan", "tw", "kuartal", "semester", "smt"))
_COUNTS = frozenset(("i", "ii", "iii", "iv", "1", "2", "3", "4"))
#: Words that only lead to a time: they go with it.
_LEADING = frozenset(
    (
        *("per", "bulan", "bln", "tahun", "thn", "th", "tanggal", "tgl", "periode"),
        *("posisi", "keadaan", "sd", "sampai", "dengan", "s", "d"),
    )
)


def dataset_name(stem: str) -> str:
    """The name for a dataset that begins with a file of that name, its ending left off.

    Months, single years and words as "final" at either end fall away; where nothing else is
    left, the name is the whole. Empty where no letter or digit is in it.

    >>> dataset_name("Rekap Ternak Jan 2026 (FIX)"), dataset_name("Jumlah Posyandu per 31 Mei 2025")
    ('rekap-ternak', 'jumlah-posyandu')
    >>> dataset_name("RPJMD 2021-2026"), dataset_name("Januari 2026")
    ('rpjmd-2021-2026', 'januari-2026')
    """
    whole = slug(_COPY.sub(" ", stem))
    return "-".join(_kept(whole.split("-"))) or whole


def is_time_only(stem: str) -> bool:
    """Whether the name of a file says nothing but a time or a version.

    >>> is_time_only("Data Januari 2026 final"), is_time_only("Januari 2026 final")
    (False, True)
    """
    words = [word for word in slug(_COPY.sub(" ", stem)).split("-") if word]
    return bool(words) and not _kept(words)


def is_time(word: str) -> bool:
    """Whether a word of a name is a month or a year.

    >>> is_time("feb"), is_time("2026"), is_time("ternak")
    (True, True, False)
    """
    return bool(month(word) or _YEAR.fullmatch(word) or _DAY.fullmatch(word))


def _kept(words: list[str]) -> list[str]:
    left = list(words)
    while left:
        count = _behind(left)
        if not count:
            break
        del left[-count:]
    while left and (month(left[0]) or (_YEAR.fullmatch(left[0]) and not _is_range(left[:2]))):
        del left[0]
    return left


def _behind(words: list[str]) -> int:
    """How many of the last words say a time or a version."""
    last = words[-1]
    if last in _VERSIONS or _NUMBERED.fullmatch(last) or _DAY.fullmatch(last):
        return 1
    if month(last):
        day = len(words) > 1 and words[-2].isdigit() and len(words[-2]) <= 2
        return _with_leading(words, 2 if day else 1)
    if _YEAR.fullmatch(last) and not _is_range(words[-2:]):
        return _with_leading(words, 1)
    if last in _COUNTS and words[-2:-1] and words[-2] in _PARTS:
        return _with_leading(words, 2)
    return 0


def _with_leading(words: list[str], count: int) -> int:
    while count < len(words) and words[-count - 1] in _LEADING:
        count += 1
    return count


def _is_range(words: list[str]) -> bool:
    return len(words) == 2 and all(map(_YEAR.fullmatch, words))
