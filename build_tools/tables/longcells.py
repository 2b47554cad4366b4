"""Cells that cannot be one cell: a quote that is never closed, megabytes without an end.

To a CSV reader a quote that opens and does not close makes one long cell of all that follows,
and that is "valid". Quotes that may be such are looked for in the bytes; only where there is
one, the file is read record by record, each of them bounded.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import numpy as np

from ..findings import Finding, error
from ..model import Resource
from .dialect import csv_dialect, csv_options

#: No cell spans so many lines, has so many characters; no record has so many.
MAX_LINES, MAX_CELL, MAX_RECORD = 200, 1_000_000, 10_000_000
#: More columns than this are no table.
MAX_COLUMNS = 10_000

#: A stretch without quotes is looked at from this length on (in bytes).
_LEAP = 512

#: Twice on a line of our own after the last: two cells, or part of one where a quote is open.
#: It stands in no text, U+FDD0 being no character.
END = "\ufdd0"

# Python's own bound is lower, and another library lifts it altogether when it is imported
csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD))


class Quotes:
    """Looks for signs of such cells in the bytes, piece by piece.

    Finds every stretch of lines that a quote may have eaten, and any one quote too few or too
    many. Where several are wrong it may pass over a quote left open near the end of the file;
    the rows that it eats are then found as rows out of shape.
    """

    def __init__(self, resource: Resource) -> None:
        options = csv_options(resource)
        mark, escape = options["quoteChar"] or "", options["escapeChar"]
        self._mark = str(mark).encode()
        self._before = (str(options["delimiter"]).encode()[-1:], b"\n", b"\r", b"")
        # an escaped quote is none, and a mark of several bytes: counting does not tell
        self._odd = bool(escape) or len(self._mark) > 1
        self._open = False  # the last quote may have opened a cell
        self._lines = self._length = self._count = 0
        self._last = b""  # what stood before the next piece
        #: Whether the file should be read record by record.
        self.suspect = False

    def take(self, piece: bytes) -> None:
        """Looks at a piece of the file."""
        if self.suspect:
            return
        self.suspect = len(piece) >= 1 << 18 and b"\n" not in piece and b"\r" not in piece
        if self._mark and self._mark in piece:
            self._quotes(piece)
        elif self._open:
            self._gap(piece)
        self._last = piece[-1:]

    def end(self) -> None:
        """No piece follows: is a quote left open?"""
        escaped = self._odd and self._count > 0
        self.suspect = self.suspect or self._open or bool(self._count % 2) or escaped

    def _quotes(self, piece: bytes) -> None:
        mark = self._mark
        at, last = piece.find(mark), piece.rfind(mark)
        if self._open:
            self._gap(piece[:at])
        for at, near in self._far_apart(piece):  # only long stretches without a quote matter
            if self._opens(piece, at):
                self._lines = self._length = 0
                self._gap(piece[at:near])
        self._open = self._opens(piece, last)
        self._lines = self._length = 0
        if self._open:
            self._gap(piece[last:])

    def _far_apart(self, piece: bytes) -> Iterator[tuple[int, int]]:
        """Quotes that follow one another with much between them."""
        places = np.flatnonzero(np.frombuffer(piece, np.uint8) == self._mark[0])
        self._count += len(places)
        far = np.flatnonzero(places[1:] - places[:-1] > _LEAP)
        yield from zip(places[far].tolist(), places[far + 1].tolist(), strict=True)

    def _opens(self, piece: bytes, at: int) -> bool:
        """Whether a quoted cell may go on after this quote.

        Where a cell begins an odd number of quotes opens it; in the midst of one an even
        number stands for quotes in its text.
        """
        start = at
        while start > 0 and piece.startswith(self._mark, start - 1):
            start -= 1
        if not start and self._last == self._mark[-1:]:
            return True  # quotes in a row that began in the piece before
        before = piece[start - 1 : start] if start else self._last
        return ((at - start) % 2 == 0) == (before in self._before)

    def _gap(self, part: bytes) -> None:
        """What follows a quote that may be open, up to the next."""
        self._length += len(part)
        self._lines += part.count(b"\n") or part.count(b"\r")
        if self._lines > MAX_LINES or self._length > MAX_CELL:
            self.suspect = True


def problems(path: Path, resource: Resource) -> Iterator[Finding]:
    """The first cell that cannot be one, with the row and column where it begins."""
    place = {"file": resource.path}
    for number, record in records(path, resource, _encoding(resource)):
        if isinstance(record, str):
            limit = MAX_COLUMNS if record == "columns-many" else MAX_CELL
            yield error(record, **place, row=number, limit=limit)
            return
        longest = max(range(len(record)), key=lambda at: len(record[at]), default=0)
        opened = bool(record) and record[-1].endswith(END)
        if opened:
            longest = len(record) - 1
        cell = record[longest] if record else ""
        lines = max(cell.count("\n"), cell.count("\r")) - (opened and cell.endswith(f"\n{END}"))
        where = {**place, "row": number, "column": longest + 1}
        if opened or lines > MAX_LINES:
            head = cell.split("\n", 1)[0].partition(END)[0].strip()[:60]
            yield error("quote-unclosed", **where, cell=head, lines=max(lines, 1))
            return
        if len(cell) > MAX_CELL:
            yield error("cell-too-long", **where, limit=MAX_CELL)
            return


def _encoding(resource: Resource) -> str:
    plain = resource.encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    return "utf-8-sig" if plain else resource.encoding


def records(path: Path, resource: Resource, encoding: str) -> Iterator[tuple[int, list[str] | str]]:
    """The records with their numbers, whatever their bytes; a code in place of one too long."""
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        feed = _Feed(file, str(csv_options(resource)["delimiter"]))
        number = 0
        try:
            for number, record in enumerate(csv.reader(feed, csv_dialect(resource)), start=1):
                feed.size = feed.columns = 0
                if record != [END, END]:
                    yield number, record
        except (_TooLongError, csv.Error):
            many = feed.columns > MAX_COLUMNS
            yield number + 1, "columns-many" if many else "cell-too-long"
        except UnicodeError:  # of encodings that know no way round
            return


class _TooLongError(Exception):
    """A record goes on and on."""


class _Feed:
    """The lines of a file; counts what belongs to the record that is being read."""

    def __init__(self, file: TextIO, delimiter: str) -> None:
        self._file, self._delimiter = file, delimiter
        self.size = self.columns = 0

    def __iter__(self) -> Iterator[str]:
        line = ""
        while part := self._file.readline(MAX_RECORD):
            line = part
            self.size += len(line)
            self.columns += line.count(self._delimiter)
            if self.size >= MAX_RECORD:
                raise _TooLongError
            yield line
        if line:
            yield f"{END}{self._delimiter}{END}"
