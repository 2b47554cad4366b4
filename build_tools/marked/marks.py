"""Bad cells get a colour and a comment: what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.comments import Comment

from .. import reports
from ..findings import Finding, Severity
from ..words import Words
from .base import MAX_LINES, Group
from .entries import placed
from .given import Copy
from .listing import FILLS
from .texts import MAX_COMMENT, clean

#: So many findings on one cell are told in its comment.
_TOLD = 4
#: Of a comment's box, in pixels: its width, and the height of a line of some letters.
_WIDTH, _LINE, _LETTERS = 360, 18, 46


def mark(copy: Copy, groups: Sequence[Group], words: Words) -> None:
    """Colours each cell with a finding by its worst one, and adds what the findings say."""
    cells: dict[tuple[str, str], tuple[Any, list[Finding]]] = {}
    for finding in list(placed(groups))[:MAX_LINES]:
        cell = copy.cell(finding)
        if cell is not None:
            key = (cell.parent.title, cell.coordinate)
            cells.setdefault(key, (cell, []))[1].append(finding)
    for cell, found in cells.values():
        worst = Severity.ERROR if any(f.severity is Severity.ERROR for f in found) else None
        cell.fill = FILLS[worst or Severity.WARNING]
        own = cell.comment.text if cell.comment else ""
        cell.comment = _comment(_text(found, own, words))


def _text(found: Sequence[Finding], own: str, words: Words) -> str:
    parts = [
        words(
            "marked.comment",
            level=words(f"findings.levels.{f.severity}"),
            message=reports.sentence(f, words),
            hint=reports.sentence(f, words, "hint"),
        )
        for f in found[:_TOLD]
    ]
    if len(found) > _TOLD:
        parts.append(words("marked.comment_rest", count=words.number(len(found) - _TOLD)))
    text = clean("\n\n".join(parts), MAX_COMMENT)
    return f"{text}\n\n{clean(own)}" if own else text  # what the officer wrote stays


def _comment(text: str) -> Comment:
    lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
    return Comment(text, "terbuka", width=_WIDTH, height=min(_LINE * (lines + 1), 600))
