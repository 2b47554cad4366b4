"""The folder of the portal that would go out, to be looked at before anything does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .base import Files


def lay(files: Files, folder: Path) -> None:
    """Lays the files out below ``folder``, which holds nothing else afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            _link(content, path)


def _link(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError:
        shutil.copyfile(source, path)
