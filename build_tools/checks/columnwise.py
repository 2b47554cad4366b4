"""Formulas on whole columns: in which rows they surely hold.

The fast side only. It calculates with 64-bit integers while nothing can overflow, compares
texts by their characters, and has no opinion on anything else (division, values of different
kinds): those rows are for the exact look at single rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from ..tables.batch import Batch
from ..tables.compare import compared
from ..tables.exact import BOUND, CONTEXT, exact
from ..tables.strings import lengths
from .formulas import Binary, Comparison, Constant, Formula, Joined, Name, Negative, Node

#: 1 where a formula holds, -1 where it does not, 0 where that is not decided here.
States = np.ndarray[Any, np.dtype[np.int8]]

_NUMBERS = frozenset({"integer", "number", "year"})
_TEXTS = frozenset({"string", "date", "yearmonth", "datetime", "time"})
#: Sizes of texts without a zone: their order is that of their values.
_BARE = {"datetime": (19, 26), "time": (8, 15)}
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Numbers ``ints / 10**scale``, none larger than ``bound / 10**scale``."""

    ints: Any
    scale: int
    bound: int
    sure: Any

    def times(self, power: int) -> _Numbers | None:
        """The same numbers at a larger scale."""
        bound = self.bound * 10**power
        if bound >= BOUND:
            return None
        return _Numbers(self.ints * 10**power, self.scale + power, bound, self.sure)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of one type of field: a column, or one text."""

    kind: str
    texts: Any
    sure: Any


class Columnwise:
    """The columns of one batch, each made ready once; the same for all formulas."""

    def __init__(self, batch: Batch, index: dict[str, int]) -> None:
        self._batch, self._index = batch, index
        self._known: dict[str, _Numbers | _Texts | None] = {}

    def states(self, formula: Formula) -> States:
        """Where the formula holds. Rows in which a field has no value have no meaning here."""
        if isinstance(formula, Joined):
            found = self.states(formula.parts[0])
            # what comes later is looked at only while the result is open
            still_open = 1 if formula.every else -1
            for part in formula.parts[1:]:
                found = np.where(found == still_open, self.states(part), found)
            return found
        return self._compared(formula)

    def _compared(self, formula: Comparison) -> States:
        left, right = self._value(formula.left), self._value(formula.right)
        holds: Any = None
        if isinstance(left, _Numbers) and isinstance(right, _Numbers):
            if both := _aligned(left, right):
                holds = _SIGNS[formula.sign](both[0].ints, both[1].ints)
        elif isinstance(left, _Texts) and isinstance(right, _Texts) and left.kind == right.kind:
            holds = compared(formula.sign, left.texts, right.texts)
        if holds is None or left is None or right is None:
            return np.zeros(len(self._batch), np.int8)
        state = np.where(holds, 1, -1) * (left.sure & right.sure)
        return np.broadcast_to(state.astype(np.int8), len(self._batch))

    def _value(self, node: Node) -> _Numbers | _Texts | None:
        if isinstance(node, Name):
            if node.name not in self._known:
                self._known[node.name] = self._column(self._index[node.name])
            return self._known[node.name]
        if isinstance(node, Constant):
            return _constant(node.value)
        if isinstance(node, Negative):
            part = self._value(node.part)
            if not isinstance(part, _Numbers):
                return None
            return _Numbers(-part.ints, part.scale, part.bound, part.sure)
        return self._calculated(node)

    def _calculated(self, node: Binary) -> _Numbers | None:
        left, right = self._value(node.left), self._value(node.right)
        if not isinstance(left, _Numbers) or not isinstance(right, _Numbers):
            return None
        if node.sign == "*":
            bound = left.bound * right.bound
            ints, scale = left.ints * right.ints if bound < BOUND else 0, left.scale + right.scale
        elif node.sign in "+-" and (both := _aligned(left, right)):
            left, right = both
            bound, scale = left.bound + right.bound, left.scale
            ints = left.ints + right.ints if node.sign == "+" else left.ints - right.ints
        else:
            return None
        return _Numbers(ints, scale, bound, left.sure & right.sure) if bound < BOUND else None

    def _column(self, at: int) -> _Numbers | _Texts | None:
        kind, texts = self._batch.fields[at].type, self._batch.texts[at]
        if kind in _NUMBERS:
            found = exact(texts)
            bound = int(np.abs(found.ints).max(initial=0))
            return _Numbers(found.ints, found.scale, bound, found.sure)
        if kind not in _TEXTS:
            return None
        bare = np.isin(lengths(texts), _BARE[kind]) if kind in _BARE else np.True_
        return _Texts(kind, texts, bare)


def _aligned(left: _Numbers, right: _Numbers) -> tuple[_Numbers, _Numbers] | None:
    """Both at one scale; None where that could overflow."""
    scale = max(left.scale, right.scale)
    both = left.times(scale - left.scale), right.times(scale - right.scale)
    return (both[0], both[1]) if both[0] and both[1] else None


def _constant(value: Decimal | str) -> _Numbers | _Texts | None:
    if isinstance(value, str):
        encodable = not any("\ud800" <= sign <= "\udfff" for sign in value)
        return _Texts("string", value, np.True_) if encodable else None
    scale = -int(value.as_tuple().exponent)
    whole = int(value.scaleb(scale, CONTEXT))
    if abs(whole) >= BOUND:
        return None
    return _Numbers(np.int64(whole), scale, abs(whole), np.True_)
