"""Marks of footnotes: left off numbers and headers, and told; kept in names, and asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .asking import Asked, listed
from .base import Kind
from .cellnumbers import Numbers
from .labels import Label
from .seen import Seen

#: What the mark of a footnote ends with.
_LAST = frozenset("*)¹²³⁴⁵⁶⁷⁸⁹")
#: So many examples are told.
_MOST = 3
_STARS = re.compile(r".*[^\W\d_].*?\s?(?:\(\*{1,3}\)|\*{1,3}\)?|(?<![mM])[¹²³⁴-⁹]+\)?)")
_NUMBERED = re.compile(r"[^()]*[^\W\d_]{2}(?:\s?[1-9]|\s[a-z])\)")


def notes(columns: Sequence[tuple[Seen, Numbers, Kind, Label]], asked: Asked) -> None:
    """Tell which marks of footnotes fall away; ask about those that are part of a name."""
    read = [held for _, held, kind, _ in columns if kind.type != "string"]
    places = [place for held in read for place in held.noted]
    if places:
        cells = listed([f"“{place.text}”" for place in places[:_MOST]])
        asked.tell("number-notes", count=sum(place.count for place in places), cells=cells)
    noted = [label.text for *_, label in columns if label.noted]
    if noted:
        asked.tell("label-notes", columns=listed([f"“{text}”" for text in noted]))
    for seen, _, kind, _ in columns:
        if kind.type == "string" and kind.reading == "teks" and not kind.open:
            _names(seen, asked)


def _names(seen: Seen, asked: Asked) -> None:
    odd = sorted(v for v in seen.values or () if isinstance(v, str) and marked(v))
    if odd:
        options = ("perbaiki", "biarkan")
        asked.ask("name-marks", options, seen=seen, cell=odd[0], count=len(odd))


def marked(text: str) -> bool:
    """Whether a name ends with the mark of a footnote.

    >>> marked("Kuaro*)"), marked("Kuaro 1)"), marked("Lahan (m²)"), marked("Kelas (1)")
    (True, True, False, False)
    """
    if text[-1:] not in _LAST or not text:
        return False
    return bool(_STARS.fullmatch(text) or _NUMBERED.fullmatch(text))
