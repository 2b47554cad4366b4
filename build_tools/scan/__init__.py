"""The gate: personal data in raw files, before a descriptor, a check or a build knows them.

`files` looks at files and folders as they lie there, `staged` at what the next commit holds,
`commits` at everything that commits brought, be it gone since, `message` at what is said of a
commit. What is found is told as findings; what cannot be read is one too.

git      blobs of the index and of commits
places   where there is nothing but the program
ground   the settings, decisions and descriptors that a file is judged by
decided  what the PPID has decided on
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from ..checks import filenames, personalfiles, rawfile
from ..findings import Finding, Severity
from ..surfaces import Said
from . import decided, git, places
from .git import GitError
from .ground import Ground, of_commit

__all__ = ["GitError", "commits", "files", "is_known", "message", "staged", "staged_datasets"]

_DESCRIPTOR = re.compile(r"^datasets/[^/]+/[^/]+/datapackage\.(?:ya?ml|json)$")
_PROSE = re.compile(r"^(?:docs/|mkdocs\.yml$|[^/]+\.md$|datasets/_)")
_OFFICE = re.compile(r"^\s*[\"']?surel[\"']?\s*:")
#: Lines of a message that git writes: people's addresses belong there.
_TRAILER = re.compile(r"^(?:[A-Z][\w-]*-by|Cc|From|Author|Commit|Date):", re.IGNORECASE)
_SCISSORS = re.compile(r"^.?\s*-{8,}\s*>8\s*-{8,}")


def files(root: Path, names: Iterable[Path]) -> list[Finding]:
    """What is personal in files, and in all files of folders; none: in the portal's sources."""
    base = root.resolve()
    asked = list(names) or [root / name for name in ("datasets", "docs", "mkdocs.yml")]
    ground = Ground(base)
    found: list[Finding] = []
    for path in asked:
        for file in _below(path):
            place = file.resolve()
            inside = place.is_relative_to(base)
            name = place.relative_to(base).as_posix() if inside else file.as_posix()
            if path == file or not inside or _is_wanted(name, file, base):
                found += _look(file, name, ground if inside else None)
    return decided.applied(ground, found)


def staged(root: Path) -> list[Finding]:
    """What is personal in the files as the index has them: the next commit.

    Settings, waivers and descriptors are those of the index too.
    """
    top = git.top(root)
    found: list[Finding] = []
    with git.Blobs(top) as blobs, of_commit(top, blobs) as ground:
        for change in git.staged(top):
            found += _blob(blobs, change, top, ground)
        return decided.applied(ground, found)


def staged_datasets(root: Path) -> list[str]:
    """The ids of the datasets, still in the folder, of which the next commit changes a file."""
    top = git.top(root)
    base = root.resolve()
    found: set[tuple[str, ...]] = set()
    for name in git.staged_names(top):
        path = top / name
        parts = path.relative_to(base).parts if path.is_relative_to(base) else ()
        if len(parts) > 3 and parts[0] == "datasets" and "_" not in (parts[1][0], parts[2][0]):
            found.add(parts[:3])
    there = (parts for parts in found if base.joinpath(*parts).is_dir())
    return sorted("/".join(parts[1:]) for parts in there)


def commits(root: Path, span: str) -> list[Finding]:
    """What is personal in any file, or message, of the commits of a range (``main..HEAD``).

    A file is judged by the descriptors of its commit. What the PPID has decided on is asked of
    the last one: what comes in is all of the range.
    """
    top = git.top(root)
    found: list[Finding] = []
    with git.Blobs(top) as blobs:
        seen: set[tuple[str, str]] = set()
        changes = git.of_commits(top, span)
        for commit, of_it in groupby(changes, key=lambda change: change.commit):
            with of_commit(top, blobs, commit) as ground:
                for change in of_it:
                    if (change.blob, change.name) not in seen:
                        seen.add((change.blob, change.name))
                        told = _blob(blobs, change, top, ground)
                        found += [_in(commit, f) for f in told]
        for commit, text in git.messages(top, span):
            found += [_in(commit, f) for f in _message(text)]
        with of_commit(top, blobs, _last(span)) as ground:
            return decided.applied(ground, found)


def _last(span: str) -> str:
    """The commit that a range ends with."""
    return span.partition("..")[2].lstrip(".") or "HEAD"


def message(path: Path) -> list[Finding]:
    """What is personal in the message of a commit, in a file as git gives it to its hooks."""
    return list(_message(path.read_text(encoding="utf-8", errors="replace")))


def is_known(root: Path, names: Iterable[str]) -> bool:
    """Whether git has one of the files, or has had it in the commits of this branch."""
    try:
        top = git.top(root)
        return any(git.has(top, name) for name in names)
    except GitError:
        return False


def _in(commit: str, finding: Finding) -> Finding:
    return replace(finding, values=(*finding.values, ("commit", commit[:10])))


def _message(text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), start=1):
        if _SCISSORS.match(line):
            return
        if not line.startswith("#") and not _TRAILER.match(line):
            yield from rawfile.said(Said(line, "message", row=number), "")


def _below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for parent, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in places.MADE)
        for name in sorted(names):
            file = Path(parent) / name
            # a workbook that is open leaves "~$…" beside it until it is closed
            if file.is_file() and not file.is_symlink() and not filenames.is_lock(name):
                yield file


def _is_wanted(name: str, path: Path, top: Path) -> bool:
    return not places.is_code(name, top) or places.is_opened(name, path)


def _blob(blobs: git.Blobs, change: git.Change, top: Path, ground: Ground) -> Iterator[Finding]:
    if change.is_link:
        yield from rawfile.of_name(change.name)
        return
    if not places.is_code(change.name, top):
        ground.dataset_of(change.name)  # read before the blob, whose place others would take
    with blobs.file(change.blob) as path:
        if _is_wanted(change.name, path, top):
            yield from _look(path, change.name, ground)


def _look(path: Path, name: str, ground: Ground | None) -> Iterator[Finding]:
    """What is personal in one file, as grave as `check` takes it in that place."""
    dataset = ground.dataset_of(name) if ground else None
    found = rawfile.look(path, name, dataset)
    if _PROSE.match(name):
        found = personalfiles.eased(found)
    for f in found:
        if f.code == "personal-email" and _DESCRIPTOR.match(name) and _of_office(path, f.row):
            f = replace(f, severity=Severity.WARNING)
        yield f


def _of_office(path: Path, row: int | None) -> bool:
    """Whether that line is the address of the office to ask."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return any(at == row and _OFFICE.match(line) for at, line in enumerate(file, start=1))
