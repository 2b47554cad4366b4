"""Columns of text as bytes: what every cell holds, without making a Python text of each.

Works on the buffers of Arrow string arrays (offsets of 32 bits, UTF-8). Behind a null may lie
a text: what is said of such a cell means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import StringArray

#: A column of texts.
Texts: TypeAlias = StringArray
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Ints = np.ndarray[Any, np.dtype[np.int32]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def spans(column: Texts) -> tuple[Bytes, Ints]:
    """The bytes of all cells, one after the other, and where each begins (one more than cells)."""
    _, starts, data = column.buffers()
    size = len(column)
    if size == 0 or starts is None:
        return np.zeros(0, np.uint8), np.zeros(size + 1, np.int32)
    offsets = np.frombuffer(starts, np.int32, size + 1, column.offset * 4)
    first, last = int(offsets[0]), int(offsets[-1])
    found = np.frombuffer(data, np.uint8, last - first, first) if data else np.zeros(0, np.uint8)
    return found, offsets - first if first else offsets


def lengths(column: Texts) -> Ints:
    """How many bytes each cell has."""
    _, starts = spans(column)
    return starts[1:] - starts[:-1]


def table(signs: Iterable[int]) -> Mask:
    """A table of 256, true for those bytes: ``table(b"...")[data]`` finds them."""
    found = np.zeros(256, np.bool_)
    found[list(signs)] = True
    return found


def per_cell(found: Mask, starts: Ints) -> Ints:
    """How many of the marked bytes lie in each cell."""
    return sums(found, starts)


def sums(found: np.ndarray[Any, Any], starts: Ints) -> Ints:
    """The sum, in each cell, of what its bytes stand for."""
    counts = np.zeros(len(starts) - 1, np.int32)
    if len(found) == 0:
        return counts
    filled = starts[:-1] < starts[1:]
    if filled.all():
        return np.add.reduceat(found, starts[:-1], dtype=np.int32)
    if filled.any():
        counts[filled] = np.add.reduceat(found, starts[:-1][filled], dtype=np.int32)
    return counts


def holding(column: Texts, signs: Mask) -> Mask:
    """Which cells hold one of the bytes marked in a table of 256."""
    data, starts = spans(column)
    found = signs[data]
    if not found.any():
        return np.zeros(len(column), np.bool_)
    return per_cell(found, starts) > 0


def matched(column: Texts, pattern: str, places: np.ndarray[Any, Any] | None = None) -> Mask:
    """Which cells (of those at the places, if some are given) a pattern of RE2 is found in."""
    column = column if places is None else column.take(pa.array(places))
    return np.asarray(pc.match_substring_regex(column, pattern).to_numpy(zero_copy_only=False))


def among(column: Texts, texts: Iterable[str]) -> Mask:
    """Which cells are one of those texts; no null is."""
    given = pa.array(list(texts), pa.string())
    return np.asarray(pc.is_in(column, given).to_numpy(zero_copy_only=False))


def nulls(column: pa.Array) -> Mask:
    """Which cells are null."""
    if not column.null_count:
        return np.zeros(len(column), np.bool_)
    return np.asarray(column.is_null().to_numpy(zero_copy_only=False))
