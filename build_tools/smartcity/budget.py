"""The budget: what may be added up, what is only listed, and what was only spoken.

Added up are figures that an office released itself, of one stage of one year, in whole rupiah
and not approximate. Everything else stands by itself, with the reason. Tables in which the same
office has figures of the same year and stage may say the same twice: they are never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from ..model import Text
from .rows import MOST_DIGITS, ProfileTable, Row, Rows

SPOKEN = "lisan"
ORIGINAL, REVISED, SPENT = STAGES = ("murni", "perubahan", "realisasi")
APPROXIMATE = "kira-kira"
ROUNDED = "dibulatkan"
SECONDARY = "sekunder"
#: Years with a page of their own, newest first.
MOST_YEARS = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as a table states it; "" is what its source does not say."""

    row: Row
    year: str
    stage: str  # SPOKEN or a word of STAGES
    agency: str  # id
    dimension: str  # id
    rupiah: int | None
    apart: str  # why it is never added: spoken, compiled, approximate, secondary, stage, value

    @property
    def approximate(self) -> bool:
        """Whether its source says "about"."""
        return self.row["ketelitian"] == APPROXIMATE


@dataclass(frozen=True, slots=True)
class Sum:
    """Official figures of one stage of one year, added up."""

    stage: str
    rupiah: int
    count: int  # figures that were added
    left_out: int  # official ones of the same tables that may not be added
    rounded: int  # of those added, how many their source rounded
    statuses: tuple[Text, ...]
    precisions: tuple[Text, ...]
    by_dimension: Mapping[str, int]  # rupiah by id; "": not divided by dimension
    by_agency: Mapping[str, int]

    @property
    def divided(self) -> bool:
        """Whether any of it is known by dimension."""
        return any(self.by_dimension)


@dataclass(frozen=True, slots=True)
class Uptake:
    """Spending held against a budget: per cent, or why it is not computed."""

    stage: str  # of the budget that it was divided by
    per_cent: Decimal | None  # one digit after the point; none where a source rounded
    why: str = ""  # of None: "approximate", "offices" or "nought"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sums of one year that stand together, and the tables that they come from."""

    tables: tuple[ProfileTable, ...]
    sums: Mapping[str, Sum]  # by stage, in the order of STAGES
    loose: frozenset[str]  # stages of which some official figures could not be added
    overlaps: bool  # another table has figures of the same office, year and stage

    @property
    def plan(self) -> Sum | None:
        """The last budget of the year; spending only where there is no budget.

        A revision that lacks offices of the original budget is no budget of the year: then it
        is the original one.
        """
        original, revised = self.sums.get(ORIGINAL), self.sums.get(REVISED)
        if original and revised:
            offices = set(original.by_agency)
            return revised if offices <= set(revised.by_agency) - {""} else original
        return revised or original or self.sums.get(SPENT)


@dataclass(frozen=True, slots=True)
class Year:
    """All that is known of one year. Spoken figures stand apart from it."""

    year: str
    ledgers: tuple[Ledger, ...]
    figures: tuple[Figure, ...]  # all but the spoken ones
    listed: tuple[Figure, ...]  # of those, the ones that are never added

    def left_out(self, stage: str) -> int:
        """How many official figures of a stage are in no sum."""
        return sum(figure.row.official and figure.stage == stage for figure in self.listed)


def figures(rows: Rows) -> tuple[Figure, ...]:
    """All figures, official ones first, as in their tables."""
    return tuple(_figure(row) for row in rows.of("anggaran"))


def budgets_whole(rows: Rows) -> bool:
    """Whether no official table is too long for `figures` to have all of it."""
    return all(table.whole for table in rows.tables("anggaran") if table.official)


