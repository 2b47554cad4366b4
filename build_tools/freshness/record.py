"""The record of each office: the promised days that have come, kept and missed.

One way of counting for every page and file. Only official datasets count; those that are held
back, withdrawn or deleted keep their record. A promise belongs to the office that had the dataset
on the day it was due, wherever the dataset is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model import Past, Promise, Published, Site, Text

#: Folders of datasets that are no offices.
_NO_OFFICES = frozenset({"himpunan", "referensi"})

#: Whether readers can see the dataset of a record today.
Shown = Literal["terbit", "ditahan", "ditarik", "dihapus"]


@dataclass(frozen=True, slots=True)
class Record:
    """What a dataset promised, at the address where it is now or was last."""

    past: Past
    title: Text
    shown: Shown
    official: bool
    published: Published | None = None

    @property
    def id(self) -> str:
        return self.past.id


@dataclass(frozen=True, slots=True)
class Tally:
    """How many days were kept and missed, of those that have come; how many were put off."""

    kept: int = 0
    missed: int = 0
    moved: int = 0
    waiting: int = 0

    @property
    def due(self) -> int:
        """How many have come due."""
        return self.kept + self.missed

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.kept + other.kept,
            self.missed + other.missed,
            self.moved + other.moved,
            self.waiting + other.waiting,
        )


def tallied(found: Iterable[Promise], as_of: date) -> Tally:
    """The count of some promises on a day. What was kept before its day still waits for it."""
    kept = missed = moved = waiting = 0
    for promise in found:
        came_due = promise.due <= as_of.isoformat()
        kept += promise.state == "ditepati" and came_due
        missed += promise.state == "terlewati" and came_due
        moved += promise.state == "diundur"
        waiting += promise.state == "menunggu"
    return Tally(kept, missed, moved, waiting)


def records(site: Site) -> Iterator[Record]:
    """The record of every dataset with a history, also of those that are not shown, by id.

    Of one that moved the new address tells the whole record.
    """
    published = {p.id: p for p in site.published}
    held = {h.source.id: h for h in site.held_back}
    for id, past in sorted(site.pasts.items()):
        if past.moved_to:
            continue
        if shown := published.get(id):
            official = shown.dataset.origin == "resmi"
            yield Record(past, shown.dataset.title, "terbit", official, shown)
            continue
        official = past.versions[0].origin == "resmi" if past.versions else True
        if away := held.get(id):
            state: Shown = "ditarik" if away.withdrawn else "ditahan"
            yield Record(past, away.title or Text(id), state, official)
        else:
            state = "dihapus" if past.gone_on else "ditahan"
            yield Record(past, past.title or Text(id), state, official)


def owner(record: Record, promise: Promise) -> str:
    """The office that the promise counts for (id of the OPD); empty: for none."""
    office = (promise.dataset or record.id).split("/")[0]
    return office if record.official and office not in _NO_OFFICES else ""


def owned(site: Site) -> Mapping[str, list[tuple[Record, Promise]]]:
    """The promises of each office that has any, by dataset, each the latest due first."""
    found: dict[str, list[tuple[Record, Promise]]] = {}
    for record in records(site):
        for promise in record.past.promises:
            if office := owner(record, promise):
                found.setdefault(office, []).append((record, promise))
    return found


def tallies(site: Site) -> Mapping[str, Tally]:
    """The count of each office that has promised anything, on the day of the site."""
    as_of = site.portal.as_of
    return {
        office: tallied((promise for _, promise in found), as_of)
        for office, found in owned(site).items()
    }
