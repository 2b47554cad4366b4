"""What a change does for readers, as values: from a whole proposal down to one cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

from ..findings import Finding, Severity
from ..model import Plausibility

#: Larger tables are counted and summed up, not compared row by row.
MOST_ROWS = 2_000_000
MOST_BYTES = 500_000_000
#: How many examples of one kind are kept of a table.
SHOWN = 10
#: How many leaps of a table are kept until it is known which of them the check has told.
KEPT = 1_000

#: How rows of two versions belong together.
Pairing = Literal[
    "kunci",  # by the primary key
    "isi",  # by all that stands in them: there is no key, or it does not tell rows apart
    "hitung",  # not at all: the table is too large
]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a difference is told (`extra.portal.kewajaran`).

    Ratios are of the larger number to the smaller, shares lie between 0 and 1. ``least``: where
    both numbers are smaller, a jump is no news.
    """

    ratio: float = 3.0  # of one figure, to the version or the period before
    total: float = 0.3  # share by which a column's sum over the same rows moves
    least: float = 100.0
    power: float = 0.02  # how near to 10, 100, 1000 a ratio to the same figure lies
    power_period: float = 0.1  # the same, to the period before: figures move by themselves
    rows_lost: float = 0.1  # share of the rows
    series_lost: float = 0.5  # share of the periods or rows of a time series: it is held
    repeated: int = 5  # so many figures of a period that are all those of the one before

    @classmethod
    def of(cls, given: Plausibility) -> Thresholds:
        """Those of a portal: what is ten times the least is no small figure."""
        return cls(least=10 * given.least, series_lost=given.lost / 100)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A figure beside the one it is held against: in the same row before, or a period before.

    ``key`` names the row by field and value; ``row`` is its number in the new file, 0 where it
    is not known, in the ``sheet``. ``ratio`` is after to before; none where one is missing or
    zero. ``power`` is 10, 100 or 1000 where the figure grew by about that, 0.1 … where it shrank,
    0 elsewhere.
    """

    key: tuple[tuple[str, str], ...]
    column: str
    before: str | None
    after: str | None
    ratio: Decimal | None = None
    row: int = 0
    power: float = 0.0
    period: str = ""  # of the figure before, where that is another period's
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a measure in both versions; none where it has no number at all."""

    column: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as readers see it: its title, type and unit, and the first rows of a new table."""

    name: str
    title: str
    type: str
    unit: str = ""
    is_figure: bool = False
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """What became of the columns. Renamed and retyped: name before or now, from what, to what."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    retyped: tuple[tuple[str, str, str], ...] = ()
    moved: tuple[str, ...] = ()
    units: tuple[tuple[str, str, str], ...] = ()  # `sdi:satuan`
    emptied: tuple[str, ...] = ()  # held something before, and nothing now

    @property
    def any(self) -> bool:
        """Whether anything became of them."""
        return any(getattr(self, f.name) for f in fields(self))


@dataclass(frozen=True, slots=True)
class Lost:
    """Which share of a time series is gone, of its periods and, all in all, of its rows."""

    periods: float
    rows: float


@dataclass(frozen=True, slots=True)
class Absent:
    """What a new period lacks: how many of the keys of the period before it, and the first."""

    period: str
    last: str
    count: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table before and after. Rows are none where the table is not there (or was not)."""

    name: str
    title: str
    file: str
    rows_before: int | None
    rows_after: int | None
    fields: tuple[str, ...] = ()  # the columns of the new version, in their order
    pairing: Pairing = "kunci"
    key: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0
    changed: int = 0
    changed_by: tuple[tuple[str, int], ...] = ()  # changed cells a column, most first
    columns: Columns = Columns()
    sums: tuple[Sum, ...] = ()
    largest: tuple[CellChange, ...] = ()
    slips: tuple[CellChange, ...] = ()  # near 10, 100, 1000
    slip_count: int = 0
    sudden: tuple[CellChange, ...] = ()
    sudden_count: int = 0
    totals: tuple[Sum, ...] = ()  # over rows of both versions: those that moved too far
    areas_gone: tuple[str, ...] = ()
    periods_gone: tuple[str, ...] = ()
    periods_new: tuple[str, ...] = ()
    keys_gone: tuple[str, ...] = ()  # the first rows gone of periods that are still there
    absent: tuple[Absent, ...] = ()  # rows that new periods lack
    lost: Lost | None = None  # of a table whose rows are told apart by time
    repeated: tuple[str, str] = ("", "")  # a new period, and the one whose figures it repeats
    same_rows: bool = False  # the content is that of before, whatever the file looks like
    shown: tuple[Shown, ...] = ()  # the columns of the new version, or the last one

    @property
    def is_same(self) -> bool:
        """Whether readers get the same table."""
        return self.same_rows and not self.columns.any

    def called(self, name: str) -> str:
        """A column as people call it: by its title where it has one."""
        return next((c.title for c in self.shown if c.name == name and c.title), name)


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the descriptor, by its path; empty: it is not there."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DatasetChange:
    """What became of a dataset. ``hidden``: it holds personal data, only counts are told."""

    id: str
    title: str
    kind: Literal["baru", "hapus", "ubah", "acuan"]  # acuan: only a table it refers to changed
    tables: tuple[TableChange, ...] = ()
    properties: tuple[Property, ...] = ()
    story: bool = False  # README.md reads otherwise
    findings: tuple[Finding, ...] = ()  # by the comparison
    hidden: bool = False
    unread: bool = False  # one of the versions cannot be read: nothing is compared
    period: tuple[str, str] = ("", "")  # that the data are about (ISO 8601)

    def called(self, file: str, name: str) -> str:
        """A column of the table in that file as people call it."""
        named = (t.called(name) for t in self.tables if t.file == file)
        return next((title for title in named if title != name), name)


@dataclass(frozen=True, slots=True)
class Changes:
    """All datasets that a proposal touches, and what the check says of each (by id)."""

    base: str  # the commit compared with; empty: there is none
    date: str  # its day, ISO
    datasets: tuple[DatasetChange, ...]
    checked: Mapping[str, tuple[Finding, ...]]
    held: frozenset[str] = frozenset()  # ids that do not go out as they are
    others: tuple[str, ...] = ()  # files below `datasets/` that belong to no dataset
    waiting: tuple[Finding, ...] = ()  # of files in `_baru`: what becomes of them, or why not
    strays: tuple[Finding, ...] = ()  # errors of files that lie in no dataset

    @property
    def refused(self) -> int:
        """How many files in `_baru` cannot be taken."""
        return len({f.file for f in self.waiting if f.severity is Severity.ERROR})

    @property
    def is_good(self) -> bool:
        """Whether nothing of the proposal is held back, refused or astray."""
        return not (self.held or self.refused or self.strays)

    @property
    def beside(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """What was found in no dataset, under the key of its title; only where there is any."""
        told = (("waiting", self.waiting), ("strays", self.strays))
        return tuple((key, found) for key, found in told if found)

    def of(self, id: str) -> tuple[Finding, ...]:
        """What the check and the comparison found in a dataset."""
        own = next((d.findings for d in self.datasets if d.id == id), ())
        return (*self.checked.get(id, ()), *own)
