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
from ..profiles import REGISTERS, Key, Profile
from . import profile_fields
from .descriptor import items, mapping, plain
from .yamlfile import UnreadableError, read_mapping

_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
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
    fields = profile_fields.fields(items(own.get("fields")), profile, official, where, found)
    names = [plain(mapping(f).get("name")) for f in fields]
    keys = items(own.get("foreignKeys"))
    nowhere = _pointing_nowhere(given, profile, portal, where)
    found += nowhere
    said = [[plain(f) for f in items(mapping(key).get("fields"))] for key in keys]
    for key in profile.foreign_keys:
        if list(key.fields) in said or not set(key.fields) <= set(names):
            continue
        target = _target(key, given, raw, portal)
        if target:
            reference = {**target, "fields": list(key.reference)}
            keys.append({"fields": list(key.fields), "reference": reference})
        elif set(key.fields) <= set(profile.primary_key) and not nowhere:
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
    texts = {"title": profile.title, "description": profile.description}
    base: dict[str, Any] = {key: text.main for key, text in texts.items()}
    base["sdi:en"] = {key: text.others["en"] for key, text in texts.items()}
    rules = [*profile.rules, *items(given.get("sdi:aturan"))]
    return {
        "type": "table",
        **base,
        "sdi:grafik": "tidak",  # what may be drawn of it, its pages draw
        **given,
        "sdi:en": profile_fields.english(base, given),
        **({"sdi:aturan": rules} if rules else {}),
        "schema": schema,
    }


def _pointing_nowhere(
    given: Mapping[str, Any], profile: Profile, portal: Portal, where: Mapping[str, str]
) -> list[Finding]:
    """What `sdi:rujukan` says and no key can follow: a check would be off that somebody wanted."""
    said = given.get("sdi:rujukan")
    keys = {key.profile: key for key in profile.foreign_keys}
    wrong: list[tuple[str, object]] = []
    if isinstance(said, Mapping):
        wrong += [
            (plain(name), text)
            for name, text in said.items()
            if text and not (name in keys and _elsewhere(plain(text), keys[name], portal))
        ]
    elif said:
        wrong.append((next(iter(keys), "opd"), said))
    facts = ({"of": name, "case": "given", "given": str(text)[:200]} for name, text in wrong)
    return [error("profile-reference-missing", **where, **more) for more in facts]


def _target(
    key: Key, given: Mapping[str, Any], raw: Mapping[str, Any], portal: Portal
) -> dict[str, str] | None:
    """Where a key of the profile points: where the resource says, here, or a register; or nowhere.

    What the resource says and cannot be followed is told by `_pointing_nowhere`.
    """
    said = plain(mapping(given.get("sdi:rujukan")).get(key.profile))
    if target := _elsewhere(said, key, portal):
        return target
    here = [r for r in items(raw.get("resources")) if isinstance(r, Mapping)]
    for other in here:
        if other.get("sdi:profil") == key.profile:
            return {"resource": plain(other.get("name"))}
    register = portal.settings.get(REGISTERS.get(key.profile, ""), "") or ""
    return _elsewhere(str(register), key, portal)


def _elsewhere(said: str, key: Key, portal: Portal) -> dict[str, str] | None:
    """The table that ``<opd>/<dataset>`` or ``<opd>/<dataset>#<resource>`` names, if it can be."""
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
