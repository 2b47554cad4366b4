"""The gate: personal data in raw files, before a descriptor, a check or a build knows them.

`files` looks at files and folders as they lie there, `staged` at what the next commit holds,
`commits` at everything that commits brought, be it gone since, `message` at what is said of a
commit. What is found is told as findings; what cannot be read is one too.

git      blobs of the index and of commits
decided  what the PPID has decided on
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..checks import personalfiles, rawfile
from ..findings import Finding, Severity
from ..surfaces import Said
from . import decided, git
from .git import GitError

__all__ = ["GitError", "commits", "files", "message", "staged"]

#: What is made or fetched, and no source of anything.
_MADE = {".git", ".venv", ".build", "node_modules", "__pycache__"}
#: What is code, lock file or archive of the program; hands write no tables there.
_CODE = re.compile(
    r"(?:^|/)(?:bootstrap|requirements|\.github)/|\.(?:py|pyi|js|mjs|ts|css|toml|sh|whl|lock)$|"
    r"(?:^|/)(?:Makefile|LICENSE|\.git\w+|\.editorconfig|\.gitlab-ci\.yml)$"
)
#: The same of the program's own repository, which shows broken tables on purpose.
_PROGRAM = re.compile(r"^(?:build_tools|tests|bench)/")
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
    found: list[Finding] = []
    for path in asked:
        for file in _below(path):
            place = file.resolve()
            inside = place.is_relative_to(base)
            name = place.relative_to(base).as_posix() if inside else file.as_posix()
            if path == file or inside is False or _wanted(name, root):
                found += _look(file, name)
    return decided.applied(root, found)


def staged(root: Path) -> list[Finding]:
    """What is personal in the files as the index has them: the next commit."""
    top = git.top(root)
    found: list[Finding] = []
    with git.Blobs(top) as blobs:
        for change in git.staged(top):
            found += _blob(blobs, change, top)
    return decided.applied(top, found)


def commits(root: Path, span: str) -> list[Finding]:
    """What is personal in any file, or message, of the commits of a range (``main..HEAD``)."""
    top = git.top(root)
    found: list[Finding] = []
    with git.Blobs(top) as blobs:
        seen: set[tuple[str, str]] = set()
        for change in git.of_commits(top, span):
            if (change.blob, change.name) in seen:
                continue
            seen.add((change.blob, change.name))
            found += [_in(change.commit, f) for f in _blob(blobs, change, top)]
    for commit, text in git.messages(top, span):
        found += [_in(commit, f) for f in _message(text)]
    return decided.applied(top, found)


def message(path: Path) -> list[Finding]:
    """What is personal in the message of a commit, in a file as git gives it to its hooks."""
    return list(_message(path.read_text(encoding="utf-8", errors="replace")))


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
        folders[:] = sorted(name for name in folders if name not in _MADE)
        for name in sorted(names):
            file = Path(parent) / name
            if file.is_file() and not file.is_symlink():
                yield file


def _wanted(name: str, root: Path) -> bool:
    if _CODE.search(name) or _MADE.intersection(PurePosixPath(name).parts):
        return False
    return not (_PROGRAM.match(name) and (root / "build_tools" / "scan").is_dir())


def _blob(blobs: git.Blobs, change: git.Change, top: Path) -> Iterator[Finding]:
    if not _wanted(change.name, top):
        return
    if change.is_link:
        yield from rawfile.of_name(change.name)
        return
    with blobs.file(change.blob) as path:
        yield from _look(path, change.name)


def _look(path: Path, name: str) -> Iterator[Finding]:
    """What is personal in one file, as grave as `check` takes it in that place."""
    found = rawfile.look(path, name)
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
