"""Patterns of a schema with a bound: no cell keeps Python's matcher busy for more than a moment.

frictionless matches with Python's `re`. A cell that is longer than `patterns.longest` says goes
to RE2 instead, whose time is bounded by the length (https://github.com/google/re2), where it
surely takes nothing that `re` refuses; with any other pattern such a cell is too long.
A column has a budget for all its cells: once that is spent, what RE2 does not take is not judged.
"""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from frictionless import Schema

from ..findings import Finding, error
from ..model import Resource
from . import patterns
from .plain import portable, whole

#: What the matcher may take for all cells of a column: it is stopped beyond both. Steps are
#: those of the worst texts, counted the same everywhere; most texts take far less time (CPU).
BUDGET_STEPS = 2_000_000_000
BUDGET_SECONDS = 20.0
#: What a cell may cost that is not worth to ask RE2 first.
_CHEAP = 5_000
#: Stands for a constraint in what is told of a cell that was not judged; the case of a finding.
SLOW = "pattern-slow"

#: frictionless' reader of a cell: its value, and the rules it breaks with frictionless' words.
_Reader = Callable[[Any], tuple[Any, Any]]


def bounded(schema: Schema) -> Schema:
    """The same schema, whose readers hold long cells against a pattern in bounded time."""
    for field in schema.fields:
        pattern = field.constraints.get("pattern")
        most = patterns.longest(pattern) if isinstance(pattern, str) else 0
        if 0 < most < patterns.NO_BOUND:  # what is refused is told before any table is read
            _bound(field, str(pattern), most)
    return schema


class _Budget:
    """What the matcher took so far for one column."""

    def __init__(self) -> None:
        self._steps, self._seconds = 0, 0.0

    @property
    def spent(self) -> bool:
        return self._steps > BUDGET_STEPS and self._seconds > BUDGET_SECONDS

    def spend(self, steps: int, read: _Reader, cell: str) -> tuple[Any, Any]:
        """What the reader says of the cell."""
        start = thread_time()
        found = read(cell)
        self._seconds += thread_time() - start
        self._steps += steps
        return found


def _bound(field: Any, pattern: str, most: int) -> None:
    created = field.create_cell_reader
    fits = whole(pattern) if portable(pattern) else ""

    def create_cell_reader() -> _Reader:
        usual: _Reader = created()
        patternless = _without_pattern(field, created)
        budget = _Budget()

        def read(cell: Any) -> tuple[Any, Any]:
            if not isinstance(cell, str):
                return usual(cell)
            short, cost = len(cell) <= most, patterns.steps(pattern, len(cell))
            if short and cost < _CHEAP and not budget.spent:
                return budget.spend(cost, usual, cell)
            value, notes = patternless(cell)
            if value is None or (fits and _matches(cell, fits)):
                return value, notes
            if short and not budget.spent:
                return budget.spend(cost, usual, cell)
            rule, limit = ("pattern", pattern) if fits else ("maxLength", str(most))
            if short:
                rule, limit = SLOW, pattern
            notes = dict(notes or {})
            notes.setdefault(rule, f'constraint "{rule}" is "{limit}"')
            return value, notes

        return read

    field.create_cell_reader = create_cell_reader


def once(found: list[Finding], told: set[str], resource: Resource) -> list[Finding]:
    """The findings, and in place of those about cells that were not judged one of the column.

    ``told``: the columns that it was said of already; this adds to them.
    """
    if not any(_is_slow(finding) for finding in found):
        return found
    kept = []
    for finding in found:
        if not _is_slow(finding):
            kept.append(finding)
        elif finding.field not in told:
            told.add(finding.field)
            kept.append(_of_column(finding, resource))
    return kept


def _of_column(finding: Finding, resource: Resource) -> Finding:
    return error(
        "constraint-invalid",
        file=finding.file,
        column=finding.column,
        field=finding.field,
        resource=resource.name,
        constraint="pattern",
        cell=str(dict(finding.values)["limit"])[:80],
        case=SLOW,
    )


def _is_slow(finding: Finding) -> bool:
    return finding.code == "constraint-error" and ("constraint", SLOW) in finding.values


def _without_pattern(field: Any, created: Callable[[], _Reader]) -> _Reader:
    """The reader without the one constraint; it keeps only what it was made with."""
    kept = dict(field.constraints)
    field.constraints = {name: value for name, value in kept.items() if name != "pattern"}
    try:
        return created()
    finally:
        field.constraints = kept


def _matches(cell: str, pattern: str) -> bool:
    try:
        cells = pa.array([cell], pa.string())
    except UnicodeEncodeError:  # half a pair of surrogates, out of JSON
        return False
    return bool(pc.match_substring_regex(cells, pattern)[0].as_py())
