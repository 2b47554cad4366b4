"""The page that offers a folder for each year to hand to the assessors, and the folders."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ...model import OutputFile
from ...smartcity import Rows
from ...smartcity.evidence import MOST_YEARS, PARTS, Folder, years
from ..folder import Folders, path
from ..held import held
from ..view import View
from .base import PAGES, supply

_PATH = PurePosixPath("smart-city", "bukti")


@dataclass(frozen=True, slots=True)
class Offer:
    """The folder of a year: its address, what is in it and what is not."""

    year: str
    target: str
    name: str  # of the file
    size: str
    told: str  # how many rows of what
    lacking: str  # parts without a row; empty: there is something of each


def evidence_pages(view: View, rows: Rows, folders: Folders) -> Iterator[OutputFile]:
    """`smart-city/bukti/`; with the first language also the folders, which all share."""
    words = view.words
    here = replace(view, path=_PATH)
    known = years(rows, view.portal.as_of)
    stock = {part: supply(here, rows, part) for part in PARTS}
    unseen = {part for part, s in stock.items() if s.held or s.too_large}
    offers = []
    for year in known[:MOST_YEARS]:
        content, found = folders.of(year)
        offers.append(_offer(here, found, len(content), unseen))
        if view.lang == view.portal.languages[0]:
            yield OutputFile(path(year), content)
    yield here.page(
        "smart_evidence",
        words("evidence.title"),
        words("evidence.description"),
        "smart-city",
        pages=PAGES,
        offers=offers,
        older=len(known) > MOST_YEARS,
        year=known[0] if known else view.portal.as_of.year,
        stocks=[s for s in stock.values() if not s.empty],
        held=held(here, *PARTS),
        missing=[
            words(f"evidence.parts.{part}")
            for part, s in stock.items()
            if s.empty and part not in unseen
        ],
    )


def _offer(view: View, found: Folder, size: int, unseen: Collection[str]) -> Offer:
    """The folder in words; parts of ``unseen`` have data that no page shows: they lack nothing."""
    words = view.words
    names = {part: words(f"evidence.parts.{part}") for part in PARTS}
    there = [
        words("evidence.part", name=names[part], count=words.number(len(found.items[part])))
        for part in PARTS
        if found.items[part]
    ]
    lacking = ", ".join(
        names[part] for part in PARTS if not found.items[part] and part not in unseen
    )
    place = path(found.year)
    return Offer(
        year=f"{found.year:04}",
        target=view.file(str(place)),
        name=place.name,
        size=words.size(size),
        told=view.count("evidence.counts", found.count, told=", ".join(there)),
        lacking=words("evidence.lacking", names=lacking) if lacking else "",
    )
