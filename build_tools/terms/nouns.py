"""What a catalogue is made of, in no catalogue's own words. All texts as people gave them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..model import Portal, Published, Site, Table, Text
from .addresses import Addresses


@dataclass(frozen=True, slots=True)
class Agent:
    """An office or the project; never a person. ``id`` is of the register, empty for others."""

    id: str
    name: Text
    iri: str  # always there: its page on this site, or a fragment of the front page
    page: str = ""  # its page on this site, full
    url: str = ""  # its own site, encoded
    email: str = ""  # without "mailto:"


@dataclass(frozen=True, slots=True)
class Rights:
    """A licence: an address (encoded), its SPDX or Open Definition name, a title.

    ``iri`` is empty where no address is known: then the rights are told in words only.
    """

    iri: str
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic of the portal; ``theme``: its code in the EU's data-theme list, empty: none."""

    id: str
    title: Text
    iri: str  # of the concept, on this site
    page: str
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The region that a dataset is about. Codes are text, never made out of one another."""

    name: Text
    kemendagri: str = ""
    bps: str = ""
    iri: str = ""  # its page on this site, if it has one
    box: tuple[float, float, float, float] | None = None  # west, south, east, north, in degrees


@dataclass(frozen=True, slots=True)
class Variable:
    """A column, for catalogues that list them."""

    name: str
    type: str  # of Table Schema
    title: Text = Text()
    description: Text = Text()
    unit: Text = Text()
    concept: Text = Text()
    definition: Text = Text()
    classification: Text = Text()
    measure: Text = Text()  # ukuran
    standard: str = ""  # its number in the national list of standard data
    measured: bool = False  # standard data is stated of it


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file to take away. ``iri`` names it for ever; ``url`` is where it is."""

    iri: str
    url: str
    name: str  # of the file
    format: str  # csv, json, xlsx, parquet, geojson, zip, datapackage
    media_type: str
    bytes: int  # 0: not known, of a file of another portal
    sha256: str  # empty: not known either
    title: Text
    resource: str = ""  # empty: of the whole dataset
    schema: str = ""  # address of its Table Schema
    rights: tuple[Rights, ...] = ()


@dataclass(frozen=True, slots=True)
class TableTerms:
    """A table of a dataset: its files and columns."""

    name: str
    title: Text
    description: Text
    rows: int
    variables: tuple[Variable, ...]
    distributions: tuple[Distribution, ...]
    schema: str  # address of its Table Schema
    table: Table

    @property
    def tabular(self) -> bool:
        return self.table.resource.kind != "geojson"


@dataclass(frozen=True, slots=True)
class Release:
    """A version that is published, newest first in its entry."""

    iri: str  # its page
    number: str  # empty: not known
    date: str  # ISO date
    address: str  # last part of its page's path
    files: tuple[Distribution, ...] = ()
    kind: str = ""  # what it changed, a word of `model.past.VersionKind`; empty: not known
    publisher: Agent | None = None  # whose it was then; none: the office is not known any more


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset as catalogues tell it."""

    id: str  # "<opd>/<dataset>", for ever
    iri: str  # its page, with a trailing slash: `@id`, identifier, Atom id, CKAN url at once
    slug: str  # "<opd>--<dataset>": for catalogues whose names hold no slash; unique
    title: Text
    description: Text  # as given; may be empty
    about: Text  # never empty: the description, and where it is short the facts of its tables
    keywords: tuple[str, ...]
    subjects: tuple[Subject, ...]
    publisher: Agent
    creator: Agent  # the office whose data it is: the producer of an official dataset
    contact: Agent  # whoever answers; name at least
    related: tuple[Agent, ...]  # offices that collected data is about; they released nothing
    rights: tuple[Rights, ...]
    official: bool  # released by an office; else collected by the project from public pages
    issued: str = ""  # ISO date of the first data commit; empty: not committed
    modified: str = ""  # ISO date of the newest data commit
    frequency: str = ""  # a word of FREQUENCIES
    period: tuple[str, str] = ("", "")  # ISO 8601 year, month or date; first and last
    place: Place | None = None
    version: str = ""
    sources: tuple[tuple[str, str], ...] = ()  # title, address (encoded; empty: none)
    access: str = ""
    tables: tuple[TableTerms, ...] = ()
    whole: tuple[Distribution, ...] = ()  # the ZIP and the descriptor
    releases: tuple[Release, ...] = ()
    keywords_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # other languages'
    method: Text = Text()  # how the data came about
    level: Text = Text()  # what a row is about: kabupaten, kecamatan, desa
    published: Published | None = field(default=None, compare=False)  # None: of another portal
    harvested_from: str = ""  # address of the portal that it was read from; empty: it is ours
    harvested_title: str = ""  # name of that portal

    @property
    def path(self) -> str:
        """Its folder below the site's root, with a trailing slash."""
        return f"datasets/{self.id}/"

    @property
    def distributions(self) -> tuple[Distribution, ...]:
        """All files: of each table, then of the whole dataset."""
        return (*(d for t in self.tables for d in t.distributions), *self.whole)


@dataclass(frozen=True, slots=True)
class Move:
    """An address that a dataset had: it stays known for ever, and says where the data is now."""

    id: str  # that it had
    to: str  # where it is now, or was last
    date: str = ""  # ISO date; empty: not known
    shown: bool = True  # it is published there


@dataclass(frozen=True, slots=True)
class Gone:
    """An address with a page but no data now. Why, and under which title, only its page says."""

    id: str
    state: Literal["ditahan", "ditarik", "dihapus"]  # held back, withdrawn, folder removed
    date: str = ""  # ISO date since when; empty: not known


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The portal and all that it publishes, sorted by id.

    ``demonstration``: `situs_resmi` is false, and every catalogue has to say so (``notice``).
    """

    site: Site
    addresses: Addresses
    title: Text
    description: Text  # with the notice in front where it is a demonstration
    notice: Text
    publisher: Agent
    steward: Agent | None
    contact: Agent
    rights: tuple[Rights, ...]
    subjects: tuple[Subject, ...]
    agents: Mapping[str, Agent]  # offices of the register, by id
    place: Place | None
    entries: tuple[Entry, ...]
    demonstration: bool
    federated: tuple[Entry, ...] = ()  # of other portals, see `harvested_from`
    moves: tuple[Move, ...] = ()  # by the address that was left
    gone: tuple[Gone, ...] = ()  # by id

    @property
    def all(self) -> tuple[Entry, ...]:
        """Ours, then those of other portals: for catalogues whose readers can tell them apart."""
        return (*self.entries, *self.federated)

    @property
    def portal(self) -> Portal:
        return self.site.portal

    def entry(self, id: str) -> Entry | None:
        """The entry of that id, if there is one."""
        at = bisect_left(self.entries, id, key=lambda entry: entry.id)
        return self.entries[at] if self.entries[at : at + 1] and self.entries[at].id == id else None

    @property
    def issued(self) -> str:
        """The oldest day on which anything was published; empty: none is known."""
        return min((e.issued for e in self.entries if e.issued), default="")

    @property
    def modified(self) -> str:
        """The newest day on which data changed: never the day of the build."""
        return max((e.modified for e in self.entries if e.modified), default="")
