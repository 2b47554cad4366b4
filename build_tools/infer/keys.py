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
#: How fine a column tells the time of its rows; a finer one holds the coarser.
_FINE = {"year": 1, "yearmonth": 2, "date": 3, "datetime": 4}
#: What a column is called that holds only the time of its rows …
_PERIODS = frozenset(
    {
        *("tahun", "thn", "th", "year", "bulan", "bln", "month", "periode", "period", "waktu"),
        *("tanggal", "tgl", "hari", "date", "day", "masa", "minggu", "week", "triwulan", "tw"),
        *("kuartal", "quarter", "caturwulan", "semester", "smt", "ke", "nama", "data", "laporan"),
        *("pelaporan", "anggaran", "ajaran", "pelajaran", "pendataan", "pengukuran", "pengamatan"),
    }
)
#: … and one that numbers things, each with its own.
_NUMBERED = frozenset({"id", "no", "nomor", "number", "register", "registrasi"})
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
    """The labels of a key; with the time of the rows too, for the next rows are of another.

    Not where a number of its own names each row, such as that of a letter, whatever its day.
    """
    labels = {label for *_, label, _ in chosen}
    if len(labels) == 1 and _words(columns[chosen[0][1]][0]) & _NUMBERED:
        return tuple(labels)
    times = [(seen, kind) for seen, kind in columns if seen.label in labels or _timed(seen, kind)]
    finest = max((_FINE.get(kind.type, 0) for _, kind in times if kind.role == "waktu"), default=0)
    labels |= {seen.label for seen, kind in times if _FINE.get(kind.type, 0) == finest > 0}
    if finest <= _FINE["year"]:  # a month or a quarter says its time only beside the year
        labels |= {seen.label for seen, _ in times}
    return tuple(seen.label for seen, _ in columns if seen.label in labels)


def _timed(seen: Seen, kind: Kind) -> bool:
    """Whether a column says what time its rows are about, not when something was born or built."""
    if kind.role != "waktu" or seen.key() is None:
        return False
    one = seen.rows > 1 and len(seen.values or ()) == 1
    return one or _words(seen) <= _PERIODS


def _words(seen: Seen) -> set[str]:
    """The words of a label, of its lowest line."""
    return set(re.findall(r"[a-z]+", (seen.column.levels or (seen.label,))[-1].casefold()))


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
