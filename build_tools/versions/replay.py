"""The main line from its first commit to its last: how the folder of each dataset stood then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .. import history
from ..history import History
from ..load.datasets import DESCRIPTORS
from ..load.decisions import is_id

#: Of which contents nothing can be told apart: an empty file, by SHA-1 and by SHA-256.
NOTHING = frozenset(
    (
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    )
)


@dataclass(frozen=True, slots=True)
class Folder:
    """A dataset's folder in a commit; empty: there is none.

    ``data``: the paths of its tables, from the folder, and the ids of their contents. ``said``:
    name and content's id of its descriptor, both empty where it has none.
    """

    tree: str = ""
    data: tuple[tuple[str, str], ...] = ()
    said: tuple[str, str] = ("", "")

    @property
    def stands(self) -> bool:
        """Whether a dataset is there: a table or a descriptor."""
        return bool(self.data or self.said[1])

    @property
    def blobs(self) -> tuple[str, ...]:
        """The ids of the tables' contents, whatever the tables are called."""
        return tuple(sorted(blob for _, blob in self.data))

    def has_data_of(self, other: Folder) -> bool:
        """Whether the tables of both are the same; a table may be called otherwise."""
        if self.data == other.data:
            return True
        if self.blobs != other.blobs:
            return False
        before = dict(other.data)
        return all(before.get(path, blob) == blob for path, blob in self.data)


EMPTY = Folder()


@dataclass(frozen=True, slots=True)
class Step:
    """A commit: each dataset that it touched, before and after."""

    at: int  # from 0
    entry: history.Entry
    folders: Mapping[str, tuple[Folder, Folder]]
    boundary: bool = False  # a shallow clone is cut off here: what stands here came before


def replay(past: History) -> Iterator[Step]:
    """The commits that touched datasets, oldest first.

    A dataset has an id that can be an address; other folders are passed over.
    """
    named = _with_tables(past)
    files: dict[str, dict[str, str]] = {}
    folders: dict[str, Folder] = {}
    good: dict[str, bool] = {}
    for at, entry in enumerate(reversed(past.log)):
        touched: dict[str, str | None] = {}
        for path, object, is_tree in entry.changes:
            id, name = history.dataset_file(path)
            if id not in good:
                good[id] = bool(id) and is_id(id)
            if not good[id]:
                continue
            if not name:
                touched[id] = object if is_tree else touched.get(id)
            elif not is_tree:
                touched.setdefault(id, None)
                own = files.setdefault(id, {})
                if object:
                    own[name] = object
                else:
                    own.pop(name, None)
        changed = {}
        for id, tree in touched.items():
            before = folders.get(id, EMPTY)
            after = _folder(tree or "", files.get(id, {}), id in named)
            folders[id] = after
            changed[id] = (before, after)
        if changed:
            yield Step(at, entry, changed, entry.id in past.boundary)


def _with_tables(past: History) -> frozenset[str]:
    """The datasets that ever had a table, by its name; of the others any file may be one."""
    paths = {change.path for entry in past.log for change in entry.changes if not change.tree}
    pairs = map(history.dataset_file, paths)
    return frozenset(id for id, name in pairs if name and _is_table(name))


def _is_table(name: str) -> bool:
    return history.is_table(name) and name.rpartition("/")[2] != history.MARKER


def _folder(tree: str, files: Mapping[str, str], named: bool) -> Folder:
    if not files:
        return EMPTY
    data = tuple(
        sorted(
            (name, blob)
            for name, blob in files.items()
            if (_is_table(name) if named else history.is_file(name))
        )
    )
    name = next((name for name in DESCRIPTORS if name in files), "")
    return Folder(tree, data, (name, files.get(name, "")))
