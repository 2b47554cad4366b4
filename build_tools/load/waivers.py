"""Decisions of the PPID about what the privacy checks find (`izin-ppid.yaml`).

A finding is not silenced by whoever hands in the table. Only the PPID decides, as it does of
what is exempt (UU 14/2008 article 19), with a reason, a basis in law, a number and an end. What
is not whole is not in force, and the finding stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..findings import Finding, error, warning
from ..model import WAIVER_KINDS, Dataset, Portal, Text, Waiver
from ..privacy.kinds import KINDS
from . import decisions
from .descriptor import mapping, plain, text_of
from .yamlfile import UnreadableError

#: The file, below the portal's folder.
WAIVERS = "datasets/_pengaturan/izin-ppid.yaml"

#: The keys of an entry, and whether each must be there.
_KEYS = {
    "dataset": True,
    "tabel": False,
    "kolom": False,
    "kode": True,
    "jenis": True,
    "alasan": True,
    "dasar_hukum": True,
    "nomor": True,
    "tanggal": True,
    "berlaku_sampai": True,
    "diputuskan_oleh": True,
    "en": False,
}


def waivers(portal: Portal, datasets: Mapping[str, Dataset | None]) -> tuple[Portal, list[Finding]]:
    """The portal with the waivers in force on its day, and what is wrong with the others.

    ``datasets``: all that there are by id, none where its description cannot be understood.
    """
    try:
        given = decisions.entries(portal.root, WAIVERS, "izin")
    except UnreadableError as problem:
        note = problem.note or problem.code
        return portal, [
            *decisions.personal(portal.root, WAIVERS),
            error(
                "waiver-invalid",
                file=WAIVERS,
                row=problem.line,
                number="-",
                key="izin",
                case="unreadable",
                note=note,
            ),
        ]
    if not given:
        return portal, []
    hidden = decisions.personal(portal.root, WAIVERS)
    if hidden:
        return portal, hidden
    office = ppid(portal)
    found: dict[tuple[str, ...], Waiver] = {}
    findings: list[Finding] = []
    for number, value in enumerate(given, start=1):
        entry = decisions.item(value)
        wrong = _wrong(entry, office, portal.as_of)
        if wrong:
            facts = {"number": number, "key": wrong[0], "case": wrong[1], "office": office or "-"}
            findings.append(error("waiver-invalid", file=WAIVERS, **facts))
            continue
        waiver = _waiver(entry, portal.languages)
        aim = (waiver.dataset, waiver.table, waiver.field, waiver.code)
        said = {"file": WAIVERS, "number": waiver.number, "about": ", ".join(filter(None, aim))}
        if waiver.until < portal.as_of.isoformat():
            findings.append(warning("waiver-expired", until=waiver.until, **said))
        elif lost := _lost(waiver, datasets):
            findings.append(warning("waiver-unused", case=lost, **said))
        elif aim in found:
            facts = {"number": number, "key": "-", "case": "twice", "office": office}
            findings.append(error("waiver-invalid", file=WAIVERS, **facts))
        else:
            found[aim] = waiver
    return replace(portal, waivers=tuple(found.values())), findings


def ppid(portal: Portal) -> str:
    """The id of the OPD that is PPID (`extra.portal.ppid.opd`); empty: the register has none."""
    id = plain(mapping(portal.settings.get("ppid")).get("opd"))
    return id if portal.agency(id) else ""


def _wrong(entry: Mapping[str, Any], office: str, today: date) -> tuple[str, str] | None:
    """The key of an entry that is wrong, and why."""
    if found := decisions.unfit(entry, _KEYS):
        return found
    if not office:
        return "diputuskan_oleh", "ppid"
    if plain(entry["diputuskan_oleh"]) != office:
        return "diputuskan_oleh", "office"
    if bool(plain(entry.get("tabel"))) != bool(plain(entry.get("kolom"))):
        return "kolom", "place"
    kind = KINDS.get(plain(entry["kode"]))
    if kind is None:
        return "kode", "code"
    if plain(entry["jenis"]) not in WAIVER_KINDS:
        return "jenis", "kind"
    if plain(entry["jenis"]) == WAIVER_KINDS[0] and not kind.can_be_allowed:
        return "jenis", "never"
    first, last = (decisions.day(entry[key]) for key in ("tanggal", "berlaku_sampai"))
    if first is None or last is None:
        return "tanggal" if first is None else "berlaku_sampai", "date"
    if first > today:
        return "tanggal", "future"
    if not first <= last <= _year_after(first):
        return "berlaku_sampai", "year"
    return None


def _year_after(day: date) -> date:
    """The same day of the next year; 1 March for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _waiver(entry: Mapping[str, Any], languages: tuple[str, ...]) -> Waiver:
    def text(key: str) -> Text:
        return text_of(entry, key, languages)

    return Waiver(
        dataset=plain(entry["dataset"]),
        code=plain(entry["kode"]),
        kind=plain(entry["jenis"]),
        number=plain(entry["nomor"]),
        date=plain(entry["tanggal"]),
        until=plain(entry["berlaku_sampai"]),
        office=plain(entry["diputuskan_oleh"]),
        table=plain(entry.get("tabel")),
        field=plain(entry.get("kolom")),
        reason=text("alasan"),
        basis=text("dasar_hukum"),
    )


def _lost(waiver: Waiver, datasets: Mapping[str, Dataset | None]) -> str:
    """Which part of the place that a waiver names is not there; empty: all of it is."""
    if waiver.dataset not in datasets:
        return "dataset"
    dataset = datasets[waiver.dataset]
    if dataset is None or not waiver.table:
        return ""
    table = dataset.resource(waiver.table)
    if table is None:
        return "table"
    return "" if table.field(waiver.field) else "field"
