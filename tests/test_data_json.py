"""`data.json`: valid by the schema that data.gov's harvester used, whatever people wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import machine_site
import pytest
from jsonschema import Draft4Validator
from pages_site import dataset, published
from referencing import Registry
from referencing.jsonschema import DRAFT4

from build_tools.catalogues import data_json
from build_tools.model import Contact, Site, Text

PROFILES = Path(__file__).parent / "profiles"
ALL = [machine_site.sound, machine_site.hostile, machine_site.bare, lambda: machine_site.large(50)]


def made(site: Site) -> dict[str, Any]:
    (file,) = data_json.make(site)
    assert file.path.as_posix() == "data.json"
    assert isinstance(file.content, bytes)
    return json.loads(file.content)  # type: ignore[no-any-return]


def faults(found: dict[str, Any]) -> Iterator[str]:
    """What the schema of others says is wrong, formats included."""
    catalogue, one = (
        json.loads((PROFILES / f"pod-non-federal-{name}-1-1.json").read_text(encoding="utf-8"))
        for name in ("catalog", "dataset")
    )
    registry = Registry().with_resources(
        (schema["id"].rstrip("#"), DRAFT4.create_resource(schema)) for schema in (catalogue, one)
    )
    check = Draft4Validator(
        catalogue, registry=registry, format_checker=Draft4Validator.FORMAT_CHECKER
    )
    for error in check.iter_errors(found):
        yield f"{error.json_path}: {error.message[:200]}"


@pytest.mark.parametrize("site", ALL)
def test_it_is_valid_and_lists_every_dataset(site: Any) -> None:
    given = site()
    found = made(given)
    assert list(faults(found)) == []
    assert len(found["dataset"]) == len(given.published)


def test_the_schema_can_refuse() -> None:
    """The check of this test is one: each trap of the standard is a fault."""
    found = made(machine_site.sound())
    traps = {
        "temporal": "2025",
        "accrualPeriodicity": "annual",
        "license": "bukan alamat",
        "keyword": [],
        "contactPoint": {"fn": "Kantor", "hasEmail": "kantor@contoh.go.id"},
    }
    for key, wrong in traps.items():
        broken = {**found, "dataset": [{**found["dataset"][0], key: wrong}]}
        assert list(faults(broken)), key


def test_a_dataset_says_what_it_is() -> None:
    found = made(machine_site.sound(official=True))
    one = next(d for d in found["dataset"] if d["identifier"].endswith("/dinkes/jebakan/"))
    assert one["publisher"]["name"] == "Dinas Kesehatan"
    assert one["publisher"]["subOrganizationOf"]["name"] == "Proyek Data Paser"
    assert one["contactPoint"]["hasEmail"] == f"mailto:{machine_site.EMAIL}"
    assert (one["temporal"], one["accrualPeriodicity"]) == ("2018/2024", "R/P1Y")
    assert (one["issued"], one["modified"]) == ("2026-10-01", "2026-11-20")
    assert one["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert one["describedBy"].endswith("/datasets/dinkes/jebakan/datapackage.json")
    csv = next(d for d in one["distribution"] if d["format"] == "CSV")
    assert csv["downloadURL"] == f"{one['landingPage']}stunting.csv"


def test_what_the_project_collected_is_never_an_offices() -> None:
    found = made(machine_site.sound(official=True))
    one = next(d for d in found["dataset"] if "/himpunan/stunting/" in d["identifier"])
    assert one["publisher"] == {"@type": "org:Organization", "name": "Proyek Data Paser"}


def test_a_demonstration_says_so_to_those_who_read_it_and_to_those_who_harvest_datasets() -> None:
    found = made(machine_site.sound())
    assert found["demonstration"] is True
    assert found["description"].startswith("Situs contoh, bukan situs resmi")
    assert all("Situs contoh, bukan situs resmi" in d["description"] for d in found["dataset"])
    assert "subOrganizationOf" not in json.dumps(found)
    official = made(machine_site.sound(official=True))
    assert official["demonstration"] is False
    assert "Situs contoh" not in json.dumps(official)


def test_without_an_address_of_mail_the_dataset_is_there_and_the_contact_is_a_name() -> None:
    (one,) = made(machine_site.bare())["dataset"]
    assert one["contactPoint"] == {"@type": "vcard:Contact", "fn": "Proyek Data Paser"}
    odd = published(dataset("dinkes/a", contact=Contact(Text("Kantor"), "a%b@contoh.go.id")))
    (one,) = made(Site(machine_site.portal(), (odd,)))["dataset"]
    assert one["contactPoint"] == {"@type": "vcard:Contact", "fn": "Kantor"}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (("2018", "2024-06"), "2018/2024-06"),
        (("2024", "2024"), "2024/2024"),
        (("2018", ""), None),
        (("2024", "2018"), None),
        (("bukan tanggal", "2018"), None),
        (("2023-02-30", "2024"), None),
    ],
)
def test_a_period_is_told_where_both_ends_are_known(
    period: tuple[str, str], expected: str | None
) -> None:
    given = published(dataset("dinkes/a", period=period))
    (one,) = made(Site(machine_site.portal(), (given,)))["dataset"]
    assert one.get("temporal") == expected


def test_without_an_address_of_the_site_there_is_none() -> None:
    assert list(data_json.make(machine_site.sound(site_url=""))) == []


def test_the_same_site_gives_the_same_bytes() -> None:
    site = machine_site.sound()
    again = replace(site, published=tuple(reversed(site.published)))
    assert [f.content for f in data_json.make(site)] == [f.content for f in data_json.make(again)]
