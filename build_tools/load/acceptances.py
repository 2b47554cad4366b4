"""Warnings that an office accepts for a while (`sdi:terima` of a descriptor).

Only what warns can be accepted. An error is mended, and what concerns persons is for the PPID
to decide (`izin-ppid.yaml`). What is not whole, or has run out, accepts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ..findings import Finding, error, warning
from ..model import Acceptance, Dataset, Portal
from ..privacy.kinds import KINDS
from ..words import Words
from . import decisions
from .descriptor import plain, text_of

KEY = "sdi:terima"
MOST = 100
KEYS = {
    "kode": True,
    "alasan": True,
    "perangkatDaerah": True,
    "sampai": True,
    "tabel": False,
    "kolom": False,
    "en": False,
}
#: Codes that concern persons, beside the kinds of personal data.
_PERSONS = ("personal-", "person-", "small-count", "picture-metadata", "workbook-author")
#: What tells of decisions themselves, or is mended by giving another name; what is of the portal,
#: of a run or of another verb and not of a dataset.
_NEVER = (
    *("accepted", "acceptance-", "waiver-", "withdrawal-", "name-twin", "name-lookalike", "more"),
    *("codeowners-", "contact-", "docs-", "drop-", "held-back", "history-", "new-open", "nothing-"),
    *("prose-", "settings-", "site-", "synonyms-", "withheld-", "metadata-cell", "metadata-row"),
    *("metadata-sheet", "dictionary-row", "profile-reference-", "internal-"),
)


def acceptances(dataset: Dataset, portal: Portal) -> tuple[tuple[Acceptance, ...], list[Finding]]:
    """The acceptances of a descriptor that are whole, also run out ones; what is wrong with others.

    An entry is held against the register of offices, the tables, and the day of the portal.
    """
    given = dataset.raw.get(KEY)
    if given is None:
        return (), []
    file = dataset.source.descriptor
    if not isinstance(given, list) or len(given) > MOST:
        return (), [error("acceptance-invalid", file=file, number=1, key=KEY, case="list")]
    found: dict[tuple[str, str, str], Acceptance] = {}
    findings: list[Finding] = []
    for number, value in enumerate(given, start=1):
        raw = decisions.item(value)
        entry = {"en" if key == "sdi:en" else key: part for key, part in raw.items()}
        wrong = _wrong(entry, dataset, portal)
        aim = tuple(plain(entry.get(key)) for key in ("kode", "tabel", "kolom"))
        if not wrong and aim in found:
            wrong = ("kode", "twice")
        if wrong:
            key, case = wrong
            days = portal.plausibility.accept_days
            facts = {"number": number, "key": key, "case": case, "days": days}
            findings.append(error("acceptance-invalid", file=file, of=aim[0][:60] or "-", **facts))
            continue
        one = _acceptance(entry, portal.languages)
        found[one.code, one.table, one.field] = one
        if one.until < portal.as_of.isoformat():
            facts = {"of": one.code, "until": one.until, "about": about(one)}
            findings.append(warning("acceptance-expired", file=file, **facts))
    return tuple(found.values()), findings


def in_force(dataset: Dataset, day: date) -> tuple[Acceptance, ...]:
    """Those of a dataset's acceptances that hold on a day."""
    return tuple(a for a in dataset.accepted if a.until >= day.isoformat())


def about(acceptance: Acceptance) -> str:
    """The table and the column that an acceptance names; "–" where it names none."""
    return ", ".join(filter(None, (acceptance.table, acceptance.field))) or "–"


def _acceptance(entry: Mapping[str, Any], languages: tuple[str, ...]) -> Acceptance:
    return Acceptance(
        code=plain(entry["kode"]),
        reason=text_of(entry, "alasan", languages),
        office=plain(entry["perangkatDaerah"]),
        until=plain(entry["sampai"]),
        table=plain(entry.get("tabel")),
        field=plain(entry.get("kolom")),
    )


def _wrong(entry: Mapping[str, Any], dataset: Dataset, portal: Portal) -> tuple[str, str] | None:
    """The key of an entry that is wrong, and why (a word of the finding's cases)."""
    if found := decisions.unfit(entry, KEYS):
        return found
    code = plain(entry["kode"])
    if code in KINDS or code.startswith(_PERSONS):
        return "kode", "person"
    if code.startswith(_NEVER) or not _is_code(code):
        return "kode", "code"
    if portal.agency(plain(entry["perangkatDaerah"])) is None:
        return "perangkatDaerah", "office"
    last = decisions.day(entry["sampai"])
    if last is None:
        return "sampai", "date"
    if (last - portal.as_of) > timedelta(days=portal.plausibility.accept_days):
        return "sampai", "year"
    return next(_lost(entry, dataset), None)


def _lost(entry: Mapping[str, Any], dataset: Dataset) -> Iterator[tuple[str, str]]:
    """What an entry names and the dataset does not have."""
    table, field = plain(entry.get("tabel")), plain(entry.get("kolom"))
    tables = [r for r in dataset.resources if table in ("", r.name)]
    if not tables:
        yield "tabel", "table"
    elif field and not any(r.field(field) for r in tables):
        yield "kolom", "field"


def _is_code(code: str) -> bool:
    """Whether that is the code of a finding."""
    return "." not in code and Words.load("id").has(f"findings.{code}.title")
