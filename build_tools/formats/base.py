"""What a download format is: a writer that takes batches one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from ..model import Dataset, Resource
from ..tables.batch import Batch

Kind = Literal["table", "geo"]
_Made = TypeVar("_Made")


class Shared:
    """What several writers of a table need of the same batch: made by the first that asks."""

    def __init__(self) -> None:
        self._batch: Batch | None = None
        self._made: dict[object, object] = {}

    def of(self, batch: Batch, key: object, make: Callable[[], _Made]) -> _Made:
        """What ``make`` gives for that batch; one key always goes with the same function."""
        if batch is not self._batch:
            self._batch, self._made = batch, {}
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a writer writes, and what it may know of the table."""

    path: Path
    dataset: Dataset
    resource: Resource
    again: Callable[[], Iterator[Batch]]  # the same batches once more, for a second pass
    shared: Shared = field(default_factory=Shared)  # between the writers of this table


class DoesNotFitError(Exception):
    """The format cannot hold a value of this table exactly; ``reason`` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Writer(Protocol):
    """An open file of one format. Any method may raise `DoesNotFitError`."""

    def write(self, batch: Batch) -> None:
        """Takes the next rows."""

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
