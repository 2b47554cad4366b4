"""The rows of every published table with a profile, official ones first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Origin, Published, Resource, Site, Text

#: A number of more digits counts nothing on this earth.
MOST_DIGITS = 18


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

    def examined(self, profile: str) -> tuple[Row, ...]:
        """What was examined in search of data of that profile (`sumber_diperiksa`)."""
        return tuple(row for row in self.of("sumber_diperiksa") if row["profil"] == profile)


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
