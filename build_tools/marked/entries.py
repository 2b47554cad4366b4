"""The findings of one file as groups, the most severe first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .. import reports
from ..findings import Finding, Severity
from ..words import Words
from .base import Group

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
#: Beside the kinds of personal data, what a person can be known by.
_PERSONAL = ("personal-", "person-", "small-count")


def is_personal(findings: Iterable[Finding]) -> bool:
    """Whether an error says that the table holds what must not be repeated anywhere."""
    return any(
        finding.severity is Severity.ERROR and code.startswith(_PERSONAL)
        for finding in findings
        for code in (finding.code, str(dict(finding.values).get("of", "")))
    )


def groups(findings: Sequence[Finding], words: Words) -> list[Group]:
    """Errors and warnings by kind, safe to show; errors first, then by their first place."""
    told = [f for f in findings if f.severity is not Severity.NOTICE]
    found = [Group(tuple(group), more) for group, more in reports.groups(told, words)]
    return sorted(found, key=lambda g: (_ORDER[g.findings[0].severity], g.findings[0].order))


def named(group: Group, words: Words) -> str:
    """The line above a group: its level, kind, column and count."""
    first = group.findings[0]
    facts = {
        "level": words(f"findings.levels.{first.severity}"),
        "title": reports.sentence(first, words, "title"),
        "count": words.number(group.count),
    }
    if first.field:
        return words("marked.group_field", **facts, field=first.field)
    return words("marked.group", **facts)


def placed(found: Iterable[Group]) -> Iterator[Finding]:
    """The findings that have a cell, a row or a column of the table."""
    for group in found:
        yield from (f for f in group.findings if f.row or f.column)
