"""Set up the catalogues' readers that others wrote: ``python bootstrap/clients.py``.

CKAN and its harvesters, ckanapi, datapackage, extruct and mlcroissant want other versions of
libraries than the site: they get an environment of their own, ``.venv/clients``, out of
`requirements/clients.txt`, every file by its hash and nothing beside it. Some are published as
source alone; they are built here with the setuptools and wheel of the same list. pip is the copy
that lies beside this file; where from is pip's own business, as in `setup.py`.

Nothing is done twice: ``.venv/.clients`` remembers what was installed. Exit code 0: all there; 2:
it is not.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from pathlib import Path

import setup

LOCK = setup.ROOT / "requirements" / "clients.txt"
FOLDER = setup.VENV / "clients"
PYTHON = FOLDER / setup.PYTHON.relative_to(setup.VENV)
STAMP = setup.VENV / ".clients"

#: What the others are built with, out of the same list.
BUILDERS = ("setuptools", "wheel")
#: What is published as source alone; of all others only wheels are taken.
SOURCES = "ckantoolkit,docopt,feedgen,jsonpath-rw,jstyleson,linear-tsv,pysolr,unicodecsv"


def main() -> int:
    """Install what the list names, unless that was done; 0 when it is there."""
    try:
        wanted = key()
        if PYTHON.exists() and STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted:
            return 0
        setup.say("Menyiapkan .venv/clients (installing the readers that others wrote) …")
        install()
        STAMP.write_text(wanted, encoding="ascii")
    except (setup.SetupError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def key() -> str:
    """A text that changes whenever the installation must be done again."""
    parts = [sys.version.encode(), sys.platform.encode()]
    parts += [path.read_bytes() for path in (LOCK, Path(__file__))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install() -> None:
    """Make the environment anew, so that nothing of an older list stays, and fill it."""
    pip = setup.checked("pip-*.whl")
    if pip is None:
        raise setup.SetupError(f"Tidak ada pip-*.whl di {setup.BOOTSTRAP} (no wheel of pip).")
    making = [sys.executable, "-m", "venv", "--without-pip", "--clear", str(FOLDER)]
    setup.run("membuat .venv/clients", *making)
    command = [str(PYTHON), str(pip / "pip"), "install", "--no-input", "--no-deps", "--quiet"]
    command += ["--disable-pip-version-check", "--no-warn-script-location", "--require-hashes"]
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "builders.txt"
        first.write_text(builders(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
        step = "memasang pembuat paket"
        setup.run(step, *command, "--only-binary=:all:", "-r", str(first), quiet=True)
    choice = ["--only-binary=:all:", f"--no-binary={SOURCES}", "--no-build-isolation"]
    setup.run("memasang pembaca katalog", *command, *choice, "-r", str(LOCK), quiet=True)


def builders(lock: str) -> str:
    """The lines of the list that are about the builders, with their hashes."""
    blocks = re.split(r"(?m)^(?=[a-z0-9])", lock)
    return "".join(block for block in blocks if block.partition("==")[0] in BUILDERS)


if __name__ == "__main__":
    sys.exit(main())
