"""What git says a proposal touches, and how those datasets were before it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shutil import copy2, copytree, rmtree
from tempfile import TemporaryDirectory

from .. import history
from ..history import git

#: Where the main branch of the place that was cloned from is looked for, in that order.
_MAIN = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")
_ID = re.compile(r"[0-9a-f]{40,64}")


class NoBaseError(Exception):
    """There is no such commit, or no repository; ``given`` is what was asked for."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given


@dataclass(frozen=True, slots=True)
class Touched:
    """What lies otherwise than in the commit ``base``; empty: than in an empty repository."""

    base: str
    date: str  # ISO
    ids: tuple[str, ...]  # of datasets
    others: tuple[str, ...]  # other files below `datasets/`, by path from the portal


def touched(root: Path, given: str = "") -> Touched:
    """The datasets that differ from the commit ``given``, or from what one would compare with.

    That is, in this order: where the branch left the main branch of origin; the last commit,
    where the work since lies uncommitted; the one before the last that touched a dataset. Raises
    `NoBaseError`.
    """
    if not _commit(root, "HEAD"):
        raise NoBaseError(given or "HEAD")
    base = _base(root, given)
    ids, others = set[str](), set[str]()
    for name in _names(root, base):
        parts = PurePosixPath(name).parts
        if len(parts) > 3 and not any(part.startswith(("_", ".")) for part in parts[1:3]):
            ids.add("/".join(parts[1:3]))
        else:
            others.add(name)
    date = git(root, "log", "-1", "--format=%cs", base).decode().strip() if base else ""
    return Touched(base, date, tuple(sorted(ids)), tuple(sorted(others)))


def _commit(root: Path, name: str) -> str:
    """The full id of a commit; empty where there is none of that name."""
    if name.startswith("-"):
        return ""
    found = git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
    return found if _ID.fullmatch(found) else ""


def _base(root: Path, given: str) -> str:
    head = _commit(root, "HEAD")
    if given:
        commit = _commit(root, given)
        if not commit:
            raise NoBaseError(given)
        return _fork(root, commit, head) or commit
    main = next(filter(None, (_commit(root, name) for name in _MAIN)), "")
    fork = _fork(root, main, head) if main else ""
    if fork and fork != head:
        return fork
    if any(_names(root, head)):
        return head
    last = git(root, "log", "-1", "--format=%H", "--", "datasets").decode().strip()
    return _commit(root, f"{last}^") if last else head


def _fork(root: Path, one: str, other: str) -> str:
    """Where two lines of commits parted; empty where they have nothing in common."""
    return git(root, "merge-base", one, other).decode().strip()


def _names(root: Path, base: str) -> Iterator[str]:
    """The files below `datasets/` that differ, those not known to git too, from the portal."""
    place = ("--", "datasets")
    diff = ("diff", "--no-ext-diff", "--no-renames", "--relative", "--name-only", "-z")
    new = ("ls-files", "-o", "--exclude-standard", "-z")
    known = ("ls-files", "-z")
    asked = [(*diff, base, *place)] if base else [(*known, *place)]
    for words in (*asked, (*new, *place)):
        yield from (os.fsdecode(name) for name in git(root, *words).split(b"\0") if name)


@contextmanager
def tree_before(root: Path, given: Touched, ids: tuple[str, ...]) -> Iterator[Path]:
    """A portal as it is, but with those datasets as they were; it is gone afterwards.

    All else is linked: registers, tables that are referred to. What the cache of the portal
    knows is known there too. Raises `history.UnsafeTreeError`.
    """
    with TemporaryDirectory(prefix="terbuka-") as made:
        folder = Path(made)
        copytree(root / "datasets", folder / "datasets", symlinks=True, copy_function=_linked)
        _linked(root / "mkdocs.yml", folder / "mkdocs.yml")
        build = root / ".build"
        if build.is_dir():
            (folder / ".build").symlink_to(build.resolve(), target_is_directory=True)
        past = history.History(root)
        for id in ids:
            rmtree(folder / "datasets" / id, ignore_errors=True)
            if given.base:
                past.extract(id, given.base, folder)
        yield folder


def _linked(source: str | Path, target: str | Path) -> None:
    """A second name for a file; a copy where the disk has no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        copy2(source, target, follow_symlinks=False)
