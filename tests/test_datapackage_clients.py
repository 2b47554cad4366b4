"""Published packages and the index at the root, read by clients of every kind that others wrote."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import clients
import frictionless
import jsonschema
import machine_site
import nodes
import pytest
from formats_examples import PORTAL, converted
from test_datapackage import V1, V2, every_type, geo, problems, rich, served

from build_tools.catalogues import package_index, tableschemas
from build_tools.catalogues.datapackage import with_package
from build_tools.catalogues.descriptor import as_json, descriptor
from build_tools.model import OutputFile, Published, Site, Text

PROFILES = Path(__file__).parent / "profiles"
SITES = [machine_site.sound, machine_site.hostile, machine_site.bare]


def errors(found: Any, profile: str) -> list[tuple[list[Any], str]]:
    schema = json.loads((PROFILES / profile).read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    judged = kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(found)
    return [(list(e.absolute_path), e.message[:200]) for e in judged]


def laid(folder: Path, site: Site) -> Path:
    """The index at the root and the schemas, as files."""
    files: list[OutputFile] = [*package_index.make(site), *tableschemas.make(site)]
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(file.content, bytes)
        path.write_bytes(file.content)
    return folder


def by_javascript(*addresses: str) -> list[dict[str, Any]]:
    """What datapackage-js reads at each address."""
    done = nodes.run("../readpackage.mjs", *addresses, timeout=60)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def by_r(address: str) -> dict[str, Any]:
    """What R reads of the first table: the descriptor with jsonlite, the rows with read.csv."""
    script = str(Path(__file__).parent / "read_package.R")
    done = subprocess.run(
        ["Rscript", "--vanilla", script, address], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# --- packages of datasets ---


def descriptors() -> Iterator[tuple[str, dict[str, Any]]]:
    for make in SITES:
        site = make()
        for published in site.published:
            yield f"{make.__name__}-{published.id}", descriptor(published, site.portal)


@pytest.mark.parametrize(("name", "found"), [*descriptors()])
def test_whatever_people_wrote_both_versions_take_it(name: str, found: dict[str, Any]) -> None:
    assert errors(found, V1) == []
    assert errors(found, V2) == []


def test_javascript_takes_whatever_people_wrote(tmp_path: Path) -> None:
    paths = []
    for number, (_, found) in enumerate(descriptors()):
        path = tmp_path / f"{number}.json"
        path.write_bytes(as_json(found))
        paths.append(str(path))
    assert [(r["valid"], r["errors"]) for r in by_javascript(*paths)] == [(True, [])] * len(paths)


def usual(folder: Path) -> Published:
    """A table as most are: codes, numbers, yes and no, years, texts."""
    fields = [
        {"name": "kode", "type": "string"},
        {"name": "nilai", "type": "number", "decimalChar": ",", "groupChar": "."},
        {"name": "ada", "type": "boolean", "trueValues": ["ya"], "falseValues": ["tidak"]},
        {"name": "tahun", "type": "year"},
        {"name": "catatan", "type": "string"},
    ]
    rows = [["001", "1.234,50", "ya", "2024", "=1+1\nx"], ["002", "", "", "2025", '"kutip", koma']]
    given, _ = converted(folder, fields, rows)
    return with_package(given, PORTAL)


def test_javascript_reads_the_rows(tmp_path: Path) -> None:
    with served(usual(tmp_path).folder) as address:
        (found,) = by_javascript(f"{address}/datapackage.json")
    assert (found["valid"], found["errors"], found["refused"]) == (True, [], [])
    first, second = found["tables"]["tabel"]
    assert [*first.values()] == ["001", 1234.5, True, 2024, "=1+1\nx"]
    assert [*second.values()] == ["002", None, None, 2025, '"kutip", koma']


def test_what_javascript_refuses_is_known(tmp_path: Path) -> None:
    """Moments but whole seconds of UTC, years of three digits, shapes in a cell: all are valid."""
    with served(every_type(tmp_path).folder) as address:
        (found,) = by_javascript(f"{address}/datapackage.json")
    assert (found["valid"], found["errors"]) == (True, [])
    columns = {re.search('in column "([a-z_]+)"', said)[1] for said in found["refused"]}  # type: ignore[index]
    assert columns == {"saat", "saat_utc", "saat_wita", "tahun", "bentuk"}


def test_javascript_takes_features(tmp_path: Path) -> None:
    with served(geo(tmp_path).folder) as address:
        (found,) = by_javascript(f"{address}/datapackage.json")
    assert (found["valid"], found["errors"], found["refused"]) == (True, [], [])


def test_the_older_python_client_takes_whatever_people_wrote(tmp_path: Path) -> None:
    paths = []
    for number, (_, found) in enumerate(descriptors()):
        path = tmp_path / f"{number}.json"
        path.write_bytes(as_json(found))
        paths.append(path)
    found = json.loads(clients.run("read_package.py", *paths))
    assert [(r["valid"], r["errors"]) for r in found] == [(True, [])] * len(paths)


def test_the_older_python_client_reads_the_rows_and_the_zip(tmp_path: Path) -> None:
    given = usual(tmp_path)
    with zipfile.ZipFile(given.folder / "contoh.zip") as archive:
        archive.extractall(given.folder / "zip")
    with served(given.folder) as address:
        said = clients.run(
            "read_package.py", f"{address}/datapackage.json", f"{address}/zip/datapackage.json"
        )
    whole, packed = json.loads(said)
    assert (whole["valid"], whole["errors"], whole["refused"]) == (True, [], [])
    assert whole["tables"]["tabel"][0] == {
        "kode": "001",
        "nilai": "1234.50",
        "ada": True,
        "tahun": 2024,
        "catatan": "=1+1\nx",
    }
    assert packed == whole


def test_r_reads_the_rows_with_their_types(tmp_path: Path) -> None:
    with served(rich(tmp_path).folder) as address:
        found = by_r(f"{address}/datapackage.json")
    assert (found["name"], found["rows"]) == ("contoh", 2)
    assert found["classes"][:2] == ["character", "numeric"]
    first, second = found["table"]
    assert (first["kode"], first["nilai"]) == ("001", 1234.5)
    assert second.get("nilai") is None


def test_a_demonstration_says_so_in_every_package() -> None:
    site = machine_site.sound()
    assert descriptor(site.published[0], site.portal)["sdi:situsResmi"] is False
    official = replace(site.portal, official=True)
    assert descriptor(site.published[0], official)["sdi:situsResmi"] is True


def test_half_a_character_costs_no_package() -> None:
    """JSON can hold half of a surrogate pair, UTF-8 cannot."""
    site = machine_site.sound()
    given = replace(site.published[0].dataset, title=Text("Judul \ud800"), methodology=Text())
    found = descriptor(replace(site.published[0], dataset=given), site.portal)
    assert json.loads(as_json(found))["title"] == "Judul"


# --- the index at the root ---


@pytest.mark.parametrize("make", SITES)
def test_the_index_is_a_package_that_every_client_reads(tmp_path: Path, make: Any) -> None:
    site = make()
    with served(laid(tmp_path, site)) as address:
        root = f"{address}/datapackage.json"
        report = frictionless.validate(root)
        (read,) = by_javascript(root)
        (older,) = json.loads(clients.run("read_package.py", root))
    found = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert errors(found, V1) == [] and errors(found, V2) == []
    assert problems(report) == []
    assert (read["valid"], read["errors"], read["refused"]) == (True, [], [])
    assert (older["valid"], older["errors"], older["refused"]) == (True, [], [])
    rows = read["tables"]["daftar-dataset"]
    assert [row["id"] for row in rows] == sorted(p.id for p in site.published)
    assert [row["paket"] for row in rows] == [p["path"] for p in found["sdi:paket"]]


def test_r_reads_the_index(tmp_path: Path) -> None:
    with served(laid(tmp_path, machine_site.sound())) as address:
        found = by_r(f"{address}/datapackage.json")
    assert found["rows"] == 4
    assert found["licence"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_index_says_whose_data_it_is_and_that_it_is_a_demonstration(tmp_path: Path) -> None:
    laid(tmp_path, machine_site.sound())
    found = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert found["sdi:situsResmi"] is False
    assert found["description"].startswith(found["sdi:pemberitahuan"])
    listed = {p["id"]: p for p in found["sdi:paket"]}
    assert listed["himpunan/stunting"]["path"] == "datasets/himpunan/stunting/datapackage.json"
    with served(tmp_path) as address:
        (read,) = by_javascript(f"{address}/datapackage.json")
    rows = {row["id"]: row for row in read["tables"]["daftar-dataset"]}
    assert rows["himpunan/stunting"]["penerbit"] == "Proyek Data Paser"
    assert rows["himpunan/stunting"]["resmi"] is False
    assert rows["dinkes/jebakan"]["penerbit"] == "Dinas Kesehatan"


def test_the_dates_of_the_index_are_the_datas() -> None:
    later = machine_site.sound(as_of=machine_site.portal().as_of.replace(year=2031))
    made = [list(package_index.make(site)) for site in (machine_site.sound(), later)]
    assert made[0] == made[1]


def test_an_index_without_any_dataset_is_still_a_package(tmp_path: Path) -> None:
    with served(laid(tmp_path, Site(machine_site.portal(), ()))) as address:
        assert problems(frictionless.validate(f"{address}/datapackage.json")) == []


def test_the_index_of_many_datasets_is_small_enough_to_read() -> None:
    """Ten thousand make some four megabytes."""
    made = {f.path.name: f.content for f in package_index.make(machine_site.large(500))}
    assert len(made["daftar-dataset.csv"]) < 500 * 400  # type: ignore[arg-type]
    assert len(made["datapackage.json"]) < 500 * 400  # type: ignore[arg-type]


# --- Table Schemas ---


def test_each_schema_is_read_from_its_own_address(tmp_path: Path) -> None:
    """The same schema as in the package, which says where it is."""
    given: Published = every_type(tmp_path / "data")
    site = Site(machine_site.portal(), (given,))
    package = json.loads((given.folder / "datapackage.json").read_bytes())
    own = descriptor(given, site.portal)["resources"][0]
    assert own["sdi:skema"] == f"{machine_site.ADDRESS}/skema/himpunan/contoh/tabel.json"
    with served(laid(tmp_path, site)) as address:
        read = frictionless.Schema.from_descriptor(f"{address}/skema/himpunan/contoh/tabel.json")
    assert read.field_names == [f["name"] for f in package["resources"][0]["schema"]["fields"]]
    assert frictionless.Schema.metadata_validate(read.to_descriptor()) is not None
    text = json.loads((tmp_path / "skema/himpunan/contoh/tabel.json").read_bytes())
    assert text.items() >= own["schema"].items()


def test_without_an_address_the_schema_is_named_relatively(tmp_path: Path) -> None:
    site = machine_site.sound(site_url="")
    own = descriptor(site.published[0], site.portal)["resources"][0]
    laid(tmp_path, site)
    page = tmp_path / "datasets" / site.published[0].id
    assert (page / own["sdi:skema"]).resolve().is_file()
    alone = descriptor(site.published[0], site.portal, alone=True)["resources"][0]
    assert "sdi:skema" not in alone, "a ZIP lies nowhere"


def test_hostile_titles_stay_texts_in_schemas(tmp_path: Path) -> None:
    laid(tmp_path, machine_site.hostile())
    (path,) = (tmp_path / "skema").rglob("*.json")
    read = frictionless.Schema.from_descriptor(json.loads(path.read_bytes()))
    assert read.field_names[0] == "tahun"
    assert read.field_names[-1] == "sumber_url"
