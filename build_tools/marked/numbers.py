"""Numbers and days as people type them, where a whole column shows how they are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ..tables.recipe import months

_PLAIN = re.compile(r"-?[0-9]+")
#: Of each style what can be nothing else: several groups, a group and decimals, or decimals
#: that are no group of three.
_SURE = {
    mark: re.compile(
        rf"-?(?:[1-9][0-9]{{0,2}}(?:\{mark}[0-9]{{3}}){{2,}}(?:\{point}[0-9]+)?"
        rf"|[1-9][0-9]{{0,2}}(?:\{mark}[0-9]{{3}})+\{point}[0-9]+"
        rf"|(?:0|[1-9][0-9]{{3,}})\{point}[0-9]+"
        rf"|[1-9][0-9]{{0,2}}\{point}(?:[0-9]{{1,2}}|[0-9]{{4,}}))"
    )
    for mark, point in ((".", ","), (",", "."))
}
_DAY = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = re.compile(r"([0-9]{1,2})\s+([^\W\d_]+)\s+([0-9]{4})")
_SERIAL = re.compile("[0-9]{5}")
#: Days as Excel counts them (1900 system), of 1954 to 2064.
_SERIALS, _BEGIN = range(20_000, 60_001), date(1899, 12, 30)


def plain_numbers(texts: Sequence[str]) -> dict[int, str]:
    """The numbers of a column without marks between thousands and with a decimal point.

    Only where one cell shows the style beyond doubt and no other one speaks against it: a text
    such as "1.814" could be both, and leaves the whole column as it is.

    >>> plain_numbers(["1.234.567", "12"])
    {0: '1234567'}
    >>> plain_numbers(["1.234.567", "1.814"])
    {}
    """
    return {at: plain for at, plain in proven(texts).items() if plain != texts[at]}


def proven(texts: Sequence[str]) -> dict[int, str]:
    """The same with those that are plain as they stand: all that are written in that style.

    >>> proven(["1,234.5", "12.5", "7"])
    {0: '1234.5', 1: '12.5'}
    """
    digits = [(at, t) for at, t in enumerate(texts) if any(map(str.isdigit, t))]
    for mark, point in ((".", ","), (",", ".")):
        sure = [(at, t) for at, t in digits if _SURE[mark].fullmatch(t)]
        rest = [t for _, t in digits if not _SURE[mark].fullmatch(t)]
        if sure and all(_PLAIN.fullmatch(t) for t in rest):
            return {at: t.replace(mark, "").replace(point, ".") for at, t in sure}
    return {}


def days(texts: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The days of a column as ISO dates, each with its rule, where nothing else can be meant.

    03/04/2024 is the third of April only where another cell of the column has a first number
    above 12, and none a second one.

    >>> days(["03/04/2024", "31/04/2024", "31/03/2024"])[0]
    ('2024-04-03', 'date')
    """
    found: dict[int, tuple[str, str]] = {}
    typed = {at: match for at, t in enumerate(texts) if (match := _DAY.fullmatch(t))}
    pairs = [(int(m[1]), int(m[3])) for m in typed.values()]
    if any(first > 12 for first, _ in pairs) and all(second <= 12 for _, second in pairs):
        for at, m in typed.items():
            if iso := _iso(m[4], int(m[3]), m[1]):
                found[at] = (iso, "date")
    serials = {at for at, t in enumerate(texts) if _SERIAL.fullmatch(t) and int(t) in _SERIALS}
    if all(_ISO.fullmatch(t) for at, t in enumerate(texts) if t and at not in serials):
        for at in serials:
            found[at] = ((_BEGIN + timedelta(days=int(texts[at]))).isoformat(), "excel-day")
    for at, text in enumerate(texts):
        named = _WORDS.fullmatch(text)
        month = months.month(named[2]) if named else 0
        if named and month and (iso := _iso(named[3], month, named[1])):
            found[at] = (iso, "date")
    return found


def _iso(year: str, month: int, day: str) -> str:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""
