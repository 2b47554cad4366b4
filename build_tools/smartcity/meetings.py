"""Meetings that were held, and what may be said of how many (profile `rapat`).

Only an official table says how many there were, and only for years that it covers: from its
first to its last year with a meeting of that kind. Compiled rows are those that someone found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .rows import Row, Rows

#: The kinds that a recommendation can ask for, and others.
KINDS = ("dewan-smart-city", "tim-pelaksana", "lainnya")
#: Years that are shown for one recommendation: the newest.
MOST_YEARS = 6

#: ``counted``: by an official table; ``found``: in public pages; ``unpublished``: nothing is known;
#: ``uncounted``: an official table is too long to be counted here.
Said = Literal["counted", "found", "unpublished", "uncounted"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting."""

    row: Row
    day: str  # ISO date
    kind: str  # of `KINDS`
    office: str  # id of the office that held it; empty: not known
    minutes: str  # address; empty: none named


@dataclass(frozen=True, slots=True)
class Held:
    """The meetings of a kind in a year, against how many were asked for."""

    year: int
    said: Said
    count: int  # 0 where nothing is known
    times: int | None  # asked for; none: the recommendation names no number
    running: bool  # the year is not over on the day of the site


@dataclass(frozen=True, slots=True)
class Meetings:
    """Days of meetings by kind: those that offices published, and those that were found."""

    official: Mapping[str, Sequence[str]]
    compiled: Mapping[str, Sequence[str]]
    whole: bool  # whether no official table is too long to be counted here

    @classmethod
    def of(cls, rows: Rows) -> Meetings:
        """Those of all tables. A meeting that two official tables list is one meeting."""
        official: dict[str, set[str]] = {}
        compiled: dict[str, set[str]] = {}
        for row in rows.of("rapat"):
            days = official if row.official else compiled
            days.setdefault(row["jenis"], set()).add(row["tanggal"])
        return cls(
            {kind: sorted(days) for kind, days in official.items()},
            {kind: sorted(days) for kind, days in compiled.items()},
            all(table.whole for table in rows.tables("rapat") if table.official),
        )

    def held(self, kind: str, times: int | None, since: int, as_of: date) -> tuple[Held, ...]:
        """What is known of each year from ``since`` to that of ``as_of``, at most `MOST_YEARS`."""
        first = max(since, as_of.year - MOST_YEARS + 1)
        return tuple(self._held(kind, times, year, as_of) for year in range(first, as_of.year + 1))

    def _held(self, kind: str, times: int | None, year: int, as_of: date) -> Held:
        running = year == as_of.year
        if not self.whole:
            return Held(year, "uncounted", 0, times, running)
        years = [day[:4] for day in self.official.get(kind, ())]
        if years and years[0] <= f"{year:04}" <= years[-1]:
            return Held(year, "counted", years.count(f"{year:04}"), times, running)
        found = sum(day[:4] == f"{year:04}" for day in self.compiled.get(kind, ()))
        return Held(year, "found" if found else "unpublished", found, times, running)


def meetings(rows: Rows) -> tuple[Meeting, ...]:
    """Every meeting, newest first; of one day official ones first."""
    found = sorted(rows.of("rapat"), key=lambda row: row["tanggal"], reverse=True)
    return tuple(
        Meeting(
            row=row,
            day=row["tanggal"],
            kind=row["jenis"] if row["jenis"] in KINDS else KINDS[-1],
            office=row["opd_id"],
            minutes=row["risalah_url"],
        )
        for row in found
    )
