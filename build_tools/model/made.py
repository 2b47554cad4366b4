"""What the stages make of it: checked and converted tables, the site, the files written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..findings import Finding
from .given import Cell, Dataset, Portal, Resource, Source, Text, Withdrawal
from .harvested import Harvested

if TYPE_CHECKING:
    from .past import Past


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What a column holds. Minimum, maximum, mean and examples are canonical text."""

    name: str
    missing: int
    distinct: int
    minimum: str = ""
    maximum: str = ""
    examples: tuple[str, ...] = ()
    distinct_capped: bool = False  # counting stopped there: `distinct` is a lower bound
    mean: str = ""  # of figures: six digits that count, half to even


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away; it lies in `Published.folder` under its name."""

    name: str
    format: str  # a key of `formats.FORMATS`, or "zip", "datapackage"
    media_type: str
    bytes: int
    sha256: str
    resource: str = ""  # empty: of the whole dataset


@dataclass(frozen=True, slots=True)
class Omission:
    """A format that could not hold a table's values exactly, and why (a code)."""

    resource: str
    format: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What charts and sentences are made from: the rows of a table that is small enough, or sums.

    Only the fields that say when, where, what of, and how much; rows that may not be charted
    (of secondary sources, or approximate) are left out and counted.
    """

    fields: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]  # canonical text
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """The simplified outline of an area, in degrees (longitude, latitude), for a map."""

    codes: tuple[tuple[str, str], ...]  # field name and code: every way the area is named
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    label: tuple[float, float]  # a point inside, far from the border


@dataclass(frozen=True, slots=True)
class AreaPeriod:
    """The rows of one area in one period; none are kept where they are too many to be figures."""

    period: str  # as in the data, comparable as text; empty: the rows name none
    count: int
    rows: tuple[tuple[Cell, ...], ...] = ()  # canonical text, sorted; no rows: see ``count``


@dataclass(frozen=True, slots=True)
class AreaRows:
    """What a table has of one area: its newest periods, the newest first."""

    code: str
    periods: tuple[AreaPeriod, ...]
    earlier: int = 0  # rows of older periods


@dataclass(frozen=True, slots=True)
class ByArea:
    """A table's rows by the codes of one of its columns of areas, for the pages of areas."""

    field: str  # the column of codes; empty: the whole table is about one area
    fields: tuple[str, ...]  # of the rows kept
    areas: tuple[AreaRows, ...]  # by code
    complete: bool = True  # else there are more codes than are kept, and none is


@dataclass(frozen=True, slots=True)
class Table:
    """A checked and converted resource: everything a page may say of it."""

    resource: Resource
    rows: int
    columns: tuple[ColumnProfile, ...]
    preview: tuple[tuple[Cell, ...], ...]  # the first rows, canonical text
    downloads: tuple[Download, ...] = ()
    omissions: tuple[Omission, ...] = ()
    extract: Extract | None = None  # none: too large for it, or nothing to show
    shapes: tuple[Shape, ...] = ()  # of a resource of areas
    areas: tuple[ByArea, ...] = ()  # one for each kind of area that its columns name
    parts: tuple[Download, ...] = ()  # of a large table, for its viewer: `formats.parts`
    row_parts: tuple[Download, ...] = ()  # its rows for the API: `catalogues.v1.rows`
    period: tuple[str, str] = ("", "")  # first and last that its rows are about, as text
    content: tuple[tuple[Cell, ...], ...] | None = None  # all rows, of a table with a profile
    formulas: bool = False  # some text may be taken for a formula where its CSV is opened
    judged_by: str | None = None  # for the check page, as JSON; empty: it cannot judge such a table


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One check as it was run on a dataset: how much it looked at, what it found."""

    name: str
    unit: str  # rows, fields, resources, files, properties
    examined: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Published:
    """A dataset ready to be shown: nothing after this opens a table."""

    dataset: Dataset
    tables: tuple[Table, ...]
    folder: Path  # where the downloads lie
    downloads: tuple[Download, ...] = ()  # of the whole dataset: the ZIP
    checks: tuple[CheckRun, ...] = ()
    findings: tuple[Finding, ...] = ()  # warnings and notices of the version shown
    updated: str = ""  # ISO date of the newest commit of the data; empty: not committed
    created: str = ""  # ISO date of its first
    held_since: str = ""  # ISO date: a newer version is held back since then

    @property
    def id(self) -> str:
        return self.dataset.id


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A dataset that has no good version to show: its page says so."""

    source: Source
    title: Text
    findings: tuple[Finding, ...] = ()
    profiles: tuple[str, ...] = ()  # of its tables, as far as the descriptor could be read
    withdrawn: Withdrawal | None = None  # it was taken back: what the page says is why


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages and catalogues are made from."""

    portal: Portal
    published: tuple[Published, ...]
    held_back: tuple[HeldBack, ...] = ()
    pasts: Mapping[str, Past] = field(default_factory=dict)  # by id; also of what is gone
    unplaced: tuple[HeldBack, ...] = ()  # held back in a folder that can be no address: no page
    harvested: tuple[Harvested, ...] = ()  # of other portals, by id

    def current(self, id: str) -> str:
        """The id under which a dataset lies now, or lay last: the end of its moves."""
        seen = {id}
        while id in self.pasts and self.pasts[id].moved_to not in {"", *seen}:
            id = self.pasts[id].moved_to
            seen.add(id)
        return id


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the tree, before it is written.

    ``path`` is relative to the site's root (of its language, for a page). ``content`` as a
    Path means: that file. A page (``lang`` set) is given to the site engine; all else is
    linked into the site as it is.
    """

    path: PurePosixPath
    content: bytes | Path
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What publishing changed in the tree."""

    changed: tuple[PurePosixPath, ...] = ()
    unchanged: int = 0
    removed: tuple[PurePosixPath, ...] = ()
