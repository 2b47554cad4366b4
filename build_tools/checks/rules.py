"""Rules over rows (`sdi:aturan`): formulas and sums, in a small grammar without eval.

    laki_laki + perempuan = jumlah
    selesai >= mulai dan tahun > 2000

A formula is a comparison, or several joined by ``dan``/``atau`` (``and``/``or``), of sums and
products of field names, numbers and 'texts'. It is skipped for a row in which a field that it
names has no value. A sum rule adds a column up and holds it against a total row.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, DecimalException
from typing import Any

from ..findings import Finding, Severity, error, finding
from ..model import Dataset, Resource, Rule
from ..tables.read import Row
from .base import Columns
from .reference import Reference

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
#: What calculating with a row's values may end in; durations raise the last two.
_IMPOSSIBLE = (TypeError, DecimalException, ValueError, OverflowError)
_JOIN = {"dan": all, "and": all, "atau": any, "or": any}

#: Evaluates on a row's values by field name.
Formula = Callable[[Mapping[str, Any]], Any]
MAX_LENGTH = 500
MAX_SHOWN = 60


class FormulaError(ValueError):
    """The formula cannot be read: the text where it stops making sense."""


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
        return lambda row: _JOIN[word](part(row) for part in parts)

    def _comparison(self) -> Formula:
        if self.ahead == "(" and self._holds_comparison():
            self._take()
            inner = self.joined()
            if self._take()[1] != ")":
                raise FormulaError(self.ahead)
            return inner
        left = self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._atom))
        sign = self._take()[1]
        if sign not in _COMPARE:
            raise FormulaError(sign)
        right = self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._atom))
        return lambda row: _COMPARE[sign](left(row), right(row))

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

    def _chain(self, signs: tuple[str, ...], part: Callable[[], Formula]) -> Formula:
        result = part()
        while self.ahead in signs:
            result = _binary(_ARITHMETIC[self._take()[1]], result, part())
        return result

    def _atom(self) -> Formula:
        kind, token = self._take()
        if kind == "number":
            number = Decimal(token)
            return lambda row: number
        if kind == "text":
            return lambda row: token[1:-1]
        if kind == "name" and token.lower() not in _JOIN:
            self.names.add(token)
            return lambda row: row[token]
        self._depth += 1
        if self._depth > 20:
            raise FormulaError(token)
        if token == "-":  # noqa: S105
            inner = self._atom()
            return lambda row: -inner(row)
        if token == "(":  # noqa: S105
            inner = self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._atom))
            if self._take()[1] != ")":
                raise FormulaError(token)
            return inner
        raise FormulaError(token)


def _binary(sign: Callable[[Any, Any], Any], left: Formula, right: Formula) -> Formula:
    return lambda row: sign(left(row), right(row))


def _plain(value: Any) -> Any:
    """Numbers as Decimal, so that sums are exact and types can be compared."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    return value


def _shown(value: Any) -> str:
    """A value for a message: short, however long it is; 1E+999 stays as it is."""
    text = str(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


class _Formulas:
    def __init__(self, columns: Columns, rules: list[tuple[Rule, Formula, list[str]]]) -> None:
        self._columns, self._rules = columns, rules

    def row(self, row: Row) -> Iterator[Finding]:
        for rule, formula, names in self._rules:
            values = {n: _plain(row.values[self._columns.index[n]]) for n in names}
            if any(value is None for value in values.values()):
                continue
            shown = ", ".join(f"{n} = {_shown(values[n])}" for n in names)
            place = self._columns.place(row, names[-1]) if names else {"row": row.number}
            facts = {"rule": rule.formula, "values": shown, "note": rule.note.main}
            try:
                if not formula(values):
                    yield finding("rule-broken", Severity(rule.severity), **place, **facts)
            except _IMPOSSIBLE:
                yield error("rule-impossible", **place, **facts)

    def end(self) -> Iterator[Finding]:
        yield from ()


class _Sums:
    def __init__(self, columns: Columns, rule: Rule) -> None:
        self._columns, self._rule = columns, rule
        self._sums: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
        self._totals: dict[tuple[Any, ...], tuple[Row, Decimal]] = {}
        self._impossible: set[tuple[Any, ...]] = set()

    def row(self, row: Row) -> Iterator[Finding]:
        value = _plain(row.values[self._columns.index[self._rule.sum_of]])
        if isinstance(value, Decimal) and value.is_finite():
            group = self._columns.values(row, self._rule.group)
            marks = self._rule.total_row
            if all(str(row.values[self._columns.index[k]]) == v for k, v in marks):
                self._totals[group] = (row, value)
            elif group not in self._impossible:
                yield from self._add(row, group, value)

    def _add(self, row: Row, group: tuple[Any, ...], value: Decimal) -> Iterator[Finding]:
        try:
            self._sums[group] += value
        except _IMPOSSIBLE:
            self._impossible.add(group)
            name = self._rule.sum_of
            facts = {"rule": name, "values": _shown(value), "note": self._rule.note.main}
            yield error("rule-impossible", **self._columns.place(row, name), **facts)

    def end(self) -> Iterator[Finding]:
        for group, (row, total) in self._totals.items():
            found = self._sums.get(group, Decimal(0))
            if found != total and group not in self._impossible:
                place = self._columns.place(row, self._rule.sum_of)
                severity = Severity(self._rule.severity)
                shown = {"total": _shown(total), "sum": _shown(found)}
                yield finding("sum-differs", severity, **place, **shown)


class _Several:
    """The formulas and the sums of one resource, and what is wrong with the rules."""

    def __init__(self, parts: list[Any], broken: list[Finding]) -> None:
        self._parts, self._broken = parts, broken

    def row(self, row: Row) -> Iterator[Finding]:
        for part in self._parts:
            yield from part.row(row)

    def end(self) -> Iterator[Finding]:
        yield from self._broken
        for part in self._parts:
            yield from part.end()


def rules(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of a resource's rules, or None where it has none."""
    if not resource.rules:
        return None
    columns, formulas = Columns(resource), []
    parts: list[Any] = []
    broken: list[Finding] = []
    file = dataset.source.descriptor

    def wrong(rule: Rule, at: str) -> None:
        broken.append(error("rule-unreadable", file=file, rule=rule.formula or rule.sum_of, at=at))

    for rule in resource.rules:
        if rule.sum_of:
            named = {rule.sum_of, *rule.group, *(key for key, _ in rule.total_row)}
            unknown = sorted(named - set(columns.index))
            if unknown or not rule.total_row:
                wrong(rule, ", ".join(unknown) or "baris_total")
            else:
                parts.append(_Sums(columns, rule))
            continue
        try:
            formula, names = parse(rule.formula)
        except FormulaError as problem:
            wrong(rule, str(problem))
            continue
        unknown = sorted(names - set(columns.index))
        if unknown:
            wrong(rule, ", ".join(unknown))
        else:
            formulas.append((rule, formula, sorted(names, key=rule.formula.index)))
    if formulas:
        parts.insert(0, _Formulas(columns, formulas))
    return _Several(parts, broken)
