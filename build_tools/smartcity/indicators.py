"""Indicators with their targets and results: was a target reached, as far as is known?

Nothing is said beyond that: no score, no mean over indicators, no colour. A figure that its
source calls approximate is held against nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .rows import Row, Rows

REACHED = "reached"
MISSED = "missed"
UNKNOWN = "unknown"
APPROXIMATE = "kira-kira"


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator in one year."""

    row: Row
    year: str
    target: Decimal | None
    value: Decimal | None
    outcome: str  # REACHED, MISSED or UNKNOWN
    why: str = ""  # of UNKNOWN: "target", "value", "direction" or "approximate"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator and its years, newest first."""

    row: Row
    dimension: str  # id
    agency: str  # id of the responsible OPD; empty: not known
    results: tuple[Result, ...]

    @property
    def newest_known(self) -> Result | None:
        """The result of the newest year of which is known whether its target was reached."""
        return next((r for r in self.results if r.outcome != UNKNOWN), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many indicators the newest known result reached its target.

    Only indicators and results of one origin are counted together.
    """

    reached: int
    known: int
    unknown: int


def indicators(rows: Rows) -> tuple[Indicator, ...]:
    """All indicators, official ones first.

    A result belongs to the indicator of that id in its own dataset, else in the first other.
    """
    given = rows.of("indikator")
    by_place = {(row.dataset, row["id"]): n for n, row in reversed(list(enumerate(given)))}
    by_id = {row["id"]: n for n, row in reversed(list(enumerate(given)))}
    results: dict[int, list[Result]] = {}
    for row in rows.of("capaian"):
        id = row["indikator_id"]
        place = by_place.get((row.dataset, id), by_id.get(id))
        if place is not None:
            results.setdefault(place, []).append(_result(row, given[place]["arah"]))
    return tuple(
        Indicator(
            row,
            row["dimensi_id"],
            row["opd_id"],
            tuple(sorted(results.get(n, ()), key=lambda r: r.year, reverse=True)),
        )
        for n, row in enumerate(given)
    )


def by_dimension(found: Iterable[Indicator], order: Sequence[str]) -> tuple[Indicator, ...]:
    """The same, by dimension in that order; those of no listed dimension come last."""
    place = {id: n for n, id in enumerate(order)}
    return tuple(sorted(found, key=lambda i: (place.get(i.dimension, len(place)), i.dimension)))


def progress(found: Iterable[Indicator], official: bool) -> Progress:
    """Of how many indicators of that origin the target was reached in the newest known year."""
    reached = known = unknown = 0
    for indicator in found:
        if indicator.row.official != official:
            continue
        newest = next(
            (r for r in indicator.results if r.outcome != UNKNOWN and r.row.official == official),
            None,
        )
        if newest is None:
            unknown += 1
            continue
        known += 1
        reached += newest.outcome == REACHED
    return Progress(reached, known, unknown)


def _result(row: Row, direction: str) -> Result:
    target, value = _number(row["target"]), _number(row["nilai"])
    outcome, why = _outcome(target, value, direction, row["ketelitian"] == APPROXIMATE)
    return Result(row, row["tahun"], target, value, outcome, why)


def _outcome(
    target: Decimal | None, value: Decimal | None, direction: str, loose: bool
) -> tuple[str, str]:
    """Whether the value reached its target, or why that is not known."""
    if target is None:
        return UNKNOWN, "target"
    if value is None:
        return UNKNOWN, "value"
    if loose:
        return UNKNOWN, "approximate"
    wanted = {"naik": value >= target, "turun": value <= target, "tetap": value == target}
    if direction not in wanted:
        return UNKNOWN, "direction"
    return (REACHED if wanted[direction] else MISSED), ""


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
