"""The rows of every published table with a profile, official ones first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Origin, Published, Resource, Site, Text

#: A number of more digits counts nothing on this earth.
MOST_DIGITS = 18
#: What came of a search (`sumber_diperiksa`); others could not be looked at.
FOUND, NOT_FOUND = "ditemukan", "tidak-ditemukan"


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """A published table with a profile.

    ``agencies`` are the ids of the OPD that made it (official) or that it is about (compiled).
    ``whole`` is false where it has too many rows to be shown on a page: then it has none here.
    """

    dataset: str  # id
    title: Text  # of the dataset
    resource: Resource
    origin: Origin
    agencies: tuple[str, ...]
    count: int
    whole: bool
    updated: str = ""  # ISO date of the newest data

    @property
    def profile(self) -> str:
        return self.resource.profile

    @property
    def official(self) -> bool:
        """Whether an office released it itself."""
        return self.origin == "resmi"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``row["nama"]`` is the canonical text of a cell, "" where it is not known."""

    table: ProfileTable
    values: Mapping[str, str]  # only cells that are known
    number: int  # counted from 1

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def official(self) -> bool:
        """Whether an office released it itself; else it was compiled from public pages."""
        return self.table.official

    def has(self, name: str) -> bool:
        """Whether its table has that column, filled or not."""
        return self.table.resource.field(name) is not None

    @property
    def dataset(self) -> str:
        """The id of the dataset it stands in."""
        return self.table.dataset

    def text(self, name: str) -> Text:
        """A text of the row with its translations, which stand in ``<name>_<language>``."""
        begin = f"{name}_"
        others = {
            key.removeprefix(begin): value
            for key, value in self.values.items()
            if key.startswith(begin) and len(key) == len(begin) + 2
        }
        return Text(self[name], others)

    def label(self, name: str) -> Text:
        """What a coded cell means (Table Schema `categories`); the code where nothing says."""
        value = self[name]
        found = self.table.resource.field(name)
        for category in found.categories if found else ():
            if category.value == value and category.label:
                return category.label
        return Text(value)

    def whole_number(self, name: str) -> int | None:
        """A cell as a whole number; None where it is not known, or beyond any count."""
        text = self[name]
        known = text.isascii() and text.removeprefix("-").isdigit() and len(text) <= MOST_DIGITS
        return int(text) if known else None


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows, by profile."""

    by_profile: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    tables_by_profile: Mapping[str, tuple[ProfileTable, ...]] = field(default_factory=dict)

    def of(self, profile: str) -> tuple[Row, ...]:
        """The rows of that profile: official ones first, then by dataset, as in the file."""
        return self.by_profile.get(profile, ())

    def tables(self, profile: str) -> tuple[ProfileTable, ...]:
        """The tables of that profile, in the order of their rows."""
        return self.tables_by_profile.get(profile, ())

    def whole(self, *profiles: str) -> bool:
        """Whether no table of those profiles is too long for `of` to have its rows."""
        return all(table.whole for profile in profiles for table in self.tables(profile))

    def examined(self, profile: str) -> tuple[Row, ...]:
        """What was examined in search of data of that profile (`sumber_diperiksa`)."""
        return tuple(row for row in self.of("sumber_diperiksa") if row["profil"] == profile)

    def not_found(self, profile: str, year: int | None = None, stage: str = "") -> str:
        """The ISO day until which data of a profile were looked for in vain.

        Empty where nobody has looked, or where a source had something of what was sought. A
        search that names an evaluation speaks of that one alone: with ``year`` and ``stage`` it
        is asked for, without them only searches that name none count.
        """
        of = "" if year is None else f"{year:04}"
        sought = [
            row
            for row in self.examined(profile)
            if row["tahun_evaluasi"] == of and row["tahap"] in {"", stage}
        ]
        if any(row["hasil"] == FOUND for row in sought):
            return ""
        return max((row["diperiksa"] for row in sought if row["hasil"] == NOT_FOUND), default="")

    def in_vain(self, profile: str, year: int) -> tuple[Row, ...]:
        """The newest search for each thing of a profile that no source had, in their order.

        Those that name an evaluation count only where it is one of that year.
        """
        seen = self.examined(profile)
        found = {row["dicari"] for row in seen if row["hasil"] == FOUND}
        newest: dict[str, Row] = {}
        for row in seen:
            sought = row["dicari"]
            if row["hasil"] != NOT_FOUND or sought in found:
                continue
            if row["tahun_evaluasi"] not in {"", f"{year:04}"}:
                continue
            known = newest.setdefault(sought, row)
            newest[sought] = max(known, row, key=lambda r: r["diperiksa"])
        return tuple(newest.values())


def gather(site: Site) -> Rows:
    """The rows of all published tables with a profile."""
    rows: dict[str, list[Row]] = {}
    tables: dict[str, list[ProfileTable]] = {}
    for published in sorted(site.published, key=lambda p: (p.dataset.origin != "resmi", p.id)):
        for table, content in _tables(published):
            tables.setdefault(table.profile, []).append(table)
            names = [f.name for f in table.resource.fields]
            mine = rows.setdefault(table.profile, [])
            for number, cells in enumerate(content, start=1):
                known = {n: c for n, c in zip(names, cells, strict=True) if c is not None}
                mine.append(Row(table, known, number))
    return Rows(
        {name: tuple(found) for name, found in rows.items()},
        {name: tuple(found) for name, found in tables.items()},
    )


def _tables(
    published: Published,
) -> list[tuple[ProfileTable, tuple[tuple[str | None, ...], ...]]]:
    dataset = published.dataset
    return [
        (
            ProfileTable(
                dataset=dataset.id,
                title=dataset.title,
                resource=table.resource,
                origin=dataset.origin,
                agencies=dataset.agencies,
                count=table.rows,
                whole=table.content is not None,
                updated=published.updated,
            ),
            table.content or (),
        )
        for table in published.tables
        if table.resource.profile
    ]
