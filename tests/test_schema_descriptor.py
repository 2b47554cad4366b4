"""The JSON Schema of descriptors: what editors are told is what the checks go by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from portals import AS_OF, EXAMPLES, REPOSITORY, portal

from build_tools.load import load_portal
from build_tools.load.yamlfile import parse_yaml
from build_tools.metadata import schema
from build_tools.model import FREQUENCIES
from build_tools.model.vocabularies import ACCESS, ORIGINS, ROLES

VALIDATOR = Draft7Validator(schema.schema())
OURS = sorted((REPOSITORY / "datasets").rglob("datapackage.yaml"))
#: The kinds of faults that can be seen in the text of a descriptor alone.
SEEN = (
    *("chart-kind-unknown", "descriptor-not-a-mapping", "licence-incomplete", "metadata-date"),
    *("metadata-missing", "metadata-value", "path-unsafe", "profile-unknown", "resource-inline"),
    *("resource-name", "resources-missing", "schema-error"),
)


def read(path: Path) -> Any:
    return parse_yaml(path.read_text(encoding="utf-8"))


def problems(value: Any) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in VALIDATOR.iter_errors(value)]


def example(**changes: Any) -> dict[str, Any]:
    found = read(EXAMPLES / "portal/datasets/dkisp/contoh/datapackage.yaml")
    return {**found, **changes}


def test_it_is_a_schema_and_every_word_of_the_closed_lists_is_in_it() -> None:
    made = schema.schema()
    Draft7Validator.check_schema(made)
    words = schema.content().decode()
    assert all(f'"{w}"' in words for w in (*FREQUENCIES, *ORIGINS, *ACCESS, *ROLES))
    frequency = made["properties"]["sdi:frekuensi"]
    assert frequency["title"] == "Frekuensi" and "Frequency" in frequency["markdownDescription"]
    listed = frequency["anyOf"][0]
    assert len(listed["enumDescriptions"]) == len(listed["enum"]) == len(FREQUENCIES)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.parent.name)
def test_every_descriptor_of_the_portal_is_valid(path: Path) -> None:
    assert problems(read(path)) == []


def test_the_example_of_every_kind_of_column_is_valid() -> None:
    assert problems(example()) == []


@pytest.mark.parametrize("code", SEEN)
def test_a_fault_that_a_text_shows_is_underlined(code: str, tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid" / code)
    assert any(problems(read(path)) for path in root.rglob("datapackage.yaml"))


def test_a_recipe_and_an_acceptance_are_known() -> None:
    recipe = {
        "lembar": ["2024"],
        "kepala": [3, 4],
        "kolom": [{"nama": "jumlah", "judul": "Jumlah", "baca": "angka"}],
        "buang": [{"alasan": "jumlah", "isi": "Jumlah"}],
        "angka": {"ribuan": ".", "desimal": ","},
        "tetap": {"tahun": "2024"},
    }
    accept = {
        "kode": "total-row",
        "alasan": "x",
        "perangkatDaerah": "dkisp",
        "sampai": "2026-12-31",
    }
    resource = {**example()["resources"][0], "sdi:resep": recipe}
    assert problems(example(resources=[resource], **{"sdi:terima": [accept]})) == []
    resource["sdi:resep"] = {**recipe, "kolom": [{"nama": "a", "judul": "A", "baca": "nomor"}]}
    assert problems(example(resources=[resource]))
    del accept["alasan"]
    assert problems(example(**{"sdi:terima": [accept]}))


def test_a_slip_in_a_name_with_the_prefix_is_seen_and_a_mark_to_fill_in_is_not() -> None:
    assert problems(example(**{"sdi:frekwensi": "tahunan"}))
    assert problems(example(**{"sdi:frekuensi": "ISI: seberapa sering"})) == []
    assert problems(example(**{"sdi:id": {"title": "x"}})) == []


def test_the_copy_for_editors_without_a_network_is_current() -> None:
    assert (REPOSITORY / schema.PLACE).read_bytes() == schema.content()
    begun = REPOSITORY / "build_tools/scaffold/files/datapackage.head.yaml"
    assert begun.read_text(encoding="utf-8").startswith(schema.LINE)
    target = schema.LINE.split("=", 1)[1].strip()
    assert (OURS[0].parent / target).resolve() == (REPOSITORY / schema.PLACE).resolve()


def test_on_the_site_topics_and_offices_are_offered(tmp_path: Path) -> None:
    made = Draft7Validator(schema.schema(load_portal(portal(tmp_path), AS_OF)))
    assert made.is_valid(example())
    assert not made.is_valid(example(**{"sdi:topik": ["tidak-ada"]}))
    assert not made.is_valid(example(**{"sdi:opdTerkait": ["tidak-ada"]}))
