"""Columns that say when: days, months, years, however they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..tables.recipe.months import MONTHS, month
from ..tables.recipe.reading import bare_number, reader
from .asking import Asked
from .base import Kind
from .cellnumbers import Numbers
from .labels import Label, year_of
from .numerals import no_value
from .seen import Seen
from .times import part_of_year

_YEARS = range(1900, 2101)
_TIME = ("tahun", "thn", "th", "year", "periode", "period", "waktu")
_MONTHS = ("bulan", "bln", "periode", "period", "waktu", "tanggal", "month", "masa", "tahun")
_DAY_MONTH = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*(?:[0-9]{4}|[0-9]{2})")
_POINTS = re.compile(r"[0-9]{2}(?:\.[0-9]{2}){1,3}")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def of_time(seen: Seen, held: Numbers, label: Label, asked: Asked) -> Kind | None:
    """A column of days, months or years; None for any other."""
    if seen.days == seen.filled:
        if not seen.midnight:
            return Kind("datetime", "teks", _when(label))
        return Kind("date", "tanggal", _when(label))
    wholes = _wholes(seen, held)
    named = label.has(*_TIME) and not any(map(year_of, label.levels))
    if wholes and named and all(value in _YEARS for value in wholes):
        footnotes = any(not w.bare for _, w in held.forms)
        return Kind("year", "angka" if footnotes else "teks", "waktu", plain=not footnotes)
    most = part_of_year(label.words)
    if wholes and most and set(wholes) <= set(range(1, most + 1)):
        return Kind("integer", "angka", "waktu", plain=all(w.bare for _, w in held.forms))
    if wholes and label.has(*_MONTHS) and all(map(_is_year_month, wholes)):
        return Kind("yearmonth", "tahun-bulan", "waktu", plain=False)
    if seen.numbers or seen.others or not seen.texts or seen.longest > 40 or held.likely:
        return None
    texts = [v for v in seen.values or () if isinstance(v, str) and not no_value(v)]
    if not texts:
        return None
    if all(map(month, texts)):
        return Kind("string", "bulan", "waktu", MONTHS, plain=set(texts) <= set(MONTHS))
    return _months_or_days(seen, texts, label, asked)


def _months_or_days(seen: Seen, texts: Sequence[str], label: Label, asked: Asked) -> Kind | None:
    if _all(texts, reader("tahun-bulan"), _ISO_MONTH):
        plain = all(map(_ISO_MONTH.fullmatch, texts))
        return Kind("yearmonth", "tahun-bulan", "waktu", plain=plain)
    pairs = [match for text in texts if (match := _DAY_MONTH.fullmatch(text))]
    if pairs and all(_POINTS.fullmatch(text) for text in texts) and not label.has("tanggal", "tgl"):
        return None  # 64.01.02: a code
    if any(int(match.group(2)) > 12 for match in pairs):
        if len(pairs) == len(texts):
            proof = next(match.group() for match in pairs if int(match.group(2)) > 12)
            asked.ask("month-first", ("teks",), seen=seen, cell=proof)
            return Kind("string", "teks", "waktu", open="month-first", plain=False)
        return None
    if not _all(texts, reader("tanggal"), _ISO_DAY):
        return None
    if pairs and not any(int(match.group(1)) > 12 for match in pairs):
        asked.tell("day-first", column=seen.label, cell=min(match.group() for match in pairs))
    return Kind("date", "tanggal", _when(label), plain=all(map(_ISO_DAY.fullmatch, texts)))


def _when(label: Label) -> str:
    """The role of a column of days: only one that is called so says what time a row is about."""
    return "waktu" if label.has(*_MONTHS, "tgl", "hari", "date") else "keterangan"


def _all(texts: Sequence[str], read: Callable[[str], str], form: re.Pattern[str]) -> bool:
    return all(form.fullmatch(read(text)) for text in texts)


def _wholes(seen: Seen, held: Numbers) -> list[int]:
    """The different values of a column of whole numbers without marks; none for any other."""
    if seen.values is None or not held.read or held.odd or held.united or held.share < 1:
        return []
    if not seen.whole or any(w.kind != "whole" or w.zeros for _, w in held.forms):
        return []
    return [
        int(bare_number(value)[0]) if isinstance(value, str) else int(value)
        for value in seen.values
        if isinstance(value, (str, int, float)) and not no_value(str(value))
    ]


def _is_year_month(value: int) -> bool:
    year, number = divmod(value, 100)
    return year in _YEARS and 1 <= number <= 12
