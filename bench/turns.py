"""Runs of both sides in turn, each in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Taken:
    """What a task took and found. Memory is the most that its process held so far."""

    wall: float
    cpu: float
    memory_mb: float
    found: Mapping[str, Any]


class Worker:
    """A process of one side that does one task after the other: `bench.worker`."""

    def __init__(self, side: str) -> None:
        command = [sys.executable, "-m", "bench.worker", side]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def do(self, task: str, **given: object) -> Taken:
        """Does a task of that side's TASKS; `RuntimeError` with its traceback if it fails."""
        if not self._process.stdin or not self._process.stdout:
            raise RuntimeError("a worker without pipes")
        self._process.stdin.write(json.dumps([task, given]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": f"{task}: the process ended"}
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return Taken(**answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()


def alone(side: str, task: str, **given: object) -> Taken:
    """A task in a process of its own: nothing is warm but the imports."""
    with Worker(side) as worker:
        return worker.do(task, **given)


def in_turn(
    rounds: int, ours: Callable[[], Taken], peer: Callable[[], Taken]
) -> tuple[list[Taken], list[Taken]]:
    """So many runs of both, ours first in every other round."""
    own: list[Taken] = []
    theirs: list[Taken] = []
    for number in range(rounds):
        if number % 2:
            theirs.append(peer())
            own.append(ours())
        else:
            own.append(ours())
            theirs.append(peer())
    return own, theirs


def wall(taken: Sequence[Taken]) -> tuple[float, ...]:
    """The seconds of each by the clock on the wall."""
    return tuple(one.wall for one in taken)


def cpu(taken: Sequence[Taken]) -> tuple[float, ...]:
    """The CPU seconds of each."""
    return tuple(one.cpu for one in taken)


def memory(taken: Sequence[Taken]) -> tuple[float, ...]:
    """The MB that the process of each held at most."""
    return tuple(one.memory_mb for one in taken)
