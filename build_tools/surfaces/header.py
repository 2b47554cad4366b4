"""Where the names of a table's columns stand, when nobody says so: below titles, in two rows, or
nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from statistics import median

from ..privacy import headings

#: So many records are looked at; the header is among the first of them.
SAMPLE, AMONG = 60, 25
#: No table of people's has more columns; what stands right of them is read as text.
MAX_COLUMNS = 300

_YEAR = re.compile(r"(19|20)[0-9]{2}(\s*[-/]\s*(19|20)?[0-9]{2})?\*{0,3}")
_COUNTED = re.compile(r"\(?[0-9]{1,2}\)?")
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Guess:
    """A table with names for its columns."""

    names: tuple[str, ...]
    above: tuple[tuple[int, list[str]], ...]  # number and cells of each record up to the header
    first: int  # the number of the first record of the data
    records: Iterator[list[str]]
    persons: tuple[int, ...] = ()  # columns, from 1, that are called after a person


def guess(records: Iterator[list[str]], first: int = 1) -> Guess:
    """Finds the header of records of which the first has that number."""
    head = [[cell.strip() for cell in record] for record in islice(records, SAMPLE)]
    filled = [sum(1 for cell in record if cell) for record in head]
    width = max((_last(record) for record in head), default=0)
    at = _header(head, filled)
    names = list(head[at]) if at >= 0 else []
    begin = at + 1
    if at >= 0 and begin < len(head) and _goes_on(names, head[begin]):
        names = _joined(names, head[begin])
        begin += 1
    rest = chain(head[begin:], records)
    width = min(max(width, len(names)), MAX_COLUMNS)
    above = tuple((first + i, head[i]) for i in range(begin))
    persons = tuple(at + 1 for at in headings.called_after(names[:width]))
    names = [
        "" if at in persons or headings.heading(name) == "data" else name
        for at, name in enumerate(names, start=1)
    ]
    return Guess(tuple(_unique(names[:width], width)), above, first + begin, rest, persons)


def blocks(records: Iterator[list[str]], first: int) -> Iterator[tuple[int, Iterator[list[str]]]]:
    """The tables that stand below one another, with the number of the first record of each.

    The next begins where a row of headings follows an empty row or a title. Each is to be read
    before the next.
    """
    stream = _Blocks(records, first)
    while stream.more:
        yield stream.first, stream.block()


class _Blocks:
    """Records on their way, those held back that may belong to the next table."""

    def __init__(self, records: Iterator[list[str]], first: int) -> None:
        self._records, self.first = records, first
        self._held: list[list[str]] = []
        self._header: list[str] = []
        self.more = True

    def block(self) -> Iterator[list[str]]:
        """The records of one table."""
        apart: list[list[str]] = []  # empty rows and titles, of this table or the next
        wide = 0  # rows of several cells so far
        for record in chain(self._take(), self._records):
            self.first += 1
            several = _several(record)
            if not several and wide > 1 and len(apart) < AMONG:
                apart.append(record)
                continue
            if apart and _is_next(record, self._header):
                self._held = [*apart, record]
                self.first -= len(self._held)
                return
            yield from apart
            apart = []
            if several:
                self._header = self._header if wide else record
                wide += 1
            yield record
        yield from apart
        self.more = False

    def _take(self) -> Iterator[list[str]]:
        held, self._held = self._held, []
        yield from held


def _several(record: list[str]) -> bool:
    """Whether two cells are filled."""
    seen = False
    for cell in record:
        if cell and not cell.isspace():
            if seen:
                return True
            seen = True
    return False


def _is_next(record: list[str], before: list[str]) -> bool:
    """Whether a row is the header of another table: of header words only, most of them sure."""
    filled = sum(1 for cell in record if cell and not cell.isspace())
    if record == before or not 2 <= filled <= MAX_COLUMNS:
        return False
    kinds = [headings.heading(cell) for cell in record if cell.strip()]
    return kinds.count("sure") >= max(2, filled / 2) and "data" not in kinds


def nameless(records: Iterator[list[str]], first: int, width: int) -> Guess:
    """A table none of whose records is a header."""
    return Guess(tuple(_unique([], min(width, MAX_COLUMNS))), (), first, records)


def _last(record: list[str]) -> int:
    return max((at for at, cell in enumerate(record, start=1) if cell), default=0)


def _header(head: list[list[str]], filled: list[int]) -> int:
    """Which record is the header; -1: none."""
    for at, record in enumerate(head[:AMONG]):
        after = [count for count in filled[at + 1 :] if count]
        wide = [count for count in after if count > 1]
        after = wide if len(wide) > 1 or filled[at] > 1 else after  # titles have one cell a row
        if not filled[at]:
            continue
        usual = median(after) if after else filled[at]
        if filled[at] < max(2 if usual > 1 else 1, 0.5 * usual):
            continue  # a title
        named = all(map(_may_name, filter(None, record))) and any(map(_word, record))
        return at if named and headings.is_headings(record, head[at + 1 :]) else -1
    return -1


def _may_name(cell: str) -> bool:
    """Whether a cell may be the name of a column rather than a value."""
    digits = sum(map(str.isdigit, cell))
    short = len(cell) <= _LONGEST_NAME and "@" not in cell
    years = bool(_YEAR.fullmatch(cell)) or headings.heading(cell) == "sure"
    return short and (digits < 5 or years)


def _word(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _goes_on(names: list[str], record: list[str]) -> bool:
    """Whether a second row of names follows: it fills cells that the first left empty."""
    given = [cell for cell in record if cell]
    gaps = [at for at, cell in enumerate(record) if cell and not (names[at : at + 1] or [""])[0]]
    if not gaps or not all(map(_may_name, given)):
        return False
    return all(map(_word, given)) or all(_COUNTED.fullmatch(cell) for cell in given)


def _joined(names: list[str], record: list[str]) -> list[str]:
    """Names of two rows; the upper one stands for all columns up to the next."""
    joined, upper = [], ""
    for at in range(max(len(names), len(record))):
        own = names[at] if at < len(names) else ""
        below = record[at] if at < len(record) else ""
        upper = own or upper
        joined.append(f"{upper} {below}".strip() if below else own)
    return joined


def _unique(names: list[str], width: int) -> Iterator[str]:
    """A name for each column, no two alike."""
    seen: set[str] = set()
    for at in range(width):
        plain = " ".join(names[at].split()) if at < len(names) else ""
        name = plain[:_LONGEST_NAME] or f"kolom_{at + 1}"
        while name in seen:
            name += "_"
        seen.add(name)
        yield name
