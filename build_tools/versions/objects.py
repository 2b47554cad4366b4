"""What git keeps, by its id: trees and files out of one long-lived `git cat-file --batch`.

Objects are named by their ids only, and paths are walked tree by tree, so that no name can be
taken for a question (https://git-scm.com/docs/git-cat-file#_batch_output).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, NamedTuple

from ..history import UnsafeTreeError, git, is_safe

#: Larger contents are not read into memory unless that is asked for.
MOST_BYTES = 16_000_000
#: Bounds of one dataset's folder: files in it, and folders below one another.
MOST_FILES, DEEPEST = 5_000, 20
_PIECE = 1 << 20
_KEPT = 4_096
_LENGTHS = (40, 64)  # of ids, by SHA-1 and by SHA-256
_HEX = frozenset("0123456789abcdef")
_TREE, _LINK, _MODULE = "40000", "120000", "160000"


class ObjectError(Exception):
    """Git cannot give what was asked for: ``id`` names it."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


class MissingObjectError(ObjectError):
    """There is no such object (any more): a shallow or partial clone, a damaged repository."""


class TooLargeError(ObjectError):
    """The content, or the folder, is larger than what was asked to be read."""


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
        self._process: subprocess.Popen[bytes] | None = None
        self._sizes: subprocess.Popen[bytes] | None = None
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
        for process in (self._process, self._sizes):
            _end(process)
        self._process = self._sizes = None

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
        if self._sizes is None or self._sizes.poll() is not None:
            self._sizes = self._start("--batch-check")
        kind, size = self._ask(self._sizes, id)
        if kind != "blob":
            raise MissingObjectError(id)
        return size

    def write_blob(self, id: str, to: Path) -> int:
        """Writes the content of a file to ``to``, piece by piece; gives its bytes.

        Raises `MissingObjectError`, before anything is written where there is no such object.
        """
        size = self._begin(id, "blob")
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            with to.open("wb") as file:
                for piece in self._pieces(size, id):
                    file.write(piece)
        except OSError:
            self._reset()  # the rest of the content still waits in the pipe
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
        """What stands in a tree (`<mode> <name>\\0<id in bytes>`, again and again)."""
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
        size = self._begin(id, kind)
        if size > most:
            self._pass_over(size, id)
            raise TooLargeError(id)
        return b"".join(self._pieces(size, id))

    def _begin(self, id: str, kind: str) -> int:
        """Asks for an object of that kind; its content follows, of as many bytes as this gives."""
        process = self._running()
        found, size = self._ask(process, id)
        if found != kind:
            self._pass_over(size, id)
            raise MissingObjectError(id)
        return size

    def _ask(self, process: subprocess.Popen[bytes], id: str) -> tuple[str, int]:
        """Kind and size by which git answers for an id ("<id> <kind> <size>")."""
        if len(id) not in _LENGTHS or not _HEX.issuperset(id):
            raise MissingObjectError(id)
        try:
            _pipe(process.stdin).write(id.encode() + b"\n")
            _pipe(process.stdin).flush()
        except OSError as problem:
            raise MissingObjectError(id) from problem
        told = _pipe(process.stdout).readline().split()
        if len(told) != 3 or not told[2].isdigit():
            raise MissingObjectError(id)  # "<id> missing", or git has ended
        return told[1].decode("ascii", "replace"), int(told[2])

    def _pieces(self, size: int, id: str) -> Iterator[bytes]:
        """The content that git sends, and the line end after it, which is no part of it."""
        process = self._running()
        while size > 0:
            piece = _pipe(process.stdout).read(min(size, _PIECE))
            if not piece:
                self._reset()
                raise MissingObjectError(id)
            size -= len(piece)
            yield piece
        _pipe(process.stdout).read(1)

    def _pass_over(self, size: int, id: str) -> None:
        for _ in self._pieces(size, id):
            pass

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = self._start("--batch")
        return self._process

    def _reset(self) -> None:
        _end(self._process)
        self._process = None

    def _start(self, how: str) -> subprocess.Popen[bytes]:
        command = ["git", "-C", str(self._root), "cat-file", how]
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        except FileNotFoundError as problem:
            raise MissingObjectError("git") from problem


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # both are asked for above
        raise MissingObjectError("git")
    return pipe


def _end(process: subprocess.Popen[bytes] | None) -> None:
    """Ends a process of git that nothing more is asked of."""
    if process is None:
        return
    with suppress(OSError):
        _pipe(process.stdin).close()
    _pipe(process.stdout).close()
    process.terminate()
    process.wait()
