"""The descriptor that goes out: what the checks read, about the tables as they are published.

It is a source like the private one: a resource that follows a profile still names it. Where the
file of a table was written in its own way (a workbook, a decimal comma), the public one is the
canonical CSV, and the descriptor says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from ..catalogues.tableschema import table_schema
from ..load.descriptor import items, mapping, plain
from ..model import Dataset, Resource
from ..profiles import profile

#: Properties of Data Package v2 that the checks and the pages know.
_DATASET = (
    *("$schema", "name", "id", "title", "description", "version", "keywords", "licenses"),
    *("sources", "en"),
)
_RESOURCE = ("name", "type", "title", "description", "licenses", "sources", "en")
_SCHEMA = ("primaryKey", "uniqueKeys", "foreignKeys")
_FIELD = ("name", "title", "description", "en", "rdfType", "categoriesOrdered")
#: What a field says about its values, as the published schema has it.
_VALUES = ("format", "missingValues", "arrayItem")
_ENTRIES = {"licenses": ("name", "title", "path"), "sources": ("title", "path")}
_ENDINGS = {"csv": ".csv", "xlsx": ".csv", "geojson": ".geojson"}


def public(given: Mapping[str, Any], dataset: Dataset, paths: Mapping[str, str]) -> dict[str, Any]:
    """The public form of a descriptor as people wrote it (profiles not laid below it).

    ``dataset`` is what it was read as, ``paths`` says where each resource's table goes.
    """
    found = _kept(given, _DATASET)
    tables = [r for r in items(given.get("resources")) if isinstance(r, Mapping)]
    found["resources"] = [
        _resource(raw, resource, paths[resource.name])
        for raw, resource in zip(tables, dataset.resources, strict=True)
    ]
    return found


def paths(dataset: Dataset) -> dict[str, str]:
    """Where the table of each resource goes in the dataset's public folder.

    A plain name of a CSV or GeoJSON file is kept; the name of a workbook never is.
    """
    found: dict[str, str] = {}
    for resource in dataset.resources:
        ending = _ENDINGS[resource.kind]
        own = PurePosixPath(resource.path)
        stem = own.stem if own.suffix == ending and _is_plain(own.stem) else resource.name
        wanted = (f"data/{name}{ending}" for name in (stem, resource.name, f"{resource.name}-0"))
        found[resource.name] = next(path for path in wanted if path not in found.values())
    return found


def _is_plain(stem: str) -> bool:
    return stem.isascii() and stem == stem.lower() and stem.replace("-", "").isalnum()


def _kept(given: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """The properties that go out: those named, and those of the house (`sdi:`)."""
    return {
        key: _entries(value, _ENTRIES[key]) if key in _ENTRIES else value
        for key, value in given.items()
        if key in keys or key.startswith("sdi:")
    }


def _entries(value: Any, keys: tuple[str, ...]) -> Any:
    if not isinstance(value, list):
        return value
    return [_kept(entry, keys) if isinstance(entry, Mapping) else entry for entry in value]


def _resource(raw: Mapping[str, Any], resource: Resource, path: str) -> dict[str, Any]:
    return {
        **_kept(raw, _RESOURCE),
        "path": path,
        "format": "geojson" if resource.kind == "geojson" else "csv",
        "schema": _schema(mapping(raw.get("schema")), raw, resource),
    }


def _schema(own: Mapping[str, Any], raw: Mapping[str, Any], resource: Resource) -> dict[str, Any]:
    found = _kept(own, _SCHEMA)
    missing = own.get("missingValues", raw.get("missingValues"))
    if missing is not None:
        found["missingValues"] = missing
    fields = items(own.get("fields"))
    if fields:
        canonical = {field["name"]: field for field in table_schema(resource)["fields"]}
        known = profile(resource.profile) if resource.profile else None
        columns = known.columns if known else ()
        found["fields"] = [
            _field(field, canonical[name], name in columns)
            for field in map(mapping, fields)
            if (name := plain(field.get("name"))) in canonical
        ]
    return found


def _field(
    own: Mapping[str, Any], canonical: Mapping[str, Any], of_profile: bool
) -> dict[str, Any]:
    """A field with every value it names in canonical form; of a profile's, only what it adds."""
    found = _kept(own, _FIELD)
    if "type" in own:
        found["type"] = own["type"] if of_profile else canonical["type"]
    for key in _VALUES:
        if key in canonical and (key in own or not of_profile):
            found[key] = canonical[key]
    limits = mapping(canonical.get("constraints"))
    own_limits = {key: limits[key] for key in mapping(own.get("constraints")) if key in limits}
    if own_limits:
        found["constraints"] = own_limits
    if own.get("categories"):
        found["categories"] = own["categories"] if of_profile else canonical["categories"]
    return found