def spoken(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that were only spoken."""
    return tuple(f for f in found if f.stage == SPOKEN)


def years(found: Iterable[Figure]) -> tuple[Year, ...]:
    """The years that have other than spoken figures, newest first."""
    named: dict[str, list[Figure]] = {}
    for figure in found:
        if figure.stage != SPOKEN and figure.year:
            named.setdefault(figure.year, []).append(figure)
    return tuple(
        Year(year, ledgers(of), tuple(of), tuple(f for f in of if f.apart))
        for year, of in sorted(named.items(), reverse=True)
    )


def paged(found: Sequence[Year]) -> tuple[str, ...]:
    """The years that have a page, newest first: those that people write with four digits."""
    written = (y.year for y in found[:MOST_YEARS])
    return tuple(y for y in written if y.isascii() and y.isdigit() and len(y) == 4)


def newest_official(found: Sequence[Year]) -> Year | None:
    """The newest year that has sums of official figures."""
    return next((year for year in found if year.ledgers), None)


def ledgers(found: Sequence[Figure]) -> tuple[Ledger, ...]:
    """The sums of one year: tables that share no office are added, others stand each alone."""
    tables: dict[tuple[str, str], list[Figure]] = {}
    for figure in found:
        if figure.row.official and figure.stage != SPOKEN:
            table = figure.row.table
            tables.setdefault((table.dataset, table.resource.name), []).append(figure)
    added = {key: of for key, of in tables.items() if any(not f.apart for f in of)}
    same = {
        key for a, b in combinations(added, 2) if _overlap(added[a], added[b]) for key in (a, b)
    }
    together = [of for key, of in added.items() if key not in same]
    groups = [*([together] if together else []), *([added[key]] for key in added if key in same)]
    return tuple(_ledger(group, overlaps=group is not together) for group in groups)


def uptake(ledger: Ledger) -> Uptake | None:
    """Spending held against the last budget of the year; None where there are not both.

    Only where no figure of either had to be left out, and both cover the same offices.
    """
    spent = ledger.sums.get(SPENT)
    stage = REVISED if REVISED in ledger.sums or REVISED in ledger.loose else ORIGINAL
    budget = ledger.sums.get(stage)
    if spent is not None and ledger.loose & {SPENT, stage}:
        return Uptake(stage, None, "approximate")
    if spent is None or budget is None:
        return None
    offices = set(spent.by_agency)
    if offices != set(budget.by_agency) or "" in offices:
        return Uptake(stage, None, "offices")
    if not budget.rupiah:
        return Uptake(stage, None, "nought")
    digits = Decimal(1) if spent.rounded or budget.rounded else Decimal("0.1")
    share = Decimal(spent.rupiah) * 100 / Decimal(budget.rupiah)
    return Uptake(stage, share.quantize(digits, ROUND_HALF_UP))


def rupiah(text: str) -> int | None:
    """Whole rupiah; None where that is not known, or no amount of money on this earth."""
    known = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if known else None


def _figure(row: Row) -> Figure:
    return Figure(
        row=row,
        year=row["tahun"],
        stage=row["tahap"],
        agency=row["opd_id"],
        dimension=row["dimensi_id"],
        rupiah=rupiah(row["nilai_rupiah"]),
        apart=_apart(row),
    )


def _apart(row: Row) -> str:
    """Why a figure is never added; empty where it may be."""
    if row["tahap"] == SPOKEN:
        return "spoken"
    if not row.official:
        return "compiled"
    if row["ketelitian"] == APPROXIMATE:
        return "approximate"
    if row["mutu_sumber"] == SECONDARY:
        return "secondary"
    if row["tahap"] not in STAGES:
        return "stage"
    return "" if rupiah(row["nilai_rupiah"]) is not None else "value"


def _overlap(one: Iterable[Figure], other: Iterable[Figure]) -> bool:
    """Whether both have a figure of one office at one stage, or one that names no office."""
    mine, theirs = _places(one), _places(other)
    return any(
        agencies & theirs.get(stage, set()) or ("" in agencies | theirs.get(stage, set()))
        for stage, agencies in mine.items()
        if stage in theirs
    )


def _places(found: Iterable[Figure]) -> dict[str, set[str]]:
    """The offices of the figures that may be added, by stage."""
    places: dict[str, set[str]] = {}
    for figure in found:
        if not figure.apart:
            places.setdefault(figure.stage, set()).add(figure.agency)
    return places


def _ledger(group: Sequence[Sequence[Figure]], overlaps: bool) -> Ledger:
    every = [figure for table in group for figure in table]
    sums = {}
    for stage in STAGES:
        of = [f for f in every if f.stage == stage]
        if any(not f.apart for f in of):
            sums[stage] = _sum(stage, of)
    return Ledger(
        tables=tuple(table[0].row.table for table in group),
        sums=sums,
        loose=frozenset(f.stage for f in every if f.apart),
        overlaps=overlaps,
    )


def _sum(stage: str, of: Sequence[Figure]) -> Sum:
    added = [(f, f.rupiah) for f in of if not f.apart and f.rupiah is not None]
    by_dimension: dict[str, int] = {}
    by_agency: dict[str, int] = {}
    for figure, amount in added:
        by_dimension[figure.dimension] = by_dimension.get(figure.dimension, 0) + amount
        by_agency[figure.agency] = by_agency.get(figure.agency, 0) + amount
    rows = [figure.row for figure, _ in added]
    return Sum(
        stage=stage,
        rupiah=sum(amount for _, amount in added),
        count=len(added),
        left_out=len(of) - len(added),
        rounded=sum(row["ketelitian"] == ROUNDED for row in rows),
        statuses=_labels(rows, "status_angka"),
        precisions=_labels(rows, "ketelitian"),
        by_dimension=by_dimension,
        by_agency=by_agency,
    )


def _labels(rows: Iterable[Row], name: str) -> tuple[Text, ...]:
    """What the different codes of a column mean, in the order of the rows."""
    found = {row[name]: row for row in rows}
    return tuple(row.label(name) for code, row in found.items() if code)
