"""What every page of the portal shows beside its rows: where they are from, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ... import profiles
from ...model import Text
from ...smartcity import ProfileTable, Row, Rows
from ..held import Held, held
from ..view import View

#: The pages of the portal: key of the name (`portal.nav`), and address.
PAGES = (
    ("overview", "smart-city/"),
    ("programmes", "smart-city/program/"),
    ("indicators", "smart-city/indikator/"),
    ("budget", "smart-city/anggaran/"),
    ("evaluations", "smart-city/evaluasi/"),
    ("recommendations", "smart-city/rekomendasi/"),
    ("awards", "smart-city/penghargaan/"),
    ("evidence", "smart-city/bukti/"),
    ("services", "layanan/"),
    ("promises", "janji/"),
    ("figures", "catatan-angka/"),
)

#: Examined sources that a page names; the rest stand in their dataset.
MOST_EXAMINED = 20


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the row of a page comes from, ready to be shown."""

    official: bool
    dataset: str  # address of the dataset's page, relative
    title: Text  # of the dataset
    link: Markup  # to the source; empty where there is none
    document: Text  # title of the source's document
    quality: Text  # what kind of source it is


def origin(view: View, row: Row) -> Origin:
    """Where a row comes from."""
    return Origin(
        official=row.official,
        dataset=view.link(f"datasets/{row.dataset}/"),
        title=row.table.title,
        link=view.host_link(row["sumber_url"]) if row["sumber_url"] else Markup(""),
        document=Text(row["sumber"]),
        quality=row.label("mutu_sumber"),
    )


@dataclass(frozen=True, slots=True)
class Examined:
    """A public page that was examined in search of something."""

    sought: Text
    publisher: Text
    link: Markup
    found: Text  # the result in words


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is of a profile: its tables; where there are none, what was examined."""

    profile: str
    title: Text
    tables: tuple[ProfileTable, ...]
    rows: int
    examined: tuple[Examined, ...]
    until: str  # ISO day until which it was looked for in vain; empty: it was not, or was found
    more: int  # examined sources that are not listed here
    held: tuple[Held, ...] = ()  # datasets that are not shown because of what was found in them

    @property
    def empty(self) -> bool:
        """Whether there is not one row."""
        return not self.rows and not self.too_large

    @property
    def compiled(self) -> bool:
        """Whether all its rows were compiled from public pages, none released by an office."""
        return bool(self.tables) and not any(t.official for t in self.tables)

    @property
    def too_large(self) -> bool:
        """Whether a table has too many rows for a page."""
        return any(not t.whole for t in self.tables)


def supply(view: View, rows: Rows, profile: str) -> Supply:
    """What there is of a profile."""
    known = profiles.all_profiles()[profile]
    seen = rows.examined(profile)
    listed = tuple(
        Examined(
            sought=row.text("dicari"),
            publisher=Text(row["penerbit"]),
            link=view.host_link(row["alamat"]),
            found=row.label("hasil"),
        )
        for row in seen[:MOST_EXAMINED]
    )
    return Supply(
        profile=profile,
        title=known.title,
        tables=rows.tables(profile),
        rows=len(rows.of(profile)),
        examined=listed,
        until=rows.not_found(profile),
        more=max(0, len(seen) - MOST_EXAMINED),
        held=held(view, profile),
    )
