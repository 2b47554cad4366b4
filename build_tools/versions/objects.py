"""What git keeps, by its id: trees and files out of one long-lived `git cat-file --batch`.

Paths are walked tree by tree, so that any name there may be is found, and none is a question.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import NamedTuple

from ..history import UnsafeTreeError, git, is_safe
from .batch import Batch, MissingObjectError, ObjectError, TooLargeError

__all__ = ["Entry", "MissingObjectError", "ObjectError", "Objects", "TooLargeError"]

#: Larger contents are not read into memory unless that is asked for.
MOST_BYTES = 16_000_000
#: Bounds of one dataset's folder: files in it, and folders below one another.
MOST_FILES, DEEPEST = 5_000, 20
_KEPT = 4_096
_TREE, _LINK, _MODULE = "40000", "120000", "160000"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a tree: its path from there, the id of its content, its mode (octal)."""

    path: str
    blob: str
    mode: str


class _Item(NamedTuple):
    name: bytes
    object: str
    mode: str


class Objects:
    """The objects of the repository that ``root`` lies in. A context manager, for one thread.

    >>> with Objects(root) as objects:                                      # doctest: +SKIP
    ...     objects.files(objects.tree(past.head, "datasets/dinkes/puskesmas"))
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._batch, self._sizes = Batch(root), Batch(root, "--batch-check")
        self._trees: dict[str, tuple[_Item, ...]] = {}
        self._prefix: tuple[bytes, ...] | None = None

    def __enter__(self) -> Objects:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes; what is asked for afterwards starts new ones."""
        self._batch.end()
        self._sizes.end()

    def tree(self, commit: str, path: str) -> str:
        """The id of the folder ``path`` (from the portal) in a commit; empty: there is none.

        ``commit`` is a full id. Raises `MissingObjectError`.
        """
        content = self._read(commit, "commit", MOST_BYTES)
        object = content.split(b"\n", 1)[0].removeprefix(b"tree ").decode("ascii", "replace")
        parts = (*self._above(), *(os.fsencode(part) for part in PurePosixPath(path).parts))
        for part in parts:
            item = next((i for i in self._items(object) if i.name == part), None)
            if item is None or item.mode != _TREE:
                return ""
            object = item.object
        return object

    def files(self, tree: str) -> tuple[Entry, ...]:
        """All files below a tree, by path. Links and other repositories are left out.

        Raises `UnsafeTreeError` for a name that leads out of the folder, `TooLargeError` for
        more than `MOST_FILES` or folders deeper than `DEEPEST`, `MissingObjectError`.
        """
        found = []
        for entry in self._walk(tree, (), tree):
            found.append(entry)
            if len(found) > MOST_FILES:
                raise TooLargeError(tree)
        return tuple(sorted(found, key=lambda entry: entry.path))

    def blob(self, id: str, most: int = MOST_BYTES) -> bytes:
        """The content of a file. Raises `MissingObjectError`; `TooLargeError` above ``most``."""
        return self._read(id, "blob", most)

    def size(self, id: str) -> int:
        """The bytes of a file's content, which is not read. Raises `MissingObjectError`."""
        kind, size = self._sizes.ask(id)
        if kind != "blob":
            raise MissingObjectError(id)
        return size

    def write_blob(self, id: str, to: Path) -> int:
        """Writes the content of a file to ``to``, piece by piece; gives its bytes.

        Raises `MissingObjectError`, before anything is written where there is no such object.
        """
        size = self._batch.begin(id, "blob")
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            with to.open("wb") as file:
                for piece in self._batch.pieces(size, id):
                    file.write(piece)
        except OSError:
            self._batch.end()  # the rest of the content still waits in the pipe
            raise
        return size

    def write(
        self, tree: str, folder: Path, skip: Callable[[Entry], bool] = lambda entry: False
    ) -> tuple[Entry, ...]:
        """Lays a tree out below ``folder``, without the files that ``skip`` names; gives those.

        Nothing is written before all names are known to be safe. Raises as `files` does.
        """
        entries, left = self.files(tree), []
        for entry in entries:
            if skip(entry):
                left.append(entry)
                continue
            to = folder / entry.path
            if not to.resolve().is_relative_to(folder.resolve()):
                raise UnsafeTreeError(entry.path)
            self.write_blob(entry.blob, to)
        return tuple(left)

    def _walk(self, tree: str, above: tuple[str, ...], top: str) -> Iterator[Entry]:
        if len(above) > DEEPEST:
            raise TooLargeError(top)
        for name, object, mode in self._items(tree):
            part = os.fsdecode(name)
            if not part or "/" in part or part == "." or not is_safe((part,)):
                raise UnsafeTreeError(part)
            if mode == _TREE:
                yield from self._walk(object, (*above, part), top)
            elif mode not in {_LINK, _MODULE}:
                yield Entry("/".join((*above, part)), object, mode)

    def _items(self, tree: str) -> tuple[_Item, ...]:
        """What stands in a tree: mode, a space, name, NUL, the id in bytes; again and again."""
        known = self._trees.get(tree)
        if known is None:
            content, width = self._read(tree, "tree", MOST_BYTES), len(tree) // 2
            found, at = list[_Item](), 0
            while at < len(content):
                space, end = content.find(b" ", at), content.find(b"\0", at)
                if not at < space < end <= len(content) - width - 1:
                    raise MissingObjectError(tree)
                mode = content[at:space].decode("ascii", "replace").lstrip("0")
                at = end + 1 + width
                found.append(_Item(content[space + 1 : end], content[end + 1 : at].hex(), mode))
            if len(self._trees) >= _KEPT:
                self._trees.clear()
            known = self._trees[tree] = tuple(found)
        return known

    def _above(self) -> tuple[bytes, ...]:
        """The folders from the top of the repository to the portal."""
        if self._prefix is None:
            told = git(self._root, "rev-parse", "--show-prefix").rstrip(b"\n")
            self._prefix = tuple(part for part in told.split(b"/") if part)
        return self._prefix

    def _read(self, id: str, kind: str, most: int) -> bytes:
        size = self._batch.begin(id, kind)
        if size > most:
            self._batch.pass_over(size, id)
            raise TooLargeError(id)
        return b"".join(self._batch.pieces(size, id))
