"""The list of data (Perpres 39/2019): what offices promised to publish, and what is published.

Only official lists count, and only datasets that an office released itself. A line and a dataset
belong together where the line's column ``dataset`` says so, also under the dataset's earlier
address; titles are never compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model import HeldBack, Published, Site, Text
from .moved import Ids
from .rows import ProfileTable, Row, Rows

PROFILE = "daftar_data"
#: Owners of datasets that are no offices.
_NO_OFFICES = frozenset({"himpunan", "referensi"})

#: What there is of a line: an official dataset; one that checks hold back; one that was taken
#: back; one that is not of the office; one whose folder was removed; one that the portal does not
#: know; nothing.
ListedState = Literal[
    "terbit", "ditahan", "ditarik", "bukan-resmi", "dihapus", "tak-dikenal", "belum"
]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of an official list of data."""

    row: Row
    year: str  # empty: not known
    office: str  # id of the OPD that produces the data
    title: Text
    dataset: str  # id that it has now; empty: the line names none
    state: ListedState
    due: str = ""  # ISO date on which the list promises it; empty: none

    @property
    def published(self) -> bool:
        """Whether the office's own dataset is in the portal."""
        return self.state == "terbit"

    def passed(self, as_of: date) -> int:
        """How many days ago it was due without being published; 0: it is not owed yet."""
        if not self.due or self.state in {"terbit", "ditarik"}:
            return 0
        return max((as_of - date.fromisoformat(self.due)).days, 0)


@dataclass(frozen=True, slots=True)
class Fill:
    """How many of the data that an office listed for a year are published."""

    listed: int
    published: int


@dataclass(frozen=True, slots=True)
class DataList:
    """All official lists of data together, and the official datasets that none of them names."""

    tables: tuple[ProfileTable, ...]
    lines: tuple[Listed, ...]
    unlisted: tuple[Published, ...]
    compiled: tuple[ProfileTable, ...] = ()  # lists that no office released: not counted

    @property
    def known(self) -> bool:
        """Whether there is an official list with at least one line."""
        return bool(self.lines)

    @property
    def absent(self) -> bool:
        """Whether there is no line, and none that is only too long to be counted."""
        return not self.lines and self.whole

    @property
    def whole(self) -> bool:
        """Whether no list is too long to be counted here."""
        return all(table.whole for table in self.tables)

    @property
    def years(self) -> tuple[str, ...]:
        """The years of the lines, newest first; "" (not known) last."""
        return tuple(sorted({line.year for line in self.lines}, reverse=True))

    def fills(self) -> Mapping[tuple[str, str], Fill]:
        """The counts by office and year."""
        found: dict[tuple[str, str], Fill] = {}
        for line in self.lines:
            key = (line.office, line.year)
            so_far = found.get(key, Fill(0, 0))
            found[key] = Fill(so_far.listed + 1, so_far.published + line.published)
        return found

    def passed(self, as_of: date) -> Mapping[str, int]:
        """How many lines of each office are not published though their day has passed."""
        return Counter(line.office for line in self.lines if line.passed(as_of))


def total(found: Iterable[Fill]) -> Fill:
    """Several counts added up."""
    every = list(found)
    return Fill(sum(f.listed for f in every), sum(f.published for f in every))


def official(published: Published) -> bool:
    """Whether an office released the dataset itself: only such datasets count for it."""
    dataset = published.dataset
    return dataset.origin == "resmi" and dataset.source.owner not in _NO_OFFICES


def of_office(held: HeldBack) -> bool:
    """Whether a dataset that cannot be shown lies with an office."""
    return held.source.owner not in _NO_OFFICES


def data_list(site: Site, rows: Rows) -> DataList:
    """The list of data of a site. ``rows`` are those of its tables with a profile."""
    published = {p.id: p for p in site.published}
    held = {h.source.id: h for h in (*site.held_back, *site.unplaced)}
    known = Ids.of(site)
    found = tuple(
        Listed(
            row=row,
            year=row["tahun"],
            office=row["opd_id"],
            title=row.text("judul"),
            dataset=id,
            state=_state(known, id, published, held),
            due=row["jadwal"],
        )
        for row in rows.of(PROFILE)
        if row.official
        for id in (known.current(row["dataset"]),)
    )
    tables = rows.tables(PROFILE)
    named = {line.dataset for line in found} | {t.dataset for t in tables}
    return DataList(
        tables=tuple(t for t in tables if t.official),
        lines=found,
        unlisted=tuple(p for p in site.published if official(p) and p.id not in named),
        compiled=tuple(t for t in tables if not t.official),
    )


def _state(
    known: Ids, id: str, published: Mapping[str, Published], held: Mapping[str, HeldBack]
) -> ListedState:
    if not id:
        return "belum"
    if id in published:
        return "terbit" if official(published[id]) else "bukan-resmi"
    if id in held:
        return "ditarik" if held[id].withdrawn else "ditahan"
    return "dihapus" if known.deleted(id) else "tak-dikenal"
