"""Checks look at columns first: what a look at each row would find is among the suspects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.checks import Reference, plausibility, privacy, values
from build_tools.checks.base import RowCheck
from build_tools.model import Dataset, Resource
from tests.tables import batch_of, dataset

FIELDS: list[dict[str, Any]] = [
    {"name": "teks", "type": "string"},
    {"name": "kode", "type": "string", "categories": ["a", "b"]},
    {"name": "golongan", "type": "integer", "categories": [1, 2]},
    {"name": "bulat", "type": "integer"},
    {"name": "angka", "type": "number"},
    {"name": "nik", "type": "string"},
    {"name": "no_hp", "type": "integer"},
    {"name": "tanggal", "type": "date"},
]
_PERSONAL = [
    "6401014107900000",
    "64.01.01.410790.0000",
    "0812-3456-7890",
    "+62 812 3456 7890",
    "0812<b>3456</b>7890",
    "٠٨١٢٣٤٥٦٧٨٩٠",  # and alone in its column: without any plain digit
    "０８１２３４５６７８９０",
    "budi＠gmail.com",
    "budi@gmail.com",
    "&#48;81234567890",
    "081234567890.0",
    "6,4E+15",
    "8123456789",
    "08⑫345678901",
    "199001012015011000",
    "09.254.294.3-407.000",
    "0001234567890",
    "nopol KT 1234 AB",
    "NO. RM 001234",
    "Paspor: X1234567",
    "No.Rek BRI 0123-01-012345-50-1",
    "nisn 0051234567",
    "6,401,096,308,900,000",
]
_CELLS = (
    st.sampled_from(["", "a", "b", "1", "2", "3", "1.5", "1.250", "NaN", "1e999", "9" * 401])
    | st.sampled_from(["Jumlah", " TOTAL :", "rata-rata", "grand total", "x ", "\u00a0x", "é"])
    | st.sampled_from(_PERSONAL)
    | st.sampled_from(_PERSONAL).map(lambda text: f"hubungi {text}, ya")
    | st.text(max_size=12)
)
_ROWS = st.lists(st.tuples(*[_CELLS for _ in FIELDS]), min_size=1, max_size=8)

MADE: list[Callable[[Dataset, Resource, Reference], RowCheck | None]] = [
    values.categories,
    values.finite,
    values.spaces,
    privacy.cells,
    plausibility.totals,
]


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return dataset(tmp_path_factory.mktemp("t"), "", {"fields": FIELDS})


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
@given(rows=_ROWS)
def test_in_columns_a_check_finds_what_it_finds_row_by_row(
    some: Dataset, make: Callable[..., RowCheck | None], rows: list[tuple[str, ...]]
) -> None:
    resource = some.resources[0]
    batch = batch_of(resource, rows)
    check, again = (make(some, resource, Reference({})) for _ in range(2))
    assert check is not None
    assert again is not None
    if isinstance(again, privacy.Cells):
        again.sample(batch)
    one_by_one = [finding for row in batch.rows() for finding in again.row(row)]
    assert list(check.batch(batch)) == one_by_one
    assert list(check.end()) == list(again.end())


def test_rows_of_nothing_special_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = dataset(tmp_path, "", {"fields": FIELDS})
    rows = [["Desa 12", "a", "1", "250000", "12.75", "-", "", "2024-01-05"]] * 50
    batch = batch_of(given.resources[0], rows)
    for make in MADE:
        check = make(given, given.resources[0], Reference({}))
        assert check is not None
        monkeypatch.setattr(check, "row", lambda row: pytest.fail("looked at"))
        assert list(check.batch(batch)) == [], make


@pytest.mark.parametrize(
    ("cells", "warned"),
    [
        (["1.250", "2.000", "3"], 2),
        (["1.250", "2.000", "0.5"], 0),
        (["1.250", "", " 2.000 "], 2),
        (["5", "7"], 0),
    ],
)
def test_thousands_are_asked_for_only_where_every_fraction_looks_so(
    tmp_path: Path, cells: list[str], warned: int
) -> None:
    given = dataset(tmp_path, "", {"fields": [{"name": "angka", "type": "number"}]})
    check = values.grouped(given, given.resources[0], Reference({}))
    for at, cell in enumerate(cells):
        assert list(check.batch(batch_of(given.resources[0], [[cell]], first=at + 2))) == []
    found = list(check.end())
    assert [dict(f.values)["count"] for f in found] == ([warned] if warned else [])
    assert [f.row for f in found] == ([2] if warned else [])
