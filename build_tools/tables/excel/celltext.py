"""The text of a workbook's cell, from which its declared type is read.

A spreadsheet holds numbers, dates and truth values where a CSV holds text. They are written
as the column's field says that they are written; a number has at most the 15 digits that a
spreadsheet keeps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ...model import Field

#: Whole numbers up to this are exact in a spreadsheet's binary numbers.
_EXACT = 2.0**53
#: Times that are remembered, since they come again and again.
_MEMO = 10_000
_DEFAULTS = frozenset({"default", "any", ""})

Writer = Callable[[Any], str]


def number_text(value: float) -> str:
    """A number without an exponent, its last binary digits rounded away."""
    if value.is_integer() and -_EXACT < value < _EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def plain_text(value: Any) -> str:
    """A cell's text where no field says how it is written."""
    text = _TEXTS.get(value.__class__)
    return text(value) if text else str(value)


def plain_texts(values: Iterable[Any]) -> list[str]:
    """The same of many cells; texts and plain numbers, which are most, the short way."""
    return [
        value
        if value.__class__ is str
        else text
        if value.__class__ is float and "e" not in (text := f"{value:.15g}") and text != "-0"
        else plain_text(value)
        for value in values
    ]


def writer(field: Field | None, raw: Mapping[str, Any]) -> Writer:
    """The function that gives the text of a field's cells; ``raw`` is the field as written."""
    if field is None:
        return plain_text
    if field.type == "number":
        return _numbers(str(raw.get("decimalChar") or "."))
    if field.type in {"date", "datetime", "time", "yearmonth"}:
        return lru_cache(maxsize=_MEMO, typed=True)(_times(field))
    if field.type == "boolean":
        return _booleans(raw)
    if field.type == "duration":
        return lambda v: f"PT{v.total_seconds():.15g}S" if _is_span(v) else plain_text(v)
    return plain_text


def _numbers(mark: str) -> Writer:
    """Numbers with the decimal mark of their field: with "," a point may mean thousands."""
    if mark == ".":
        return plain_text
    return lambda v: number_text(v).replace(".", mark) if isinstance(v, float) else plain_text(v)


def _times(field: Field) -> Writer:
    pattern = "" if field.format in _DEFAULTS else field.format
    pattern = pattern or {"yearmonth": "%Y-%m", "datetime": "%Y-%m-%dT%H:%M:%S"}.get(field.type, "")

    def text(value: Any) -> str:
        if _is_span(value) and field.type == "time" and dt.timedelta() <= value < dt.timedelta(1):
            value = dt.time(value.seconds // 3600, value.seconds // 60 % 60, value.seconds % 60)
        if isinstance(value, dt.datetime):
            value = _even(value)
        elif isinstance(value, dt.date):
            value = dt.datetime.combine(value, dt.time())
        whole = isinstance(value, dt.datetime) and value.time() == dt.time()
        # a date with a time of day is no date: shown whole, so that it is found
        fits = field.type in {"datetime", "time"} or (whole and _first(field.type, value))
        if not pattern or not fits or not isinstance(value, (dt.datetime, dt.time)):
            return plain_text(value)
        if isinstance(value, dt.time) != (field.type == "time") or value.microsecond:
            return plain_text(value)
        return value.strftime(pattern)

    return text


def _first(type: str, value: dt.datetime) -> bool:
    """Excel makes the first day of a month out of "Jan 2024"; another day is no month."""
    return type != "yearmonth" or value.day == 1


def _booleans(raw: Mapping[str, Any]) -> Writer:
    words = {}
    for value, key, usual in ((True, "trueValues", "true"), (False, "falseValues", "false")):
        given = raw.get(key)
        known = [str(word) for word in given] if isinstance(given, list) else []
        words[value] = usual if usual in known or not known else known[0]
    return lambda v: words[v] if isinstance(v, bool) else plain_text(v)


def _is_span(value: Any) -> bool:
    return isinstance(value, dt.timedelta)


def _even(value: dt.datetime) -> dt.datetime:
    """The time without the thousandths that binary fractions of a day leave behind."""
    near = value.microsecond % 1_000_000
    if near < 2_000:
        return value.replace(microsecond=0)
    if near > 998_000:
        return value.replace(microsecond=0) + dt.timedelta(seconds=1)
    return value


def _hours(value: dt.timedelta) -> str:
    """Hours past a day, as a spreadsheet shows them: 30:00:00."""
    sign = "-" if value < dt.timedelta() else ""
    seconds = round(abs(value).total_seconds())
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _moment(value: dt.datetime) -> str:
    """A time; at midnight a spreadsheet means the day."""
    when = _even(value)
    return when.date().isoformat() if when.time() == dt.time() else when.isoformat()


_TEXTS: dict[type, Writer] = {
    str: str,
    float: number_text,
    bool: {True: "true", False: "false"}.__getitem__,
    dt.date: dt.date.isoformat,
    dt.datetime: _moment,
    dt.time: dt.time.isoformat,
    dt.timedelta: _hours,
}
