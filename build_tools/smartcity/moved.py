"""The dataset that a cell of a table names, also when the dataset has moved since."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Past, Site


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a site: ``published``; ``held`` (held back or taken back); what was ever there."""

    published: frozenset[str]
    held: frozenset[str]
    pasts: Mapping[str, Past]

    @classmethod
    def of(cls, site: Site) -> Ids:
        """Those of a site."""
        held = (h.source.id for h in (*site.held_back, *site.unplaced))
        return cls(frozenset(p.id for p in site.published), frozenset(held), site.pasts)

    def __contains__(self, id: str) -> bool:
        return id in self.published or id in self.held

    def current(self, id: str) -> str:
        """The id under which that dataset lies now, or lay last; ``id`` where none is known."""
        seen: set[str] = set()
        while id not in self and id not in seen and id in self.pasts and self.pasts[id].moved_to:
            seen.add(id)
            id = self.pasts[id].moved_to
        return id

    def deleted(self, id: str) -> bool:
        """Whether a dataset of that id (see `current`) was there, and its folder is gone."""
        return id in self.pasts and id not in self

    def nearest(self, id: str) -> str:
        """The id that is written most like that one; empty: none is."""
        known = sorted(self.published | self.held)
        return next(iter(difflib.get_close_matches(id, known, n=1, cutoff=0.75)), "")
