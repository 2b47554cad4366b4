"""Texts, figures and lists of a comparison as they may be shown: masked, bounded, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..privacy import shown
from ..privacy.headings import heading
from ..reports import one_line
from ..words import Words
from .base import CellChange, Sum

#: How many names of a list are told, and how long a text may be.
NAMES, LONGEST = 12, 120


def text(value: str) -> str:
    """A text of the data on one line, without what is personal, cut where it is long."""
    return _cut(one_line(shown.masked(value)))


def name(value: str) -> str:
    """What people called a dataset, a file, a table or a column: names of persons masked."""
    if heading(value) == "data":
        return shown.MASK
    return _cut(one_line(shown.path(value)))


def _cut(told: str) -> str:
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def names(given: Sequence[str]) -> str:
    """The first of a list, and that there are more; nothing told of those that are hidden."""
    told = [text(value) for value in given[:NAMES] if value]
    return ", ".join(told or ["…"]) + (" …" if len(given) > NAMES else "")


def figure(value: str | Decimal | None, words: Words) -> str:
    """A number in the language's marks; any other text as it is; "(none)" where there is none."""
    if value is None:
        return words("changes.nothing")
    return words.number(value) if isinstance(value, Decimal) else text(words.number(value))


def ratio(cell: CellChange, words: Words) -> str:
    """How many times a figure became, to three digits that count; empty where none can be told."""
    if cell.ratio is None:
        return ""
    digits = max(0, 2 - cell.ratio.adjusted()) if cell.ratio else 0
    return words.number(f"{cell.ratio:.{min(digits, 6)}f}")


def difference(given: Sum, words: Words) -> str:
    """How much a sum moved, with its sign."""
    if given.before is None or given.after is None:
        return ""
    moved = given.after - given.before
    return ("+" if moved > 0 else "") + words.number(moved)


def key(cell: CellChange) -> str:
    """The row that a figure stands in, by the values of its key."""
    return text(" · ".join(value for _, value in cell.key)) or str(cell.row or "")


def changed(pairs: Iterable[tuple[str, int]], words: Words) -> str:
    """Columns with the number of their cells that changed."""
    given = [f"{name(column)} ({words.number(count)})" for column, count in pairs]
    return ", ".join(given[:NAMES]) + (" …" if len(given) > NAMES else "")
