"""The page of recommendations: their state, age and office, what was done, the meetings held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile, Text
from ...smartcity import Rows
from ...smartcity.evaluations import STAGES, about_notes
from ...smartcity.meetings import Held, Meeting, meetings
from ...smartcity.promises import Statement
from ...smartcity.recommendations import BANDS, FollowUp, Recommendation, Summary, recommendations
from ...smartcity.recommendations import summaries as summed
from ..listing import parts
from ..view import View
from .base import PAGES, Origin, origin, supply
from .evaluations import stage_title
from .names import agency, shortened
from .statements import Said, evaluation_of, places, said

_PATH = PurePosixPath("smart-city", "rekomendasi")
#: Meetings that the page lists; the rest stand in their dataset. The same for what was done
#: about one recommendation, and for offices.
MOST_MEETINGS = 30
MOST_FOLLOW_UPS = 10
MOST_OFFICES = 50


@dataclass(frozen=True, slots=True)
class Done:
    """What was done about a recommendation."""

    follow_up: FollowUp
    text: Markup
    office: Markup  # empty: not known
    evidence: Markup  # empty: none named
    origin: Origin


@dataclass(frozen=True, slots=True)
class Shown:
    """A recommendation ready to be shown."""

    recommendation: Recommendation
    title: Markup
    stage: str
    office: Markup  # empty: not known
    age: str  # empty: none is told
    done: tuple[Done, ...]
    more: int  # follow-ups that are not listed
    kind: Text  # of the meeting that it asks for
    held: tuple[str, ...]  # one sentence a year, or one for all
    note: Markup
    origin: Origin


@dataclass(frozen=True, slots=True)
class Told:
    """Counts of official recommendations, or of compiled ones, in words."""

    summary: Summary
    ages: tuple[tuple[str, int], ...]
    offices: tuple[tuple[Markup, int], ...]


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting ready to be shown."""

    day: str
    kind: Text
    name: Markup
    office: Markup
    minutes: Markup
    origin: Origin


def recommendation_pages(view: View, rows: Rows) -> Iterator[OutputFile]:
    """`smart-city/rekomendasi/`, 20 recommendations a page; all else stands on the first."""
    words = view.words
    found = recommendations(rows, view.portal.as_of)
    held = meetings(rows)
    title, where = words("recommendations.title"), places(rows)
    for part in parts(view, _PATH, found):
        here = part.view
        yield here.page(
            "smart_recommendations",
            part.title(title),
            words("recommendations.description"),
            "smart-city",
            heading=title,
            pages=PAGES,
            part=part,
            first=part.number == 1,
            shown=[_shown(here, r) for r in part.items],
            told=[_told(here, s) for s in summed(found)],
            met=[_met(here, m) for m in held[:MOST_MEETINGS]],
            more_met=len(held[MOST_MEETINGS:]),
            statements=_by_evaluation(here, about_notes(rows), where),
            stock={p: supply(here, rows, p) for p in ("rekomendasi", "tindak_lanjut", "rapat")},
        )


def _shown(view: View, given: Recommendation) -> Shown:
    row = given.row
    done = tuple(_done(view, f) for f in given.follow_ups[:MOST_FOLLOW_UPS])
    return Shown(
        recommendation=given,
        title=shortened(view, row.text("rekomendasi")),
        stage=stage_title(view.words, given.year, given.stage),
        office=agency(view, given.office),
        age=_age(view, given),
        done=done,
        more=len(given.follow_ups) - len(done),
        kind=row.label("rapat_jenis") if given.meeting else Text(),
        held=_held(view, given.held),
        note=shortened(view, Text(row["catatan"])),
        origin=origin(view, row),
    )


def _by_evaluation(
    view: View, found: Sequence[Statement], where: Mapping[str, str]
) -> list[tuple[str, list[Said]]]:
    """The statements under the name of the evaluation that each speaks of, newest first.

    It need not be one whose recommendations the page lists.
    """
    groups: dict[tuple[int, str], list[Said]] = {}
    for statement in found:
        groups.setdefault(evaluation_of(statement), []).append(said(view, statement, where))
    ordered = sorted(groups, key=lambda of: (-of[0], STAGES.index(of[1])))
    return [(stage_title(view.words, *of), groups[of]) for of in ordered]


def evidence(view: View, address: str, key: str) -> Markup:
    """A link to a public document, named by a word and its host; empty where none is known."""
    return view.say(key, host=view.host_link(address)) if address else Markup("")


def _age(view: View, given: Recommendation) -> str:
    """How old an open one is; that its day is not known; nothing of others."""
    if not given.is_open:
        return ""
    if given.age is None:
        return view.words("recommendations.age.unknown")
    days = view.count("recommendations.age.days", given.age.days)
    if not given.age.months:
        return days
    return view.count("recommendations.age.months", given.age.months, days=days)


def _done(view: View, given: FollowUp) -> Done:
    return Done(
        follow_up=given,
        text=shortened(view, given.row.text("uraian")),
        office=agency(view, given.office),
        evidence=evidence(view, given.evidence, "recommendations.evidence"),
        origin=origin(view, given.row),
    )


def _told(view: View, summary: Summary) -> Told:
    ages = tuple((_band(view, band), count) for band, count in summary.ages)
    unknown = Markup("{}").format(view.words("portal.unknown"))
    offices = ((agency(view, id) or unknown, n) for id, n in summary.offices[:MOST_OFFICES])
    return Told(summary, ages, tuple(offices))


def _band(view: View, band: int | None) -> str:
    """The name of an age: "kurang dari 3 bulan", "3 sampai kurang dari 6 bulan", …"""
    if band is None:
        return view.words("recommendations.band.unknown")
    low = BANDS[band - 1] if band else 0
    if band == len(BANDS):
        return view.words("recommendations.band.last", low=low)
    return view.words(
        "recommendations.band.between" if low else "recommendations.band.first",
        low=low,
        high=BANDS[band],
    )


def _held(view: View, held: Sequence[Held]) -> tuple[str, ...]:
    """What may be said of the meetings of each year; one sentence where nothing is known."""
    words = view.words
    if all(h.said == "unpublished" for h in held):
        return (words("recommendations.held.nothing"),) if held else ()
    return tuple(
        words("recommendations.held.year", year=_year(view, h), told=_count(view, h)) for h in held
    )


def _year(view: View, held: Held) -> str:
    if not held.running:
        return f"{held.year:04}"
    date = view.words.date(view.portal.as_of.isoformat())
    return view.words("recommendations.held.running", year=held.year, date=date)


def _count(view: View, held: Held) -> str:
    """Only an official table says of how many; the rest says what is known."""
    if held.said != "counted":
        return view.count(f"recommendations.held.{held.said}", held.count)
    if held.times is None:
        return view.count("recommendations.held.no_target", held.count)
    of = view.words.number(held.times)
    return view.words("recommendations.held.counted", count=view.words.number(held.count), of=of)


def _met(view: View, given: Meeting) -> Met:
    return Met(
        day=given.day,
        kind=given.row.label("jenis"),
        name=shortened(view, Text(given.row["nama"])),
        office=agency(view, given.office),
        minutes=evidence(view, given.minutes, "recommendations.minutes"),
        origin=origin(view, given.row),
    )
