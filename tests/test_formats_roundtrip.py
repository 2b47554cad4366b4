"""Every format, every type: what goes in comes out of readers that others wrote.

And the bytes do not depend on how the rows are cut into batches.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from formats_examples import ALL_TYPES, written
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from build_tools.formats import parquet
from build_tools.formats.columns import pieces
from build_tools.load.descriptor import resource_of
from build_tools.tables.batch import Batch, Caster
from build_tools.tables.strings import spans

#: Each example writes five formats twice and reads all of them.
EXAMPLES = max(settings().max_examples // 3, 1)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
#: What Excel holds as it is.
FIT_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff"), min_size=1
)
FIT_NUMBER = st.decimals(-(10**7), 10**7, places=4, allow_nan=False)
DAY = st.dates(min_value=dt.date(1900, 3, 1))
ZONE = st.none() | st.just(dt.UTC)


def iso(value: dt.date | dt.time) -> str:
    return value.isoformat().replace("+00:00", "Z")


def whole(value: Any) -> Any:
    return value.replace(microsecond=0)


#: Per type: any value, a value that fits into Excel, and the text of a value.
Text = Callable[[Any], str]
TYPES: dict[str, tuple[st.SearchStrategy[Any], st.SearchStrategy[Any], Text]] = {
    "string": (ANY_TEXT, FIT_TEXT, str),
    "integer": (st.integers(), st.integers(-(10**15) + 1, 10**15 - 1), str),
    "number": (st.decimals(allow_nan=False, allow_infinity=False), FIT_NUMBER, str),
    "boolean": (st.booleans(), st.booleans(), lambda value: str(value).lower()),
    "date": (st.dates(), DAY, iso),
    "datetime": (
        st.datetimes(timezones=ZONE),
        st.datetimes(min_value=dt.datetime(1900, 3, 1)).map(whole),  # noqa: DTZ001
        iso,
    ),
    "time": (st.times(), st.times().map(whole), iso),
    "year": (st.integers(0, 9999), st.integers(0, 9999), lambda value: f"{value:04}"),
    "array": (st.lists(st.integers()), st.lists(st.integers(0, 9), max_size=3), json.dumps),
}
FIELDS = [{"name": "kunci", "type": "integer"}, *({"name": k, "type": k} for k in TYPES)]
Row = tuple[Any, ...]


def tables(fits: bool) -> st.SearchStrategy[list[Row]]:
    row = st.tuples(*(st.none() | (fit if fits else every) for every, fit, _ in TYPES.values()))
    return st.lists(row, min_size=1, max_size=6)


def cells(rows: list[Row]) -> list[list[str]]:
    texts = [text for *_, text in TYPES.values()]
    return [
        [str(n), *("" if v is None else text(v) for v, text in zip(row, texts, strict=True))]
        for n, row in enumerate(rows)
    ]


def made(rows: list[Row], cuts: list[int]) -> dict[str, bytes | str]:
    """What the formats make of the rows; the same with and without cuts."""
    with tempfile.TemporaryDirectory() as folder:
        found = written(Path(folder), FIELDS, cells(rows))
        assert written(Path(folder), FIELDS, cells(rows), cuts) == found
    return found


def file(content: bytes | str) -> io.BytesIO:
    assert isinstance(content, bytes), content
    return io.BytesIO(content)


CUTS = st.lists(st.integers(0, 6), max_size=4)


@settings(max_examples=EXAMPLES)
@given(rows=tables(fits=False), cuts=CUTS)
def test_csv_json_and_parquet_hold_any_values(rows: list[Row], cuts: list[int]) -> None:
    found = made(rows, cuts)
    names = list(TYPES)
    lines = list(csv.reader(io.StringIO(file(found["csv"]).read().decode(), newline="")))
    assert lines[0] == ["kunci", *names]
    as_json = json.loads(file(found["json"]).read(), parse_float=Decimal)
    as_lines = [json.loads(x, parse_float=Decimal) for x in file(found["jsonl"]).readlines()]
    assert as_lines == as_json
    frame = pl.read_parquet(file(found["parquet"])).to_dicts()
    assert len(lines) - 1 == len(as_json) == len(frame) == len(rows)
    for row, line, record, typed in zip(rows, lines[1:], as_json, frame, strict=True):
        for name, value, cell in zip(names, row, line[1:], strict=True):
            if value is None:
                assert (cell, record[name], typed[name]) == ("", None, None)
                continue
            assert from_text(name, cell) == value
            assert from_text(name, json_text(record[name])) == value
            assert from_text(name, parquet_text(name, typed[name])) == value


def from_text(kind: str, text: str) -> Any:
    """The value of a text, by Python's own readers."""
    readers: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "number": Decimal,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": dt.date.fromisoformat,
        "datetime": dt.datetime.fromisoformat,
        "time": dt.time.fromisoformat,
        "year": int,
        "array": lambda text: [int(item) for item in json.loads(text)],
    }
    return readers.get(kind, str)(text)


