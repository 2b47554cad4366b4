"""What a property of a descriptor is called: as in the workbook of metadata, not by its path."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..metadata import labels
from ..words import Words
from . import shown
from .base import DatasetChange

_PATH = re.compile(r"resources\[([^\]]*)\](?:\.schema\.fields\[([^\]]*)\])?\.(.+)", re.DOTALL)
_ENTRY = re.compile(r"\[[^\]]*\]")


def _keys(given: tuple[labels.Property, ...]) -> Mapping[str, str]:
    return {".".join(map(str, p.place)): p.key for p in given}


_DATASET, _FIELD = _keys(labels.DATASET), _keys(labels.FIELD)


def called(path: str, given: DatasetChange, words: Words) -> str:
    """A property in words, with the table and the column that it is of; else its path."""
    found = _PATH.fullmatch(path)
    table, field, rest = found.groups() if found else ("", "", path)
    plain = _ENTRY.sub("", rest)
    if plain.startswith("sdi:resep"):
        name = words("changes.property.recipe")
    else:
        key = (_FIELD if field else _DATASET).get(plain)
        name = words(f"metadata.properties.{key}.title") if key else shown.name(rest)
    known = next((t for t in given.tables if t.name == table), None)
    if field:
        facts = {"name": name, "column": shown.name(known.called(field) if known else field)}
        return words("changes.property.of-column", **facts)
    if table and len(given.tables) != 1:
        facts = {"name": name, "table": shown.name(known.title if known else table)}
        return words("changes.property.of-table", **facts)
    return name
