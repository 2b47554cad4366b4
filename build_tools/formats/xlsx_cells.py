"""The cells of an XLSX sheet, a column at a time; and what Excel would change.

A cell that does not fit is a `Misfit`, by its row: of all in a batch the first one counts, so
that the reason given does not depend on how a table is cut into batches.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..ooxml import DATE, MAX_PLACES, MOMENT, TIME, number_style
from ..tables.batch import Batch
from ..tables.strings import Mask, lengths, nulls, spans
from .base import Shared
from .columns import Cells, escaped, filled, having, joined, letters, places, signs, without
from .json import years

MAX_TEXT = 32_767  # in units of UTF-16
MAX_DIGITS = 15
#: What XML cannot hold or readers change: control characters, and Excel's own escape for them.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_MAX_PLAIN = 300  # near the end of what a double reaches
_FIRST_DATE = dt.date(1900, 3, 1)  # before it Excel counts a day that never was
_ZERO = dt.date(1899, 12, 30)
_FIRST_SERIAL = (_FIRST_DATE - _ZERO).days
_EPOCH = (dt.date(1970, 1, 1) - _ZERO).days
_DAY = 86_400
_PLAIN_MOMENT, _PLAIN_TIME = len("2024-01-05T10:11:12"), len("10:11:12")

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_CONTROLS = frozenset(range(32)) - {9, 10}
_TEXT = '<c t="inlineStr"><is><t>'
_KEPT = '<c t="inlineStr"><is><t xml:space="preserve">'
_TEXT_END = "</t></is></c>"
_END = "</v></c>"
_EMPTY = "<c/>"
_NUMBERS = [f'<c s="{number_style(n)}"><v>' for n in range(MAX_PLACES + 2)]
_NUMBER_STARTS = pa.array(_NUMBERS, pa.string())


class Misfit(NamedTuple):
    """A cell that the format cannot hold: its place in the batch, and the reason's code."""

    row: int
    column: int
    reason: str


def cells(batch: Batch, at: int, shared: Shared, misfits: list[Misfit]) -> Cells:
    """The cells of a column as XML, none null; those that do not fit are added to the list."""
    texts, kind = batch.texts[at], batch.fields[at].type
    found: list[tuple[int, str]] = []
    if kind in {"integer", "number", "year"}:
        made = _numbers(texts, kind, found)
    elif kind == "boolean":
        said = pc.if_else(pc.equal(texts, "true"), "1", "0")
        made = '<c t="b"><v>', said, _END
    elif kind == "date":
        days = pc.cast(pc.cast(texts, pa.date32()), pa.int32())
        made = f'<c s="{DATE}"><v>', _days(pc.add(days, _EPOCH), found), _END
    elif kind in {"datetime", "time"}:
        made = _moments(batch, at, shared, found)
    else:
        made = _texts(texts, signs(batch, at, shared), found)
    misfits += [Misfit(row, at, reason) for row, reason in found]
    return filled(made, _EMPTY)


def _numbers(texts: pa.StringArray, kind: str, found: list[tuple[int, str]]) -> Cells:
    """Numbers as written, with as many decimals shown."""
    size = lengths(texts)
    odd = size > MAX_DIGITS
    if letters(texts):
        odd |= _mask(pc.match_substring_regex(texts, "[A-Z]"))
    if odd.any():
        for row in np.flatnonzero(odd).tolist():
            reason = _number_reason(texts[row].as_py())
            if reason:
                found.append((row, reason))
                return "", texts, ""
    if kind == "year":
        return _NUMBERS[0], years(texts), _END
    shown = np.minimum(places(texts), MAX_PLACES + 1) if kind == "number" else np.zeros(1, int)
    first = int(shown[0]) if len(shown) else 0
    if (shown == first).all():
        return _NUMBERS[first], texts, _END
    starts = _NUMBER_STARTS.take(pa.array(shown))
    return "", joined((starts, texts, _END), len(texts)), ""


