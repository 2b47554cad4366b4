"""Keys over a whole table: which rows repeat one, whatever the number of rows."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.tables import keyset
from build_tools.tables.batch import Batch
from build_tools.tables.keys import Repeats
from build_tools.tables.keyset import KeySet
from build_tools.tables.known import Known
from tests.tables import batch_of, dataset, resource

_CODES = st.lists(st.integers(-3, 12) | st.integers(-(2**63), 2**63 - 1), max_size=60)


@given(_CODES, st.integers(1, 7), st.integers(2, 20))
def test_the_rows_of_each_shared_code_are_found_however_little_is_held(
    codes: list[int], held: int, cut: int
) -> None:
    wanted = defaultdict(list)
    for row, code in enumerate(codes, start=2):
        wanted[code].append(row)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyset, "HELD", held)
        patch.setattr(keyset, "SORTED", cut)
        keys = KeySet()
        for at in range(0, len(codes), cut):
            part = np.array(codes[at : at + cut], np.int64)
            keys.add(np.arange(at + 2, at + 2 + len(part)), part)
        rows, groups = keys.shared()
    found = defaultdict(list)
    for row, group in zip(rows.tolist(), groups.tolist(), strict=True):
        found[group].append(row)
    assert sorted(found.values()) == sorted(r for r in wanted.values() if len(r) > 1)


def test_keys_that_rise_are_never_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = KeySet()
    for start in (0, 100):
        keys.add(np.arange(100), np.arange(start, start + 100))
    monkeypatch.setattr(np, "argsort", lambda *a, **k: pytest.fail("sorted"))
    assert len(keys.shared()[0]) == 0


def test_rows_of_one_code_repeat_only_if_their_values_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "build_tools.tables.keys._codes",
        lambda batch, columns: np.zeros(len(batch), np.int64),
    )
    given = resource({"fields": [{"name": "k", "type": "string"}]})
    batch = batch_of(given, [["a"], ["b"], ["a"], ["c"], ["a"], ["b"]])
    repeats = Repeats((0,))
    repeats.add(batch)
    assert list(repeats.find(lambda: [batch])) == [(4, 2, ("a",)), (6, 4, ("a",)), (7, 3, ("b",))]


def test_values_are_compared_not_texts() -> None:
    fields = [{"name": "i", "type": "integer"}, {"name": "n", "type": "number"}]
    given = resource({"fields": fields})
    batch = batch_of(given, [["01", "2.50"], ["1", "2.5"], [" 1 ", "-0"], ["2", "0"]])
    for column, rows in ((0, [3, 4]), (1, [3, 5])):
        repeats = Repeats((column,))
        repeats.add(batch)
        assert [row for row, _, _ in repeats.find(lambda: [batch])] == rows


@pytest.mark.parametrize("held", [1_000_000, 2])
@pytest.mark.parametrize("composite", [False, True])
def test_foreign_keys_find_what_stands_in_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, composite: bool
) -> None:
    monkeypatch.setattr("build_tools.tables.known.HELD", held)
    schema = {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]}
    target = dataset(tmp_path, "a,b\nx,1\ny,2\nz,\n,\nq,7\n", schema).resources[0]
    names, columns = (("a", "b"), (0, 1)) if composite else (("a",), (0,))
    known = Known(tmp_path, target, names, by_text=True)
    rows = [["x", "01"], ["y", "1"], ["w", "2"], ["z", ""], ["", ""], ["q", "8"]]
    missing = known.missing(batch_of(target, rows), columns).tolist()
    wrong = {1, 2, 5} if composite else {2}  # as a pair, y stands there with 2 only
    assert {at for at, out in enumerate(missing) if out} == wrong


def test_a_table_whose_keys_differ_needs_no_second_look() -> None:
    given = resource({"fields": [{"name": "k", "type": "integer"}]})
    repeats = Repeats((0,))
    repeats.add(batch_of(given, [["1"], ["03"], ["2"]]))
    assert list(repeats.find(lambda: pytest.fail("asked again"))) == []


def test_a_repeat_tells_all_cells_of_its_key() -> None:
    fields = [{"name": "nama", "type": "string"}, {"name": "tahun", "type": "integer"}]
    batch = batch_of(
        resource({"fields": fields}), [["Kuaro", "2024"], ["Kuaro", ""], ["Kuaro", "02024"]]
    )
    repeats = Repeats((0, 1))
    repeats.add(batch)
    assert list(repeats.find(lambda: [batch])) == [(4, 2, ("Kuaro", "02024"))]


def test_a_year_may_point_at_an_integer(tmp_path: Path) -> None:
    target = dataset(tmp_path, "t\n2024\n999\n", {"fields": [{"name": "t", "type": "integer"}]})
    known = Known(tmp_path, target.resources[0], ("t",), by_text=False)
    years = resource({"fields": [{"name": "t", "type": "year"}]})
    batch: Batch = batch_of(years, [["2024"], ["0999"], ["2023"], [""]])
    assert known.missing(batch, (0,)).tolist() == [False, False, True, False]
