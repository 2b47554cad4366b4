"""The pieces that a file is read as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


class UnreadFileError(ValueError):
    """A file that cannot be looked into; ``kind`` says what it is, ``note`` why."""

    def __init__(self, kind: str, note: str = "") -> None:
        super().__init__(kind)
        self.kind, self.note = kind, note


@dataclass(frozen=True, slots=True)
class Said:
    """A text that stands in a file outside of its tables.

    ``where``: a word under ``findings.where``; empty: the running text of the file itself.
    ``name``: it names who wrote the file. Rows and columns count from 1.
    """

    text: str
    where: str = ""
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    name: bool = False
    number: bool = False  # a number that a program wrote: no text of people


@dataclass(frozen=True, slots=True)
class Grid:
    """Records of cells whose columns nobody declared. To be read before the next piece.

    ``first``: the number of the first record, as a person counts. ``names``: those of the
    columns, where the format has them; else they are to be guessed from the records.
    """

    records: Iterator[list[str]]
    where: str = ""
    sheet: str = ""
    first: int = 1
    names: tuple[str, ...] = ()