def _number_reason(text: str) -> str:
    if text in {"NaN", "INF", "-INF"}:
        return "not-finite"
    digits = text.lstrip("-").replace(".", "").strip("0")
    return "digits" if len(digits) > MAX_DIGITS or len(text) > _MAX_PLAIN or "E" in text else ""


def _days(serials: pa.Array, found: list[tuple[int, str]]) -> pa.StringArray:
    """Excel's number of each day, or moment."""
    _first(pc.less(serials, _FIRST_SERIAL), "dates", found)
    return pc.cast(serials, pa.string())


def _moments(batch: Batch, at: int, shared: Shared, found: list[tuple[int, str]]) -> Cells:
    """Moments and times of day. Excel knows neither zones nor microseconds: those are texts."""
    texts, is_time = batch.texts[at], batch.fields[at].type == "time"
    plain = lengths(texts) == (_PLAIN_TIME if is_time else _PLAIN_MOMENT)
    known = plain | nulls(texts)
    own = texts if known.all() else without(texts, pa.array(~plain))
    if is_time:
        own = joined(("1970-01-01T", own), len(own))
    seconds = pc.cast(pc.cast(own, pa.timestamp("s")), pa.int64())
    serials = pc.divide(pc.cast(seconds, pa.float64()), float(_DAY))
    if is_time:
        numbers: Cells = f'<c s="{TIME}"><v>', pc.cast(serials, pa.string()), _END
    else:
        numbers = f'<c s="{MOMENT}"><v>', _days(pc.add(serials, float(_EPOCH)), found), _END
    if known.all():
        return numbers
    written = _texts(texts, signs(batch, at, shared), found)
    count = len(texts)
    return "", pc.if_else(pa.array(plain), joined(numbers, count), joined(written, count)), ""


def _texts(texts: pa.StringArray, present: frozenset[int], found: list[tuple[int, str]]) -> Cells:
    """Texts as they are, never as a formula."""
    found += _misfits(texts, present)
    outer = _edges(texts)
    texts = escaped(texts, present, _ESCAPES)
    if not outer.any():
        return _TEXT, texts, _TEXT_END
    if outer.all():
        return _KEPT, texts, _TEXT_END
    return "", joined((pc.if_else(pa.array(outer), _KEPT, _TEXT), texts, _TEXT_END), len(texts)), ""


def _misfits(texts: pa.StringArray, present: frozenset[int]) -> list[tuple[int, str]]:
    """The first cell of each kind that does not fit."""
    found: list[tuple[int, str]] = []
    size = lengths(texts)
    if not len(size):
        return found
    if int(size.min()) == 0:
        _first(pc.equal(texts, ""), "empty-text", found)
    if present & _CONTROLS:
        _first(having(texts, map(chr, sorted(present & _CONTROLS))), "characters", found)
    if 0xEF in present:
        _first(having(texts, ("\ufffe", "\uffff")), "characters", found)
    if ord("_") in present and pc.any(pc.match_substring(texts, "_x")).as_py():
        _first(pc.match_substring_regex(texts, "_x[0-9A-Fa-f]{4}_"), "characters", found)
    if int(size.max()) > MAX_TEXT:
        for row in np.flatnonzero(size > MAX_TEXT).tolist():
            if len(texts[row].as_py().encode("utf-16-le")) > 2 * MAX_TEXT:
                found.append((row, "long-text"))
                break
    return found


def _first(which: Any, reason: str, found: list[tuple[int, str]]) -> None:
    row = pc.index(which, True).as_py()
    if row >= 0:
        found.append((row, reason))


def _edges(texts: pa.StringArray) -> Mask:
    """Which texts begin or end with a space, tab or line end, which XML may drop."""
    data, starts = spans(texts)
    found = np.zeros(len(texts), np.bool_)
    some = starts[:-1] < starts[1:]
    found[some] = (data[starts[:-1][some]] <= 32) | (data[starts[1:][some] - 1] <= 32)
    return found


def _mask(which: pa.BooleanArray) -> Mask:
    return np.asarray(pc.fill_null(which, False).to_numpy(zero_copy_only=False))
