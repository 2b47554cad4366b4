"""Datasets that were taken back, whole or one version at a time (`penarikan.yaml`).

Whatever is wrong with an entry, its dataset stays off: an entry that cannot be understood takes
back all versions, and a file that cannot be read stops the run.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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

#: Its one key, below which the entries stand.
ENTRIES = "penarikan"

#: The word that hides a dataset's title.
HIDDEN = "disembunyikan"

#: Says that what was taken back is gone from git too: the dataset, though another one is spelt much
#: alike, or the version, so that its address is no longer known.
_GONE, _YES = "sudah_dihapus", "ya"

#: The address of a version: the day of its commit, with "-2", "-3" … for further ones of a day.
_ADDRESS = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(?:[2-9]|[1-9]\d{1,3}))?")

#: What is asked for where one version is taken back: its page says nothing else.
_GROUNDS = ("kantor", "dasar_hukum")

#: The portal's day is that of WITA; where the sun rises earlier it is a day later for an hour.
_AHEAD = timedelta(days=1)

_KEYS = {
    "dataset": True,
    "tanggal": True,
    "alasan": True,
    "versi": False,
    "versi_sampai": False,
    "kantor": False,
    "dasar_hukum": False,
    "judul": False,
    _GONE: False,
    "en": False,
}


def withdrawals(portal: Portal, known: Collection[str]) -> tuple[Portal, list[Finding]]:
    """The portal with all that was taken back, and what is wrong with the file.

    Of a dataset there is one entry that takes back all of it, or any number that each name another
    version, and at most one that names a day. ``known``: ids of the datasets that have a folder or
    a history. Raises `SettingsError` where the file, or which dataset an entry means, cannot be
    read.
    """
    try:
        given = decisions.entries(portal.root, WITHDRAWALS, ENTRIES)
    except UnreadableError as problem:
        facts = {"line": problem.line or 1, "note": problem.note or problem.code}
        raise SettingsError("settings-withdrawals", file=WITHDRAWALS, **facts) from problem
    if not given:
        return portal, []
    hidden = decisions.personal(portal.root, WITHDRAWALS)
    findings = list(hidden)
    found: dict[str, list[Withdrawal]] = {}
    off: set[str] = set()  # of which an entry cannot be understood
    for number, value in enumerate(given, start=1):
        entry = decisions.item(value)
        id = plain(entry.get("dataset"))
        if not decisions.is_id(id):
            note = f"dataset ({number})"
            raise SettingsError("settings-withdrawals", file=WITHDRAWALS, line=1, note=note)
        before = found.setdefault(id, [])
        wrong = _wrong(entry, portal, before)
        if wrong:
            off.add(id)
            facts = {"number": number, "key": wrong[0], "case": wrong[1]}
            findings.append(error("withdrawal-invalid", file=WITHDRAWALS, id=id, **facts))
        else:
            made = _made(entry, portal.languages)
            before.append(made)
            findings += _ungrounded(made, entry, number)
        near = difflib.get_close_matches(id, sorted(known), n=1, cutoff=0.85)
        if near and id not in known and plain(entry.get(_GONE)) != _YES:
            # Its folder still lies there: maybe what leaked is online, for a slip of the pen.
            there = (portal.root / "datasets" / near[0]).is_dir()
            told = error if there else warning
            findings.append(told("withdrawal-unknown", file=WITHDRAWALS, id=id, near=near[0]))
    found |= {id: [Withdrawal(id, title_hidden=True)] for id in off}
    all_ = [one for entries in found.values() for one in entries]
    if hidden:
        all_ = [replace(one, reason=Text(), basis=Text()) for one in all_]
    return replace(portal, withdrawals=tuple(all_)), findings


def _ungrounded(made: Withdrawal, entry: Mapping[str, Any], number: int) -> Iterator[Finding]:
    """What the page of a version that was taken back could not say."""
    for key in _GROUNDS if made.version else ():
        if not plain(entry.get(key)):
            facts = {"id": made.dataset, "version": made.version, "number": number, "key": key}
            yield warning("withdrawal-grounds", file=WITHDRAWALS, **facts)


def _wrong(
    entry: Mapping[str, Any], portal: Portal, before: Sequence[Withdrawal]
) -> tuple[str, str] | None:
    """The key of an entry that is wrong, and why; ``before``: those above it of its dataset."""
    if found := decisions.unfit(entry, _KEYS):
        return found
    if found := _aimed(entry, before):
        return found
    day = decisions.day(entry["tanggal"])
    if day is None:
        return "tanggal", "date"
    if day > portal.as_of + _AHEAD:
        return "tanggal", "future"
    office = plain(entry.get("kantor"))
    if office and portal.agency(office) is None:
        return "kantor", "office"
    if plain(entry.get("judul")) not in {"", HIDDEN}:
        return "judul", "title"
    if plain(entry.get(_GONE)) not in {"", _YES}:
        return _GONE, "flag"
    return None


def _aimed(entry: Mapping[str, Any], before: Sequence[Withdrawal]) -> tuple[str, str] | None:
    """What is wrong with the versions that an entry means."""
    version, until = plain(entry.get("versi")), plain(entry.get("versi_sampai"))
    if version and until:
        return "versi", "both"
    if until and decisions.day(until) is None:
        return "versi_sampai", "date"
    address = _ADDRESS.fullmatch(version)
    if version and not (address and decisions.day(address[1])):
        return "versi", "address"
    if any(_same(one, version, until) for one in before):
        return "dataset", "twice"
    return None


def _same(one: Withdrawal, version: str, until: str) -> bool:
    """Whether an entry above takes back the same, or leaves nothing for another to take back."""
    if not (version or until) or not (one.version or one.until):
        return True
    return one.version == version if version else bool(one.until)


def _made(entry: Mapping[str, Any], languages: tuple[str, ...]) -> Withdrawal:
    return Withdrawal(
        dataset=plain(entry["dataset"]),
        date=plain(entry["tanggal"]),
        reason=text_of(entry, "alasan", languages),
        until=plain(entry.get("versi_sampai")),
        title_hidden=plain(entry.get("judul")) == HIDDEN,
        version=plain(entry.get("versi")),
        office=plain(entry.get("kantor")),
        basis=text_of(entry, "dasar_hukum", languages),
        erased=plain(entry.get(_GONE)) == _YES,
    )
