"""Versions that were there at the last build and that a rewritten history has lost.

The cache remembers the newest commit, and of each dataset the addresses of its versions with a
digest of their data. No data, no name and no message is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..findings import Finding, warning
from ..history import History
from .log import Line

#: In the cache's folder. A larger one is not read.
FILE, _MOST_BYTES = "riwayat.json", 100_000_000
#: How many addresses a finding names.
_SHOWN = 5

#: Of each id the addresses and what tells the data of each.
_Known = dict[str, dict[str, str]]


def rewritten(cache: Path, past: History, lines: Mapping[str, Line]) -> list[Finding]:
    """A warning for each dataset of which versions are gone, or are others, at their address.

    Also a merge whose first parent is the side branch leaves them out of the main line. Remembers
    this history, unless ``lines`` are of some datasets only. A shallow clone is neither judged nor
    remembered.
    """
    if not past.head or past.shallow:
        return []
    head, before = _read(cache / FILE)
    if head == past.head:
        return []
    known = past.ids()
    now = {id: {s.address: _digest(s.blobs) for s in line.spans} for id, line in lines.items()}
    findings = []
    if head:
        for id, versions in sorted(before.items()):
            if id in lines or id not in known:
                there = now.get(id, {})
                gone = sorted(a for a, data in versions.items() if there.get(a) != data)
                findings += [_told(id, gone)] if gone else []
    if all(id in lines or id not in known for id in before):
        _write(cache / FILE, past.head, now)
    return findings


def _told(id: str, gone: list[str]) -> Finding:
    shown = ", ".join(gone[:_SHOWN]) + (" …" if len(gone) > _SHOWN else "")
    return warning("history-rewritten", dataset=id, versions=shown, count=len(gone))


def _digest(blobs: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(blobs).encode()).hexdigest()[:16]


def _read(path: Path) -> tuple[str, _Known]:
    """What is remembered; nothing where the file is not there or is damaged."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return "", {}
        given = json.loads(path.read_bytes())
        head, versions = given["head"], given["versions"]
        if not isinstance(head, str) or not set(head) <= set("0123456789abcdef"):
            return "", {}
        return head, {id: _texts(known) for id, known in versions.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", {}


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {address: str(data) for address, data in given.items()}


def _write(path: Path, head: str, versions: _Known) -> None:
    """Swaps the file whole; a cache that cannot be written remembers nothing."""
    text = json.dumps({"head": head, "versions": versions}, sort_keys=True)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".riwayat-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
