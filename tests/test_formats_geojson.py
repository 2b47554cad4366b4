"""GeoJSON: the features as they were, with declared properties only."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from shapely.geometry import shape  # type: ignore[import-untyped]

from build_tools.convert import convert
from build_tools.load.descriptor import dataset_of
from build_tools.model import Dataset, Source

RING = [[116.1, -1.9], [116.2, -1.9], [116.2, -1.800000000000001], [116.1, -1.9]]
FEATURES: list[dict[str, Any]] = [
    {
        "type": "Feature",
        "id": "kec-1",
        "geometry": {"type": "Polygon", "coordinates": [RING]},
        "properties": {"rahasia": "08123456789", "luas": 12.50, "kode": "640101", "status": "…"},
        "bukan_rfc": True,
    },
    {
        "type": "Feature",
        "bbox": [116.1, -1.9, 116.1, -1.9],
        "geometry": {"type": "Point", "coordinates": [116.1, -1.9, 12]},
        "properties": {"kode": "=1+1", "luas": None},
    },
    {"type": "Feature", "geometry": None, "properties": {"kode": "x\r\ny", "luas": 0}},
]


def make(folder: Path, features: list[dict[str, Any]]) -> Dataset:
    (folder / "data").mkdir(parents=True)
    content = {"type": "FeatureCollection", "crs": {"x": 1}, "features": features}
    (folder / "data/batas.geojson").write_text(json.dumps(content), encoding="utf-8")
    fields = [
        {"name": "kode", "type": "string"},
        {"name": "luas", "type": "number"},
        {"name": "status", "type": "integer"},
    ]
    raw = {
        "name": "batas",
        "title": "Batas",
        "resources": [
            {
                "name": "batas",
                "path": "data/batas.geojson",
                "format": "geojson",
                "schema": {"fields": fields, "missingValues": ["", "…"]},
            }
        ],
    }
    return dataset_of(Source("himpunan/batas", folder, "datapackage.yaml"), raw, ("id",))


def test_features_come_out_as_they_were(tmp_path: Path) -> None:
    published = convert(make(tmp_path, FEATURES), tmp_path / "out")
    data = json.loads((tmp_path / "out/batas.geojson").read_text(encoding="utf-8"))
    assert list(data) == ["type", "features"], "no crs (RFC 7946, section 4)"
    first, _, third = data["features"]
    assert [f["geometry"] for f in data["features"]] == [f["geometry"] for f in FEATURES]
    assert shape(first["geometry"]).equals(shape(FEATURES[0]["geometry"]))
    assert all(list(f) == ["type", "geometry", "properties"] for f in data["features"])
    assert first["properties"] == {"kode": "640101", "luas": 12.5, "status": None}
    assert third["properties"] == {"kode": "x\r\ny", "luas": 0, "status": None}
    assert [d.format for d in published.tables[0].downloads] == ["geojson", "csv"]


def test_the_csv_holds_the_properties(tmp_path: Path) -> None:
    convert(make(tmp_path, FEATURES), tmp_path / "out")
    with (tmp_path / "out/batas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["kode", "luas", "status"],
        ["640101", "12.5", "…"],
        ["=1+1", "", ""],
        ["x\r\ny", "0", ""],
    ]


def test_no_features(tmp_path: Path) -> None:
    convert(make(tmp_path, []), tmp_path / "out")
    data = json.loads((tmp_path / "out/batas.geojson").read_text(encoding="utf-8"))
    assert data == {"type": "FeatureCollection", "features": []}


def test_half_a_surrogate_pair_does_not_break_the_run(tmp_path: Path) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"kode": "a\ud800b"}}
    convert(make(tmp_path, [feature]), tmp_path / "out")
    data = json.loads((tmp_path / "out/batas.geojson").read_text(encoding="utf-8"))
    assert data["features"][0]["properties"]["kode"] == "a\ufffdb"
    assert "a\ufffdb" in (tmp_path / "out/batas.csv").read_text(encoding="utf-8")


def test_nothing_goes_out_that_was_not_checked(tmp_path: Path) -> None:
    """Identifiers and members beside the standard's may hold anything, at any depth."""
    nik = "6401096308900002"
    point = {"type": "Point", "coordinates": [116.1, -1.9], "pemilik": nik, "bbox": [nik]}
    inner = {"type": "GeometryCollection", "geometries": [point], "nik": nik}
    features = [
        {"type": "Feature", "id": nik, "bbox": [nik], nik: 1, "geometry": inner, "properties": {}},
        {"type": "Feature", "geometry": point, "properties": {"nik": nik, "kode": "1"}},
    ]
    convert(make(tmp_path, features), tmp_path / "out")
    text = (tmp_path / "out/batas.geojson").read_text(encoding="utf-8")
    assert nik not in text
    bare = {"type": "Point", "coordinates": [116.1, -1.9]}
    first, second = (f["geometry"] for f in json.loads(text)["features"])
    assert first == {"type": "GeometryCollection", "geometries": [bare]}
    assert second == bare
