"""CSV and JSON read back by other programs: Python's own readers and polars."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from formats_examples import ALL_TYPES, all_types, converted, make_dataset, one_column, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.catalogues.tableschema import table_schema
from build_tools.convert import convert
from build_tools.formats.csv import DIALECT, line
from build_tools.load.descriptor import resource_of
from build_tools.model import Resource
from build_tools.tables import engine

TEXT = {"type": "string"}
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    'lone " quote',
    "'",
    '"',
    "a,b;c",
    "two\nlines",
    "dos\r\nlines",
    "old\rlines",
    "\u2028\u2029\x85",
    "\x0b\x0c\x1c\x1d\x1e",
    "\x01\x7f",
    "😀 emoji 👩‍👩‍👧",
    "\ufeffmark",
    " spaces ",
    "</script><script>alert(1)</script>",
    "NULL",
    "0001",
    "1e5",
]


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_csv_is_plain_utf8_with_commas_and_lf(tmp_path: Path) -> None:
    published, _ = all_types(tmp_path)
    content = (published.folder / "tabel.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


def test_csv_has_canonical_values_of_every_type(tmp_path: Path) -> None:
    published, _ = all_types(tmp_path)
    header, *rows = read_csv(published.folder / "tabel.csv")
    assert header == ["kunci", *(field["name"] for field, *_ in ALL_TYPES)]
    assert [row[1:] for row in rows[:2]] == [
        [texts[n] for *_, texts, _ in ALL_TYPES] for n in (0, 1)
    ]
    assert rows[2] == ["2"] + [""] * len(ALL_TYPES)


def test_json_has_typed_values_of_every_type(tmp_path: Path) -> None:
    published, _ = all_types(tmp_path)
    content = (published.folder / "tabel.json").read_text(encoding="utf-8")
    rows = json.loads(content, parse_float=Decimal)
    for number in (0, 1):
        for field, _, _, expected in ALL_TYPES:
            assert rows[number][field["name"]] == json.loads(expected[number], parse_float=Decimal)
    assert '"angka":1234.50,' in content, "trailing zeros stay"
    assert set(list(rows[2].values())[1:]) == {None}
    assert len(content.splitlines()) == 5, "one record a line"


def test_json_lines_are_the_records_of_the_json(tmp_path: Path) -> None:
    published, _ = all_types(tmp_path)
    lines = (published.folder / "tabel.jsonl").read_bytes().decode().split("\n")
    assert lines.pop() == "", "each record ends its line"
    records = json.loads((published.folder / "tabel.json").read_bytes(), parse_float=Decimal)
    assert [json.loads(text, parse_float=Decimal) for text in lines] == records
    one_column(tmp_path / "2", TEXT, HOSTILE)
    frame = pl.read_ndjson(tmp_path / "2/out/tabel.jsonl")
    assert frame["x"].to_list() == HOSTILE


def test_hostile_texts_survive(tmp_path: Path) -> None:
    table = one_column(tmp_path, TEXT, HOSTILE)
    assert table.rows == len(HOSTILE)
    assert [row[1] for row in read_csv(tmp_path / "out/tabel.csv")[1:]] == HOSTILE
    rows = json.loads((tmp_path / "out/tabel.json").read_bytes())
    assert [row["x"] for row in rows] == HOSTILE
    frame = pl.read_csv(tmp_path / "out/tabel.csv", infer_schema=False, empty_string_is_null=False)
    assert frame["x"].to_list() == HOSTILE


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_any_record_reads_back(cells: list[str]) -> None:
    assert list(csv.reader(io.StringIO(line(cells), newline=""), strict=True)) == [cells]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(
            st.text(st.sampled_from('ab,"\n\r\t\\\x00\x1f\x7fé😀\u2028')),
            st.text(st.characters(exclude_categories=["Cs"])),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_batch_is_written_as_its_records_one_by_one(
    tmp_path: Path, rows: list[tuple[str, str]]
) -> None:
    fields = [{"name": name, "type": "string"} for name in ('"a"', "b,\n.")]
    found = written(tmp_path, fields, rows)
    assert found["csv"] == "".join(map(line, [('"a"', "b,\n."), *rows])).encode()
    records = [{'"a"': a or None, "b,\n.": b or None} for a, b in rows]
    texts = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in records]
    assert found["json"] == ("[\n" + ",\n".join(texts) + "\n]\n").encode()
    assert found["jsonl"] == "".join(text + "\n" for text in texts).encode()


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
)
def test_numbers_survive_in_json(tmp_path: Path, value: Decimal) -> None:
    one_column(tmp_path, {"type": "number"}, [str(value)])
    rows = json.loads((tmp_path / "out/tabel.json").read_bytes(), parse_float=Decimal)
    assert Decimal(rows[0]["x"]) == value


def test_what_json_cannot_hold_is_a_text(tmp_path: Path) -> None:
    cells = ["NaN", "INF", "-INF", "1"]
    one_column(tmp_path / "n", {"type": "number"}, cells)
    text = (tmp_path / "n/out/tabel.json").read_text()
    assert [row["x"] for row in json.loads(text)] == ["NaN", "INF", "-INF", 1]
    one_column(tmp_path / "i", {"type": "integer"}, [str(2**53), str(2**53 + 1), str(-(10**20))])
    rows = json.loads((tmp_path / "i/out/tabel.json").read_text())
    assert [row["x"] for row in rows] == [2**53, str(2**53 + 1), str(-(10**20))]


def test_a_missing_value_keeps_its_mark_in_csv_and_is_never_zero(tmp_path: Path) -> None:
    schema = {"missingValues": ["", "…", {"value": "-", "label": "nihil"}]}
    table = one_column(tmp_path, {"type": "integer"}, ["…", "-", "", "0"], schema=schema)
    assert [row[1] for row in read_csv(tmp_path / "out/tabel.csv")] == ["x", "…", "-", "", "0"]
    rows = json.loads((tmp_path / "out/tabel.json").read_bytes())
    assert [row["x"] for row in rows] == [None, None, None, 0]
    assert [row[1] for row in table.preview] == [None, None, None, "0"]


def test_a_value_whose_canonical_text_would_read_as_missing_stays_as_written(
    tmp_path: Path,
) -> None:
    one_column(tmp_path, {"type": "integer"}, ["-99", "-099"], schema={"missingValues": ["-99"]})
    assert [row[1] for row in read_csv(tmp_path / "out/tabel.csv")[1:]] == ["-99", "-099"]
    rows = json.loads((tmp_path / "out/tabel.json").read_bytes())
    assert [row["x"] for row in rows] == [None, -99]


def test_a_single_empty_cell_is_a_record_not_a_blank_line(tmp_path: Path) -> None:
    converted(
        tmp_path, [{"name": "x", "type": "string"}], [["a"], [""]], schema={"missingValues": ["-"]}
    )
    assert (tmp_path / "out/tabel.csv").read_text() == 'x\na\n""\n'


@pytest.mark.parametrize("missing", [["", "…"], ["-"]])
def test_the_published_csv_gives_the_same_typed_values(tmp_path: Path, missing: list[str]) -> None:
    fields = [
        {"name": "kunci", "type": "integer"},
        *(f for f, *_ in ALL_TYPES if f["name"] != "titik_json"),
    ]
    columns = [source for f, source, _, _ in ALL_TYPES if f["name"] != "titik_json"]
    rows = [[str(n), *(source[n] for source in columns)] for n in range(2)]
    rows.append(["2"] + [missing[-1]] * len(columns))
    dataset = make_dataset(tmp_path, fields, rows, schema={"missingValues": missing})
    published = convert(dataset, tmp_path / "out")
    schema = table_schema(dataset.resources[0])
    raw = {"name": "tabel", "path": "tabel.csv", "schema": schema, "dialect": DIALECT}
    again = resource_of(raw, ("id",))
    before = values(tmp_path, dataset.resources[0])
    assert values(published.folder, again) == before
    assert len(before) == 3


def values(folder: Path, resource: Resource) -> list[tuple[Any, ...]]:
    """The typed values of each row of a table."""
    batches = (batch for batch, _ in engine.batches(folder, resource) if batch)
    return [row.values for batch in batches for row in batch.rows()]
