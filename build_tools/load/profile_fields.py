"""The columns of a table with a profile: what the profile says, and what a descriptor may add.

What a column measures, in which unit, and which codes it knows is the profile's alone: pages and
sums rely on it. A descriptor may word titles, descriptions and definitions anew, ask for more
(constraints), allow fewer codes and say how its numbers are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..findings import Finding, error
from ..profiles import Profile
from .descriptor import items, mapping, plain

#: What a descriptor may not say otherwise than the profile, with what holds where nobody says it.
_FIXED = {
    "type": "string",
    "format": "default",
    **dict.fromkeys(("sdi:peran", "sdi:ukuran", "sdi:satuan", "sdi:konsep", "sdi:klasifikasi")),
}
#: The same in English.
_FIXED_ENGLISH = ("ukuran", "satuan", "konsep", "klasifikasi")
#: The texts that a descriptor may word anew, by their English.
_WORDS = {"title": "title", "description": "description", "definisi": "sdi:definisi"}


def fields(
    own: list[Any],
    profile: Profile,
    official: bool,
    where: Mapping[str, str],
    found: list[Finding],
) -> list[Any]:
    """The fields in the descriptor's order (``own``) where it has one, else in the profile's.

    What does not fit the profile is added to ``found``; ``where`` says where it stands.
    """
    required = profile.required_official if official else profile.required_compiled
    if not own:
        return [_required(field, required) for field in profile.fields]
    named = {_name(f) for f in own}
    wanted = (n for n in profile.columns if n not in profile.optional or n in required)
    found += [error("profile-field-missing", name=n, **where) for n in wanted if n not in named]
    made = []
    for given in own:
        base = profile.field(_name(given))
        if base is None:
            if profile.closed:
                found.append(error("profile-field-extra", name=_name(given), **where))
            made.append(given)
            continue
        merged, differing = _merged(base, given)
        for property in differing:
            facts = {"name": base["name"], "property": property, "expected": _said(base, property)}
            found.append(error("profile-field-differs", **where, **facts))
        made.append(_required(merged, required))
    return made


def english(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The English texts (`sdi:en`) of what is ``own`` on top of ``base``.

    A text is inherited only where its Indonesian is: else the two would say different things.
    """
    inherited = {
        key: text
        for key, text in mapping(base.get("sdi:en")).items()
        if own.get(_WORDS.get(key, key), base.get(_WORDS.get(key, key)))
        == base.get(_WORDS.get(key, key))
    }
    return {**inherited, **mapping(own.get("sdi:en"))}


def _name(field: object) -> str:
    return plain(mapping(field).get("name"))


def _required(field: Mapping[str, Any], required: tuple[str, ...]) -> Mapping[str, Any]:
    if field["name"] not in required:
        return field
    return {**field, "constraints": {**mapping(field.get("constraints")), "required": True}}


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A field of the profile with what the descriptor adds, and the properties that differ."""
    differing = [key for key in _FIXED if key in own and own[key] != base.get(key, _FIXED[key])]
    merged: dict[str, Any] = {**base, **own}
    for key in differing:
        merged[key] = base.get(key, _FIXED[key])
        if merged[key] is None:
            del merged[key]
    limits, added = mapping(base.get("constraints")), mapping(own.get("constraints"))
    if any(key in added and added[key] != limits[key] for key in limits):
        differing.append("constraints")
    merged["constraints"] = {**added, **limits}
    if not merged["constraints"]:
        del merged["constraints"]
    if "categories" in own:
        chosen = _chosen(items(base.get("categories")), own["categories"])
        if chosen is None:
            differing.append("categories")
            chosen = items(base.get("categories"))
        merged["categories"] = chosen
        if not chosen:
            del merged["categories"]
    texts, fixed = english(base, own), mapping(base.get("sdi:en"))
    for word in _FIXED_ENGLISH:
        if word in texts and texts[word] != fixed.get(word):
            differing.append(f"sdi:en.{word}")
            del texts[word]
        if word in fixed:
            texts[word] = fixed[word]
    return {**merged, "sdi:en": texts}, differing


def _chosen(known: list[Any], own: object) -> list[Any] | None:
    """Those of the profile's codes that a descriptor allows; None where it names other ones.

    The words for a code are the profile's: nobody may call a budget spending.
    """
    labels = {_value(category): mapping(category) for category in known}
    given = items(own)
    for category in given:
        said = mapping(category) if isinstance(category, Mapping) else {"value": category}
        base = labels.get(_value(category))
        if base is None or any(said[key] != base.get(key) for key in said):
            return None
    values = {_value(category) for category in given}
    return [category for category in known if _value(category) in values] or None


def _value(category: object) -> str:
    return plain(mapping(category).get("value")) if isinstance(category, Mapping) else str(category)


def _said(base: Mapping[str, Any], property: str) -> str:
    """What the profile says of a property, for a person; "–" where it says nothing."""
    if property.startswith("sdi:en."):
        return str(mapping(base.get("sdi:en")).get(property.removeprefix("sdi:en."), "–"))
    found = base.get(property, _FIXED.get(property))
    if isinstance(found, Mapping):
        return ", ".join(f"{key} {value}" for key, value in found.items()) or "–"
    if isinstance(found, list):
        return ", ".join(map(_value, found)) or "–"
    return "–" if found is None else str(found)
