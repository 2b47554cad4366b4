"""Foreign keys within a package: the same rows miss their target as frictionless says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import checks
from build_tools.load.descriptor import dataset_of
from build_tools.model import Source

from . import theirs
from .table import Table

_ALL = sys.maxsize


def both(folder: Path, child: Table, parent: Table) -> tuple[set[Any], set[Any]]:
    """Row and first field of each foreign key that is broken, by ours and by frictionless."""
    raw: dict[str, Any] = {"name": "uji", "resources": []}
    resources = []
    for table in (child, parent):
        (folder / table.path).write_bytes(table.content)
        name = Path(table.path).stem
        raw["resources"].append({"name": name, "path": table.path, "schema": table.schema})
        resources.append(theirs.open_table(table, folder, foreign_keys=True))
    dataset = dataset_of(Source("uji/uji", folder, "datapackage.json"), raw, ("id",))
    checked = checks.check(dataset, checks.Reference({}), shown=_ALL)
    own = [f for f in checked.findings if f.code == "foreign-key" and f.file == child.path]
    package = Package(resources=resources)
    report = package.get_resource(Path(child.path).stem).validate(limit_errors=_ALL)
    found = [e for e in report.tasks[0].errors if e.type == "foreign-key"]
    assert report.tasks[0].stats.get("rows") or not own
    mine = [(f.row, f.field) for f in own]
    their = [(e.row_number, e.field_names[0]) for e in found]
    assert len(set(mine)) == len(mine) and len(set(their)) == len(their)
    return set(mine), set(their)


def child(rows: list[str], kinds: str, key: Any, reference: Any, target: str = "induk") -> Table:
    fields = [{"name": n, "type": t} for n, t in zip("abc", kinds.split(), strict=False)]
    keys = [{"fields": key, "reference": {"resource": target, "fields": reference}}]
    schema = {"fields": fields, "foreignKeys": keys}
    header = ",".join(f["name"] for f in fields)
    return Table("\n".join([header, *rows, ""]).encode(), schema, path="anak.csv")


def parent(rows: list[str], kinds: str) -> Table:
    fields = [{"name": n, "type": t} for n, t in zip("xyz", kinds.split(), strict=False)]
    header = ",".join(f["name"] for f in fields)
    return Table("\n".join([header, *rows, ""]).encode(), {"fields": fields}, path="induk.csv")


CASES: dict[str, tuple[Table, Table, set[int]]] = {
    "text": (
        child(["1,p", "2,q", "3,", "4,P", "5,p "], "integer string", "b", "x"),
        parent(["p,1", "r,2"], "string integer"),
        {3, 5, 6},
    ),
    "by value": (
        child(["01,p", "+2,q", "1_0,r", "4,s"], "integer string", "a", "x"),
        parent(["1,p", "002,q", "10,r"], "integer string"),
        {5},
    ),
    "composite": (
        child(["1,p", "1,q", ",p", "1,", ",", "2,q"], "integer string", ["a", "b"], ["x", "y"]),
        parent(["1,p", "2,q", ",p"], "integer string"),
        {3, 5},
    ),
    "a value of a wrong type": (
        child(["x,p", "1,q", "2,r"], "integer string", "a", "x"),
        parent(["1,p", "y,q"], "integer string"),
        {4},
    ),
    "a value that breaks a rule": (
        child(["5,p", "1,q"], "integer string", "a", "x"),
        parent(["1,p"], "integer string"),
        {2},
    ),
    "an empty target": (
        child(["5,p", ",q"], "integer string", "a", "x"),
        parent([], "integer string"),
        {2},
    ),
    "itself": (
        child(["1,2", "2,3", "3,", "4,9"], "integer integer", "b", "a", ""),
        parent([], "integer"),
        {5},
    ),
    "itself by name": (
        child(["1,2", "2,3", "3,", "4,9"], "integer integer", "b", "a", "anak"),
        parent([], "integer"),
        {5},
    ),
    "numbers": (
        child(["1.0,p", "1e1,q", "0.1,r", "0.10000000000000001,s"], "number string", "a", "x"),
        parent(["1,p", "10.00,q", ".1,r"], "number string"),
        {5},
    ),
    "text that looks like a number": (
        child(["1,p", "01,q"], "integer string", "a", "x"),
        parent(["1,p"], "string string"),
        {2, 3},
    ),
    "a year and an integer": (
        child(["2024,p", "2025,q"], "year string", "a", "x"),
        parent(["2024,p"], "integer string"),
        {3},
    ),
    "a number and an integer": (
        child(["1.0,p", "1.5,q"], "number string", "a", "x"),
        parent(["1,p"], "integer string"),
        {3},
    ),
    "dates": (
        child(["2024-1-5,p", "2024-01-06,q"], "date string", "a", "x"),
        parent(["2024-01-05,p"], "date string"),
        {3},
    ),
    "ragged and blank rows": (
        child(["1", "", ",", "2,p,z", "9,x"], "integer string", "a", "x"),
        parent(["1,p", "", "2"], "integer string"),
        {6},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(name: str, tmp_path: Path) -> None:
    anak, induk, broken = CASES[name]
    mine, their = both(tmp_path, anak, induk)
    assert mine == their
    assert {row for row, _ in mine} == broken


KIND = st.sampled_from(["integer", "string", "number", "date", "year", "boolean"])
CELL = st.sampled_from(
    ["1", "01", "2", "1.0", "x", "", "2024", "2024-01-05", "true", "0", " 1", "-1"]
)


@given(
    kinds=st.tuples(KIND, KIND, KIND, KIND),
    rows=st.lists(st.tuples(CELL, CELL), max_size=12),
    targets=st.lists(st.tuples(CELL, CELL), max_size=8),
    size=st.integers(1, 2),
)
@settings(suppress_health_check=[*HealthCheck], deadline=None)
def test_any(
    kinds: tuple[str, str, str, str],
    rows: list[tuple[str, str]],
    targets: list[tuple[str, str]],
    size: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    key, reference = ["a", "b"][:size], ["x", "y"][:size]
    anak = child([",".join(row) for row in rows], " ".join(kinds[:2]), key, reference)
    induk = parent([",".join(row) for row in targets], " ".join(kinds[2:]))
    mine, their = both(tmp_path_factory.mktemp("kunci"), anak, induk)
    assert mine == their
