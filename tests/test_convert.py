"""A checked dataset becomes its downloads, a preview and a profile."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from formats_examples import all_types, converted, one_column
from openpyxl.comments import Comment

from build_tools.convert import convert
from build_tools.formats import FORMATS, formats_for
from build_tools.load.descriptor import dataset_of
from build_tools.model import Field, Omission, Resource, Source
from build_tools.tables import columns
from build_tools.tables.batch import Batch, Caster
from build_tools.tables.profile import Profiler
from build_tools.words import Words


def test_a_table_gets_every_table_format_with_size_and_hash(tmp_path: Path) -> None:
    published, table = all_types(tmp_path)
    assert [d.name for d in table.downloads] == [
        "tabel.csv",
        "tabel.xlsx",
        "tabel.json",
        "tabel.jsonl",
        "tabel.parquet",
    ]
    for given in table.downloads:
        content = (published.folder / given.name).read_bytes()
        assert given.bytes == len(content)
        assert given.sha256 == hashlib.sha256(content).hexdigest()
        assert given.resource == "tabel"
    assert table.omissions == ()
    assert table.rows == 3


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Also in another time zone, at another time and with other hash seeds."""
    script = (
        "import sys, pathlib; sys.path[:0] = ['tests']\n"
        "from formats_examples import all_types, PORTAL\n"
        "from build_tools.catalogues.datapackage import with_package\n"
        "p = with_package(all_types(pathlib.Path(sys.argv[1]))[0], PORTAL)\n"
        "print(*sorted((d.name, d.sha256) for d in (*p.downloads, *p.tables[0].downloads)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / zone[:3])],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Asia/Makassar", "2"))
    }
    assert len(outputs) == 1
    assert "contoh.zip" in outputs.pop()


def test_converting_again_leaves_linked_files_alone(tmp_path: Path) -> None:
    """A finished site holds hard links to the downloads: their content must never change."""
    one_column(tmp_path, {"type": "string"}, ["lama"])
    for name in ("tabel.csv", "tabel.xlsx", "tabel.json", "tabel.jsonl", "tabel.parquet"):
        os.link(tmp_path / "out" / name, tmp_path / name)
    before = (tmp_path / "tabel.csv").read_bytes()
    one_column(tmp_path, {"type": "string"}, ["baru"])
    assert (tmp_path / "tabel.csv").read_bytes() == before


def test_the_preview_is_the_first_ten_rows(tmp_path: Path) -> None:
    table = one_column(tmp_path, {"type": "number"}, [f"{n}.50" for n in range(12)])
    assert len(table.preview) == 10
    assert table.preview[9] == ("9", "9.50")
    assert table.rows == 12


def test_the_profile_counts_and_orders_by_value(tmp_path: Path) -> None:
    table = one_column(tmp_path, {"type": "integer"}, ["10", "9", "", "9", "-1", "100"])
    column = table.columns[1]
    assert (column.missing, column.distinct) == (1, 4)
    assert (column.minimum, column.maximum) == ("-1", "100")
    assert column.examples == ("10", "9", "-1", "100")
    assert not column.distinct_capped


@pytest.mark.parametrize(
    ("kind", "cells", "least", "greatest"),
    [
        ("number", ["10", "9.5", "NaN", "1E+3"], "9.5", "1000"),
        ("number", ["sNaN", "1.0", "1.00"], "1.0", "1.0"),
        ("date", ["2024-01-05", "1945-08-17"], "1945-08-17", "2024-01-05"),
        (
            "datetime",
            ["2024-01-05T10:00:00", "2024-01-05T10:00:00+08:00"],
            "2024-01-05T10:00:00+08:00",
            "2024-01-05T10:00:00",
        ),
        ("time", ["10:00:00", "09:00:00Z"], "09:00:00Z", "10:00:00"),
        ("yearmonth", ["2024-11", "2024-2"], "2024-02", "2024-11"),
        ("year", ["2024", "0999"], "0999", "2024"),
        ("string", ["b", "a"], "", ""),
        ("boolean", ["true", "false"], "", ""),
        ("object", ["{}", "{}"], "", ""),
    ],
)
def test_least_and_greatest(
    tmp_path: Path, kind: str, cells: list[str], least: str, greatest: str
) -> None:
    column = one_column(tmp_path, {"type": kind}, cells).columns[1]
    assert (column.minimum, column.maximum) == (least, greatest)


