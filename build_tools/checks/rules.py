"""Rules over rows (`sdi:aturan`): formulas and sums.

A formula (see `formulas`) is skipped for a row in which a field that it names has no value. A
sum rule adds a column up and holds it against a total row. Both work on whole columns and give
single rows the exact look only where that is not enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, DecimalException
from heapq import merge
from typing import Any

import numpy as np

from ..findings import Finding, Severity, error, finding
from ..model import Dataset, Resource, Rule
from ..tables.batch import Batch, Row
from ..tables.exact import CONTEXT, decimal, exact, group_places, group_sums
from ..tables.groups import among, groups
from ..tables.strings import Mask, nulls
from .base import Columns, RowCheck
from .columnwise import Columnwise
from .formulas import MAX_LENGTH, Formula, FormulaError, parse
from .reference import Reference

__all__ = ["MAX_LENGTH", "MAX_SHOWN", "FormulaError", "parse", "rules"]

#: What calculating with a row's values may end in; durations raise the last two.
_IMPOSSIBLE = (TypeError, DecimalException, ValueError, OverflowError)
_NUMBERS = frozenset({"integer", "number", "year"})
MAX_SHOWN = 60


def _plain(value: Any) -> Any:
    """Numbers as Decimal, so that sums are exact and types can be compared."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    return value


def _shown(value: Any) -> str:
    """A value for a message: short, however long it is; 1E+999 stays as it is."""
    text = str(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


class _Formulas(RowCheck):
    """The formulas of one resource, and what is wrong with its rules."""

    def __init__(
        self,
        columns: Columns,
        rules: list[tuple[Rule, Formula, list[str]]],
        broken: list[Finding],
    ) -> None:
        self._columns, self._rules, self._broken = columns, rules, broken

    def suspects(self, batch: Batch) -> Mask:
        """Rows in which a formula does not surely hold, and every field that it names is there."""
        wanted = np.zeros(len(batch), np.bool_)
        columnwise = Columnwise(batch, self._columns.index)
        for _, formula, names in self._rules:
            open_ = columnwise.states(formula) != 1
            for name in names:
                open_ &= ~nulls(batch.texts[self._columns.index[name]])
            wanted |= open_
        return wanted

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
        yield from self._broken


class _Sums(RowCheck):
    """A column added up by groups of rows, to be held against their rows of totals."""

    def __init__(self, columns: Columns, rule: Rule) -> None:
        self._columns, self._rule = columns, rule
        self._at = columns.index[rule.sum_of]
        self._sums: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
        self._totals: dict[tuple[Any, ...], tuple[Row, Decimal]] = {}
        self._impossible: set[tuple[Any, ...]] = set()

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Adds up what is plain in columns; totals and odd numbers row by row."""
        if self._columns.resource.fields[self._at].type not in _NUMBERS:
            return
        texts = batch.texts[self._at]
        numbers = exact(texts)
        total = self._marked(batch)
        single = total | ~numbers.sure
        single &= ~nulls(texts)
        plain = np.flatnonzero(numbers.sure & ~total)
        places = numbers.places if isinstance(numbers.places, int) else numbers.places[plain]
        by = [self._columns.index[name] for name in self._rule.group]
        found, first = groups([batch.cells[at] for at in by], len(batch))
        sums = group_sums(found[plain], numbers.ints[plain], len(first))
        most = group_places(found[plain], places, len(first))
        for group in np.unique(found[plain]).tolist():
            key = tuple(batch.value(at, int(first[group])) for at in by)
            whole = decimal(sums[group], numbers.scale, most[group])
            self._sums[key] = CONTEXT.add(self._sums[key], whole)
        for row in batch.rows(single):
            yield from self.row(row)

    def _marked(self, batch: Batch) -> Any:
        """The rows that are totals."""
        marked = np.ones(len(batch), np.bool_)
        for name, says in self._rule.total_row:
            at = self._columns.index[name]
            cells = dict.fromkeys(batch.cells[at].unique().to_pylist())
            wanted = {c for c in cells if str(batch.caster.judge(at, c).value) == says}
            marked &= among(batch.cells[at], wanted)
        return marked

    def row(self, row: Row) -> Iterator[Finding]:
        value = _plain(row.values[self._at])
        if isinstance(value, Decimal) and value.is_finite():
            group = self._columns.values(row, self._rule.group)
            marks = self._rule.total_row
            if all(str(row.values[self._columns.index[k]]) == v for k, v in marks):
                self._totals[group] = (row, value)
            elif group not in self._impossible:
                yield from self._add(row, group, value)

    def _add(self, row: Row, group: tuple[Any, ...], value: Decimal) -> Iterator[Finding]:
        try:
            self._sums[group] = CONTEXT.add(self._sums[group], value)
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


class _Several(RowCheck):
    """The formulas and the sums of one resource."""

    def __init__(self, parts: list[RowCheck]) -> None:
        self._parts = parts

    def row(self, row: Row) -> Iterator[Finding]:
        for part in self._parts:
            yield from part.row(row)

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """What is wrong with these rows, row after row."""
        yield from merge(*(part.batch(batch) for part in self._parts), key=lambda f: f.row or 0)

    def end(self) -> Iterator[Finding]:
        for part in self._parts:
            yield from part.end()


def rules(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of a resource's rules, or None where it has none."""
    if not resource.rules:
        return None
    columns, formulas = Columns(resource), []
    sums: list[RowCheck] = []
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
                sums.append(_Sums(columns, rule))
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
    first = _Formulas(columns, formulas, broken)
    return _Several([first, *sums]) if sums else first
