"""One canonical text for every typed value: what the downloads, the profile and pages show.

The text is what Table Schema reads back, with the field's default format, as the same value:
a point for decimals, no exponent, ISO 8601 dates, ``true`` and ``false``, JSON for what is
nested. Nothing is rounded.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

from ..model import Field, Resource

#: Integers beyond this lose digits in every JSON reader that has only doubles.
SAFE_INTEGER = 2**53
#: A number with more zeros than this keeps its exponent: 1E+999999999 must not fill the disk.
_MAX_ZEROS = 400
_HALF_PAIR = re.compile("[\ud800-\udfff]")

NESTED = frozenset({"list", "array", "object", "geojson", "geopoint"})


def canonical(field: Field, value: Any) -> str:
    """The one canonical text of a value that was cast by that field's type."""
    return texter(field)(value)


def texter(field: Field) -> Callable[[Any], str]:
    """The function that gives the canonical text of that field's values."""
    if field.type == "geopoint":
        exact = field.format == "default"
        return lambda value: ",".join(number_text(_degrees(part, exact)) for part in value)
    return _TEXTERS.get(field.type, plain_text)


def published_type(field: Field) -> str:
    """The type under which a field is published.

    A list becomes an array, written as JSON: neither clients of v1 nor the JSON Schema of v2
    know the type `list`.
    """
    return "array" if field.type == "list" else field.type


def raw_fields(resource: Resource) -> list[Mapping[str, Any]]:
    """The fields as written in the descriptor, in the order of the resource's fields."""
    schema = resource.raw.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    given: dict[str, Mapping[str, Any]] = {}
    for raw in fields if isinstance(fields, list) else []:
        if isinstance(raw, (dict, Mapping)):
            given.setdefault(str(raw.get("name")).strip(), raw)
    return [given.get(field.name, {}) for field in resource.fields]


def raw_field(resource: Resource, name: str) -> Mapping[str, Any]:
    """The field as written in the descriptor; empty where it is not there."""
    schema = resource.raw.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    for given in fields if isinstance(fields, list) else []:
        if isinstance(given, Mapping) and str(given.get("name")).strip() == name:
            return given
    return {}


def missing_marks(resource: Resource, raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts that stand for "no value" in a field, its own or else the table's; "" first."""
    given = raw.get("missingValues")
    if isinstance(given, list):
        marks = [str(m.get("value", "") if isinstance(m, Mapping) else m) for m in given]
    else:
        marks = [missing.value for missing in resource.missing_values]
    return tuple(sorted(marks, key=bool))


def number_text(value: Any) -> str:
    """A number as plain decimal text: 2.90 stays 2.90, 1E+5 is 100000; NaN, INF and -INF."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if not isinstance(value, Decimal):
        return str(value)
    if not value.is_finite():
        return "NaN" if value.is_nan() else "-INF" if value < 0 else "INF"
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and abs(exponent) > _MAX_ZEROS:
        return str(value)
    return format(value, "f")


def moment_text(value: Any) -> str:
    """A date, time or both in ISO 8601; UTC is written Z."""
    text = str(value.isoformat())
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def duration_text(value: Any) -> str:
    """A duration in ISO 8601: P1Y2M, P1DT12H."""
    import isodate  # type: ignore[import-untyped]

    return str(isodate.duration_isoformat(value))


def json_text(value: Any, big_as_text: bool = False) -> str:
    """A value as JSON, numbers digit for digit; what JSON cannot hold becomes a text.

    With ``big_as_text`` integers beyond 2**53 are written as texts, since most readers of
    JSON would round them.
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return string_json(value)
    if isinstance(value, int):
        return f'"{value}"' if big_as_text and abs(value) > SAFE_INTEGER else str(value)
    if isinstance(value, (float, Decimal)):
        text = number_text(value)
        return f'"{text}"' if text in {"NaN", "INF", "-INF"} else text
    if isinstance(value, Mapping):
        pairs = (f"{string_json(str(k))}:{json_text(v, big_as_text)}" for k, v in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(json_text(v, big_as_text) for v in value) + "]"
    return string_json(plain_text(value))


def string_json(text: str) -> str:
    """A text as a JSON string in UTF-8; half a surrogate pair is escaped, as UTF-8 has none."""
    encode = encode_basestring_ascii if _HALF_PAIR.search(text) else encode_basestring
    return str(encode(text))


def plain_text(value: Any) -> str:
    """The canonical text of a value by its Python type: for items of lists and type `any`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return number_text(value)
    if isinstance(value, (dt.date, dt.time)):
        return moment_text(value)
    if isinstance(value, (Mapping, list, tuple)):
        return json_text(value)
    return str(value)


def json_value(field: Field) -> Callable[[Any, str], str]:
    """The function that gives a field's value as JSON, out of the value and canonical text."""
    kind = field.type
    if kind == "number":
        return lambda value, text: text if _is_finite(value) else f'"{text}"'
    if kind in {"integer", "year"}:
        return lambda value, text: json_text(value, big_as_text=True)
    if kind == "boolean":
        return lambda value, text: text
    if kind == "geopoint":
        return lambda value, text: f"[{text}]"
    if kind in NESTED:
        return lambda value, text: json_text(value, big_as_text=True)
    return lambda value, text: string_json(text)


def _is_finite(value: Any) -> bool:
    return Decimal(value).is_finite()


def _degrees(value: Any, exact: bool) -> Any:
    """A coordinate; where it was read from JSON, the number that was written there."""
    if exact or not isinstance(value, Decimal) or value == value.to_integral_value():
        return value
    nearest = float(value)
    return Decimal(repr(nearest)) if Decimal(nearest) == value else value


def _year_text(value: Any) -> str:
    return f"{value:04d}"


def _yearmonth_text(value: Any) -> str:
    return f"{value[0]:04d}-{value[1]:02d}"


_TEXTERS: dict[str, Callable[[Any], str]] = {
    "string": str,
    "integer": str,
    "number": number_text,
    "boolean": plain_text,
    "date": moment_text,
    "datetime": moment_text,
    "time": moment_text,
    "year": _year_text,
    "yearmonth": _yearmonth_text,
    "duration": duration_text,
    "list": json_text,
    "array": json_text,
    "object": json_text,
    "geojson": json_text,
}
