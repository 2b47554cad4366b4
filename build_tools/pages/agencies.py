"""The list of agencies, and one page for each: figures, release calendar, datasets, contact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from ..freshness import LATE, UP_TO_DATE
from ..model import Agency, OutputFile, Published, Text
from ..smartcity import Rows
from ..smartcity.services import by_agency, services
from .card import Card
from .contacts import contact
from .counts import Count, Counts, counts, total
from .listing import Part, parts
from .view import View


@dataclass(frozen=True, slots=True)
class Row:
    """A dataset in the release calendar: for each month "" or what is known of it."""

    id: str
    title: Text
    months: tuple[str, ...]  # keys of `ui.calendar`


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
    promised = [state for state in states if state in {UP_TO_DATE, LATE}]
    return Figures(
        datasets=len(found),
        on_time=Count(promised.count(UP_TO_DATE), len(promised)),
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


def agencies(view: View, cards: Sequence[Card], rows: Rows) -> Iterator[OutputFile]:
    """The list of agencies, and the pages of each.

    Of the rows of tables with a profile it is counted which services each agency owns.
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
    for agency, _ in found:
        mine = sorted(named.get(agency.id, ()), key=lambda c: c.owner != agency.id)
        own = owned.get(agency.id, [])
        for part in parts(view, PurePosixPath("datasets", agency.id), mine):
            yield _page(part, agency, own, len(offered.get(agency.id, ())))


def _page(part: Part, agency: Agency, own: Sequence[Published], services: int) -> OutputFile:
    """One page of an agency; figures and facts stand on the first, each has its calendar.

    ``services`` is how many applications and services it owns.
    """
    view, first = part.view, part.number == 1
    name = agency.name.get(view.lang)
    official = [c for c in part.items if c.owner == agency.id]
    related = [c for c in part.items if c.owner != agency.id]
    shown = {c.id for c in official}
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
        official=official,
        related=related,
    )


def _months(view: View) -> list[str]:
    return [str(month)[:3] for month in view.words.section("ui.months")]


def _calendar(view: View, own: Sequence[Published]) -> Iterator[Row]:
    """The datasets that promise a date or were released this year, by title, month by month."""
    today = view.portal.as_of
    for published in sorted(own, key=lambda p: p.dataset.title.get(view.lang).casefold()):
        fresh = counts(view, published).fresh
        marks = [""] * 12
        for day in {published.created, published.updated}:
            if day[:4] == str(today.year):
                marks[int(day[5:7]) - 1] = "released"
        due = date.fromisoformat(fresh.due) if fresh.due else None
        if due and due.year == today.year and not marks[due.month - 1]:
            marks[due.month - 1] = "missed" if due < today else "planned"
        if due or any(marks):
            yield Row(published.id, published.dataset.title, tuple(marks))
