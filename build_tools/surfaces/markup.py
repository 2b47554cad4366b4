"""Tables in HTML and in the XML of Excel 2003: what many programs save as ``.xls``."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from .base import Grid, Said, UnreadFileError
from .plain import MAX_CELLS, MAX_LINE, opened

_ROWS = {"tr", "row"}
_CELLS = {"td", "th", "cell"}
_UNSEEN = {"script", "style"}
_TOLD = ("title", "alt", "content", "href", "value", "placeholder", "ss:name")
_PIECE = 1 << 16
#: So much text beside the tables is held until they are read, and so many pieces of it.
_HELD, _PIECES = 20_000_000, 100_000
#: So many tags; the parser is Python's, and takes a second for 300,000 of them.
_TAGS = 1_000_000
#: A mark that goes on for longer is none.
_MOST_OPEN = 200_000


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.texts: list[Said] = []
        self._held = self._tags = 0
        self._size = 0
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
            self._cell, self._size = [], 0
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
        if self._cell is not None and self._size < MAX_LINE:
            self._cell.append(data)
            self._size += len(data)
        elif data.strip() and not self._unseen:
            self._say(data)

    def handle_comment(self, data: str) -> None:
        self._say(data)

    def take(self, text: str) -> None:
        """Takes the next piece of the file; a mark that never ends is text."""
        self._tags += text.count("<")
        if self._tags > _TAGS:
            raise UnreadFileError("large")
        self.feed(text)
        if len(self.rawdata) > _MOST_OPEN:
            rest, self.rawdata = self.rawdata, ""
            self.handle_data(rest)

    def end(self) -> None:
        self.close()
        self._end_row()

    def _say(self, text: str) -> None:
        self._held += len(text)
        for at in range(0, len(text), MAX_LINE):
            self.texts.append(Said(text[at : at + MAX_LINE], row=self.getpos()[0]))
        if self._held > _HELD or len(self.texts) > _PIECES:
            raise UnreadFileError("large")

    def _end_cell(self) -> None:
        if self._cell is not None:
            if self._row is None:
                self._row = []
            self._row.append("".join(self._cell).strip())
            if len(self._row) >= MAX_CELLS:
                self.rows.append(self._row)
                self._row = []
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row:
            self.rows.append(self._row)
        self._row = None


def tables(path: Path) -> Iterator[Grid | Said]:
    """All rows of all tables as one grid, then the texts around them."""
    parser = _Tables()

    def rows() -> Iterator[list[str]]:
        with opened(path) as file:
            while piece := file.read(_PIECE):
                parser.take(piece)
                yield from parser.rows
                parser.rows.clear()
        parser.end()
        yield from parser.rows

    yield Grid(rows())
    yield from parser.texts
