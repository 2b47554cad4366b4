"""`smart-city/indikator/`: every indicator with target, result and evidence of each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile
from ...smartcity import Rows
from ...smartcity.dimensions import dimensions
from ...smartcity.indicators import (
    Indicator,
    Progress,
    Result,
    by_dimension,
    indicators,
    progress,
)
from ..listing import parts
from ..view import View
from . import names
from .base import PAGES, Origin, origin, supply

BASE = PurePosixPath("smart-city/indikator")
PER_PAGE = 12
#: Years of an indicator, newest first; the data have all.
MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One year of an indicator; what is empty is not known."""

    year: str
    target: str
    value: str
    outcome: str  # in words
    evidence: Markup
    precision: Markup
    status: Markup
    origin: Origin


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator as the page shows it; what is empty is not known."""

    name: Markup
    agency: Markup
    unit: Markup
    direction: Markup
    definition: Markup
    masterplan: Markup
    origin: Origin
    results: tuple[ShownResult, ...]
    more: int  # years that are not shown


def indicator_pages(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The list in pages, in the language of the view."""
    known = dimensions(rows)
    found = by_dimension(indicators(rows), list(known))
    whole = rows.whole("indikator", "capaian")
    title = view.words("smartcity.indicators.title")
    for part in parts(view, BASE, found, PER_PAGE):
        here = part.view
        groups = [
            (names.dimension(here, known, id), [_shown(here, i) for i in group])
            for id, group in groupby(part.items, key=lambda i: i.dimension)
        ]
        yield here.page(
            "smart_indicators",
            part.title(title),
            here.words("smartcity.indicators.lede"),
            "smart-city",
            nav=PAGES,
            part=part,
            groups=groups,
            whole=whole,
            official=progress_words(here, progress(found, official=True)) if whole else "",
            compiled=progress_words(here, progress(found, official=False)) if whole else "",
            supplies=[supply(here, rows, name) for name in ("indikator", "capaian")],
        )


def progress_words(view: View, found: Progress) -> str:
    """Of how many the target was reached; empty where there is no indicator."""
    if not found.known + found.unknown:
        return ""
    key = "progress" if found.known else "none_known"
    return view.words(
        f"smartcity.indicators.{key}",
        reached=view.words.number(found.reached),
        known=view.words.number(found.known),
        unknown=view.words.number(found.unknown),
    )


def outcome(view: View, result: Result | None) -> str:
    """Whether a target was reached, or why that is not known."""
    if result is None:
        return view.words("smartcity.outcomes.unknown")
    key = f"unknown_{result.why}" if result.why else result.outcome
    return view.words(f"smartcity.outcomes.{key}")


def _shown(view: View, given: Indicator) -> ShownIndicator:
    row = given.row
    return ShownIndicator(
        name=names.shortened(view, row.text("nama")),
        agency=names.agency(view, given.agency),
        unit=names.shortened(view, row.text("satuan")),
        direction=view.text(row.label("arah")),
        definition=names.shortened(view, row.text("definisi")),
        masterplan=names.shortened(view, row.text("rujukan_masterplan")),
        origin=origin(view, row),
        results=tuple(_result(view, r) for r in given.results[:MOST_YEARS]),
        more=len(given.results[MOST_YEARS:]),
    )


def _result(view: View, given: Result) -> ShownResult:
    row = given.row
    return ShownResult(
        year=given.year,
        target=view.words.number(row["target"]) if row["target"] else "",
        value=view.words.number(row["nilai"]) if row["nilai"] else "",
        outcome=outcome(view, given),
        evidence=view.host_link(row["bukti_url"]) if row["bukti_url"] else Markup(""),
        precision=view.text(row.label("ketelitian")),
        status=view.text(row.label("status_angka")),
        origin=origin(view, row),
    )
