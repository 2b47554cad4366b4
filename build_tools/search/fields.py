"""The searched texts of an entry, and what of the vocabulary a catalogue has a use for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .entry import Entry, Labels
from .roots import roots_in
from .vocabulary import Groups, words_of

#: What a word weighs in each field. The second group is loaded after the first results.
WEIGHTS = {
    "title": 10,
    "description": 4,
    "name": 3,
    "topic": 3,
    "agency": 3,
    "keyword": 6,
    "alias": 3,
    "column": 2,
    "place": 2,
    "year": 3,
}
#: More datasets than these: the first file carries no descriptions, and none are searched.
DESCRIBED = 2000


def texts_of(
    entry: Entry, labels: Labels, *, described: bool
) -> Iterator[tuple[str, Iterable[str]]]:
    """The searched texts of an entry by field."""
    yield "title", (entry.title,)
    if described:
        yield "description", (entry.description,)
    yield "name", (entry.name,)
    yield "topic", (labels.topics.get(t, t) for t in entry.topics)
    yield "agency", (labels.agencies.get(a, a) for a in entry.agencies)
    yield "keyword", entry.keywords
    yield "alias", (alias for a in entry.agencies for alias in labels.aliases.get(a, ()))
    yield "column", (*entry.columns, *entry.units)
    yield "place", (name for p in entry.places for name in labels.places.get(p, ()))


def pruned(
    entries: Sequence[Entry], labels: Labels, roots: frozenset[str], groups: Groups
) -> tuple[frozenset[str], Groups]:
    """The roots and groups that a catalogue has a use for.

    A root that no word of the catalogue leads to finds nothing, and neither does a group none
    of whose phrases can be found in it. Every word of the catalogue keeps its root.
    """
    words: set[str] = set()
    described = len(entries) <= DESCRIBED
    for entry in entries:
        for _, texts in texts_of(entry, labels, described=described):
            for text in texts:
                words.update(words_of(text))
    parts = [roots_in(word, roots) for word in sorted(words)]
    rooted = {found[-1] for found in parts}
    equal = tuple(g for g in groups if any(rooted.issuperset(phrase) for phrase in g))
    said = {r for group in equal for phrase in group for r in phrase}
    return roots & ({r for found in parts for r in found} | said), equal
