"""Columns of numbers as whole multiples of a power of ten: fast, and never rounded.

Works on canonical texts. A number that does not fit (too many digits, NaN) is not guessed at:
it is marked, and whoever asks looks at that cell by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .strings import Ints, Mask, holding, nulls, spans, table

Longs = np.ndarray[Any, np.dtype[np.int64]]

#: For sums: figures have at most 400 digits on either side of the point (`number-too-large`).
CONTEXT = Context(prec=900)
#: Below this, sums and differences of two numbers still fit into 64 bits.
BOUND = 2**62
#: A double tells decimals apart that have at most 15 digits (IEEE 754).
DIGITS = 15

_WHOLE = 18  # characters that any 64-bit integer can hold
_LETTERS = table(b"ENIFan+")
_POINT = ord(".")
_TENS = 10.0 ** np.arange(DIGITS + 1)
_LONG_TENS = 10 ** np.arange(_WHOLE + 1, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Exact:
    """Numbers of a column: cell ``i`` is exactly ``ints[i] / 10**scale`` where ``sure[i]``.

    Elsewhere ``ints`` is 0: the cell is null, or has to be looked at by itself. ``places`` is
    how many decimals each text has (one number where all have the same); ``complete`` says
    that every cell is sure.
    """

    ints: Longs
    scale: int
    sure: Mask
    places: Longs | int
    complete: bool = False

    def odd(self, texts: pa.StringArray) -> list[int]:
        """Where the cells of the column lie that say a number, but not a sure one."""
        if self.complete:
            return []
        at: list[int] = np.flatnonzero(~self.sure & ~nulls(texts)).tolist()
        return at


def exact(texts: pa.StringArray) -> Exact:
    """The numbers that a column of canonical texts says.

    >>> found = exact(pa.array(["1.5", "20", None, "NaN"]))
    >>> found.ints.tolist(), found.scale, found.sure.tolist()
    ([15, 200, 0, 0], 1, [True, True, False, False])
    """
    data, starts = spans(texts)
    sizes = starts[1:] - starts[:-1]
    nothing = Exact(np.zeros(len(texts), np.int64), 0, np.zeros(len(texts), np.bool_), 0)
    if not len(data):
        return nothing
    points = data == _POINT
    broken = bool(points.any())
    most = DIGITS + 1 if broken else _WHOLE
    plain, complete = texts, not texts.null_count
    complete = complete and sizes.max() <= most and data.max() <= ord("9")
    if complete:
        sure = np.ones(len(texts), np.bool_)
    else:
        sure = ~nulls(texts) & (sizes <= most) & ~holding(texts, _LETTERS)
        plain = pc.if_else(pa.array(sure), texts, pa.scalar(None, pa.string()))
    try:
        if not broken:
            return Exact(_filled(plain.cast(pa.int64())), 0, sure, 0, complete)
        floats = _filled(plain.cast(pa.float64()))
    except pa.ArrowInvalid:  # not a number's canonical text
        return nothing
    places = _same_places(points, starts) if complete else None
    if places is not None:
        ints = np.rint(floats * _TENS[places]).astype(np.int64)
        return Exact(ints, places, sure, places, complete)
    return _scaled(floats, sure, _places(points, starts, sure))


def _filled(column: pa.Array) -> Any:
    if column.null_count:
        column = pc.fill_null(column, 0)
    return column.to_numpy(zero_copy_only=False)


def _scaled(floats: Any, sure: Mask, places: Longs) -> Exact:
    """Doubles as integers: each is the nearest to a decimal of at most 15 digits."""
    scale = int(places.max(initial=0))
    ints = np.rint(floats * _TENS[places]).astype(np.int64)
    more = _LONG_TENS[scale - places]
    large = np.abs(ints)
    fits = (large < 10**DIGITS) & (large < BOUND // more)
    sure = sure & fits
    return Exact(np.where(sure, ints * more, 0), scale, sure, places, bool(sure.all()))


def _same_places(points: Mask, starts: Ints) -> int | None:
    """How many decimals all texts have; None where they differ or have no point."""
    ends = starts[1:]
    same = int(starts[1]) - int(points.argmax()) - 1
    if not 0 <= same < starts[1] or np.count_nonzero(points) != len(ends):
        return None
    return same if points[ends - same - 1].all() else None


def _places(points: Mask, starts: Ints, sure: Mask) -> Longs:
    """How many decimals each text has; cells that are not sure have none."""
    found = np.zeros(len(sure), np.int64)
    at = np.flatnonzero(points)
    cell = np.searchsorted(starts, at, side="right") - 1
    found[cell] = starts[1:][cell] - at - 1
    found[~sure] = 0
    return found


def summed(ints: Longs) -> int:
    """The sum of many integers, however large it gets."""
    high, low = ints >> 31, ints & 0x7FFFFFFF
    return (int(high.sum()) << 31) + int(low.sum())


def group_sums(groups: Any, ints: Longs, count: int) -> list[int]:
    """The exact sum of each group; ``groups`` says for every number which, from 0."""
    # halves of 31 bits: sums of 2**22 of them are still exact as doubles
    total = [0] * count
    for at in range(0, len(ints), 2**22):
        part, which = ints[at : at + 2**22], groups[at : at + 2**22]
        high = np.bincount(which, part >> 31, count)
        low = np.bincount(which, part & 0x7FFFFFFF, count)
        for group in range(count):
            total[group] += (int(high[group]) << 31) + int(low[group])
    return total


def group_places(groups: Any, places: Longs | int, count: int) -> list[int]:
    """The most decimals in each group."""
    if isinstance(places, int):
        return [places] * count
    found = np.zeros(count, np.int64)
    np.maximum.at(found, groups, places)
    return list(map(int, found))


def decimal(value: int, scale: int, places: int) -> Decimal:
    """``value / 10**scale`` written with so many places (as a sum of texts would be)."""
    return Decimal(value // 10 ** (scale - places)).scaleb(-places, CONTEXT)
