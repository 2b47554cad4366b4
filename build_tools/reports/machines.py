"""Findings for a git host and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..findings import Finding, Severity
from ..privacy import shown
from ..words import Words
from .plain import summary
from .sentences import path, place_of, safe, sentence_of

#: How each severity is called for a git host's annotations.
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def _annotated(path: str) -> str:
    """The path that a git host is to mark; of one with something masked in it the folder."""
    parts = path.split("/")
    hidden = next((at for at, part in enumerate(parts) if shown.MASK in part), len(parts))
    return "/".join(parts[:hidden]) or "."


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
                "place": place_of(f, words),
                "field": f.field,
                "cell": f.cell,
                "values": dict(f.values),
                "message": sentence_of(f, words),
                "hint": sentence_of(f, words, "hint"),
            },
            ensure_ascii=False,
        )
        for f in map(safe, findings)
    )


def github(findings: Sequence[Finding], words: Words) -> str:
    """For GitHub Actions: workflow commands that mark the line in a pull request."""
    lines = []
    for f in map(safe, findings):
        name = path(f)
        place = f"file={_property(_annotated(name))}"
        if f.row and shown.MASK not in name and not f.file.lower().endswith(_NO_LINES):
            place += f",line={f.row}"
        title = _property(sentence_of(f, words, "title"))
        said = f"{sentence_of(f, words)} {sentence_of(f, words, 'hint')}"
        at = place_of(f, words)
        body = _data(f"{at}: {said}" if at else said)
        lines.append(f"::{_LEVEL[f.severity]} {place},title={title}::{body}")
    return "\n".join([*lines, summary(findings, words)])


#: Files whose rows are no lines of text.
_NO_LINES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx", ".parquet")


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
