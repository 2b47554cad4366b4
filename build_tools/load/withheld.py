"""What is held back where this portal comes from (`tertahan.yaml`).

`terbuka mirror` writes the file on the public side. It names datasets and the places of what
was found, never a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..findings import Finding, column_number, error, warning
from ..model import Withheld
from ..words import Words
from .descriptor import items, mapping, plain
from .files import is_plain
from .yamlfile import UnreadableError, read_mapping

#: The file, below the portal's folder.
WITHHELD = "datasets/_pengaturan/tertahan.yaml"
#: Bounds of the file: datasets, and findings of one.
MOST_DATASETS, MOST_FINDINGS, MAX_BYTES = 5_000, 100, 5_000_000

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_FILE = re.compile(r"[A-Za-z0-9*._/-]{0,200}")
_MAX_ROW = 10**9


def withheld(root: Path) -> tuple[tuple[Withheld, ...], list[Finding]]:
    """The datasets that are held back, and what is wrong with the file.

    There need be no such file. Nothing in it can stop a build; an entry that cannot be read is
    left out.
    """
    base, path = root / "datasets", root / WITHHELD
    if not path.exists() and not path.is_symlink():
        return (), []
    try:
        if is_plain(base, path) and path.stat().st_size > MAX_BYTES:
            raise UnreadableError("descriptor-too-large")
        given = items(read_mapping(base, path).get("tertahan"))
    except UnreadableError as problem:
        note = problem.note or problem.code
        return (), [warning("withheld-unreadable", file=WITHHELD, row=problem.line, note=note)]
    found: dict[str, Withheld] = {}
    findings = []
    for number, entry in enumerate(given[:MOST_DATASETS], start=1):
        made = _entry(mapping(entry))
        if made is None or made.dataset in found:
            findings.append(warning("withheld-unreadable", file=WITHHELD, note=f"#{number}"))
        else:
            found[made.dataset] = made
    return tuple(found.values()), findings


def _entry(given: Mapping[str, Any]) -> Withheld | None:
    id, since, updated = (plain(given.get(key)) for key in ("dataset", "sejak", "data"))
    if not _ID.fullmatch(id) or not _is_day(since) or not (_is_day(updated) or not updated):
        return None
    found = (_finding(id, mapping(f)) for f in items(given.get("temuan"))[:MOST_FINDINGS])
    return Withheld(id, since, updated, tuple(f for f in found if f))


def _finding(dataset: str, given: Mapping[str, Any]) -> Finding | None:
    """A finding without a value; none where its code is not one that there are words for."""
    code, file = plain(given.get("kode")), plain(given.get("berkas"))
    if not _CODE.fullmatch(code) or not Words.load("id").has(f"findings.{code}.title"):
        return None
    row = given.get("baris")
    return error(
        code,
        dataset=dataset,
        file=file if _FILE.fullmatch(file) else "",
        row=row if type(row) is int and 0 < row < _MAX_ROW else None,
        column=column_number(plain(given.get("kolom"))),
    )


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
