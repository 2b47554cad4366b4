"""Patterns of a schema with a bound: no cell keeps Python's matcher busy for more than a moment.

frictionless matches with Python's `re`. A cell that is longer than `patterns.longest` says goes
to RE2 instead, whose time is bounded by the length (https://github.com/google/re2), where it
surely takes nothing that `re` refuses; with any other pattern such a cell is too long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from frictionless import Schema

from . import patterns
from .plain import portable, whole

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


def _bound(field: Any, pattern: str, most: int) -> None:
    created = field.create_cell_reader

    def create_cell_reader() -> _Reader:
        usual, patternless = created(), _without_pattern(field, created)
        fits = whole(pattern) if portable(pattern) else ""

        def read(cell: Any) -> tuple[Any, Any]:
            if not isinstance(cell, str) or len(cell) <= most:
                value, notes = usual(cell)
                return value, notes
            value, notes = patternless(cell)
            if value is None or (fits and _matches(cell, fits)):
                return value, notes
            rule, limit = ("pattern", pattern) if fits else ("maxLength", most)
            notes = dict(notes or {})
            notes.setdefault(rule, f'constraint "{rule}" is "{limit}"')
            return value, notes

        return read

    field.create_cell_reader = create_cell_reader


def _without_pattern(field: Any, created: Callable[[], _Reader]) -> _Reader:
    """The reader without the one constraint; it keeps only what it was made with."""
    kept = dict(field.constraints)
    field.constraints = {name: value for name, value in kept.items() if name != "pattern"}
    try:
        return created()
    finally:
        field.constraints = kept


def _matches(cell: str, pattern: str) -> bool:
    return bool(pc.match_substring_regex(pa.array([cell], pa.string()), pattern)[0].as_py())
