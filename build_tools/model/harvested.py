"""Datasets of other portals, known by reference: where their files are, never the files."""

from __future__ import annotations

from dataclasses import dataclass, field

from .given import Contact, Licence
from .words import Text

#: What a portal was read as, in the order in which a front page is asked for it.
HARVEST_KINDS = ("data.json", "ckan", "dcat", "datapackage")
#: The first part of the address of all of them: no office may have that name.
HARVESTED = "panen"


@dataclass(frozen=True, slots=True)
class HarvestedPortal:
    """Another portal, as it was when it was last read."""

    id: str  # its part of addresses on this site
    url: str  # that was asked
    title: str
    kind: str  # a word of HARVEST_KINDS
    day: str  # ISO date of the last harvest


@dataclass(frozen=True, slots=True)
class HarvestedFile:
    """A file that lies on the other portal; what that does not say is empty, or 0."""

    url: str
    title: str = ""
    format: str = ""  # as "CSV"
    media_type: str = ""
    bytes: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Harvested:
    """A dataset of another portal, in that portal's words: bounded, and nothing personal."""

    portal: HarvestedPortal
    name: str  # its part of addresses on this site, the same for ever
    origin_id: str  # what the other portal calls it
    title: Text
    description: Text = Text()
    iri: str = ""  # that names it in catalogues; empty: it has none
    page: str = ""  # on the other portal
    publisher: str = ""
    publisher_url: str = ""
    contact: Contact = field(default_factory=Contact)  # of an office
    licences: tuple[Licence, ...] = ()  # none: the other portal states none
    keywords: tuple[str, ...] = ()
    issued: str = ""  # ISO date
    modified: str = ""
    period: tuple[str, str] = ("", "")  # ISO year, month or date
    place: str = ""
    frequency: str = ""  # a word of FREQUENCIES
    files: tuple[HarvestedFile, ...] = ()
    gone: str = ""  # ISO date on which the other portal no longer had it

    @property
    def id(self) -> str:
        """The path of its page below `datasets/`."""
        return f"{HARVESTED}/{self.portal.id}/{self.name}"
