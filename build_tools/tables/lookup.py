"""Rows of a published table, by the values of some of its fields.

Read from the CSV that readers download, as a stream: what a page quotes is what is published.
Nothing else looks into a table after it was converted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ..model import Cell, Published, Table

#: Read at once; a cell is never as long.
_BLOCK = 8_000_000

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: fields and their values as canonical text, and of which time.

    ``order`` gives the place in time of a text of the field ``newest``; only the rows of the
    last one are wanted. A text of no time (None) is never the last.
    """

    columns: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()
    newest: str = ""
    order: Callable[[str], float | None] = field(default=lambda text: None, compare=False)
    most: int = 1  # rows to give; all that match are counted


@dataclass(frozen=True, slots=True)
class Found:
    """The rows in the order of the table, no more than were wanted; how many match."""

    rows: tuple[Row, ...]
    total: int


def lookup(published: Published, table: Table, wanted: Wanted) -> Found | None:
    """The rows that match, canonical text and None for "no value"; None: it cannot be read.

    ``KeyError`` where the table has no such field.
    """
    names = [f.name for f in table.resource.fields]
    asked = (*wanted.columns, *(name for name, _ in wanted.where), wanted.newest)
    if unknown := {name for name in asked if name} - {*names}:
        raise KeyError(min(unknown))
    read = list(dict.fromkeys(name for name in asked if name))
    try:
        return _gathered(_batches(published, table, names, read), wanted)
    except (OSError, pa.ArrowInvalid):
        return None


def _batches(
    published: Published, table: Table, names: Sequence[str], read: Sequence[str]
) -> Iterator[Mapping[str, pa.Array]]:
    """The columns that matter, some rows at a time; what stands for "no value" is null."""
    if table.content is not None:
        at = [names.index(name) for name in read]
        texts = [pa.array([row[i] for row in table.content], pa.string()) for i in at]
        yield dict(zip(read, texts, strict=True))
        return
    found = (d for d in table.downloads if d.format == "csv")
    download = next(found, None)
    if download is None:
        raise FileNotFoundError(table.resource.name)
    missing = pa.array([m.value for m in table.resource.missing_values], pa.string())
    for batch in _csv(published.folder / download.name, read):
        columns = {}
        for name, texts in zip(read, batch.columns, strict=True):
            empty = pc.is_in(texts, missing)
            columns[name] = pc.if_else(empty, pa.scalar(None, pa.string()), texts)
        yield columns


def _csv(path: Path, read: Sequence[str]) -> Iterator[pa.RecordBatch]:
    reader = csv.open_csv(
        path,
        csv.ReadOptions(block_size=_BLOCK),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types={name: pa.string() for name in read},
            include_columns=list(read),
            strings_can_be_null=False,
        ),
    )
    with reader:
        yield from reader


def _gathered(batches: Iterable[Mapping[str, pa.Array]], wanted: Wanted) -> Found:
    """What matches; where only the newest is wanted, a newer time begins anew."""
    rows: list[Row] = []
    total, last = 0, float("-inf")
    for columns in batches:
        kept = _matching(columns, wanted.where)
        if wanted.newest and len(kept[wanted.newest]):
            times, now = kept[wanted.newest], last
            places = {t: wanted.order(t) for t in pc.unique(times).to_pylist() if t is not None}
            now = max((p for p in places.values() if p is not None), default=now)
            if now < last:
                continue
            if now > last:
                rows, total, last = [], 0, now
            of_last = [text for text, place in places.items() if place == last]
            kept = _filtered(kept, pc.is_in(times, pa.array(of_last, pa.string())))
        count = len(next(iter(kept.values()))) if kept else 0
        total += count
        room = wanted.most - len(rows)
        if room > 0 and count:
            parts = [kept[name].slice(0, room).to_pylist() for name in wanted.columns]
            rows += zip(*parts, strict=True)
    return Found(tuple(rows), total)


def _matching(
    columns: Mapping[str, pa.Array], where: Iterable[tuple[str, str]]
) -> Mapping[str, pa.Array]:
    for name, value in where:
        columns = _filtered(columns, pc.equal(columns[name], value))
    return columns


def _filtered(columns: Mapping[str, pa.Array], mask: pa.Array) -> Mapping[str, pa.Array]:
    return {name: texts.filter(mask) for name, texts in columns.items()}
