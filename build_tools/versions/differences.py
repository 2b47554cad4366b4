"""What changed from one version of a dataset to another: by table, row and cell, and as CSV.

The CSV of a table has every row that differs: its first column says "dihapus", "ditambah",
"sebelum" or "sesudah" (a changed row has two lines), then come all columns of both versions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..changes import columns
from ..changes.base import Columns
from ..changes.frames import NUMBERS, Frame
from ..formats.csv import line
from ..model import Cell, Dataset, Resource, RowChange, TableDifference
from ..model.past import VersionKind
from .rowpairs import Row, Rows, differs, rows

#: So many rows of each kind are kept for the page.
FIRST = 8
#: So many cells of a row that came or went are kept, and so many characters of each.
_CELLS, _LONG = 12, 120


@dataclass(frozen=True, slots=True)
class Read:
    """A version as it was read: its description, and each table by name."""

    dataset: Dataset
    frames: Mapping[str, Frame]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a version changed, and its tables that differ."""

    kind: VersionKind
    tables: tuple[TableDifference, ...]


def compare(before: Read, after: Read, into: Path | None = None) -> Compared:
    """What changed for readers; tables that are the same are left out.

    Writes `beda-<table>.csv` of each table compared row by row into the folder ``into``.
    """
    found = [*_tables(before, after, into)]
    kinds = {kind for kind, _ in found}
    order: tuple[VersionKind, ...] = ("struktur", "baris", "koreksi")
    kind: VersionKind = next((kind for kind in order if kind in kinds), "sama")
    return Compared(kind, tuple(table for kind, table in found if kind != "sama"))


def _tables(
    before: Read, after: Read, into: Path | None
) -> Iterator[tuple[VersionKind, TableDifference]]:
    old = {r.name: r for r in before.dataset.resources}
    new = {r.name: r for r in after.dataset.resources}
    for name, now in new.items():
        if name in old:
            yield _table(old[name], before.frames[name], now, after.frames[name], into)
        else:
            count = after.frames[name].rows
            names = tuple(f.name for f in now.fields)
            made = TableDifference(name, now.title, None, count, added=count, columns_added=names)
            yield "struktur", made
    for name, was in old.items():
        if name not in new:
            count = before.frames[name].rows
            yield "struktur", TableDifference(name, was.title, rows_before=count, removed=count)


def _table(
    was: Resource, old: Frame, now: Resource, new: Frame, into: Path | None
) -> tuple[VersionKind, TableDifference]:
    change, old = _columns(was, old, now, new)
    made = TableDifference(
        now.name,
        now.title,
        old.rows,
        new.rows,
        "hitung",
        now.primary_key,
        columns_added=change.added,
        columns_removed=change.removed,
        columns_renamed=change.renamed,
        columns_retyped=change.retyped,
    )
    names = dict(change.renamed)
    key = tuple(names.get(name, name) for name in was.primary_key)
    structure = bool(
        change.added or change.removed or change.renamed or change.retyped or change.moved
    )
    structure = structure or key != now.primary_key
    kinds = {f.name: f.type for f in now.fields}
    found = rows(old, new, key, kinds)
    if found is None:  # too large for it
        more = new.rows - old.rows
        made = replace(made, added=max(more, 0), removed=max(-more, 0))
        same = not more and old.sums == new.sums
        rest: VersionKind = "baris" if more else "sama" if same else "koreksi"
        return "struktur" if structure else rest, made
    numeric = {name for name, kind in kinds.items() if kind in NUMBERS}
    both = [name for name in kinds if old.cells is not None and name in old.cells.columns]
    cells = [
        _cells(found, was_row, now_row, both, numeric) for _, was_row, now_row in found.changed
    ]
    made = replace(
        made,
        pairing=found.pairing,
        key=found.key,
        added=len(found.added),
        removed=len(found.removed),
        changed=len(found.changed),
        changed_by=tuple(Counter(name for row in cells for name, *_ in row).most_common()),
        first=tuple(_first(found, cells)),
    )
    if into is not None and (made.added or made.removed or made.changed):
        _write(into / f"beda-{now.name}.csv", found)
    if structure:
        return "struktur", made
    if made.added or made.removed:
        return "baris", made
    return ("koreksi" if made.changed else "sama"), made


def _columns(was: Resource, old: Frame, now: Resource, new: Frame) -> tuple[Columns, Frame]:
    """What became of the columns, and the old table under the names of today."""
    same = [(f.name, f.type) for f in was.fields] == [(f.name, f.type) for f in now.fields]
    return (Columns(), old) if same else columns.compare(old, new)


def _cells(
    found: Rows, was: Row, now: Row, names: Sequence[str], numeric: Collection[str]
) -> list[tuple[str, Cell, Cell]]:
    """The cells of a row that differ: column, text before, text after."""
    told = []
    for name in names:
        at = found.columns.index(name)
        if differs(was[at], now[at], name in numeric):
            told.append((name, was[at], now[at]))
    return told


def _first(found: Rows, cells: Sequence[list[tuple[str, Cell, Cell]]]) -> Iterator[RowChange]:
    """The first rows of each kind, as the page shows them."""
    for (_, _, now), changed in zip(found.changed[:FIRST], cells, strict=False):
        told = tuple((name, *_both(old, new)) for name, old, new in changed)
        yield RowChange("diubah", _key(found, now), told[:_CELLS])
    for _, row in found.added[:FIRST]:
        new = tuple((name, None, _short(text)) for name, text in _told(found, row))
        yield RowChange("ditambah", _key(found, row), new[:_CELLS])
    for row in found.removed[:FIRST]:
        old = tuple((name, _short(text), None) for name, text in _told(found, row))
        yield RowChange("dihapus", _key(found, row), old[:_CELLS])


def _told(found: Rows, row: Row) -> Iterator[tuple[str, Cell]]:
    return zip(found.columns, row, strict=True)


def _key(found: Rows, row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((name, _short(row[found.columns.index(name)]) or "") for name in found.key)


def _both(old: Cell, new: Cell) -> tuple[Cell, Cell]:
    """Both texts of a cell, of long ones the part where they begin to differ."""
    if old is None or new is None or max(len(old), len(new)) <= _LONG:
        return _short(old), _short(new)
    differing = (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    same = next(differing, min(len(old), len(new)))
    cut = max(same - _LONG // 3, 0)
    before = "…" if cut else ""
    return _short(before + old[cut:]), _short(before + new[cut:])


def _short(text: Cell) -> Cell:
    return text if text is None or len(text) <= _LONG else text[: _LONG - 1] + "…"


def _write(path: Path, found: Rows) -> None:
    """Writes every row that differs: those gone first, the others in the new order."""
    mark = "perubahan"
    while mark in found.columns:
        mark += "_"
    told: list[tuple[int, str, Row]] = []
    for number, was, now in found.changed:
        told += [(number, "sebelum", was), (number, "sesudah", now)]
    told += [(number, "ditambah", row) for number, row in found.added]
    told.sort(key=lambda given: given[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(line([mark, *found.columns]))
        for row in found.removed:
            file.write(_line("dihapus", row))
        for _, kind, row in told:
            file.write(_line(kind, row))


def _line(kind: str, row: Row) -> str:
    return line([kind, *(cell or "" for cell in row)])
