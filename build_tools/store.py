"""Files by their content, in a place that several computers reach (any that fsspec knows)."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

#: A file that no build has used for so many days is removed from a store in a folder.
MOST_DAYS = 7


class DamagedError(Exception):
    """A file of the store does not hold what its name says."""


class Store:
    """Files under their SHA-256. One that is there is never written again.

    ``url`` is an address of fsspec: ``file:///srv/bersama``, ``s3://ember/terbuka``, ….
    """

    def __init__(self, url: str) -> None:
        from fsspec.core import url_to_fs

        found: tuple[Any, str] = url_to_fs(url)
        self._files, self._base = found[0], found[1].rstrip("/")
        self._files.makedirs(self._base, exist_ok=True)

    def _path(self, digest: str) -> str:
        return f"{self._base}/{digest}"

    def _folder(self) -> Path | None:
        protocol = self._files.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        return Path(self._base) if "file" in names else None

    def put(self, path: Path, digest: str, *, final: bool = False) -> None:
        """Stores a file whose SHA-256 is known. A ``final`` one is never written to again."""
        target, folder = self._path(digest), self._folder()
        if self._files.exists(target):
            if folder:
                (folder / digest).touch()  # in use: `prune` leaves it
            return
        if folder is None:  # an object store shows a file only once it is whole
            self._files.put_file(str(path), target)
            return
        fresh = folder / f".new-{uuid4().hex}"
        try:
            if not final:
                raise OSError
            os.link(path, fresh)
        except OSError:
            shutil.copyfile(path, fresh)
        fresh.replace(folder / digest)

    def get(self, digest: str, to: Path) -> None:
        """Writes the file of that SHA-256 to ``to``; raises `DamagedError`, `FileNotFoundError`."""
        to.parent.mkdir(parents=True, exist_ok=True)
        self._files.get_file(self._path(digest), str(to))
        with to.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                to.unlink()
                raise DamagedError(self._path(digest))

    def prune(self) -> None:
        """Removes what no build has used for a week; only from a folder, no other place."""
        folder, oldest = self._folder(), time.time() - MOST_DAYS * 86_400
        for path in folder.iterdir() if folder else ():
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except OSError:  # another run was faster
                continue
