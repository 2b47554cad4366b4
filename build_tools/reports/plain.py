"""Findings for people at a terminal: by file, each kind once, then where the others are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..findings import Finding, Severity
from ..words import Words
from .sentences import path, place_of, safe, sentence_of, short

#: How many findings of one kind are told in full, and of how many more the place is named.
SHOWN, PLACES = 3, 20


def text(findings: Sequence[Finding], words: Words) -> str:
    """For people, by file: of each kind of finding the first few, then where the others are.

    What to do about a kind is said once.
    """
    files: dict[str, list[Finding]] = {}
    for f in map(safe, findings):
        files.setdefault(path(f), []).append(f)
    lines: list[str] = []
    for name, found in files.items():
        lines.append(f"./{name}" if name.lstrip().startswith("::") else name)
        for group, uncounted in grouped(found, words):
            lines += _group(group, uncounted, words)
        lines.append("")
    return "\n".join([*lines, summary(findings, words)])


def groups(findings: Iterable[Finding], words: Words) -> Iterator[tuple[list[Finding], int]]:
    """Findings of one file, safe to show, by kind; with each how many more were only counted."""
    yield from grouped([safe(f) for f in findings], words)


def grouped(found: list[Finding], words: Words) -> Iterator[tuple[list[Finding], int]]:
    """Findings of one file that are of one kind and mended alike.

    With each group goes how many more there are that were only counted (code `more`).
    """
    groups: dict[tuple[str, str, Severity, str], list[Finding]] = {}
    more: dict[tuple[str, str, Severity], int] = {}
    known = {(f.code, f.field, f.severity) for f in found}
    for f in found:
        values = dict(f.values)
        key = (str(values.get("of", "")), f.field, f.severity)
        if f.code == "more" and key in known:
            more[key] = more.get(key, 0) + int(values["more"])
        else:
            hint = sentence_of(f, words, "hint")
            groups.setdefault((f.code, f.field, f.severity, hint), []).append(f)
    for (code, field, severity, _), group in groups.items():
        yield group, more.pop((code, field, severity), 0)


def _group(group: list[Finding], uncounted: int, words: Words) -> Iterator[str]:
    placed = [f for f in group if f.row]
    for f in [f for f in group if not f.row] + placed[:SHOWN]:
        level = words(f"findings.levels.{f.severity}")
        at = f"{place_of(f, words)}  " if f.sheet else f"{f.place:<8}"
        yield f"  {at}{level}: {sentence_of(f, words)}  [{f.code}]"
    count = len(placed[SHOWN:]) + uncounted
    if count:
        names = [short(f, placed[0]) for f in placed[SHOWN : SHOWN + PLACES]]
        places = ", ".join(names) + (" …" if count > len(names) else "")
        rest = words("findings.rest", count=words.number(count), places=places)
        yield f"          {rest}{'  [more]' if uncounted else ''}"
    yield f"          → {sentence_of(group[0], words, 'hint')}"


def summary(findings: Iterable[Finding], words: Words) -> str:
    """One line of counts; those that were only counted are among them."""
    counts = Counter[Severity]()
    for f in findings:
        counts[f.severity] += int(dict(f.values).get("more", 1))
    return words(
        "findings.summary",
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
    )
