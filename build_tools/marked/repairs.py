"""The repairs of one table that are certain: which cells, rows and columns, and what then is.

Nothing that may be meant in two ways is touched, and no value is thrown away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..checks import Reference
from ..model import Dataset, Resource
from ..tables.descriptors import FieldReaders
from ..tables.dialect import header_rows
from ..tables.values import missing_marks, raw_fields
from .base import Change
from .columns import Column, repairs

_NUMBERED = re.compile(r"\(([0-9]+)\)")
#: A row of the numbers of columns is at least so wide.
_WIDE = 3


@dataclass(frozen=True, slots=True)
class Repaired:
    """A table after its repairs; ``changes`` name rows and columns of the file as it was.

    ``rows`` are all records of the file, header included; ``dropped`` the numbers of the rows
    that are gone from them, ``order`` for each column the one it was (empty: all stayed).
    """

    rows: list[list[str]]
    changes: tuple[Change, ...]
    dropped: frozenset[int] = frozenset()
    order: tuple[int, ...] = ()


def repaired(
    dataset: Dataset, resource: Resource, records: list[list[str]], reference: Reference
) -> Repaired:
    """The table with every repair that is certain; ``records`` as they stand in the file."""
    header = header_rows(resource)
    if len(header) != 1 or len(records) < header[0]:
        return Repaired(records, ())
    top = header[0]
    rows = [list(record) for record in records]
    labels, changes = _labels(resource, rows[top - 1], top)
    rows[top - 1] = labels
    names = [field.name for field in resource.fields]
    columns = columns_of(dataset, resource, reference)
    dropped = _dropped(rows, top, labels, columns, changes)
    kept = [n for n in range(top + 1, len(rows) + 1) if n not in dropped]
    changes += of_cells(columns, rows, labels, kept)
    changes = keeping_keys(resource, rows, labels, changes)
    for change in changes:
        if change.column and change.row > top:
            rows[change.row - 1][change.column - 1] = change.after
    order: tuple[int, ...] = ()
    known = len(set(names)) == len(names) and sorted(labels) == sorted(names)
    if resource.fields_match == "exact" and labels != names and known:
        order = tuple(labels.index(name) for name in names)
        rows[top - 1 :] = [_ordered(row, order) for row in rows[top - 1 :]]
        changes += [
            Change("order", top, old + 1, labels[old], str(old + 1), str(new + 1))
            for new, old in enumerate(order)
            if old != new
        ]
    rows = [row for number, row in enumerate(rows, start=1) if number not in dropped]
    return Repaired(rows, tuple(changes), frozenset(dropped), order)


def of_cells(
    columns: dict[str, Column], rows: list[list[str]], labels: list[str], kept: Sequence[int]
) -> list[Change]:
    """The repairs of cells that are certain, column by column, of the rows that are ``kept``.

    ``labels`` are the names of the columns in ``rows``, whose first is row 1. Those that would
    make two keys alike are among them: see `keeping_keys`.
    """
    changes = []
    for at, label in enumerate(labels):
        if label in columns and labels.count(label) == 1:
            cells = [rows[n - 1][at] if at < len(rows[n - 1]) else "" for n in kept]
            for place, (new, rule) in repairs(columns[label], cells).items():
                where = {"row": kept[place], "column": at + 1, "field": label}
                changes.append(Change(rule, **where, before=cells[place], after=new))  # type: ignore[arg-type]
    return changes


def _ordered(row: list[str], order: Sequence[int]) -> list[str]:
    """A record in another order; what stands right of the table stays there."""
    wide = row + [""] * (len(order) - len(row))
    return [wide[at] for at in order] + wide[len(order) :]


def _labels(resource: Resource, given: list[str], row: int) -> tuple[list[str], list[Change]]:
    """The header with each label that is a field's name but for case and spaces as that name."""
    names = [field.name for field in resource.fields]
    counts = Counter(map(_fold, names))
    meant = {_fold(name): name for name in names if counts[_fold(name)] == 1}
    seen = Counter(map(_fold, given))
    labels, changes = list(given), []
    for at, label in enumerate(given):
        name = meant.get(_fold(label), label)
        if name != label and seen[_fold(label)] == 1:
            labels[at] = name
            changes.append(Change("header", row, at + 1, name, label, name))
    return labels, changes


