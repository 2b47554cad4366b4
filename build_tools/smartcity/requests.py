"""Requests for data and their answers (profile `permintaan_data`); nobody who asked is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..model import Text
from .rows import Row, Rows

PROFILE = "permintaan_data"
#: States of a request that waits for an answer, and of one that has it; others are closed.
OPEN = frozenset({"diterima", "diproses"})
ANSWERED = "dijawab"


@dataclass(frozen=True, slots=True)
class Request:
    """One row: one request."""

    row: Row
    day: str  # ISO date
    subject: Text
    office: str  # id; empty: not decided yet
    status: str
    answer: Text
    answered: str  # ISO date; empty: not answered
    dataset: str  # id of the dataset that answers; empty: none

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.status in OPEN

    def waits(self, as_of: date) -> int | None:
        """How many days it has waited; none where it waits no more."""
        return max((as_of - date.fromisoformat(self.day)).days, 0) if self.is_open else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requests wait, are answered, and were closed in another way."""

    waiting: int
    answered: int
    closed: int

    @property
    def all(self) -> int:
        """How many there are."""
        return self.waiting + self.answered + self.closed


def requests(rows: Rows) -> tuple[Request, ...]:
    """The requests of official tables, newest first."""
    found = [_request(row) for row in rows.of(PROFILE) if row.official]
    return tuple(sorted(found, key=lambda r: r.day, reverse=True))


def tally(found: Iterable[Request]) -> Tally:
    """The requests counted."""
    states = Counter(_kind(request) for request in found)
    return Tally(states["open"], states["answered"], states["closed"])


def by_office(found: Iterable[Request]) -> Mapping[str, Tally]:
    """The requests counted by office; "" is for those without an office yet."""
    named: dict[str, list[Request]] = {}
    for request in found:
        named.setdefault(request.office, []).append(request)
    return {office: tally(mine) for office, mine in named.items()}


def _kind(request: Request) -> str:
    if request.is_open:
        return "open"
    return "answered" if request.status == ANSWERED else "closed"


def _request(row: Row) -> Request:
    return Request(
        row=row,
        day=row["tanggal"],
        subject=row.text("perihal"),
        office=row["opd_id"],
        status=row["status"],
        answer=row.text("jawaban"),
        answered=row["tanggal_jawaban"],
        dataset=row["dataset"],
    )
