"""Bring the tables that frictionless itself is tested with: ``python bootstrap/fixtures.py``.

They are only in its source distribution, which `requirements/fixtures.txt` names by version and
hash. The copy of pip that lies beside this file fetches it; where from is pip's own business, its
``PIP_*`` variables and configuration are left as they are. pip asks an archive for its name before
it keeps it, with the build tools of `requirements/fixtures-build.txt`, each by its hash. Only the
tables and their descriptors are unpacked, into ``.venv/fixtures``.

Nothing is done twice: ``.venv/fixtures/.terbuka`` remembers what was unpacked. Exit code 0: all
there; 2: it is not.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv" / "fixtures"
STAMP = FOLDER / ".terbuka"
WANTED = ROOT / "requirements" / "fixtures.txt"
BUILDERS = ROOT / "requirements" / "fixtures-build.txt"

#: What is unpacked of the folder `data`: tables, and what describes them.
SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".json", ".yaml"})
#: Recorded answers of web servers.
LEFT_OUT = frozenset({"cassettes"})


def main() -> int:
    """Fetch and unpack, unless that was done; 0 when the tables are there."""
    wanted = key()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted:
        return 0
    print("Mengambil tabel uji frictionless (fetching frictionless' test tables) …", flush=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            count = unpack(fetch(Path(folder)), FOLDER)
    except (OSError, tarfile.TarError, LookupError) as problem:
        print(problem, file=sys.stderr)
        return 2
    if count == 0:
        print("Arsip tanpa tabel (no tables in that archive).", file=sys.stderr)
        return 2
    STAMP.write_text(wanted, encoding="ascii")
    return 0


def fetch(into: Path) -> Path:
    """The archive, its hash checked by pip."""
    pip = sorted(Path(__file__).parent.glob("pip-*.whl"))[-1]
    command = [sys.executable, str(pip / "pip"), "download", "--no-deps", "--no-input", "--quiet"]
    command += ["--disable-pip-version-check", "--no-binary", "frictionless", "--require-hashes"]
    command += ["-r", str(WANTED), "--build-constraint", str(BUILDERS), "-d", str(into)]
    done = subprocess.run(
        command,
        cwd=into,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    found = sorted(into.glob("*.tar.gz"))
    if done.returncode or len(found) != 1:
        raise LookupError(f"{done.stdout}\npip berhenti dengan galat (pip failed).")
    return found[0]


def unpack(archive: Path, folder: Path) -> int:
    """Lay the tables of an archive out, in place of any that were there; gives their number."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    count = 0
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            place = kept(member.name)
            source = tar.extractfile(member) if place and member.isreg() else None
            if place is None or source is None:
                continue
            target = part.joinpath(*place.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with source, target.open("wb") as into:
                shutil.copyfileobj(source, into)
            count += 1
    if count:
        shutil.rmtree(folder, ignore_errors=True)
        part.replace(folder)
    return count


def kept(name: str) -> PurePosixPath | None:
    """Where a file of the archive is laid, below the folder; none: it is left out."""
    parts = PurePosixPath(name).parts
    if len(parts) < 3 or parts[1] != "data" or ".." in parts or LEFT_OUT & set(parts):
        return None
    path = PurePosixPath(*parts[2:])
    return path if path.suffix.lower() in SUFFIXES else None


def key() -> str:
    """A text that changes whenever it must be done again."""
    paths = (WANTED, Path(__file__))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
