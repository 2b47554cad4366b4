"""Markdown (CommonMark, with tables) written from texts of outside: what they hold stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..terms import encoded
from .safe import visible

#: What begins emphasis, code, links, pictures, markup, entities, cells, or what extensions know; a
#: low line within a word begins nothing.
_SPECIAL = re.compile(
    r"([\\`*{}\[\]<|~$^]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|&(?=#?[0-9A-Za-z]+;))"
)
#: At the start of a line: headings, quotes, lists, rules, fences, definitions, tables.
_OPENING = re.compile(r"^([#>\-+=:]|[0-9]{1,9}(?=[.)](?: |$)))")


def text(given: str, limit: int = 0) -> str:
    r"""A text on one line with every mark in it escaped; at most ``limit`` characters of it.

    >>> text("# *Tebal* <b>|</b>")
    '\\# \\*Tebal\\* \\<b>\\|\\</b>'
    """
    line = " ".join(visible(given).split())
    if limit and len(line) > limit:
        line = line[: limit - 1] + "…"
    escaped = _SPECIAL.sub(r"\\\1", line)
    return _OPENING.sub(_opened, escaped)


def _opened(match: re.Match[str]) -> str:
    first = match[1]
    # A number at the start is a list only with the point or bracket behind it.
    return f"{first}\\" if first.isdigit() else f"\\{first}"


def paragraphs(given: str, limit: int) -> str:
    """A longer text: a paragraph for each that has an empty line before it."""
    cut = given if len(given) <= limit else given[: limit - 1] + "…"
    return "\n\n".join(filter(None, (text(part) for part in cut.split("\n\n"))))


def link(label: str, address: str) -> str:
    """A link; the label alone where the address is neither of the web nor of this site.

    ``address`` of this site: as `View.link` and `View.file` give it.
    """
    target = encoded(address) if ":" in address.split("/")[0] else address
    if not target:
        return text(label)
    for mark, code in (("(", "%28"), (")", "%29"), (" ", "%20"), ("<", "%3C"), (">", "%3E")):
        target = target.replace(mark, code)
    return f"[{text(label)}]({target})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; every cell is a text of outside."""
    lines = [_line(head), _line(["---"] * len(head), raw=True), *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str], raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else map(text, cells))} |"


def bullets(lines: Iterable[str]) -> str:
    """A list; each line is Markdown already."""
    return "\n".join(f"- {line}" for line in lines)
