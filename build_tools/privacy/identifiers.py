"""Whether cells are the numbers that their column's heading announces.

A heading and a cell of its form are enough, whatever a spreadsheet did to the cell. What a
column without such a heading is, `evidence` says.
"""

from __future__ import annotations

import re

from .fold import FOLD
from .forms import Bare, bare, is_budget_code, is_entity_npwp, is_mobile, is_plate

#: Of how many digits a number of each kind is under its heading, lost zeros in front included.
_LENGTHS = {
    "personal-nik": range(12, 20),
    "personal-npwp": range(13, 23),
    "personal-nip": range(8, 19),
    "personal-bpjs": range(8, 17),
    "personal-nisn": range(4, 17),
    "personal-medical-record": range(3, 17),
    "personal-bank": range(6, 21),
}
#: How far the digits of a number in scientific notation reach, by kind.
_POWERS = {
    "personal-nik": range(15, 20),
    "personal-npwp": range(13, 16),
    "personal-nip": range(17, 19),
    "personal-bpjs": range(8, 14),
    "personal-nisn": range(8, 12),
    "personal-medical-record": range(8, 13),
    "personal-bank": range(8, 20),
    "personal-mobile": range(9, 15),
}
#: One or two letters and six to eight digits.
PASSPORT = re.compile(r"[A-Z]{1,2}[ -]?[0-9]{6,8}")
_RECORD = re.compile(r"[A-Z]{0,4}[ .\-/]{0,2}[0-9]{2,}(?:[ .\-/]{1,2}[0-9A-Z]+){0,4}")
_DATE = re.compile(
    r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[T ].*)?"
)
#: A NIK with letters that look like the digits meant.
_MISREAD = re.compile(r"(?=(?:[^0-9]*[0-9]){4})[1-9][0-9OoIl|]{14,16}")
_LETTERS = str.maketrans("OoIl|", "00111")
_MAIL = re.compile(
    r"[\w.+-]+ ?(?:@|[\[(]at[\])]) ?[\w-]+ ?(?:\.|[\[(]dot[\])]) ?\w+", re.IGNORECASE
)
_OFFICIAL = re.compile(r"(?:go|desa|mil|sch|ac) ?(?:\.|[\[(]dot[\])]) ?id\W*$", re.IGNORECASE)


def fits(code: str, cell: str) -> bool:
    """Whether a cell is of the form of a number that its column's heading announces.

    ``code``: what `headers.announced` gave. Whatever a spreadsheet did to the cell is allowed
    for; an account code of a budget, a date or a row of zeros is none.

    >>> fits("personal-nik", "6,40101E+15"), fits("personal-bank", "5.1.02.01.01.0024")
    (True, False)
    """
    if len(cell) > 200:
        return False
    text = cell.translate(FOLD).strip()
    if code == "personal-nik" and _MISREAD.fullmatch(text):
        text = text.translate(_LETTERS)
    if code == "personal-email":
        return bool(_MAIL.search(text)) and not _OFFICIAL.search(text)
    if code == "personal-plate":
        return is_plate(text)
    if code == "personal-passport":
        return bool(PASSPORT.fullmatch(text.upper()))
    number = bare(text)
    if number is None or (number.form == "grouped" and not _is_number(code, text, number)):
        return _among_words(code, text)
    return _is_number(code, text, number)


def _is_number(code: str, text: str, number: Bare) -> bool:
    """Whether the number that fills a cell is of a kind's form."""
    digits = number.digits
    if not digits.strip("0"):
        return False
    if number.lost:
        fits_power = len(digits) - 1 in _POWERS[code]
        return fits_power and (code != "personal-mobile" or digits[0] in "86")
    if code == "personal-mobile":
        return is_mobile(digits, bare=True)
    if code not in {"personal-nik", "personal-npwp"} and _DATE.fullmatch(text):
        return False
    if code == "personal-bank" and is_budget_code(text):
        return False
    return len(digits) in _LENGTHS[code]


def _among_words(code: str, text: str) -> bool:
    """Whether a number stands in a cell with other signs: "6401… (ibu)", "BRI 0123-…"."""
    if code == "personal-medical-record":
        return bool(_RECORD.fullmatch(text.upper())) and not _DATE.fullmatch(text)
    runs = re.findall(r"[0-9]+(?:[ .\-/][0-9]+)*", text)
    if code == "personal-mobile":
        return any(is_mobile(re.sub("[^0-9]", "", run), bare=True) for run in runs)
    least = {"personal-nisn": 8, "personal-nip": 8}.get(code, _LENGTHS[code].start)
    if len(text) > 64 or any(is_budget_code(run) for run in runs):
        return False
    return any(
        len(digits) >= max(least, 8) and digits.strip("0") and not _DATE.fullmatch(run)
        for run in runs
        if (digits := re.sub("[^0-9]", "", run))
    )


def is_mild(code: str, cell: str) -> bool:
    """Whether the number is by itself that of an office or a firm: worth a look, no more."""
    number = bare(cell) if code == "personal-npwp" else None
    return number is not None and is_entity_npwp(number.digits)
