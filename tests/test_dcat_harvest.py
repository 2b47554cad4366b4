"""ckanext-dcat's own harvesters on our catalogues: RDF in three syntaxes, page after page, and
data.json. What they would store is held against what `terms` says of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import clients
import machine_site
import pytest
from serving import served, write

from build_tools.catalogues import data_json, dcat
from build_tools.model import Site
from build_tools.pages import machines
from build_tools.terms import Entry, describe

pytestmark = pytest.mark.slow
#: Datasets on a page of RDF, in the test; and on three pages.
PAGE, MANY = 10, 23


@pytest.fixture(scope="module")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[str, Site]]]:
    """Sites at their own addresses, so that the links from page to page lead somewhere."""
    folder = tmp_path_factory.mktemp("portal")
    given = {
        "sound": machine_site.sound(),
        "hostile": machine_site.hostile(),
        "bare": machine_site.bare(),
        "one": machine_site.large(1),
        "many": machine_site.large(MANY),
    }
    with served(folder) as address:
        found = {}
        for name, site in given.items():
            at = f"{address}/{name}"
            site = replace(site, portal=replace(site.portal, site_url=at))
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(dcat, "PAGE", PAGE)
                write(dcat.make(site), folder / name)
            write(data_json.make(site), folder / name)
            found[name] = (at, site)
        yield found


def held(read: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """The dataset that was read for an entry."""
    guid = {"key": "guid", "value": entry.iri}
    return next(package for package in read["datasets"] if guid in package["extras"])


@pytest.mark.parametrize("name", ["catalog.ttl", "catalog.jsonld", "catalog.rdf"])
def test_every_dataset_is_harvested_from_rdf(
    portals: dict[str, tuple[str, Site]], name: str
) -> None:
    small = {kind: portals[kind] for kind in portals if kind != "many"}
    addresses = [f"{at}/{name}" for at, _ in small.values()]
    answers = json.loads(clients.run("dcat_harvest.py", "rdf", "", *addresses))
    for (_, site), read in zip(small.values(), answers, strict=True):
        entries = describe(site).entries
        assert read["errors"] == []
        assert sorted(read["guids"]) == sorted(entry.iri for entry in entries)
        for entry in entries:
            package = held(read, entry)
            said = {entry.title.main, *entry.title.others.values()}
            assert package["title"] in said
            extras = {extra["key"]: extra["value"] for extra in package["extras"]}
            assert extras["publisher_name"] == entry.publisher.name.main
            assert extras.get("modified", "") == entry.modified
            urls = {resource["url"] for resource in package["resources"]}
            assert urls == {file.url for file in entry.distributions}
            assert len(package["tags"]) == len(entry.keywords)


@pytest.mark.parametrize("name", ["catalog.ttl", "catalog.jsonld", "catalog.rdf"])
def test_a_long_catalogue_is_followed_from_page_to_page(
    portals: dict[str, tuple[str, Site]], name: str
) -> None:
    at, site = portals["many"]
    (read,) = json.loads(clients.run("dcat_harvest.py", "rdf", "", f"{at}/{name}"))
    assert read["errors"] == []
    assert (Path(site.portal.site_url).name, len(read["guids"])) == ("many", MANY)
    assert sorted(read["guids"]) == [entry.iri for entry in describe(site).entries]


def test_a_host_that_does_not_know_turtle_needs_one_setting(
    portals: dict[str, tuple[str, Site]], tmp_path: Path
) -> None:
    write(dcat.make(portals["one"][1]), tmp_path)
    (tmp_path / "catalog.ttl").rename(tmp_path / "catalog.unknown")
    settings = machines.HARVEST  # as the page says
    with served(tmp_path) as address:
        for given, count in ((settings, 1), ("", 0)):
            answers = clients.run("dcat_harvest.py", "rdf", given, f"{address}/catalog.unknown")
            (read,) = json.loads(answers)
            assert (len(read["guids"]), bool(read["errors"])) == (count, not count)


def test_every_dataset_is_harvested_from_data_json(portals: dict[str, tuple[str, Site]]) -> None:
    addresses = [f"{at}/data.json" for at, _ in portals.values()]
    answers = json.loads(clients.run("dcat_harvest.py", "json", "", *addresses))
    for (_, site), read in zip(portals.values(), answers, strict=True):
        entries = describe(site).entries
        assert read["errors"] == []
        assert sorted(read["guids"]) == sorted(entry.iri for entry in entries)
        for entry in entries[:10]:
            package = held(read, entry)
            assert package["title"] == entry.title.main
            urls = {resource["url"] for resource in package["resources"]}
            assert urls == {file.url for file in entry.distributions}
