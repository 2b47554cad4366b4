"""Recommendations, their follow-up, and the age of open ones.

Unknown is a state of its own: such a recommendation is not open, and has no age.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .evaluations import STAGES, stage_of
from .meetings import Held, Meetings
from .rows import Row, Rows

#: States that leave something to do.
OPEN = ("belum", "sebagian")
DONE = "selesai"
UNKNOWN = "tidak-diketahui"
STATES = (*OPEN, DONE, UNKNOWN)
#: Ages are told apart by the months that are full; the last has no end.
BANDS = (3, 6, 12)
_KEY = ("tahun_evaluasi", "tahap", "nomor")


@dataclass(frozen=True, slots=True)
class Age:
    """How long ago a day was."""

    days: int
    months: int  # full ones

    @property
    def band(self) -> int:
        """Its place among the parts that `BANDS` make: 0 is the youngest."""
        return sum(self.months >= limit for limit in BANDS)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was done about a recommendation."""

    row: Row
    day: str  # ISO date
    office: str  # id; empty: not known
    result: str  # sebagian, selesai; empty: not known
    evidence: str  # address; empty: none named


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One row: a recommendation as one table has it, and what the tables say of it."""

    row: Row
    year: int
    stage: str
    number: str
    state: str  # of `STATES`
    office: str  # id; empty: not known
    day: str  # ISO date on which it was given; empty: not known
    age: Age | None  # of an open one whose day is known
    follow_ups: tuple[FollowUp, ...]  # oldest first
    meeting: str  # the kind of meeting that it asks for; empty: none
    times: int | None  # how often a year, at least
    held: tuple[Held, ...]  # such meetings, year by year; empty: it asks for none

    @property
    def is_open(self) -> bool:
        """Whether its state is known and leaves something to do."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Summary:
    """The recommendations of official tables, or of compiled ones: never of both together."""

    official: bool
    total: int
    states: tuple[tuple[str, int], ...]  # those that occur, in the order of `STATES`
    ages: tuple[tuple[int | None, int], ...]  # open ones by `Age.band`; none: day not known
    offices: tuple[tuple[str, int], ...]  # open ones by office, most first; "": not known

    @property
    def unknown(self) -> int:
        """How many there are whose state no source tells: any of them may be open."""
        return dict(self.states).get(UNKNOWN, 0)


def recommendations(rows: Rows, as_of: date) -> tuple[Recommendation, ...]:
    """Every recommendation, newest year first, by stage and number; official ones first."""
    after = _follow_ups(rows)
    meetings = Meetings.of(rows)
    found = [_recommendation(row, after, meetings, as_of) for row in rows.of("rekomendasi")]
    return tuple(sorted(found, key=lambda r: (-r.year, STAGES.index(r.stage), not r.row.official)))


def summaries(found: Sequence[Recommendation]) -> tuple[Summary, ...]:
    """What the states, ages and offices are, of official and of compiled recommendations."""
    parts = ([r for r in found if r.row.official is official] for official in (True, False))
    return tuple(_summary(part) for part in parts if part)


def age(day: str, as_of: date) -> Age | None:
    """How long ago an ISO day was; none where it is not known, or later than ``as_of``."""
    try:
        then = date.fromisoformat(day)
    except ValueError:
        return None
    if then > as_of:
        return None
    months = (as_of.year - then.year) * 12 + as_of.month - then.month
    return Age((as_of - then).days, months - (as_of.day < then.day))


def _summary(found: Sequence[Recommendation]) -> Summary:
    states = Counter(r.state for r in found)
    left = [r for r in found if r.is_open]
    ages = Counter(r.age.band if r.age else None for r in left)
    offices = Counter(r.office for r in left)
    order = [*range(len(BANDS), -1, -1), None]
    return Summary(
        official=found[0].row.official,
        total=len(found),
        states=tuple((state, states[state]) for state in STATES if states[state]),
        ages=tuple((band, ages[band]) for band in order if ages[band]),
        offices=tuple(sorted(offices.items(), key=lambda o: (-o[1], not o[0], o[0]))),
    )


def _recommendation(
    row: Row, after: dict[tuple[str, ...], list[FollowUp]], meetings: Meetings, as_of: date
) -> Recommendation:
    state = row["status_tindak_lanjut"]
    state = state if state in STATES else UNKNOWN
    year = row.whole_number("tahun_evaluasi") or 0
    kind, times = row["rapat_jenis"], row.whole_number("target_kali_per_tahun")
    key = tuple(row[name] for name in _KEY)
    own = (row.dataset, row.table.resource.name)
    mine = [*after.get((*own, *key), ()), *after.get(("", "", *key), ())]
    return Recommendation(
        row=row,
        year=year,
        stage=stage_of(row),
        number=row["nomor"],
        state=state,
        office=row["opd_id"],
        day=row["tanggal"],
        age=age(row["tanggal"], as_of) if state in OPEN else None,
        follow_ups=tuple(sorted(mine, key=lambda f: f.day)),
        meeting=kind,
        times=times,
        held=meetings.held(kind, times, year, as_of) if kind else (),
    )


def _follow_ups(rows: Rows) -> dict[tuple[str, ...], list[FollowUp]]:
    """All that was done, by the table that its foreign key leads to, and the key."""
    found: dict[tuple[str, ...], list[FollowUp]] = {}
    for row in rows.of("tindak_lanjut"):
        key = (*refers_to(row), *(row[name] for name in _KEY))
        done = FollowUp(row, row["tanggal"], row["opd_id"], row["hasil"], row["bukti_url"])
        found.setdefault(key, []).append(done)
    return found


def refers_to(row: Row) -> tuple[str, str]:
    """The dataset and resource of the recommendation that a follow-up is about.

    Both are empty where its table names none: then only year, stage and number tell.
    """
    for key in row.table.resource.foreign_keys:
        if set(key.fields) == set(_KEY):
            return key.package or row.dataset, key.resource
    return "", ""
