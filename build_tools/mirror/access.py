"""How the public repository is reached: with what the computer has, or with a key for it alone."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .base import MirrorError

#: The private key (its text, or a file that holds it), and lines of known hosts for servers of
#: one's own.
KEY, HOSTS = "CERMIN_KUNCI", "CERMIN_HOST"

#: The keys that the hosts publish of themselves (docs.github.com "GitHub's SSH key fingerprints",
#: docs.gitlab.com "SSH known_hosts entries").
_KNOWN = """\
github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl
gitlab.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf
"""
#: What would make git look at another repository than the one it is told.
_STEERING = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_CONFIG_PARAMETERS"),
}


@contextmanager
def environment(given: Mapping[str, str], work: Path) -> Iterator[dict[str, str]]:
    """The environment in which git talks to the public side.

    A key that is given lies in ``work`` as long as that takes, readable by its owner only.
    """
    kept = {k: v for k, v in given.items() if k not in {*_STEERING, KEY, HOSTS}}
    kept |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    kept["GIT_ALLOW_PROTOCOL"] = "file:http:https:ssh"  # never a command as an address
    key, hosts = work / "kunci", work / "host"
    for path in (key, hosts):
        path.unlink(missing_ok=True)  # of a run that was killed
    if not given.get(KEY, "").strip():
        yield kept
        return
    try:
        _write(key, _text(given[KEY]))
        _write(hosts, given.get(HOSTS, "").replace("\r", "").strip() + "\n" + _KNOWN)
        words = ["ssh", "-F", os.devnull, "-i", str(key), "-o", "IdentitiesOnly=yes"]
        words += ["-o", "StrictHostKeyChecking=yes", "-o", f"UserKnownHostsFile={hosts}"]
        words += ["-o", "GlobalKnownHostsFile=none", "-o", "BatchMode=yes"]
        yield {**kept, "GIT_SSH_COMMAND": shlex.join(words)}
    finally:
        for path in (key, hosts):
            path.unlink(missing_ok=True)


def local(given: Mapping[str, str]) -> dict[str, str]:
    """The environment of work on this computer: nobody's settings, nobody's name."""
    kept = {k: v for k, v in given.items() if not k.startswith("GIT_") and k not in {KEY, HOSTS}}
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    return {**kept, **nothing}


def _text(given: str) -> str:
    """The key itself, where it or a file with it was given; hosts do either."""
    if "PRIVATE KEY" not in given:
        try:
            given = Path(given.strip()).read_text(encoding="ascii")
        except (OSError, ValueError) as problem:
            raise MirrorError("key") from problem
    return given.replace("\r", "").strip() + "\n"


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii", errors="replace") as file:
        file.write(text)
