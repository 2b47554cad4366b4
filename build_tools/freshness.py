"""Whether a dataset came when it was promised: its state on the day the site is judged for.

The promise is `sdi:terbitBerikutnya`, or else the frequency counted from the newest data. What
is released once or as the occasion arises promises nothing and is never late.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .model import Published

UP_TO_DATE, LATE, UNSCHEDULED, UNKNOWN = "mutakhir", "terlambat", "tanpa-jadwal", "tidak-diketahui"
#: The states in the order in which they are told.
STATES = (UP_TO_DATE, LATE, UNSCHEDULED, UNKNOWN)

_NEVER = {"sekali", "sewaktu-waktu"}
_DAYS = {"harian": 1, "mingguan": 7}
_MONTHS = {
    "bulanan": 1,
    "triwulanan": 3,
    "semesteran": 6,
    "tahunan": 12,
    "dua-tahunan": 24,
    "lima-tahunan": 60,
    "sepuluh-tahunan": 120,
}


@dataclass(frozen=True, slots=True)
class Freshness:
    """A state of `STATES`; the day that was promised (ISO, or empty); how many days late."""

    state: str
    due: str = ""
    days_late: int = 0


def freshness(published: Published, as_of: date) -> Freshness:
    """How a dataset stands on that day."""
    dataset = published.dataset
    due = _day(dataset.next_release)
    if due is None:
        if dataset.frequency in _NEVER:
            return Freshness(UNSCHEDULED)
        due = _after(_day(published.updated), dataset.frequency)
    if due is None:
        return Freshness(UNKNOWN)
    late = (as_of - due).days
    return Freshness(LATE if late > 0 else UP_TO_DATE, due.isoformat(), max(0, late))


def tally(states: Iterable[str]) -> Mapping[str, int]:
    """How many are in each state, every state of `STATES` in its order."""
    found = list(states)
    return {state: found.count(state) for state in STATES}


def _day(text: str) -> date | None:
    """An ISO date; the end of a month or of a year where no day is given."""
    parts = text.split("-")
    if not text or not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return None
    try:
        year, month, *rest = (*map(int, parts), 12)[: max(2, len(parts))]
        return date(year, month, rest[0] if rest else calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _after(day: date | None, frequency: str) -> date | None:
    """The day one interval later; none where either is not known."""
    if day is None:
        return None
    if frequency in _DAYS:
        return day + timedelta(days=_DAYS[frequency])
    if frequency not in _MONTHS:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[frequency], 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
