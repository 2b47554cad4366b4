"""The versions of all datasets, in as many processes as there are cores.

A task is a value that any process can do; what the cache has starts none.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import faults
from ..crew import processes, run
from ..model import Text, Version
from .kept import Kept, home
from .one import Work
from .task import Task

__all__ = ["Task", "shown_title", "versions"]


def versions(
    tasks: Sequence[Task],
    folder: Path,
    workers: int = 0,
    anew: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> list[tuple[Version, ...] | str]:
    """The versions of each dataset, newest first; a text is the traceback of a bug.

    ``folder`` is the cache. An `OSError` of the computer passes.
    """
    made: dict[int, tuple[Version, ...] | str] = {}
    for at, task in enumerate(tasks):
        found = Kept(home(folder, task.id), anew).versions(task.key)
        if found is not None:
            made[at] = found
    left = [(at, task) for at, task in enumerate(tasks) if at not in made]
    left.sort(key=lambda given: -len(given[1].spans))  # none is to wait for a long last one
    if left:
        with processes(workers, len(left)) as executor:
            for at, done in run(left, _Doing(folder, anew), executor, folder):
                made[at] = "the process ended" if done is None else done
                progress(len(made))
    return [made[at] for at in range(len(tasks))]


@dataclass(frozen=True, slots=True)
class _Doing:
    folder: Path
    anew: bool

    def __call__(self, task: Task) -> tuple[Version, ...] | str:
        try:
            with Work(task, self.folder, self.anew) as work:
                return work.versions()
        except Exception as problem:  # one dataset must not take the others down
            if faults.of_computer(problem, self.folder):
                raise
            return traceback.format_exc()


def shown_title(versions: Sequence[Version]) -> Text:
    """The title of the newest version that goes out; empty: there is none."""
    return next((v.title for v in versions if v.state == "terbit" and v.title), Text())
