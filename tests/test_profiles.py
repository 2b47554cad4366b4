"""Profiles: every one is a complete Table Schema in both languages, with the agreed columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from frictionless import Schema

from build_tools.checks import formulas
from build_tools.model.vocabularies import ROLES
from build_tools.profiles import FOLDER, Profile, all_profiles, missing_values, profile
from build_tools.tables.descriptors import schema_of
from tests import tables
from tests.agreed_profiles import (
    ADDRESSES,
    COLUMNS,
    EVIDENCE,
    KEYS,
    NAMES,
    OFFICIAL,
    ORDER,
    PAST,
    PRIMARY,
    VALUES,
)

_TEXTS = ("title", "description")
_MEASURE = ("konsep", "definisi", "klasifikasi", "ukuran", "satuan")
_FILE_KEYS = {"name", *_TEXTS, "sdi:en", "fields", "primaryKey", "uniqueKeys", "foreignKeys"}
_FILE_KEYS |= {"rules", "required_official", "required_compiled", "optional", "past", "evidence"}
_FILE_KEYS |= {"names", "names_within", "quotations", "percent", "order", "addresses", "closed"}
_FIELD_KEYS = {"name", "type", "format", *_TEXTS, "constraints", "categories", "sdi:peran"}
_FIELD_KEYS |= {"sdi:en", *(f"sdi:{key}" for key in _MEASURE)}

every = pytest.mark.parametrize("given", all_profiles().values(), ids=lambda p: p.name)


def raw(name: str) -> dict[str, Any]:
    """A file of the folder as it is written."""
    found = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


#: Texts that say: not known.
MARKS = [missing["value"] for missing in missing_values()]


def schema(given: Profile) -> dict[str, Any]:
    """The profile as a Table Schema; keys to other tables are looked at by themselves."""
    made: dict[str, Any] = {"fields": list(given.fields), "missingValues": MARKS}
    if given.primary_key:
        made["primaryKey"] = list(given.primary_key)
    if given.unique_keys:
        made["uniqueKeys"] = [list(key) for key in given.unique_keys]
    return made


def required(field: Mapping[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def texts(value: object) -> Iterator[str]:
    """Every text in a file, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)


def words(value: object) -> list[str]:
    assert isinstance(value, str)
    assert value.strip() == value
    return value.split()


def test_all_agreed_profiles_are_there() -> None:
    assert len(all_profiles()) >= 18
    assert set(COLUMNS) <= set(all_profiles())
    files = {path.stem for path in FOLDER.glob("*.yml")} - {"_shared"}
    assert files == set(all_profiles())
    assert [p.name for p in all_profiles().values()] == list(all_profiles())
    assert profile("tidak-ada") is None


@every
def test_the_file_says_only_what_is_read(given: Profile) -> None:
    found = raw(given.name)
    assert set(found) <= _FILE_KEYS
    for field in found["fields"]:
        assert set(field) <= _FIELD_KEYS | {"shared"}, field
    for key in found.get("foreignKeys", []):
        assert set(key) == {"fields", "profile", "reference"}


@every
def test_frictionless_takes_it(given: Profile) -> None:
    descriptor = schema_of(tables.resource(schema(given)))
    found = Schema.from_descriptor(descriptor)  # raises where it is refused
    assert found.field_names == list(given.columns)
    assert found.primary_key == list(given.primary_key)


@every
def test_it_keeps_the_standard(given: Profile) -> None:
    """The Data Package v2 profile, which knows categories and keys too."""
    path = Path(__file__).parent / "profiles/data-package-2-0.json"
    standard = json.loads(path.read_text(encoding="utf-8"))
    table = {"name": given.resource, "type": "table", "path": "t.csv", "schema": schema(given)}
    package: Any = {"name": "contoh", "resources": [table]}
    errors = jsonschema.validators.validator_for(standard)(standard).iter_errors(package)
    assert [(list(e.absolute_path), e.message[:200]) for e in errors] == []


