"""A process that does tasks when told to: ``python -m bench.worker ours``.

A line of standard input is a task, ``[name, {arguments}]``; a line of the answer says how long
it took and what it found. What is imported and prepared beforehand is not counted, so that
tasks of one process after the first are those of a warm process. Each side (`ours`, `peers`)
has processes of its own and imports nothing of the other's.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

#: A task prepares, and gives the work whose time counts; that gives what it found.
Task = Callable[..., Callable[[], dict[str, Any]]]


def main() -> None:
    """Do what standard input says, to its end."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    tasks: Mapping[str, Task] = importlib.import_module(f"bench.{sys.argv[1]}").TASKS
    for line in sys.stdin:
        name, given = json.loads(line)
        try:
            answer = measured(tasks[name](**given))
        except Exception:  # noqa: BLE001 - the one who asked has to know
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


def measured(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Seconds by the wall and of all processors, the memory at most, what the work found.

    What was loaded before is out of the garbage collector's sight, on either side, as a build
    has it in its processes (`build_tools.jobs.settle`).
    """
    gc.collect()
    gc.freeze()
    before, start = spent(), time.perf_counter()
    found = work()
    wall = time.perf_counter() - start
    return {"wall": wall, "cpu": spent() - before, "memory_mb": peak(), "found": found}


def spent() -> float:
    """CPU seconds of this process, all its threads, and of the processes that it waited for."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak() -> float:
    """The most memory in MB that this process held so far, and that a child of it held.

    On Linux by the process' own mark: `getrusage` counts what was there before `exec` too.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with suppress(OSError, StopIteration):  # not on Linux: the other figure has to do
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    scale = 1e6 if sys.platform == "darwin" else 1e6 / 1024
    return (own + children) / scale


if __name__ == "__main__":
    main()
