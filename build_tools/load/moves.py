"""Datasets that went to another address, as far as git cannot show it (`pindah.yaml`).

pindah:
- {dari: dinkes/puskesmas, ke: dinkes/fasilitas, tanggal: 2026-01-31}
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..findings import Finding, error, warning
from ..model import Portal
from . import decisions
from .descriptor import plain
from .yamlfile import UnreadableError

#: The file, below the portal's folder.
MOVES = "datasets/_pengaturan/pindah.yaml"
_KEYS = {"dari": True, "ke": True, "tanggal": True}


@dataclass(frozen=True, slots=True)
class ToldMove:
    """A dataset's id before and after, and the day of the move (ISO date)."""

    old: str
    new: str
    date: str


def moves(portal: Portal, known: Collection[str]) -> tuple[tuple[ToldMove, ...], list[Finding]]:
    """The moves that the file tells, and what is wrong with its other entries.

    ``known``: ids of the datasets that have a folder or a history.
    """
    try:
        given = decisions.entries(portal.root, MOVES, "pindah")
    except UnreadableError as problem:
        facts = {"number": 0, "key": problem.note or problem.code, "case": "file"}
        return (), [error("move-invalid", file=MOVES, row=problem.line, **facts)]
    findings = decisions.personal(portal.root, MOVES)
    found: list[ToldMove] = []
    for number, value in enumerate(given, start=1):
        entry = decisions.item(value)
        wrong = _wrong(entry, portal, known, found)
        if wrong:
            facts = {"number": number, "key": wrong[0], "case": wrong[1]}
            # where there is no history (a mirror, a shallow clone) nobody knows what was
            told = warning if wrong[1] == "absent" else error
            findings.append(told("move-invalid", file=MOVES, **facts))
            continue
        found.append(ToldMove(*(plain(entry[key]) for key in _KEYS)))
    return tuple(found), findings


def _wrong(
    entry: Mapping[str, Any], portal: Portal, known: Collection[str], above: Collection[ToldMove]
) -> tuple[str, str] | None:
    """The key of an entry that is wrong, and why (a word of the finding's cases)."""
    if found := decisions.unfit(entry, _KEYS):
        return found
    old, new = plain(entry["dari"]), plain(entry["ke"])
    for key, id in (("dari", old), ("ke", new)):
        if not decisions.is_id(id):
            return key, "id"
        if id not in known:
            return key, "absent"
    if old == new:
        return "ke", "same"
    if (portal.root / "datasets" / old).is_dir():
        return "dari", "there"
    if any(old == move.old for move in above):
        return "dari", "twice"
    if decisions.day(entry["tanggal"]) is None:
        return "tanggal", "date"
    if _leads_to(new, old, above):
        return "ke", "circle"
    return None


def _leads_to(start: str, end: str, above: Collection[ToldMove]) -> bool:
    """Whether the moves that were read lead from one id to another."""
    on = {move.old: move.new for move in above}
    while start in on:
        start = on[start]
        if start == end:
            return True
    return False
