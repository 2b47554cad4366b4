"""`smart-city/`: the dimensions side by side, and what every other page has; the home band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ... import profiles
from ...model import OutputFile
from ...smartcity import ProfileTable, Rows
from ...smartcity.budget import budgets_whole, figures, newest_official, years
from ...smartcity.dimensions import Tally, count, dimensions, tally, together
from ...smartcity.indicators import Indicator, indicators, progress
from ...smartcity.services import services
from ..held import Held, held
from ..view import View
from . import names
from .base import PAGES, supply
from .facts import Money, facts
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
#: Profiles whose rows the table of dimensions counts.
_COUNTED = ("program", "quick_win", "indikator", "capaian")
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

    @property
    def unknown(self) -> bool:
        """Whether nothing at all is known of it, nor in a table that is too long for a page."""
        known = self.reached or self.reached_compiled or self.money
        return not known and self.programmes.unknown and self.quick_wins.unknown


@dataclass(frozen=True, slots=True)
class Section:
    """Another page and how much it has."""

    key: str
    target: str
    tally: Tally
    held: tuple[Held, ...]


def overview(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The page in the language of the view."""
    here = replace(view, path=BASE)
    words = here.words
    known = dimensions(rows)
    measured = indicators(rows)
    money, tables = _money(here, rows)
    lines = [_line(here, rows, known, id, measured, money) for id in known]
    targets = dict(PAGES)
    stock = supply(here, rows, "dimensi")
    yield here.page(
        "smart_overview",
        words("smartcity.overview.title"),
        words("smartcity.overview.lede"),
        "smart-city",
        nav=PAGES,
        facts=facts(here, rows, money),
        dimensions=lines,
        unknown=money is None and all(line.unknown for line in lines),
        uncounted=not budgets_whole(rows),
        money=money,
        total=rupiah(words, money.sum.rupiah) if money and money.sum else "",
        rest=_amount(here, money, ""),
        sections=[
            Section(
                key,
                targets[key],
                together(tally(rows, p) for p in of) if of else evidence(rows),
                held(here, *of),
            )
            for key, of in SECTIONS
        ],
        supply=stock,
        credits=[*(t for name in _COUNTED for t in rows.tables(name)), *tables],
        begin=[
            name
            for _, of in SECTIONS
            for name in of
            if not rows.tables(name) and not held(here, name)
        ],
    )


def _line(
    view: View,
    rows: Rows,
    known: names.Known,
    id: str,
    measured: Sequence[Indicator],
    money: Money | None,
) -> Line:
    uncounted = view.words("portal.not_counted")
    whole = rows.whole("indikator", "capaian")
    return Line(
        name=names.dimension(view, known, id),
        programmes=tally(rows, "program", id),
        quick_wins=tally(rows, "quick_win", id),
        reached=_reached(view, measured, id, official=True) if whole else uncounted,
        reached_compiled=_reached(view, measured, id, official=False) if whole else "",
        money=_amount(view, money, id) if budgets_whole(rows) else uncounted,
    )


def evidence(rows: Rows) -> Tally:
    """How many rows name a document of evidence."""
    found = [
        count(rows, name, (r for r in rows.of(name) if any(r[c] for c in profile.evidence)))
        for name, profile in profiles.all_profiles().items()
        if profile.evidence
    ]
    return together(found)


def band(view: View, rows: Rows) -> list[tuple[str, str, str]]:
    """What the home page says of the portal: key, address, how many there are in words.

    Services are as many as their directory has entries, from whatever rows; of all else
    official rows and compiled ones are counted apart. Empty: none is on record.
    """
    targets = dict(PAGES)
    return [(key, targets[key], _how_many(view, rows, counted)) for key, counted in BAND]


def _how_many(view: View, rows: Rows, counted: Sequence[str]) -> str:
    words = view.words
    if not rows.whole(*counted):
        return words("portal.not_counted")
    if counted == ("aplikasi",):
        entries = len(services(rows))
        return words.number(entries) if entries else ""
    found = together(tally(rows, p) for p in counted)
    told = [words.number(found.official)] if found.official is not None else []
    if found.compiled:
        told.append(words("smartcity.compiled_count", count=words.number(found.compiled)))
    return "; ".join(told)


def _money(view: View, rows: Rows) -> tuple[Money | None, tuple[ProfileTable, ...]]:
    """The last budget of the newest year with official sums, and the tables it is from.

    None where an official table is too long for a page: a part of a budget is none.
    """
    if not budgets_whole(rows):
        return None, ()
    year = newest_official(years(figures(rows)))
    if year is None:
        return None, ()
    if len(year.ledgers) > 1:
        return Money(year.year, "", None), ()
    ledger = year.ledgers[0]
    if ledger.plan is None:
        return None, ()
    stage = view.words(f"smartcity.stages.{ledger.plan.stage}")
    left_out = year.left_out(ledger.plan.stage)
    return Money(year.year, stage, ledger.plan, left_out), ledger.tables


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
