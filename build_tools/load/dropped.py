"""Files that wait in an office's ``_baru`` folder: put there by people, not yet a dataset."""

from __future__ import annotations

from pathlib import Path

from .files import is_folder, is_plain

#: The folder of an office in which files wait.
DROPPED = "_baru"
#: What lies there to keep the folder, or to say what it is for.
_NOT_DATA = ("readme", "baca-saya")


def dropped(root: Path) -> list[Path]:
    """The files that wait, by office and name; links and folders are passed over."""
    base = root / "datasets"
    found = []
    for folder in sorted(base.glob(f"*/{DROPPED}")):
        if not is_folder(folder) or not is_folder(folder.parent):
            continue
        for path in sorted(folder.iterdir()):
            hidden = path.name.startswith((".", "~$")) or path.stem.casefold() in _NOT_DATA
            if not hidden and is_plain(folder, path):
                found.append(path)
    return found
