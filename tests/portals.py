"""Portals for tests: the made-up one in ``examples/portal``, with a case laid over it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).parent / "examples"
REPOSITORY = Path(__file__).parent.parent
DESCRIPTOR = "datasets/dkisp/contoh/datapackage.yaml"
AS_OF = date(2026, 1, 15)


def portal(to: Path, case: Path | None = None) -> Path:
    """Lays the example portal out in ``to``, changed as a case says; gives ``to``.

    A case is a folder: its files are laid over the portal's, ``hapus.txt`` names files to
    delete first, ``ubah.yaml`` maps dotted paths of the example dataset's descriptor to new
    values (null deletes).
    """
    shutil.copytree(EXAMPLES / "portal", to, dirs_exist_ok=True)
    if case is None:
        return to
    delete = case / "hapus.txt"
    for name in delete.read_text().split() if delete.exists() else ():
        (to / name).unlink()
    for path in sorted(case.rglob("*")):
        if path.is_symlink() or (path.is_file() and path.name not in {"hapus.txt", "ubah.yaml"}):
            target = to / path.relative_to(case)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copy2(path, target, follow_symlinks=False)
    if (case / "ubah.yaml").exists():
        change(to, yaml.safe_load((case / "ubah.yaml").read_text(encoding="utf-8")))
    return to


def change(root: Path, changes: Mapping[str, Any], descriptor: str = DESCRIPTOR) -> None:
    """Changes a descriptor at dotted paths; None deletes."""
    path = root / descriptor
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    for dotted, value in changes.items():
        *parents, last = dotted.split(".")
        place: Any = found
        for part in parents:
            place = place[int(part)] if isinstance(place, list) else place[part]
        if isinstance(place, list):
            place[int(last) : int(last) + 1] = [value]
        elif value is None:
            del place[last]
        else:
            place[last] = value
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


def commit(root: Path, message: str, day: str) -> str:
    """Commits everything below ``root`` on a day (ISO date); gives the commit's id."""
    when = f"{day}T12:00:00+08:00"
    environment = {
        **os.environ,
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    who = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.go.id", "-c", "core.autocrlf=false"]

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(root), *who, *words],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        return done.stdout.strip()

    if not (root / ".git").exists():
        git("init", "-q", "-b", "main")
        (root / ".git/info/exclude").write_text(".build/\nsite\n")
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", message)
    return git("rev-parse", "HEAD")
