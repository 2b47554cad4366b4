"""Which rows of a table share a key, in memory that does not grow with the table.

A key becomes a whole number of 64 bits: itself if it is one, else a hash. The numbers of all
rows go to a file; at the end they are sorted, a part at a time. Keys that rise from row to row
need no sorting at all. Rows that share a hash are only candidates: who asks compares the values.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

import numpy as np

Codes = np.ndarray[Any, np.dtype[np.int64]]

#: Codes kept in memory before they go to a file, and sorted at one time.
HELD = 1 << 19
SORTED = 1 << 21
_NONE: Codes = np.zeros(0, np.int64)


class Spool:
    """Whole numbers put aside in order: the first ones in memory, all in a file after that."""

    def __init__(self) -> None:
        self._parts: list[Codes] = []
        self._held = 0
        self._file: IO[bytes] | None = None
        self.size = 0

    def add(self, codes: Codes) -> None:
        """Puts more numbers aside."""
        self._parts.append(codes)
        self.size += len(codes)
        self._held += len(codes)
        if self._held >= HELD:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
            for part in self._parts:
                self._file.write(part.tobytes())
            self._parts, self._held = [], 0

    def parts(self) -> Iterator[Codes]:
        """All numbers again, some at a time."""
        if self._file is not None:
            self._file.flush()
            self._file.seek(0)
            while block := self._file.read(8 * HELD):
                yield np.frombuffer(block, np.int64)
            self._file.seek(0, 2)
        yield from self._parts

    def close(self) -> None:
        """Removes the file."""
        if self._file is not None:
            self._file.close()


class KeySet:
    """The keys of the rows seen so far."""

    def __init__(self) -> None:
        self._codes, self._rows = Spool(), Spool()
        self._rising = True
        self._last: int | None = None

    def add(self, rows: Codes, codes: Codes) -> None:
        """Takes in rows by their numbers, each with the code of its key."""
        if not len(codes):
            return
        if self._rising:
            follows = self._last is None or int(codes[0]) > self._last
            self._rising = follows and bool((codes[1:] > codes[:-1]).all())
            self._last = int(codes[-1])
        self._codes.add(np.ascontiguousarray(codes))
        self._rows.add(np.ascontiguousarray(rows))

    def shared(self) -> tuple[Codes, Codes]:
        """The rows whose code stands in another row too, and the number of their group.

        Rows of a group follow one another, in order. To be called once, at the end.
        """
        try:
            found = [] if self._rising else list(self._shared())
        finally:
            self._codes.close()
            self._rows.close()
        if not found:
            return _NONE, _NONE
        groups, before = [], 0
        for _, ids in found:
            groups.append(ids + before)
            before += int(ids[-1]) + 1
        return np.concatenate([rows for rows, _ in found]), np.concatenate(groups)

    def _shared(self) -> Iterator[tuple[Codes, Codes]]:
        count = -(-self._codes.size // SORTED)
        for number in range(count):
            codes, rows = [], []
            for part, row in zip(self._codes.parts(), self._rows.parts(), strict=True):
                mine = slice(None) if count == 1 else part % count == number
                codes.append(part[mine])
                rows.append(row[mine])
            found = _groups(np.concatenate(codes), np.concatenate(rows))
            if found is not None:
                yield found


def _groups(codes: Codes, rows: Codes) -> tuple[Codes, Codes] | None:
    order = np.argsort(codes, kind="stable")
    in_order = codes[order]
    same = in_order[1:] == in_order[:-1]
    if not same.any():
        return None
    after, before = np.append(same, False), np.insert(same, 0, False)
    ids = np.cumsum(after & ~before) - 1
    kept = after | before
    return rows[order][kept], ids[kept]