def test_memory_of_the_profile_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "DISTINCT_CAP", 3)
    fields = (Field("x", "integer"), Field("y"))
    raw = {"schema": {"fields": [{"name": "x", "type": "integer"}, {"name": "y"}]}}
    caster = Caster(Resource("t", "t.csv", "csv", fields=fields, raw=raw))
    profiler = Profiler(fields)
    for number in range(10):
        profiler.add(Batch.of_rows(caster, [(number, (str(number), "y" * 1000))]))
    first, second = profiler.columns()
    assert (first.distinct, first.distinct_capped) == (3, True)
    assert (first.minimum, first.maximum) == ("0", "9"), "the cap is on counting only"
    assert (second.distinct, second.distinct_capped) == (1, False)
    assert len(second.examples[0]) == 100


def test_a_table_without_rows(tmp_path: Path) -> None:
    _, table = converted(tmp_path, [{"name": "x", "type": "number"}], [])
    assert (table.rows, table.preview, table.columns[0].distinct) == (0, (), 0)
    assert [d.format for d in table.downloads] == ["csv", "xlsx", "json", "jsonl", "parquet"]
    assert (tmp_path / "out/tabel.jsonl").read_bytes() == b""
    assert (tmp_path / "out/tabel.json").read_text() == "[]\n"


def test_a_format_that_cannot_hold_a_value_is_left_out_with_its_reason(tmp_path: Path) -> None:
    table = one_column(tmp_path, {"type": "integer"}, ["1234567890123456"])
    assert table.omissions == (Omission("tabel", "xlsx", "digits"),)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "tabel.csv",
        "tabel.json",
        "tabel.jsonl",
        "tabel.parquet",
    ]


def test_a_column_that_the_file_lacks_is_missing(tmp_path: Path) -> None:
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}]
    rows = [["1", "2"]]
    published, _ = converted(tmp_path, fields, rows)
    source = tmp_path / "data/tabel.csv"
    assert source.exists()
    _, table = converted(
        tmp_path / "2",
        fields[:1],
        [["1"]],
        schema={"fields": [fields[1], fields[0]], "fieldsMatch": ["subset"]},
    )
    assert table.preview == ((None, "1"),)
    assert (tmp_path / "2/out/tabel.csv").read_text() == "b,a\n,1\n"
    assert published.tables[0].preview == (("1", "2"),)


def test_a_workbook_is_published_without_what_else_it_holds(tmp_path: Path) -> None:
    """Codes stay text, dates become ISO dates; authors, comments and formulas stay behind."""
    book = openpyxl.Workbook()
    book.properties.creator = "Nama Pegawai"
    sheet = book.worksheets[0]
    for row in (["kode", "nilai", "tanggal"], ["001", 2.5, date(2024, 1, 5)], ["002", 7, None]):
        sheet.append(row)
    sheet["A2"].comment = Comment("catatan dalam", "Nama Pegawai")
    (tmp_path / "data").mkdir()
    book.save(tmp_path / "data/buku.xlsx")
    fields = [
        {"name": "kode", "type": "string"},
        {"name": "nilai", "type": "number"},
        {"name": "tanggal", "type": "date"},
    ]
    resource = {"name": "buku", "path": "data/buku.xlsx", "schema": {"fields": fields}}
    source = Source("himpunan/buku", tmp_path, "datapackage.yaml")
    published = convert(dataset_of(source, {"resources": [resource]}, ("id",)), tmp_path / "out")
    expected = "kode,nilai,tanggal\n001,2.5,2024-01-05\n002,7,\n"
    assert (tmp_path / "out/buku.csv").read_text() == expected
    assert [d.name for d in published.tables[0].downloads][1] == "buku.xlsx"
    with zipfile.ZipFile(tmp_path / "out/buku.xlsx") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Nama Pegawai" not in content
    assert b"catatan dalam" not in content


def test_every_format_and_reason_has_its_words() -> None:
    reasons = {"rows", "columns", "digits", "dates", "long-text", "characters", "not-finite"}
    reasons |= {"empty-text", "size"}
    for lang in ("id", "en"):
        words = Words.load(lang)
        for key in (*FORMATS, "zip", "datapackage"):
            assert words(f"formats.{key}.label")
            assert words(f"formats.{key}.choose").endswith(".")
        assert reasons == set(words.section("formats.omissions"))
    id_keys, en_keys = (Words.load(lang).section("formats") for lang in ("id", "en"))
    assert _keys(id_keys) == _keys(en_keys)


def _keys(given: object) -> object:
    return {key: _keys(value) for key, value in given.items()} if isinstance(given, dict) else None


def test_which_formats_a_kind_gets() -> None:
    assert list(formats_for("csv")) == list(formats_for("xlsx"))
    assert list(formats_for("geojson")) == ["geojson", "csv"]
