"""What each number of a person is made of, and the digits of a cell as Excel left them.

NIK and KK: 16 digits, region, date (day + 40 for women), serial (Permendagri 109/2019); a KK
number carries the day of its issue. NIP: 18 digits, birth, appointment, sex, serial (Perka BKN
22/2007); of contract staff (PPPK) "21" stands for the month of appointment. NPWP: 15 digits, the
ninth a check digit over the first eight (Luhn), or 16: a NIK, or 0 and the 15 (PMK 112/2022).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .fold import FOLD
from .regions import is_district, is_regency

_LONGEST = 64
_QUOTES = " \t+\"'`\u2018\u2019\u201c\u201d="
_SCIENTIFIC = re.compile(r"([1-9])(?:[.,]([0-9]{1,17}))?[eE]\+?([0-9]{1,2})")
_WHOLE = re.compile(r"([0-9]+)(?:[.,]0*)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:[.,]0{1,2})?")
_GROUPS = re.compile(r"\(?[0-9]+\)?(?:[ .\-/']{1,3}\(?[0-9]+\)?){1,11}[.-]?")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
#: Account codes of a budget: 5.1.02.01.01.0024 (Permendagri 90/2019).
_BUDGET = re.compile(r"[1-9]\.[0-9]{1,2}(?:\.[0-9]{1,4}){0,6}")
#: What stands in front of a number of Indonesian mobile networks, after 0 or 62.
_NETWORK = re.compile(r"8(?:1[1-9]|2[1-38]|3[1238]|5[1-9]|68|7[6-9]|8[1-9]|9[4-9])")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: Letters of a vehicle plate by region (Perpol 7/2021, annex); CD, CC, RI: embassies, the state.
_PLATES = frozenset(
    (
        *["A", "B", "D", "E", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "W", "Z"],
        *[
            "AA",
            "AB",
            "AD",
            "AE",
            "AG",
            "BA",
            "BB",
            "BD",
            "BE",
            "BG",
            "BH",
            "BK",
            "BL",
            "BM",
            "BN",
            "BP",
            "CC",
            "CD",
            "DA",
            "DB",
            "DC",
            "DD",
            "DE",
            "DG",
            "DH",
            "DK",
            "DL",
            "DM",
        ],
        *[
            "DN",
            "DP",
            "DR",
            "DT",
            "DW",
            "EA",
            "EB",
            "ED",
            "KB",
            "KH",
            "KT",
            "KU",
            "PA",
            "PB",
            "PG",
            "PS",
            "PT",
            "PY",
            "RF",
            "RI",
        ],
    )
)
_PLATE = re.compile(r"([A-Z]{1,2})([ .-]{0,2})([0-9]{1,4})[ .-]{0,2}([A-Z]{1,3})")


class Bare(NamedTuple):
    """A cell that holds one number and nothing else: its digits.

    ``form``: "plain", "grouped" ("64.01.…"), "thousands" ("6.401.…") or "scientific", of which
    the last ``lost`` digits are not known and stand as 0.
    """

    digits: str
    form: str = "plain"
    lost: int = 0


def bare(cell: str) -> Bare | None:
    """The number that a cell is, as it was before a spreadsheet changed it; None: it is none.

    >>> bare("'6401 0101 0190 0000").digits, bare("6,40101E+15").digits
    ('6401010101900000', '6401010000000000')
    """
    if len(cell) > _LONGEST:
        return None
    text = cell if cell.isdigit() and cell.isascii() else cell.translate(FOLD).strip(_QUOTES)
    if not text or not (text[0].isdigit() or text[0] == "("):
        return None
    if whole := _WHOLE.fullmatch(text):
        return Bare(whole[1])
    if powers := _SCIENTIFIC.fullmatch(text):
        digits, length = powers[1] + (powers[2] or ""), int(powers[3]) + 1
        if len(digits) <= length:
            return Bare(digits.ljust(length, "0"), "scientific", length - len(digits))
        return None
    if _THOUSANDS.fullmatch(text):
        return Bare(re.sub(r"[.,](?=[0-9]{3})|[.,]0+$", "", text), "thousands")
    if _GROUPS.fullmatch(text) and not _DECIMAL.fullmatch(text):
        return Bare(re.sub("[^0-9]", "", text), "grouped")
    return None


def is_nik(digits: str) -> bool:
    """Whether 16 digits have the form of a NIK or KK number: a region, then a date."""
    return len(digits) == 16 and is_regency(digits) and _is_day(digits[6:12])


def is_nik_start(digits: str, known: int) -> bool:
    """Whether 16 digits, of which only so many in front are known, may be a NIK.

    A spreadsheet shows a long number as 6,40101E+15.
    """
    if len(digits) != 16 or known < 3 or not is_regency(digits):
        return False
    if known >= 12:
        return _is_day(digits[6:12])
    day = int(digits[6:8])
    return known < 8 or 1 <= (day - 40 if day > 40 else day) <= 31


def is_sure_nik(digits: str) -> bool:
    """The same where nothing but the digits speaks for it: its district exists as well."""
    return is_nik(digits) and is_district(digits)


def _is_day(digits: str) -> bool:
    """Whether six digits are a day, a month and the last digits of a year; day + 40: women."""
    day, month = int(digits[:2]), int(digits[2:4])
    if not 1 <= month <= 12:
        return False
    longest = _DAYS[month - 1]
    if month == 2 and int(digits[4:6]) % 4:  # 1900 was no leap year: none of its children
        longest = 28
    return 1 <= (day - 40 if day > 40 else day) <= longest


def is_nip(digits: str) -> bool:
    """Whether 18 digits are a NIP: day of birth, month of appointment, sex, serial."""
    if len(digits) != 18:
        return False
    born, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    appointed, since = int(digits[8:12]), int(digits[12:14])
    return (
        1940 <= born <= 2015
        and 1 <= month <= 12
        and 1 <= day <= _DAYS[month - 1]
        and born + 15 <= appointed <= born + 62
        and (1 <= since <= 12 or since == 21)
        and digits[14] in "12"
    )


def is_npwp(digits: str) -> bool:
    """Whether 15 digits, or 16 that begin with 0, have the check digit of an NPWP.

    Of 14 digits a spreadsheet took the 0 in front away.
    """
    if len(digits) == 16 and digits[0] == "0":
        digits = digits[1:]
    digits = digits.zfill(15) if len(digits) == 14 else digits
    if len(digits) != 15 or not digits[:9].strip("0"):
        return False
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(digits[:8])]
    return (sum(n // 10 + n % 10 for n in doubled) + int(digits[8])) % 10 == 0


def is_entity_npwp(digits: str) -> bool:
    """Whether an NPWP with its check digit is a treasurer's or a legal entity's.

    The first two digits tell: 00 treasurers, 01-03 entities. Of later series nothing is sure.
    """
    if len(digits) == 16:
        digits = digits[1:]
    return is_npwp(digits) and digits.zfill(15)[:2] in {"00", "01", "02", "03"}


def is_mobile(digits: str, bare: bool = False) -> bool:
    """Whether digits are a mobile number: 08…, 628…; ``bare``: 8… as a spreadsheet keeps it."""
    for lead in ("0", "62", "620", "0062"):
        if digits.startswith(lead + "8"):
            rest = digits[len(lead) :]
            return 9 <= len(rest) <= 13 and rest[1] != "0"
    return bare and 9 <= len(digits) <= 12 and bool(_NETWORK.match(digits))


def is_bpjs(digits: str) -> bool:
    """Whether 13 digits are a number of BPJS Kesehatan: 000 and ten that fill up no counter."""
    return len(digits) == 13 and digits.startswith("000") and not digits.startswith("00000")


def is_budget_code(cell: str) -> bool:
    """Whether a cell is an account code of a budget, as 5.1.02.01.01.0024."""
    return bool(_BUDGET.fullmatch(cell.strip()))


def is_plate(text: str) -> bool:
    """Whether a text is a vehicle's plate: letters of a region, number, letters."""
    match = _PLATE.fullmatch(text.strip().upper())
    return bool(match) and match[1] in _PLATES  # type: ignore[index]


def is_spaced_plate(text: str) -> bool:
    """The same where no word says so: with its spaces, or as long as only plates are."""
    match = _PLATE.fullmatch(text.strip())
    return bool(
        match and match[1] in _PLATES and (match[2] or (len(match[3]) > 2 and len(match[4]) > 1))
    )
