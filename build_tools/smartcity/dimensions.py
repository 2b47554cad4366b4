"""The dimensions of the smart city, and how many rows of a profile each of them has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Text
from .rows import Row, Rows

#: More are no dimensions but a mistake; pages stay within bounds.
MOST = 50
_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of the reference table."""

    id: str  # fit for an address
    name: Text
    row: Row


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows there are. Official and compiled ones are never added together.

    ``official`` is None where no whole official table says so: nought rows are then not
    nought things. Rows of tables that are too long for a page are not counted, nor are those
    of the same origin beside them: a part is no number of all.
    """

    official: int | None
    compiled: int
    too_large: bool = False  # some are not counted

    @property
    def unknown(self) -> bool:
        """Whether nothing is known at all."""
        return self.official is None and not self.compiled and not self.too_large


def dimensions(rows: Rows) -> Mapping[str, Dimension]:
    """The dimensions by their id, in their order; of two tables the first names one."""
    found: dict[str, Row] = {}
    for row in rows.of("dimensi"):
        if len(row["id"]) <= 64 and _ID.fullmatch(row["id"]):
            found.setdefault(row["id"], row)
    ordered = sorted(found.values(), key=lambda row: row.whole_number("urutan") or 0)
    return {row["id"]: Dimension(row["id"], row.text("nama"), row) for row in ordered[:MOST]}


def tally(rows: Rows, profile: str, dimension: str = "") -> Tally:
    """How many rows a profile has, or those of one dimension."""
    return count(rows, profile, (r for r in rows.of(profile) if _about(r, dimension)))


def count(rows: Rows, profile: str, chosen: Iterable[Row]) -> Tally:
    """How many of its rows were chosen."""
    official = compiled = 0
    for row in chosen:
        if row.official:
            official += 1
        else:
            compiled += 1
    tables = rows.tables(profile)
    released = [t.whole for t in tables if t.official]
    return Tally(
        official if released and all(released) else None,
        compiled if all(t.whole for t in tables if not t.official) else 0,
        not rows.whole(profile),
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """What several profiles have; official is None where none of them has an official table.

    Where one of them could not be counted, the others are no number of all either.
    """
    found = list(tallies)
    if any(t.too_large for t in found):
        return Tally(None, 0, True)
    official = [t.official for t in found if t.official is not None]
    return Tally(sum(official) if official else None, sum(t.compiled for t in found))


def _about(row: Row, dimension: str) -> bool:
    return not dimension or row["dimensi_id"] == dimension
