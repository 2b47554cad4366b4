"""CKAN's action API in static files, read by ckanapi and by CKAN's own harvester.

The harvester runs its own stages and puts each package through CKAN's own schema; only the
database is not there (`tests/clients/ckan_without_database.py`).
"""

from __future__ import annotations

import json
import os
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import clients
import machine_site
import pytest
from pages_site import dataset, published
from serving import served, write

from build_tools.catalogues import ckan
from build_tools.catalogues.ckan_records import LICENCES, Records, tags
from build_tools.model import Agency, Licence, Past, Site, Text, Topic
from build_tools.terms import describe

SITES: dict[str, Callable[[], Site]] = {
    "sound": machine_site.sound,
    "hostile": machine_site.hostile,
    "bare": machine_site.bare,
    "one": lambda: machine_site.large(1),
    "empty": lambda: machine_site.large(0),
}
COUNTS = [ckan.SMALL + 1]
if os.environ.get("TERBUKA_TESTS") == "full":
    COUNTS.append(10_000)


def made(site: Site) -> dict[str, bytes]:
    """The files by path; each is JSON in ASCII."""
    found = {}
    for file in ckan.make(site):
        assert isinstance(file.content, bytes) and file.content.isascii()
        assert file.path.as_posix() not in found
        found[file.path.as_posix()] = file.content
    return found


def result(files: dict[str, bytes], path: str) -> Any:
    answer = json.loads(files[f"api/3/{path}"])
    assert answer["success"] is True
    return answer["result"]


@pytest.fixture(scope="module")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The sites on a plain web server: their addresses."""
    folder = tmp_path_factory.mktemp("portal")
    for name, site in SITES.items():
        write(ckan.make(site()), folder / name)
    with served(folder) as address:
        yield {name: f"{address}/{name}" for name in SITES}


# --- what others read ---------------------------------------------------------------------------


@pytest.mark.slow
def test_ckanapi_reads_every_list(portals: dict[str, str]) -> None:
    answers = json.loads(clients.run("ckan_api.py", *portals.values()))
    for name, read in zip(portals, answers, strict=True):
        slugs = sorted(entry.slug for entry in describe(SITES[name]()).entries)
        assert read["package_list"] == slugs, name
        assert [p["name"] for p in read["package_search"]["results"]] == slugs
        assert read["package_search"]["count"] == len(slugs)
        assert read["current_package_list_with_resources"] == read["package_search"]["results"]
        assert set(read["organization_list"]) == {"dinkes", "dkisp", "penerbit"}
        assert read["group_list"] == ["kesehatan"]
        assert (read["status_show"]["static"], read["site_read"]) == (True, True)
        # what is asked by name no plain server can answer: that is said, nothing is made up
        assert set(read["package_show"].values()) <= {"CKANAPIError"}


@pytest.mark.slow
def test_the_harvester_takes_every_package(portals: dict[str, str]) -> None:
    filled = [name for name in portals if name != "empty"]
    addresses = [portals[name] for name in filled]
    answers = json.loads(clients.run("ckan_harvest.py", "", *addresses))
    for name, read in zip(filled, answers, strict=True):
        entries = {entry.iri: entry for entry in describe(SITES[name]()).entries}
        assert read["errors"] == []
        stored = {package["url"]: package for package in read["package"].values()}
        assert stored.keys() == entries.keys(), name
        for iri, package in stored.items():
            entry = entries[iri]
            assert package["title"] == entry.title.main
            assert entry.about.main in package["notes"]
            assert len(package.get("tags", ())) == len(entry.keywords)
            files = [(r["url"], r["size"], r["hash"]) for r in package["resources"]]
            assert files == [(d.url, d.bytes, d.sha256) for d in entry.distributions]
            assert {r["format"] for r in package["resources"]} <= {"CSV", "JSON", "Parquet", "ZIP"}


@pytest.mark.slow
def test_a_package_that_ckan_refuses_would_be_told(tmp_path: Path) -> None:
    """The harvester's own check is at work: a fault in each field that has a rule is found."""
    write(ckan.make(machine_site.sound()), tmp_path)
    file = tmp_path / "api/3/action/package_search"
    answer = json.loads(file.read_text(encoding="ascii"))
    first, second, third, fourth = answer["result"]["results"]
    first["maintainer_email"] = "bukan surel"
    second["tags"] = [{"name": "C++"}]
    third["resources"][0]["id"] = "berkas-1"
    fourth["resources"][0]["size"] = "besar"
    file.write_text(json.dumps(answer), encoding="ascii")
    with served(tmp_path) as address:
        (read,) = json.loads(clients.run("ckan_harvest.py", "", address))
    assert len(read["errors"]) == 4
    assert read["package"] == {}


