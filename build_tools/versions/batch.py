"""One long-lived `git cat-file`, asked for one object after the other.

Objects are asked for by their full ids only, so that no name can be taken for a question
(https://git-scm.com/docs/git-cat-file#_batch_output).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from ..history import ENVIRONMENT

_PIECE = 1 << 20
_LENGTHS = (40, 64)  # of ids, by SHA-1 and by SHA-256
_HEX = frozenset("0123456789abcdef")


class ObjectError(Exception):
    """Git cannot give what was asked for: ``id`` names it."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


class MissingObjectError(ObjectError):
    """There is no such object (any more): a shallow or partial clone, a damaged repository."""


class TooLargeError(ObjectError):
    """The content, or the folder, is larger than what was asked to be read."""


class Batch:
    """The process for the repository that ``root`` lies in; it is started when it is needed."""

    def __init__(self, root: Path, how: str = "--batch") -> None:
        self._root, self._how = root, how
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self, id: str, kind: str) -> int:
        """Asks for an object of that kind; its content follows, of as many bytes as this gives."""
        found, size = self.ask(id)
        if found != kind:
            self.pass_over(size, id)
            raise MissingObjectError(id)
        return size

    def ask(self, id: str) -> tuple[str, int]:
        """Kind and size by which git answers for an id ("<id> <kind> <size>")."""
        if len(id) not in _LENGTHS or not _HEX.issuperset(id):
            raise MissingObjectError(id)
        process = self._running()
        try:
            _pipe(process.stdin).write(id.encode() + b"\n")
            _pipe(process.stdin).flush()
        except OSError as problem:
            self.end()
            raise MissingObjectError(id) from problem
        told = _pipe(process.stdout).readline().split()
        if not told:  # git has ended: a partial clone that cannot fetch, a damaged object
            self.end()
        if len(told) != 3 or not told[2].isdigit():
            raise MissingObjectError(id)  # "<id> missing"
        return told[1].decode("ascii", "replace"), int(told[2])

    def pieces(self, size: int, id: str) -> Iterator[bytes]:
        """The content that git sends, and the line end after it, which is no part of it."""
        process = self._process
        if process is None:  # nothing was asked for
            raise MissingObjectError(id)
        while size > 0:
            piece = _pipe(process.stdout).read(min(size, _PIECE))
            if not piece:
                self.end()
                raise MissingObjectError(id)
            size -= len(piece)
            yield piece
        _pipe(process.stdout).read(1)

    def pass_over(self, size: int, id: str) -> None:
        """Reads the content and keeps nothing of it."""
        for _ in self.pieces(size, id):
            pass

    def end(self) -> None:
        """Ends the process; what is asked for afterwards starts a new one."""
        _end(self._process)
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            _end(self._process)
            self._process = self._start()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        command = ["git", "-C", str(self._root), "cat-file", self._how]
        environment = {**os.environ, **ENVIRONMENT}
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
