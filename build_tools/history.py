"""What git knows: when data were committed, and how a folder looked at a commit.

Dates are those of the data's commits; an edit of the description alone is no new version.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .load.datasets import DESCRIPTORS

_NO_DATA = {*DESCRIPTORS, "README.md", "opd.yaml"}


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id, its author's date (ISO), whether it touched data."""

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

    def dates(self, id: str, until: str = "") -> tuple[str, str]:
        """ISO dates of the first and the newest data commit, both empty where there is none.

        ``until`` is a commit's id: as things stood then.
        """
        commits = list(self.commits(id))
        if until:
            place = next((i for i, c in enumerate(commits) if c.id == until), 0)
            commits = commits[place:]
        dates = [c.date for c in commits if c.data]
        return (dates[-1], dates[0]) if dates else ("", "")

    def extract(self, id: str, commit: str, to: Path) -> None:
        """Writes a dataset's folder as it was at a commit below ``to``. Links are left out."""
        base = f"datasets/{id}"
        listing = git(self.root, "ls-tree", "-r", "-z", commit, "--", f"{base}/")
        for entry in filter(None, listing.split(b"\0")):
            head, _, name = entry.partition(b"\t")
            mode, kind, blob = head.decode().split()
            if kind != "blob" or mode == "120000":
                continue
            path = to / os.fsdecode(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(git(self.root, "cat-file", "blob", blob))


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
        "--format=%x01%H %as",
        "-z",
        "--",
        "datasets",
    )
    found: dict[str, list[Commit]] = {}
    for block in log.split(b"\x01")[1:]:
        first, _, rest = block.partition(b"\0")
        line, _, more = first.partition(b"\n")
        commit, date = line.decode().split()
        names = [n for n in (more + b"\0" + rest).replace(b"\n", b"\0").split(b"\0") if n]
        touched: dict[str, bool] = {}
        for name in names:
            parts = os.fsdecode(name).split("/")
            if len(parts) > 3 and parts[0] == "datasets":
                id = f"{parts[1]}/{parts[2]}"
                is_data = "/".join(parts[3:]) not in _NO_DATA
                touched[id] = touched.get(id, False) or is_data
        for id, data in touched.items():
            found.setdefault(id, []).append(Commit(commit, date, data))
    return History(root, head, shallow, found)
