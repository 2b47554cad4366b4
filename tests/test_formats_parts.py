"""Part files of a large table: together they are its Parquet file."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import polars as pl
import pytest
from formats_examples import PORTAL, converted

from build_tools.catalogues import datapackage
from build_tools.formats import parquet, parts
from build_tools.model import Site, Table

FIELDS = [
    {"name": "no", "type": "integer"},
    {"name": "nilai", "type": "number"},
    {"name": "nama", "type": "string"},
    {"name": "tahun", "type": "year"},
    {"name": "ya", "type": "boolean"},
    {"name": "tanggal", "type": "date"},
    {"name": "saat", "type": "datetime"},
    {"name": "besar", "type": "integer"},
    {"name": "kosong", "type": "string"},
    {"name": "isi", "type": "object"},
]


def row(n: int) -> list[str]:
    day = f"2024-01-{n % 28 + 1:02}"
    texts = [str(n), f"{n % 9}.50", f"nama {n:03}", f"{n + 100:04}", str(n % 2 == 0).lower(), day]
    return [*texts, f"{day}T10:00:00Z", "9" * 50, "", '{"a":1}']


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a short table passes."""
    monkeypatch.setattr(parts, "WHOLE", 1_000)
    monkeypatch.setattr(parts, "PART_ROWS", 10)
    monkeypatch.setattr(parquet, "ROW_GROUP", 20)


def make(folder: Path, count: int) -> Table:
    return converted(folder, FIELDS, [row(n) for n in range(count)])[1]


def listing(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out/bagian/tabel/daftar.json").read_bytes())
    return found


def test_a_small_table_has_none(tmp_path: Path) -> None:
    assert make(tmp_path, 45).parts == ()
    assert not (tmp_path / "out/bagian").exists()


@pytest.mark.usefixtures("small")
def test_the_parts_hold_the_table(tmp_path: Path) -> None:
    table = make(tmp_path, 45)
    folder = tmp_path / "out/bagian/tabel"
    found = listing(tmp_path)
    names = [f"{n:04}.parquet" for n in range(1, 6)]
    assert [part["file"] for part in found["parts"]] == names
    assert sorted(path.name for path in folder.iterdir()) == [*names, "daftar.json"]
    frames = [pl.read_parquet(folder / name) for name in names]
    assert [len(frame) for frame in frames] == [10, 10, 10, 10, 5]
    assert pl.concat(frames).equals(pl.read_parquet(tmp_path / "out/tabel.parquet"))
    assert [part["rows"] for part in found["parts"]] == [10, 10, 10, 10, 5]
    assert [part["bytes"] for part in found["parts"]] == [
        (folder / name).stat().st_size for name in names
    ]
    assert (found["version"], found["rows"]) == (1, 45)
    digest = hashlib.sha256((tmp_path / "out/tabel.parquet").read_bytes()).hexdigest()
    assert found["hash"] == f"sha256:{digest}"
    assert [given.name for given in table.parts] == [
        "bagian/tabel/daftar.json",
        *(f"bagian/tabel/{name}" for name in names),
    ]


@pytest.mark.usefixtures("small")
def test_the_listing_says_least_and_greatest_of_each_column(tmp_path: Path) -> None:
    make(tmp_path, 45)
    found = listing(tmp_path)
    assert found["columns"] == [field["name"] for field in FIELDS]
    second = found["parts"][1]
    least = dict(zip(found["columns"], second["min"], strict=True))
    greatest = dict(zip(found["columns"], second["max"], strict=True))
    assert {name: (least[name], greatest[name]) for name in least} == {
        "no": ("10", "19"),
        "nilai": ("0.5", "8.5"),
        "nama": ("nama 010", "nama 019"),
        "tahun": ("0110", "0119"),
        "ya": ("false", "true"),
        "tanggal": ("2024-01-11", "2024-01-20"),
        "saat": ("2024-01-11T10:00:00Z", "2024-01-20T10:00:00Z"),
        "besar": (None, None),  # too large for a number: its texts do not sort as numbers do
        "kosong": (None, None),
        "isi": (None, None),
    }


@pytest.mark.usefixtures("small")
def test_a_long_text_is_not_in_the_listing(tmp_path: Path) -> None:
    rows = [[f"{n:03}" + "x" * 200 * (n == 29)] for n in range(500)]
    converted(tmp_path, [{"name": "x", "type": "string"}], rows)
    bounds = [(part["min"], part["max"]) for part in listing(tmp_path)["parts"][1:4]]
    assert bounds == [(["010"], ["019"]), ([None], [None]), (["030"], ["039"])]


@pytest.mark.usefixtures("small")
def test_they_are_published_beside_the_page_but_are_no_downloads(tmp_path: Path) -> None:
    published, table = converted(tmp_path, FIELDS, [row(n) for n in range(45)])
    files = {file.path: file.content for file in datapackage.make(Site(PORTAL, (published,)))}
    for given in table.parts:
        content = files[PurePosixPath("datasets/himpunan/contoh", given.name)]
        assert content == published.folder / given.name
        assert isinstance(content, Path)
        assert content.stat().st_size == given.bytes
    assert not any("bagian" in given.name for given in table.downloads)
    described = datapackage.descriptor(replace(published), PORTAL)
    assert "bagian" not in json.dumps(described["resources"][0].get("sdi:format"))


@pytest.mark.usefixtures("small")
def test_parts_of_an_earlier_table_do_not_stay_and_links_keep_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, 45)
    first = tmp_path / "out/bagian/tabel/0001.parquet"
    os.link(first, tmp_path / "tayang.parquet")
    before = first.read_bytes()
    make(tmp_path, 25)
    assert len(listing(tmp_path)["parts"]) == 3
    assert not (tmp_path / "out/bagian/tabel/0004.parquet").exists()
    assert (tmp_path / "tayang.parquet").read_bytes() == before
    assert make(tmp_path, 2).parts
    monkeypatch.setattr(parts, "WHOLE", 10**9)
    assert make(tmp_path, 2).parts == ()
    assert not (tmp_path / "out/bagian/tabel").exists()


@pytest.mark.usefixtures("small")
def test_same_table_same_parts(tmp_path: Path) -> None:
    first = make(tmp_path / "a", 45)
    assert first.parts == make(tmp_path / "b", 45).parts
