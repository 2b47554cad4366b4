"""What the pages of the portal say about a dataset, for the dataset's own page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...smartcity import Rows
from ...smartcity.figures import notes
from ...smartcity.promises import statements
from .figures import BASE, PER_PAGE
from .promises import address


@dataclass(frozen=True, slots=True)
class Mention:
    """A link from a dataset's page: a sentence of the catalogue, and where it leads."""

    key: str
    count: int
    target: str  # from the root of a language


def mentions(rows: Rows) -> Mapping[str, tuple[Mention, ...]]:
    """By dataset: the notes on its figures, and the statements that it is used to check.

    At most one link of each, to the first of them.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for index, note in enumerate(notes(rows)):
        target = address(index, note.anchor, BASE, PER_PAGE)
        found.setdefault(note.dataset, {}).setdefault("figures.mentioned", []).append(target)
    for index, statement in enumerate(statements(rows)):
        target = address(index, statement.anchor)
        found.setdefault(statement.dataset, {}).setdefault("promises.mentioned", []).append(target)
    return {
        id: tuple(Mention(key, len(targets), targets[0]) for key, targets in by_key.items())
        for id, by_key in found.items()
        if id
    }
