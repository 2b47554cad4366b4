"""Parquet read back by polars (written by pyarrow)."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from formats_examples import all_types, converted, one_column
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_formats_csv_json import HOSTILE

from build_tools.formats import parquet

FILE = "out/tabel.parquet"


def read(folder: Path) -> pl.Series:
    return pl.read_parquet(folder / FILE)["x"]


def test_every_type_has_its_column_type(tmp_path: Path) -> None:
    published, _ = all_types(tmp_path)
    frame = pl.read_parquet(published.folder / "tabel.parquet")
    types = dict(zip(frame.columns, frame.dtypes, strict=True))
    row = frame.row(0, named=True)
    expected = {
        "teks": (pl.String, "001"),
        "bulat": (pl.Int64, 7),
        "angka": (pl.Float64, 1234.5),
        "ya": (pl.Boolean, True),
        "tanggal": (pl.Date, dt.date(2024, 1, 5)),
        "saat": (pl.Datetime("us"), dt.datetime.fromisoformat("2024-01-05T10:11:12")),
        "saat_utc": (
            pl.Datetime("us", "UTC"),
            dt.datetime(2024, 1, 5, 10, 11, 12, tzinfo=dt.UTC),
        ),
        "saat_wita": (pl.String, "2024-01-05T10:11:12+08:00"),
        "jam": (pl.Time, dt.time(7, 30)),
        "tahun": (pl.Int32, 2024),
        "bulan": (pl.String, "2024-05"),
        "lama": (pl.String, "P1Y2M"),
        "larik": (pl.String, '[1,"a"]'),
    }
    assert {name: (types[name], row[name]) for name in expected} == expected
    assert set(list(frame.row(2))[1:]) == {None}


def test_hostile_texts_survive(tmp_path: Path) -> None:
    one_column(tmp_path, {"type": "string"}, HOSTILE)
    assert read(tmp_path).to_list() == HOSTILE


@pytest.mark.parametrize(
    ("cells", "dtype"),
    [
        (["1", str(2**63 - 1), str(-(2**63))], pl.Int64),
        (["1", str(2**63)], pl.Decimal(38, 0)),
        (["1", str(10**40)], pl.String),
    ],
)
def test_integers_get_the_narrowest_type_that_holds_them(
    tmp_path: Path, cells: list[str], dtype: pl.DataType
) -> None:
    one_column(tmp_path, {"type": "integer"}, cells)
    column = read(tmp_path)
    assert column.dtype == dtype
    assert [int(value) for value in column.to_list()] == list(map(int, cells))


@pytest.mark.parametrize(
    ("cells", "dtype"),
    [
        (["2.90", "0.1", "1E+5"], pl.Float64),
        (["0.1", "0.1234567890123456789"], pl.Decimal(38, 19)),
        (["1234567890123456789.25", "0.125"], pl.Decimal(38, 3)),
        (["1E+400", "0.1"], pl.String),
        (["12345678901234567890123456789.1", "0.12345678901"], pl.String),
    ],
)
def test_numbers_are_doubles_only_where_all_are_exact(
    tmp_path: Path, cells: list[str], dtype: pl.DataType
) -> None:
    one_column(tmp_path, {"type": "number"}, cells)
    column = read(tmp_path)
    assert column.dtype == dtype
    assert [Decimal(str(value)) for value in column.to_list()] == list(map(Decimal, cells))


def test_infinity_and_not_a_number(tmp_path: Path) -> None:
    one_column(tmp_path / "a", {"type": "number"}, ["NaN", "-INF", "1.5"])
    values = read(tmp_path / "a").to_list()
    assert values[0] != values[0]
    assert values[1:] == [float("-inf"), 1.5]
    one_column(tmp_path / "b", {"type": "number"}, ["NaN", "0.12345678901234567890"])
    assert read(tmp_path / "b").to_list() == ["NaN", "0.12345678901234567890"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(st.decimals(allow_nan=False, allow_infinity=False), min_size=1, max_size=4))
def test_any_numbers_survive(tmp_path: Path, values: list[Decimal]) -> None:
    one_column(tmp_path, {"type": "number"}, list(map(str, values)))
    assert [Decimal(str(value)) for value in read(tmp_path).to_list()] == values


@pytest.mark.parametrize("late", ["0.1234567890123456789", "1E+400", ""])
def test_a_late_value_that_needs_a_wider_type_starts_a_second_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 3)
    cells = [f"{n}.5" for n in range(10)] + [late, "1"]
    one_column(tmp_path, {"type": "number"}, cells)
    expected = [Decimal(cell) if cell else None for cell in cells]
    values = read(tmp_path).to_list()
    assert [None if value is None else Decimal(str(value)) for value in values] == expected
    assert pq.ParquetFile(tmp_path / FILE).num_row_groups == 4


def test_moments_with_and_without_zone_in_one_column_are_texts(tmp_path: Path) -> None:
    """A local moment is no moment of UTC."""
    cells = ["2024-01-05T10:11:12", "2024-01-05T10:11:12Z"]
    one_column(tmp_path, {"type": "datetime"}, cells)
    assert read(tmp_path).to_list() == cells


def test_a_dictionary_where_it_pays(tmp_path: Path) -> None:
    names = ["kode.kec", "nama", "status", "ya"]
    fields = [{"name": name, "type": "string"} for name in names[:3]]
    fields.append({"name": "ya", "type": "boolean"})
    rows = [[str(n), f"nama {n}", "ab"[n % 2], "true"] for n in range(100)]
    converted(tmp_path, fields, rows)
    group = pq.ParquetFile(tmp_path / FILE).metadata.row_group(0)
    columns = [group.column(at) for at in range(4)]
    assert [column.has_dictionary_page for column in columns] == [False, False, True, False]
    assert not any(column.has_column_index or column.has_offset_index for column in columns)
    assert {column.compression for column in columns} == {"SNAPPY"}


def test_titles_units_and_licence_travel_with_the_file(tmp_path: Path) -> None:
    field = {"type": "integer", "title": "Penduduk", "sdi:satuan": "jiwa"}
    one_column(tmp_path, field, ["1"])
    schema = pq.read_schema(tmp_path / FILE)
    assert schema.field("x").metadata[b"title"].decode() == "Penduduk"
    assert schema.field("x").metadata[b"unit"].decode() == "jiwa"
    assert b"CC-BY-4.0" in schema.metadata[b"licence"]
    assert b"pandas" not in schema.metadata
    assert json.dumps(sorted(schema.names)) == '["no", "x"]'
