"""A header that is wrong is told by its names: what moved, what is missing, what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import dataset

from build_tools.checks import Reference, check
from build_tools.findings import Finding

SCHEMA = {
    "fields": [
        {"name": "nama", "type": "string"},
        {"name": "tahun", "type": "integer"},
        {"name": "laki_laki", "type": "integer"},
        {"name": "perempuan", "type": "integer"},
    ]
}


def told(folder: Path, header: str, row: str) -> list[Finding]:
    given = dataset(folder, f"{header}\n{row}\n", SCHEMA)
    return [f for f in check(given, Reference({})).findings if f.file == "t.csv" and f.row]


def test_columns_in_another_order_are_one_finding(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "tahun,laki_laki,perempuan,nama", "2024,1,2,Kuaro")
    assert (found.code, found.place) == ("incorrect-label", "A1")
    assert dict(found.values)["case"] == "order"
    assert dict(found.values)["found"] == "tahun, laki_laki, perempuan, nama"


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("nama,laki_laki,perempuan", "Kuaro,1,2", [("missing-label", "B1", "tahun")]),
        (
            "nama,kode,tahun,laki_laki,perempuan",
            "Kuaro,x,2024,1,2",
            [("extra-label", "B1", "kode")],
        ),
        ("nama,tahun,laki,perempuan", "Kuaro,2024,1,2", [("incorrect-label", "C1", "laki")]),
        (
            "nama,laki_laki,wanita",
            "Kuaro,1,2",
            [("missing-label", "B1", "tahun"), ("incorrect-label", "C1", "wanita")],
        ),
    ],
)
def test_a_column_is_named_that_is_missing_new_or_renamed(
    tmp_path: Path, header: str, row: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [(f.code, f.place, f.field) for f in told(tmp_path, header, row)]
    wanted = [f for f in found if f[0].endswith("label")]
    assert set(expected) <= set(wanted)
    assert len(wanted) == len(expected)
