"""Tables of every kind, made by hypothesis: the engine says of each what frictionless says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_tools.tables import descriptors, explain, tokens

from . import ours
from .compare import compare
from .table import Table
from .tables import damaged, tables

#: Bytes of a chunk, so that small tables have borders within.
SIZES = st.integers(20, 400)
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
#: As the profile says; a table takes some ten milliseconds.
EXAMPLES = settings().max_examples


def understood(table: Table) -> None:
    """Leaves out a schema that frictionless refuses, which ours says before it looks at rows."""
    assume(not list(descriptors.schema_problems(table.resource(), "datapackage.json")))


def test_plain_tables_are_not_simply_given_to_frictionless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all that follows would hold frictionless against itself."""

    def never(*given: object) -> None:
        raise AssertionError("frictionless read the table")

    monkeypatch.setattr(explain, "rows", never)
    monkeypatch.setattr(tokens.Tokens, "records", never)
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    rows = "".join(f'{n},"baris, {n}"\n' for n in range(5_000))
    table = Table(f"a,b\n{rows}x,y\n".encode(), {"fields": fields, "primaryKey": ["a"]})
    table.lay(tmp_path)
    with ours.chunks_of(1_000):
        said = ours.say(table, tmp_path)
    assert [(f.type, f.row) for f in said.faults] == [("type-error", 5002), ("primary-key", 5002)]
    assert len(said.rows) == 5_001


@given(tables(), SIZES)
@settings(max_examples=2 * EXAMPLES, suppress_health_check=_SLOW, deadline=None)
def test_small_tables(table: Table, chunk: int) -> None:
    understood(table)
    assert compare(table, None, chunk) == ""


@given(damaged(), SIZES)
@settings(max_examples=EXAMPLES, suppress_health_check=_SLOW, deadline=None)
def test_damaged_tables(table: Table, chunk: int) -> None:
    understood(table)
    assert compare(table, None, chunk) == ""


@given(tables(st.integers(800, 3000)), st.integers(300, 5000))
@settings(max_examples=max(4, EXAMPLES // 12), suppress_health_check=_SLOW, deadline=None)
def test_large_tables(table: Table, chunk: int) -> None:
    understood(table)
    assert compare(table, None, chunk) == ""
