"""One name for everything that a build is made from.

Content decides, never the time of a file: times are lost in a clone, and an editor may keep
them. Two runs with the same name make the same tree and the same report.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from .history import git

_CODE = Path(__file__).parent
#: Folders of the portal that are read whole.
_READ = ("datasets", "docs", "requirements")
#: What is made, and what keeps the history: never read as a setting's file.
_MADE = (".build", "site", ".git")
_INSTALLED = {".dist-info", ".egg-info"}
_DEEPEST = 5  # as many files may inherit from one another


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads past the tags of plugins."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def fingerprint(root: Path, options: Iterable[str]) -> str:
    """Names the data, the prose, the settings, the history, the program and the options.

    Empty where the settings or a file cannot be read.
    """
    root = root.resolve()
    settings = settings_digest(root)
    if not settings:
        return ""
    digest = hashlib.sha256(settings.encode())
    for option in options:
        digest.update(f"{len(option)} {option}\n".encode())
    try:
        digest.update(_history(root))
        digest.update(_program().encode())
        for name in _READ:
            for line in _contents(root / name, root):
                digest.update(line)
    except OSError:  # the build itself will say which file cannot be read
        return ""
    return digest.hexdigest()


def settings_digest(root: Path) -> str:
    """Names the settings and what the site engine is run with; empty where they are unreadable.

    That is mkdocs.yml, what it inherits, the files of the portal that it names (a hook, say),
    the variables of the environment that it asks for, and the libraries that are installed.
    """
    root = root.resolve()
    digest = hashlib.sha256("\n".join(_libraries()).encode())
    try:
        files = dict.fromkeys(_settings(root / "mkdocs.yml", 0))
        for text in (path.read_bytes() for path in files):
            digest.update(hashlib.sha256(text).digest())
            if b"!ENV" in text:
                asked = {n: v for n, v in os.environ.items() if os.fsencode(n) in text}
                digest.update(repr(sorted(asked.items())).encode())
        for name in sorted({name for path in files for name in _texts(_parsed(path))}):
            for line in _named(root, name):
                digest.update(line)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return ""
    return digest.hexdigest()


def _parsed(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader


def _settings(path: Path, depth: int) -> Iterator[Path]:
    """The file and those that it inherits from."""
    if depth > _DEEPEST:
        raise ValueError(path)
    yield path
    found = _parsed(path)
    if not isinstance(found, dict):
        raise ValueError(path)
    if found.get("INHERIT"):
        yield from _settings(path.parent / str(found["INHERIT"]), depth + 1)


def _texts(value: Any) -> Iterator[str]:
    """Every text in the settings that may be the name of a file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str) and re.fullmatch(r"[^\0\r\n]{1,200}", value):
        yield value


def _named(root: Path, name: str) -> Iterator[bytes]:
    """The content of a file or folder of the portal that has that name."""
    path = Path(os.path.normpath(root / name))
    if not path.is_relative_to(root) or path == root:
        return
    if path.relative_to(root).parts[0] in {*_READ, *_MADE}:
        return
    if path.is_file():
        yield os.fsencode(f"{name}\0") + _file(path)
    elif path.is_dir():
        yield from _contents(path, root)


def _contents(path: Path, root: Path) -> Iterator[bytes]:
    """A line for each file, folder and link below a path, in order; links are not followed."""
    name = os.fsencode(path.relative_to(root).as_posix())
    if path.is_symlink():
        yield b"link " + name + b"\0" + os.fsencode(path.readlink()) + b"\n"
    elif path.is_dir():
        yield b"folder " + name + b"\n"
        for inner in sorted(path.iterdir()):
            yield from _contents(inner, root)
    elif path.is_file():
        yield b"file " + name + b"\0" + _file(path) + b"\n"
    elif path.exists():
        yield b"other " + name + b"\n"


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _history(root: Path) -> bytes:
    """The commit that git is at, where the portal lies in it, and how far back it knows."""
    words = ("rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix")
    found = git(root, *words)
    if b"\ntrue\n" in found:
        found += git(root, "rev-list", "--count", "HEAD")
    return found


def _program() -> str:
    """Names the program with all its texts and templates."""
    digest = hashlib.sha256(sys.version.encode())
    for line in _contents_of_code(_CODE):
        digest.update(line)
    return digest.hexdigest()


def _contents_of_code(folder: Path) -> Iterator[bytes]:
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _contents_of_code(Path(entry.path))
        elif entry.is_file():
            path = Path(entry.path)
            yield os.fsencode(path.relative_to(_CODE)) + b"\0" + path.read_bytes()


def _libraries() -> list[str]:
    """Name and version of everything that is installed, as its folders say."""
    found = set()
    for place in map(Path, sys.path):
        if place.is_dir():
            found |= {path.name for path in place.iterdir() if path.suffix in _INSTALLED}
    return sorted(found)
