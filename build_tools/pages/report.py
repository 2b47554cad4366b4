"""What was checked and what was found: for the page, and as `pemeriksaan.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from .. import reports
from ..findings import Finding, Severity
from ..model import Acceptance, CheckRun, OutputFile, Portal, Published
from ..words import Words
from .view import counted

SHOWN = 20
#: Checks of one thing: where all of them went well, a page names them once, as the first.
_TOGETHER = (
    (
        *("personal-data", "personal-columns", "person-names", "small-counts"),
        *("personal-text", "personal-files"),
    ),
    (
        *("series", "areas", "code-names", "parts", "shares", "empty-columns", "units"),
        *("totals", "period", "grouped", "spaces"),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One check in words, with how it ended: ok, warn or bad."""

    title: str
    outcome: str
    detail: str


def lines(words: Words, checks: Sequence[CheckRun]) -> list[Line]:
    """The checks in the order they ran; those of one thing as one where nothing was found."""
    ran = [check for check in checks if check.examined or check.errors or check.warnings]
    for names in _TOGETHER:
        same = [check for check in ran if check.name in names]
        if same and all(outcome(check) == "ok" for check in same):
            shown = min(same, key=lambda check: names.index(check.name))
            ran = [check for check in ran if check is shown or check not in same]
    return [Line(_title(words, check), outcome(check), _detail(words, check)) for check in ran]


def outcome(check: CheckRun) -> str:
    """How a check ended."""
    return "bad" if check.errors else "warn" if check.warnings else "ok"


def _title(words: Words, check: CheckRun) -> str:
    key = f"findings.checks.{check.name}"
    return words(key) if words.has(key) else check.name


def _detail(words: Words, check: CheckRun) -> str:
    what = counted(words, f"findings.units.{check.unit}", check.examined)
    detail = words("ui.checks.examined", what=what)
    found = check.errors + check.warnings
    return f"{detail}; {counted(words, 'ui.checks.found', found)}" if found else detail


def sentence(words: Words, finding: Finding) -> str:
    """A finding as one line: the place, then the message."""
    message = reports.sentence(finding, words)
    at = reports.place(finding, words)
    at = at[:1].lower() + at[1:]
    place = ", ".join(part for part in (reports.safe(finding).file, at) if part)
    return f"{place}: {message}" if place else message


def public(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that concern a reader: warnings, in the order of their places."""
    found = [f for f in findings if f.severity is not Severity.NOTICE]
    return sorted(found, key=lambda f: f.order)


@dataclass(frozen=True, slots=True)
class Taken:
    """An acceptance of a warning, and how many findings it took."""

    one: Acceptance
    count: int


def taken(published: Published) -> list[Taken]:
    """What was accepted of the version shown."""
    accepted = {(a.code, a.table, a.field): a for a in published.dataset.accepted}
    found = []
    for f in published.findings:
        said = dict(f.values)
        if f.code == "accepted":
            one = accepted.get((str(said["of"]), str(said["table"]), str(said["name"])))
            if one:
                found.append(Taken(one, int(said["count"])))
    return found


def report_file(portal: Portal, published: Published) -> OutputFile:
    """`pemeriksaan.json` beside the page: codes, counts and places, never the cells."""
    found = public(published.findings)
    counts = Counter(f.code for f in found)
    report = {
        "dataset": published.id,
        "keadaan_per": portal.as_of.isoformat(),
        "versi_data": published.updated or None,
        "ditahan_sejak": published.held_since or None,
        "pemeriksaan": [
            {
                "nama": c.name,
                "satuan": c.unit,
                "diperiksa": c.examined,
                "galat": c.errors,
                "peringatan": c.warnings,
            }
            for c in published.checks
        ],
        "jumlah_temuan": dict(sorted(counts.items())),
        "temuan": [_place(f) for f in found],
    }
    accepted = [_accepted(t.one, t.count) for t in taken(published)]
    if accepted:
        report["diterima"] = accepted
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    path = PurePosixPath("datasets", published.id, "pemeriksaan.json")
    return OutputFile(path, text.encode("utf-8", "replace"))


def _accepted(one: Acceptance, count: int) -> dict[str, object]:
    said = {
        "kode": one.code,
        "tabel": one.table,
        "kolom": one.field,
        "perangkat_daerah": one.office,
        "sampai": one.until,
        "alasan": one.reason.main,
        "temuan": count,
    }
    return {key: value for key, value in said.items() if value != ""}


def _place(finding: Finding) -> dict[str, object]:
    place = {
        "kode": finding.code,
        "tingkat": finding.severity.value,
        "berkas": finding.file,
        "lembar": finding.sheet,
        "baris": finding.row,
        "kolom": finding.column,
        "nama_kolom": finding.field,
    }
    return {key: value for key, value in place.items() if value not in ("", None)}
