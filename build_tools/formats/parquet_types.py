"""What the columns of a Parquet file are made of: the narrowest type that holds all values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import Field
from ..tables.strings import lengths, nulls, spans
from .columns import letters, places, without

_MAX_DIGITS = 38  # of decimal128
_INT64 = range(-(2**63), 2**63)
_SURELY_INT64 = 18  # characters
_SURELY_DOUBLE = 15  # digits that every double keeps
_MINUS, _ZERO = ord("-"), ord("0")
#: Lengths of ISO moments: without a zone (with microseconds or not), and in UTC (Z).
_LOCAL_MOMENTS, _UTC_MOMENTS, _LOCAL_TIMES = (19, 26), (20, 27), (8, 15)
_TYPES = {
    "text": pa.string(),
    "int64": pa.int64(),
    "year": pa.int32(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "moment": pa.timestamp("us"),
    "utc": pa.timestamp("us", tz="UTC"),
    "time": pa.time64("us"),
}


class ColumnType:
    """What the values of one column need."""

    def __init__(self, field: Field) -> None:
        self._kind = field.type
        self._is_int64 = self._is_double = self._is_finite = True
        self._whole = self._places = 0
        self._zones: set[str] = set()

    def see(self, texts: pa.StringArray) -> None:
        """Takes in the next canonical texts."""
        if self._kind == "integer":
            size = lengths(texts)
            if len(size) and int(size.max()) > _SURELY_INT64:
                self._see_long(texts.filter(pa.array(size > _SURELY_INT64)))
        elif self._kind == "number":
            self._see_numbers(texts)
        elif self._kind in {"datetime", "time"}:
            self._see_moments(texts)

    def _see_long(self, texts: pa.StringArray) -> None:
        for text in pc.unique(texts).to_pylist():
            self._is_int64 = self._is_int64 and int(text) in _INT64
            self._whole = max(self._whole, len(text.lstrip("-")))

    def _see_numbers(self, texts: pa.StringArray) -> None:
        if letters(texts):
            odd = pc.match_substring_regex(texts, "[A-Z]")
            for text in pc.unique(texts.filter(odd)).to_pylist():
                self._see_odd(Decimal(text))
            texts = without(texts, odd)
        size, decimals = lengths(texts), places(texts)
        if not len(size):
            return
        digits = size - (decimals > 0)
        self._places = max(self._places, int(decimals.max()))
        self._whole = max(self._whole, int(_whole_digits(texts, digits - decimals).max()))
        if self._is_double and int(digits.max()) > _SURELY_DOUBLE:
            long = pc.unique(texts.filter(pa.array(digits > _SURELY_DOUBLE))).to_pylist()
            self._is_double = all(Decimal(repr(float(text))) == Decimal(text) for text in long)

    def _see_odd(self, value: Decimal) -> None:
        """A value that is no plain decimal: without end, or with an exponent."""
        self._is_finite = self._is_finite and value.is_finite()
        if value.is_finite():
            self._is_double = self._is_double and Decimal(repr(float(value))) == value
            self._whole = _MAX_DIGITS + 1

    def _see_moments(self, texts: pa.StringArray) -> None:
        size = lengths(texts)[~nulls(texts)]
        is_time = self._kind == "time"
        local = np.isin(size, _LOCAL_TIMES if is_time else _LOCAL_MOMENTS)
        if local.any():
            self._zones.add("")
        if not local.all():
            utc = not is_time and bool((local | np.isin(size, _UTC_MOMENTS)).all())
            self._zones.add("UTC" if utc else "other")

    def name(self) -> str:
        """The name of the narrowest type that holds everything seen so far."""
        fits_decimal = self._whole + self._places <= _MAX_DIGITS and self._is_finite
        if self._kind == "integer":
            return "int64" if self._is_int64 else "decimal:0" if fits_decimal else "text"
        if self._kind == "number":
            if self._is_double:
                return "double"
            return f"decimal:{self._places}" if fits_decimal else "text"
        if self._kind == "datetime":
            one = next(iter(self._zones), "") if len(self._zones) < 2 else "mixed"
            return {"": "moment", "UTC": "utc"}.get(one, "text")
        if self._kind == "time":
            return "time" if self._zones <= {""} else "text"
        return {"boolean": "boolean", "date": "date", "year": "year"}.get(self._kind, "text")


def _whole_digits(texts: pa.StringArray, size: Any) -> Any:
    """How many digits stand before the point, of numbers with so many characters there."""
    data, starts = spans(texts)
    some = starts[:-1] < starts[1:]
    size = size[some]
    begins = starts[:-1][some]
    minus = data[begins] == _MINUS
    zero = data[begins + minus] == _ZERO
    return np.concatenate([np.where(zero, 0, size - minus), [0]])


def arrow_type(name: str) -> pa.DataType:
    """The Arrow type of that name."""
    if name.startswith("decimal:"):
        return pa.decimal128(_MAX_DIGITS, int(name.removeprefix("decimal:")))
    return _TYPES[name]


def typed(texts: pa.StringArray, name: str) -> pa.Array:
    """A column of canonical texts as values of the type of that name, which holds them all."""
    if name == "text":
        return texts
    if name == "time":
        moments = pc.binary_join_element_wise("1970-01-01T", texts, "")
        since = pc.cast(pc.cast(moments, pa.timestamp("us")), pa.int64())
        return pc.cast(since, pa.time64("us"))
    return pc.cast(texts, arrow_type(name))
