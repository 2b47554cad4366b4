"""A cell of a sheet as the canonical text of Table Schema, by how its column is read.

What cannot be read so stays as it stands: the check of its type then tells of it, at its cell.
Nothing is guessed: "1.234" is 1234 where points are said to stand between thousands, else 1.234.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from ...model.recipe import Reading, Recipe
from ..excel.celltext import number_text, plain_text
from ..layout.base import Raw
from .months import MONTHS, month

Reader = Callable[[Raw], str]

#: Texts that come again and again are remembered, so many of each column.
_MEMO = 20_000
_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-"})
#: Rp in front, and the apostrophe with which Excel marks what it is to take as text.
_CURRENCY = re.compile(r"^'?(-?)(?:\s*(?:rp|idr)\s*\.?\s*)?", re.I)
_WHOLE = re.compile(r",\s?-{1,2}$|,=$")
#: Marks of footnotes behind a number: 1.234*), 1.234 r), 1.234¹, 1.234 2).
_FOOTNOTE = re.compile(
    r"(?<=[0-9%)])\s*(?:\*+\s?\)?|\(?[a-z]\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?)$|(?<=[0-9%])\s+[0-9]\)$", re.I
)
_THOUSANDS = re.compile(r"[+-]?\s?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)")
_BRACKETS = re.compile(r"\(\s*(.*[0-9].*?)\s*\)")

_DAY = re.compile(r"([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00)?)?")
_NAMED = re.compile(r"([0-9]{1,2})[\s./-]*([A-Za-z]{3,10})\.?[\s,./-]*([0-9]{4}|'?[0-9]{2})")
_MONTH = re.compile(r"([A-Za-z]{3,10})\.?[\s,./-]*('?[0-9]{2}|[0-9]{4})")
_MONTH_LAST = re.compile(r"([0-9]{4})[\s,./-]*([A-Za-z]{3,10})\.?")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/. ]?(0[1-9]|1[0-2])")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[-/. ]([0-9]{4})")
_REVISED = re.compile(r"\s*\*+\s?\)?$")


def readers(recipe: Recipe, types: Mapping[str, str]) -> dict[str, Reader]:
    """The reader of each of the recipe's columns; ``types`` are those of the fields by name."""
    return {
        column.name: reader(
            column.reading,
            recipe.group,
            recipe.decimal,
            types.get(column.name, ""),
            counted=not recipe.styled and column.name in recipe.counted,
        )
        for column in recipe.columns
    }


def reader(
    reading: Reading,
    group: str = "",
    decimal: str = ".",
    type: str = "",
    *,
    counted: bool = False,
) -> Reader:
    """How the cells of one column are read, and written as its field's ``type`` has them.

    Where wholes are ``counted`` and no style is said, a mark in "1.234" can only part thousands.
    A cell that Excel shows in percent is given a hundredfold already (`percent`).

    >>> reader("angka", ".", ",")("Rp 1.234.567,89")
    '1234567.89'
    """
    if reading in ("angka", "persen"):
        return _numbers(group, decimal, whole=type == "integer", counted=counted)
    if reading == "tanggal":
        return _remembered(lambda text: _day(text) or text, _of_day)
    if reading == "tahun-bulan":
        return _remembered(lambda text: _year_month(text) or text, _of_month)
    if reading == "bulan":
        return _remembered(_month_name, _of_month_name)
    return text


def text(value: Raw) -> str:
    """A text with its white space folded; a whole number without a decimal point."""
    if value.__class__ is str:
        return " ".join(value.split())
    if value.__class__ is float:
        return number_text(value)
    return "" if value is None else plain_text(value)


