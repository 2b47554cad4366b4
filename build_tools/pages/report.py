"""What was checked and what was found: for the page, and as `pemeriksaan.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from .. import reports
from ..findings import Finding, Severity
from ..model import CheckRun, OutputFile, Portal, Published
from ..words import Words
from .view import counted

SHOWN = 20
#: Checks of one thing: where all of them went well, a page names them once.
_TOGETHER = {
    *("personal-data", "personal-columns", "person-names", "small-counts"),
    *("personal-text", "personal-files"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One check in words, with how it ended: ok, warn or bad."""

    title: str
    outcome: str
    detail: str


def lines(words: Words, checks: Sequence[CheckRun]) -> list[Line]:
    """The checks in the order they ran; those on persons as one where nothing was found."""
    ran = [check for check in checks if check.examined or check.errors or check.warnings]
    same = [check for check in ran if check.name in _TOGETHER]
    if same and all(outcome(check) == "ok" for check in same):
        shown = next((check for check in same if check.name == "personal-data"), same[0])
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
    finding = reports.safe(finding)
    place = " ".join(part for part in (finding.file, finding.place) if part)
    return f"{place}: {message}" if place else message


def public(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that concern a reader: warnings, in the order of their places."""
    found = [f for f in findings if f.severity is not Severity.NOTICE]
    return sorted(found, key=lambda f: f.order)


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
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    path = PurePosixPath("datasets", published.id, "pemeriksaan.json")
    return OutputFile(path, text.encode("utf-8", "replace"))


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
