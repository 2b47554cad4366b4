"""Formulas over the fields of a row, in a small grammar without eval.

    laki_laki + perempuan = jumlah
    selesai >= mulai dan tahun > 2000

A formula is a comparison, or several joined by ``dan``/``atau`` (``and``/``or``), of sums and
products of field names, numbers and 'texts'.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*')|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|!=|[-+*/()=<>]))"
)
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_JOIN = {"dan": all, "and": all, "atau": any, "or": any}
MAX_LENGTH = 500

#: A row's values by field name; numbers are Decimals.
Values = Mapping[str, Any]


class FormulaError(ValueError):
    """The formula cannot be read: the text where it stops making sense."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or a text."""

    value: Decimal | str

    def __call__(self, row: Values) -> Any:
        return self.value


@dataclass(frozen=True, slots=True)
class Name:
    """The value of a field."""

    name: str

    def __call__(self, row: Values) -> Any:
        return row[self.name]


@dataclass(frozen=True, slots=True)
class Negative:
    """The negative of a value."""

    part: Node

    def __call__(self, row: Values) -> Any:
        return -self.part(row)


@dataclass(frozen=True, slots=True)
class Binary:
    """A sum, difference, product or quotient, by its sign."""

    sign: str
    left: Node
    right: Node

    def __call__(self, row: Values) -> Any:
        return _ARITHMETIC[self.sign](self.left(row), self.right(row))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values and how they should compare."""

    sign: str
    left: Node
    right: Node

    def __call__(self, row: Values) -> Any:
        return _COMPARE[self.sign](self.left(row), self.right(row))


@dataclass(frozen=True, slots=True)
class Joined:
    """Comparisons of which all must hold, or one; looked at in order, no further than needed."""

    every: bool
    parts: tuple[Formula, ...]

    def __call__(self, row: Values) -> bool:
        return (all if self.every else any)(part(row) for part in self.parts)


Node = Constant | Name | Negative | Binary
Formula = Comparison | Joined


def parse(text: str) -> tuple[Formula, frozenset[str]]:
    """A formula, and the names of the fields that it needs; raises `FormulaError`.

    >>> formula, names = parse("a + b = 3")
    >>> sorted(names), formula({"a": Decimal(1), "b": Decimal(2)})
    (['a', 'b'], True)
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(text[:20])
    parser = _Parser(text)
    formula = parser.joined()
    if parser.ahead:
        raise FormulaError(parser.ahead)
    return formula, frozenset(parser.names)


class _Parser:
    """Recursive descent: joined > comparison > sum > product > atom."""

    def __init__(self, text: str) -> None:
        self._tokens = list(self._split(text))
        self._depth = 0
        self.names: set[str] = set()

    @staticmethod
    def _split(text: str) -> Iterator[tuple[str, str]]:
        at, end = 0, len(text.rstrip())
        while at < end:
            match = _TOKEN.match(text, at)
            if not match:
                raise FormulaError(text[at : at + 20].strip())
            kind = str(match.lastgroup)
            yield kind, match.group(kind)
            at = match.end()

    @property
    def ahead(self) -> str:
        return self._tokens[0][1] if self._tokens else ""

    def _take(self) -> tuple[str, str]:
        if not self._tokens:
            raise FormulaError("")
        return self._tokens.pop(0)

    def joined(self) -> Formula:
        parts = [self._comparison()]
        word = self.ahead.lower()
        if word not in _JOIN:
            return parts[0]
        while self.ahead.lower() == word:
            self._take()
            parts.append(self._comparison())
        if self.ahead.lower() in _JOIN:  # mixing the two needs brackets
            raise FormulaError(self.ahead)
        return Joined(_JOIN[word] is all, tuple(parts))

    def _comparison(self) -> Formula:
        if self.ahead == "(" and self._holds_comparison():
            self._take()
            inner = self.joined()
            if self._take()[1] != ")":
                raise FormulaError(self.ahead)
            return inner
        left = self._sum()
        sign = self._take()[1]
        if sign not in _COMPARE:
            raise FormulaError(sign)
        return Comparison(sign, left, self._sum())

    def _holds_comparison(self) -> bool:
        """Whether the bracket that begins here encloses comparisons, not a sum."""
        depth = 0
        for _, token in self._tokens:
            depth += {"(": 1, ")": -1}.get(token, 0)
            if depth == 0:
                return False
            if token in _COMPARE:
                return True
        return False

    def _sum(self) -> Node:
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._atom))

    def _chain(self, signs: tuple[str, ...], part: Callable[[], Node]) -> Node:
        result = part()
        while self.ahead in signs:
            result = Binary(self._take()[1], result, part())
        return result

    def _atom(self) -> Node:
        kind, token = self._take()
        if kind == "number":
            return Constant(Decimal(token))
        if kind == "text":
            return Constant(token[1:-1])
        if kind == "name" and token.lower() not in _JOIN:
            self.names.add(token)
            return Name(token)
        self._depth += 1
        if self._depth > 20:
            raise FormulaError(token)
        if token == "-":  # noqa: S105
            return Negative(self._atom())
        if token == "(":  # noqa: S105
            inner = self._sum()
            if self._take()[1] != ")":
                raise FormulaError(token)
            return inner
        raise FormulaError(token)
