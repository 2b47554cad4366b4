"""The list of data (Perpres 39/2019): what offices promised to publish, and what is published.

Only official lists count, and only datasets that an office released itself. A line and a dataset
belong together where the line's column ``dataset`` says so; titles are never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..model import HeldBack, Published, Site, Text
from .rows import ProfileTable, Row, Rows

PROFILE = "daftar_data"
#: Owners of datasets that are no offices.
_NO_OFFICES = frozenset({"himpunan", "referensi"})

#: What there is of a line: an official dataset; one that checks hold back; one that was taken
#: back; one that is not of the office; nothing.
ListedState = Literal["terbit", "ditahan", "ditarik", "bukan-resmi", "belum"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of an official list of data."""

    row: Row
    year: str  # empty: not known
    office: str  # id of the OPD that produces the data
    title: Text
    dataset: str  # id; empty: the line names none
    state: ListedState

    @property
    def published(self) -> bool:
        """Whether the office's own dataset is in the portal."""
        return self.state == "terbit"


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
    held = {h.source.id: h for h in site.held_back}
    found = tuple(
        Listed(
            row=row,
            year=row["tahun"],
            office=row["opd_id"],
            title=row.text("judul"),
            dataset=row["dataset"],
            state=_state(row["dataset"], published, held),
        )
        for row in rows.of(PROFILE)
        if row.official
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
    id: str, published: Mapping[str, Published], held: Mapping[str, HeldBack]
) -> ListedState:
    if id in published:
        return "terbit" if official(published[id]) else "bukan-resmi"
    if id in held:
        return "ditarik" if held[id].withdrawn else "ditahan"
    return "belum"
