"""The next release of each dataset of a site: the release calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Delay, Published, Site
from .states import LATE, Freshness, in_site


@dataclass(frozen=True, slots=True)
class Release:
    """A release that is to come; it may be overdue.

    ``announced``: ISO date, where this is the new day that the office gave for an overdue release
    (`sdi:keterlambatan`, `sampai`), which stands beside the missed one.
    """

    published: Published
    fresh: Freshness  # with a ``due`` day
    announced: str = ""

    @property
    def id(self) -> str:
        return self.published.id

    @property
    def due(self) -> str:
        """ISO date."""
        return self.announced or self.fresh.due

    @property
    def overdue(self) -> bool:
        return self.fresh.state == LATE and not self.announced

    @property
    def delay(self) -> Delay | None:
        """The office's words on the day that was missed."""
        delays = self.published.dataset.delays
        return next((d for d in delays if d.due == self.fresh.due), None)


def coming(site: Site) -> list[Release]:
    """The next release of every dataset that has one, the earliest first, then by id.

    What is overdue is among them, and beside it the new day of the office that has not passed.
    """
    found = [one for p in site.published for one in _of(site, p)]
    return sorted(found, key=lambda r: (r.due, r.id))


def _of(site: Site, published: Published) -> Iterator[Release]:
    release = Release(published, in_site(site, published))
    if not release.due:
        return
    yield release
    until = release.delay.until if release.overdue and release.delay else ""
    if until >= site.portal.as_of.isoformat():
        yield Release(published, release.fresh, until)
