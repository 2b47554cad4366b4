"""GeoJSON by RFC 7946: what is allowed, and what is named as wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.model import Field, Resource
from build_tools.tables import geo

SQUARE = [[[116, -1], [117, -1], [117, -2], [116, -1]]]


def problems(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "peta.geojson").write_text(text)
    resource = Resource("peta", "peta.geojson", "geojson", fields=(Field("nama"),))
    return [f.code for f in geo.problems(tmp_path / "peta.geojson", resource)]


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, ""),
        ({"type": "Point", "coordinates": [116.2, -1.9]}, ""),
        ({"type": "Point", "coordinates": [116.2, -1.9, 12]}, ""),
        ({"type": "MultiPolygon", "coordinates": [SQUARE]}, ""),
        ({"type": "Polygon", "coordinates": SQUARE}, ""),
        (
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": [1, 2]}],
            },
            "",
        ),
        ({"type": "Point", "coordinates": [-1.9, 116.2]}, "geojson-coordinates"),
        ({"type": "Point", "coordinates": ["116", "-1"]}, "geojson-coordinates"),
        ({"type": "Point", "coordinates": [True, False]}, "geojson-coordinates"),
        ({"type": "Point"}, "geojson-structure"),
        ({"type": "Polygon", "coordinates": [SQUARE[0][:3]]}, "geojson-ring"),
        ({"type": "Polygon", "coordinates": [[]]}, "geojson-ring"),
        ({"type": "LineString", "coordinates": [[1, 2]]}, "geojson-structure"),
        ({"type": "Polygon", "coordinates": [116, -1]}, "geojson-structure"),
        ({"type": "Circle", "coordinates": [1, 2]}, "geojson-structure"),
        ("x", "geojson-structure"),
    ],
)
def test_geometries(geometry: object, code: str) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    assert geo.feature_problem(feature) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "geojson-syntax"),
        ("[" * 100_000, "geojson-syntax"),
        ('{"type": "FeatureCollection", "features": [], "x": "\\ud800"}', "geojson-syntax"),
        ('{"type": "Feature"}', "geojson-structure"),
        ('{"type": "FeatureCollection", "features": {}}', "geojson-structure"),
        ("[]", "geojson-structure"),
    ],
)
def test_files(text: str, code: str, tmp_path: Path) -> None:
    assert problems(tmp_path, text) == [code]


def test_a_bom_is_no_problem(tmp_path: Path) -> None:
    empty = {"type": "FeatureCollection", "features": []}
    assert problems(tmp_path, "\ufeff" + json.dumps(empty)) == []
