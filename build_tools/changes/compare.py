"""A dataset of two versions, held against each other."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from ..checks.waived import Accepted
from ..findings import Finding
from ..model import Acceptance, Dataset, Resource
from ..tables.read import BlankRowsError
from . import absent, findings, metadata, spots, tables
from .base import DatasetChange, TableChange, Thresholds

#: What reading a file of a version may end with that the check tells in words of its own.
_UNREAD = (OSError, UnicodeError, ValueError, csv.Error, BlankRowsError, LookupError)

DEFAULT = Thresholds()


def compare(
    id: str,
    before: Dataset | None,
    after: Dataset | None,
    limits: Thresholds = DEFAULT,
    *,
    hidden: bool = False,
    checked: Sequence[Finding] = (),
    accepted: Sequence[Acceptance] = (),
) -> DatasetChange:
    """What becomes of a dataset for its readers.

    None stands for a version that is not there; each other one lies in its folder, where its
    tables are read. ``hidden``: it holds personal data, so that no value is told and none is
    kept. ``checked`` is what the check found in the new version: what it told is not told again.
    ``accepted`` are the acceptances in force; what they take of the warnings is counted in one
    notice each. A table that cannot be read is told as `DatasetChange.unread`; nothing is raised.
    """
    kind = "baru" if before is None else "hapus" if after is None else "ubah"
    given = after or before
    title = given.title.main if given else ""
    period = given.period if given else ("", "")
    made = DatasetChange(id, title, kind, hidden=hidden, period=period)  # type: ignore[arg-type]
    try:
        made = replace(made, tables=tuple(_tables(before, after, limits)))
    except _UNREAD:
        made = replace(made, unread=True)
    made = replace(
        made,
        properties=metadata.compare(before, after) if before and after else (),
        story=bool(before and after and before.story != after.story),
    )
    made = replace(made, tables=tuple(absent.told_once(t, checked) for t in made.tables))
    if before and after and not made.unread:
        made = replace(made, tables=tuple(_repeated(t, before, after) for t in made.tables))
    leaps = {t.name: spots.leaps(after, t, checked, accepted) for t in made.tables} if after else {}
    placed = (spots.placed(t, leaps.get(t.name, spots.Leaps())) for t in made.tables)
    made = replace(made, tables=tuple(placed))
    if any(f.code == "small-count" for f in checked):
        made = replace(made, tables=tuple(map(_without_rows, made.tables)))
    made = _without_values(made) if hidden else made
    found = list(findings.of(made, limits, leaps))
    return replace(made, findings=tuple(_decided(found, made.unread, after, accepted)))


def _decided(
    found: Sequence[Finding],
    unread: bool,
    after: Dataset | None,
    accepted: Sequence[Acceptance],
) -> list[Finding]:
    """The findings without those that are accepted, then how many these were."""
    own = [a for a in accepted if a.code in findings.CODES]
    if after is None or not own:
        return findings.weighed(found)
    taken = Accepted(own, after.resources, after.source.descriptor)
    left = findings.weighed(taken.others(found))
    told = taken.told(compared=not unread)
    return [*left, *(replace(f, dataset=after.source.id) for f in told)]


def _tables(before: Dataset | None, after: Dataset | None, limits: Thresholds) -> list[TableChange]:
    old = {r.name: r for r in before.resources} if before else {}
    new = {r.name: r for r in after.resources} if after else {}
    made = []
    for name, now in new.items():
        assert after is not None  # noqa: S101
        if before and name in old:
            made.append(tables.compare(before, old[name], after, now, limits))
        else:
            made.append(tables.new_table(after, now))
    for name, was in old.items():
        if before and name not in new:
            made.append(tables.gone_table(before, was))
    return made


def _repeated(table: TableChange, before: Dataset, after: Dataset) -> TableChange:
    """The change of a table whose content is that of before, under another period.

    The period is that of the dataset, or the table is a new one with the file of another.
    """
    if table.repeated[0] or table.rows_after is None or not table.rows_after:
        return table
    if table.rows_before is None:
        own = _digest(after, after.resource(table.name))
        for other in before.resources:
            if own and own == _digest(before, other):
                return replace(table, repeated=(table.file, other.path))
    elif table.same_rows and before.period != after.period:
        periods = tuple("–".join(filter(None, d.period)) for d in (after, before))
        return replace(table, repeated=(periods[0], periods[1]))
    return table


def _digest(dataset: Dataset, resource: Resource | None) -> str:
    path = dataset.source.folder / resource.path if resource else None
    if path is None or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without_rows(table: TableChange) -> TableChange:
    return replace(table, shown=tuple(replace(c, first=()) for c in table.shown))


def _without_values(made: DatasetChange) -> DatasetChange:
    """The same with counts and names of columns only."""
    kept = tuple(
        replace(t, sums=(), largest=(), slips=(), sudden=(), totals=(), repeated=("", ""))
        for t in made.tables
    )
    kept = tuple(replace(t, keys_gone=(), absent=()) for t in kept)
    kept = tuple(
        replace(t, shown=tuple(replace(c, title="", unit="", first=()) for c in t.shown))
        for t in kept
    )
    kept = tuple(
        replace(t, **{n: ("",) * len(getattr(t, n)) for n in _PLACES})  # type: ignore[arg-type]
        for t in kept
    )
    properties = tuple(replace(p, before="", after="") for p in made.properties)
    return replace(made, tables=kept, properties=properties)


_PLACES = ("areas_gone", "periods_gone", "periods_new")
