"""Columns of a profile: what is counted and kept of texts, dates and times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import ColumnProfile, Field
from .period import PERIOD
from .strings import lengths

#: Different values are counted up to here; more only says "at least".
DISTINCT_CAP = 10_000
EXAMPLES = 5
_LONG = 100
_FEW = 20  # rows among which examples are looked for first
_ANY_DAY = dt.date(2000, 1, 1)
#: Characters of a date with time, and of a time, without and with parts of a second, no zone.
_BARE = {"datetime": (19, 26), "time": (8, 15)}


class Column:
    """A column of texts that have no order."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.rows = self.missing = 0
        self.capped = False
        self.least = self.greatest = ""
        self.examples: list[str] = []
        self._kept: set[Hashable] = set()  # what the examples say
        self._seen: Any = None  # the different values so far: an Arrow array without nulls

    def add(self, texts: pa.StringArray) -> None:
        """Takes in the next rows, as canonical texts."""
        self.rows += len(texts)
        self.missing += texts.null_count
        if texts.null_count < len(texts):
            self.look(texts)

    def look(self, texts: pa.StringArray) -> None:
        """Looks at texts of which one at least is there."""
        if not self.capped:
            self.count(texts)

    def count(self, texts: pa.StringArray) -> Any:
        """Counts the different texts, and gives those not seen before.

        Of long texts only the digest is kept, which is longer than any short text.
        """
        if lengths(texts).max() <= _LONG:
            found = self.fresh(texts)
            self.exemplify(found)
            return found
        whole = pc.unique(texts).drop_null()
        found = self.fresh(pa.array(map(_short, whole.to_pylist()), pa.string()))
        if len(found):
            self.exemplify(whole, _short)
        return found

    def fresh(self, keys: pa.Array) -> Any:
        """Counts the keys of values, and gives those not seen before, in the order of rows."""
        known = 0 if self._seen is None else len(self._seen)
        found = pc.unique(pa.concat_arrays([self._seen, keys]) if known else keys)
        self._seen = found.drop_null() if found.null_count else found
        fresh = self._seen[known:]
        if self.distinct > DISTINCT_CAP:
            self.capped, self._seen = True, None
        return fresh

    @property
    def distinct(self) -> int:
        """How many different values there are, while they are counted."""
        return 0 if self._seen is None else len(self._seen)

    def exemplify(self, texts: pa.StringArray, key: Callable[[str], Hashable] = str) -> None:
        """Fills up the examples: the first texts whose key no example has."""
        most = min(EXAMPLES, DISTINCT_CAP)
        if len(self.examples) >= most:
            return
        if len(texts) > _FEW:
            self.exemplify(texts[:_FEW], key)
            texts = pc.unique(texts[_FEW:]) if len(self.examples) < most else texts[:0]
        for text in texts.to_pylist():
            if (
                text is not None
                and len(self.examples) < most
                and (said := key(text)) not in self._kept
            ):
                self._kept.add(said)
                self.examples.append(text if len(text) <= _LONG else text[: _LONG - 1] + "…")

    def mean(self) -> str:
        """The mean as text; empty where the column has none."""
        return ""

    def ends(self) -> tuple[str, str]:
        """The first and the last period that the column says; empty where it says none."""
        first, last = self.least[:10], self.greatest[:10]
        return (first, last) if PERIOD.fullmatch(first) and PERIOD.fullmatch(last) else ("", "")

    def profile(self) -> ColumnProfile:
        """What the column holds."""
        return ColumnProfile(
            name=self.field.name,
            missing=self.missing,
            distinct=DISTINCT_CAP if self.capped else self.distinct,
            minimum=self.least,
            maximum=self.greatest,
            mean=self.mean(),
            examples=tuple(self.examples),
            distinct_capped=self.capped,
        )


def _short(text: str) -> str:
    """A text to count by."""
    return text if len(text.encode()) <= _LONG else blake2b(text.encode()).hexdigest()


class Ordered(Column):
    """Dates and months: their texts are in the order of their values."""

    def look(self, texts: pa.StringArray) -> None:
        """Counts; then compares only what is new, while that is known."""
        ends = pc.min_max(texts if self.capped else self.count(texts))
        first, last = ends["min"].as_py(), ends["max"].as_py()
        if first is not None:
            self.least = min(self.least or first, first)
            self.greatest = max(self.greatest, last)


class Periods(Column):
    """Texts that say when: 2024-S2, 2024-Q1. They have ends, though no order."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._ends = ("", "")

    def look(self, texts: pa.StringArray) -> None:
        """Counts; then looks at what is new, while that is known."""
        new = pc.unique(texts) if self.capped else self.count(texts)
        found = [text for text in new.to_pylist() if text and PERIOD.fullmatch(text)]
        if found:
            first, last = self._ends
            self._ends = min(first or min(found), *found), max(last, *found)

    def ends(self) -> tuple[str, str]:
        """The first and the last period."""
        return self._ends


class Moments(Column):
    """Times, with dates or without: compared by instant, without a zone as UTC."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._bare = _BARE[field.type]

    def look(self, texts: pa.StringArray) -> None:
        """Texts without a zone, or in UTC, are in the order of their values."""
        zoned = pc.match_substring(texts, "Z")
        utc = bool(pc.any(zoned).as_py())
        bare = pc.utf8_rtrim(texts, "Z") if utc else texts
        sizes = lengths(bare)
        if texts.null_count:
            sizes = sizes[np.asarray(texts.is_valid().to_numpy(zero_copy_only=False))]
        if np.isin(sizes, self._bare).all():
            self._count_keys(texts, bare)
            ends = pc.min_max(bare).as_py()
            found = [texts[bare.index(ends[end]).as_py()].as_py() for end in ("min", "max")]
        else:
            found = pc.unique(texts).drop_null().to_pylist()
            self._count_keys(texts, pa.array(map(self._key, found), pa.string()))
        self._order(found)

    def _count_keys(self, texts: pa.StringArray, keys: pa.StringArray) -> None:
        if not self.capped and len(self.fresh(keys)):
            self.exemplify(texts, self._key)

    def _order(self, texts: list[str]) -> None:
        first, last = min(texts, key=self._instant), max(texts, key=self._instant)
        if not self.least or self._instant(first) < self._instant(self.least):
            self.least = first
        if not self.greatest or self._instant(last) > self._instant(self.greatest):
            self.greatest = last

    def _instant(self, text: str) -> dt.datetime:
        if self.field.type == "time":
            time = dt.time.fromisoformat(text)
            return dt.datetime.combine(_ANY_DAY, time, time.tzinfo or dt.UTC)
        value = dt.datetime.fromisoformat(text)
        return value if value.tzinfo else value.replace(tzinfo=dt.UTC)

    def _key(self, text: str) -> str:
        """The instant as text in UTC: the same for all texts of one instant."""
        bare = text.removesuffix("Z")
        if len(bare) in self._bare:
            return bare
        try:
            value = self._instant(text).astimezone(dt.UTC).replace(tzinfo=None)
        except OverflowError:  # before the year 1, or after 9999
            return text
        if self.field.type == "time" and value.date() == _ANY_DAY:
            return value.time().isoformat()
        return value.isoformat()
