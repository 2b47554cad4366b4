"""`jadwal/`: when data is released next, what is overdue, and what became of earlier dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import PurePosixPath

from markupsafe import Markup

from ..freshness import LATE, Release, coming, in_site, is_owed, owned, tallied, tallies
from ..freshness import Record as History
from ..model import Delay, OutputFile, Past, Promise, Published, Text
from .listing import PER_PAGE_SHORT, parts
from .safe import visible
from .view import View

BASE = PurePosixPath("jadwal")
#: Of what is overdue so many are listed; of the record of one dataset so many. The CSV has all.
OVERDUE, RECORD = 30, 50
#: Missed days are named on the page of their office for so many days; they are counted for ever.
YEAR = 365
#: How a state looks: its icon and the class of its mark.
LOOKS = {
    "ditepati": ("check-circle", "ok"),
    "terlewati": ("close-circle", "warn"),
    "menunggu": ("clock-alert", "none"),
    "diundur": ("information", "none"),
    "gugur": ("information", "none"),
}


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
    shown: str = "terbit"  # whether that dataset is there to see: `freshness.record.Shown`
    until: str = ""  # the office's new day, in words; empty: none


@dataclass(frozen=True, slots=True)
class Record:
    """The dates of one dataset: counts, and the newest of them in words."""

    kept: int
    missed: int
    rows: tuple[Told, ...]
    more: int
    moved_to: str = ""  # id of the dataset that has the record now


def schedule(view: View) -> Iterator[OutputFile]:
    """The release calendar of the portal in pages; the first has what is overdue and the record."""
    view, words = replace(view, path=BASE), view.words
    everything = coming(view.site)
    late = [_next(view, r) for r in everything if r.overdue]
    late.sort(key=lambda n: (n.title.get(view.lang).casefold(), n.id))
    ahead = [r for r in everything if not r.overdue]
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
            tallies=_tallies(here) if first else [],
        )


def promises(view: View, past: Past | None) -> Record:
    """The record of one dataset for `_promises.html.j2`; empty where its history is not known.

    The record of one that moved stands at its new address alone.
    """
    if past and past.moved_to:
        return Record(0, 0, (), 0, past.moved_to)
    found = past.promises if past else ()
    count = tallied(found, view.portal.as_of)
    own = next((p for p in view.site.published if past and p.id == past.id), None)
    rows = tuple(told(view, p, published=own) for p in found[:RECORD])
    return Record(count.kept, count.missed, rows, len(found[RECORD:]))


def told(
    view: View,
    promise: Promise,
    history: History | None = None,
    published: Published | None = None,
) -> Told:
    """A promise in words; ``history``: that of its dataset, where several stand together.

    ``published``: its dataset, which has the office's new day.
    """
    words = view.words
    published = history.published if history else published
    delay = delay_of(published, promise.due)
    return Told(
        due=words.date(promise.due),
        basis=words(f"schedule.basis_short.{promise.basis}"),
        state=promise.state,
        said=_said(view, promise),
        reason=promise.reason,
        answered=words.date(promise.answered) if promise.answered else "",
        id=history.id if history else "",
        title=history.title if history else Text(),
        shown=history.shown if history else "terbit",
        until=words.date(delay.until) if delay and delay.until and not promise.came else "",
    )


def missed(view: View, office: str) -> list[Told]:
    """The days that an office missed in the last twelve months: by title, newest first."""
    first, last = _since(view).isoformat(), view.portal.as_of.isoformat()
    found = [
        (history, promise)
        for history, promise in owned(view.site).get(office, ())
        if promise.state == "terlewati" and first < promise.due <= last
    ]
    found.sort(key=lambda pair: (pair[0].title.get(view.lang).casefold(), pair[0].id))
    return [told(view, promise, history) for history, promise in found]


def next_day(view: View, published: Published) -> str:
    """When new data is due, in words; with what the office says where that day has passed."""
    words, fresh = view.words, in_site(view.site, published)
    if fresh.state != LATE:
        return words.date(fresh.due)
    delay = delay_of(published, fresh.due)
    if delay and delay.until:
        return words(
            "schedule.next.until", date=words.date(fresh.due), until=words.date(delay.until)
        )
    return words("schedule.next.late", date=words.date(fresh.due))


def delay_of(published: Published | None, due: str) -> Delay | None:
    """The office's words on the missed day ``due`` (ISO), if it gave any."""
    delays = published.dataset.delays if published else ()
    return next((d for d in delays if d.due == due), None)


def _since(view: View) -> date:
    return view.portal.as_of - timedelta(days=min(YEAR, view.portal.as_of.toordinal() - 1))


def _said(view: View, promise: Promise) -> str:
    if promise.state == "ditepati":
        early = (date.fromisoformat(promise.due) - date.fromisoformat(promise.came)).days
        key, count, day = "early" if early else "kept", early, promise.came
    elif promise.state == "terlewati":
        owed = is_owed(promise, view.portal.as_of)
        key = "late" if promise.came else "missing" if owed else "missed"
        count, day = promise.days, promise.came
    elif promise.state == "diundur":
        key, count, day = "moved", 0, promise.moved_to
    else:
        key, count, day = promise.state, 0, promise.came
        if promise.state == "menunggu" and promise.came:
            key = "there"
    return view.count(f"schedule.told.{key}", count, date=view.words.date(day))


def _next(view: View, release: Release) -> Next:
    dataset, fresh = release.published.dataset, release.fresh
    return Next(
        id=dataset.id,
        title=dataset.title,
        office=_office(view, release.published),
        due=release.due,
        basis="baru" if release.announced else fresh.basis,
        days=fresh.days_late,
        delay=release.delay,
    )


def _office(view: View, published: Published) -> Markup:
    """Who is to publish: the OPD of an official dataset, the project for all it gathered."""
    dataset = published.dataset
    if dataset.origin == "himpunan" or not dataset.agencies:
        return Markup("{}").format(visible(view.portal.publisher.get(view.lang)))
    return view.agency_link(dataset.agencies[0])


def _tallies(view: View) -> list[Tally]:
    """What each OPD kept and missed, A to Z: official releases only."""
    found = tallies(view.site)
    order = sorted(found, key=lambda id: view.agency_text(id).get(view.lang).casefold())
    return [
        Tally(view.agency_link(id), found[id].kept, found[id].missed, found[id].moved)
        for id in order
        if found[id].due or found[id].moved
    ]