def percent(value: Raw) -> Raw:
    """What a person sees of a number that is shown in percent: 12.5 of 0.125."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(f"{value * 100:.15g}")
    return value


def _remembered(of_text: Callable[[str], str], of_time: Callable[[dt.date], str]) -> Reader:
    known = lru_cache(maxsize=_MEMO)(of_text)

    def read(value: Raw) -> str:
        if isinstance(value, dt.date):
            return of_time(value)
        return known(text(value))

    return read


def _numbers(group: str, decimal: str, *, whole: bool, counted: bool) -> Reader:
    mark, between = re.escape(decimal), re.escape(group)
    grouped = f"[0-9]{{1,3}}(?:{between}[0-9]{{3}})+|" if group else ""
    form = re.compile(rf"([+-]?)\s?({grouped}[0-9]+)(?:{mark}([0-9]*))?")

    @lru_cache(maxsize=_MEMO)
    def of_text(given: str) -> str:
        bare, negative = bare_number(given)
        if counted and _THOUSANDS.fullmatch(bare):
            bare = bare.replace(".", "").replace(",", "")
        match = form.fullmatch(bare)
        if match is None:
            return given
        sign, digits, rest = match.groups()
        digits = digits.replace(group, "") if group else digits
        digits = digits.lstrip("0") or "0"
        rest = "" if not rest or (whole and not rest.strip("0")) else f".{rest}"
        minus = "-" if (sign == "-") != negative else ""
        return f"{minus}{digits}{rest}"

    def read(value: Raw) -> str:
        if value.__class__ is float:
            return number_text(value)
        if value.__class__ is str:
            return of_text(" ".join(value.split()))
        return "" if value is None else plain_text(value)

    return read


def bare_number(given: str) -> tuple[str, bool]:
    """The number in a cell's text without what stands around it; whether brackets negate it.

    >>> bare_number("Rp.1.500.000,-"), bare_number("(500)"), bare_number("12,5 %")
    (('1.500.000', False), ('500', True), ('12,5', False))
    """
    bare = given.translate(_MINUS) if not given.isascii() else given
    bare = _WHOLE.sub("", _CURRENCY.sub(r"\1", _FOOTNOTE.sub("", bare)))
    brackets = _BRACKETS.fullmatch(bare)
    if brackets:
        bare = _CURRENCY.sub(r"\1", brackets.group(1))
    return bare.removesuffix("%").strip(), bool(brackets)


def noted(given: str) -> bool:
    """Whether the mark of a footnote stands behind a number: 1.234*), 1.234 2)."""
    return _FOOTNOTE.search(given) is not None


def _year(given: str) -> int:
    """A year; of two digits as Excel takes them: 00 to 29 are of this century."""
    digits = given.lstrip("'")
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < 30 else 1900)


def _iso(year: int, number: int, day: int) -> str:
    try:
        return dt.date(year, number, day).isoformat()
    except ValueError:
        return ""


def _day(given: str) -> str:
    """A day in ISO 8601; empty where the text is none. Days come before months."""
    if match := _ISO.fullmatch(given):
        return _iso(*map(int, match.groups()))
    if match := _DAY.fullmatch(given):
        return _iso(_year(match.group(3)), int(match.group(2)), int(match.group(1)))
    if match := _NAMED.fullmatch(given):
        return _iso(_year(match.group(3)), month(match.group(2)), int(match.group(1)))
    return ""


def _year_month(given: str) -> str:
    bare = _REVISED.sub("", given)
    found = (0, 0)
    if match := _YEAR_MONTH.fullmatch(bare):
        found = (int(match.group(1)), int(match.group(2)))
    elif match := _MONTH_YEAR.fullmatch(bare):
        found = (int(match.group(2)), int(match.group(1)))
    elif match := _MONTH.fullmatch(bare):
        found = (_year(match.group(2)), month(match.group(1)))
    elif match := _MONTH_LAST.fullmatch(bare):
        found = (int(match.group(1)), month(match.group(2)))
    return f"{found[0]:04d}-{found[1]:02d}" if all(found) else ""


def _month_name(given: str) -> str:
    number = month(given)
    return MONTHS[number - 1] if number else given


def _of_day(value: dt.date) -> str:
    return plain_text(value)


def _of_month(value: dt.date) -> str:
    """Excel makes the first day of a month out of "Jan 2024"; another day is no month."""
    return f"{value:%Y-%m}" if value.day == 1 else plain_text(value)


def _of_month_name(value: dt.date) -> str:
    return MONTHS[value.month - 1] if value.day == 1 else plain_text(value)
