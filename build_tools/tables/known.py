"""The keys that stand in a table, for foreign keys that point at it.

Keys are kept as canonical texts where these are equal just when the values are, and go to a
file once there are many; keys of any other type are kept as values.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa

from ..model import Resource
from . import engine
from .batch import Batch
from .keys import without
from .strings import Mask

#: So many keys are held in memory; more go to a file.
HELD = 1_000_000


def known(folder: Path, resource: Resource, names: tuple[str, ...], by_text: bool) -> Known:
    """The same, read once for all datasets of a process that refer to a table."""
    status = (folder / resource.path).stat()
    name = (str(folder), repr(resource), names, by_text, status.st_mtime_ns, status.st_size)
    if name not in _read:
        while len(_read) >= _KEPT:
            del _read[next(iter(_read))]
        _read[name] = Known(folder, resource, names, by_text)
    return _read[name]


_KEPT = 4
_read: dict[Hashable, Known] = {}


class Known:
    """All values of some fields of a table. A row in which all are missing is left out."""

    def __init__(self, folder: Path, resource: Resource, names: tuple[str, ...], by_text: bool):
        """Reads the table; ``by_text``: the columns that are asked for have the same types."""
        index = {f.name: at for at, f in enumerate(resource.fields)}
        self._columns = tuple(index[name] for name in names)
        self._by_text = by_text
        self._held: set[Hashable] = set()
        self._file: sqlite3.Connection | None = None  # a file that goes with the connection
        self._lock = Lock()
        for batch, _ in engine.batches(folder, resource):
            if batch is not None:
                self._add(batch)

    def missing(self, batch: Batch, columns: tuple[int, ...]) -> Mask:
        """Which rows of a batch have a key in those columns that does not stand in the table."""
        if self._by_text and len(columns) == 1:
            found = self._missing_texts(batch.texts[columns[0]])
        else:
            keys = self._keys(batch, columns)
            found = np.fromiter((not self._holds(key) for key in keys), np.bool_, len(batch))
        skipped = without(batch, columns)
        return found if skipped is None else found & ~skipped

    def _missing_texts(self, texts: pa.StringArray) -> Mask:
        encoded = texts.dictionary_encode()
        different = encoded.dictionary.to_pylist()
        absent = [at for at, key in enumerate(different) if not self._holds(key)]
        if not absent:
            return np.zeros(len(texts), np.bool_)
        is_absent = np.zeros(len(different) + 1, np.bool_)
        is_absent[absent] = True
        return np.asarray(is_absent[encoded.indices.fill_null(len(different)).to_numpy()])

    def _add(self, batch: Batch) -> None:
        skipped = without(batch, self._columns)
        keys: Iterable[Hashable] = self._keys(batch, self._columns)
        if skipped is not None:
            keys = (key for key, out in zip(keys, skipped.tolist(), strict=True) if not out)
        if self._file is not None:
            self._store(keys)
            return
        self._held.update(keys)
        if len(self._held) > HELD and self._by_text:
            self._file = sqlite3.connect("", check_same_thread=False)
            self._file.execute("PRAGMA journal_mode = OFF")
            self._file.execute("CREATE TABLE known (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._store(self._held)
            self._held = set()

    def _store(self, keys: Iterable[Hashable]) -> None:
        if self._file is not None:
            rows = ((_written(key),) for key in keys)
            self._file.executemany("INSERT OR IGNORE INTO known VALUES (?)", rows)

    def _holds(self, key: Hashable) -> bool:
        if self._file is None:
            return key in self._held
        with self._lock:  # several threads look for suspects
            found = self._file.execute("SELECT 1 FROM known WHERE key = ?", (_written(key),))
            return found.fetchone() is not None

    def _keys(self, batch: Batch, columns: tuple[int, ...]) -> Iterator[Any]:
        """The key of each row: one text, a tuple of texts, or a tuple of values."""
        if self._by_text and len(columns) == 1:
            yield from batch.texts[columns[0]].to_pylist()
        elif self._by_text:
            yield from zip(*(batch.texts[at].to_pylist() for at in columns), strict=True)
        else:
            for place in range(len(batch)):
                yield tuple(batch.value(at, place) for at in columns)


def _written(key: Hashable) -> str:
    return json.dumps(key)
