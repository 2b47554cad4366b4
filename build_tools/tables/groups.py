"""Rows that have the same texts in some columns."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np
import pyarrow as pa

from ..model import Cell
from .exact import Longs
from .strings import Mask


def groups(columns: Sequence[pa.StringArray], rows: int) -> tuple[Longs, Longs]:
    """For every row the number of its group, from 0, and for every group its first row.

    Groups are numbered as they first come up; a null is like a null.

    >>> found, first = groups([pa.array(["b", "a", "b"]), pa.array([None, "x", None])], 3)
    >>> found.tolist(), first.tolist()
    ([0, 1, 0], [0, 1])
    """
    found = np.zeros(rows, np.int64)
    for column in columns:
        coded = column.dictionary_encode(null_encoding="encode")
        codes = coded.indices.to_numpy(zero_copy_only=False)
        joined = found * max(1, len(coded.dictionary)) + codes
        again = pa.array(joined).dictionary_encode()
        found = again.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    first = np.zeros(int(found.max(initial=-1)) + 1, np.int64)
    first[found[::-1]] = np.arange(rows)[::-1]  # the last to be written is the first row
    return found, first


def among(column: pa.StringArray, wanted: Container[Cell]) -> Mask:
    """Which cells have one of the texts (or are null, where None is one of them)."""
    coded = column.dictionary_encode(null_encoding="encode")
    answers = np.array([text in wanted for text in coded.dictionary.to_pylist()], np.bool_)
    codes = coded.indices.to_numpy(zero_copy_only=False)
    return answers[codes] if len(answers) else np.zeros(len(column), np.bool_)
