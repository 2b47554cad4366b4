"""What is taken as plain without frictionless, frictionless takes too, and reads alike."""

from __future__ import annotations

from typing import Any

from frictionless import Package, Schema
from hypothesis import given
from hypothesis import strategies as st

from build_tools.tables import descriptors, plainschema

_ODD = st.sampled_from([None, "", "a b", "x", 1, True, [], ["a"], ["a", "a"], {}, {"a": 1}])
_FIELD = st.fixed_dictionaries(
    {"name": st.sampled_from(["a", "b", "c"]) | _ODD},
    optional={
        "type": st.sampled_from(["string", "integer", "number", "date", "year", "list"]) | _ODD,
        "title": st.just("Judul") | _ODD,
        "format": st.just("default") | _ODD,
        "constraints": st.dictionaries(
            st.sampled_from(["required", "unique", "enum", "pattern", "minLength", "minimum"]),
            st.sampled_from([True, "a", 3, ["a"]]) | _ODD,
            max_size=2,
        )
        | _ODD,
    },
)


@given(st.lists(_FIELD, max_size=3), st.just([""]) | _ODD, st.sampled_from([["a"], ["z"], "a", []]))
def test_a_plain_schema_is_one_to_frictionless(
    fields: list[dict[str, Any]], missing: Any, key: Any
) -> None:
    found = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields,
        "missingValues": missing,
        "primaryKey": key,
    }
    plain = plainschema.schema_of(found)
    if plain is None:
        return
    exact = Schema.from_descriptor(found)  # raises where it is refused
    assert plain.primary_key == exact.primary_key
    for ours, theirs in zip(plain.fields, exact.fields, strict=True):
        assert (ours.name, ours.type, ours.constraints) == (
            theirs.name,
            theirs.type,
            theirs.constraints,
        )
        for cell in ("", "a", "1", "2024", "2024-01-05", "-"):
            assert ours.read_cell(cell)[0] == theirs.read_cell(cell)[0]


def test_most_schemas_are_plain() -> None:
    field = {"name": "a", "type": "integer", "title": "A", "constraints": {"minimum": 0}}
    assert plainschema.schema_of({"fields": [field], "missingValues": [""], "primaryKey": ["a"]})


@given(
    st.fixed_dictionaries(
        {
            "$schema": st.just("https://datapackage.org/profiles/2.0/datapackage.json"),
            "name": st.just("contoh") | _ODD,
            "resources": st.just([{"name": "table", "path": "table.csv"}]),
        },
        optional={
            "title": st.just("Judul") | _ODD,
            "keywords": st.just(["a"]) | _ODD,
            "licenses": st.just([{"name": "CC0-1.0"}]) | _ODD | _ODD.map(lambda odd: [odd]),
            "sources": st.just([{"title": "A"}]) | _ODD | _ODD.map(lambda odd: [{"title": odd}]),
            "created": _ODD,
        },
    )
)
def test_a_plain_package_is_one_to_frictionless(found: dict[str, Any]) -> None:
    if descriptors.surely_a_package(found):
        assert Package.from_descriptor(found).name == found["name"]  # raises where it is refused
