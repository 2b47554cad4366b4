"""The versions of a dataset that can be taken away, and the names of their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..model import Past, Version


@dataclass(frozen=True, slots=True)
class FileNames:
    """Under which names the files of a version are published, by table."""

    tables: Mapping[str, str]
    differences: Mapping[str, str]


def newest(past: Past | None) -> Version | None:
    """The newest version whose bytes can be taken away, if there is one."""
    return next((v for v in past.versions if v.state == "terbit"), None) if past else None


def names(version: Version) -> FileNames:
    """The names of the version's files; no two are the same, whatever its tables are called."""
    taken: set[str] = set()
    found = version.difference.tables if version.difference else ()
    return FileNames(
        {t.name: _free(t.file.name, taken) for t in version.tables if t.file},
        {d.table: _free(d.file.name, taken) for d in found if d.file},
    )


def _free(name: str, taken: set[str]) -> str:
    path, number = PurePosixPath(name), 1
    while name in taken:
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    taken.add(name)
    return name
