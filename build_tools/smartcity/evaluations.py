"""Evaluations by year and stage, and what was said of their notes (profile `evaluasi`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .promises import Statement, statements
from .rows import Row, Rows

#: Stages in their order within a year; one that no source names comes last.
STAGES = ("I", "II", "tidak-diketahui")


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among others. Ranks of two scopes are never compared."""

    place: int
    of: int | None  # how many took part; none: not known
    scope: str  # nasional, provinsi, lainnya; empty: not known


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One row: one stage of one year's evaluation as one table has it."""

    row: Row
    year: int
    stage: str  # of `STAGES`
    first: str  # ISO date; empty: not known
    last: str  # ISO date
    noted: str  # the time as the source has it: ISO day, month, two parted by a slash, or any text
    score: str  # canonical text of a number; empty: not known
    best: str  # the highest score of the organiser's scale; empty: not named
    rank: Rank | None
    recommendations: int  # rows of recommendations of this year and stage
    sought: str  # ISO day until which these were looked for in vain; empty: nobody has
    statements: tuple[Statement, ...]  # about the notes of this year and stage


def evaluations(rows: Rows) -> tuple[Evaluation, ...]:
    """Every evaluation, newest year first, by stage; official rows before compiled ones."""
    said = about_notes(rows)
    counts = _recommendations(rows)
    found = [_evaluation(rows, row, counts, said) for row in rows.of("evaluasi")]
    return tuple(sorted(found, key=lambda e: (-e.year, STAGES.index(e.stage))))


def about_notes(rows: Rows) -> tuple[Statement, ...]:
    """The statements about the notes of an evaluation, newest first."""
    return tuple(s for s in statements(rows) if s.evaluation)


def stage_of(row: Row) -> str:
    """The stage that a row names, as one of `STAGES`."""
    return row["tahap"] if row["tahap"] in STAGES else STAGES[-1]


def _recommendations(rows: Rows) -> dict[tuple[int, str], int]:
    """How many there are of a year and stage: the official ones, else the compiled ones."""
    official: dict[tuple[int, str], int] = {}
    compiled: dict[tuple[int, str], int] = {}
    for row in rows.of("rekomendasi"):
        of = official if row.official else compiled
        key = (row.whole_number("tahun_evaluasi") or 0, stage_of(row))
        of[key] = of.get(key, 0) + 1
    return compiled | official


def _evaluation(
    rows: Rows, row: Row, counts: dict[tuple[int, str], int], said: Sequence[Statement]
) -> Evaluation:
    year, stage = row.whole_number("tahun_evaluasi") or 0, stage_of(row)
    place = row.whole_number("peringkat")
    scope = row["cakupan_peringkat"]
    return Evaluation(
        row=row,
        year=year,
        stage=stage,
        first=row["tanggal_mulai"],
        last=row["tanggal_selesai"],
        noted=row["waktu_sebagaimana_dicatat"],
        score=row["nilai"],
        best=row["nilai_maksimum"],
        rank=Rank(place, row.whole_number("jumlah_peserta"), scope) if place else None,
        recommendations=counts.get((year, stage), 0),
        sought=rows.not_found("rekomendasi", year, stage),
        statements=tuple(s for s in said if s.evaluation == (year, stage)),
    )
