"""Findings as a Markdown table, for a comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Finding
from ..words import Words
from .plain import PLACES, SHOWN, grouped, summary
from .sentences import path, place_of, safe, sentence_of, short


def markdown(findings: Sequence[Finding], words: Words) -> str:
    """For a comment on a change: a table, cells escaped."""
    head = "| " + " | ".join(words(f"findings.table.{c}") for c in _COLUMNS) + " |"
    lines = [summary(findings, words), "", head, "|" + " --- |" * len(_COLUMNS)]
    files: dict[str, list[Finding]] = {}
    for f in map(safe, findings):
        files.setdefault(path(f), []).append(f)
    for name, found in files.items():
        for group, uncounted in grouped(found, words):
            rows = _rows(name, group, uncounted, words)
            lines += ["| " + " | ".join(map(escaped, cells)) + " |" for cells in rows]
    return "\n".join(lines)


def _rows(
    name: str, group: list[Finding], uncounted: int, words: Words
) -> Iterator[tuple[str, ...]]:
    """The rows of findings that are mended alike: the first few, then how many more there are."""
    shown = group[:SHOWN]
    for at, f in enumerate(shown):
        hint = "" if at else sentence_of(f, words, "hint")
        level = words(f"findings.levels.{f.severity}")
        yield level, name, place_of(f, words), sentence_of(f, words), hint
    count = len(group) - len(shown) + uncounted
    if count:
        names = [short(f, group[0]) for f in group[SHOWN : SHOWN + PLACES] if f.place]
        places = ", ".join(names) + (" …" if count > len(names) else "")
        rest = words("findings.rest", count=words.number(count), places=places)
        yield words(f"findings.levels.{group[0].severity}"), name, "", rest, ""


_COLUMNS = ("level", "file", "place", "message", "hint")


def escaped(value: str) -> str:
    """A text as Markdown that shows it and nothing else."""
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "#\\`*_[]|@":  # "#" first: it stands in what the others become
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return escaped
