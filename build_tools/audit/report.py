"""What an audit found, for people: by kind of fault, and what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from .. import reports
from ..findings import Finding, error
from ..words import Words
from . import Audit

#: So many findings of one kind are told; of the others there is only the count.
SHOWN = 20


def codes(words: Words) -> list[str]:
    """Every code that an audit may find."""
    entries = words.section("audit").items()
    return [code for code, entry in entries if isinstance(entry, dict) and "title" in entry]


def by_code(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings of each kind, the kinds in the order of their names."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(one.code, []).append(one)
    return dict(sorted(groups.items()))


def capped(findings: Iterable[Finding]) -> list[Finding]:
    """The first findings of each kind, and one that counts the rest."""
    shown: list[Finding] = []
    for code, group in by_code(findings).items():
        shown += group[:SHOWN]
        if (more := len(group) - SHOWN) > 0:
            shown.append(error("site-more", of=code, more=more))
    return shown


def text(audit: Audit, words: Words) -> str:
    """Each kind of fault with its places and how to mend it; then what was looked at."""
    lines: list[str] = []
    for group in by_code(audit.findings).values():
        lines += [*_group(group, words), ""]
    return "\n".join([*lines, *looked(audit, words)])


def _group(group: list[Finding], words: Words) -> Iterator[str]:
    first = group[0]
    yield f"{reports.sentence(first, words, 'title')} ({words.number(len(group))})  [{first.code}]"
    for one in group[:SHOWN]:
        place = f"{reports.path(one)}:{one.row}" if one.row else reports.path(one)
        yield f"  {place}  {reports.sentence(one, words)}"
    if len(group) > SHOWN:
        yield f"  {words('audit.rest', count=words.number(len(group) - SHOWN))}"
    yield f"  → {reports.sentence(first, words, 'hint')}"


def looked(audit: Audit, words: Words) -> list[str]:
    """How much each check looked at, so that a site without a fault says what that covers."""
    pages, faults = words.number(audit.pages), words.number(len(audit.findings))
    lines = [words("audit.looked", pages=pages, findings=faults)]
    for name, count in audit.looked.items():
        lines.append(f"  {words(f'audit.checks.{name}', count=words.number(count))}")
    return lines


def as_json(audit: Audit, words: Words) -> str:
    """For programs: every finding, one object a line."""
    return reports.as_json(audit.findings, words)


def github(audit: Audit, words: Words) -> str:
    """For GitHub Actions: annotations, and how much was looked at."""
    found = reports.github(capped(audit.findings), words)
    return "\n".join([found, *looked(audit, words)])


def markdown(audit: Audit, words: Words) -> str:
    """For a comment on a change: a table, and how much was looked at."""
    found = reports.markdown(capped(audit.findings), words)
    return "\n".join([found, "", *(line.strip() + "  " for line in looked(audit, words))])


#: Every way to show an audit, by the name the command line knows it by.
REPORTERS: Mapping[str, Callable[[Audit, Words], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "markdown": markdown,
}
