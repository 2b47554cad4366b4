"""Programs of other people that read catalogues, as the tests start them.

They live in an environment of their own (`bootstrap/clients.py`); the scripts in `tests/clients/`
run there. A script says what it read on its standard output, as JSON.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(__file__).parent / "clients"
PYTHON = ROOT / ".venv" / "clients" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
_PATH = os.environ.get("PATH", "")


def run(script: str, *args: object, cwd: Path | None = None, timeout: float = 600) -> str:
    """What a script of `tests/clients/` says; the test fails with its words when it fails."""
    _ready()
    done = subprocess.run(
        [PYTHON, "-W", "ignore", SCRIPTS / script, *map(str, args)],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", "PATH": f"{PYTHON.parent}{os.pathsep}{_PATH}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )
    assert done.returncode == 0, f"{script}: {done.stderr[-4000:]}"
    return done.stdout


@cache
def _ready() -> None:
    """Set the environment up where it is missing; workers of the tests wait for the first."""
    command = [sys.executable, str(ROOT / "bootstrap" / "clients.py")]
    with (ROOT / ".venv" / ".clients.lock").open("w") as lock:
        if os.name != "nt":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
