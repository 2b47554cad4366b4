"""Set the project's own Python up: ``python bootstrap/setup.py [site|test]``.

Needs Python 3.11 or newer and nothing else: no pip, no ensurepip, no make. It makes ``.venv``,
checks the copy of pip that lies beside this file against ``SHA256SUMS``, lets it install what
``requirements/<what>.txt`` names (every file by its hash), then the program itself: out of this
checkout, or out of ``bootstrap/terbuka-*.whl`` where a portal only uses it. Where the packages
come from is pip's own business: its ``PIP_*`` variables and configuration are left as they are.

Nothing is done twice: ``.venv/.<what>`` remembers what was installed.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOTSTRAP = ROOT / "bootstrap"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
OLDEST = (3, 11)


class SetupError(Exception):
    """Something stands in the way; the message says what and how to mend it."""


def main(arguments: list[str]) -> int:
    """Set up for ``site`` (the default) or ``test``; 0 when done, 2 when it cannot be."""
    what = arguments[0] if arguments else "site"
    lock = ROOT / "requirements" / f"{what}.txt"
    try:
        if not lock.is_file():
            raise SetupError(f"Tidak ada daftar paket {lock} (no such lock file).")
        if sys.version_info < OLDEST:
            raise SetupError(
                f"Perlu Python 3.11 atau lebih baru (needs Python 3.11 or newer); ini {sys.version}"
            )
        wanted = key(lock)
        if remembered(what) != wanted:
            say(f"Menyiapkan .venv untuk `{what}` (setting up) …")
            install(lock)
            remember(what, wanted)
    except (SetupError, OSError) as problem:
        print(f"{problem}", file=sys.stderr)
        return 2
    return 0


def key(lock: Path) -> str:
    """A text that changes whenever the set-up must be done again."""
    parts = [sys.version.encode(), sys.platform.encode()]
    paths = (lock, BOOTSTRAP / "SHA256SUMS", ROOT / "pyproject.toml", Path(__file__))
    parts += [path.read_bytes() for path in paths if path.is_file()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def remembered(what: str) -> str:
    """The key of the last set-up that ended well, or nothing."""
    stamp = VENV / f".{what}"
    return stamp.read_text(encoding="ascii") if stamp.is_file() and PYTHON.exists() else ""


def remember(what: str, wanted: str) -> None:
    """Note that this set-up ended well; ``test`` holds all of ``site``."""
    (VENV / f".{what}").write_text(wanted, encoding="ascii")
    if what == "test":
        (VENV / ".site").write_text(key(ROOT / "requirements" / "site.txt"), encoding="ascii")


def install(lock: Path) -> None:
    """Make the environment where there is none that runs, and fill it."""
    pip = checked("pip-*.whl")
    if pip is None:
        raise SetupError(f"Tidak ada pip-*.whl di {BOOTSTRAP} (pip's own wheel is missing).")
    if not runs(PYTHON):
        run("membuat .venv", sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV))
    command = [str(PYTHON), str(pip / "pip"), "install", "--no-input", "--only-binary=:all:"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    if not sys.stdout.isatty():
        command += ["--quiet", "--progress-bar=off"]
    run("memasang paket", *command, "--require-hashes", "-r", str(lock))
    program = checked("terbuka-*.whl")
    if program:
        source = ["--force-reinstall", str(program)]
    elif (ROOT / "pyproject.toml").is_file():
        source = ["--no-build-isolation", "--editable", str(ROOT)]
    else:
        raise SetupError(f"Tidak ada terbuka-*.whl di {BOOTSTRAP} (the program is missing).")
    run("memasang terbuka", *command, "--quiet", "--no-index", "--no-deps", *source, quiet=True)


def checked(pattern: str) -> Path | None:
    """The wheel of that name beside this file, held against its hash; none if there is none."""
    sums = {}
    for line in (BOOTSTRAP / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        sums[name.strip()] = digest
    found = sorted(BOOTSTRAP.glob(pattern))
    if not found:
        return None
    wheel = found[-1]
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != sums.get(wheel.name):
        raise SetupError(
            f"{wheel.name} tidak sama dengan yang tercatat di bootstrap/SHA256SUMS: berkas rusak "
            "atau diganti. Ambil lagi dari git. (The wheel does not match its recorded hash.)"
        )
    return wheel


def runs(python: Path) -> bool:
    """Whether that interpreter starts and is of this version."""
    ask = "import sys; print(sys.version)"
    try:
        done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == sys.version.strip()


def run(step: str, *command: str, quiet: bool = False) -> None:
    """Run a command to its end; `SetupError` names the step when it fails.

    A quiet one speaks only then.
    """
    into = subprocess.PIPE if quiet else None
    done = subprocess.run(command, cwd=ROOT, stderr=into, encoding="utf-8", check=False)
    if done.returncode:
        sys.stderr.write(done.stderr or "")
        raise SetupError(
            f"Berhenti saat {step}: lihat pesan di atas (stopped there: see the message above). "
            "Jalankan lagi setelah jaringan atau izin diperbaiki."
        )


def say(message: str) -> None:
    """One line for the person who waits."""
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
