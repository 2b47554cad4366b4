"""A list as a CSV file that people open in a spreadsheet: no text in it becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

_SIGNS = frozenset("=+-@\t\r")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
#: Rows that are held as text at once; what is done is held as bytes.
_ROWS = 2_000


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before such a one."""
    return f"'{text}" if text[:1] in _SIGNS else text


class Number(str):
    """A figure, digit by digit as it is: its sign is no formula's. See `number`."""

    __slots__ = ()


def number(text: str) -> str:
    """A canonical text as a `Number` where it is one, else as it is."""
    return Number(text) if _NUMBER.fullmatch(text) else text


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file (RFC 4180 with line feeds, UTF-8): a line of names, then the rows in their order.

    Texts are made inert; a number (`Number`) stays a number, and the empty text says that there
    is none.
    """
    made = bytearray()
    left = chain((columns,), rows)
    while batch := list(islice(left, _ROWS)):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(
            [inert(cell) if type(cell) is str else cell for cell in row] for row in batch
        )
        made += out.getvalue().encode("utf-8", "replace")
    return bytes(made)
