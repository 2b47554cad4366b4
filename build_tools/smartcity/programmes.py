"""Programmes and quick wins: who is responsible, for which dimension, when, in what state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .rows import Row, Rows

PROGRAMME = "program"
QUICK_WIN = "quick_win"


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or a quick win; "" is what no source says."""

    row: Row
    kind: str  # PROGRAMME or QUICK_WIN
    dimension: str  # id
    agency: str  # id of the responsible OPD
    begin: str  # first year
    end: str  # last year
    part_of: Row | None = None  # the programme that a quick win belongs to


def programmes(rows: Rows) -> tuple[Programme, ...]:
    """All programmes, then all quick wins; official rows come first in each."""
    plans = rows.of(PROGRAMME)
    by_place = {(row.dataset, row["id"]): row for row in reversed(plans)}
    by_id = {row["id"]: row for row in reversed(plans)}
    found = [
        Programme(
            row,
            PROGRAMME,
            row["dimensi_id"],
            row["opd_id"],
            row["tahun_mulai"],
            row["tahun_selesai"],
        )
        for row in plans
    ]
    for row in rows.of(QUICK_WIN):
        whole = by_place.get((row.dataset, row["program_id"])) or by_id.get(row["program_id"])
        year = row["tahun"]
        found.append(Programme(row, QUICK_WIN, row["dimensi_id"], row["opd_id"], year, year, whole))
    return tuple(found)


def by_dimension(found: Iterable[Programme], order: Sequence[str]) -> tuple[Programme, ...]:
    """The same, by dimension in that order; those of no listed dimension come last."""
    place = {id: n for n, id in enumerate(order)}
    return tuple(sorted(found, key=lambda p: (place.get(p.dimension, len(place)), p.dimension)))


def of_dimension(found: Iterable[Programme], dimension: str) -> tuple[Programme, ...]:
    """Those of one dimension."""
    return tuple(p for p in found if p.dimension == dimension)
