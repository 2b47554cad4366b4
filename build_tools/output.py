"""The only writer of the tree: what the site engine reads, and the files beside it.

.build/docs/<lang>/   pages and prose, for the site engine
.build/theme/<lang>/  its templates
.build/static/        everything else, linked into the finished site
.build/manifest.json  what this module writes, so that it removes only that
.build/new/           files before they are moved to their place
"""

from __future__ import annotations

import errno
import filecmp
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path, PurePosixPath

from . import sums
from .model import OutputFile, Written

_MANIFEST = "manifest.json"
_STAGING = "new"
#: What the system says when another process holds a lock; all else: it knows no locks.
_HELD = {errno.EAGAIN, errno.EACCES}


class UnsafePathError(ValueError):
    """A file would be written outside the tree: a bug, never bad input."""


class BusyError(Exception):
    """Another run is writing the same tree."""


class NotOursError(Exception):
    """Something lies in the way that this program did not make: its path."""


@contextmanager
def alone(build: Path) -> Iterator[None]:
    """Holds the tree for one run; raises `BusyError` while another has it.

    The lock goes with its process, also with one that was killed. Where the system or its
    disk has no such locks (Windows, some network disks), nothing is held.
    """
    build.mkdir(parents=True, exist_ok=True)
    with (build / "lock").open("w") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as problem:
                if problem.errno in _HELD:
                    raise BusyError from problem
        yield


def publish(
    files: Iterable[OutputFile], theme: Iterable[tuple[PurePosixPath, bytes]], build: Path
) -> Written:
    """Writes the tree below ``build``; leaves alone what is there already and the same.

    Each file is moved into place whole. What an earlier run wrote and this one does not is
    removed, also when that run was killed: the manifest names files before they are written.
    Raises `UnsafePathError`, and `ValueError` when two files have one path.
    """
    before = set(_manifest(build))
    everything: dict[str, bytes | Path] = {}
    for path, content in chain(
        ((_place(f), f.content) for f in files),
        ((PurePosixPath("theme", path), content) for path, content in theme),
    ):
        name = path.as_posix()
        if path.is_absolute() or ".." in path.parts:
            raise UnsafePathError(name)
        if name in everything:
            raise ValueError(f"two files for {name}")
        everything[name] = content
    staging = build / _STAGING
    shutil.rmtree(staging, ignore_errors=True)  # what a killed run was about to move
    _write_manifest(build, before | everything.keys())
    changed = [
        PurePosixPath(name)
        for name, content in everything.items()
        if _write(build / name, content, staging)
    ]
    removed = sorted(before - everything.keys())
    for name in removed:
        (build / name).unlink(missing_ok=True)
        _remove_empty(build / name, build)
    _write_manifest(build, everything)
    shutil.rmtree(staging, ignore_errors=True)
    return Written(
        tuple(changed), len(everything) - len(changed), tuple(PurePosixPath(n) for n in removed)
    )


def _place(file: OutputFile) -> PurePosixPath:
    base = PurePosixPath("docs", file.lang) if file.lang else PurePosixPath("static")
    return base / file.path


