"""The commits that bring the public side from what it has to what it should have.

One for each dataset that changed, of the day of its newest data: the public portal reads dates
from its own history, and they have to come out as they are on the private side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..history import History
from ..model import Published
from ..words import Words
from .base import DATES
from .datasets import dates
from .repository import Identity, Repository

Tree = Mapping[str, str]


def add(
    public: Repository,
    wanted: Tree,
    published: Sequence[Published],
    past: History,
    day: str,
    who: Identity,
) -> tuple[str, ...]:
    """Adds the commits; gives their subjects, none where nothing changed.

    ``wanted`` is the whole tree (path and id of content), ``past`` the public history as it is,
    ``day`` (ISO date) that of what is no data.
    """
    words, subjects = Words.load("id"), list[str]()
    tree = dict(public.tree())

    def commit(unit: str, content: Tree, key: str, day: str) -> None:
        """Replaces one unit of the tree: a dataset, or all that is none."""
        if content == _part(tree, unit):
            return
        for path in _part(tree, unit):
            del tree[path]
        tree.update(content)
        subjects.append(words(f"mirror.subjects.{key}", id=unit, day=day))
        public.commit(tree, subjects[-1], day, who)

    commit("", _part(wanted, ""), "portal", day)
    ids = {published.id for published in published}
    for gone in sorted({_unit(path) for path in tree} - ids - {""}):
        commit(gone, {}, "gone", day)
    for given in sorted(published, key=lambda p: (p.updated, p.id)):
        first = past.dates(given.id)[0]
        if given.created < given.updated and (not first or given.created < first):
            marker = public.store(dates(given.created, given.created))
            begun = {**_part(tree, given.id), f"datasets/{given.id}/{DATES}": marker}
            commit(given.id, begun, "since", given.created)
        commit(given.id, _part(wanted, given.id), "data", given.updated)
    return tuple(subjects)


def _part(tree: Tree, unit: str) -> dict[str, str]:
    return {path: id for path, id in tree.items() if _unit(path) == unit}


def _unit(path: str) -> str:
    """The id of the dataset that a path belongs to; empty: of the portal as a whole."""
    parts = path.split("/")
    is_data = len(parts) > 3 and parts[0] == "datasets" and parts[1][0] not in "._"
    return f"{parts[1]}/{parts[2]}" if is_data else ""
