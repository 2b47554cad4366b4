"""Pages of topics, formats and years: the catalogue's filters for readers without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..model import OutputFile, Text, Topic
from .card import Card
from .listing import PER_PAGE_SHORT, listing, parts
from .view import View

#: A period may be wrong; nobody looks for the years of a century one by one.
_MOST_YEARS = 150


def topics(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """The list of topics, and the datasets of each."""
    words = view.words
    here = replace(view, path=PurePosixPath("topik"))
    found = topic_counts(view, cards)
    lede = words("ui.topics.description")
    yield here.page("topics", words("ui.topics.title"), lede, "topik", topics=found)
    for topic, count in found:
        name = topic.title.get(view.lang)
        lede = view.count("ui.topics.sentence", count, topic=name)
        mine = [c for c in cards if topic.id in c.topics]
        for part in parts(view, PurePosixPath("topik", topic.id), mine):
            above = (words("ui.topics.title"), "topik/")
            empty = words("ui.topics.empty")
            feed = (f"umpan/topik/{topic.id}.xml", words("ui.feed.topic"))
            yield listing(part, topic.title, lede, "topik", above, empty=empty, feed=feed)


def topic_counts(view: View, cards: Sequence[Card]) -> list[tuple[Topic, int]]:
    """Every topic with how many datasets it has."""
    return [(t, sum(1 for c in cards if t.id in c.topics)) for t in view.portal.topics]


def formats(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """The formats that there are, and the datasets of each."""
    named: dict[str, list[Card]] = {}
    for card in cards:
        for name in card.formats:
            named.setdefault(name, []).append(card)
    shown = {name: named[name] for name in sorted(named, key=lambda n: (-len(named[n]), n))}
    yield from _facet(view, "format", {n.lower(): (n, found) for n, found in shown.items()})


def years(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """The years that the datasets are about, and the datasets of each; the newest year first."""
    named: dict[str, list[Card]] = {}
    for card in cards:
        first, last = card.years
        if first and last and 0 <= int(last) - int(first) < _MOST_YEARS:
            for year in range(int(first), int(last) + 1):
                named.setdefault(f"{year:04}", []).append(card)
    yield from _facet(view, "tahun", {y: (y, named[y]) for y in sorted(named, reverse=True)})


def _facet(view: View, kind: str, found: dict[str, tuple[str, list[Card]]]) -> Iterator[OutputFile]:
    """The index of a facet, and a page (or more) for each of its values."""
    words = view.words
    here = replace(view, path=PurePosixPath(kind))
    title, lede = words(f"ui.facets.{kind}.title"), words(f"ui.facets.{kind}.description")
    values = [(id, name, len(cards)) for id, (name, cards) in found.items()]
    yield here.page("values", title, lede, "katalog", lede=lede, facet=kind, values=values)
    for id, (name, cards) in found.items():
        heading = words(f"ui.facets.{kind}.heading", value=name)
        lede = view.count(f"ui.facets.{kind}.sentence", len(cards), value=name)
        for part in parts(view, PurePosixPath(kind, id), cards, PER_PAGE_SHORT):
            text = Text(heading, {view.lang: heading})
            yield listing(part, text, lede, "katalog", (title, f"{kind}/"), short=True)
