"""`smart-city/`: the dimensions side by side, and what every other page has; the home band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ... import profiles
from ...model import OutputFile
from ...smartcity import Rows
from ...smartcity.budget import Sum, figures, newest_official, years
from ...smartcity.dimensions import Tally, count, dimensions, tally, together
from ...smartcity.indicators import Indicator, indicators, progress
from ..view import View
from . import names
from .base import PAGES, supply
from .money import rupiah

BASE = PurePosixPath("smart-city")

#: The other pages: key of the name, and the profiles whose rows they count.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("programmes", ("program", "quick_win")),
    ("indicators", ("indikator",)),
    ("budget", ("anggaran",)),
    ("evaluations", ("evaluasi",)),
    ("recommendations", ("rekomendasi",)),
    ("awards", ("penghargaan",)),
    ("evidence", ()),
    ("services", ("aplikasi",)),
    ("promises", ("pernyataan",)),
    ("figures", ("catatan_angka",)),
)
#: What the home page leads to, and the profiles whose rows it counts.
BAND = (
    ("overview", ("program", "quick_win")),
    ("services", ("aplikasi",)),
    ("promises", ("pernyataan",)),
    ("figures", ("catatan_angka",)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension in the overview; what is empty is not known."""

    name: Markup
    programmes: Tally
    quick_wins: Tally
    reached: str  # of official indicators
    reached_compiled: str
    money: str


@dataclass(frozen=True, slots=True)
class Section:
    """Another page and how much it has."""

    key: str
    target: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Money:
    """Which budget the overview shows: a year and stage, or that tables stand apart."""

    year: str
    stage: str  # in words
    sum: Sum | None  # none: several sums that are not added


def overview(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The page in the language of the view."""
    here = replace(view, path=BASE)
    words = here.words
    known = dimensions(rows)
    measured = indicators(rows)
    money = _money(here, rows)
    targets = dict(PAGES)
    yield here.page(
        "smart_overview",
        words("smartcity.overview.title"),
        words("smartcity.overview.lede"),
        "smart-city",
        nav=PAGES,
        dimensions=[
            Line(
                name=names.dimension(here, known, id),
                programmes=tally(rows, "program", id),
                quick_wins=tally(rows, "quick_win", id),
                reached=_reached(here, measured, id, official=True),
                reached_compiled=_reached(here, measured, id, official=False),
                money=_amount(here, money, id),
            )
            for id in known
        ],
        money=money,
        total=rupiah(words, money.sum.rupiah) if money and money.sum else "",
        rest=_amount(here, money, ""),
        sections=[
            Section(
                key, targets[key], together(tally(rows, p) for p in of) if of else evidence(rows)
            )
            for key, of in SECTIONS
        ],
        supply=supply(here, rows, "dimensi"),
        begin=[name for _, of in SECTIONS for name in of if not rows.tables(name)],
    )


def evidence(rows: Rows) -> Tally:
    """How many rows name a document of evidence."""
    found = [
        count(rows, name, (r for r in rows.of(name) if any(r[c] for c in profile.evidence)))
        for name, profile in profiles.all_profiles().items()
        if profile.evidence
    ]
    return together(found)


def band(view: View, rows: Rows) -> list[tuple[str, str, int]]:
    """What the home page says of the portal: key, address, how many rows there are."""
    targets = dict(PAGES)
    return [(key, targets[key], sum(len(rows.of(p)) for p in counted)) for key, counted in BAND]


def _money(view: View, rows: Rows) -> Money | None:
    """The last budget of the newest year with official sums."""
    year = newest_official(years(figures(rows)))
    if year is None:
        return None
    if len(year.ledgers) > 1:
        return Money(year.year, "", None)
    plan = year.ledgers[0].plan
    if plan is None:
        return None
    return Money(year.year, view.words(f"smartcity.stages.{plan.stage}"), plan)


def _amount(view: View, money: Money | None, id: str) -> str:
    if money is None or money.sum is None:
        return ""
    amount = money.sum.by_dimension.get(id)
    return "" if amount is None else rupiah(view.words, amount)


def _reached(view: View, found: Sequence[Indicator], id: str, official: bool) -> str:
    """Of how many indicators the target was reached; empty where nothing is known."""
    state = progress((i for i in found if i.dimension == id), official)
    if not state.known:
        return ""
    return view.words(
        "smartcity.overview.reached_of",
        reached=view.words.number(state.reached),
        known=view.words.number(state.known),
    )
