"""`smart-city/dimensi/<id>/`: what there is of one dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile
from ...smartcity import Rows
from ...smartcity.budget import STAGES, Year, figures, years
from ...smartcity.dimensions import Dimension, dimensions, tally
from ...smartcity.indicators import Indicator, indicators
from ...smartcity.programmes import Programme, of_dimension, programmes
from ..held import held
from ..listing import Part, parts
from ..view import View
from . import names
from .base import PAGES, origin
from .indicators import outcome
from .money import rupiah
from .programmes import years as span

BASE = PurePosixPath("smart-city/dimensi")
PER_PAGE = 50
MOST_INDICATORS = 40
MOST_YEARS = 10
#: What a dimension's page may lack, each with the profiles that fill it.
_LACKED = (("anggaran",), ("indikator", "capaian"), ("program", "quick_win"))


def dimension_pages(view: View, rows: Rows) -> Iterator[OutputFile]:
    """A page of every dimension, long ones in parts, in the language of the view."""
    plans = programmes(rows)
    measured = indicators(rows)
    money = years(figures(rows))
    for dimension in dimensions(rows).values():
        mine = of_dimension(plans, dimension.id)
        own = [i for i in measured if i.dimension == dimension.id]
        for part in parts(view, BASE / dimension.id, mine, PER_PAGE):
            yield _page(part, rows, dimension, own, money)


def _page(
    part: Part,
    rows: Rows,
    dimension: Dimension,
    measured: Sequence[Indicator],
    money: Sequence[Year],
) -> OutputFile:
    view, first = part.view, part.number == 1
    name = dimension.name.get(view.lang)
    title = view.words("smartcity.dimensions.title", name=name)
    spent = _money(view, dimension.id, money) if first else []
    return view.page(
        "smart_dimension",
        part.title(title),
        view.words("smartcity.dimensions.lede"),
        "smart-city",
        nav=PAGES,
        part=part,
        first=first,
        name=view.text(dimension.name),
        address=f"{BASE}/{dimension.id}/",
        held={names[0]: held(view, *names) for names in _LACKED} if first else {},
        too_large={names[0]: not rows.whole(*names) for names in _LACKED},
        source=origin(view, dimension.row),
        counts=[
            (key, tally(rows, profile, dimension.id))
            for key, profile in (
                ("programmes", "program"),
                ("quick_wins", "quick_win"),
                ("indicators", "indikator"),
            )
        ],
        stages=STAGES,
        money=spent,
        indicators=[_indicator(view, i) for i in measured[:MOST_INDICATORS]] if first else [],
        more_indicators=len(measured[MOST_INDICATORS:]),
        programmes=[_programme(view, p) for p in part.items],
    )


def _money(view: View, id: str, money: Sequence[Year]) -> list[tuple[str, str, tuple[str, ...]]]:
    """The dimension's part of the sums: year, address of its page, an amount by stage.

    Of tables that are not added to each other it says only how many amounts there are.
    """
    found = []
    for year in money:
        cells = tuple(_cell(view, id, year, stage) for stage in STAGES)
        if any(cells):
            found.append((year.year, f"smart-city/anggaran/{year.year}/", cells))
    return found[:MOST_YEARS]


def _cell(view: View, id: str, year: Year, stage: str) -> str:
    sums = [ledger.sums[stage] for ledger in year.ledgers if stage in ledger.sums]
    amounts = [s.by_dimension[id] for s in sums if id in s.by_dimension]
    if len(amounts) > 1:
        return view.count("smartcity.budget.several", len(amounts))
    return rupiah(view.words, amounts[0]) if amounts else ""


def _indicator(view: View, given: Indicator) -> tuple[Markup, str, str, bool]:
    """Name, newest year of which the outcome is known, the outcome, whether it is official."""
    newest = given.newest_known
    year = newest.year if newest else ""
    official = newest.row.official if newest else given.row.official
    return names.shortened(view, given.row.text("nama")), year, outcome(view, newest), official


def _programme(view: View, given: Programme) -> tuple[str, Markup, Markup, Markup, str, bool]:
    """Kind, name, office, status, years, whether it is official."""
    return (
        given.kind,
        names.shortened(view, given.row.text("nama")),
        names.agency(view, given.agency),
        view.text(given.row.label("status")),
        span(view, given),
        given.row.official,
    )
