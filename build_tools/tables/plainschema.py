"""Schemas that say only what most say: made without the checks that they surely pass.

frictionless holds a schema against a JSON Schema and rules of its own, which costs as much as
a thousand rows. What is plain here is what these surely take; all else goes to frictionless.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frictionless import Field, Schema, fields

_CLASSES: dict[str, type[Field]] = {
    "string": fields.StringField,
    "integer": fields.IntegerField,
    "number": fields.NumberField,
    "boolean": fields.BooleanField,
    "date": fields.DateField,
    "year": fields.YearField,
}
_TEXTS = {"name", "type", "title", "description"}
_SCHEMA = {"fields", "missingValues", "primaryKey", "$schema"}
#: Constraints by what may be given for them; of bounds frictionless takes anything.
_GIVEN: dict[str, type] = {
    "required": bool,
    "unique": bool,
    "minLength": int,
    "maxLength": int,
    "pattern": str,
    "enum": list,
    "minimum": object,
    "maximum": object,
    "exclusiveMinimum": object,
    "exclusiveMaximum": object,
}


def schema_of(given: Mapping[str, Any]) -> Schema | None:
    """The schema of such a descriptor (of v2); None where it is not plain."""
    names = [raw.get("name") for raw in given["fields"]]
    key = given.get("primaryKey", [])
    if not (
        given.keys() <= _SCHEMA
        and names
        and all(_is_plain(raw) for raw in given["fields"])
        and len(set(names)) == len(names)
        and isinstance(key, list)
        and all(isinstance(name, str) and name in names for name in key)
        and _are_texts(given["missingValues"])
    ):
        return None
    made = [
        _CLASSES[raw["type"]](
            name=raw["name"],
            title=raw.get("title"),
            description=raw.get("description"),
            constraints=dict(raw.get("constraints", {})),
        )
        for raw in given["fields"]
    ]
    return Schema(fields=made, missing_values=list(given["missingValues"]), primary_key=list(key))


def _is_plain(raw: Mapping[str, Any]) -> bool:
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in _CLASSES or not raw.get("name"):
        return False
    constraints = raw.get("constraints", {})
    allowed = [*_CLASSES[kind].supported_constraints, "unique"]
    return (
        raw.keys() <= {*_TEXTS, "constraints"}
        and all(isinstance(raw[name], str) for name in _TEXTS & raw.keys())
        and isinstance(constraints, dict)
        and all(_fits(name, value) for name, value in constraints.items())
        and all(name in allowed for name in constraints)
    )


def _fits(name: object, value: object) -> bool:
    """Whether that may be given for a constraint; a truth value is no number."""
    wanted = _GIVEN.get(str(name))
    if wanted is None or value is None:
        return False
    return isinstance(value, wanted) and (wanted is not int or not isinstance(value, bool))


def _are_texts(given: object) -> bool:
    return (
        isinstance(given, list)
        and all(isinstance(text, str) for text in given)
        and len(set(given)) == len(given)
    )
