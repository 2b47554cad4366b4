"""What an office is reminded of: dates that are near or missed, and addresses that are dead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..freshness import LATE, in_site
from ..model import Dataset, Delay, Published, Site, Text

#: Whom data is asked of that no office publishes: those who keep the portal. No OPD is called so.
PROJECT = "himpunan"
#: How many days before it is due an office is reminded.
AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Due:
    """A dataset whose new data is due soon, or was due."""

    id: str
    title: Text
    date: str  # ISO date that was promised
    files: tuple[str, ...]  # of its tables, below the dataset's folder
    reason: bool = False  # the office has said why it is late (`sdi:keterlambatan`)
    held: bool = False  # a newer version is there and is held back


@dataclass(frozen=True, slots=True)
class Dead:
    """An address that leads nowhere."""

    address: str
    since: str  # ISO date on which that was found first
    reason: str  # a word of `links.REASONS`
    datasets: tuple[str, ...]  # that name it, with the office's own first


@dataclass(frozen=True, slots=True)
class Need:
    """Everything that one office is reminded of; at least one thing."""

    office: str  # id of the OPD, or `PROJECT`
    late: tuple[Due, ...] = ()  # longest first
    due: tuple[Due, ...] = ()  # soonest first
    dead: tuple[Dead, ...] = ()


def office_of(dataset: Dataset) -> str:
    """The OPD that answers for official data (`resmi`); `PROJECT` for all that was gathered."""
    if dataset.origin != "resmi":
        return PROJECT
    return dataset.agencies[0] if dataset.agencies else dataset.source.owner


def needs(site: Site, dead: Iterable[Dead] = ()) -> tuple[Need, ...]:
    """What every office is reminded of on the day of the site, by the office's id.

    ``dead`` are addresses of any datasets; each comes to the offices whose data names it.
    """
    late: dict[str, list[Due]] = {}
    soon: dict[str, list[Due]] = {}
    gone: dict[str, list[Dead]] = {}
    for published in site.published:
        for due, is_late in _of(site, published):
            (late if is_late else soon).setdefault(office_of(published.dataset), []).append(due)
    offices = {p.id: office_of(p.dataset) for p in site.published}
    for one in dead:
        for office, ids in _by_office(one, offices).items():
            given = Dead(one.address, one.since, one.reason, ids)
            gone.setdefault(office, []).append(given)
    return tuple(
        Need(
            office,
            tuple(sorted(late.get(office, ()), key=lambda d: (d.date, d.id))),
            tuple(sorted(soon.get(office, ()), key=lambda d: (d.date, d.id))),
            tuple(sorted(gone.get(office, ()), key=lambda d: d.address)),
        )
        for office in sorted(late.keys() | soon.keys() | gone.keys())
    )


def delay(published: Published, due: str) -> Delay | None:
    """The office's newest words on that missed date, if it has given any."""
    said = [d for d in published.dataset.delays if d.due == due]
    return max(said, key=lambda d: d.date) if said else None


def _of(site: Site, published: Published) -> Iterator[tuple[Due, bool]]:
    """What is due of a dataset, and whether it is late; a new day that the office named counts."""
    fresh = in_site(site, published)
    if not fresh.due:
        return
    said = delay(published, fresh.due) if fresh.state == LATE else None
    day = max(fresh.due, said.until) if said else fresh.due
    left = date.fromisoformat(day) - site.portal.as_of
    if left <= AHEAD:
        files = tuple(dict.fromkeys(r.path for r in published.dataset.resources))
        held = bool(published.held_since)
        title = published.dataset.title
        yield Due(published.id, title, day, files, said is not None, held), left < timedelta(0)


def _by_office(dead: Dead, offices: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id in sorted(dead.datasets):
        if id in offices:
            found[offices[id]] = (*found.get(offices[id], ()), id)
    return found
