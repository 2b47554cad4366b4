"""A site built once more from the commit that it names, in a folder of its own.

The commit must be in the portal's own repository: what runs is what this repository holds, with
the libraries that are installed here. Nothing is fetched, the checkout is left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .. import lock, provenance, sums
from ..findings import Finding, error, warning
from ..history import git

ENGINES = frozenset({"mkdocs", "zensical"})
_SHOWN = 8


class CannotRebuildError(Exception):
    """Why a site cannot be built again: a code for `cli.verify_not.<code>`."""

    def __init__(self, code: str, note: str = "") -> None:
        super().__init__(code)
        self.code, self.note = code, note


@dataclass(frozen=True, slots=True)
class Origin:
    """What `asal-situs.json` says that is needed to build the site again."""

    commit: str
    as_of: str
    engine: str
    as_committed: bool | None
    versions: tuple[tuple[str, str], ...]  # of the program and the engine


def origin(found: Any) -> Origin:
    """Reads the parsed file; `CannotRebuildError` where it does not say what is needed."""
    try:
        commit, as_of = found["commit"], found["keadaan_per"]
        engine, program = found["mesin_situs"], found["program"]
        versions = ((program["nama"], program["versi"]), (engine["nama"], engine["versi"]))
        told = Origin(commit, as_of, engine["nama"], found["sama_dengan_commit"], versions)
        date.fromisoformat(as_of)
        good = bool(re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", commit))
        good = good and engine["nama"] in ENGINES and program["nama"] == "terbuka"
    except (KeyError, TypeError, ValueError):
        raise CannotRebuildError("no_origin") from None
    if not good:
        raise CannotRebuildError("no_origin")
    return told


def compared(given: Mapping[str, str], told: Origin, root: Path) -> Iterator[Finding]:
    """Builds the site again and holds it against the digests of the given one.

    Raises `CannotRebuildError` where there is no checkout, or the build fails.
    """
    root = root.resolve()
    top = git(root, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    if not top:
        raise CannotRebuildError("no_checkout")
    if not git(root, "rev-parse", "--verify", "--quiet", f"{told.commit}^{{commit}}"):
        raise CannotRebuildError("no_commit")
    yield from _other_versions(told)
    if told.as_committed is not True:
        yield warning("verify-uncommitted", file=provenance.NAME)
    with tempfile.TemporaryDirectory(prefix="terbuka-") as folder:
        clone = Path(folder, "portal")
        _checkout(Path(top), told.commit, clone)
        portal = clone / root.relative_to(Path(top).resolve())
        yield from _other_libraries(portal)
        made = _built(portal, told)
        yield from differences(given, made)


def differences(given: Mapping[str, str], made: Mapping[str, str]) -> Iterator[Finding]:
    """What two sites differ in, by name; the list of hashes itself follows from the rest."""
    for name in sorted((given.keys() | made.keys()) - {sums.NAME}):
        if name not in made:
            yield error("verify-rebuilt", file=name, case="extra")
        elif name not in given:
            yield error("verify-rebuilt", file=name, case="missing")
        elif given[name] != made[name]:
            yield error("verify-rebuilt", file=name)


def _checkout(repository: Path, commit: str, to: Path) -> None:
    """The tree of a commit with its history, without touching the repository."""
    plain = (
        "-c",
        "core.hooksPath=",
        "-c",
        "core.autocrlf=false",
        "-c",
        "advice.detachedHead=false",
    )
    _run("git", *plain, "clone", "-q", "--no-checkout", "--shared", str(repository), str(to))
    _run("git", *plain, "-C", str(to), "checkout", "-q", "--detach", commit, "--")


def _built(portal: Path, told: Origin) -> dict[str, str]:
    """The digests of the files of the site that the commit gives."""
    words = ["build", "--root", ".", "--as-of", told.as_of, "--engine", told.engine, "--quiet"]
    # Where the commit holds the program itself, that one runs: the folder comes first.
    command = [sys.executable, "-m", "build_tools", *words, "--format", "json", "--no-cache"]
    said = _run(*command, cwd=portal, fine=(0, 1))
    site = (portal / "site").resolve()
    if not (site / "index.html").is_file():
        raise CannotRebuildError("failed", said[-2000:])
    entries = (e for e in sums.walk(site) if not e.is_dir(follow_symlinks=False))
    return sums.digests(site, (os.path.relpath(e.path, site).replace(os.sep, "/") for e in entries))


def _run(*command: str, cwd: Path | None = None, fine: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "CI": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode not in fine:
        raise CannotRebuildError("failed", done.stdout.strip()[-2000:])
    return done.stdout


def _other_versions(told: Origin) -> Iterator[Finding]:
    """The program or the engine is another one than the site was made with."""
    for name, said in told.versions:
        here = provenance.version(name)
        if here != said:
            yield warning("verify-version", file=provenance.NAME, name=name, said=said, here=here)


def _other_libraries(portal: Path) -> Iterator[Finding]:
    """Libraries are installed here in another version than the commit locks."""
    try:
        packages = lock.read(lock.content(portal).decode())
    except ValueError:
        return
    locked: dict[str, set[str]] = {}
    for package in packages:
        locked.setdefault(package.name, set()).add(package.version)
    other = [n for n, versions in locked.items() if provenance.version(n) not in {"", *versions}]
    if other:
        names = ", ".join(other[:_SHOWN])
        yield warning("verify-libraries", file=lock.PLACE, count=len(other), names=names)
