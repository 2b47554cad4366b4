"""GeoJSON (RFC 7946): the features with their declared properties, typed.

Only what was checked goes out: declared properties and coordinates. A feature's id and bbox,
and members that RFC 7946 does not name, are left out.
"""

from __future__ import annotations

from typing import Any

from ..tables import geo
from ..tables.batch import Batch
from ..tables.values import json_text
from .base import Target
from .columns import joined
from .json import names, objects


class GeoJsonWriter:
    """Writes one feature a line. A property that the schema does not name is left out.

    The shapes are read at the end only, when the whole file was checked; it is bounded
    (`geo.MAX_BYTES`).
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._file = target.path.open("wb")
        self._names = names(target.resource.fields)
        self._members: list[str] = []

    def write(self, batch: Batch) -> None:
        """Takes the properties of the next features; a missing value is null."""
        pieces = objects(batch, self._names, self._target.shared)
        self._members += joined(pieces, len(batch)).to_pylist()

    def close(self) -> None:
        """Writes the file."""
        folder = self._target.dataset.source.folder
        features = geo.features(folder, self._target.resource)
        before = '{"type":"FeatureCollection","features":[\n'
        for feature, members in zip(features, self._members, strict=True):
            shape = json_text(_geometry(feature.get("geometry")))
            line = f'{{"type":"Feature","geometry":{shape},"properties":{members}}}'
            self._file.write((before + line).encode())
            before = ",\n"
        self._file.write(("\n]}\n" if self._members else before + "]}\n").encode())
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
