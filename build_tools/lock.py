"""The list of locked packages (`requirements/site.txt`), as pip and uv write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

#: Where the list lies, from the portal's root.
PLACE = "requirements/site.txt"
_NAMED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9.!+_-]+)\s*(?:;\s*(.*?))?\s*")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class LockError(ValueError):
    """A line of the list is no package with its version and hashes: the line."""


@dataclass(frozen=True, slots=True)
class Package:
    """A locked package: any of its files is one of the hashes."""

    name: str  # as PyPI normalises it
    version: str
    marker: str  # when it is installed (PEP 508); empty: always
    hashes: tuple[str, ...]  # SHA-256 in hexadecimal, sorted


def read(text: str) -> tuple[Package, ...]:
    """The packages of a list, sorted. `LockError` for a line that names no hash, or an address."""
    found = []
    for line in re.sub(r"\\\n", " ", text).splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        hashes = tuple(sorted(_HASH.findall(line)))
        named = _NAMED.fullmatch(_HASH.sub("", line).strip())
        if not named or not hashes:
            raise LockError(line[:200])
        found.append(Package(normalised(named[1]), named[2], named[3] or "", hashes))
    return tuple(sorted(found, key=lambda p: (p.name, p.version)))


def normalised(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def content(root: Path) -> bytes:
    """The list of a portal; empty where it has none."""
    path = root / PLACE
    return path.read_bytes() if path.is_file() else b""
