"""The content of a ready page as Markdown: what somebody would write for MkDocs and Material.

The same headings, paragraphs, tables, lists and links, and every word of them. What Material
makes by itself (its table of contents) and what is drawing or control is left out.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_VOID = {"br", "img", "input", "hr", "meta", "link", "wbr"}
_DROPPED = {"svg", "button", "script", "style"}
_BLOCKS = {"p", "div", "section", "aside", "details", "dl", "nav", "figure", "main", "article"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INLINE = {"b": "**", "strong": "**", "dt": "**", "summary": "**", "code": "`"}


def markdown(html: str) -> str:
    """The Markdown of a page's body."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    writer.end_block()
    return "\n\n".join(writer.blocks) + "\n"


class _Writer(HTMLParser):
    """Blocks of Markdown from ready HTML, in the order of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._prefix = ""
        self._open: list[tuple[str, bool]] = []  # tag, and whether its content is dropped
        self._links: list[str] = []
        self._rows: list[list[str]] | None = None
        self._inside: list[str] = []  # of "li", "td", "pre", "heading": no block ends there

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _VOID:
            self._text.append(" ")
            return
        dropped = tag in _DROPPED or given.get("class") == "pd-toc"
        self._open.append((tag, dropped or self._dropping))
        if self._dropping:
            return
        if tag == "a":
            self._links.append(given.get("href") or "")
            self._text.append("[")
        elif tag in _INLINE and "pre" not in self._inside:
            if tag in {"dt", "summary"}:
                self.end_block()
            self._text.append(_INLINE[tag])
        else:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        """A block begins, or what a block is made of."""
        if tag in _HEADINGS:
            if not self._inside:
                self._start("#" * _HEADINGS[tag] + " ")
            self._inside.append(tag)
        elif tag == "li":
            self._start("- ")
            self._inside.append(tag)
        elif tag == "table":
            self.end_block()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th", "pre"}:
            if tag == "pre":
                self.end_block()
            self._inside.append(tag)
            self._text = []
        elif tag in _BLOCKS or tag == "caption":
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, dropped = self._open.pop()
            if not dropped:
                self._end(name)
            if name == tag:
                break

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._text.append(f"]({self._links.pop()}) ")
        elif tag == "span":
            self._text.append(" ")
        elif tag in _INLINE and "pre" not in self._inside:
            self._text.append(_INLINE[tag])
        if tag in _HEADINGS or tag == "li":
            self._inside.remove(tag)
            self.end_block()
        elif tag in {"td", "th"}:
            self._inside.remove(tag)
            if self._rows:
                self._rows[-1].append(_line("".join(self._text)))
            self._text = []
        elif tag == "pre":
            self._inside.remove(tag)
            self.blocks.append("```\n" + "".join(self._text).strip("\n") + "\n```")
            self._text = []
        elif tag == "table" and self._rows is not None:
            self.blocks.append(_table(self._rows))
            self._rows = None
        elif tag in _BLOCKS or tag in {"caption", "dt", "dd", "summary"}:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            plain = "pre" in self._inside or any(tag == "code" for tag, _ in self._open)
            self._text.append(data if plain else re.sub(r"([\\`*_\[\]<>|])", r"\\\1", data))

    @property
    def _dropping(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _start(self, prefix: str) -> None:
        self.end_block()
        self._prefix = prefix

    def end_block(self) -> None:
        """What was gathered becomes a block, unless it stands in a cell or an item."""
        if self._inside:
            self._text.append(" ")
            return
        text = _line("".join(self._text))
        if text and text != "****":
            item = self._prefix == "- "
            if item and self.blocks and self.blocks[-1].startswith("- "):
                self.blocks[-1] += f"\n- {text}"
            else:
                self.blocks.append(self._prefix + text)
        self._text, self._prefix = [], ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cell or ' ' for cell in row)} |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)
