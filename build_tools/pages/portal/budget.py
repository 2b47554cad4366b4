"""`smart-city/anggaran/`: what was budgeted and spent, by year; a page of every year.

What is added up and what is only listed is told apart in `smartcity.budget`. Spoken figures
stand on the first page alone, apart from every table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from ...model import OutputFile
from ...smartcity import Rows
from ...smartcity.budget import MOST_YEARS, STAGES, Year, budgets_whole, figures, spoken, years
from ...smartcity.dimensions import dimensions
from ..listing import parts
from ..view import View
from . import names
from .base import PAGES, supply
from .figure_lines import heard, line
from .money import rupiah
from .sums import block

BASE = PurePosixPath("smart-city/anggaran")
#: Figures that are never added, on one page; all of them are on the pages of figures.
MOST_LISTED = 20
MOST_SPOKEN = 20
PER_PAGE = 60


def budget(view: View, rows: Rows) -> Iterator[OutputFile]:
    """All pages about the budget in the language of the view."""
    found = figures(rows)
    known = dimensions(rows)
    every = years(found)
    here = replace(view, path=BASE)
    title = here.words("smartcity.budget.title")
    detail = {y.year: _target(y) for y in every if any(f.agency or f.dimension for f in y.figures)}
    said = spoken(found)
    supplied = supply(here, rows, "anggaran")
    yield here.page(
        "smart_budget",
        title,
        here.words("smartcity.budget.lede"),
        "smart-city",
        nav=PAGES,
        stages=STAGES,
        years=[(y, _target(y), _cells(here, y)) for y in every[:MOST_YEARS]],
        more_years=len(every[MOST_YEARS:]),
        spoken=heard(here, known, rows, said[:MOST_SPOKEN], detail),
        more_spoken=len(said[MOST_SPOKEN:]),
        supply=supplied,
        rest=replace(supplied, examined=(), more=0) if said else supplied,
        partial=not budgets_whole(rows),
    )
    for year in every[:MOST_YEARS]:
        if _target(year):
            yield from _year(view, known, year, not budgets_whole(rows))


def _target(year: Year) -> str:
    """The page of a year; none where it is no year that people write."""
    fits = year.year.isascii() and year.year.isdigit() and len(year.year) == 4
    return f"{BASE}/{year.year}/" if fits else ""


def _cells(view: View, year: Year) -> tuple[str, ...]:
    """A year's sums by stage: an amount, that there are several, or empty."""
    cells = []
    for stage in STAGES:
        sums = [ledger.sums[stage] for ledger in year.ledgers if stage in ledger.sums]
        if len(sums) > 1:
            cells.append(view.count("smartcity.budget.several", len(sums)))
        else:
            cells.append(rupiah(view.words, sums[0].rupiah) if sums else "")
    return tuple(cells)


def _year(view: View, known: names.Known, year: Year, partial: bool) -> Iterator[OutputFile]:
    words = view.words
    base = BASE / year.year
    here = replace(view, path=base)
    title = words("smartcity.budget.year", year=year.year)
    trail = [
        (words("smartcity.overview.title"), "smart-city/"),
        (words("smartcity.budget.title"), f"{BASE}/"),
        (year.year, f"{base}/"),
    ]
    listed = year.listed[:MOST_LISTED]
    all_shown = len(listed) == len(year.figures)
    yield here.page(
        "smart_budget_year",
        title,
        words("smartcity.budget.lede"),
        "smart-city",
        nav=PAGES,
        trail=trail,
        year=year.year,
        partial=partial,
        blocks=[block(here, known, ledger, partial) for ledger in year.ledgers],
        lines=[line(here, known, f) for f in listed],
        unlisted=len(year.listed) - len(listed),
        count=len(year.figures),
        target="" if all_shown else f"{base}/angka/",
    )
    if all_shown:
        return
    heading = words("smartcity.budget.all", year=year.year)
    for part in parts(view, base / "angka", year.figures, PER_PAGE):
        yield part.view.page(
            "smart_budget_figures",
            part.title(heading),
            words("smartcity.budget.lede"),
            "smart-city",
            nav=PAGES,
            trail=[*trail, (heading, f"{base}/angka/")],
            part=part,
            lines=[line(part.view, known, f) for f in part.items],
        )
