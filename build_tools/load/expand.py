"""A descriptor whose resources name a profile, with what the profile says laid below it.

The result is a plain descriptor: every stage after this, and every client of the published
package, sees a whole Table Schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import profiles
from ..findings import Finding, error, warning
from ..model import Portal
from ..profiles import Key, Profile
from .descriptor import items, mapping, plain
from .yamlfile import UnreadableError, read_mapping

#: The settings that name the dataset with the rows of a profile: the portal's registers.
REGISTERS = {"opd": "daftar_opd", "dimensi": "daftar_dimensi"}
_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
#: What a descriptor may not say otherwise than the profile.
_FIXED = ("type", "format")
_DESCRIPTORS = ("datapackage.yaml", "datapackage.yml", "datapackage.json")


def expanded(
    raw: Mapping[str, Any], portal: Portal, file: str
) -> tuple[dict[str, Any], list[Finding]]:
    """The descriptor with each profile laid below, and what does not fit its profile.

    ``file`` is the descriptor's name, for the findings. ``raw`` is left as it is.
    """
    found: list[Finding] = []
    resources = []
    for given in items(raw.get("resources")):
        name = plain(given.get("sdi:profil")) if isinstance(given, Mapping) else ""
        if not name:
            resources.append(given)
            continue
        profile = profiles.profile(name)
        if profile is None:
            known = ", ".join(profiles.all_profiles())
            found.append(error("profile-unknown", file=file, profile=name, expected=known))
            resources.append(given)
            continue
        resources.append(_resource(given, profile, raw, portal, file, found))
    if not any(r is not g for r, g in zip(resources, items(raw.get("resources")), strict=True)):
        return dict(raw), found
    return {**raw, "resources": resources}, found


def _resource(
    given: Mapping[str, Any],
    profile: Profile,
    raw: Mapping[str, Any],
    portal: Portal,
    file: str,
    found: list[Finding],
) -> dict[str, Any]:
    """One resource with its profile below it; adds what does not fit to ``found``."""
    own = mapping(given.get("schema"))
    where = {"file": file, "profile": profile.name}
    official = raw.get("sdi:asal") != "himpunan"
    fields = _fields(items(own.get("fields")), profile, official, where, found)
    names = [plain(mapping(f).get("name")) for f in fields]
    keys = items(own.get("foreignKeys"))
    said = [[plain(f) for f in items(mapping(key).get("fields"))] for key in keys]
    for key in profile.foreign_keys:
        if list(key.fields) in said or not set(key.fields) <= set(names):
            continue
        target = _target(key, given, raw, portal)
        if target:
            reference = {**target, "fields": list(key.reference)}
            keys.append({"fields": list(key.fields), "reference": reference})
        elif set(key.fields) <= set(profile.primary_key):
            found.append(warning("profile-reference-missing", of=key.profile, **where))
    schema = {
        "missingValues": list(profiles.missing_values()),
        **own,
        "fields": fields,
        **({"primaryKey": list(profile.primary_key)} if profile.primary_key else {}),
    }
    if profile.unique_keys:
        schema["uniqueKeys"] = [list(key) for key in profile.unique_keys]
    if keys:
        schema["foreignKeys"] = keys
    english = {"title": profile.title.others["en"], "description": profile.description.others["en"]}
    rules = [*profile.rules, *items(given.get("sdi:aturan"))]
    return {
        "type": "table",
        "title": profile.title.main,
        "description": profile.description.main,
        "sdi:grafik": "tidak",  # what may be drawn of it, its pages draw
        **given,
        "sdi:en": {**english, **mapping(given.get("sdi:en"))},
        **({"sdi:aturan": rules} if rules else {}),
        "schema": schema,
    }


def _fields(
    own: list[Any],
    profile: Profile,
    official: bool,
    where: Mapping[str, str],
    found: list[Finding],
) -> list[Any]:
    """The fields in the descriptor's order where it has one, else in the profile's."""
    required = profile.required_official if official else profile.required_compiled
    if not own:
        return [_required(field, required) for field in profile.fields]
    named = {plain(mapping(f).get("name")) for f in own}
    wanted = (n for n in profile.columns if n not in profile.optional or n in required)
    found += [error("profile-field-missing", name=n, **where) for n in wanted if n not in named]
    made = []
    for given in own:
        base = profile.field(plain(mapping(given).get("name")))
        if base is None:
            made.append(given)
            continue
        made.append(_required(_merged(base, given, where, found), required))
    return made


def _required(field: Mapping[str, Any], required: tuple[str, ...]) -> Mapping[str, Any]:
    if field["name"] not in required:
        return field
    return {**field, "constraints": {**mapping(field.get("constraints")), "required": True}}


def _merged(
    base: Mapping[str, Any], own: Mapping[str, Any], where: Mapping[str, str], found: list[Finding]
) -> dict[str, Any]:
    """A field of the profile with what the descriptor adds to it."""

    def differs(property: str) -> None:
        more = {"name": base["name"], "property": property, "expected": str(base.get(property))}
        found.append(error("profile-field-differs", **where, **more))

    merged = {**base, **own}
    for key in _FIXED:
        if key in own and own[key] != base.get(key, "default"):
            differs(key)
            merged[key] = base.get(key, "default")
    limits = mapping(base.get("constraints"))
    added = mapping(own.get("constraints"))
    if any(key in added and added[key] != limits[key] for key in limits):
        differs("constraints")
    merged["constraints"] = {**added, **limits}
    if not merged["constraints"]:
        del merged["constraints"]
    allowed = [_value(c) for c in items(base.get("categories"))]
    chosen = [_value(c) for c in items(own.get("categories"))]
    if chosen and not (allowed and set(chosen) <= set(allowed)):
        differs("categories")
        merged.pop("categories")
        if allowed:
            merged["categories"] = base["categories"]
    english = {**mapping(base.get("sdi:en")), **mapping(own.get("sdi:en"))}
    return {**merged, "sdi:en": english}


def _value(category: object) -> str:
    return plain(mapping(category).get("value")) if isinstance(category, Mapping) else str(category)


def _target(
    key: Key, given: Mapping[str, Any], raw: Mapping[str, Any], portal: Portal
) -> dict[str, str] | None:
    """Where a key of the profile points: a resource here, or of another dataset; or nowhere."""
    said = plain(mapping(given.get("sdi:rujukan")).get(key.profile))
    here = [r for r in items(raw.get("resources")) if isinstance(r, Mapping)]
    if not said:
        for other in here:
            if other.get("sdi:profil") == key.profile:
                return {"resource": plain(other.get("name"))}
        said = str(portal.settings.get(REGISTERS.get(key.profile, ""), "") or "")
    id, _, resource = said.partition("#")
    if not _ID.fullmatch(id):
        return None
    resource = resource or _resource_of(portal.root / "datasets" / id, key)
    return {"package": id, "resource": resource} if resource else None


def _resource_of(folder: Path, key: Key) -> str:
    """The name of the resource of another dataset that a key points at; empty where none is.

    The one of that profile, else the first that has the columns.
    """
    for name in _DESCRIPTORS:
        path = folder / name
        if path.is_file() and not path.is_symlink():
            stat = path.stat()
            tables = _tables(folder, path, stat.st_mtime_ns, stat.st_size)
            named = next((n for n, p, _ in tables if p == key.profile), "")
            wanted = set(key.reference)
            return named or next((n for n, _, columns in tables if wanted <= columns), "")
    return ""


@lru_cache(maxsize=64)
def _tables(
    folder: Path, path: Path, changed: int, size: int
) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The resources of a descriptor: name, profile, columns. Read again once it was changed."""
    try:
        raw = read_mapping(folder, path)
    except UnreadableError:  # reported when that dataset is loaded in its turn
        return ()
    return tuple(
        (
            plain(r.get("name")),
            plain(r.get("sdi:profil")),
            frozenset(
                plain(mapping(f).get("name")) for f in items(mapping(r.get("schema")).get("fields"))
            ),
        )
        for r in items(raw.get("resources"))
        if isinstance(r, Mapping)
    )
