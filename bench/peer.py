"""frictionless alone on the files named on standard input: the peer of the check.

Started as a process of its own, ``python -m bench.peer``; prints what it saw as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from frictionless import Package, system


def main() -> None:
    """Validate each package and print seconds, packages and how many were not valid."""
    start = time.perf_counter()
    paths = [Path(line.strip()) for line in sys.stdin if line.strip()]
    with system.use_context(trusted=True):
        invalid = sum(not Package(str(path)).validate().valid for path in paths)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "packages": len(paths), "invalid": invalid}))


if __name__ == "__main__":
    main()
