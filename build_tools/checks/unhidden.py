"""Which findings lie where nobody sees them in Excel: in hidden sheets, rows or columns.

Staff who open the workbook and see nothing at the place need to know how to make it visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..findings import Finding
from ..tables.excel import sheetxml, workbook, zipparts
from ..tables.excel.zipparts import Parts, TooLargeError, UnreadableZipError


def marked(path: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a file; those at hidden places carry ``hidden``: sheet, row or column.

    The workbook is only looked at where something was found in a sheet of it.
    """
    known: dict[str, tuple[bool, sheetxml.Seen | None]] | None = None
    for found in findings:
        if found.sheet and known is None:
            known = _sheets(path)
        place = _place(found, known or {})
        yield replace(found, values=(*found.values, ("hidden", place))) if place else found


def _place(finding: Finding, known: dict[str, tuple[bool, sheetxml.Seen | None]]) -> str:
    hidden, seen = known.get(finding.sheet, (False, None))
    if hidden:
        return "sheet"
    if seen is None:
        return ""
    if _within(finding.column, seen.hidden_columns):
        return "column"
    return "row" if _within(finding.row, seen.hidden_rows) else ""


def _within(number: int | None, runs: list[tuple[int, int]]) -> bool:
    return number is not None and any(first <= number <= last for first, last in runs)


def _sheets(path: Path) -> dict[str, tuple[bool, sheetxml.Seen | None]]:
    """Of each sheet whether it is hidden, and what is hidden in it; nothing of no workbook."""
    found: dict[str, tuple[bool, sheetxml.Seen | None]] = {}
    try:
        with Parts(path) as parts:
            if parts.claimed() > zipparts.MAX_BYTES:
                return {}
            book = workbook.read(parts)
            for entry in book.sheets:
                seen = None
                if entry.part and not entry.hidden:
                    last = sheetxml.LAST_COLUMN
                    seen = sheetxml.look(parts, entry.part, book.styles, last)
                found[entry.name] = (entry.hidden, seen)
    except (UnreadableZipError, TooLargeError, OSError):
        return {}
    return found
