"""GeoJSON (RFC 7946): the features with their declared properties, typed.

Only what was checked goes out: declared properties and coordinates. A feature's id and bbox,
and members that RFC 7946 does not name, are left out.
"""

from __future__ import annotations

from typing import Any

from ..tables import geo
from ..tables.values import json_text, json_value, string_json
from .base import Record, Target


class GeoJsonWriter:
    """Writes one feature a line. A property that the schema does not name is left out."""

    def __init__(self, target: Target) -> None:
        self._features = geo.features(target.dataset.source.folder, target.resource)
        self._file = target.path.open("w", encoding="utf-8", newline="")
        self._columns = [
            (string_json(field.name) + ":", json_value(field)) for field in target.resource.fields
        ]
        self._before = '{"type":"FeatureCollection","features":[\n'

    def write(self, record: Record) -> None:
        """Takes the properties of the next feature; a missing value is null."""
        feature = next(self._features)
        pairs = [
            name + ("null" if text is None else as_json(value, text))
            for (name, as_json), value, text in zip(
                self._columns, record.values, record.texts, strict=True
            )
        ]
        parts = ['"type":"Feature"']
        parts += [f'"geometry":{json_text(_geometry(feature.get("geometry")))}']
        parts += ['"properties":{' + ",".join(pairs) + "}"]
        self._file.write(self._before + "{" + ",".join(parts) + "}")
        self._before = ",\n"

    def close(self) -> None:
        """Completes the file."""
        self._file.write("\n]}\n" if self._before == ",\n" else self._before + "]}\n")
        self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._file.close()


def _geometry(checked: dict[str, Any] | None) -> dict[str, Any] | None:
    """The geometry's kind and coordinates, without whatever else it carries."""
    if checked is None:
        return None
    if checked["type"] == "GeometryCollection":
        parts = [_geometry(part) for part in checked["geometries"]]
        return {"type": "GeometryCollection", "geometries": parts}
    return {"type": checked["type"], "coordinates": checked["coordinates"]}