@every
def test_names_are_plain_and_unique(given: Profile) -> None:
    assert given.columns
    assert len(set(given.columns)) == len(given.columns)
    for name in (given.name, *given.columns):
        assert re.fullmatch("[a-z0-9_]+", name), name
    assert re.fullmatch("[a-z0-9-]+", given.resource)


@every
def test_every_text_is_there_in_both_languages(given: Profile) -> None:
    assert words(given.title.main) and words(given.title.others["en"])
    assert words(given.description.main) and words(given.description.others["en"])
    for field in given.fields:
        for key in _TEXTS:
            assert words(field[key]), field["name"]
            assert words(field["sdi:en"][key]), field["name"]
        assert field["description"] != field["sdi:en"]["description"], field["name"]
        assert set(field["sdi:en"]) <= {*_TEXTS, *_MEASURE}, field["name"]


@every
def test_texts_hold_for_any_regency(given: Profile) -> None:
    for text in texts(raw(given.name)):
        assert not re.search(r"\bPaser\b|proyek ini|this project|!|\bISI:", text), text


@every
def test_categories_have_a_label_in_both_languages(given: Profile) -> None:
    for field in given.fields:
        values = [category["value"] for category in field.get("categories", [])]
        assert len(set(values)) == len(values)
        for category in field.get("categories", []):
            assert set(category) == {"value", "label", "sdi:en"}, field["name"]
            assert words(category["value"]) and category["value"] not in MARKS
            assert words(category["label"]) and words(category["sdi:en"]["label"])


@every
def test_measures_have_their_standard_data(given: Profile) -> None:
    """The five properties of Perpres 39/2019, and none where nothing is measured."""
    for field in given.fields:
        assert field["sdi:peran"] in ROLES, field["name"]
        told = {key for key in _MEASURE if f"sdi:{key}" in field}
        if field["sdi:peran"] != "ukuran":
            assert not told, field["name"]
            assert not set(field["sdi:en"]) - set(_TEXTS), field["name"]
            continue
        assert field["type"] in {"integer", "number"}, field["name"]
        for key in _MEASURE:
            assert words(field[f"sdi:{key}"]), (field["name"], key)
            assert words(field["sdi:en"][key]), (field["name"], key)


def test_some_profiles_measure_something() -> None:
    found = {p.name for p in all_profiles().values() for f in p.fields if "sdi:ukuran" in f}
    assert {"anggaran", "capaian", "evaluasi", "permohonan_informasi"} <= found


@every
def test_types_follow_from_names(given: Profile) -> None:
    for field in given.fields:
        name, kind = field["name"], (field["type"], field.get("format", "default"))
        if name.startswith("tahun"):
            assert kind == ("year", "default"), name
        elif name.startswith("tanggal") or name in {"diperiksa", "alamat_diperiksa", "jadwal"}:
            assert kind == ("date", "default"), name
        elif name.endswith("_url") or name == "alamat":
            assert kind == ("string", "uri"), name
        elif name == "nilai_rupiah":
            assert kind == ("integer", "default")
        assert field["type"] == "string" or "categories" not in field, name


@every
def test_what_it_says_of_columns_names_columns(given: Profile) -> None:
    columns = set(given.columns)
    lists = (
        given.primary_key,
        *given.unique_keys,
        *(key.fields for key in given.foreign_keys),
        given.required_official,
        given.required_compiled,
        given.optional,
        given.past,
        given.evidence,
        given.addresses,
        given.percent,
        *given.order,
        tuple(given.quotations or ()),
        tuple(filter(None, (given.names, given.names_within))),
    )
    for names in lists:
        assert len(set(names)) == len(names)
        assert set(names) <= columns, names
    kinds = {f["name"]: (f["type"], f.get("format", "")) for f in given.fields}
    assert {kinds[name][0] for name in (*given.past, *sum(given.order, ()))} <= {"date"}
    assert {kinds[name] for name in (*given.evidence, *given.addresses)} <= {("string", "uri")}
    assert {kinds[name][0] for name in given.quotations or ()} <= {"string"}


