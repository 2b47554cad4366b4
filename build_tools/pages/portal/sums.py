"""The sums of a year's budget as tables and bars: by stage, by dimension, by office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...charts.bar import drawing
from ...model import Text
from ...smartcity.budget import SPENT, Ledger, Sum, uptake
from ..view import View
from . import names
from .money import rupiah, short

MOST_OFFICES = 100


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of a stage in full and in short, with what was added."""

    stage: str
    amount: str
    short: str
    count: int
    left_out: int
    rounded: int
    status: Markup
    precision: Markup
    divided: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Amounts by something and stage; an empty cell is not known."""

    rows: tuple[tuple[Markup | str, tuple[str, ...]], ...]
    more: int  # rows that are not shown


@dataclass(frozen=True, slots=True)
class Bars:
    """The amounts of one stage by dimension, drawn."""

    stage: str
    rows: tuple[tuple[Markup | str, str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The sums of one year that stand together."""

    tables: tuple[tuple[str, Text], ...]  # datasets: address of the page and title
    overlaps: bool
    totals: tuple[Total, ...]
    uptake: str  # a sentence; empty: nothing to say
    dimensions: Matrix
    bars: tuple[Bars, ...]
    agencies: Matrix


def block(view: View, known: names.Known, ledger: Ledger, partial: bool) -> Block:
    """The sums in words; ``partial``: a table is too long for them, so no share is computed."""
    sums = tuple(ledger.sums.values())
    agencies = sorted(
        {id for s in sums for id in s.by_agency},
        key=lambda id: (not id, view.agency_text(id).get(view.lang).casefold()),
    )
    by_name = {id: _agency_name(view, id) for id in agencies[:MOST_OFFICES]}
    order = [*known, *sorted({id for s in sums for id in s.by_dimension} - set(known) - {""})]
    dims: dict[str, Markup | str] = {id: names.dimension(view, known, id) for id in order}
    plain: dict[str, Markup | str] = {id: names.unlinked(view, known, id) for id in order}
    if any("" in s.by_dimension for s in sums):
        dims[""] = plain[""] = view.words("smartcity.budget.not_by_dimension")
    high = max((amount for s in sums for amount in s.by_dimension.values()), default=0)
    return Block(
        tables=tuple((view.link(f"datasets/{t.dataset}/"), t.title) for t in ledger.tables),
        overlaps=ledger.overlaps,
        totals=tuple(_total(view, s) for s in sums),
        uptake="" if partial else _uptake(view, ledger),
        dimensions=_matrix(view, dims, [s.by_dimension for s in sums], 0),
        bars=tuple(_bars(view, plain, s, high) for s in sums if s.divided),
        agencies=_matrix(view, by_name, [s.by_agency for s in sums], len(agencies) - len(by_name)),
    )


def _agency_name(view: View, id: str) -> Markup | str:
    return names.agency(view, id) or view.words("smartcity.budget.not_by_office")


def _total(view: View, given: Sum) -> Total:
    return Total(
        stage=view.words(f"smartcity.stages.{given.stage}"),
        amount=rupiah(view.words, given.rupiah),
        short=short(view.words, given.rupiah),
        count=given.count,
        left_out=given.left_out,
        rounded=given.rounded,
        status=names.joined(view, given.statuses),
        precision=names.joined(view, given.precisions),
        divided=given.divided,
    )


def _matrix(
    view: View,
    named: Mapping[str, Markup | str],
    columns: Sequence[Mapping[str, int]],
    more: int,
) -> Matrix:
    def cell(column: Mapping[str, int], id: str) -> str:
        return rupiah(view.words, column[id]) if id in column else ""

    rows = tuple((name, tuple(cell(c, id) for c in columns)) for id, name in named.items())
    return Matrix(rows, more)


def _bars(view: View, named: Mapping[str, Markup | str], given: Sum, high: int) -> Bars:
    """The bars of a stage; those of all stages have one scale, from nought to ``high``."""
    return Bars(
        view.words(f"smartcity.stages.{given.stage}"),
        tuple(
            (name, short(view.words, amount), drawing(float(amount), 0.0, float(high)))
            for id, name in named.items()
            if (amount := given.by_dimension.get(id)) is not None
        ),
    )


def _uptake(view: View, ledger: Ledger) -> str:
    found = uptake(ledger)
    if found is None:
        return ""
    words = view.words
    stage = words(f"smartcity.stages.{found.stage}").lower()
    if found.per_cent is None:
        return words(f"smartcity.budget.no_uptake.{found.why}")
    return words(
        "smartcity.budget.uptake",
        share=words.number(found.per_cent),
        spent=rupiah(words, ledger.sums[SPENT].rupiah),
        stage=stage,
        budget=rupiah(words, ledger.sums[found.stage].rupiah),
    )
