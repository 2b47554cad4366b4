"""GeoJSON as RFC 7946 has it; frictionless accepts anything here, so this is our own."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..findings import Finding, error, warning
from ..model import Resource

#: How deep the coordinates of each geometry lie (RFC 7946, section 3.1).
_DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
MAX_BYTES = 60_000_000


def features(folder: Path, resource: Resource) -> Iterator[dict[str, Any]]:
    """The features of a checked file, in its order."""
    path = folder / resource.path
    yield from _read(path, path.stat().st_mtime_ns, path.stat().st_size)["features"]


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> Any:
    """One parse for all stages of a dataset; ``changed`` and ``size`` only name the version."""
    return json.loads(path.read_bytes().decode("utf-8-sig"))


def property_text(value: object) -> str:
    """A property as the text its declared type is read from; empty where it is null."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def problems(path: Path, resource: Resource) -> Iterator[Finding]:
    """What RFC 7946 does not allow. Rows count features, the first is 2 (as in its CSV)."""
    file = resource.path
    if path.stat().st_size > MAX_BYTES:
        yield error("geojson-too-large", file=file, limit=MAX_BYTES)
        return
    try:
        data = _read(path, path.stat().st_mtime_ns, path.stat().st_size)
    except UnicodeDecodeError:
        yield error("encoding-error", file=file, encoding="utf-8")
        return
    except (ValueError, RecursionError) as problem:  # also integers of thousands of digits
        yield error("geojson-syntax", file=file, row=getattr(problem, "lineno", None))
        return
    if not _is_text(data):
        yield error("geojson-syntax", file=file)
        return
    kind = data.get("type") if isinstance(data, dict) else None
    if kind != "FeatureCollection" or not isinstance(data.get("features"), list):
        yield error("geojson-structure", file=file, found=str(kind))
        return
    if "crs" in data:
        yield warning("geojson-crs", file=file)
    for number, feature in enumerate(data["features"], start=2):
        code = feature_problem(feature)
        if code:
            yield error(code, file=file, row=number)


def _is_text(data: object) -> bool:
    """Whether all of it can be written: JSON may escape half a character pair."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def feature_problem(feature: object) -> str:
    """The code of what is wrong with a feature; empty where nothing is."""
    try:
        return _feature_problem(feature)
    except (RecursionError, OverflowError):  # hundreds of levels, hundreds of digits
        return "geojson-structure"


def _feature_problem(feature: object) -> str:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return "geojson-structure"
    if not isinstance(feature.get("properties"), (dict, type(None))):
        return "geojson-structure"
    geometry = feature.get("geometry")
    return "" if geometry is None else _geometry_problem(geometry)


def _geometry_problem(geometry: object) -> str:
    if not isinstance(geometry, dict):
        return "geojson-structure"
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        if not isinstance(parts, list):
            return "geojson-structure"
        return next(filter(None, map(_geometry_problem, parts)), "")
    if kind not in _DEPTH:
        return "geojson-structure"
    positions = list(_parts(geometry.get("coordinates"), _DEPTH[kind]))
    if any(p is None for p in positions):
        return "geojson-structure"
    if not all(_is_position(p) for p in positions):
        return "geojson-coordinates"
    if kind.endswith("Polygon"):
        rings = list(_parts(geometry["coordinates"], _DEPTH[kind] - 1))
        if any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
            return "geojson-ring"
    if kind.endswith("LineString"):
        lines = list(_parts(geometry["coordinates"], _DEPTH[kind] - 1))
        if any(len(line) < 2 for line in lines):
            return "geojson-structure"
    return ""


def _parts(value: Any, depth: int) -> Iterator[Any]:
    """The members ``depth`` lists down; None where there is no list."""
    if depth == 0:
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _parts(part, depth - 1)
    else:
        yield None


def _is_position(value: object) -> bool:
    """[longitude, latitude] or with a height, WGS 84 degrees."""
    if not isinstance(value, list) or len(value) not in (2, 3):
        return False
    numbers = [v for v in value if isinstance(v, (int, float)) and not isinstance(v, bool)]
    if len(numbers) != len(value) or not all(map(math.isfinite, numbers)):
        return False
    return abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90
