"""What a finished site says of itself: what it was made from, and the hash of every file.

`asal-situs.json` names the commit, the day, the program, the engine and the locked packages;
`SHA256SUMS` lists every other file, that one included. `build_tools.verify` reads both.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from . import lock, output, sums
from .history import git
from .model import Portal

NAME = "asal-situs.json"
#: What a site is made from, beside the program where it is installed.
SOURCES = ("mkdocs.yml", "datasets", "docs", "requirements", "build_tools")
_FILE, _FOLDER = 0o644, 0o755


def version(name: str) -> str:
    """The version of an installed package; empty where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def origin(portal: Portal, engine: str) -> bytes:
    """The content of `asal-situs.json`: the same for the same commit, day and program."""
    locked = lock.content(portal.root)
    head = git(portal.root, "rev-parse", "HEAD").decode().strip()
    commit = portal.commit or head
    found = {
        "format": 1,
        "commit": commit or None,
        "sama_dengan_commit": _as_committed(portal.root) if commit and commit == head else None,
        "keadaan_per": portal.as_of.isoformat(),
        "program": {"nama": "terbuka", "versi": version("terbuka")},
        "mesin_situs": {"nama": engine, "versi": version(engine)},
        "kunci_paket": {
            "berkas": lock.PLACE,
            "sha256": hashlib.sha256(locked).hexdigest() if locked else None,
        },
        "repositori": portal.repository or None,
        "situs": portal.site_url or None,
        "daftar_hash": sums.NAME,
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _as_committed(root: Path) -> bool:
    """Whether what the site is made from lies there as in the commit that git is at."""
    return not git(root, "status", "--porcelain", "--untracked-files=all", "--", *SOURCES)


def seal(site: Path, origin: bytes, known: Mapping[str, str]) -> None:
    """Writes `asal-situs.json` and the list of hashes into a finished site.

    ``known``: digests of files that were hashed before, by their name in the site. Files and
    folders get the rights of a public site, whatever those of the person who builds it are.
    """
    output.write_file(site / NAME, origin)
    names = []
    for entry in sums.walk(site):
        is_file = not entry.is_dir(follow_symlinks=False)
        if is_file:
            names.append(os.path.relpath(entry.path, site).replace(os.sep, "/"))
        _allow(entry.path, entry.stat(follow_symlinks=False), _FILE if is_file else _FOLDER)
    names = [name for name in names if name != sums.NAME]  # one of ours comes in its place
    found = {name: known[name] for name in names if name in known}
    found |= sums.digests(site, (name for name in names if name not in known))
    output.write_file(site / sums.NAME, sums.written(found))
    listed = site / sums.NAME
    _allow(str(listed), listed.stat(), _FILE)


def _allow(path: str, state: os.stat_result, mode: int) -> None:
    if os.name == "posix" and stat.S_IMODE(state.st_mode) != mode:
        Path(path).chmod(mode)
