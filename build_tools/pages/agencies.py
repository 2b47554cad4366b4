"""The list of agencies, and one page for each: figures, release calendar, datasets, contact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..areas import Areas, name_of, offices
from ..freshness import LATE, ON_TIME, Tally, is_owed, tallies
from ..model import Agency, OutputFile, Published, Text
from ..smartcity import Rows
from ..smartcity.services import by_agency, services
from .card import Card
from .contacts import contact
from .counts import Count, Counts, counts, total
from .listing import Part, parts
from .schedule import LOOKS, missed
from .view import View

#: So many missed dates are listed; the CSV of the calendar has all.
_MISSED = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A dataset in the release calendar: for each month what is known of it."""

    id: str
    title: Text
    months: tuple[tuple[str, ...], ...]  # keys of `ui.calendar`


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of several datasets together."""

    datasets: int
    on_time: Count  # of those that promise a date
    complete: Count
    passed: Count


def figures(found: Sequence[Counts]) -> Figures:
    """The counts of several datasets added up."""
    states = [c.fresh.state for c in found]
    promised = [state for state in states if state in ON_TIME or state == LATE]
    return Figures(
        datasets=len(found),
        on_time=Count(sum(state in ON_TIME for state in promised), len(promised)),
        complete=total([c.complete for c in found]),
        passed=total([c.passed for c in found]),
    )


def agency_counts(view: View, cards: Sequence[Card]) -> list[tuple[Agency, int]]:
    """The agencies of the register by name, each with how many datasets name it."""
    named: dict[str, int] = {}
    for card in cards:
        for id in card.agencies:
            named[id] = named.get(id, 0) + 1
    agencies = sorted(view.portal.agencies, key=lambda a: a.name.get(view.lang).casefold())
    return [(a, named.get(a.id, 0)) for a in agencies]


def agencies(
    view: View, cards: Sequence[Card], rows: Rows, areas: Areas | None = None
) -> Iterator[OutputFile]:
    """The list of agencies, and the pages of each.

    Of the rows of tables with a profile it is counted which services each agency owns. The office
    of a region (``areas``) links to that region's page.
    """
    words = view.words
    here = replace(view, path=PurePosixPath("perangkat-daerah"))
    title, description = words("ui.agencies.title"), words("ui.agencies.description")
    found = agency_counts(view, cards)
    yield here.page("agencies", title, description, "perangkat-daerah", agencies=found)
    owned: dict[str, list[Published]] = {}
    for published in view.site.published:
        owned.setdefault(published.dataset.source.owner, []).append(published)
    named: dict[str, list[Card]] = {}
    for card in cards:
        for id in dict.fromkeys((card.owner, *card.agencies)):
            named.setdefault(id, []).append(card)
    offered = by_agency(services(rows))
    record = tallies(view.site)
    regions = _regions(view, areas) if areas else {}
    for agency, _ in found:
        mine = sorted(named.get(agency.id, ()), key=lambda c: c.owner != agency.id)
        own = owned.get(agency.id, [])
        for part in parts(view, PurePosixPath("datasets", agency.id), mine):
            counted = record.get(agency.id)
            region = regions.get(agency.id)
            yield _page(part, agency, own, len(offered.get(agency.id, ())), counted, region)


def _regions(view: View, areas: Areas) -> dict[str, tuple[str, str]]:
    """Of offices of regions that have a page: what the region is called, and its code."""
    known = areas.regions
    found = offices(view.portal.agencies, known.by_code)
    return {
        agency.id: (name_of(view.words, view.site, known, known.by_code[code]), code)
        for code, agency in found.items()
        if code in areas.found
    }


def _page(
    part: Part,
    agency: Agency,
    own: Sequence[Published],
    services: int,
    record: Tally | None,
    region: tuple[str, str] | None,
) -> OutputFile:
    """One page of an agency; figures and facts stand on the first, each has its calendar.

    ``services`` is how many applications and services it owns; ``record`` what it promised;
    ``region`` the name and code of the region whose office it is.
    """
    view, first = part.view, part.number == 1
    name = agency.name.get(view.lang)
    official = [c for c in part.items if c.owner == agency.id]
    related = [c for c in part.items if c.owner != agency.id]
    shown = {c.id for c in official}
    counted = record if first and record and record.due else None
    late = missed(view, agency.id) if counted else []
    return view.page(
        "agency",
        part.title(name),
        view.words("ui.agency.description", name=name),
        "perangkat-daerah",
        kind="agency",
        agency=agency,
        first=first,
        part=part,
        figures=figures([counts(view, p) for p in own]) if first else None,
        months=_months(view),
        calendar=list(_calendar(view, [p for p in own if p.id in shown])),
        note=Text(agency.note),
        contact=contact(view, agency.contact),
        services=services,
        region=region if first else None,
        record=counted,
        missed=late[:_MISSED],
        more_missed=len(late[_MISSED:]),
        looks=LOOKS,
        scheduled=first and bool(own),
        official=official,
        related=related,
    )


def _months(view: View) -> list[str]:
    return [str(month)[:3] for month in view.words.section("ui.months")]


def _calendar(view: View, own: Sequence[Published]) -> Iterator[Row]:
    """The datasets that promise a date or were released this year, by title, month by month.

    A month may hold more than one mark: data that came, a date that was missed. While the data of
    a missed date is owed, the months after it up to now say so: it is one date, not many.
    """
    today = view.portal.as_of.isoformat()
    for published in sorted(own, key=lambda p: p.dataset.title.get(view.lang).casefold()):
        past, fresh = view.site.pasts.get(published.id), counts(view, published).fresh
        known = past.promises if past else ()
        came = {s.date for s in past.stated if s.data} if past else set()
        came |= {published.created, published.updated, *(p.came for p in known)}
        lapsed = {p.due for p in known if p.state == "terlewati"}
        owed = [p.due for p in known if p.state == "terlewati" and is_owed(p, view.portal.as_of)]
        if fresh.days_late:
            owed.append(fresh.due)
            lapsed.add(fresh.due)
        planned = {fresh.due} if fresh.due >= today else set()
        none = set[str]()
        shown = (("released", came), ("missed", lapsed), ("owed", none), ("planned", planned))
        months = [f"{today[:4]}-{month:02}" for month in range(1, 13)]
        marks = tuple(
            tuple(
                key
                for key, days in shown
                if any(day.startswith(month) for day in days)
                or (key == "owed" and any(day[:7] < month <= today[:7] for day in owed))
            )
            for month in months
        )
        if fresh.due or any(marks):
            yield Row(published.id, published.dataset.title, marks)
