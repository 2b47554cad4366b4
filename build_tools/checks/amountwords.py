"""A figure beside the words of its source: the number must be what the words say.

Mostly a slip by a thousand. Looked at only where the words can be read for sure and name
rupiah: "12,5" in a table in millions says nothing of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from ..findings import Finding, error
from ..model import Dataset, Resource
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, nulls
from .amounts import amount
from .base import Columns, RowCheck
from .profiled import given, present
from .reference import Reference

_NUMBER, _WORDS, _PRECISION = "nilai_rupiah", "nilai_sebagaimana_ditulis", "ketelitian"
_UNIT = re.compile("[a-z]", re.IGNORECASE)


def differs(number: int, words: str, precision: str) -> int | None:
    """What the words come to, where the number is surely another one; else None.

    ``precision`` is a value of the column ketelitian. A rounded figure may differ by less than
    one in the last digit of the words that is not zero; an approximate one is not compared.

    >>> differs(12_000, "Rp 12 juta", "sebagaimana-ditulis"), differs(12_000, "Rp 12 ribu", "")
    (12000000, None)
    """
    meant = amount(words) if _UNIT.search(words) else None
    if meant is None or meant.about or precision == "kira-kira":
        return None
    least = 1
    if precision == "dibulatkan":
        digits = str(meant.rupiah)
        least = 10 ** (len(digits) - len(digits.rstrip("0"))) if meant.rupiah else 1
    return None if abs(number - meant.rupiah) < least else meant.rupiah


class _AmountWords(RowCheck):
    """Rows whose number is not what the words beside it say."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def suspects(self, batch: Batch) -> Mask:
        empty = np.zeros(len(batch), np.bool_)
        for name in (_NUMBER, _WORDS):
            empty |= nulls(batch.texts[self._columns.index[name]])
        return ~empty

    def row(self, row: Row) -> Iterator[Finding]:
        number, words = self._columns.values(row, (_NUMBER, _WORDS))
        at = self._columns.index.get(_PRECISION)
        precision = row.values[at] if at is not None else None
        if isinstance(number, int) and isinstance(words, str):
            meant = differs(number, words, precision or "")
            if meant is not None:
                place = self._columns.place(row, _NUMBER)
                yield error("amount-differs", **place, written=words[:200], whole=str(meant))


def amount_words(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of figures beside words; None where a table has not both."""
    both = (_NUMBER, _WORDS)
    if given(resource) is None or len(present(resource, both)) < len(both):
        return None
    return _AmountWords(Columns(resource))
