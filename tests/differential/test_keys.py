"""Primary keys and unique fields: the traps of the values that are compared."""

from __future__ import annotations

from typing import Any

import pytest

from . import theirs
from .compare import CHUNKS, compare
from .table import Table

KEYED = {
    "fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}],
    "primaryKey": ["a"],
}
BOTH = KEYED | {"primaryKey": ["a", "b"]}
UNIQUE = {
    "fields": [
        {"name": "a", "type": "number", "constraints": {"unique": True}},
        {"name": "b", "type": "string", "constraints": {"unique": True}},
    ]
}


@pytest.mark.parametrize("schema", [KEYED, BOTH, UNIQUE], ids=["single", "composite", "unique"])
@pytest.mark.parametrize(
    "rows",
    [
        ["1,a", "01,b", "+1,c", " 1,d", "1_0,e", "10,f", "2,a"],
        ["1,a", "1,a", "1,a", "2,b", "1,a"],  # the note names the latest earlier row
        [",a", "x,b", "1,c", ",", ",d", "1.5,e"],  # all None: missing, or not of the type
        ["1,", "1,", ",x", ",x", "x,", "y,"],
        ["3,c", "1,a", "2,b", "3,c"],
        [f"{n},{n}" for n in range(400)] + ["7,7", "399,x", "400,399"],
        [f"{n},{n}" for n in range(400, 0, -1)] + ["7,7", "399,x", "500,399"],
        ["0,a", "-0,b", "00,c", "0,d"],
        ["1", "2,b", "1,a,x", "1,a", "1"],
    ],
    ids=lambda rows: rows[0] + "…" + rows[-1],
)
def test_keys_go_by_the_value(schema: dict[str, Any], rows: list[str]) -> None:
    table = Table("\n".join(["a,b", *rows, ""]).encode(), schema)
    assert compare(table, *CHUNKS) == ""


def test_a_number_is_the_same_key_however_it_is_written(tmp_path: Any) -> None:
    table = Table(b"a,b\n1,a\n1.0,b\n1e0,c\n0.1,d\n.10,e\nNaN,f\nNaN,g\n", UNIQUE)
    table.lay(tmp_path)
    found = [(f.row, f.note[-1]) for f in theirs.say(table, tmp_path).faults]
    assert found[:3] == [(3, "2"), (4, "3"), (6, "5")]
    assert compare(table) == ""
