"""What was worked out of a dataset's versions before, in one folder of the cache.

`past.json` is the whole history under the name of all that went into it; beside it lie what is
known of each version and of each pair, and the files, each under the SHA-256 of its bytes: what
several versions share lies there once. Deleting any of it is safe.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..model import Download, Origin, TableDifference, Text, Version, VersionTable
from ..model.past import VersionKind, VersionState

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Made = TypeVar("_Made")


#: What each kind of file is, by its ending.
_MEDIA = {"csv": "text/csv", "geojson": "application/geo+json"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a version: its state, and what may be told of it where it goes out."""

    state: VersionState
    origin: Origin = "resmi"
    agencies: tuple[str, ...] = ()
    title: Text = Text()
    period: tuple[str, str] = ("", "")
    licences: tuple[str, ...] = ()
    tables: tuple[VersionTable, ...] = ()
    errors: int = 0
    reasons: tuple[str, ...] = ()  # of one that is held back: see `Version.reasons`
    tree: str = ""  # the folder by whose description it was judged
    readable: bool = False  # its tables can be read, and held against others


@dataclass(frozen=True, slots=True)
class Pair:
    """What one version changed against an older one; tables only where both go out."""

    kind: VersionKind
    tables: tuple[TableDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Whole:
    key: str
    versions: tuple[Version, ...]


@lru_cache(maxsize=8)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def home(cache: Path, id: str) -> Path:
    """The folder of a dataset's versions."""
    return cache / f"versi-{hashlib.sha256(id.encode()).hexdigest()[:24]}"


class Kept:
    """The folder of one dataset; remembers which of its files were used."""

    def __init__(self, folder: Path, anew: bool = False) -> None:
        self.folder, self._anew = folder, anew
        self._used: set[str] = {"past.json"}

    def versions(self, key: str) -> tuple[Version, ...] | None:
        """The whole history, if it was made from the same and all its files lie there."""
        found = None if self._anew else _read(self.folder / "past.json", _Whole)
        if found is None or found.key != key or not all(map(self._whole, _files(found.versions))):
            return None
        return tuple(replace(v, folder=self.folder) for v in found.versions)

    def keep_versions(self, key: str, versions: tuple[Version, ...]) -> None:
        """Keeps the whole history, and removes what it does not use."""
        bare = tuple(replace(v, folder=Path()) for v in versions)
        self._write("past.json", _adapter(_Whole).dump_json(_Whole(key, bare)))
        self._used |= {file.sha256 for file in _files(versions)}
        for path in self.folder.iterdir():
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def judged(self, key: str) -> Judged | None:
        """What is known of a version; none where one of its files is gone."""
        found = self._get(f"{key}.json", Judged)
        files = [t.file for t in found.tables if t.file] if found else []
        return found if all(map(self._whole, files)) else None

    def keep_judged(self, key: str, judged: Judged) -> None:
        """Keeps what was found of a version."""
        self._write(f"{key}.json", _adapter(Judged).dump_json(judged))

    def pair(self, key: str) -> Pair | None:
        """What is known of a pair; none where one of its files is gone."""
        found = self._get(f"{key}.json", Pair)
        files = [t.file for t in found.tables if t.file] if found else []
        return found if all(map(self._whole, files)) else None

    def keep_pair(self, key: str, pair: Pair) -> None:
        """Keeps what was found of a pair."""
        self._write(f"{key}.json", _adapter(Pair).dump_json(pair))

    def _get(self, name: str, kind: type[_Made]) -> _Made | None:
        self._used.add(name)
        return None if self._anew else _read(self.folder / name, kind)

    def _whole(self, file: Download) -> bool:
        try:
            return (self.folder / file.sha256).stat().st_size == file.bytes
        except OSError:
            return False

    def _write(self, name: str, content: bytes) -> None:
        """Writes a file whole, as another run may read it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._used.add(name)
        fresh = self.folder / f".new-{os.getpid()}-{name}"
        fresh.write_bytes(content)
        fresh.replace(self.folder / name)


def _read(path: Path, kind: type[_Made]) -> _Made | None:
    with suppress(OSError, ValueError):  # pydantic's error is a ValueError
        found: _Made = _adapter(cast(Any, kind)).validate_json(path.read_bytes())
        return found
    return None


def _files(versions: tuple[Version, ...]) -> list[Download]:
    """Every file that a history offers."""
    found = [t.file for v in versions for t in v.tables]
    found += [t.file for v in versions if v.difference for t in v.difference.tables]
    return [file for file in found if file]


def placed(fresh: Path, name: str, resource: str) -> Download:
    """Moves a finished file to its place, named by its content; gives it as a download."""
    with fresh.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = fresh.stat().st_size
    fresh.replace(fresh.parent / digest)
    format = name.rsplit(".", 1)[-1]
    return Download(name, format, _MEDIA[format], size, digest, resource)
