"""Programs that run on Node, as the tests start them; `bootstrap/nodetools.py` installs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

MODULES = Path(__file__).parent / "node" / "node_modules"


def run(
    script: str, *words: str, timeout: float | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script of the installed packages with the environment's own Node."""
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    assert node, "no Node in .venv: run `make test`"
    assert (MODULES / ".terbuka").is_file(), "run `make test`, or bootstrap/nodetools.py"
    return subprocess.run(
        [node, str(MODULES / script), *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )
