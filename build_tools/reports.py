"""The same findings for each audience: people at a terminal, a git host, a program.

A reporter takes findings and words and gives text; the command line prints it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from .findings import Finding, Severity
from .words import Words

#: How each severity is called for a git host's annotations.
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def facts(finding: Finding) -> dict[str, Any]:
    """Everything the words of a finding may name."""
    known: dict[str, Any] = {
        "dataset": finding.dataset,
        "file": finding.file,
        "sheet": finding.sheet,
        "row": finding.row or "-",
        "column": finding.column or "",
        "field": finding.field,
        "cell": finding.cell,
        "place": finding.place,
    }
    return known | {key: _line(value) for key, value in finding.values}


def _line(value: object) -> object:
    """A text on one line without control characters: it may go to a terminal."""
    if not isinstance(value, str):
        return value
    return "".join(c if c.isprintable() else " " for c in value)


def codes(words: Words) -> dict[str, Any]:
    """Every code of a finding that has words, with its title, message and hint."""
    entries = words.section("findings").items()
    return {code: e for code, e in entries if isinstance(e, dict) and "title" in e}


class _Known(dict[str, Any]):
    """Facts for `str.format_map`; one that a finding does not carry is shown as "?"."""

    def __missing__(self, key: str) -> str:
        return "?"


def sentence(finding: Finding, words: Words, part: str = "message") -> str:
    """The title, message or hint of a finding in one language, its facts filled in."""
    text = str(words.section(f"findings.{finding.code}.{part}"))
    values = _Known({key: _line(value) for key, value in facts(finding).items()})
    return text.format_map(values)


def path(finding: Finding) -> str:
    """The file from the portal's root; for a dataset as a whole its folder."""
    return "/".join(filter(None, ("datasets", finding.dataset, finding.file)))


def text(findings: Sequence[Finding], words: Words) -> str:
    """For people: grouped by file, place first, what it is, what to do."""
    lines: list[str] = []
    for name, group in groupby(findings, key=path):
        lines.append(name)
        for f in group:
            place = f"{f.place:<8}" if f.place else " " * 8
            level = words(f"findings.levels.{f.severity}")
            lines.append(f"  {place}{level}: {sentence(f, words)}  [{f.code}]")
            lines.append(f"          → {sentence(f, words, 'hint')}")
        lines.append("")
    return "\n".join([*lines, summary(findings, words)])


def summary(findings: Iterable[Finding], words: Words) -> str:
    """One line of counts."""
    counts = Counter(f.severity for f in findings)
    return words(
        "findings.summary",
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
    )


def as_json(findings: Sequence[Finding], words: Words) -> str:
    """For programs: one object a line (https://jsonlines.org)."""
    return "\n".join(
        json.dumps(
            {
                "code": f.code,
                "severity": f.severity,
                "dataset": f.dataset,
                "path": path(f),
                "sheet": f.sheet,
                "row": f.row,
                "column": f.column,
                "field": f.field,
                "cell": f.cell,
                "values": dict(f.values),
                "message": sentence(f, words),
                "hint": sentence(f, words, "hint"),
            },
            ensure_ascii=False,
        )
        for f in findings
    )


def github(findings: Sequence[Finding], words: Words) -> str:
    """For GitHub Actions: workflow commands that mark the line in a pull request."""
    lines = []
    for f in findings:
        place = f"file={_property(path(f))}"
        if f.row:
            place += f",line={f.row}"
        title = _property(sentence(f, words, "title"))
        body = _data(f"{sentence(f, words)} {sentence(f, words, 'hint')}")
        lines.append(f"::{_LEVEL[f.severity]} {place},title={title}::{body}")
    return "\n".join([*lines, summary(findings, words)])


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def markdown(findings: Sequence[Finding], words: Words) -> str:
    """For a comment on a change: a table, cells escaped."""
    head = "| " + " | ".join(words(f"findings.table.{c}") for c in _COLUMNS) + " |"
    lines = [summary(findings, words), "", head, "|" + " --- |" * len(_COLUMNS)]
    for f in findings:
        cells = (
            words(f"findings.levels.{f.severity}"),
            path(f),
            f.place,
            sentence(f, words),
            sentence(f, words, "hint"),
        )
        lines.append("| " + " | ".join(map(_escaped, cells)) + " |")
    return "\n".join(lines)


_COLUMNS = ("level", "file", "place", "message", "hint")


def _escaped(value: str) -> str:
    safe = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]|@#":
        safe = safe.replace(mark, f"&#{ord(mark)};")
    return safe


#: Every way to show findings, by the name the command line knows it by.
REPORTERS: dict[str, Callable[[Sequence[Finding], Words], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "markdown": markdown,
}
