"""How long the program takes to say anything at all."""

from __future__ import annotations

import subprocess
import sys
import time

from .figures import Figure
from .options import ROOT, Options

_GOAL = 0.3


def start(options: Options) -> list[Figure]:
    """`terbuka --help`, each time in a new process."""
    command = [sys.executable, "-m", "build_tools", "--help"]
    seconds = []
    for _ in range(options.starts):
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return [Figure("terbuka --help: wall", tuple(seconds), "s", _GOAL, at_most=True)]
