"""Doubts: what may well be right, so that the portal's settings say how grave it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, Severity, finding
from ..model import Field, Resource
from .reference import Reference

_NUMBERS = frozenset({"integer", "number"})
#: Roles of columns that say something about a row and do not tell it from others.
ASIDE = frozenset({"sumber", "catatan", "status", "ketelitian", "mutu-sumber"})


def doubt(reference: Reference, code: str, **facts: object) -> Iterator[Finding]:
    """A doubtful place, as grave as the settings have it; nothing where they leave it out."""
    severity = reference.plausibility.severity(code)
    if severity:
        yield finding(code, Severity(severity), **facts)


def wanted(reference: Reference, *codes: str) -> bool:
    """Whether any of these doubts is to be told."""
    return any(reference.plausibility.severity(code) for code in codes)


def measured(resource: Resource) -> list[Field]:
    """The columns of figures: numbers that are no code, no time and no place."""
    return [f for f in resource.fields if f.type in _NUMBERS and f.role in {"", "ukuran"}]


def unit(field: Field) -> str:
    """The unit of a column, folded; empty where none is given."""
    return " ".join(field.measure.unit.main.casefold().split()) if field.measure else ""


def excused(resource: Resource, *names: str) -> set[str]:
    """What a table lacks with a reason, under any of these names (`sdi:kewajaran`)."""
    return {v for a in resource.absences if a.of in names and a.reason for v in a.values}
