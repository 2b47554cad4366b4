"""What is known already, one fact a line: the beginning of the overview.

Each leads to the page that has it with its sources. What is not known has no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ...smartcity import Rows
from ...smartcity.budget import Sum, figures, spoken
from ...smartcity.dimensions import dimensions
from ...smartcity.figures import notes
from ...smartcity.promises import counts, statements
from ...smartcity.recommendations import recommendations, summaries
from ...smartcity.services import services
from ..view import View
from .figure_lines import heard
from .money import rupiah
from .promises import state_links


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: what it is about, its page from the root of a language, and what is known."""

    title: str
    target: str
    told: Markup


@dataclass(frozen=True, slots=True)
class Money:
    """Which budget the overview shows: a year and stage, or that tables stand apart."""

    year: str
    stage: str  # in words
    sum: Sum | None  # none: several sums that are not added
    left_out: int = 0  # official figures of that year and stage that are in no sum


def facts(view: View, rows: Rows, money: Money | None) -> list[Fact]:
    """All lines: money, recommendations, statements, figures that disagree, services.

    Of tables that are too long for a page nothing is counted.
    """
    parts = [_money(view, money), _spoken(view, rows)]
    if rows.whole("rekomendasi"):
        parts.append(_recommendations(view, rows))
    if rows.whole("pernyataan"):
        parts.append(_statements(view, rows))
    if rows.whole("catatan_angka"):
        parts.append(_counted(view, "figures", "catatan-angka/", len(notes(rows))))
    if rows.whole("aplikasi"):
        parts.append(_counted(view, "services", "layanan/", len(services(rows))))
    return [fact for part in parts for fact in part]


def _fact(view: View, key: str, target: str, told: Markup | str, **values: str) -> Fact:
    title = view.words(f"smartcity.overview.facts.{key}", **values)
    return Fact(title, target, Markup("{}").format(told))


def _money(view: View, money: Money | None) -> Iterator[Fact]:
    if money and money.sum:
        told = rupiah(view.words, money.sum.rupiah)
        if money.left_out:
            told += f"; {view.count('smartcity.budget.left_out', money.left_out)}"
        target = f"smart-city/anggaran/{money.year}/"
        yield _fact(view, "budget", target, told, stage=money.stage, year=money.year)


def _spoken(view: View, rows: Rows) -> Iterator[Fact]:
    """The first figure that was only spoken, in the words of its source, and how many more."""
    found = spoken(figures(rows))
    for one in heard(view, dimensions(rows), rows, found[:1], {}):
        told = [one.words, one.rise, one.day, one.office]
        more = view.count("smartcity.overview.facts.spoken_more", len(found) - 1)
        told += [more] if len(found) > 1 else []
        joined = Markup(", ").join(part for part in told if part)
        yield _fact(view, "spoken", "smart-city/anggaran/#lisan", joined)


def _recommendations(view: View, rows: Rows) -> Iterator[Fact]:
    """By their state; official ones and compiled ones apart."""
    for summary in summaries(recommendations(rows, view.portal.as_of)):
        states = ((view.words(f"recommendations.state.{s}"), n) for s, n in summary.states)
        key = f"recommendations_{'official' if summary.official else 'compiled'}"
        yield _fact(view, key, "smart-city/rekomendasi/", _states(view, states))


def _statements(view: View, rows: Rows) -> Iterator[Fact]:
    """By what was found, each state linked to the newest statement of it."""
    found = statements(rows)
    if not found:
        return
    linked = state_links(view, found)
    states = ((linked[state], n) for state, n in counts(found))
    yield _fact(view, "promises", "janji/", _states(view, states))


def _states(view: View, states: Iterable[tuple[Markup | str, int]]) -> Markup:
    """The states that were counted: "Selesai 1, Tidak diketahui 2"."""
    said = "smartcity.overview.facts.state"
    shown = (view.say(said, label=label, count=view.words.number(n)) for label, n in states)
    return Markup(", ").join(shown)


def _counted(view: View, key: str, target: str, count: int) -> Iterator[Fact]:
    if count:
        told = view.count(f"smartcity.overview.facts.{key}_count", count)
        yield _fact(view, key, target, told)
