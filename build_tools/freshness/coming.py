"""The next release of each dataset of a site: the release calendar."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Published, Site
from .states import Freshness, in_site


@dataclass(frozen=True, slots=True)
class Release:
    """The next release of a dataset; it may be overdue."""

    published: Published
    fresh: Freshness  # with a ``due`` day

    @property
    def id(self) -> str:
        return self.published.id

    @property
    def due(self) -> str:
        """ISO date."""
        return self.fresh.due


def coming(site: Site) -> list[Release]:
    """The next release of every dataset that has one, the earliest first, then by id.

    What is overdue is among them: it is still to come.
    """
    found = [Release(p, in_site(site, p)) for p in site.published]
    return sorted((r for r in found if r.due), key=lambda r: (r.due, r.id))
