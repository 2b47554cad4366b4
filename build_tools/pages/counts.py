"""What is counted of a dataset: three counts apart, each with all that was counted.

There is no combined score: how complete a description is, whether data came in time, and what
the checks found say different things.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..freshness import Freshness, in_site
from ..model import Dataset, Published, Text
from .view import View

#: The texts of a description that are counted; each is also asked for in every language.
TEXTS: Mapping[str, Callable[[Dataset], Text]] = {
    "title": lambda d: d.title,
    "description": lambda d: d.description,
    "level": lambda d: d.level,
    "area": lambda d: d.area,
    "methodology": lambda d: d.methodology,
    "limitations": lambda d: d.limitations,
}
#: What else is counted of it.
OTHERS: Mapping[str, Callable[[Dataset], object]] = {
    "period": lambda d: d.period[0],
    "frequency": lambda d: d.frequency,
    "topics": lambda d: d.topics,
    "sources": lambda d: d.sources,
    "licence": lambda d: d.licences,
    "agencies": lambda d: d.agencies,
    "contact": lambda d: d.contact.name,
    "access": lambda d: d.access,
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many; ``parts`` names each with whether it counts."""

    have: int
    of: int
    parts: tuple[tuple[str, bool], ...] = ()

    @property
    def full(self) -> bool:
        return self.have == self.of


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one dataset."""

    complete: Count  # properties of the description that are filled in
    translated: Count  # of its texts, those that every language of the site has
    passed: Count  # checks without a finding
    fresh: Freshness


def counts(view: View, published: Published) -> Counts:
    """What is counted of a dataset on the day the site is judged for."""
    dataset = published.dataset
    texts = {key: part(dataset) for key, part in TEXTS.items()}
    others = {key: part(dataset) for key, part in OTHERS.items()}
    parts = tuple((key, bool(value)) for key, value in {**texts, **others}.items())
    languages = view.portal.languages[1:]
    given = {key: text for key, text in texts.items() if text}
    spoken = {k: all(t.others.get(lang) for lang in languages) for k, t in given.items()}
    clean = {c.name: not c.errors and not c.warnings for c in published.checks}
    return Counts(
        complete=_count(parts),
        translated=_count(tuple(spoken.items())),
        passed=_count(tuple(clean.items())),
        fresh=in_site(view.site, published),
    )


def _count(parts: tuple[tuple[str, bool], ...]) -> Count:
    return Count(sum(ok for _, ok in parts), len(parts), parts)


def total(found: list[Count]) -> Count:
    """Several counts added up: of an agency, how many of how many altogether."""
    return Count(sum(c.have for c in found), sum(c.of for c in found))
