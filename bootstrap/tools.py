"""Make sure the tests have the programs they start: ``python bootstrap/tools.py``.

The browser tests use, in this order: the program that ``CHROMIUM`` names, or a Chromium or
Chrome on the PATH; Playwright's driver needs libatomic; the tests of publishing use rsync; the
code that pages offer is run with R and curl, data packages are read with R's jsonlite, the
configuration runs with nginx. What is missing is installed from Debian (as root); elsewhere one
message says what to do. Exit code 0: all there; 2: something is not.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HELP = """\
Belum ada (missing): {missing}. Uji memerlukannya (the tests need it).
  Debian/Ubuntu:  sudo apt-get install {missing}
  Peramban lain:  CHROMIUM=/jalur/ke/chromium make test
"""


def browser() -> str | None:
    """The browser that the tests will start, or none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def server() -> str | None:
    """The nginx that the tests will start, on a port of their own; Debian keeps it off the PATH."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def loads(library: str) -> bool:
    """Whether the system has that shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def r_has(package: str) -> bool:
    """Whether R is there and has that package."""
    if not shutil.which("Rscript"):
        return False
    asked = ["Rscript", "--vanilla", "-e", f'library("{package}")']
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def missing() -> list[str]:
    """The Debian packages of what is not there."""
    found = {
        "chromium": browser() is not None,
        "libatomic1": sys.platform != "linux" or loads("libatomic.so.1"),
        "rsync": shutil.which("rsync") is not None,
        "r-base-core": shutil.which("Rscript") is not None,
        "r-cran-jsonlite": r_has("jsonlite"),
        "curl": shutil.which("curl") is not None,
        "nginx": server() is not None,
    }
    return [package for package, there in found.items() if not there]


def install(packages: list[str]) -> None:
    """Debian's packages, where this user may install them; a browser that was named never is."""
    if os.environ.get("CHROMIUM"):
        packages = [package for package in packages if package != "chromium"]
    if not packages or os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Memasang dari Debian (installing): {' '.join(packages)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    for words in (["update", "-qq"], get):
        done = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stderr.decode(errors="replace"))


def main() -> int:
    """Look, install what can be, look again, and say what is still missing."""
    install(missing())
    left = missing()
    if left:
        sys.stderr.write(HELP.format(missing=" ".join(left)))
    return 2 if left else 0


if __name__ == "__main__":
    sys.exit(main())
