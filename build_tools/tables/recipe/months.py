"""The months by their names: Indonesian of today and of before, English, short and long."""

from __future__ import annotations

import re

#: As they are spelt today (KBBI).
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

_OTHERS = {
    1: "jan january djanuari",
    2: "feb febr peb pebr pebruari february",
    3: "mar mrt march maart",
    4: "apr apl",
    5: "may",
    6: "jun june djuni",
    7: "jul july djuli",
    8: "agt agu agus agst ags agts august aug",
    9: "sep sept spt",
    10: "okt october oct octo",
    11: "nov nop nopember nopem",
    12: "des dec december desem",
}
_NUMBERS = {name.lower(): n for n, name in enumerate(MONTHS, start=1)}
_NUMBERS |= {name: n for n, names in _OTHERS.items() for name in names.split()}

_MARKS = re.compile(r"[\s.*)]+$|^[\s.(]+")


def month(text: str) -> int:
    """The number of the month that a text names, whatever its case; 0 where it names none.

    >>> month("Pebruari"), month("DES."), month("Agt"), month("Kuartal I")
    (2, 12, 8, 0)
    """
    return _NUMBERS.get(_MARKS.sub("", text).lower(), 0)
