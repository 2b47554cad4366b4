"""What a version changed, in one sentence for feeds."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import TableDifference, Version
from ..words import Words


def changed(words: Words, version: Version) -> str:
    """What kind of change it was (also: a correction), and how many rows and columns it touched.

    Empty where that is not known.
    """
    kind = words(f"versions.kinds.{version.kind}") if version.kind else ""
    found = version.difference.tables if version.difference and version.kind != "awal" else ()
    parts = [_counted(words, key, count) for key, count in _counts(found) if count]
    said = ": ".join(part for part in (kind, ", ".join(parts)) if part)
    return f"{said}." if said else ""


def _counts(tables: tuple[TableDifference, ...]) -> Iterator[tuple[str, int]]:
    paired = [t for t in tables if t.pairing != "hitung"]
    both = [t for t in tables if t.rows_before is not None and t.rows_after is not None]
    yield "added", sum(t.added for t in paired)
    yield "removed", sum(t.removed for t in paired)
    yield "changed", sum(t.changed for t in paired)
    yield "columns_added", sum(len(t.columns_added) for t in both)
    yield "columns_removed", sum(len(t.columns_removed) for t in both)


def _counted(words: Words, key: str, count: int) -> str:
    one = f"versions.changes.{key}_one"
    if count == 1 and words.has(one):
        return words(one)
    return words(f"versions.changes.{key}", count=words.number(count))
