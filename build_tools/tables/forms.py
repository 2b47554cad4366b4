"""The plain forms of numbers, days and seconds, told from the bytes of a whole column at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from .strings import Mask, lengths, matched, spans, table

#: Bytes of a day and of a second in ISO 8601, and what stands between their digits.
DAY, SECOND = 10, 19
_MARKS = dict(zip((4, 7, 10, 13, 16), b"--T::", strict=True))
_LAST_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 87, np.int16)
Moments = np.ndarray[Any, np.dtype[np.int64]]
_DIGITS = table(range(48, 58))
_INTEGER = r"^(0|-?[1-9][0-9]{0,17})$"
_NUMBER = r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,14})?$"
#: So many bytes of a decimal always survive a double.
_LONGEST = 16


def integers(cells: pa.StringArray) -> Mask | None:
    """Which cells are plain integers of 64 bits, as 0 or -12; None: all."""
    data, starts = spans(cells)
    sizes = starts[1:] - starts[:-1]
    if len(data) and sizes.min() > 0 and sizes.max() <= 18 and _DIGITS[data].all():
        leading_zero = (data[starts[:-1]] == 48) & (sizes > 1)
        if not leading_zero.any():
            return None
    valid = matched(cells, _INTEGER)
    return None if valid.all() else valid


def decimals(cells: pa.StringArray) -> Mask | None:
    """Which cells are plain decimals, as 0.5 or -12.50, that a double tells apart; None: all."""
    valid = matched(cells, _NUMBER)
    valid &= lengths(cells) <= _LONGEST
    return None if valid.all() else valid


def moments(cells: pa.StringArray, size: int, *, compared: bool) -> tuple[Mask, Moments]:
    """Which cells are a day that there is, or a second of it, in the plain form of ISO 8601.

    ``compared``: also what to compare them by, year, month, day (and time) as one number.
    """
    data, starts = spans(cells)
    fits = starts[1:] - starts[:-1] == size
    if fits.all():
        signs = data.reshape(-1, size)
    else:
        signs = data[starts[:-1][fits][:, None] + np.arange(size)]
    column = np.ascontiguousarray(signs.T)  # the first signs of all, then the second ones, …
    plain = np.ones(len(signs), np.bool_)
    for place in range(size):
        if place in _MARKS:
            plain &= column[place] == _MARKS[place]
        else:
            plain &= column[place] - 48 <= 9  # what is below "0" wraps round
    digits = (column - 48).astype(np.int16)
    pairs = {at: 10 * digits[at] + digits[at + 1] for at in (0, 2, 5, 8, 11, 14, 17) if at < size}
    year, month, day = 100 * pairs.pop(0) + pairs.pop(2), pairs.pop(5), pairs.pop(8)
    last = _LAST_DAYS[np.where(plain, month, 0)]
    leap = (month == 2) & (day == 29)
    if leap.any():
        last = last + (leap & (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0)))
    plain &= (year >= 1000) & (day > 0) & (day <= last)
    for part, most in zip(pairs.values(), (23, 59, 59), strict=False):
        plain &= part <= most
    together: Moments = np.zeros(len(signs), np.int64)
    if compared:
        together += year
        for part in (month, day, *pairs.values()):
            together = 100 * together + part
    if fits.all():
        return plain, together
    valid, values = np.zeros(len(cells), np.bool_), np.zeros(len(cells), np.int64)
    valid[fits] = plain
    values[fits] = together
    return valid, values