@pytest.mark.slow
@pytest.mark.parametrize("count", COUNTS)
def test_a_large_portal_is_harvested_whole(tmp_path: Path, count: int) -> None:
    with served(write(ckan.make(machine_site.large(count)), tmp_path)) as address:
        (read,) = json.loads(clients.run("ckan_harvest.py", "", address))
    assert read["errors"] == []
    assert len(read["package"]) == len(set(read["guids"])) == count


@pytest.mark.slow
def test_the_built_site_is_read_as_it_lies(regency_site: Path) -> None:
    """Through the whole build: files without an ending arrive, and ids are its datasets."""
    with served(regency_site) as address:
        (read,) = json.loads(clients.run("ckan_api.py", address))
    pages = regency_site.glob("datasets/*/*/datapackage.json")
    ids = {"--".join(page.parts[-3:-1]) for page in pages}
    assert set(read["package_list"]) == ids and len(ids) > 5


# --- what stands in them ------------------------------------------------------------------------


def test_both_roots_answer_alike_and_no_name_is_a_file_and_a_folder() -> None:
    files = made(machine_site.sound())
    three = {p.removeprefix("api/3/action/"): c for p, c in files.items() if "/3/action/" in p}
    two = {p.removeprefix("api/action/"): c for p, c in files.items() if p.startswith("api/action")}
    assert three == two and len(three) == 10
    folders = {parent.as_posix() for path in files for parent in Path(path).parents}
    assert not folders & files.keys()


def test_collected_data_is_the_projects_and_never_an_offices() -> None:
    site = machine_site.sound()
    files = made(site)
    for entry in describe(site).entries:
        package = result(files, f"package_show/{entry.slug}.json")
        assert package["organization"]["name"] == (
            entry.publisher.id if entry.official else "penerbit"
        )
        assert package["organization"]["id"] == package["owner_org"]
    counted = {id: result(files, f"organization_show/{id}.json") for id in ("penerbit", "dinkes")}
    assert {id: o["package_count"] for id, o in counted.items()} == {"penerbit": 3, "dinkes": 1}


def test_ids_are_uuids_of_the_address_and_differ_between_portals() -> None:
    first, again = made(machine_site.sound()), made(machine_site.sound())
    assert first == again
    rows = result(first, "action/package_search")["results"]
    ids = [row["id"] for row in rows] + [r["id"] for row in rows for r in row["resources"]]
    assert len(set(ids)) == len(ids)
    assert all(uuid.UUID(id).version == 5 for id in ids)
    other = made(machine_site.sound(site_url="https://lain.example/"))
    rows = result(other, "action/package_search")["results"]
    assert not {row["id"] for row in rows} & set(ids)


def test_what_is_shown_has_a_file_by_name_and_by_id() -> None:
    files = made(machine_site.sound())
    for package in result(files, "action/package_search")["results"]:
        assert result(files, f"package_show/{package['name']}.json") == package
        assert result(files, f"package_show/{package['id']}.json") == package
        for resource in package["resources"]:
            assert result(files, f"resource_show/{resource['id']}.json") == resource
        for group in package["groups"]:
            assert result(files, f"group_show/{group['id']}.json")["name"] == group["name"]
        organisation = result(files, f"organization_show/{package['owner_org']}.json")
        assert organisation.items() >= package["organization"].items()


def test_a_large_portal_keeps_what_harvesters_need_and_few_files() -> None:
    small, large = (made(machine_site.large(n)) for n in (ckan.SMALL, ckan.SMALL + 1))
    assert "api/3/action/current_package_list_with_resources" in small
    gone = {"current_package_list_with_resources"}
    assert {Path(p).name for p in large if "/action/" in p} | gone == {
        Path(p).name for p in small if "/action/" in p
    }
    assert len(large) < 1.1 * ckan.SMALL < len(small)
    assert sum(map(len, large.values())) / (ckan.SMALL + 1) < 16_000


def test_an_office_a_topic_and_the_project_of_one_name_stay_apart() -> None:
    """CKAN keeps organisations and groups in one table."""
    portal = machine_site.portal(
        agencies=(Agency("penerbit", Text("Dinas")), Agency("x", Text("X")), Agency("new", Text())),
        topics=(Topic("penerbit", Text("Penerbitan"), ""), Topic("x", Text("X"), "")),
    )
    records = Records(describe(Site(portal, (published(dataset("penerbit/a")),))))
    names = [*records.organisations, *records.groups]
    assert len(set(names)) == 6
    assert names[0].startswith("new-") and names[1:3] == ["penerbit", "x-2d711642b726"]
    assert names[3:] == ["penerbit-2", "penerbit-3", "x-2d711642b726-2"]
    assert all(2 <= len(name) <= 100 for name in names)


