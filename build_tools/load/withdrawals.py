"""Datasets that were taken back (`penarikan.yaml`).

Whatever is wrong with an entry, its dataset stays off: an entry that cannot be understood takes
back all versions, and a file that cannot be read stops the run.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ..findings import Finding, error, warning
from ..model import Portal, Text, Withdrawal
from . import decisions
from .descriptor import plain, text_of
from .settings import SettingsError
from .yamlfile import UnreadableError

#: The file, below the portal's folder.
WITHDRAWALS = "datasets/_pengaturan/penarikan.yaml"

#: The word that hides a dataset's title.
HIDDEN = "disembunyikan"

#: Says that a dataset's folder and history are gone, where another one is spelt much alike.
_GONE, _YES = "sudah_dihapus", "ya"

#: The portal's day is that of WITA; where the sun rises earlier it is a day later for an hour.
_AHEAD = timedelta(days=1)

_KEYS = {
    "dataset": True,
    "tanggal": True,
    "alasan": True,
    "versi_sampai": False,
    "judul": False,
    _GONE: False,
    "en": False,
}


def withdrawals(portal: Portal, known: Collection[str]) -> tuple[Portal, list[Finding]]:
    """The portal with all that was taken back, and what is wrong with the file.

    ``known``: ids of the datasets that have a folder or a history. Raises `SettingsError` where
    the file, or which dataset an entry means, cannot be read.
    """
    try:
        given = decisions.entries(portal.root, WITHDRAWALS, "penarikan")
    except UnreadableError as problem:
        facts = {"line": problem.line or 1, "note": problem.note or problem.code}
        raise SettingsError("settings-withdrawals", file=WITHDRAWALS, **facts) from problem
    if not given:
        return portal, []
    hidden = decisions.personal(portal.root, WITHDRAWALS)
    findings = list(hidden)
    found: dict[str, Withdrawal] = {}
    for number, value in enumerate(given, start=1):
        entry = decisions.item(value)
        id = plain(entry.get("dataset"))
        if not decisions.is_id(id):
            note = f"dataset ({number})"
            raise SettingsError("settings-withdrawals", file=WITHDRAWALS, line=1, note=note)
        wrong = _wrong(entry, portal, id in found)
        if wrong:
            facts = {"number": number, "key": wrong[0], "case": wrong[1]}
            findings.append(error("withdrawal-invalid", file=WITHDRAWALS, id=id, **facts))
        near = difflib.get_close_matches(id, sorted(known), n=1, cutoff=0.85)
        if near and id not in known and plain(entry.get(_GONE)) != _YES:
            # Its folder still lies there: maybe what leaked is online, for a slip of the pen.
            there = (portal.root / "datasets" / near[0]).is_dir()
            told = error if there else warning
            findings.append(told("withdrawal-unknown", file=WITHDRAWALS, id=id, near=near[0]))
        made = Withdrawal(id, title_hidden=True) if wrong else _made(entry, portal.languages)
        before = found.get(id)
        found[id] = replace(made, until="") if before else made
    if hidden:
        found = {id: replace(given, reason=Text()) for id, given in found.items()}
    return replace(portal, withdrawals=tuple(found.values())), findings


def _wrong(entry: Mapping[str, Any], portal: Portal, twice: bool) -> tuple[str, str] | None:
    """The key of an entry that is wrong, and why."""
    if found := decisions.unfit(entry, _KEYS):
        return found
    if twice:
        return "dataset", "twice"
    day = decisions.day(entry["tanggal"])
    if day is None:
        return "tanggal", "date"
    if day > portal.as_of + _AHEAD:
        return "tanggal", "future"
    until = entry.get("versi_sampai")
    if until is not None and decisions.day(until) is None:
        return "versi_sampai", "date"
    if plain(entry.get("judul")) not in {"", HIDDEN}:
        return "judul", "title"
    if plain(entry.get(_GONE)) not in {"", _YES}:
        return _GONE, "flag"
    return None


def _made(entry: Mapping[str, Any], languages: tuple[str, ...]) -> Withdrawal:
    return Withdrawal(
        dataset=plain(entry["dataset"]),
        date=plain(entry["tanggal"]),
        reason=text_of(entry, "alasan", languages),
        until=plain(entry.get("versi_sampai")),
        title_hidden=plain(entry.get("judul")) == HIDDEN,
    )