def _fold(label: str) -> str:
    return re.sub(r"[\s_]+", " ", label).strip().casefold()


def columns_of(dataset: Dataset, resource: Resource, reference: Reference) -> dict[str, Column]:
    """The column of each field by its name."""
    readers = FieldReaders(resource)
    keys = {key.fields[0]: key for key in resource.foreign_keys if len(key.fields) == 1}
    found = {}
    for at, (field, raw) in enumerate(zip(resource.fields, raw_fields(resource), strict=True)):
        read = readers[at]

        def takes(text: str, read: object = read) -> bool:
            value, notes = read(text)  # type: ignore[operator]
            return value is not None and not notes

        listed = field.constraints.get("enum")
        codes = [c.value for c in field.categories] or (listed if isinstance(listed, list) else [])
        known: frozenset[str] = frozenset()
        if field.name in keys:
            rows = reference.readable(dataset, keys[field.name], resource, ())
            known = frozenset(str(key[0]) for key in rows or () if key[0])
        found[field.name] = Column(
            field,
            takes,
            missing_marks(resource, raw),
            tuple(map(str, codes)),
            known,
            bool({"groupChar", "decimalChar"} & raw.keys()),
        )
    return found


def _dropped(
    rows: list[list[str]],
    top: int,
    labels: list[str],
    columns: dict[str, Column],
    changes: list[Change],
) -> set[int]:
    """Rows that hold nothing, and the one with the numbers of columns; adds their changes."""
    dropped = set()
    first = True
    for number in range(top + 1, len(rows) + 1):
        cells = [cell.strip() for cell in rows[number - 1]]
        if not any(cells):
            dropped.add(number)
            changes.append(Change("blank", number))
            continue
        if first and _is_numbering(cells, labels, columns):
            dropped.add(number)
            before = " ".join(cells[:12])
            changes.append(Change("numbering", number, before=before))
        first = False
    return dropped


def _is_numbering(cells: list[str], labels: list[str], columns: dict[str, Column]) -> bool:
    """Whether a row says (1) (2) (3); without brackets only where it cannot be a row of data."""
    wanted = [str(at) for at in range(1, len(labels) + 1)]
    if len(labels) < _WIDE:
        return False
    bare = [match[1] if (match := _NUMBERED.fullmatch(cell)) else "" for cell in cells]
    if bare == wanted:
        return True
    return cells == wanted and any(
        label in columns and not columns[label].fits(cell)
        for cell, label in zip(cells, labels, strict=True)
    )


def keeping_keys(
    resource: Resource, rows: list[list[str]], labels: list[str], changes: list[Change]
) -> list[Change]:
    """The changes without those that would make two rows alike that were not."""
    keys = [resource.primary_key, *resource.unique_keys]
    keys += [(f.name,) for f in resource.fields if f.constraints.get("unique") is True]
    new = {(c.row, c.field): c.after for c in changes if c.column}
    for key in filter(None, keys):
        if not set(key) <= set(labels):
            continue
        places = [labels.index(name) for name in key]
        seen: dict[tuple[str, ...], list[int]] = {}
        for number, row in enumerate(rows, start=1):
            cells = (row[at] if at < len(row) else "" for at in places)
            names = zip(cells, key, strict=True)
            seen.setdefault(tuple(new.get((number, n), c) for c, n in names), []).append(number)
        alike = {n for numbers in seen.values() if len(numbers) > 1 for n in numbers}
        changes = [c for c in changes if c.row not in alike or c.field not in key]
    return changes
