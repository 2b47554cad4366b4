"""The regions that the number of a resident begins with: province, regency or city, district.

A number keeps the code of the day it was given, so codes that are no longer in force count as
well: Papua as one province, Kalimantan Utara as part of Kalimantan Timur. The numbers of a
province's regencies run from 01 and those of its cities from 71, and gaps are such old codes;
of districts only the highest number in the province is known here.

Codes of Kemendagri (Kepmendagri 300.2.2-2138/2025 and before), out of the lists of 2018 to 2026
in https://github.com/cahyadsn/wilayah (MIT). Those of BPS are others.
"""

from __future__ import annotations

#: By province: the last regency, the last city (0: none), the highest number of a district.
_PROVINCES = {
    "11": (18, 75, 31),
    "12": (25, 78, 35),
    "13": (12, 77, 19),
    "14": (10, 72, 21),
    "15": (9, 72, 24),
    "16": (13, 74, 32),
    "17": (9, 71, 25),
    "18": (13, 72, 30),
    "19": (6, 71, 8),
    "21": (5, 72, 24),
    "31": (1, 75, 10),
    "32": (18, 79, 47),
    "33": (29, 76, 27),
    "34": (4, 71, 18),
    "35": (29, 79, 33),
    "36": (4, 74, 35),
    "51": (8, 71, 10),
    "52": (8, 72, 29),
    "53": (21, 71, 32),
    "61": (12, 72, 25),
    "62": (13, 71, 17),
    "63": (11, 72, 22),
    "64": (11, 74, 20),
    "65": (4, 71, 21),
    "71": (11, 74, 35),
    "72": (12, 71, 31),
    "73": (26, 73, 38),
    "74": (15, 72, 42),
    "75": (5, 71, 24),
    "76": (6, 0, 17),
    "81": (9, 72, 26),
    "82": (8, 72, 30),
    "91": (28, 71, 68),
    "92": (12, 71, 55),
    "93": (4, 0, 25),
    "94": (8, 0, 26),
    "95": (8, 0, 51),
    "96": (5, 71, 55),
}
#: Districts are split now and then.
_TO_COME = 5


def is_regency(code: str) -> bool:
    """Whether four digits are those of a regency or city, of today or before.

    >>> is_regency("6401"), is_regency("6499")
    (True, False)
    """
    last, last_city, _ = _PROVINCES.get(code[:2], (0, 0, 0))
    return 1 <= int(code[2:4]) <= last or 71 <= int(code[2:4]) <= last_city


def is_district(code: str) -> bool:
    """Whether six digits may be those of a district."""
    most = _PROVINCES.get(code[:2], (0, 0, 0))[2]
    return is_regency(code[:4]) and 1 <= int(code[4:6]) <= most + _TO_COME
