"""One table's description, as the script of the check page reads it.

Names are short, since there may be thousands of columns. What has its usual value is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..checks.persons import texts
from ..checks.privacycolumns import columns_of
from ..checks.profiled import given
from ..model import Dataset, Field, Recipe, Resource
from ..privacy import headers
from ..tables.dialect import csv_options, header_rows
from ..tables.excel.sheetfindings import ALLOWED
from ..tables.plain import portable
from ..tables.recipe.beside import beside
from ..tables.recipe.totals import summed
from ..tables.values import missing_marks, raw_fields
from .packed import ref_of

#: Types that the script judges; cells of others are left to the check before publication.
TYPES = frozenset({"string", "any", "integer", "number", "boolean", "year", "yearmonth", "date"})
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LIMITS = ("required", "unique", "minLength", "maxLength", "enum", *_BOUNDS)
_OWN_SIGNS = {"decimalChar": "dec", "groupChar": "grp", "trueValues": "yes", "falseValues": "no"}
_SAYS_GROUPED = frozenset({"groupChar", "decimalChar", "sdi:desimal"})
_DATE_PARTS = frozenset("Ymd")


def covered(resource: Resource) -> bool:
    """Whether the script can read such a table: one header, columns in the schema's order."""
    plain = resource.fields_match == "exact" and len(header_rows(resource)) == 1
    odd = resource.dialect.get("commentChar") or resource.dialect.get("commentRows")
    return resource.kind in {"csv", "xlsx"} and bool(resource.fields) and plain and not odd


def described(dataset: Dataset, resource: Resource) -> str:
    """`schema_of` as JSON; empty for a table that is not `covered`."""
    if not covered(resource):
        return ""
    return json.dumps(schema_of(dataset, resource), separators=(",", ":"))


def schema_of(dataset: Dataset, resource: Resource) -> dict[str, Any]:
    """The description of a table that is `covered`; foreign keys name their codes by `ref_of`."""
    fields = resource.fields
    titles = (dataset.title.main, resource.title.main)
    official = any(headers.is_official(f.name, f.title.main) for f in fields)
    columns = columns_of(fields, official or headers.is_official(*titles))
    profile = given(resource)
    named = {name: "name" if of_thing else "text" for name, of_thing in texts(resource).items()}
    at = {f.name: i for i, f in enumerate(fields)}
    made: dict[str, Any] = {
        "kind": resource.kind,
        "file": resource.path.rsplit("/", 1)[-1],
        "enc": resource.encoding,
        "head": header_rows(resource)[0],
        "csv": csv_options(resource),
        "sheet": resource.dialect.get("sheetName") or resource.dialect.get("sheet"),
        "pk": [at[n] for n in resource.primary_key if n in at],
        "uk": [[at[n] for n in k] for k in resource.unique_keys if k and set(k) <= set(at)],
        "fk": list(_foreign_keys(dataset, resource, at)),
        "totals": any(rule.total_row for rule in resource.rules),
        "empty": bool(resource.empty_reason),
        "hidden": resource.raw.get(ALLOWED) is True,
        "profile": resource.profile if profile else "",
        "fields": [
            {
                **_field(resource, field, raw, bool(profile and profile.field(field.name))),
                "look": column.look,
                "told": column.told,
                "mild": sorted(column.mild),
                "money": column.money,
                "persons": column.persons,
                "named": named.get(field.name, ""),
            }
            for field, raw, column in zip(fields, raw_fields(resource), columns, strict=True)
        ],
    }
    if resource.recipe is not None:
        made["recipe"] = _recipe(dataset, resource, resource.recipe)
    found: dict[str, Any] = _short(made)
    return found


def _short(value: Any) -> Any:
    """Without what is empty, false or the usual."""
    if isinstance(value, dict):
        kept = {key: _short(part) for key, part in value.items()}
        return {k: v for k, v in kept.items() if v or (v == 0 and v is not False)}
    return [_short(part) for part in value] if isinstance(value, list) else value


