"""The page of awards, by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile, Text
from ...smartcity import Rows
from ...smartcity.awards import Award, awards
from ..listing import parts
from ..view import View
from .base import PAGES, Origin, origin, supply
from .names import agency, shortened

_PATH = PurePosixPath("smart-city", "penghargaan")


@dataclass(frozen=True, slots=True)
class Shown:
    """An award ready to be shown."""

    award: Award
    name: Markup
    giver: Text
    rank: Text
    level: Text
    office: Markup  # empty: it went to the region as a whole
    note: Markup
    origin: Origin


def award_pages(view: View, rows: Rows) -> Iterator[OutputFile]:
    """`smart-city/penghargaan/`, 20 awards a page."""
    words = view.words
    title = words("awards.title")
    for part in parts(view, _PATH, awards(rows)):
        yield part.view.page(
            "smart_awards",
            part.title(title),
            words("awards.description"),
            "smart-city",
            heading=title,
            pages=PAGES,
            part=part,
            years=_by_year([_shown(part.view, a) for a in part.items]),
            stock=supply(part.view, rows, "penghargaan"),
        )


def _shown(view: View, award: Award) -> Shown:
    return Shown(
        award=award,
        name=shortened(view, award.name),
        giver=Text(award.giver),
        rank=Text(award.rank),
        level=award.row.label("tingkat"),
        office=agency(view, award.office),
        note=shortened(view, Text(award.row["catatan"])),
        origin=origin(view, award.row),
    )


def _by_year(shown: list[Shown]) -> list[tuple[str, list[Shown]]]:
    found: dict[str, list[Shown]] = {}
    for one in shown:
        found.setdefault(one.award.year, []).append(one)
    return list(found.items())
