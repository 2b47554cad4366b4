"""The files of a folder or a ZIP, to be hashed: nothing is unpacked, nothing outside is read.

Files are only ever those that were found there, never those that a list names; so no name can
lead out. How much is read is bounded, and a ZIP may not grow beyond measure.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from .. import sums
from ..findings import Finding, error

#: A list or description is read whole, up to here; a site of a million files has less.
MAX_TEXT = 256_000_000
MAX_FILES = 1_000_000
#: So many bytes a ZIP may hold, and so many times its own size beside the first part.
MAX_BYTES, MAX_RATIO, FREE_BYTES = 16_000_000_000, 100, 100_000_000
#: What reading an entry of a ZIP may raise: damaged, encrypted, packed in an unknown way.
_DAMAGED = (
    *(zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError),
    *(zlib.error, lzma.LZMAError),
)


class UnreadableError(Exception):
    """What was given cannot be read as a folder or ZIP; a code for `cli.verify_<code>`."""

    def __init__(self, code: str, note: str = "") -> None:
        super().__init__(code)
        self.code, self.note = code, note


class Files(Protocol):
    """Files by name, with "/"."""

    names: frozenset[str]
    findings: list[Finding]  # names that lead out, links, doubles: those files are left out

    def content(self, name: str) -> bytes:
        """A small file whole; `UnreadableError` where it is longer than `MAX_TEXT`."""

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of each of these files; one that is damaged is left out."""


def is_safe(name: str) -> bool:
    """Whether a name stays in its folder, on any system."""
    parts = name.split("/")
    inside = all(part not in {"", ".", ".."} for part in parts)
    return inside and not re.match(r"[A-Za-z]:", name) and not set(name) & set("\0\\")


def opened(place: Path) -> Files:
    """The files of a folder, or of a ZIP file. `UnreadableError`: it is neither."""
    if place.is_dir():
        return Folder(place)
    if not place.is_file():
        raise UnreadableError("absent")
    try:
        return Zip(place)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as problem:
        raise UnreadableError("no_zip", str(problem)) from problem


class Folder:
    """The files below a folder, links left out; a folder that holds all is entered, as in a ZIP."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.findings: list[Finding] = []
        found = {
            os.path.relpath(entry.path, self.folder).replace(os.sep, "/"): entry
            for entry in sums.walk(self.folder)
            if entry.is_symlink() or entry.is_file(follow_symlinks=False)
        }
        top = _top(list(found))
        self.folder /= top
        names = []
        for full, entry in found.items():
            name = full.removeprefix(top)
            if entry.is_symlink():
                self.findings.append(error("verify-unsafe", file=name, case="link"))
            else:
                names.append(name)
        self.names = frozenset(names)

    def content(self, name: str) -> bytes:
        """See `Files`."""
        path = self.folder / name
        if path.stat().st_size > MAX_TEXT:
            raise UnreadableError("too_large", name)
        return path.read_bytes()

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """See `Files`."""
        return sums.digests(self.folder, names)


class Zip:
    """The entries of a ZIP file; a folder that holds all of them is left out of their names."""

    def __init__(self, place: Path) -> None:
        self.archive = zipfile.ZipFile(place)
        self.findings: list[Finding] = []
        entries = [entry for entry in self.archive.infolist() if not entry.is_dir()]
        size = sum(entry.file_size for entry in entries)
        most = min(MAX_BYTES, FREE_BYTES + MAX_RATIO * place.stat().st_size)
        if len(entries) > MAX_FILES or size > most:
            raise UnreadableError("too_large", place.name)
        top = _top([entry.filename for entry in entries])
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename.removeprefix(top)
            if not is_safe(name) or _is_link(entry):
                self.findings.append(error("verify-unsafe", file=entry.filename, case="path"))
            elif name in self.entries:
                self.findings.append(error("verify-unsafe", file=name, case="twice"))
            else:
                self.entries[name] = entry
        self.names = frozenset(self.entries)

    def content(self, name: str) -> bytes:
        """See `Files`."""
        if self.entries[name].file_size > MAX_TEXT:
            raise UnreadableError("too_large", name)
        try:
            return self.archive.read(self.entries[name])
        except _DAMAGED as problem:
            raise UnreadableError("no_zip", str(problem)) from problem

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """See `Files`."""
        found = {name: self._digest(self.entries[name]) for name in names}
        return {name: digest for name, digest in found.items() if digest}

    def _digest(self, entry: zipfile.ZipInfo) -> str:
        """Empty where the entry is damaged, encrypted, or packed in a way that nobody knows."""
        digest = hashlib.sha256()
        try:
            with self.archive.open(entry) as file:  # never gives more than `file_size` bytes
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
        except _DAMAGED:
            return ""
        return digest.hexdigest()


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return (entry.external_attr >> 16) & 0o170000 == 0o120000


def _top(names: list[str]) -> str:
    """The folder that all files lie in, with "/"; empty: there is none."""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    if len(tops) == 1 and all("/" in name for name in names):
        return f"{tops.pop()}/"
    return ""