def _field(
    resource: Resource, field: Field, raw: Mapping[str, Any], profiled: bool
) -> dict[str, Any]:
    unit = field.measure.unit.main.lower() if field.measure else ""
    labels = [(str(c.value), c.label.main, *c.label.others.values()) for c in field.categories]
    known = field.type in TYPES and _form(field)
    marks = missing_marks(resource, raw)
    made: dict[str, Any] = {
        "name": field.name,
        "title": field.title.main,
        "type": field.type,
        "format": "" if field.format in {"default", "any"} else field.format,
        "left": not known,  # to the check before publication
        "limits": _limits(field),
        "marks": None if marks == ("",) else list(marks),
        "codes": [list(filter(None, row)) for row in labels],
        "asks": field.type == "number" and not _SAYS_GROUPED & set(raw),
        "percent": "persen" in unit or "%" in unit,
        "profile": profiled,
        "bare": raw.get("bareNumber") is False,
    }
    for key, name in _OWN_SIGNS.items():
        if raw.get(key) is not None:
            made[name] = raw[key]
    return made


def _form(field: Field) -> bool:
    """Whether the script reads that form of the type."""
    if field.format == "default" or (field.type == "string" and field.format == "uri"):
        return True
    return field.type == "date" and set(field.format.replace("%%", "")[1::3]) <= _DATE_PARTS


def _limits(field: Field) -> dict[str, Any]:
    found = {k: v for k, v in field.constraints.items() if k in _LIMITS and v is not None}
    pattern = field.constraints.get("pattern")
    if isinstance(pattern, str) and portable(pattern):
        found["pattern"] = pattern
    return found


def _foreign_keys(dataset: Dataset, resource: Resource, at: Mapping[str, int]) -> Any:
    for key in resource.foreign_keys:
        if not key.fields or not set(key.fields) <= set(at):
            continue
        target = "/".join(filter(None, (key.package, key.resource)))
        own = not key.package and key.resource in {"", resource.name}
        facts = {"f": [at[n] for n in key.fields], "to": target}
        facts["names"] = ", ".join(key.reference_fields)
        if own and set(key.reference_fields) <= set(at):
            yield {**facts, "own": [at[n] for n in key.reference_fields]}
        elif not own:
            package = key.package or dataset.id
            yield {**facts, "ref": ref_of(package, key.resource, key.reference_fields)}


def _recipe(dataset: Dataset, resource: Resource, recipe: Recipe) -> dict[str, Any]:
    """The steps from the sheet to the table."""
    sums = summed(resource)
    types = {field.name: field.type for field in resource.fields}
    others = beside(dataset, resource)
    shared = dict.fromkeys(
        known for sheet in recipe.sheets or ("",) for known in others.recipes(sheet)
    )
    return {
        **_layout(recipe),
        "sheetField": recipe.sheet_field,
        "sheetPeriod": recipe.sheet_period,
        "columns": [
            {
                "name": c.name,
                "label": c.label,
                "read": c.reading,
                "down": c.fill_down,
                "sum": c.name in sums,
                "whole": types.get(c.name) == "integer",
                "counted": not recipe.styled and c.name in recipe.counted,
            }
            for c in recipe.columns
        ],
        "group": recipe.group,
        "decimal": recipe.decimal,
        "styled": recipe.styled,
        "fixed": dict(recipe.constants),
        "others": sorted(others.sheets),  # sheets of other tables
        "own": others.alike(resource),  # each sheet is a table of its own
        "beside": [
            {
                **_layout(known),
                "columns": [
                    {"name": c.name, "label": c.label, "read": c.reading, "down": c.fill_down}
                    for c in known.columns
                ],
            }
            for known in shared
        ],
    }


def _layout(recipe: Recipe) -> dict[str, Any]:
    """Where the table lies, and what is left out of it."""
    return {
        "header": list(recipe.header),
        "sheets": list(recipe.sheets),
        "drops": [[drop.reason, drop.text] for drop in recipe.drops],
    }
