"""`jadwal/`: when data is released next, what is overdue, and what became of earlier dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import PurePosixPath

from markupsafe import Markup

from ..csvfile import table
from ..freshness import LATE, Release, coming
from ..model import Delay, OutputFile, Past, Promise, Published, Text
from .card import GROUPS
from .listing import PER_PAGE_SHORT, parts
from .safe import visible
from .view import View

BASE = PurePosixPath("jadwal")
CSV = BASE / "jadwal.csv"
#: Of what is overdue so many are listed; of the record of one dataset so many. The CSV has all.
OVERDUE, RECORD = 30, 50
#: What is counted of the record: this many days back.
YEAR = 365
#: How a state looks: its icon and the class of its mark.
LOOKS = {
    "ditepati": ("check-circle", "ok"),
    "terlewati": ("close-circle", "warn"),
    "menunggu": ("clock-alert", "none"),
    "diundur": ("information", "none"),
    "gugur": ("information", "none"),
}
_COLUMNS = (
    *("jadwal", "dataset", "judul", "perangkat_daerah", "dasar", "keadaan", "dinyatakan"),
    *("data_datang", "hari_terlambat", "diundur_ke", "alasan", "alasan_ditulis"),
)


@dataclass(frozen=True, slots=True)
class Next:
    """A coming release as the page shows it."""

    id: str
    title: Text
    office: Markup
    due: str  # ISO date
    basis: str
    days: int = 0  # how many it is overdue
    delay: Delay | None = None  # what the office says of that


@dataclass(frozen=True, slots=True)
class Tally:
    """How many dates an OPD kept and missed, and how many it put off in time."""

    office: Markup
    kept: int
    missed: int
    moved: int


@dataclass(frozen=True, slots=True)
class Told:
    """One promise in words."""

    due: str
    basis: str
    state: str
    said: str
    reason: Text
    answered: str  # in words; empty: not known
    id: str = ""  # of its dataset, where several stand together
    title: Text = Text()


@dataclass(frozen=True, slots=True)
class Record:
    """The dates of one dataset: counts, and the newest of them in words."""

    kept: int
    missed: int
    rows: tuple[Told, ...]
    more: int


def schedule(view: View) -> Iterator[OutputFile]:
    """The release calendar of the portal in pages; the first has what is overdue and the record."""
    words = view.words
    everything = coming(view.site)
    late = [_next(view, r) for r in everything if r.fresh.state == LATE]
    late.sort(key=lambda n: (n.title.get(view.lang).casefold(), n.id))
    ahead = [r for r in everything if r.fresh.state != LATE]
    for part in parts(view, BASE, ahead, PER_PAGE_SHORT):
        here, first = part.view, part.number == 1
        title = words("schedule.title")
        if not first:
            title = words("schedule.title_page", number=part.number)
        yield here.page(
            "schedule",
            title,
            words("schedule.description"),
            "mutu",
            kind="list",
            part=part,
            first=first,
            looks=LOOKS,
            months=[
                (words.date(month), [_next(here, r) for r in releases])
                for month, releases in groupby(part.items, key=lambda r: r.due[:7])
            ],
            any=bool(everything),
            overdue=late[:OVERDUE] if first else [],
            more=len(late[OVERDUE:]),
            tallies=_tallies(view) if first else [],
            since=words.date(_since(view).isoformat()),
        )


def schedule_csv(view: View) -> OutputFile:
    """Every date of every dataset that is shown, also those to come, once for all languages."""
    return OutputFile(CSV, table(_COLUMNS, _lines(view)))


def promises(view: View, past: Past | None) -> Record:
    """The record of one dataset for `_promises.html.j2`; empty where its history is not known."""
    found = past.promises if past else ()
    return Record(
        kept=sum(p.state == "ditepati" for p in found),
        missed=sum(p.state == "terlewati" for p in found),
        rows=tuple(told(view, p) for p in found[:RECORD]),
        more=len(found[RECORD:]),
    )


def told(view: View, promise: Promise, id: str = "", title: Text = Text()) -> Told:
    """A promise in words."""
    words = view.words
    return Told(
        due=words.date(promise.due),
        basis=words(f"schedule.basis_short.{promise.basis}"),
        state=promise.state,
        said=_said(view, promise),
        reason=promise.reason,
        answered=words.date(promise.answered) if promise.answered else "",
        id=id,
        title=title,
    )


def missed(view: View, own: Sequence[Published]) -> list[Told]:
    """The dates that these datasets missed in the last twelve months: by title, newest first."""
    return [
        told(view, promise, published.id, published.dataset.title)
        for published in sorted(
            own, key=lambda p: (p.dataset.title.get(view.lang).casefold(), p.id)
        )
        for promise in recent(view, published)
        if promise.state == "terlewati"
    ]


def recent(view: View, published: Published) -> Iterator[Promise]:
    """The promises of a dataset that fell due in the last twelve months, newest first."""
    past = view.site.pasts.get(published.id)
    first, last = _since(view).isoformat(), view.portal.as_of.isoformat()
    return (p for p in (past.promises if past else ()) if first < p.due <= last)


def _since(view: View) -> date:
    return view.portal.as_of - timedelta(days=min(YEAR, view.portal.as_of.toordinal() - 1))


def _said(view: View, promise: Promise) -> str:
    if promise.state == "ditepati":
        early = (date.fromisoformat(promise.due) - date.fromisoformat(promise.came)).days
        key, count, day = "early" if early else "kept", early, promise.came
    elif promise.state == "terlewati":
        owed = _owed(view, promise)
        key = "late" if promise.came else "missing" if owed else "missed"
        count, day = promise.days, promise.came
    elif promise.state == "diundur":
        key, count, day = "moved", 0, promise.moved_to
    else:
        key, count, day = promise.state, 0, ""
    return view.count(f"schedule.told.{key}", count, date=view.words.date(day))


def _owed(view: View, promise: Promise) -> bool:
    """Whether the data of a missed date is still owed: the days since then run on."""
    return promise.days == (view.portal.as_of - date.fromisoformat(promise.due)).days


def _next(view: View, release: Release) -> Next:
    dataset, fresh = release.published.dataset, release.fresh
    return Next(
        id=dataset.id,
        title=dataset.title,
        office=_office(view, release.published),
        due=release.due,
        basis=fresh.basis,
        days=fresh.days_late,
        delay=next((d for d in dataset.delays if d.due == release.due), None),
    )


def _office(view: View, published: Published) -> Markup:
    """Who is to publish: the OPD of an official dataset, the project for all it gathered."""
    dataset = published.dataset
    if dataset.origin == "himpunan" or not dataset.agencies:
        return Markup("{}").format(visible(view.portal.publisher.get(view.lang)))
    return view.agency_link(dataset.agencies[0])


def _tallies(view: View) -> list[Tally]:
    """What each OPD kept and missed in the last twelve months, A to Z: official releases only."""
    states: dict[str, list[str]] = {}
    for published in view.site.published:
        owner = published.dataset.source.owner
        if published.dataset.origin == "resmi" and owner not in GROUPS:
            states.setdefault(owner, []).extend(p.state for p in recent(view, published))
    here = replace(view, path=BASE)
    order = sorted(states, key=lambda id: view.agency_text(id).get(view.lang).casefold())
    counted = ("ditepati", "terlewati", "diundur")
    return [
        Tally(here.agency_link(id), *(states[id].count(state) for state in counted))
        for id in order
        if not set(counted).isdisjoint(states[id])
    ]


def _lines(view: View) -> Iterator[tuple[str | int, ...]]:
    releases = {r.id: r for r in coming(view.site)}
    for published in sorted(view.site.published, key=lambda p: p.id):
        dataset, past = published.dataset, view.site.pasts.get(published.id)
        office = view.portal.publisher.main
        if dataset.origin == "resmi" and dataset.agencies:
            office = view.agency_text(dataset.agencies[0]).main
        known = (published.id, dataset.title.main, office)
        found = past.promises if past else ()
        release = releases.get(published.id)
        if release and release.due not in {p.due for p in found}:
            state = "terlewati" if release.fresh.days_late else "menunggu"
            delay = next((d for d in dataset.delays if d.due == release.due), None)
            days = release.fresh.days_late or ""
            said = (delay.reason.main, delay.date) if delay else ("", "")
            yield (release.due, *known, release.fresh.basis, state, "", "", days, "", *said)
        for p in found:
            parts = (p.basis, p.state, p.made, p.came, p.days or "", p.moved_to)
            yield (p.due, *known, *parts, p.reason.main, p.answered)
