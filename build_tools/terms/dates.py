"""Dates as people wrote them, fit for every catalogue: ISO 8601 or nothing."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def iso(text: str) -> str:
    """The year, month or day where it is one that exists, as written; empty for all else.

    >>> iso("2024"), iso("2024-02-29"), iso("2023-02-29"), iso("akhir 2024"), iso("0000")
    ('2024', '2024-02-29', '', '', '')
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return ""
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return ""
    return found[0]


def period(start: str, end: str) -> tuple[str, str]:
    """Both ends of a time where they are dates; none where it ends before it begins.

    >>> period("2018", "2024-06"), period("", "2020"), period("2024", "2018"), period("x", "")
    (('2018', '2024-06'), ('', '2020'), ('', ''), ('', ''))
    """
    start, end = iso(start), iso(end)
    same = min(len(start), len(end))
    return (start, end) if start[:same] <= end[:same] else ("", "")
