"""Dates of birth as people write them: 1987-05-12, 12/05/87, 12 Mei 1987, "Kuaro, 12-05-1987"."""

from __future__ import annotations

import re

from .fold import FOLD

_MONTHS = (
    r"jan(?:uari|uary)?|[fp]eb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|me?[iy]|june?i?|jul[iy]?|"
    r"a[gu]{1,2}s?(?:tus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19[2-9][0-9]|20[0-9]{2})"
_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_FORMS = tuple(
    re.compile(form + r"\Z", re.IGNORECASE)
    for form in (
        rf"(?P<y>{_YEAR})[-/.]{_MONTH}[-/.]{_DAY}{_TIME}",
        rf"(?P<y>{_YEAR}){_MONTH}{_DAY}",
        rf"{_DAY}\s?[-/.]\s?{_MONTH}\s?[-/.]\s?(?P<y>{_YEAR}|[0-9]{{2}}){_TIME}",
        rf"{_MONTH}/{_DAY}/(?P<y>{_YEAR}|[0-9]{{2}}){_TIME}",
        rf"{_DAY}[-\s.]{{1,3}}(?:{_MONTHS})\.?[-\s.,]{{1,3}}(?P<y>{_YEAR}|[0-9]{{2}})",
        rf"(?:{_MONTHS})\.?\s{_DAY},?\s(?P<y>{_YEAR})",
    )
)
_PLACE = re.compile(r"[^\W\d_][^\d,/]{1,40}[,/.\s]\s{0,3}(?=\d)")
_RUN = re.compile(rf"{_DAY}(?:0[1-9]|1[0-2])({_YEAR})(?:[.,]0+)?\Z")
#: Days since 1899-12-30, as a spreadsheet keeps dates: 1930 to 2049.
_SERIAL = re.compile(r"(?:1[1-9]|[2-4][0-9]|5[0-4])[0-9]{3}(?:[.,]0+)?\Z")


def birth_year(cell: str, serial: bool = False) -> int:
    """The year of a date from 1920 on, also behind a place; 0 where there is none.

    ``serial``: also days as a spreadsheet counts them, and 03031980, which may have lost its 0.
    """
    if not 5 <= len(cell) <= 80:
        return 0
    text = cell.translate(FOLD).strip().strip("'")
    if serial and (run := _RUN.match(text)):
        return int(run[1])
    if serial and _SERIAL.match(text):
        return 1900 + int(float(text[:5]) / 365.25)
    place = _PLACE.match(text)
    for part in (text, text[place.end() :]) if place else (text,):
        for form in _FORMS:
            if found := form.match(part):
                return _full(found["y"])
    return 0


def is_place_and_date(cell: str) -> bool:
    """Whether a cell is a place and a date: "Tanah Grogot, 12 Mei 1987"."""
    place = _PLACE.match(cell.strip())
    return bool(place) and not re.match(rf"(?:{_MONTHS})\b", cell.strip(), re.IGNORECASE)


def _full(year: str) -> int:
    number = int(year)
    if number > 99:
        return number
    return 2000 + number if number < 30 else 1900 + number
