"""How a dataset stands on the day that the site is judged for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model import Dataset, Promise, Published, Site
from .days import NEVER, after, day_of
from .promises import standing

UP_TO_DATE, SOON, LATE, ENDED = "mutakhir", "segera", "terlambat", "berakhir"
ONCE, NOW_AND_THEN, UNKNOWN = "sekali", "sewaktu-waktu", "tidak-diketahui"
#: The states in the order in which they are told.
STATES = (UP_TO_DATE, SOON, LATE, ENDED, ONCE, NOW_AND_THEN, UNKNOWN)
#: Those of a dataset that promised a day which has not passed.
ON_TIME = frozenset({UP_TO_DATE, SOON})
#: So many days ahead a release is told to be due soon.
NOTICE = 14


@dataclass(frozen=True, slots=True)
class Freshness:
    """A state of `STATES`; the next release (ISO date, or empty); how many days it is late.

    ``basis``: the descriptor names that day, or it follows from the frequency.
    """

    state: str
    due: str = ""
    days_late: int = 0
    basis: Literal["", "tanggal", "frekuensi"] = ""


def in_site(site: Site, published: Published) -> Freshness:
    """How a dataset of the site stands on the site's day, with what its history tells."""
    past = site.pasts.get(published.id)
    if past is None:
        return freshness(published, site.portal.as_of)
    return freshness(published, site.portal.as_of, past.promises, past.released)


def freshness(
    published: Published, as_of: date, promises: Sequence[Promise] = (), released: str = ""
) -> Freshness:
    """How a dataset stands on that day; ``promises``: those on record, as far as known.

    ``released``: the day (ISO) of the newest release; empty: of the newest data. The open promise
    of the record tells the next day; where its data came early, the one after it. Without a
    record the day that the descriptor names counts until its data comes, else the frequency.
    """
    dataset, data = published.dataset, day_of(released or published.updated)
    ended = day_of(dataset.ended.date) if dataset.ended else None
    if ended and ended <= as_of:
        return Freshness(ENDED)
    named = day_of(dataset.next_release)
    if dataset.frequency in NEVER:
        if named and named >= as_of and not (ended and named > ended):
            return Freshness(dataset.frequency, named.isoformat(), 0, "tanggal")
        return Freshness(dataset.frequency)
    due, basis = _next(dataset, data, promises, as_of)
    if due is None:
        return Freshness(UNKNOWN)
    if ended and due > ended:
        return Freshness(UP_TO_DATE)
    left = (due - as_of).days
    state = LATE if left < 0 else SOON if left <= NOTICE else UP_TO_DATE
    return Freshness(state, due.isoformat(), max(0, -left), basis)


def _next(
    dataset: Dataset, data: date | None, promises: Sequence[Promise], as_of: date
) -> tuple[date | None, Literal["tanggal", "frekuensi"]]:
    """The day on which new data is due, and what it rests on."""
    open_one = standing(promises, as_of)
    if open_one and not open_one.came:
        return day_of(open_one.due), open_one.basis
    met = max((p.due for p in promises if p.state == "ditepati" or p is open_one), default="")
    over = day_of(met) or date.min
    named = day_of(dataset.next_release)
    if named and named > over and not (data and named <= data):
        return named, "tanggal"
    due = after(data, dataset.frequency)
    if due and due <= over:
        due = after(over, dataset.frequency)
    return due, "frekuensi"


def tally(states: Iterable[str]) -> Mapping[str, int]:
    """How many are in each state, every state of `STATES` in its order."""
    found = list(states)
    return {state: found.count(state) for state in STATES}
