"""The portal that a file is judged by: as it lies there, as the index has it, or a commit.

What a commit holds is judged by the settings, the decisions of the PPID and the descriptors of
that commit, so that everybody gets the same answer; what lies in the folder counts for the folder.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path

from .. import load
from ..model import Dataset, Portal, Source
from . import git

_WITA = timezone(timedelta(hours=8), "WITA")
#: What the settings of a portal are read from: nothing of the datasets.
_SETTINGS = re.compile(
    r"mkdocs\.yml|datasets/(?:_pengaturan|referensi)/.*|datasets/[^/]+/opd\.yaml", re.DOTALL
)
_ID = re.compile(r"datasets/([a-z0-9-]+/[a-z0-9-]+)/.+", re.DOTALL)
_DESCRIPTORS = ("datapackage.yaml", "datapackage.yml", "datapackage.json")
#: No setting and no descriptor is larger.
_MOST_BYTES = 20_000_000

Bring = Callable[[re.Pattern[str]], None]


class Ground:
    """The settings and the datasets of a portal, read when they are asked for."""

    def __init__(self, folder: Path, bring: Bring | None = None) -> None:
        """``folder``: of the portal; ``bring`` writes what is asked for into it beforehand."""
        self._folder = folder
        self._bring = bring or (lambda wanted: None)
        self._datasets: dict[str, Dataset | None] = {}

    @cached_property
    def portal(self) -> Portal | None:
        """The settings on this day; none where there are none that can be read."""
        self._bring(_SETTINGS)
        try:
            return load.load_portal(self._folder, datetime.now(_WITA).date())
        except (load.SettingsError, OSError, UnicodeError):
            return None

    def dataset_of(self, name: str) -> Dataset | None:
        """The dataset whose folder a file of the portal lies in, as it is described there."""
        match = _ID.fullmatch(name)
        return self.dataset(match[1]) if match and self.portal else None

    def dataset(self, id: str) -> Dataset | None:
        """The dataset with that id; none where nothing describes it that can be understood."""
        if id not in self._datasets:
            base = f"datasets/{id}"
            self._bring(re.compile(rf"{re.escape(base)}/(?:{'|'.join(_DESCRIPTORS)})"))
            folder = self._folder / "datasets" / id
            descriptor = next((n for n in _DESCRIPTORS if (folder / n).is_file()), "")
            found = None
            if descriptor and self.portal:
                found = load.load(Source(id, folder, descriptor), self.portal)[0]
            self._datasets[id] = found
        return self._datasets[id]

    def decided(self, ids: set[str]) -> Portal | None:
        """The portal with the waivers in force today, as far as they are about these datasets."""
        if self.portal is None:
            return None
        loaded = {id: self.dataset(id) for id in sorted(ids)}
        return load.waivers(load.register(self.portal)[0], loaded)[0]


@contextmanager
def of_commit(top: Path, blobs: git.Blobs, commit: str = "") -> Iterator[Ground]:
    """The portal as a commit has it; without one as the index does: the next commit."""
    with tempfile.TemporaryDirectory(prefix="terbuka-") as given:
        folder = Path(given)
        listed: list[tuple[str, str]] = []

        def bring(wanted: re.Pattern[str]) -> None:
            listed.extend([] if listed else git.listed(top, commit))
            for name, blob in listed:
                parts = name.split("/")
                if not wanted.fullmatch(name):
                    continue
                to = folder.joinpath(*parts)
                if ".." in parts or Path(name).is_absolute() or to.exists():
                    continue
                with blobs.file(blob) as path:
                    if path.stat().st_size <= _MOST_BYTES:
                        to.parent.mkdir(parents=True, exist_ok=True)
                        shutil.copyfile(path, to)

        yield Ground(folder, bring)
