"""Files of text: CSV with any of the usual marks and encodings, running text, Markdown tables."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from .base import Grid, Said, UnreadFileError

_LOOK = 1 << 20
_MARKS = ",;\t|"
#: So many lines tell which mark parts the cells.
_LINES = 50
#: A line is looked at in pieces no longer than this, which overlap.
MAX_LINE, _OVERLAP = 20_000, 200
#: So many bytes a text in Markdown may have, and so many lines a file.
MAX_PROSE = 20_000_000
MAX_LINES = 2_000_000
#: No record goes over more lines.
_MOST_LINES = 100
#: No record has more cells; what follows is the next one. A table in running text has no more.
MAX_CELLS, _MAX_TABLE = 2_000, 200_000
_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")


def encoding_of(head: bytes, whole: bool) -> str:
    """The encoding that bytes seem to be in; raises `UnreadFileError` for what is no text.

    ``whole``: no more follow.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    pairs = max(len(head) // 2, 1)
    low, high = head[0::2], head[1::2]
    for zeros, letters, name in ((high, low, "utf-16-le"), (low, high, "utf-16-be")):
        if zeros.count(0) > 0.3 * pairs and letters.count(0) < 0.05 * pairs:
            return name
    odd = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
    if odd + head.count(0) > len(head) / 50:
        raise UnreadFileError("binary")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, whole)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def opened(path: Path) -> TextIO:
    """A file of text, read in the encoding that it seems to be in; close it."""
    with path.open("rb") as file:
        head = file.read(_LOOK)
    encoding = encoding_of(head, len(head) < _LOOK)
    return path.open(encoding=encoding, errors="replace", newline="")


def table(path: Path, must: bool) -> Iterator[Grid | Said]:
    """A CSV as a grid; where ``must`` is not, only if it looks like one, else as text."""
    with opened(path) as file:
        rest = lines(file)
        head = list(islice(rest, _LINES))
        mark = _mark(head)
        if not mark and not must:
            yield from texts(chain(head, rest))
            return
        yield Grid(_records(chain(head, rest), mark or ","))


class _Lines:
    """Lines on their way to the CSV reader, those of the record at hand remembered.

    They end where a record goes on for too long: a quote was never closed.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MOST_LINES:
            raise StopIteration
        self.taken.append(next(self._lines).replace("\0", ""))
        return self.taken[-1]


def _records(lines: Iterator[str], mark: str) -> Iterator[list[str]]:
    """Records; lines that are none together, since a quote is not closed, are one each."""
    source = _Lines(lines)
    while True:
        reader = csv.reader(source, delimiter=mark)
        source.taken.clear()
        try:
            for record in reader:
                if len(source.taken) >= _MOST_LINES:
                    break
                yield from cut(record)
                source.taken.clear()
            else:
                if len(source.taken) < _MOST_LINES:
                    return
        except csv.Error:
            pass  # no record: its lines are given one by one, right below
        for line in source.taken:
            yield from cut(line.replace('"', "").rstrip("\r\n").split(mark))


def cut(record: list[str]) -> Iterator[list[str]]:
    """A record of no more cells than any has; one of too many comes as several."""
    for at in range(0, max(len(record), 1), MAX_CELLS):
        yield record[at : at + MAX_CELLS]


def lines(file: TextIO) -> Iterator[str]:
    """Lines that end; one of megabytes comes in pieces.

    Raises `UnreadFileError` for more of them than can be looked at in a moment.
    """
    for _ in range(MAX_LINES):
        line = file.readline(_LOOK)
        if not line:
            return
        yield line
    raise UnreadFileError("large")


def _mark(head: list[str]) -> str:
    """The mark that parts the cells of most lines into the same number; empty: none does."""
    lines = [line for line in head if line.strip()]
    best, score = "", 0
    for mark in _MARKS:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        if not counts:
            continue
        count, often = counts.most_common(1)[0]
        in_prose = mark == "," and count < 2 and any(", " in line for line in lines)
        if often >= max(2, 0.5 * len(lines)) and not in_prose and often * count > score:
            best, score = mark, often * count
    return best


def texts(lines: Iterator[str], first: int = 1, where: str = "") -> Iterator[Said]:
    """Lines of text, each with its number."""
    for number, line in enumerate(lines, start=first):
        if len(line) <= MAX_LINE:
            if not line.isspace():
                yield Said(line, where, row=number)
            continue
        for at in range(0, len(line), MAX_LINE - _OVERLAP):
            yield Said(line[at : at + MAX_LINE], where, row=number)


def markdown(path: Path) -> Iterator[Grid | Said]:
    """Running text, and the tables in it (GitHub's, with pipes) as grids as well."""
    if path.stat().st_size > MAX_PROSE:
        raise UnreadFileError("large")
    rows: list[list[str]] = []
    start = held = 0
    with opened(path) as file:
        for number, line in enumerate(chain(lines(file), [""]), start=1):
            text = line.strip()
            if text.startswith("|") and held < _MAX_TABLE:
                start = start if rows else number
                if not _RULE.fullmatch(text):
                    cells = [cell.strip() for cell in text.strip("|").split("|")]
                    rows += cut(cells)
                    held += len(cells)
            else:
                if len(rows) > 1:
                    yield Grid(iter(rows), first=start)
                rows, held = [], 0
                yield from texts(iter([line] if text else []), number)
