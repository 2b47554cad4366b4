"""Time and memory of a command, its children included."""

from __future__ import annotations

import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.2  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """How a command went. Memory is the most that all its processes held at one time."""

    code: int
    seconds: float
    memory_mb: float
    output: str
    errors: str


def run(command: list[str], cwd: Path, given: str = "") -> Run:
    """Run the command to its end, looking at its memory meanwhile (on Linux; else 0)."""
    start = time.perf_counter()
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=cwd, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    output, errors = process.communicate(given)
    seconds = time.perf_counter() - start
    watcher.join()
    return Run(process.returncode, seconds, peak[0], output, errors)


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _tree(process.pid))) / 1024)
        time.sleep(_PAUSE)


def _tree(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for parent in found:
        try:
            tasks = Path(f"/proc/{parent}/task").iterdir()
            children = [(task / "children").read_text() for task in tasks]
        except OSError:
            continue
        found += [int(child) for line in children for child in line.split()]
    return found


def _memory(pid: int) -> int:
    """The process' share of memory in KiB: shared pages are divided among their users."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
