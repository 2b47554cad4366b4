"""Whether an old version may go out today, and its files if it may.

Today's checks decide, the search for personal data above all. Not held against an old version is
what only its surroundings changed: registers and reference tables have moved on, and a rule on
descriptions that is newer than the version. Those errors are counted.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from .. import checks, load
from ..changes.frames import UnreadTableError
from ..changes.frames import read as read_frame
from ..findings import Finding, Severity
from ..formats import FORMATS, DoesNotFitError, Target, Writer
from ..formats.columns import pieces
from ..load.datasets import MAX_FILE_BYTES
from ..model import (
    Dataset,
    Portal,
    Resource,
    Source,
    VersionTable,
    Waiver,
)
from ..privacy.kinds import KINDS
from ..tables.batch import Batch
from ..tables.read import BlankRowsError
from . import plain
from .differences import Read
from .kept import Judged, placed

#: Errors that say that what lies around the dataset changed since.
_AROUND = frozenset({"opd-unknown", "opd-related-unknown", "topic-unknown", "acceptance-invalid"})
#: What is told of an error about persons: which it is would say too much.
PERSONAL = "personal"
#: Properties of a table's dialect that leave nothing of its file unread.
_PLAIN = frozenset({"delimiter", "lineTerminator", "quoteChar", "doubleQuote", "header"})
#: What reading a file of a version may end with that the check tells in words of its own.
_UNREAD = (OSError, UnicodeError, ValueError, csv.Error, BlankRowsError, LookupError)
#: Larger tables are counted, not compared row by row: two of them lie in memory at once.
MOST_ROWS = 1_000_000


def loaded(source: Source, portal: Portal) -> tuple[Dataset | None, list[Finding]]:
    """The dataset of a version, without keys to other datasets: those have moved on."""
    dataset, found = load.load(source, replace(portal, withdrawals=()))
    if dataset is None:
        return None, found
    own = (
        replace(r, foreign_keys=tuple(k for k in r.foreign_keys if not k.package))
        for r in dataset.resources
    )
    return replace(dataset, resources=tuple(own), regions=""), found


def judge(
    dataset: Dataset | None,
    found: Sequence[Finding],
    portal: Portal,
    waivers: Sequence[Waiver],
    dates: tuple[str, str],
    files: Path | None,
) -> Judged:
    """Checks a version that lies in its folder.

    ``dates``: the day of the version (ISO), by which rules on descriptions count, and the day it
    is judged for. Its files are written into ``files``, each under the SHA-256 of its bytes;
    none: they are not wanted.
    """
    if dataset is None:
        return Judged("tak-terbaca")
    since, today = dates
    told = Judged(
        "tertahan",
        dataset.origin,
        dataset.agencies,
        dataset.title,
        dataset.period,
        tuple(licence.name for licence in dataset.licences if licence.name),
    )
    if held := _holding(found, since):
        return replace(told, reasons=held)
    sink = _Sink(dataset, files)
    try:
        reference = checks.Reference({}, today, portal.plausibility)
        checked = checks.check(dataset, reference, sink, waivers=waivers)
        every = [*found, *checked.findings]
        if held := _holding(every, since):
            return replace(told, reasons=held)
        tables = sink.tables()
    finally:
        sink.abandon()
    return replace(told, state="terbit", tables=tables, errors=_errors(every))


def _errors(found: Iterable[Finding]) -> int:
    return sum(f.severity is Severity.ERROR for f in found)


def _holding(found: Iterable[Finding], since: str) -> tuple[str, ...]:
    """What holds a version back: see `Version.reasons`; nothing: it goes out."""
    own = [f for f in found if f.code not in _AROUND]
    held = [f.code for f in checks.in_force(own, since) if f.severity is Severity.ERROR]
    return tuple(sorted({PERSONAL if _of_persons(code) else code for code in held}))


def _of_persons(code: str) -> bool:
    return code in KINDS or code.startswith("person-")  # a kind of data, a name in a text


def read(dataset: Dataset | None) -> Read | None:
    """The tables of a version in memory; none where one cannot be read."""
    if dataset is None:
        return None
    try:
        frames = {r.name: read_frame(dataset, r, MOST_ROWS) for r in dataset.resources}
    except (*_UNREAD, UnreadTableError):
        return None
    return Read(dataset, frames)


def is_original(resource: Resource) -> bool:
    """Whether every byte of a table's file was looked at as a cell of it, so that it can go out.

    Of a workbook, of a table read by a recipe, and of features only what was read goes out.
    """
    if resource.kind != "csv" or "sdi:resep" in resource.raw:
        return False
    whole = resource.fields_match in {"exact", "equal"}
    return (
        whole and set(resource.dialect) <= _PLAIN and resource.dialect.get("header", True) is True
    )


class _Sink:
    """Takes the tables of a version while they are checked."""

    def __init__(self, dataset: Dataset, files: Path | None) -> None:
        self._dataset, self._files = dataset, files
        self._tables: dict[str, _Table] = {}

    def table(self, resource: Resource) -> _Table:
        """What takes the batches of that resource."""
        made = _Table(self._dataset, resource, self._files)
        self._tables[resource.name] = made
        return made

    def tables(self) -> tuple[VersionTable, ...]:
        """The tables with their finished files."""
        return tuple(self._tables[r.name].close() for r in self._dataset.resources)

    def abandon(self) -> None:
        """Lets go of all files."""
        for table in self._tables.values():
            table.abandon()


class _Table:
    def __init__(self, dataset: Dataset, resource: Resource, files: Path | None) -> None:
        self._resource, self._files = resource, files
        self._source = dataset.source.folder / resource.path
        self._rows = 0
        self._writer: Writer | None = None
        self._path: Path | None = None
        self._format = "geojson" if resource.kind == "geojson" else "csv"
        self._as_it_stands = True
        if files is not None and not is_original(resource):
            self._path = files / f".new-{os.getpid()}-{resource.name}"
            target = Target(self._path, dataset, resource, lambda: iter(()))
            self._writer = FORMATS[self._format].open(target)

    def take(self, batch: Batch) -> None:
        """Takes the next rows."""
        self._rows += len(batch)
        self._as_it_stands = self._as_it_stands and (
            self._writer is not None or plain.as_it_stands(batch)
        )
        if self._writer:
            try:
                for piece in pieces(batch):
                    self._writer.write(piece)
            except DoesNotFitError:
                self.abandon()

    def abandon(self) -> None:
        """Lets go of the file that was being written."""
        if self._writer:
            self._writer.abandon()
            self._writer = None
        if self._path:
            self._path.unlink(missing_ok=True)
            self._path = None

    def _dialect(self) -> tuple[str, str]:
        """What parts the cells of the file's CSV, and its decimal mark; empty: it is no CSV."""
        if self._format != "csv":
            return "", ""
        if not is_original(self._resource):
            return ",", "."
        return str(self._resource.dialect.get("delimiter", ",")), plain.decimal(self._resource)

    def close(self) -> VersionTable:
        """The table with its finished file."""
        resource, original = self._resource, is_original(self._resource)
        columns = tuple((f.name, f.type) for f in resource.fields)
        made = VersionTable(
            resource.name,
            resource.title,
            self._rows,
            columns,
            original=original,
            key=resource.primary_key,
        )
        if self._files is None:
            return made
        delimiter, decimal = self._dialect()
        made = replace(made, delimiter=delimiter, decimal=decimal)
        if original:
            size = self._source.stat().st_size
            if size > MAX_FILE_BYTES:
                return replace(made, too_large=size)
            fresh = self._files / f".new-{os.getpid()}-{resource.name}"
            shutil.copyfile(self._source, fresh)
        elif self._writer and self._path:
            self._writer.close()
            self._writer, fresh = None, self._path
            size = fresh.stat().st_size
            if size > MAX_FILE_BYTES:
                return replace(made, too_large=size)
        else:
            return made
        self._path = None
        missing = plain.missing(resource)
        readable = self._format == "csv" and self._as_it_stands and missing is not None
        readable = readable and (not original or plain.is_plain(self._source, resource))
        file = placed(fresh, f"{resource.name}.{self._format}", resource.name)
        return replace(made, file=file, plain=readable, missing=(missing or ()) if readable else ())
