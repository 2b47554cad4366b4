"""Blobs that git keeps: of the index, of commits. The files that lie there are not looked at.

The environment is left as it is: a hook is told by it which index counts
(https://git-scm.com/docs/githooks).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_PIECE = 1 << 20
#: The mode of a symbolic link, and of a commit of another repository.
_LINK, _MODULE = "120000", "160000"


class GitError(Exception):
    """Git does not answer: ``note`` is what it said, ``code`` that of the words (`cli.<code>`)."""

    def __init__(self, note: str, code: str = "scan_git") -> None:
        super().__init__(note)
        self.note, self.code = note, code


@dataclass(frozen=True, slots=True)
class Change:
    """A file that was added or changed: its path from the top, its content's name."""

    name: str
    blob: str
    mode: str
    commit: str = ""

    @property
    def is_link(self) -> bool:
        return self.mode == _LINK


def _git(top: Path, *words: str) -> bytes:
    command = ["git", "-c", "core.quotepath=off", "-c", "log.showSignature=false", *words]
    try:
        done = subprocess.run(command, cwd=top, capture_output=True, check=False)
    except FileNotFoundError as problem:
        raise GitError("git?") from problem
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else f"git {words[0]}")
    return done.stdout


def top(root: Path) -> Path:
    """The top folder of the working tree; raises `GitError` outside of one."""
    return Path(os.fsdecode(_git(root, "rev-parse", "--show-toplevel").rstrip(b"\n")))


def staged(top: Path) -> Iterator[Change]:
    """What the index has that the last commit has not."""
    words = ("--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=ACMRT")
    yield from _changes(_git(top, "diff", "--cached", "--no-ext-diff", *words))


def staged_names(top: Path) -> list[str]:
    """Every path of which the index differs from the last commit, also those that go."""
    words = ("--cached", "--no-ext-diff", "--no-renames", "--name-only", "-z")
    return [os.fsdecode(name) for name in _git(top, "diff", *words).split(b"\0") if name]


def _span(span: str) -> tuple[str, ...]:
    """What tells `git log` of which commits: a range with both its ends, or all (``all``).

    Raises `GitError` for one end alone, which would mean commits that nobody thinks of.
    """
    if span in {"all", "--all"}:
        return ("--all", "--end-of-options")
    start, dots, end = span.partition("..")
    if not (start and dots and end.lstrip(".")):
        raise GitError(span, "scan_range")
    return ("--end-of-options", span)


def of_commits(top: Path, span: str) -> Iterator[Change]:
    """What each commit of a range brought; of a merge only what neither side had."""
    words = ("--raw", "-z", "--no-abbrev", "--no-renames", "--root", "--cc", "--no-ext-diff")
    yield from _changes(_git(top, "log", "--format=%x01%H", *words, *_span(span)))


def messages(top: Path, span: str) -> Iterator[tuple[str, str]]:
    """Commit and message of each commit of a range."""
    told = _git(top, "log", "-z", "--format=%H%n%B", *_span(span))
    for entry in told.decode("utf-8", "replace").split("\0"):
        commit, _, text = entry.partition("\n")
        if commit:
            yield commit, text


def listed(top: Path, commit: str = "", below: str = "datasets") -> Iterator[tuple[str, str]]:
    """Path and blob of ``mkdocs.yml`` and the plain files ``below``, in a commit or the index."""
    paths = ("--", "mkdocs.yml", below)
    if commit:
        told = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, *paths)
    else:
        told = _git(top, "ls-files", "-s", "-z", "--full-name", *paths)
    for entry in told.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        fields = head.decode("ascii", "replace").split()
        if len(fields) == 3 and fields[0].startswith("100"):
            yield os.fsdecode(name), fields[2] if commit else fields[1]


def has(top: Path, name: str) -> bool:
    """Whether a commit of this branch has, or had, a file of that path; absolute ones too."""
    words = ("log", "-1", "--format=%H", "--", f":(literal){name}")
    try:
        return bool(_git(top, *words).strip())
    except GitError:  # no commit yet, or the file lies outside
        return False


def _changes(raw: bytes) -> Iterator[Change]:
    """Git's raw format (https://git-scm.com/docs/diff-format), with -z."""
    commit = ""
    parts = iter(raw.split(b"\0"))
    for part in parts:
        if b"\x01" in part:
            head, _, part = part.partition(b"\x01")[2].partition(b"\n")
            commit = head.decode("ascii", "replace").strip()
        part = part.lstrip(b"\n")
        if not part.startswith(b":"):
            continue
        parents = len(part) - len(part.lstrip(b":"))
        fields = part.lstrip(b":").decode("ascii", "replace").split()
        mode, blob, status = fields[parents], fields[2 * parents + 1], fields[-1]
        name = os.fsdecode(next(parts, b""))
        if mode not in {_MODULE, "000000"} and not status.startswith(("D", "U")):
            yield Change(name, blob, mode, commit)


class Blobs:
    """Gives blobs as files of a folder that is gone afterwards: readers want paths."""

    def __init__(self, top: Path) -> None:
        self._top = top

    def __enter__(self) -> Blobs:
        self._folder = tempfile.TemporaryDirectory(prefix="terbuka-")
        self._git = subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=self._top,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._git.stdin and self._git.stdout:
            self._git.stdin.close()
            self._git.stdout.close()
        self._git.wait()
        self._folder.cleanup()

    @contextmanager
    def file(self, blob: str) -> Iterator[Path]:
        """The blob as a file while the block lasts."""
        asked, answers = self._git.stdin, self._git.stdout
        if asked is None or answers is None:
            raise GitError("cat-file")
        asked.write(blob.encode() + b"\n")
        asked.flush()
        head = answers.readline().decode("ascii", "replace").split()
        if len(head) != 3:
            raise GitError(" ".join(head))
        path, left = Path(self._folder.name) / "blob", int(head[2])
        with path.open("wb") as file:
            while left and (piece := answers.read(min(left, _PIECE))):
                file.write(piece)
                left -= len(piece)
        answers.read(1)
        yield path  # the next blob takes its place
