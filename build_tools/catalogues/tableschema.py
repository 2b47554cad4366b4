"""The Table Schema of a published table: the source's, with every value in canonical form.

A source may say ``1.234,5`` or ``ya``; its published CSV says ``1234.5`` and ``true``, so the
formats go, and bounds and lists of allowed values are written the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..model import Field, ForeignKey, MissingValue, Resource, Text
from ..tables.values import missing_marks, published_type, raw_field, texter

_VALUED = ("enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_KEPT = ("categoriesOrdered", "rdfType")
#: Formats that say what a text means, not how a value is spelled.
_KEPT_FORMATS = {"string", "geojson"}


def table_schema(resource: Resource) -> dict[str, Any]:
    """The Table Schema under which the resource's canonical CSV reads back as the same values."""
    readers = _readers(resource)
    schema: dict[str, Any] = {
        "fields": [
            _field(field, resource, reader)
            for field, reader in zip(resource.fields, readers, strict=True)
        ],
        "missingValues": [missing.value for missing in resource.missing_values],
    }
    if resource.primary_key:
        schema["primaryKey"] = list(resource.primary_key)
    if resource.unique_keys:
        schema["uniqueKeys"] = [list(key) for key in resource.unique_keys]
    internal = [_foreign_key(key) for key in resource.foreign_keys if not key.package]
    if internal:
        schema["foreignKeys"] = internal
    external = [_reference(key) for key in resource.foreign_keys if key.package]
    if external:
        schema["sdi:kodeReferensi"] = external
    labels = [_missing(missing) for missing in resource.missing_values if missing.label]
    if labels:
        schema["sdi:labelNilaiHilang"] = labels
    return schema


def translated(text: Text, key: str) -> Iterator[tuple[str, Any]]:
    """``(key, text)`` and its translations as ``("sdi:<lang>", {key: …})``; nothing if empty."""
    if text:
        yield key, text.main
        for lang, other in text.others.items():
            yield f"sdi:{lang}", {key: other}


def _readers(resource: Resource) -> list[Callable[[Any], Any]]:
    """Each field's own reader; frictionless is loaded only where a text must be understood."""
    fields = resource.fields
    if not any(_is_text(v) for f in fields if f.type != "string" for v in _given(f)):
        return [lambda given: given for _ in fields]
    from ..tables.descriptors import cell_readers

    return cell_readers(resource)


def _given(field: Field) -> Iterator[Any]:
    for key in _VALUED:
        value = field.constraints.get(key)
        yield from value if isinstance(value, list) else [value]
    yield from (category.value for category in field.categories)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _field(field: Field, resource: Resource, reader: Callable[[Any], Any]) -> dict[str, Any]:
    raw = raw_field(resource, field.name)
    published: dict[str, Any] = {"name": field.name, "type": published_type(field)}
    if field.type in _KEPT_FORMATS and field.format != "default":
        published["format"] = field.format
    if field.title:
        published["title"] = field.title.main
    if field.description:
        published["description"] = field.description.main

    def value(given: Any) -> Any:
        return _canonical(field, reader, given)

    constraints = {
        key: ([value(v) for v in given] if isinstance(given, list) else value(given))
        if key in _VALUED
        else given
        for key, given in field.constraints.items()
        if given not in (None, [], {})
    }
    if constraints:
        published["constraints"] = constraints
    if field.categories:
        published["categories"] = [
            {"value": value(category.value), **dict(translated(category.label, "label"))}
            for category in field.categories
        ]
    if isinstance(raw.get("missingValues"), list):
        published["missingValues"] = list(missing_marks(resource, raw))
    if isinstance(raw.get("arrayItem"), Mapping):
        published["arrayItem"] = {k: v for k, v in raw["arrayItem"].items() if k != "format"}
    elif raw.get("itemType"):
        published["arrayItem"] = {"type": raw["itemType"]}  # an extra that frictionless reads
    published |= {key: raw[key] for key in _KEPT if raw.get(key)}
    published |= own_properties(raw)
    return published


def own_properties(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The properties with the prefix ``sdi:`` that say something, as written."""
    return {k: v for k, v in raw.items() if k.startswith("sdi:") and v not in (None, "", [], {})}


def _canonical(field: Field, reader: Callable[[Any], Any], given: Any) -> Any:
    """A bound or an allowed value as JSON has it: number, boolean or canonical text."""
    if not _is_text(given) or field.type in {"string", "any"}:
        return given
    value = reader(given)
    if value is None:
        return given
    if field.type in {"integer", "year", "boolean"} and isinstance(value, int):
        return value
    text = texter(field)(value)
    if field.type == "number" and Decimal(text).is_finite():
        return _json_number(text)
    return text


def _json_number(text: str) -> Any:
    """A number that JSON keeps exactly, or else its text."""
    number = Decimal(text)
    if number == number.to_integral_value() and abs(number) < 2**53:
        return int(number)
    return float(text) if Decimal(repr(float(text))) == number else text


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    reference = {"resource": key.resource, "fields": list(key.reference_fields)}
    return {"fields": list(key.fields), "reference": reference}


def _reference(key: ForeignKey) -> dict[str, Any]:
    """A key into another dataset. As `foreignKeys` it would make the package invalid."""
    reference = {
        "package": key.package,
        "path": f"../../{key.package}/datapackage.json",
        "resource": key.resource,
        "fields": list(key.reference_fields),
    }
    return {"fields": list(key.fields), "reference": reference}


def _missing(missing: MissingValue) -> dict[str, Any]:
    return {"value": missing.value, **dict(translated(missing.label, "label"))}
