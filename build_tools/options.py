"""How a run was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

#: Tells how far a stage is: its name, how many are done, how many there are.
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """In CI and in pipes: no progress."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: where, for which day, with how many processes, with which cache."""

    root: Path
    as_of: date
    commit: str = ""  # empty: git's HEAD
    workers: int = 0  # 0: one per core
    use_cache: bool = True
    only: tuple[str, ...] = ()  # ids to check; empty: all
    progress: Progress = silent
    scheduler: str = ""  # address of a Dask cluster; empty: processes of this computer
    store: str = ""  # what a cluster reaches: an address of fsspec; empty: a folder in `.build`

    @property
    def build_folder(self) -> Path:
        """Where everything that is made lies."""
        return self.root / ".build"
