"""Years, half-years, quarters, months and days as points on an axis."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..words import Words

Grain = Literal["year", "half", "quarter", "month", "day"]

_PARTED = re.compile(r"(\d{4})-?([SQT])([1-4])", re.IGNORECASE)
_DATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_A_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}

#: How many steps lie between two releases of a frequency, for a table of that grain.
_STEPS: dict[tuple[str, Grain], int] = {
    ("tahunan", "year"): 1,
    ("dua-tahunan", "year"): 2,
    ("lima-tahunan", "year"): 5,
    ("sepuluh-tahunan", "year"): 10,
    ("semesteran", "half"): 1,
    ("triwulanan", "quarter"): 1,
    ("bulanan", "month"): 1,
    ("harian", "day"): 1,
    ("mingguan", "day"): 7,
}


@dataclass(frozen=True, slots=True)
class Time:
    """A period: how long it is, its number among those of its length, its text in the data."""

    grain: Grain
    index: int
    text: str

    @property
    def position(self) -> float:
        """Its start, in years."""
        if self.grain == "day":
            return 1 + self.index / 365.2425
        return self.index / _A_YEAR[self.grain]

    @property
    def end(self) -> float:
        """Where it ends, in years."""
        return self.position + (1 / _A_YEAR[self.grain] if self.grain != "day" else 1 / 366)


def read(text: str | None) -> Time | None:
    """The period that a text names: 2024, 2024-S2, 2024-Q1, 2024-11, 2024-11-08; or None."""
    if text is None:
        return None
    parted = _PARTED.fullmatch(text)
    if parted:
        year, number = int(parted[1]), int(parted[3])
        half = parted[2] in "Ss"
        if half and number > 2:
            return None
        return Time("half" if half else "quarter", year * (2 if half else 4) + number - 1, text)
    dated = _DATED.fullmatch(text)
    if not dated:
        return None
    year, month, day = (int(part) if part else 0 for part in dated.groups())
    if not month:
        return Time("year", year, text) if dated[2] is None else None
    try:
        date = dt.date(year, month, day or 1)
    except ValueError:
        return None
    if day:
        return Time("day", date.toordinal(), text)
    return Time("month", year * 12 + month - 1, text)


def full(words: Words, time: Time) -> str:
    """The period by itself: "Semester II 2024", "November 2024"."""
    return _named(words, time, "") or words.date(time.text)


def short(words: Words, time: Time) -> str:
    """The period as an axis says it: "S2 2024", "Nov 2024"."""
    name = _named(words, time, "_short")
    if name or time.grain == "year":
        return name or time.text
    parts = time.text.split("-")
    month = str(words.section("ui.months")[int(parts[1]) - 1])[:3]
    return " ".join([*([str(int(parts[2]))] if len(parts) == 3 else []), month, parts[0]])


def at(words: Words, time: Time) -> str:
    """The period with its preposition: "pada 2024", "in 2024", "on 8 November 2024"."""
    key = "charts.sentence.at_day" if time.grain == "day" else "charts.sentence.at"
    return words(key, time=said(words, time))


def said(words: Words, time: Time) -> str:
    """The period within a sentence: "the second half of 2024"."""
    return _named(words, time, "_said") or words.date(time.text)


def span(words: Words, times: Iterable[Time]) -> str:
    """The first and the last period: "2018–2024"; one alone where they are the same."""
    ordered = sorted(times, key=lambda t: t.position)
    first, last = full(words, ordered[0]), full(words, ordered[-1])
    if first == last:
        return first
    return f"{first}–{last}" if ordered[0].grain == "year" else f"{first} – {last}"


def step(frequency: str, times: Iterable[Time]) -> int:
    """How far apart neighbours are when none is missing.

    What the dataset promises, else the least distance that occurs.
    """
    ordered = sorted({(t.grain, t.index) for t in times})
    if ordered and (known := _STEPS.get((frequency, ordered[0][0]))):
        return known
    pairs = pairwise(ordered)
    return min((b[1] - a[1] for a, b in pairs if a[0] == b[0]), default=1)


def missing_between(a: Time, b: Time, step: int) -> list[Time] | None:
    """The periods missing between two neighbours; None where there is no gap.

    Days are not counted out: months have different lengths, and weekends are days too.
    """
    distance = b.index - a.index
    if a.grain == "day":
        return [] if distance > step * 1.5 else None
    if distance <= step:
        return None
    return [_at(a.grain, index) for index in range(a.index + step, b.index, step)]


def _at(grain: Grain, index: int) -> Time:
    year, part = divmod(index, _A_YEAR[grain])
    texts = {
        "year": f"{year:04}",
        "half": f"{year:04}-S{part + 1}",
        "quarter": f"{year:04}-Q{part + 1}",
        "month": f"{year:04}-{part + 1:02}",
    }
    return Time(grain, index, texts[grain])


def _named(words: Words, time: Time, form: str) -> str:
    if time.grain not in {"half", "quarter"}:
        return ""
    year, part = divmod(time.index, _A_YEAR[time.grain])
    names = words.section(f"charts.{'halves' if time.grain == 'half' else 'quarters'}{form}")
    return str(names[part]).format(year=f"{year:04}")
