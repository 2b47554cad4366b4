"""What git knows: when data were committed, and how a folder looked at a commit.

The main line counts: the first parents of the newest commit. A merge is one commit of it, what
happened on a side branch is none. Dates are those of the data's commits; an edit of the
description alone is no new version, nor is a note or a picture that came or went.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .load.datasets import DESCRIPTORS

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NO_DATA = {*DESCRIPTORS, "README.md", "opd.yaml"}
#: By this file a mirror tells of which days its data is.
MARKER = ".tanggal"
#: Endings of tables, and that marker.
_TABLES = (".csv", ".tsv", ".xlsx", ".geojson", ".json", f"/{MARKER}")
#: Modes of a link and of another repository's commit, which are no files; of a folder; of nothing.
_LINK, _MODULE, _TREE, _NONE = "120000", "160000", "040000", "000000"
#: Of a commit: id, day, the names of author and committer, the message.
_FORMAT = "--format=%H%n%cs%n%an%n%ae%n%cn%n%ce%n%B"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id, the committer's date (ISO; empty: none), whether it touched data."""

    id: str
    date: str
    data: bool = True


class Change(NamedTuple):
    """What a commit made of a file or a folder: the id of its content; empty: it is gone."""

    path: str  # from the portal's folder: "datasets/…"
    object: str
    tree: bool = False  # it is a folder


