"""What a property's new value is as edits of a descriptor: lists and sources item by item."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..load.descriptor import items, mapping, plain
from ..load.yamlfile import parse_yaml
from ..model.recipe import reading_under
from . import convert
from .edit import Edit
from .labels import Place, Property


def edits(text: str, strict: bool, base: Place, asked: Property, value: Any) -> list[Edit]:
    """The edits that set a property below ``base`` to a value; None removes it.

    ``strict``: the text is JSON. Raises `convert.NotTakenError` where it cannot be said so.
    """
    root = json.loads(text) if strict else parse_yaml(text)
    here: Any = root
    for part in base:
        here = here[part]
    if asked.kind == "source":
        return _sources(here, str(asked.place[1]), value or "")
    if asked.kind == "licence":
        entry = convert.licence(value)
        if not items(here.get("licenses")):
            return [Edit(("licenses",), [entry])]
        return [Edit(("licenses", 0, key), text) for key, text in entry.items()]
    place = (*base, *asked.place)
    if asked.kind == "type" and value:
        return [Edit(place, value), *_reading(root, base, str(value))]
    if asked.key in {"period_start", "period_end"}:
        return _period(here, asked, value)
    if asked.kind == "list" and value is not None:
        old = {plain(item): item for item in items(_at(here, asked.place))}
        return [Edit(place, [old.get(item, item) for item in value])]
    if asked.kind == "codes" and value is not None:
        return _codes(items(_at(here, asked.place)), place, value)
    return [Edit(place, value)]


def _reading(root: Mapping[str, Any], base: Place, type: str) -> list[Edit]:
    """How the recipe of the table reads the column, which its new type may not allow any more."""
    if len(base) != 5 or base[0] != "resources":
        return []
    at, field = int(base[1]), int(base[4])
    table = mapping(items(root.get("resources"))[at])
    name = plain(mapping(items(mapping(table.get("schema")).get("fields"))[field]).get("name"))
    for number, column in enumerate(items(mapping(table.get("sdi:resep")).get("kolom"))):
        given = mapping(column)
        now = plain(given.get("baca")) or "teks"
        if plain(given.get("nama")) == name and (wanted := reading_under(type, now)) != now:
            place = ("resources", at, "sdi:resep", "kolom", number, "baca")
            return [Edit(place, None if wanted == "teks" else wanted)]
    return []


def _at(here: Any, place: Place) -> Any:
    for part in place:
        here = mapping(here).get(str(part))
    return here


def _period(here: Mapping[str, Any], asked: Property, value: Any) -> list[Edit]:
    """Beginning and end; one word for both where they are not known."""
    if value == convert.UNKNOWN_PERIOD:
        return [Edit(("sdi:periode",), value)]
    if isinstance(here.get("sdi:periode"), str):
        if value is None:
            return [Edit(("sdi:periode",), None)]
        return [Edit(("sdi:periode",), {str(asked.place[1]): value})]
    return [Edit(asked.place, value)]


def _sources(here: Mapping[str, Any], key: str, value: str) -> list[Edit]:
    """A line for each source; lines more than there are become sources of their own."""
    given = items(here.get("sources"))
    lines = value.split("\n")
    said = [None if line.strip() in {"", convert.NOTHING} else line.strip() for line in lines]
    if len(said) < len(given):
        raise convert.NotTakenError("sources", count=len(given))
    made = [
        Edit(("sources", n, key), text)
        for n, (entry, text) in enumerate(zip(given, said, strict=False))
        if plain(mapping(entry).get(key)) != (text or "")
    ]
    more = [{key: text} for text in said[len(given) :] if text]
    if more:
        after = [
            {**entry, key: text} if text else {k: v for k, v in entry.items() if k != key}
            for entry, text in zip(given, said, strict=False)
        ]
        made.append(Edit(("sources",), [*after, *more]))
    return made


def _codes(old: list[Any], place: Place, value: list[Any]) -> list[Edit]:
    """Categories: what else is said of a code (its English) stays."""
    known = {_code(entry): entry for entry in old}
    made, changed = [], []
    for n, entry in enumerate(value):
        before = known.get(_code(entry))
        label = entry.get("label") if isinstance(entry, dict) else None
        if isinstance(before, Mapping):
            made.append(before)
            if label and plain(before.get("label")) != label:
                changed.append(Edit((*place, n, "label"), label))
        elif before is not None and label is None:
            made.append(before)
        else:
            made.append(entry)
    return [*([] if made == old else [Edit(place, made)]), *changed]


def _code(entry: Any) -> str:
    return plain(mapping(entry).get("value")) if isinstance(entry, Mapping) else plain(entry)