@every
def test_a_column_that_may_be_left_out_is_needed_nowhere(given: Profile) -> None:
    needed = {f["name"] for f in given.fields if required(f)} | set(given.primary_key)
    needed |= set(given.required_official)
    for key in given.unique_keys:
        needed |= set(key)
    assert not needed & set(given.optional)


@every
def test_keys_lead_to_columns_of_profiles(given: Profile) -> None:
    for key in given.foreign_keys:
        target = profile(key.profile)
        assert target is not None, key
        assert len(key.fields) == len(key.reference)
        assert set(key.reference) <= set(target.columns), key
        assert set(key.reference) == set(target.primary_key), "else a row is not told apart"
        for ours, theirs in zip(key.fields, key.reference, strict=True):
            one, other = given.field(ours), target.field(theirs)
            assert one and other and one["type"] == other["type"], key


@every
def test_rules_are_formulas_over_columns_that_are_always_there(given: Profile) -> None:
    always = set(given.columns) - set(given.optional)
    for rule in given.rules:
        _, names = formulas.parse(rule["rumus"])  # raises where it cannot be read
        assert names and names <= always, rule
        assert rule.get("tingkat", "galat") in {"galat", "peringatan"}
        assert words(rule["keterangan"]) and words(rule["sdi:en"]["keterangan"])


def test_there_are_rules() -> None:
    rules = {p.name: [r["rumus"] for r in p.rules] for p in all_profiles().values() if p.rules}
    assert "tahun_selesai >= tahun_mulai" in rules["program"]
    assert {"peringkat <= jumlah_peserta", "tanggal_selesai >= tanggal_mulai"} <= set(
        rules["evaluasi"]
    )
    assert len(rules["permohonan_informasi"]) >= 1


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_those_agreed(name: str) -> None:
    given = all_profiles()[name]
    marked = [
        f["name"] + "*" * required(f) + "?" * (f["name"] in given.optional) for f in given.fields
    ]
    assert marked == COLUMNS[name].split()
    assert given.primary_key == tuple(PRIMARY.get(name, "id").split())
    assert given.required_official == tuple(OFFICIAL.get(name, "").split())
    sources = tuple(c for c in ("sumber_url", "mutu_sumber") if f"{c}?" in marked)
    assert given.required_compiled == sources
    assert given.past == tuple(PAST.get(name, "").split())
    assert given.evidence == tuple(EVIDENCE.get(name, "").split())
    assert given.addresses == tuple(ADDRESSES.get(name, "").split())
    assert ", ".join(map(" ".join, given.order)) == ORDER.get(name, "")
    assert f"{given.names} {given.names_within}".strip() == NAMES.get(name, "")
    assert {" ".join(key.fields): key.profile for key in given.foreign_keys} == KEYS[name]


@pytest.mark.parametrize(("name", "column"), VALUES)
def test_the_values_are_those_agreed(name: str, column: str) -> None:
    field = all_profiles()[name].field(column)
    assert field is not None
    values = [category["value"] for category in field["categories"]]
    assert values == VALUES[name, column].split()


def test_quotations_are_looked_at() -> None:
    found = {p.name: p.quotations for p in all_profiles().values() if p.quotations}
    assert found == {"pernyataan": {"kutipan": 25}}


def test_a_profile_says_beside_a_shared_field_what_is_its_own() -> None:
    shared = {f["name"]: f for f in raw("_shared")["fields"]}
    assert not any(required(field) for field in shared.values())
    found = all_profiles()["capaian"].field("ketelitian")
    assert found == {**shared["ketelitian"], "constraints": {"required": True}}
    assert all_profiles()["anggaran"].field("opd_id") == shared["opd_id"]
