"""`smart-city/program/`: programmes and quick wins, by dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile
from ...smartcity import Rows
from ...smartcity.dimensions import dimensions, tally
from ...smartcity.programmes import (
    PROGRAMME,
    QUICK_WIN,
    Programme,
    by_dimension,
    programmes,
)
from ..listing import parts
from ..view import View
from . import names
from .base import PAGES, Origin, origin, supply

BASE = PurePosixPath("smart-city/program")
PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A programme or quick win as a page shows it; what is empty is not known."""

    kind: str
    name: Markup
    about: Markup
    agency: Markup
    horizon: Markup
    status: Markup
    years: str
    masterplan: Markup
    part_of: Markup
    origin: Origin


def programme_pages(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The list in pages, in the language of the view."""
    known = dimensions(rows)
    found = by_dimension(programmes(rows), list(known))
    title = view.words("smartcity.programmes.title")
    for part in parts(view, BASE, found, PER_PAGE):
        here = part.view
        groups = [
            (names.dimension(here, known, id), [shown(here, p) for p in group])
            for id, group in groupby(part.items, key=lambda p: p.dimension)
        ]
        yield here.page(
            "smart_programmes",
            part.title(title),
            here.words("smartcity.programmes.lede"),
            "smart-city",
            nav=PAGES,
            part=part,
            groups=groups,
            programmes=tally(rows, PROGRAMME),
            quick_wins=tally(rows, QUICK_WIN),
            supplies=[supply(here, rows, name) for name in (PROGRAMME, QUICK_WIN)],
        )


def shown(view: View, given: Programme) -> Shown:
    """A programme in words."""
    row = given.row
    return Shown(
        kind=given.kind,
        name=names.shortened(view, row.text("nama")),
        about=names.shortened(view, row.text("uraian")),
        agency=names.agency(view, given.agency),
        horizon=view.text(row.label("horizon")),
        status=view.text(row.label("status")),
        years=years(view, given),
        masterplan=names.shortened(view, row.text("rujukan_masterplan")),
        part_of=names.shortened(view, given.part_of.text("nama")) if given.part_of else Markup(""),
        origin=origin(view, row),
    )


def years(view: View, given: Programme) -> str:
    """First and last year, as far as they are known; empty: neither is."""
    if given.begin and given.end:
        if given.begin == given.end:
            return given.begin
        return f"{given.begin}–{given.end}"
    if given.begin:
        return view.words("smartcity.since", year=given.begin)
    return view.words("smartcity.until", year=given.end) if given.end else ""
