"""Tables in HTML and in the XML of Excel 2003: what many programs save as ``.xls``."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from .base import Grid, Said
from .plain import MAX_LINE, opened

_ROWS = {"tr", "row"}
_CELLS = {"td", "th", "cell"}
_UNSEEN = {"script", "style"}
_TOLD = ("title", "alt", "content", "href", "value", "placeholder", "ss:name")
_PIECE = 1 << 16
#: So many rows are held before they are passed on.
_HELD = 5_000


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.texts: list[tuple[int, str]] = []
        self._cell: list[str] | None = None
        self._row: list[str] | None = None
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _ROWS:
            self._end_row()
            self._row = []
        elif tag in _CELLS:
            self._end_cell()
            self._cell = []
        elif self._cell is not None and tag == "br":
            self._cell.append("\n")
        for name, value in attrs:
            if value and name in _TOLD:
                self._say(value.removeprefix("mailto:"))

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _CELLS:
            self._end_cell()
        elif tag in _ROWS or tag == "table":
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)
        elif data.strip() and not self._unseen:
            self._say(data)

    def handle_comment(self, data: str) -> None:
        self._say(data)

    def end(self) -> None:
        self.close()
        self._end_row()

    def _say(self, text: str) -> None:
        for at in range(0, len(text), MAX_LINE):
            self.texts.append((self.getpos()[0], text[at : at + MAX_LINE]))

    def _end_cell(self) -> None:
        if self._cell is not None:
            if self._row is None:
                self._row = []
            self._row.append("".join(self._cell).strip())
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row:
            self.rows.append(self._row)
        self._row = None


def tables(path: Path) -> Iterator[Grid | Said]:
    """All rows of all tables as one grid, then the texts around them."""
    parser = _Tables()
    texts: list[Said] = []

    def rows() -> Iterator[list[str]]:
        with opened(path) as file:
            while piece := file.read(_PIECE):
                parser.feed(piece)
                texts.extend(Said(text, row=line) for line, text in parser.texts[:_HELD])
                parser.texts.clear()
                yield from parser.rows
                parser.rows.clear()
        parser.end()
        texts.extend(Said(text, row=line) for line, text in parser.texts)
        yield from parser.rows

    yield Grid(rows())
    yield from texts
