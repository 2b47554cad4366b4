"""What became of a dataset over time: its versions, what changed between them, what was promised.

Offices are named, never the people whose names stand in git.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .given import Origin, Text, Withdrawal
from .made import Download

#: What became of a version: its bytes can be taken away; today's checks hold it back; it was
#: taken back (`penarikan.yaml`); its files or its description cannot be read.
VersionState = Literal["terbit", "tertahan", "ditarik", "tak-terbaca"]

#: What a version changed: it is the first; columns or tables; rows; figures in rows that stay;
#: nothing that readers get.
VersionKind = Literal["awal", "struktur", "baris", "koreksi", "sama"]

#: How rows of two versions were told apart: by the primary key, by all their cells, not at all
#: (the table is too large, or could not be read).
VersionPairing = Literal["kunci", "isi", "hitung"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came, went or changed. Cells: column, text before, text after (none: empty)."""

    kind: Literal["ditambah", "dihapus", "diubah"]
    key: tuple[tuple[str, str], ...]  # field and value; empty: there is no key
    cells: tuple[tuple[str, str | None, str | None], ...]  # all of a row; of "diubah" what changed


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What changed in a table from one version to another.

    ``rows_before`` is none where the table was not there, ``rows_after`` where it is gone.
    """

    table: str  # name of the resource
    title: Text = Text()
    rows_before: int | None = None
    rows_after: int | None = None
    pairing: VersionPairing = "kunci"
    key: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0
    changed: int = 0
    changed_by: tuple[tuple[str, int], ...] = ()  # changed cells a column, most first
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_renamed: tuple[tuple[str, str], ...] = ()  # before, now
    columns_retyped: tuple[tuple[str, str, str], ...] = ()  # column, type before, type now
    first: tuple[RowChange, ...] = ()  # the first of each kind, for the page
    file: Download | None = None  # every changed row as CSV; none: not compared row by row


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from the version ``since`` (an address) to the one that this belongs to."""

    since: str
    tables: tuple[TableDifference, ...]


@dataclass(frozen=True, slots=True)
class VersionTable:
    """A table of a version. ``file`` is none where the version does not go out, or is too large."""

    name: str
    title: Text
    rows: int
    columns: tuple[tuple[str, str], ...]  # name and type
    file: Download | None = None  # lies in `Version.folder` under the SHA-256 of its bytes
    too_large: int = 0  # bytes of a file that is left out for its size
    original: bool = False  # the bytes are those that git holds; else written from the table
    #: The file is CSV as RFC 4180 has it, in UTF-8, and its cells read as they stand: a reader's
    #: browser can hold it against another.
    plain: bool = False
    key: tuple[str, ...] = ()  # the primary key
    missing: tuple[str, ...] = ()  # of a plain file: what stands for "no value"; empty: ""
    delimiter: str = ""  # that the file's CSV is written with; empty: the file is no CSV
    decimal: str = ""  # the decimal mark of its numbers; empty: columns differ, or no CSV


@dataclass(frozen=True, slots=True)
class Version:
    """The data of a dataset as they were from one commit of the data to the next.

    ``address`` is the day of the commit as git has it, with "-2", "-3" … for further ones of that
    day, oldest first: it never changes, whatever the program learns. ``number`` (major.minor.patch:
    structure, rows, corrections) is empty where the beginning of the history is not there.
    """

    address: str
    date: str  # ISO date as git has it
    commit: str  # full id
    state: VersionState
    number: str = ""
    kind: VersionKind | None = None  # none: not known
    dataset: str = ""  # the id that it had at that commit
    origin: Origin = "resmi"
    agencies: tuple[str, ...] = ()  # of the description then: who answers for it
    title: Text = Text()
    message: str = ""  # the first line of the commit's message; empty: none that may be shown
    period: tuple[str, str] = ("", "")
    licences: tuple[str, ...] = ()  # names, as SPDX
    tables: tuple[VersionTable, ...] = ()
    difference: Difference | None = None  # to the newest older version that is "terbit"
    errors: int = 0  # that today's checks find in it and that do not hold it back
    strange_clock: bool = False  # the day lies after the site's, or before an older version's
    withdrawn: Withdrawal | None = None  # the decision by which it was taken back
    #: Of one that is held back: codes of the errors that hold it; personal data of any kind is
    #: "personal" alone.
    reasons: tuple[str, ...] = ()
    folder: Path = field(default=Path(), compare=False)  # of the cache, where the files lie


#: What became of a promise: kept, missed, not due yet, put off before it was due, no longer owed.
PromiseState = Literal["ditepati", "terlewati", "menunggu", "diundur", "gugur"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A day on which new data was promised, and what happened.

    ``basis``: the descriptor named the day (`sdi:terbitBerikutnya`), or it follows from the
    frequency. ``days`` is how many days after ``due`` the data came, or how many have passed.
    """

    due: str  # ISO date
    made: str  # ISO date of the commit by which it was promised
    basis: Literal["tanggal", "frekuensi"]
    state: PromiseState
    came: str = ""  # ISO date of the data that kept it
    days: int = 0
    moved_to: str = ""  # ISO date, of a promise that was put off
    reason: Text = Text()  # the office's own words on why it was missed (`sdi:keterlambatan`)
    answered: str = ""  # ISO date of that reason
    dataset: str = ""  # the id that it had on the due day


@dataclass(frozen=True, slots=True)
class Stated:
    """What a descriptor promised from a commit on; ``data``: the commit brought new data.

    New data are rows that were not there, or figures of another period: neither a correction nor
    rows or columns that go.
    """

    date: str  # ISO
    data: bool
    frequency: str = ""
    next_release: str = ""
    ended: str = ""  # ISO date of `sdi:berakhir`
    dataset: str = ""  # the id that it had then


@dataclass(frozen=True, slots=True)
class Past:
    """The history of one address ``<opd>/<dataset>``, newest first.

    Versions from before a move are also those of the dataset's new address.
    """

    id: str
    versions: tuple[Version, ...] = ()
    stated: tuple[Stated, ...] = ()  # oldest first
    promises: tuple[Promise, ...] = ()
    complete: bool = True  # the beginning is there (no shallow clone)
    moved_from: tuple[str, ...] = ()  # earlier addresses, newest first
    moved_to: str = ""  # where the dataset is now
    gone_on: str = ""  # ISO date on which it moved away or its folder was removed
    title: Text = Text()  # of the newest version; for the page of one that is gone
    released: str = ""  # ISO date of the newest data that was no correction; empty: not known

    def version(self, address: str) -> Version | None:
        """The version of that address, if there is one."""
        return next((v for v in self.versions if v.address == address), None)

    @property
    def taken_back(self) -> bool:
        """Whether the newest version was taken back: no check holds back what came last."""
        return bool(self.versions) and self.versions[0].state == "ditarik"