@pytest.mark.parametrize(
    ("given", "start"),
    [
        ("Dinkes--Gizi.2", "dinkes--gizi-2-"),
        ("a" * 101, "a" * 87 + "-"),
        ("…", ""),
        ("x", "x-"),
        ("edit", "edit-"),
    ],
)
def test_a_name_that_ckan_refuses_is_told_apart_by_its_hash(given: str, start: str) -> None:
    name = Records.name(given)
    assert re.fullmatch(rf"{start}[0-9a-f]{{12}}", name)
    assert len(name) <= 100


def test_a_name_that_ckan_takes_stays() -> None:
    for name in ("dinkes--stunting", "a" * 100, "ab"):
        assert Records.name(name) == name


def test_no_two_keywords_become_one_tag() -> None:
    keywords = ["C", "C#", "C++", "C_", "air bersih", "air/bersih", "x" * 100, "x" * 99 + "…", "é"]
    found = tags(keywords)
    assert len(set(found.values())) == len(keywords)
    assert (found["C_"], found["air bersih"]) == ("C_", "air bersih")
    assert (found["C"], found["C#"], found["air/bersih"]) == ("C_-2", "C_-3", "air bersih-2")
    assert all(2 <= len(tag) <= 100 for tag in found.values())
    assert tags(reversed(keywords)) == found


def test_a_tag_keeps_the_keyword_that_it_was() -> None:
    site = machine_site.hostile()
    (package,) = result(made(site), "action/package_search")["results"]
    (entry,) = describe(site).entries
    assert [tag["display_name"] for tag in package["tags"]] == [*entry.keywords]
    assert package["num_tags"] == 300


@pytest.mark.parametrize(
    ("licence", "id", "is_open"),
    [
        (Licence("CC-BY-4.0", "CC BY 4.0"), "cc-by", 1),
        (Licence("CC0-1.0"), "cc-zero", 1),
        (Licence("CC-BY-NC-4.0", "CC BY-NC"), "notspecified", 0),
        (Licence("", "Hanya untuk dibaca", "https://contoh.example/"), "notspecified", 0),
    ],
)
def test_only_a_licence_that_ckan_knows_is_called_open(
    licence: Licence, id: str, is_open: int
) -> None:
    site = Site(machine_site.portal(), (published(dataset("dinkes/a", licences=(licence,))),))
    (package,) = result(made(site), "action/package_search")["results"]
    assert (package["license_id"], package["isopen"]) == (id, bool(is_open))
    assert licence.title in package["license_title"]
    assert package["license_url"].startswith("http") or not is_open
    register = [line["id"] for line in result(made(site), "action/license_list")]
    assert id in register and len(register) == len(LICENCES) + 1


def test_a_demonstration_says_so_wherever_its_data_may_go() -> None:
    notice = "Situs contoh, bukan situs resmi pemerintah."
    files = made(machine_site.sound())
    status = result(files, "action/status_show")
    assert (status["demonstration"], status["notice"]) == (True, notice)
    assert notice in status["site_description"]
    told = [p["notes"] for p in result(files, "action/package_search")["results"]]
    shown = ("organization_show/penerbit", "organization_show/dkisp", "group_show/kesehatan")
    told += [result(files, f"{path}.json")["description"] for path in shown]
    assert all(text.startswith(notice) for text in told)
    official = made(machine_site.sound(official=True))
    assert notice.encode() not in b"".join(official.values())
    assert result(official, "action/status_show")["demonstration"] is False


def test_dates_are_those_of_the_data_and_an_unknown_one_is_left_out() -> None:
    (package,) = result(made(machine_site.large(1)), "action/package_search")["results"]
    assert package["metadata_created"] == "2026-10-01T00:00:00"
    assert package["metadata_modified"] == "2026-11-20T00:00:00"
    (package,) = result(made(machine_site.bare()), "action/package_search")["results"]
    assert not package.keys() & {"metadata_created", "metadata_modified"}
    assert package["extras"] == []


def test_a_renamed_dataset_is_still_shown_by_its_old_name() -> None:
    site = machine_site.sound()
    pasts = {"dinkes/lama": Past("dinkes/lama", moved_to="dinkes/jebakan", gone_on="2026-11-01")}
    files = made(replace(site, pasts=pasts))
    assert result(files, "package_show/dinkes--lama.json")["name"] == "dinkes--jebakan"
    assert "dinkes--lama" not in result(files, "action/package_list")


def test_without_an_address_there_is_no_api() -> None:
    assert made(machine_site.sound(site_url="")) == {}
