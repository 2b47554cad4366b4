"""The time that a table is about: its first and last period."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa

from .exact import Longs
from .strings import nulls, spans

#: A period as text: 2024, 2024-11, 2024-11-08, 2024-S2, 2024Q1.
PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?|-?[SQT][1-4])?", re.ASCII | re.IGNORECASE)


def years(texts: pa.StringArray) -> Longs:
    """The year that each canonical text begins with; -1 where it is null or none.

    >>> years(pa.array(["2024-S2", "2023", None, "dst.", "20234"])).tolist()
    [2024, 2023, -1, -1, -1]
    """
    data, starts = spans(texts)
    sizes = starts[1:] - starts[:-1]
    found = np.full(len(texts), -1, np.int64)
    at = np.flatnonzero((sizes >= 4) & ~nulls(texts))
    if not len(at):
        return found
    if len(data) == 4 * len(texts) and len(at) == len(texts):  # years and nothing else
        digits = data.reshape(-1, 4).T - ord("0")  # unsigned: what lies below "0" is large
        good = (digits <= 9).all(axis=0)
        return np.where(good, np.array([1000, 100, 10, 1]) @ digits, -1)
    begin = starts[at]
    digits = np.stack([data[begin + place] for place in range(4)]) - ord("0")
    good = (digits <= 9).all(axis=0)
    longer = sizes[at] > 4
    after = data[np.where(longer, begin + 4, begin)] - ord("0")
    good &= ~(longer & (after <= 9))
    found[at[good]] = (np.array([1000, 100, 10, 1]) @ digits)[good]
    return found
