"""Columns of numbers in a profile: compared by value, and averaged without an error."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import Field
from .columns import DISTINCT_CAP, Column
from .exact import CONTEXT, DIGITS, Exact, exact, summed

#: Digits of a mean that count. Digits before the point are never rounded away.
MEAN_DIGITS = 6
_TAME = 300  # powers of ten that doubles reach with all their digits


class Numbers(Column):
    """Integers, numbers, years.

    Different values are counted by a key: integers and years by the integer, numbers by the
    double where they have at most 15 digits (no two of them share one), else by the Decimal.
    """

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._whole = field.type != "number"
        self._odd: set[Hashable] = set()
        self._ends: list[tuple[Decimal, str] | None] = [None, None]
        averaged = field.type != "year" and not field.categories and field.role in {"", "ukuran"}
        #: Nothing: this column has no mean.
        self._total: Decimal | None = Decimal(0) if averaged else None

    @property
    def distinct(self) -> int:
        """How many different values there are, while they are counted."""
        return super().distinct + len(self._odd)

    def look(self, texts: pa.StringArray) -> None:
        """Counts, compares and adds up."""
        if self._total is None and not self.capped:
            texts = pc.unique(texts)  # nothing is added up: each value once will do
        found = exact(texts)
        odd = [(at, texts[at].as_py()) for at in found.odd(texts)]
        if not self.capped:
            self._count(texts, found, [text for _, text in odd])
        values = [(at, text, Decimal(text)) for at, text in odd]
        self._order(texts, found, [odd for odd in values if not odd[2].is_nan()])
        self._add(found, [value for _, _, value in values])

    def _count(self, texts: pa.StringArray, found: Exact, odd: list[str]) -> None:
        before = len(self._odd)
        keys: Any = found.ints
        plain = found.sure
        complete = found.complete
        if not self._whole:
            if len(keys) and max(keys.max(), -keys.min()) >= 10**DIGITS:
                plain, complete = plain & (np.abs(keys) < 10**DIGITS), False
                odd += [texts[at].as_py() for at in np.flatnonzero(found.sure & ~plain).tolist()]
            keys = keys / 10.0**found.scale
        if not complete:
            keys = keys[plain]
        more = []
        for text in odd:
            key = self._key(text)
            if isinstance(key, float):
                more.append(key)
            else:
                self._odd.add(key)
            if len(self._odd) > DISTINCT_CAP:
                break
        if more:
            keys = np.concatenate([keys, np.array(more)])
        fresh = len(self.fresh(pa.array(keys)))
        if fresh or len(self._odd) > before:
            self.exemplify(texts, self._key)
        if self.capped:
            self._odd = set()

    def _key(self, text: str) -> Hashable:
        value = Decimal(text)
        if self._whole or not value.is_finite():
            return text
        digits = "".join(map(str, value.as_tuple().digits)).strip("0")
        if len(digits) <= DIGITS and (not digits or abs(value.adjusted()) < _TAME):
            return float(value) + 0.0  # no -0.0
        return value

    def _order(
        self, texts: pa.StringArray, found: Exact, odd: list[tuple[int, str, Decimal]]
    ) -> None:
        where = None if found.complete else np.flatnonzero(found.sure)
        ints = found.ints if where is None else found.ints[where]
        for end, sign in ((0, 1), (1, -1)):
            ends = [(sign * value, at, text) for at, text, value in odd]
            if len(ints):
                at = int(ints.argmin() if sign == 1 else ints.argmax())
                at = at if where is None else int(where[at])
                text = texts[at].as_py()
                ends.append((sign * Decimal(text), at, text))
            if not ends:
                continue
            value, _, text = min(ends)
            known = self._ends[end]
            if known is None or value < known[0]:
                self._ends[end] = (value, text)
                if sign == 1:
                    self.least = text
                else:
                    self.greatest = text

    def _add(self, found: Exact, odd: list[Decimal]) -> None:
        if self._total is None:
            return
        total = Decimal(summed(found.ints)).scaleb(-found.scale, CONTEXT)
        for value in (total, *odd):
            if not value.is_finite() or abs(value.adjusted()) > CONTEXT.prec // 2:
                self._total = None
                return
            self._total = CONTEXT.add(self._total, value)

    def mean(self) -> str:
        """The mean, rounded half to even to six digits that count, as plain decimal text.

        Empty for codes and years, and where a value is not finite.
        """
        count = self.rows - self.missing
        return "" if self._total is None or not count else mean_text(self._total, count)


def mean_text(total: Decimal, count: int) -> str:
    """A mean out of a sum and a count.

    >>> mean_text(Decimal(10), 3), mean_text(Decimal("2469135780"), 2), mean_text(Decimal(5), 2)
    ('3.33333', '1234567890', '2.5')
    """
    value = CONTEXT.divide(total, Decimal(count))
    places = max(0, MEAN_DIGITS - 1 - value.adjusted())
    step = Decimal(1).scaleb(-places)
    text = format(value.quantize(step, ROUND_HALF_EVEN, CONTEXT), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
