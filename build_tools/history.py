"""What git knows: when data were committed, and how a folder looked at a commit.

Dates are those of the data's commits; an edit of the description alone is no new version, nor is
a note or a picture that came or went.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from .load.datasets import DESCRIPTORS

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NO_DATA = {*DESCRIPTORS, "README.md", "opd.yaml"}
#: Endings of tables, and the marker by which a mirror tells of which days its data is.
_TABLES = (".csv", ".tsv", ".xlsx", ".geojson", ".json", "/.tanggal")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id, the committer's date (ISO; empty: none), whether it touched data."""

    id: str
    date: str
    data: bool = True


@dataclass(frozen=True)
class History:
    """The commits of each dataset's folder, newest first. Empty outside a repository."""

    root: Path
    head: str = ""
    shallow: bool = False
    _commits: dict[str, list[Commit]] = field(default_factory=dict)

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
            if kind != "blob" or mode == "120000":
                continue
            parts = PurePosixPath(os.fsdecode(name)).parts
            path = to.joinpath(*parts)
            if not _is_safe(parts) or not path.resolve().is_relative_to(to.resolve()):
                raise UnsafeTreeError(os.fsdecode(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(git(self.root, "cat-file", "blob", blob))


class UnsafeTreeError(ValueError):
    """A commit holds a name that leads out of its folder; git itself never makes one."""


def _is_safe(parts: tuple[str, ...]) -> bool:
    return bool(parts) and not any(p in {"..", "/"} or p.lower() == ".git" for p in parts)


def git(root: Path, *words: str) -> bytes:
    """What git answers; empty bytes where there is no git or no repository."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *words]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
    except FileNotFoundError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def read(root: Path) -> History:
    """The history of ``root/datasets``, in one call of git."""
    head = git(root, "rev-parse", "HEAD").decode().strip()
    if not head:
        return History(root)
    shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    log = git(
        root,
        "log",
        "--no-renames",
        "--relative",
        "--name-only",
        "--format=%H %cs",
        "-z",
        "--",
        "datasets",
    )
    found: dict[str, list[tuple[Commit, bool]]] = {}
    for commit, date, names in _commits(log):
        touched: dict[str, tuple[bool, bool]] = {}
        for name in names:
            parts = name.split("/")
            if len(parts) > 3:
                id = f"{parts[1]}/{parts[2]}"
                is_file = "/".join(parts[3:]) not in _NO_DATA
                is_table = is_file and name.lower().endswith(_TABLES)
                before = touched.get(id, (False, False))
                touched[id] = (before[0] or is_table, before[1] or is_file)
        for id, (tables, files) in touched.items():
            found.setdefault(id, []).append((Commit(commit, date, tables), files))
    return History(root, head, shallow, {id: _dated(given) for id, given in found.items()})


def _dated(given: list[tuple[Commit, bool]]) -> list[Commit]:
    """The commits of a dataset; where no table ever was one by its name, any file may be."""
    if any(commit.data for commit, _ in given):
        return [commit for commit, _ in given]
    return [replace(commit, data=files) for commit, files in given]


def _commits(log: bytes) -> Iterator[tuple[str, str, list[str]]]:
    """Id, date and names of each commit, newest first.

    Between NULs stands a name, which begins with "datasets/", or a commit's line: no name can
    pass for one. A date that is none (git takes any) becomes empty.
    """
    commit, date, names = "", "", list[str]()
    for part in log.split(b"\0"):
        token = os.fsdecode(part.removeprefix(b"\n"))
        if token.startswith("datasets/"):
            names.append(token)
        elif token:
            if commit:
                yield commit, date, names
            commit, _, date = token.partition(" ")
            date, names = (date if _DATE.fullmatch(date) else ""), []
    if commit:
        yield commit, date, names
