"""Rows as text, in a few calls for all of them: columns escaped, and joined with what is between.

A row is made of pieces: columns of texts, and texts that are the same in every row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..tables.batch import Batch
from ..tables.strings import Mask, spans
from .base import Shared

Piece: TypeAlias = str | pa.StringArray
#: What stands before, in and behind the cells of a column.
Cells: TypeAlias = tuple[str, pa.StringArray, str]

#: Types whose canonical text holds letters, digits and ``+-.:`` only.
PLAIN = frozenset(
    "integer number boolean date time datetime year yearmonth duration".split()  # noqa: SIM905
)
#: Signs that some format writes in another way; U+FFFE and U+FFFF begin with the last.
_SIGNS = b'",\\&<>_\xef'
NONE: frozenset[int] = frozenset()
#: What the writers are given at a time: as text it must fit in memory several times over.
_PIECE_ROWS = 20_000
_PIECE_CELLS = 400_000


def pieces(batch: Batch) -> Iterator[Batch]:
    """A batch as the writers take it: in pieces of a bounded size, nothing behind a null."""
    most = max(min(_PIECE_ROWS, _PIECE_CELLS // max(len(batch.texts), 1)), 1)
    texts = [_emptied(column) for column in batch.texts]
    for start in range(0, len(batch), most):
        yield Batch(
            batch.caster,
            batch.numbers[start : start + most],
            [column.slice(start, most) for column in batch.cells],
            [column.slice(start, most) for column in texts],
        )


def _emptied(column: pa.StringArray) -> pa.StringArray:
    """The column without the text that may still lie where a cell is null."""
    return without(column, pc.is_null(column)) if column.null_count else column


def without(column: pa.StringArray, gone: pa.BooleanArray) -> pa.StringArray:
    """The column with some cells null, and no text left there, as `pc.if_else` leaves it."""
    return pc.replace_with_mask(column, gone, pa.scalar(None, pa.string()))


def signs(batch: Batch, at: int, shared: Shared) -> frozenset[int]:
    """Which of the bytes that need care are in the texts of a column."""
    if batch.fields[at].type in PLAIN:
        return NONE
    return shared.of(batch, ("signs", at), lambda: signs_in(batch.texts[at]))


def signs_in(column: pa.StringArray) -> frozenset[int]:
    """Which of the bytes that need care are in a column: those of `_SIGNS`, and below 32."""
    data, _ = spans(column)
    if not len(data):
        return NONE
    content = data.tobytes()
    found = {sign for sign in _SIGNS if sign in content}
    low = data < 32
    if low.any():
        found.update(np.unique(data[low]).tolist())
    return frozenset(found)


def escaped(
    column: pa.StringArray, found: Collection[int], escapes: Mapping[int, str]
) -> pa.StringArray:
    """The column with each of those signs written as the table says, in the table's order."""
    for sign, instead in escapes.items():
        if sign in found:
            column = pc.replace_substring(column, chr(sign), instead)
    return column


def having(column: pa.StringArray, wanted: Iterable[str]) -> pa.BooleanArray | None:
    """Which cells have one of those texts in them; nothing where none was asked for."""
    found = None
    for text in wanted:
        one = pc.match_substring(column, text)
        found = one if found is None else pc.or_(found, one)
    return found


def joined(pieces: Sequence[Piece], rows: int) -> pa.StringArray:
    """The pieces of each row as one text; null where one of them is."""
    merged: list[Any] = []
    before = ""
    for piece in pieces:
        if isinstance(piece, str):
            before += piece
            continue
        if before:
            merged.append(before)
            before = ""
        merged.append(piece)
    if not merged:
        return pa.array([before] * rows, pa.string())
    if before:
        merged.append(before)
    return pc.binary_join_element_wise(*merged, "") if len(merged) > 1 else merged[0]


def filled(cells: Cells, empty: str) -> Cells:
    """The same cells with that text where they are null."""
    before, column, behind = cells
    if not column.null_count:
        return cells
    whole = joined((before, column, behind), len(column))
    return "", pc.coalesce(whole, pa.scalar(empty)), ""


def content(column: pa.StringArray) -> bytes:
    """All its cells, one after the other."""
    data, _ = spans(column)
    return data.tobytes()


def mapped(column: pa.StringArray, wanted: Mask, function: Callable[[int], str]) -> pa.StringArray:
    """The column with some cells made anew, one by one, by their place."""
    places = np.flatnonzero(wanted)
    if not len(places):
        return column
    made = pa.array([function(place) for place in places.tolist()], pa.string())
    return pc.replace_with_mask(column, pa.array(wanted), made)


def letters(column: pa.StringArray) -> bool:
    """Whether a column of numbers holds more than digits, point and sign: NaN, INF, 1E+999."""
    data, _ = spans(column)
    return bool(len(data)) and int(data.max()) > ord("9")


def places(column: pa.StringArray) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How many decimals each number of a column without `letters` has."""
    data, starts = spans(column)
    found = np.zeros(len(column), np.int64)
    points = np.flatnonzero(data == ord("."))
    if len(points) == len(column):
        return starts[1:] - 1 - points
    if len(points):
        cells = np.searchsorted(starts, points, "right") - 1
        found[cells] = starts[cells + 1] - 1 - points
    return found