def json_text(value: Any) -> str:
    """A value of a JSON record as text. Integers beyond 2**53 are texts in it already."""
    if isinstance(value, int) and not isinstance(value, bool):
        assert abs(value) <= 2**53
    if isinstance(value, list):
        assert all(isinstance(item, str) or abs(item) <= 2**53 for item in value)
    return value if isinstance(value, str) else json.dumps(value, default=str).strip('"')


def parquet_text(kind: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)


@settings(max_examples=EXAMPLES)
@given(rows=tables(fits=True), cuts=CUTS)
def test_xlsx_holds_what_excel_can(rows: list[Row], cuts: list[int]) -> None:
    content = made(rows, cuts)["xlsx"]
    sheet = openpyxl.load_workbook(file(content)).worksheets[0]
    plain = [[cell.value for cell in row] for row in sheet.iter_rows()]
    calamine = CalamineWorkbook.from_filelike(file(content)).get_sheet_by_index(0).to_python()
    assert plain[0] == calamine[0] == ["kunci", *TYPES]
    assert len(plain) == len(calamine) == len(rows) + 1
    for row, one, other in zip(rows, plain[1:], calamine[1:], strict=True):
        for kind, value, first, second in zip(TYPES, row, one[1:], other[1:], strict=True):
            if value is None:
                assert (first, second) == (None, "")
                continue
            assert from_sheet(kind, first) == value
            assert from_sheet(kind, second) == value


def from_sheet(kind: str, value: Any) -> Any:
    if kind == "number":
        return Decimal(repr(value)).quantize(Decimal("0.0001"))
    if kind == "date" and isinstance(value, dt.datetime):
        return value.date()
    return json.loads(value) if kind == "array" else value


@pytest.mark.parametrize("cuts", [[], [1], [3], [1, 2, 3, 4], [4]])
def test_the_reason_is_that_of_the_first_cell_that_does_not_fit(
    tmp_path: Path, cuts: list[int]
) -> None:
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]
    rows = [["x", "1"], ["x", "2"], ["x", "1" * 16], ["\x01", "1"], ["x" * 40_000, "1" * 17]]
    assert written(tmp_path, fields, rows, cuts)["xlsx"] == "digits"


def test_row_groups_and_types_do_not_depend_on_the_cuts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a value that needs a wider type comes late, and with nulls about."""
    monkeypatch.setattr(parquet, "ROW_GROUP", 4)
    fields = [{"name": "a", "type": "number"}, {"name": "b", "type": "string"}]
    rows = [[f"{n}.5" if n % 3 else "", "xy"[n % 2]] for n in range(11)] + [["0." + "1" * 20, ""]]
    found = {
        written(tmp_path, fields, rows, cuts)["parquet"]
        for cuts in ([], [4], [5], [1, 2, 3], range(12), [11])
    }
    assert len(found) == 1
    groups = pl.read_parquet(file(found.pop()))
    assert groups["a"].dtype == pl.Decimal(38, 20)
    assert groups["b"].to_list() == [row[1] or None for row in rows]


def test_writers_are_given_pieces_of_a_bounded_size() -> None:
    fields = [{"name": f"k{n}"} for n in range(100)]
    resource = resource_of({"name": "t", "schema": {"fields": fields}}, ("id",))
    column = pa.array(map(str, range(10_001)), pa.string())
    batch = Batch(Caster(resource), np.arange(10_001), [column] * 100, [column] * 100)
    found = list(pieces(batch))
    assert [len(piece) for piece in found] == [4_000, 4_000, 2_001]
    assert [int(piece.numbers[0]) for piece in found] == [0, 4_000, 8_000]
    assert found[2].texts[7].to_pylist()[-1] == "10000"


def test_nothing_is_left_behind_a_null() -> None:
    """Arrow may keep the text of a cell that was made null: it must not count as one."""
    resource = resource_of({"name": "t", "schema": {"fields": [{"name": "x"}]}}, ("id",))
    column = pc.if_else(pa.array([True, False, True]), pa.array(["a", "rahasia,", "b"]), None)
    assert b"rahasia" in column.buffers()[2].to_pybytes()
    (piece,) = pieces(Batch(Caster(resource), np.arange(3), [column], [column]))
    assert piece.texts[0].to_pylist() == ["a", None, "b"]
    assert spans(piece.texts[0])[0].tobytes() == b"ab"


def test_the_bytes_are_those_of_every_machine(tmp_path: Path) -> None:
    """Frozen: a change here changes every download, and belongs into the change log."""
    fields = [field for field, *_ in ALL_TYPES]
    rows = [[source[n] for _, source, *_ in ALL_TYPES] for n in range(2)]
    found = written(tmp_path, fields, [*rows, [""] * len(fields)])
    digests = {
        key: hashlib.sha256(file(content).read()).hexdigest()[:16]
        for key, content in found.items()
        if key != "parquet"  # names the version of the library that wrote it
    }
    assert digests == {
        "csv": "901ecdfaf9e18753",
        "xlsx": "db64d2647a1c49ff",
        "json": "d206800d9a893c83",
        "jsonl": "17271a3fdfb29968",
    }
