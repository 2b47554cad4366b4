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
from ..model import Agency, Portal, Text, Withdrawal
from . import decisions
from .descriptor import plain, text_of
from .settings import SettingsError
from .yamlfile import UnreadableError, line_of

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

#: A day as people write it, the year last.
_DAY = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)")

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
    off: dict[str, int] = {}  # of which an entry cannot be understood, and its number
    for number, value in enumerate(given, start=1):
        entry = decisions.item(value)
        id = plain(entry.get("dataset"))
        if not decisions.is_id(id):
            note = f"dataset ({number})"
            raise SettingsError("settings-withdrawals", file=WITHDRAWALS, line=1, note=note)
        before = found.setdefault(id, [])
        wrong = [*_wrong(entry, portal, before)]
        if wrong:
            off.setdefault(id, number)
            findings += (_told(portal, number, entry, *one) for one in wrong)
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
    found |= {id: [Withdrawal(id, title_hidden=True, wrong=n)] for id, n in off.items()}
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
) -> Iterator[tuple[str, str]]:
    """The keys of an entry that are wrong, and why; ``before``: those above it of its dataset."""
    found = dict(decisions.all_unfit(entry, _KEYS))
    yield from found.items()
    others = (*_aimed(entry, before), *_said(entry, portal))
    yield from ((key, why) for key, why in others if key not in found)


def _said(entry: Mapping[str, Any], portal: Portal) -> Iterator[tuple[str, str]]:
    """What is wrong with the day, the office and the words of an entry."""
    day = decisions.day(entry.get("tanggal"))
    if day is None:
        yield "tanggal", "date"
    elif day > portal.as_of + _AHEAD:
        yield "tanggal", "future"
    office = plain(entry.get("kantor"))
    if office and portal.agency(office) is None:
        yield "kantor", "office"
    if plain(entry.get("judul")) not in {"", HIDDEN}:
        yield "judul", "title"
    if plain(entry.get(_GONE)) not in {"", _YES}:
        yield _GONE, "flag"


def _aimed(entry: Mapping[str, Any], before: Sequence[Withdrawal]) -> Iterator[tuple[str, str]]:
    """What is wrong with the versions that an entry means."""
    version, until = plain(entry.get("versi")), plain(entry.get("versi_sampai"))
    if version and until:
        yield "versi", "both"
    if until and decisions.day(until) is None:
        yield "versi_sampai", "date"
    if version and not _is_address(version):
        yield "versi", "address"
    elif any(_same(one, version, until) for one in before):
        yield "dataset", "twice"


def _is_address(version: str) -> bool:
    address = _ADDRESS.fullmatch(version)
    return bool(address and decisions.day(address[1]))


def _told(portal: Portal, number: int, entry: Mapping[str, Any], key: str, case: str) -> Finding:
    """What is wrong with one key of an entry: in which line, and what to write in its place."""
    path = portal.root / WITHDRAWALS
    given = plain(entry.get(key))
    row = line_of(path, (ENTRIES, number - 1, key)) or line_of(path, (ENTRIES, number - 1))
    facts = {"id": plain(entry.get("dataset")), "number": number, "key": key, "case": case}
    near = _instead(portal, given, case)
    return error("withdrawal-invalid", file=WITHDRAWALS, row=row, **facts, near=near)


def _instead(portal: Portal, given: str, case: str) -> str:
    """What was meant, as it must be written; where that is not known, an example."""
    if case == "office":
        known = {one.id: {one.id, *_names(one)} for one in portal.agencies}
        meant = [id for id, names in known.items() if given.casefold() in names]
        return next(iter(meant or difflib.get_close_matches(given, known, n=1)), "dinkes")
    if case == "address":
        found = _ADDRESS.search(given)
        return found[0] if found and _is_address(found[0]) else _day(given) or "2026-03-31-2"
    return _day(given) or "2026-03-31"


def _names(office: Agency) -> Iterator[str]:
    return (name.casefold() for name in (office.name.main, *office.aliases))


def _day(given: str) -> str:
    """The ISO date of a day as people write it: 20-11-2026, 20/11/2026; empty: no such day."""
    found = _DAY.search(given)
    if not found:
        return ""
    day, month, year = (int(part) for part in found.groups())
    written = f"{year:04}-{month:02}-{day:02}"
    return written if decisions.day(written) else ""


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