def _manifest(build: Path) -> list[str]:
    try:
        names = json.loads((build / _MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return []
    safe = [n for n in names if isinstance(n, str) and ".." not in PurePosixPath(n).parts]
    return [n for n in safe if not PurePosixPath(n).is_absolute()]


def _write_manifest(build: Path, names: Iterable[str]) -> None:
    _write(build / _MANIFEST, json.dumps(sorted(names), ensure_ascii=False, indent=0).encode())


def _write(path: Path, content: bytes | Path, staging: Path | None = None) -> bool:
    """Puts the content there; says whether anything changed.

    It is written in the folder ``staging`` first, or beside, and then moved.
    """
    if isinstance(content, Path):
        if path.exists() and (path.samefile(content) or filecmp.cmp(path, content, False)):
            return False
        _link(content, path, staging)
        return True
    same_size = path.is_file() and path.stat().st_size == len(content)
    if same_size and not path.is_symlink() and path.read_bytes() == content:
        return False
    new = _beside(path, staging)
    new.write_bytes(content)
    new.replace(path)
    return True


def _beside(path: Path, staging: Path | None) -> Path:
    """Where a file is written before it is moved to its place, whose folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if staging:
        staging.mkdir(exist_ok=True)
        return staging / "file"
    return path.with_name(f".{path.name[:60]}.new")


def _link(source: Path, path: Path, staging: Path | None = None) -> None:
    """A hard link, or a copy where the file system has none."""
    new = _beside(path, staging)
    new.unlink(missing_ok=True)
    try:
        os.link(source, new)
    except OSError:
        shutil.copyfile(source, new)
    new.replace(path)


def _remove_empty(path: Path, top: Path) -> None:
    for parent in path.parents:
        if parent == top or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def link_static(build: Path, target: Path) -> None:
    """Links every file published for the site itself into ``target``, replacing what is there."""
    for name in _manifest(build):
        path = PurePosixPath(name)
        if path.parts[0] == "static":
            _link(build / path, target.joinpath(*path.parts[1:]))


def tree_state(build: Path) -> str:
    """Names how the published tree lies there: the size, time and number of each file.

    For what this program wrote itself; enough to see that nobody has touched it.
    """
    return _state(build / name for name in [_MANIFEST, *_manifest(build)])


def site_state(build: Path) -> str:
    """Names how the live site lies there, and where its link leads; empty where there is none."""
    link = build.parent / "site"
    if not link.is_symlink():
        return ""
    return f"{link.readlink()} {_folder_state(link.resolve())}"


def remember(folder: Path) -> None:
    """Notes, beside a folder that was just made, how it lies there."""
    write_file(_note(folder), _folder_state(folder).encode())


def untouched(folder: Path) -> bool:
    """Whether a folder lies there as it did when it was noted."""
    note = _note(folder)
    return note.is_file() and note.read_text() == _folder_state(folder)


def _note(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.state")


def _folder_state(folder: Path) -> str:
    return _state(sorted(_walk(folder)))


def _walk(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent, name)


def _state(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        found = os.lstat(path)
        digest.update(f"{path.name} {found.st_size} {found.st_mtime_ns} {found.st_ino}\n".encode())
    return digest.hexdigest()


def tree_digests(build: Path) -> dict[str, str]:
    """The SHA-256 of every file of the tree that was published, by its name below ``build``."""
    return sums.digests(build, _manifest(build))


def static_digests(tree: Mapping[str, str]) -> dict[str, str]:
    """Of such a tree the files that `link_static` links, by their name in the site."""
    mark = "static/"
    return {name.removeprefix(mark): d for name, d in tree.items() if name.startswith(mark)}


def tree_digest(tree: Mapping[str, str], extra: Iterable[Path] = (), settings: str = "") -> str:
    """Names the content of a tree (see `tree_digests`), of further files, and the settings."""
    digest = hashlib.sha256(settings.encode())
    for name, found in (*tree.items(), *((path.name, sums.digest(path)) for path in extra)):
        digest.update(os.fsencode(name) + b"\0" + bytes.fromhex(found))
    return digest.hexdigest()[:16]


def write_file(path: Path, content: bytes) -> None:
    """Writes one file whole: never half of it."""
    _write(path, content)


def swap(link: Path, target: Path) -> None:
    """Makes ``link`` lead to ``target`` in one step, so that a reader never sees a gap.

    Raises `NotOursError` where something lies there that this program did not make: a folder,
    or a link to any other place than the one beside ``target``.
    """
    if link.is_symlink():
        if link.parent.joinpath(link.readlink()).parent.resolve() != target.parent.resolve():
            raise NotOursError(link)
    elif link.exists():
        raise NotOursError(link)
    new = link.with_name(f".{link.name}.new")
    if new.is_symlink():
        new.unlink()
    elif new.exists():
        raise NotOursError(new)
    new.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)
    new.replace(link)


def _delete(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path)


def prune_sites(sites: Path, keep: Iterable[str]) -> None:
    """Removes sites built earlier, all but those named, and what is noted of them."""
    kept = {name for given in keep for name in (given, f"{given}.state")}
    if sites.is_dir():
        for path in sites.iterdir():
            if path.name not in kept:
                _delete(path)