class Entry(NamedTuple):
    """A commit of the main line, with all it changed below ``datasets`` (no links, no modules)."""

    id: str
    date: str  # ISO, of the committer; empty: none
    people: tuple[str, ...]  # names and addresses of author and committer: shown nowhere
    message: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """The commits of each dataset's folder, newest first. Empty outside a repository.

    ``log`` is the main line, newest first; ``boundary`` are the commits where a shallow clone
    is cut off: everything seems to begin with them.
    """

    root: Path
    head: str = ""
    shallow: bool = False
    _commits: dict[str, list[Commit]] = field(default_factory=dict)
    log: tuple[Entry, ...] = field(default=(), repr=False)
    boundary: frozenset[str] = frozenset()

    def commits(self, id: str) -> Sequence[Commit]:
        """The commits that touched a dataset's folder, newest first."""
        return self._commits.get(id, ())

    def ids(self) -> set[str]:
        """The ids of all datasets that ever were."""
        return set(self._commits)

    def dates(self, id: str, until: str = "") -> tuple[str, str]:
        """ISO dates of the first and the newest data commit, both empty where there is none.

        ``until`` is a commit's id: as things stood then.
        """
        commits = list(self.commits(id))
        if until:
            place = next((i for i, c in enumerate(commits) if c.id == until), 0)
            commits = commits[place:]
        dates = sorted(c.date for c in commits if c.data and c.date)
        return (dates[0], dates[-1]) if dates else ("", "")

    def extract(self, id: str, commit: str, to: Path) -> None:
        """Writes a dataset's folder as it was at a commit below ``to``. Links are left out.

        Raises `UnsafeTreeError` for a tree that would be written outside.
        """
        base = f"datasets/{id}"
        listing = git(self.root, "ls-tree", "-r", "-z", commit, "--", f"{base}/")
        for entry in filter(None, listing.split(b"\0")):
            head, _, name = entry.partition(b"\t")
            mode, kind, blob = head.decode().split()
            if kind != "blob" or mode == _LINK:
                continue
            parts = PurePosixPath(os.fsdecode(name)).parts
            path = to.joinpath(*parts)
            if not is_safe(parts) or not path.resolve().is_relative_to(to.resolve()):
                raise UnsafeTreeError(os.fsdecode(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(git(self.root, "cat-file", "blob", blob))


class UnsafeTreeError(ValueError):
    """A commit holds a name that leads out of its folder; git itself never makes one."""


def is_safe(parts: tuple[str, ...]) -> bool:
    """Whether a path of those parts stays in the folder below which it is written."""
    return bool(parts) and not any(p in {"..", "/"} or p.lower() == ".git" for p in parts)


#: How git is asked: in English, changing nothing, and without what one computer alone replaces.
ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}


def git(root: Path, *words: str) -> bytes:
    """What git answers; empty bytes where there is no git or no repository."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *words]
    environment = {**os.environ, **ENVIRONMENT}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
    except FileNotFoundError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def read(root: Path) -> History:
    """The history of ``root/datasets``: the log of its main line, in one call of git."""
    head = git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()
    if not head:
        return History(root)
    shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    words = (
        "--no-renames",
        "--relative",
        "--raw",
        "-t",
        "--no-abbrev",
        "--no-show-signature",
        "-O/dev/null",
    )
    config = ("-c", "log.showRoot=true", "-c", "log.follow=false")
    line = ("log", "--first-parent", "-m", "--encoding=UTF-8", _FORMAT, "-z")
    log = tuple(_entries(git(root, *config, *line, *words, head, "--", "datasets")))
    found: dict[str, list[tuple[Commit, bool]]] = {}
    for entry in log:
        touched: dict[str, tuple[bool, bool]] = {}
        for path, _, is_tree in entry.changes:
            id, name = dataset_file(path)
            if id and not is_tree:
                before = touched.get(id, (False, False))
                touched[id] = (before[0] or is_table(name), before[1] or name not in _NO_DATA)
        for id, (tables, files) in touched.items():
            found.setdefault(id, []).append((Commit(entry.id, entry.date, tables), files))
    commits = {id: _dated(given) for id, given in found.items()}
    return History(root, head, shallow, commits, log, _boundary(root) if shallow else frozenset())


def dataset_file(path: str) -> tuple[str, str]:
    """The id of the dataset that a path (from the portal) lies in, and the path from its folder.

    Both are empty where it lies in none; the second also for the folder itself. What lies in
    `datasets/_panen` is of other portals.
    """
    parts = path.split("/", 3)
    if len(parts) < 3 or parts[1] == "_panen":
        return "", ""
    id = f"{parts[1]}/{parts[2]}"
    return (id, parts[3]) if len(parts) > 3 else (id, "")


def is_table(name: str) -> bool:
    """Whether a file of a dataset, by its path from the dataset's folder, is taken for a table."""
    return name not in _NO_DATA and f"/{name}".lower().endswith(_TABLES)


def is_file(name: str) -> bool:
    """Whether a file may be data where no table ever was one by its name."""
    return name not in _NO_DATA


def people(root: Path) -> frozenset[str]:
    """Every name and address that stands in a commit, of side branches too: shown nowhere."""
    asked = git(root, "log", "--encoding=UTF-8", "--format=%an%n%ae%n%cn%n%ce", "HEAD")
    return frozenset(asked.decode("utf-8", "replace").split("\n")) - {""}


def _boundary(root: Path) -> frozenset[str]:
    """The commits whose parents a shallow clone does not have."""
    place = git(root, "rev-parse", "--git-path", "shallow").rstrip(b"\n")
    path = root / os.fsdecode(place) if place else None
    if path is None or not path.is_file():
        return frozenset()
    return frozenset(path.read_text(encoding="ascii", errors="replace").split())


def _dated(given: list[tuple[Commit, bool]]) -> list[Commit]:
    """The commits of a dataset; where no table ever was one by its name, any file may be."""
    if any(commit.data for commit, _ in given):
        return [commit for commit, _ in given]
    return [replace(commit, data=files) for commit, files in given]


def _entries(log: bytes) -> Iterator[Entry]:
    """The commits of a log, newest first.

    Between NULs stands a commit with its message, or a change, after which comes its path: no
    name and no message can pass for anything else. A date that is none becomes empty.
    """
    head, changes = b"", list[Change]()
    tokens = iter(log.split(b"\0"))
    for token in tokens:
        if token.startswith((b":", b"\n:")):
            change = _change(token, os.fsdecode(next(tokens, b"")))
            if change:
                changes.append(change)
        elif token:
            if head:
                yield _entry(head, changes)
            head, changes = token, []
    if head:
        yield _entry(head, changes)


def _change(told: bytes, path: str) -> Change | None:
    """A change as git tells it (":<mode> <mode> <id> <id> <letter>"); none: of no file."""
    before, after, _, object, *_ = told.decode().strip("\n:").split()
    no_files = {_LINK, _MODULE, _NONE}
    if after in no_files:
        return None if before in no_files else Change(path, "", before == _TREE)
    return Change(path, object, after == _TREE)


def _entry(head: bytes, changes: list[Change]) -> Entry:
    id, date, *rest = head.decode("utf-8", "replace").lstrip("\n").split("\n", 6)
    known = date if _DATE.fullmatch(date) else ""
    return Entry(id, known, tuple(dict.fromkeys(rest[:4])), rest[4].strip("\n"), tuple(changes))
