"""Awards that the region or one of its offices received (profile `penghargaan`)."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Text
from .rows import Row, Rows


@dataclass(frozen=True, slots=True)
class Award:
    """One row: one award."""

    row: Row
    year: str
    day: str  # ISO date; empty: not known
    name: Text
    giver: str
    office: str  # id; empty: it went to the region as a whole
    rank: str  # as the source writes it; empty: none named


def awards(rows: Rows) -> tuple[Award, ...]:
    """Every award, newest first; official ones before compiled ones of the same day."""
    found = [_award(row) for row in rows.of("penghargaan")]
    return tuple(sorted(found, key=lambda a: (a.year, a.day), reverse=True))


def _award(row: Row) -> Award:
    return Award(
        row=row,
        year=row["tahun"],
        day=row["tanggal"],
        name=row.text("nama"),
        giver=row["pemberi"],
        office=row["opd_id"],
        rank=row["peringkat"],
    )
