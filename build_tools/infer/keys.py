"""The key of a table: the fewest columns of its dimensions whose values never come again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from .base import Kind
from .seen import Seen

#: A number for each row of a column.
Rows = np.ndarray[Any, np.dtype[np.int64]]
#: A column that may be part of a key: rank of its role, position, label, rows.
Column = tuple[int, int, str, Rows]

#: So many columns make a key at most, out of so many.
MOST, CONSIDERED = 3, 12
#: Texts that are longer are sentences, not names of rows.
LONGEST = 160
#: What stands in such columns may happen to differ; it does not name rows.
_SAID = frozenset(
    {
        *("sebagaimana", "uraian", "deskripsi", "keterangan", "alamat", "url", "judul"),
        *("rekomendasi",),
    }
)
#: Columns without a role of their own name rows only where they stand in front.
_FRONT = 4
#: Roles whose columns tell rows apart, the likeliest first.
_ROLES = ("wilayah", "kode", "waktu", "nama", "keterangan", "status")
_NEVER = frozenset({"ukuran", "catatan", "sumber", "mutu-sumber", "ketelitian"})


def key(
    columns: Sequence[tuple[Seen, Kind]],
    order: Sequence[str] = (),
    never: Collection[str] = (),
    areas: Collection[str] = (),
) -> tuple[str, ...]:
    """The labels of the key's columns; empty where no few columns tell all rows apart.

    ``order`` are labels of columns that only count the rows: a key if nothing else is one;
    ``never`` those of texts that are numbers, ``areas`` those of names of areas.
    """
    usable = []
    for at, (seen, kind) in enumerate(columns):
        words = set(re.findall(r"[a-z]+", seen.label.casefold()))
        plain = kind.role in {"keterangan", "status"}
        if kind.role in _NEVER or {seen.label} & {*order, *never} or kind.type == "number":
            continue
        if plain and (at >= _FRONT or words & _SAID):
            continue
        rows = seen.key()
        if rows is not None and seen.longest <= LONGEST:
            rank = _ROLES.index(kind.role) if kind.role in _ROLES else len(_ROLES)
            usable.append((rank, at, seen.label, rows))
    usable.sort(key=lambda column: column[:2])
    usable = usable[:CONSIDERED]
    counts = {label: len(np.unique(rows)) for _, _, label, rows in usable}
    for chosen in _tried(usable, areas, {seen.label: kind.role for seen, kind in columns}):
        if _unique([rows for *_, rows in chosen], [counts[c[2]] for c in chosen]):
            return _with_time(sorted(chosen, key=lambda column: column[1]), columns)
    for seen, _ in columns:
        rows = seen.key() if seen.label in order else None
        if rows is not None and _unique([rows], [len(np.unique(rows))]):
            return (seen.label,)
    return ()


def _tried(
    usable: Sequence[Column], areas: Collection[str], roles: Mapping[str, str]
) -> Iterator[tuple[Column, ...]]:
    """The columns that are tried as a key, in order: a code, areas with a time, then any."""
    yield from ((column,) for column in usable if roles[column[2]] in {"wilayah", "kode"})
    places = {c[2] for c in usable if c[2] in areas or roles[c[2]] == "wilayah"}
    times = {c[2] for c in usable if roles[c[2]] == "waktu"}
    both = [column for column in usable if column[2] in places | times]
    for size in range(2, MOST + 1):
        for chosen in combinations(both, size):
            names = {column[2] for column in chosen}
            if names & places and names & times:
                yield chosen
    for size in range(1, MOST + 1):
        yield from combinations(usable, size)


def _with_time(chosen: Sequence[Column], columns: Sequence[tuple[Seen, Kind]]) -> tuple[str, ...]:
    """The labels of a key; with the time too where the table holds a single one as yet."""
    labels = tuple(label for *_, label, _ in chosen)
    roles = {columns[at][1].role for _, at, *_ in chosen}
    if "waktu" in roles or "kode" in roles or len(labels) == MOST:
        return labels
    times = (seen for seen, kind in columns if kind.type in {"year", "yearmonth", "date"})
    one = next((s for s in times if len(s.values or ()) == 1 and s.key() is not None), None)
    return (*labels, one.label) if one else labels


def _unique(columns: Sequence[Rows], counts: Sequence[int]) -> bool:
    """Whether no row comes twice."""
    rows = len(columns[0])
    if np.prod([float(count) for count in counts]) < rows:
        return False
    mixed = columns[0].view(np.uint64)
    for column in columns[1:]:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
        mixed = mixed + column.view(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
    return len(np.unique(mixed)) == rows
