"""Days as descriptors and git give them, and the day one interval later."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta

#: Frequencies that promise nothing.
NEVER = frozenset({"sekali", "sewaktu-waktu"})
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


def day_of(text: str) -> date | None:
    """An ISO date; the end of a month or of a year where no day is given."""
    parts = text.split("-")
    if not text or not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return None
    try:
        year, month, *rest = (*map(int, parts), 12)[: max(2, len(parts))]
        return date(year, month, rest[0] if rest else calendar.monthrange(year, month)[1])
    except (ValueError, OverflowError):  # 2026-02-30, or a number no calendar holds
        return None


def after(day: date | None, frequency: str) -> date | None:
    """The day one interval later; none where either is not known."""
    if day is None:
        return None
    if frequency in _DAYS:
        if date.max - day < timedelta(days=_DAYS[frequency]):
            return None
        return day + timedelta(days=_DAYS[frequency])
    if frequency not in _MONTHS:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[frequency], 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
