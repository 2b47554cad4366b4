"""Install the programs of the tests that run on Node: ``python bootstrap/nodetools.py``.

They are named, each with its hash, in `tests/node/package-lock.json`; Node and npm themselves
come with `requirements/test.txt`, so that a computer without Node will do. Nothing that a package
would like to run at its installation is run. Where packages come from is npm's own business: its
configuration is left as it is.

Nothing is done twice: `tests/node/node_modules/.terbuka` remembers what was installed. Exit code
0: all there; 2: it is not.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "node"
STAMP = FOLDER / "node_modules" / ".terbuka"


def main() -> int:
    """Install what the lock names, unless that was done; 0 when it is there."""
    wanted = key()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted:
        return 0
    npm = shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm is None:
        print("Tidak ada npm di .venv: jalankan `make test` (no npm there).", file=sys.stderr)
        return 2
    print("Menyiapkan tests/node (installing the tools of the tests) …", flush=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    done = subprocess.run(
        command,
        cwd=FOLDER,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(f"{done.stdout}\nnpm berhenti dengan galat (npm failed).", file=sys.stderr)
        return 2
    STAMP.write_text(wanted, encoding="ascii")
    return 0


def key() -> str:
    """A text that changes whenever the installation must be done again."""
    names = ("package.json", "package-lock.json")
    return hashlib.sha256(b"\0".join((FOLDER / n).read_bytes() for n in names)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
