"""The outlines of a map's areas, small enough for a page. The full boundaries stay a download."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..model import Resource, Shape
from . import geo

POINTS = 25  # for each area, on average
MOST_AREAS = 1_000
_CODES = frozenset({"wilayah", "kode"})
_AREAL = frozenset({"Polygon", "MultiPolygon"})
_SPECK = 0.03  # parts smaller than this share of an area's largest are left away
_GAP = 0.005  # gaps between neighbours up to this share of the map are closed …
_CHANGED = 0.03  # … as long as no area grows or shrinks by more than this share


def shapes(folder: Path, resource: Resource) -> tuple[Shape, ...]:
    """The simplified areas of a checked GeoJSON resource; none where it holds no areas.

    They are simplified together, so that neighbours keep one border; each by itself where the
    file is no coverage (areas overlap, or their borders do not meet).
    """
    if resource.kind != "geojson":
        return ()
    found = [f for f in geo.features(folder, resource) if _areal(f)]
    if not found or len(found) > MOST_AREAS:
        return ()
    import shapely  # type: ignore[import-untyped] # here and below only: it loads slowly

    try:
        return tuple(_shapes(resource, found))
    except (shapely.errors.GEOSException, ValueError):  # a geometry that cannot be drawn
        return ()


def _shapes(resource: Resource, features: list[dict[str, Any]]) -> Iterator[Shape]:
    valid = [(f, _without_specks(_valid(f["geometry"]))) for f in features]
    drawn = [(f, area) for f, area in valid if not area.is_empty]
    for (feature, _), outline in zip(drawn, _simplified([a for _, a in drawn]), strict=True):
        shape = _shape(resource, feature, outline)
        if shape.codes and shape.rings:
            yield shape


def _areal(feature: dict[str, Any]) -> bool:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return False
    return geometry["type"] in _AREAL and bool(geometry["coordinates"])


def _simplified(areas: list[Any]) -> list[Any]:
    """Polygons of at most `POINTS` points on average: the finest tolerance that does."""
    import shapely

    if not areas:
        return []
    covering = _coverage(areas)
    outlines = areas = covering or areas
    x0, y0, x1, y1 = shapely.total_bounds(areas)
    tolerance = max(x1 - x0, y1 - y0) / 5_000
    while sum(shapely.get_num_coordinates(area) for area in outlines) > POINTS * len(areas):
        if tolerance > max(x1 - x0, y1 - y0):
            break
        if covering:
            outlines = list(shapely.coverage_simplify(areas, tolerance))
        else:
            outlines = [area.simplify(tolerance, preserve_topology=True) for area in areas]
        tolerance *= 1.1
    return outlines


def _valid(geometry: dict[str, Any]) -> Any:
    """The polygon without edges that cross."""
    import shapely
    from shapely.geometry import shape  # type: ignore[import-untyped]

    made = shapely.make_valid(shape(geometry))
    parts = [part for part in getattr(made, "geoms", [made]) if part.geom_type in _AREAL]
    flat = [polygon for part in parts for polygon in getattr(part, "geoms", [part])]
    return shapely.MultiPolygon(flat)


def _coverage(areas: list[Any]) -> list[Any]:
    """The areas with borders that meet; none where mending them would change one's size."""
    import shapely

    if shapely.coverage_is_valid(areas):
        return areas
    x0, y0, x1, y1 = shapely.total_bounds(areas)
    mended = list(shapely.coverage_clean(areas, gap_width=max(x1 - x0, y1 - y0) * _GAP))
    same = len(mended) == len(areas) and all(
        abs(new.area - old.area) <= old.area * _CHANGED
        for new, old in zip(mended, areas, strict=True)
    )
    return mended if same and shapely.coverage_is_valid(mended) else []


def _without_specks(area: Any) -> Any:
    """The area without islands that would be less than a dot; its largest part always stays."""
    large = max((part.area for part in area.geoms), default=0)
    return type(area)([part for part in area.geoms if part.area >= large * _SPECK])


def _shape(resource: Resource, feature: dict[str, Any], outline: Any) -> Shape:
    import shapely

    properties = feature.get("properties") or {}
    coded = [f for f in resource.fields if f.role in _CODES or f.name in resource.primary_key]
    codes = [(f.name, geo.property_text(properties.get(f.name))) for f in coded]
    named = next((f.name for f in resource.fields if f.role == "nama"), "")
    centre = shapely.maximum_inscribed_circle(outline).coords[0]
    rings = [
        tuple((round(x, 4), round(y, 4)) for x, y, *_ in ring.coords)
        for part in getattr(outline, "geoms", [outline])
        for ring in (part.exterior, *part.interiors)
    ]
    return Shape(
        codes=tuple((name, code) for name, code in codes if code),
        name=geo.property_text(properties.get(named)),
        rings=tuple(rings),
        label=(round(centre[0], 4), round(centre[1], 4)),
    )
