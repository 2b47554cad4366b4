"""What is told of a table and of a dataset's findings, line by line, for every form of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from .. import reports
from ..findings import Finding, Severity
from ..words import Words
from . import shown
from .base import Columns, DatasetChange, TableChange

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind: what it is called, how many, the first of them, what to do."""

    title: str
    first: str
    hint: str


def groups(found: Sequence[Finding], words: Words) -> list[Group]:
    """The findings by kind, errors first, then by how many there are."""
    kinds: dict[tuple[str, Severity], list[Finding]] = {}
    counts: dict[tuple[str, Severity], int] = {}
    for f in found:
        values = dict(f.values)
        code = str(values["of"]) if f.code == "more" else f.code
        counts[code, f.severity] = counts.get((code, f.severity), 0) + (
            int(values["more"]) if f.code == "more" else 1
        )
        if f.code != "more":
            kinds.setdefault((code, f.severity), []).append(f)
    order = sorted(kinds, key=lambda kind: (_ORDER[kind[1]], -counts[kind]))
    return [_group(kind, kinds[kind][0], counts[kind], words) for kind in order]


def _group(kind: tuple[str, Severity], first: Finding, count: int, words: Words) -> Group:
    level = words(f"findings.levels.{kind[1]}")
    title = reports.sentence(first, words, "title")
    named = words("changes.group", level=level, title=title, count=words.number(count))
    file = reports.safe(first).file
    sheet = reports.safe(first).sheet
    place = " ".join(filter(None, (file, sheet and f'"{sheet}"', first.place)))
    message = reports.sentence(first, words)
    told = words(f"changes.first{'' if place else '-plain'}", place=place, message=message)
    return Group(named, told, reports.sentence(first, words, "hint"))


def counts(found: Sequence[Finding], words: Words) -> str:
    """How many errors and warnings; empty where there are none."""
    many = dict.fromkeys(Severity, 0)
    for f in found:
        many[f.severity] += int(dict(f.values).get("more", 1))
    errors, warnings = many[Severity.ERROR], many[Severity.WARNING]
    if not errors and not warnings:
        return ""
    facts = {"errors": words.number(errors), "warnings": words.number(warnings)}
    return words("changes.found", **facts)


def table(given: TableChange, hidden: bool, words: Words) -> Iterator[str]:
    """Sentences on a table: rows, columns, areas, periods."""
    number = words.number
    if given.rows_after is None:
        yield words("changes.removed", rows=number(given.rows_before or 0))
        return
    if given.rows_before is None:
        facts = {"rows": number(given.rows_after), "columns": number(len(given.fields))}
        yield words("changes.new", **facts)
    elif given.is_same:
        yield words("changes.same")
    else:
        yield from _changed(given, words)
    yield from _places(given, words)
    if given.repeated[0] and not hidden:
        new, old = map(shown.text, given.repeated)
        yield words("changes.repeated", new=new, old=old)


def _changed(given: TableChange, words: Words) -> Iterator[str]:
    names = ("added", "removed", "changed")
    facts = {name: words.number(getattr(given, name)) for name in names}
    before, after = (words.number(n or 0) for n in (given.rows_before, given.rows_after))
    if given.pairing != "hitung":
        yield words("changes.rows", before=before, after=after, **facts)
    else:
        nothing = dict.fromkeys(names, "?")
        yield words("changes.rows", before=before, after=after, **nothing)
    keys = ", ".join(map(shown.name, given.key))
    yield words(f"changes.pairing.{given.pairing}", names=keys)
    if given.changed_by:
        yield words("changes.by-column", columns=shown.changed(given.changed_by, words))
    yield from columns(given.columns, words)


def columns(given: Columns, words: Words) -> Iterator[str]:
    """Sentences on what became of the columns, one a kind."""
    for kind in (f.name for f in fields(Columns)):
        told = [_column(entry) for entry in getattr(given, kind)]
        if told:
            more = " …" if len(told) > shown.NAMES else ""
            yield words(f"changes.columns.{kind}", names=", ".join(told[: shown.NAMES]) + more)


def _column(entry: str | tuple[str, ...]) -> str:
    if isinstance(entry, str):
        return shown.name(entry)
    first, *others = entry
    if len(others) == 1:
        return f"{shown.name(first)} → {shown.name(others[0])}"
    return f"{shown.name(first)}: {' → '.join(shown.text(unit) or '–' for unit in others)}"


def _places(given: TableChange, words: Words) -> Iterator[str]:
    for key in ("areas_gone", "periods_gone", "periods_new"):
        found = getattr(given, key)
        if found and not (key == "periods_new" and given.rows_before is None and len(found) > 40):
            facts = {"count": words.number(len(found)), "names": shown.names(found)}
            yield words(f"changes.{key.replace('_', '-')}", **facts)


def dataset(given: DatasetChange, words: Words) -> Iterator[str]:
    """Sentences on a dataset as a whole: what could not be compared, or is not told."""
    if given.kind == "acuan":
        yield words("changes.reference")
    if given.unread:
        yield words("changes.unread")
    if given.hidden:
        yield words("changes.hidden")
    if given.story:
        yield words("changes.story")
