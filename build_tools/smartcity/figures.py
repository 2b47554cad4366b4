"""Figures that disagree, with their sources (`catatan_angka`, `catatan_angka_nilai`).

They are put side by side and no more: nothing is computed from them and none is called right.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Text
from .anchors import anchors
from .rows import Row, Rows

PROFILE, VALUES = "catatan_angka", "catatan_angka_nilai"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as one source gives it."""

    row: Row
    subject: Text  # what was measured, and by whom
    period: str  # as the source writes it; empty: not known
    written: str  # with its unit, as the source writes it
    note: str


@dataclass(frozen=True, slots=True)
class Note:
    """A matter on which sources give different figures."""

    row: Row
    anchor: str  # the name of its place on the page
    title: Text
    explanation: Text
    dataset: str  # id of the dataset on the matter; empty: none
    examined: str  # ISO date
    figures: tuple[Figure, ...]


def notes(rows: Rows) -> tuple[Note, ...]:
    """Every note with its figures, the one examined last first.

    A figure belongs to the note of that id in its own dataset; where its dataset has no such
    note, to those of that id elsewhere.
    """
    found = sorted(rows.of(PROFILE), key=lambda row: row["diperiksa"], reverse=True)
    own = {(row.dataset, row["id"]) for row in found}
    values: dict[str, list[Row]] = {}
    for value in sorted(rows.of(VALUES), key=lambda row: row.whole_number("urutan") or 0):
        values.setdefault(value["catatan_id"], []).append(value)
    names = anchors(row["id"] for row in found)
    made = []
    for row, name in zip(found, names, strict=True):
        mine = [
            _figure(value)
            for value in values.get(row["id"], ())
            if value.dataset == row.dataset or (value.dataset, row["id"]) not in own
        ]
        made.append(_note(row, name, tuple(mine)))
    return tuple(made)


def _note(row: Row, anchor: str, figures: tuple[Figure, ...]) -> Note:
    return Note(
        row=row,
        anchor=anchor,
        title=row.text("judul"),
        explanation=row.text("penjelasan"),
        dataset=row["dataset"],
        examined=row["diperiksa"],
        figures=figures,
    )


def _figure(row: Row) -> Figure:
    return Figure(
        row=row,
        subject=row.text("hal"),
        period=row["periode"],
        written=row["nilai_sebagaimana_ditulis"],
        note=row["catatan"],
    )
