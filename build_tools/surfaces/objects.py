"""JSON: lists of objects are tables (the features of GeoJSON among them), all else is text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .base import Grid, Said, UnreadFileError
from .plain import lines, opened, texts

#: What is held whole, as text.
MAX_BYTES = 60_000_000
#: What the values of a file may take in memory, as bytes for each sign that begins one.
MAX_HELD = 600_000_000
_HELD = {"{": 600, "[": 80, ",": 40}
#: Deeper than this nothing is looked at as a table.
_DEEPEST = 60


def read(path: Path) -> Iterator[Grid | Said]:
    """A JSON file, or JSON Lines; what is no JSON is read as text."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadFileError("large")
    with opened(path) as file:
        text = file.read()
    if sum(text.count(sign) * size for sign, size in _HELD.items()) > MAX_HELD:
        raise UnreadFileError("large")
    try:
        given = json.loads(text, object_pairs_hook=_pairs)
    except (ValueError, RecursionError):
        del text
        try:
            with opened(path) as file:
                given = [json.loads(x, object_pairs_hook=_pairs) for x in file if not x.isspace()]
        except (ValueError, RecursionError):
            with opened(path) as file:
                yield from texts(lines(file))
            return
    yield from pieces(given)


def _pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that is written twice hides nothing."""
    found: dict[str, Any] = {}
    for key, value in items:
        while key in found:
            key += "_"
        found[key] = value
    return found


def pieces(given: Any, where: str = "") -> Iterator[Grid | Said]:
    """The tables and texts of a value that was read from JSON or YAML."""
    left: list[tuple[Any, int]] = [(given, 0)]
    while left:
        value, depth = left.pop()
        if isinstance(value, str):
            yield Said(value, where)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield Said(str(value), where, number=True)
        elif isinstance(value, dict):
            if str(value.get("type")) in _GEOMETRIES:  # of a JSON Schema it may be a list
                continue
            for key, part in value.items():
                yield Said(str(key), where)
                left.append((part, depth + 1))
        elif isinstance(value, list):
            objects = [part for part in value if isinstance(part, dict)]
            if len(objects) > 1 and depth < _DEEPEST:
                grid, deeper = _table(objects)
                yield Grid(iter(grid[1:]), where, first=2, names=tuple(grid[0]))
                left += [(part, depth + 1) for part in deeper]
                left += [(part, depth + 1) for part in value if not isinstance(part, dict)]
            elif not _all_numbers(value):
                left += [(part, depth + 1) for part in reversed(value)]


_GEOMETRIES = {
    *("Point", "MultiPoint", "LineString", "MultiLineString"),
    *("Polygon", "MultiPolygon"),
}


def _all_numbers(value: Sequence[Any]) -> bool:
    return all(isinstance(part, float) for part in value)


def _table(objects: list[dict[str, Any]]) -> tuple[list[list[str]], list[Any]]:
    """Objects as records under their keys, and what in them is no cell.

    Of features the properties are cells, and so are the coordinates of points.
    """
    names: dict[str, int] = {}
    rows: list[dict[str, str]] = []
    deeper: list[Any] = []
    for given in objects:
        row: dict[str, str] = {}
        for key, value in _members(given):
            if isinstance(value, (dict, list)):
                deeper.append(value)
            elif value is not None and (key in names or len(names) < 300):
                names.setdefault(key, len(names))
                row[key] = value if isinstance(value, str) else json.dumps(value)
            elif value is not None:
                deeper.append(value)
        rows.append(row)
    return [[*names], *([row.get(name, "") for name in names] for row in rows)], deeper


def _members(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if given.get("type") != "Feature":
        yield from ((str(key), value) for key, value in given.items())
        return
    for key, value in given.items():
        if key == "properties" and isinstance(value, dict):
            yield from ((str(name), part) for name, part in value.items())
        elif key == "geometry" and isinstance(value, dict) and value.get("type") == "Point":
            place = value.get("coordinates")
            if isinstance(place, list) and len(place) > 1:
                yield from zip(("bujur", "lintang"), place[:2], strict=True)
        elif key not in {"type", "geometry", "bbox"}:
            yield str(key), value
