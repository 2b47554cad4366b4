"""Who does the jobs: this computer's processes, or a cluster. Either is an `Executor`.

What the cache has is not done again, and starts no process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from . import faults, jobs
from .cache import Outcome
from .jobs import Job

#: Fewer jobs are done faster here than processes are started.
FEW = 4

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@dataclass
class Crew:
    """Does jobs, and remembers which were to be done and which entries of the cache were used."""

    folder: Path  # the cache
    workers: int = 0  # processes; 0: one per core
    anew: bool = False  # also what the cache has
    scheduler: str = ""  # address of a Dask cluster; empty: processes
    store: str = ""  # where inputs and outputs travel; empty: beside the cache
    done: list[str] = field(default_factory=list)  # ids
    used: set[str] = field(default_factory=set)

    def all(
        self, wanted: Sequence[Job], progress: Callable[[int], None] = lambda done: None
    ) -> list[Outcome | str]:
        """The outcome of each job, in the order given; a text is the traceback of a bug."""
        outcomes: dict[int, Outcome | str] = {}
        for number, job in enumerate(wanted):
            self.used |= {job.checked, job.tables, job.package}
            found = None if self.anew else jobs.known(job, self.folder)
            if found:
                outcomes[number] = found
        progress(len(outcomes))
        left = [number for number in range(len(wanted)) if number not in outcomes]
        left.sort(key=lambda number: -wanted[number].size)  # none is to wait for a long last one
        self.done += sorted(wanted[number].dataset.id for number in left)
        for number, outcome in self._work([(n, wanted[n]) for n in left]):
            outcomes[number] = outcome
            progress(len(outcomes))
        return [outcomes[number] for number in range(len(wanted))]

    def _work(self, left: Sequence[tuple[int, Job]]) -> Iterator[tuple[int, Outcome | str]]:
        if not left:
            return
        if self.scheduler:
            from . import cluster

            store = self.store or _beside(self.folder)
            way = cluster.Way(self.scheduler, store, self.folder, self.anew)
            with way.executor() as executor:
                packed = ((number, way.pack(job)) for number, job in left)
                by_number = dict(left)
                for number, answer in run(packed, cluster.do, executor, self.folder):
                    yield number, way.unpack(by_number[number], answer)
            return
        task = partial(jobs.do, folder=self.folder, anew=self.anew)
        lost = []
        with processes(self.workers, len(left)) as executor:
            for number, outcome in run(left, task, executor, self.folder):
                if outcome is None:
                    lost.append(number)
                else:
                    yield number, outcome
        for number, job in left:  # a process that died took others with it: each by itself
            if number in lost:
                with ProcessPoolExecutor(1, initializer=_begin) as executor:
                    outcome = next(run([(number, job)], task, executor, self.folder))[1]
                yield number, outcome or "the process ended: killed, or out of memory"


def run(
    given: Iterable[tuple[int, _Given]],
    task: Callable[[_Given], _Made | str],
    executor: Executor,
    written: Path,
) -> Iterator[tuple[int, _Made | str | None]]:
    """What the task makes of each, as they are done; none where the worker died.

    ``written`` is the folder of the cache: an `OSError` of the computer there passes.
    """
    futures: dict[Future[_Made | str], int] = {}
    try:
        for number, value in given:
            try:
                futures[executor.submit(task, value)] = number
            except BrokenExecutor:
                yield number, None
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenExecutor:
                yield futures[future], None
            except Exception as problem:  # one dataset must not take the others down
                if faults.of_computer(problem, written):
                    raise
                yield futures[future], traceback.format_exc()
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def processes(workers: int, count: int) -> Iterator[Executor]:
    """Processes when there is enough to do, each with one thread; else this one."""
    size = min(workers or os.cpu_count() or 1, count)
    if size < 2 or count < FEW:
        jobs.settle()
        with ThreadPoolExecutor(1) as here:
            yield here
    else:
        with ProcessPoolExecutor(size, initializer=_begin) as pool:
            yield pool


def _begin() -> None:
    """Begins a process: it reads tables with one thread, and ends with the one that started it."""
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    jobs.one_thread()


def _follow(parent: int) -> None:
    """Ends this process when its parent was killed: it would wait for jobs, and hold the locks."""
    started_by = multiprocessing.parent_process()
    while os.getppid() == parent and started_by and started_by.is_alive():
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def _beside(folder: Path) -> str:
    return folder.with_name("store").resolve().as_uri()
