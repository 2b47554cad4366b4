"""Files that wait in an office's ``_baru`` folder: put there by people, not yet a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import is_folder, is_plain

#: The folder of an office in which files wait; people also write it with a capital.
DROPPED = "_baru"
#: What lies there to keep the folder, or to say what it is for.
_NOT_DATA = ("readme", "baca-saya")
#: A folder that was dragged along may lie in it: so many levels are looked into.
_DEEP = 3


@dataclass(frozen=True, slots=True)
class Drop:
    """A waiting file, and the office whose folder it lies in; empty: it lies in none."""

    path: Path
    opd: str = ""


def dropped(root: Path) -> list[Drop]:
    """The files that wait, by office and name; links are passed over.

    Those of ``datasets/_baru`` wait too, though nobody knows for which office.
    """
    base = root / "datasets"
    found = []
    for folder in _folders(base):
        if _is_drop(folder):
            found += [Drop(path) for path in _files(folder)]
            continue
        for inner in filter(_is_drop, _folders(folder)):
            found += [Drop(path, folder.name) for path in _files(inner)]
    return found


def _is_drop(folder: Path) -> bool:
    return folder.name.casefold() == DROPPED


def _folders(parent: Path) -> list[Path]:
    return [p for p in sorted(parent.iterdir()) if is_folder(p)] if is_folder(parent) else []


def _files(folder: Path, depth: int = 1) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if is_folder(path):
            if depth < _DEEP and not path.name.startswith("."):
                yield from _files(path, depth + 1)
            continue
        hidden = path.name.startswith((".", "~$")) or path.stem.casefold() in _NOT_DATA
        if not hidden and is_plain(folder, path):
            yield path
