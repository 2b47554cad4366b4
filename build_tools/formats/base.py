"""What a download format is: a writer that takes records one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from ..model import Cell, Dataset, Resource

Kind = Literal["table", "geo"]


@dataclass(frozen=True, slots=True)
class Record:
    """A row on its way into the downloads; all three in the order of the schema's fields."""

    values: tuple[Any, ...]  # typed, None where missing
    texts: tuple[Cell, ...]  # canonical text, None where missing
    cells: tuple[str, ...]  # canonical text, or the source's own mark for a missing value


@dataclass(frozen=True, slots=True)
class Target:
    """Where a writer writes, and what it may know of the table."""

    path: Path
    dataset: Dataset
    resource: Resource
    again: Callable[[], Iterator[Record]]  # the same records once more, for a second pass


class DoesNotFitError(Exception):
    """The format cannot hold a value of this table exactly; ``reason`` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Writer(Protocol):
    """An open file of one format. Any method may raise `DoesNotFitError`."""

    def write(self, record: Record) -> None:
        """Takes the next record."""

    def close(self) -> None:
        """Completes the file."""

    def abandon(self) -> None:
        """Lets go of everything; the file is of no use. May follow a failed `close`."""


@dataclass(frozen=True, slots=True)
class Format:
    """One download format. Its words are in ``text/<lang>/formats.yml`` under its key."""

    suffix: str
    media_type: str
    kinds: frozenset[Kind]
    open: Callable[[Target], Writer]
