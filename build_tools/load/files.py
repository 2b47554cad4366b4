"""Files from many hands, opened only when they are plain files inside the folder they claim."""

from __future__ import annotations

import stat
from pathlib import Path


def is_plain(base: Path, path: Path) -> bool:
    """Whether ``path`` is a regular file reached from ``base`` through real folders only.

    No link in any part (also not ``base`` itself), no pipe, no device.
    """
    try:
        parts = path.relative_to(base).parts
    except ValueError:
        return False
    if not parts or ".." in parts or base.is_symlink():
        return False
    step = base
    for part in parts:
        step = step / part
        if step.is_symlink():
            return False
    try:
        return stat.S_ISREG(step.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether that is a real folder, no link to one."""
    return path.is_dir() and not path.is_symlink()
