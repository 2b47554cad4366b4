"""Public statements, each with what would prove it and what was found (profile `pernyataan`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..model import Text
from .anchors import anchors
from .rows import Row, Rows

PROFILE = "pernyataan"
#: What an examination can have found, as the column `keadaan` says it.
STATES = ("terbukti", "sebagian", "tidak-ditemukan", "tidak-dapat-diuji")
#: Whether the source puts the words in quotation marks, or tells them.
KINDS = ("langsung", "tidak-langsung")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the office concerned answered, as it gave it."""

    text: str
    day: str  # ISO date; empty: not known
    office: str  # empty: not known


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that an office made in public, and what was found when it was examined."""

    row: Row
    anchor: str  # the name of its place on the page
    id: str
    day: str  # ISO date
    office: str
    quotation: str  # in the words of the source
    kind: str  # of `KINDS`; empty: not known
    occasion: Text
    proof: Text  # what would prove it
    evaluation: tuple[int, str] | None  # year and stage whose notes it speaks of
    dataset: str  # id of the dataset that proves it; empty: none yet
    state: str  # of `STATES`; empty: not known
    reason: Text
    examined: str  # ISO date
    note: str
    reply: Reply | None

    @property
    def direct(self) -> bool:
        """Whether the source puts these words in quotation marks."""
        return self.kind == KINDS[0]

    def says(self, words: str) -> bool:
        """Whether those words stand in the quotation; none are said nowhere."""
        sought = _folded(words)
        return bool(sought) and sought in _folded(self.quotation)

    @property
    def year(self) -> str:
        """The year in which it was made."""
        return self.day[:4]


def statements(rows: Rows) -> tuple[Statement, ...]:
    """Every statement, newest first; those of one day as they stand in their tables."""
    found = sorted(rows.of(PROFILE), key=lambda row: row["tanggal"], reverse=True)
    names = anchors(row["id"] for row in found)
    return tuple(_statement(row, name) for row, name in zip(found, names, strict=True))


def _statement(row: Row, anchor: str) -> Statement:
    year = row.whole_number("tahun_evaluasi")
    reply = Reply(row["tanggapan"], row["tanggapan_tanggal"], row["tanggapan_jabatan"])
    return Statement(
        row=row,
        anchor=anchor,
        id=row["id"],
        day=row["tanggal"],
        office=row["jabatan"],
        quotation=row["kutipan"],
        kind=row["jenis_kutipan"] if row["jenis_kutipan"] in KINDS else "",
        occasion=row.text("konteks"),
        proof=row.text("pembuktian"),
        evaluation=(year, row["tahap"]) if year and row["tahap"] else None,
        dataset=row["dataset_bukti"],
        state=row["keadaan"] if row["keadaan"] in STATES else "",
        reason=row.text("alasan"),
        examined=row["diperiksa"],
        note=row["catatan"],
        reply=reply if reply.text else None,
    )


def statement_of(figure: Row, found: Iterable[Statement]) -> Statement | None:
    """The statement that made a spoken figure (a row of `anggaran`) known.

    It is of the same day and source, and the words of the figure stand in its quotation. None
    where no such statement is on record: then nothing says how the words were given.
    """
    day, source = figure["tanggal_pernyataan"], figure["sumber_url"]
    alike = (s for s in found if day and s.day == day and source and s.row["sumber_url"] == source)
    return next((s for s in alike if s.says(figure["nilai_sebagaimana_ditulis"])), None)


def first_of_state(found: Iterable[Statement]) -> Mapping[str, int]:
    """Of each state that occurs, the place of its newest statement, counted from 0."""
    places: dict[str, int] = {}
    for index, statement in enumerate(found):
        places.setdefault(statement.state, index)
    return places


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def counts(found: Sequence[Statement]) -> tuple[tuple[str, int], ...]:
    """How many statements are in each state, in the order of `STATES`."""
    states = [statement.state for statement in found]
    return tuple((state, states.count(state)) for state in STATES)


def by_year(found: Sequence[Statement]) -> list[tuple[str, list[Statement]]]:
    """The statements in their order, parted by the year in which they were made."""
    return [(year, list(group)) for year, group in groupby(found, key=lambda s: s.year)]
