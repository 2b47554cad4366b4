"""What a site shows and tells machines of other portals' datasets: always where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import machine_site
import pytest
import rdflib
from pages_site import HOSTILE
from portals import AS_OF, commit, portal

from build_tools import pipeline, search
from build_tools.catalogues import ckan, data_json, dcat
from build_tools.load import harvested
from build_tools.model import (
    Contact,
    Harvested,
    HarvestedFile,
    HarvestedPortal,
    Licence,
    OutputFile,
    Site,
    Text,
)
from build_tools.pages.card import cards, how_many
from build_tools.pages.catalogue import catalogue
from build_tools.pages.harvested import foreign_cards, harvested_pages
from build_tools.pages.view import View
from build_tools.terms import describe
from build_tools.words import Words

NEIGHBOUR = HarvestedPortal(
    "tetangga", "https://tetangga.example/", "Data Tetangga", "ckan", "2026-01-10"
)


def test_the_portal_on_whose_host_a_dataset_lies_is_believed() -> None:
    thief = replace(NEIGHBOUR, id="aaa", url="https://jahat.example/", title="Jahat")
    stolen = replace(one(), portal=thief, title=Text("Dipalsukan"))
    (entry,) = describe(replace(machine_site.sound(), harvested=(stolen, one()))).federated
    assert (entry.title.main, entry.harvested_title) == ("Jumlah sekolah", "Data Tetangga")


def test_nobody_else_says_anything_of_what_lies_on_this_site() -> None:
    ours = f"{machine_site.ADDRESS}/datasets/himpunan/stunting/"
    for iri in (ours, ours.replace("https://", "http://"), ours.replace("/data/", "//x/../data/")):
        claimed = one(iri=iri)
        assert describe(replace(machine_site.sound(), harvested=(claimed,))).federated == ()
    told = one(
        licences=(Licence("X", "X", ours),),
        publisher_url=ours,
        files=(HarvestedFile(f"{ours}stunting.csv"), HarvestedFile("https://tetangga.example/a")),
    )
    (entry,) = describe(replace(machine_site.sound(), harvested=(told,))).federated
    assert [d.url for d in entry.distributions] == ["https://tetangga.example/a"]
    assert (entry.rights[0].iri, entry.publisher.url) == ("", "")


def one(name: str = "sekolah", **changes: Any) -> Harvested:
    base = Harvested(
        portal=NEIGHBOUR,
        name=name,
        origin_id=f"id-{name}",
        title=Text("Jumlah sekolah", {"en": "Number of schools"}),
        description=Text("Sekolah menurut kecamatan."),
        iri=f"https://tetangga.example/dataset/{name}",
        page=f"https://tetangga.example/dataset/{name}",
        publisher="Dinas Pendidikan Tetangga",
        contact=Contact(Text("Walidata"), "data@tetangga.go.id"),
        licences=(Licence("CC-BY-4.0", "", "https://creativecommons.org/licenses/by/4.0/"),),
        keywords=("pendidikan",),
        issued="2024-01-02",
        modified="2025-03-04",
        period=("2020", "2024"),
        place="Kabupaten Tetangga",
        frequency="tahunan",
        files=(
            HarvestedFile("https://tetangga.example/s.csv", "Sekolah", "CSV", "text/csv", 1_500),
        ),
    )
    return replace(base, **changes)


def with_others(*others: Harvested, **changes: Any) -> Site:
    return replace(machine_site.sound(**changes), harvested=others)


def view(given: Site, lang: str = "id") -> View:
    return View(given, Words.load(lang))


def text(files: Iterable[OutputFile]) -> dict[str, str]:
    return {f.path.as_posix(): f.content.decode() for f in files if isinstance(f.content, bytes)}


def test_a_page_says_whose_it_is_and_leads_there() -> None:
    found = text(harvested_pages(view(with_others(one()))))
    assert set(found) == {
        "datasets/panen/index.md",
        "datasets/panen/tetangga/index.md",
        "datasets/panen/tetangga/sekolah/index.md",
    }
    page = found["datasets/panen/tetangga/sekolah/index.md"]
    for said in (
        *("Dinas Pendidikan Tetangga, dari portal lain: Data Tetangga", "bukan oleh portal ini"),
        *("10 Januari 2026", "https://tetangga.example/s.csv", "membuka tetangga.example"),
        *("https://creativecommons.org/licenses/by/4.0/", "1,5 KB", "nofollow noopener"),
    ):
        assert said in page
    assert "Lisensi" in page and "tidak dinyatakan" not in page


def test_in_english() -> None:
    page = text(harvested_pages(view(with_others(one()), "en")))[
        "datasets/panen/tetangga/sekolah/index.md"
    ]
    assert "Number of schools" in page
    assert "from another portal: Data Tetangga" in page


def test_what_is_not_stated_is_said() -> None:
    bare = one(licences=(), publisher="", files=(), page="", iri="", contact=Contact())
    page = text(harvested_pages(view(with_others(bare))))[
        "datasets/panen/tetangga/sekolah/index.md"
    ]
    assert page.count("tidak dinyatakan") == 2
    assert "tidak menyatakan lisensinya" in page
    assert "tidak menyebut satu berkas pun" in page
    assert "Dari portal lain: Data Tetangga" in page


def test_what_is_gone_keeps_its_page_and_is_in_no_list() -> None:
    given = with_others(one(gone="2026-01-10"))
    found = text(harvested_pages(view(given)))
    assert "tidak lagi ada di portal asalnya" in found["datasets/panen/tetangga/sekolah/index.md"]
    assert "Jumlah sekolah" not in found["datasets/panen/tetangga/index.md"]
    assert foreign_cards(view(given)) == ()
    assert describe(given).federated == ()


def test_the_catalogue_lists_them_marked_and_the_search_finds_them() -> None:
    here = view(with_others(one()))
    files = text(catalogue(here, cards(here.site, here.words)))
    page = files["katalog/index.md"]
    assert "datasets/panen/tetangga/sekolah/" in page
    assert "dari portal lain: Data Tetangga" in page
    assert "serta 1 dataset dari portal lain" in page
    script = next(v for k, v in files.items() if k.startswith("assets/katalog-id"))
    data = json.loads(script.partition("=")[2].rstrip().rstrip(";"))
    assert data["kinds"][3] == "Portal lain"
    assert "panen/tetangga" in data["owners"]


def test_a_catalogue_without_them_is_as_it_was() -> None:
    here = view(machine_site.sound())
    found = cards(here.site, here.words)
    files = text(catalogue(here, found))
    script = next(v for k, v in files.items() if k.startswith("assets/katalog-id"))
    assert len(json.loads(script.partition("=")[2].rstrip().rstrip(";"))["kinds"]) == 3
    assert "portal lain" not in how_many(here.words, found)
    assert list(harvested_pages(here)) == []


def test_they_are_under_no_office_and_on_no_list_of_ours() -> None:
    given = with_others(one(publisher="Dinas Kesehatan"))
    here = view(given)
    (card,) = foreign_cards(here)
    assert (card.agencies, card.topics, card.kind) == ((), (), "panen")
    assert card.id not in {c.id for c in cards(given, here.words)}
    found = describe(given)
    assert {e.id for e in found.entries} == {p.id for p in given.published}
    (entry,) = found.federated
    assert entry.publisher.id == ""
    assert entry.published is None and not entry.official


def test_the_terms_are_those_of_the_other_portal() -> None:
    (entry,) = describe(with_others(one())).federated
    assert entry.iri == "https://tetangga.example/dataset/sekolah"
    assert entry.publisher.name.main == "Dinas Pendidikan Tetangga"
    assert (entry.harvested_from, entry.harvested_title) == (NEIGHBOUR.url, "Data Tetangga")
    assert entry.rights[0].iri == "https://creativecommons.org/licenses/by/4.0/"
    assert [d.url for d in entry.distributions] == ["https://tetangga.example/s.csv"]


def test_a_dataset_that_two_portals_tell_of_is_told_once_and_ours_never_comes_back() -> None:
    other = replace(NEIGHBOUR, id="lain")
    ours = f"{machine_site.ADDRESS}/datasets/dinkes/jebakan/"
    given = with_others(one(), one(portal=other), one("palsu", iri=ours))
    assert [e.id for e in describe(given).federated] == ["panen/tetangga/sekolah"]


def test_the_catalogues_of_machines_carry_them_with_their_origin() -> None:
    given = with_others(one(), one("polos", iri="", page="", licences=(), files=(), modified=""))
    data = json.loads(text(data_json.make(given))["data.json"])["dataset"]
    (school,) = [d for d in data if d["identifier"] == "https://tetangga.example/dataset/sekolah"]
    assert school["harvestedTitle"] == "Data Tetangga"
    assert school["publisher"]["name"] == "Dinas Pendidikan Tetangga"
    found = json.loads(text(ckan.make(given))["api/3/action/package_search"])["result"]["results"]
    (package,) = [p for p in found if p["name"] == "panen--tetangga--sekolah"]
    assert {e["key"]: e["value"] for e in package["extras"]} == {
        "harvest_source_url": "https://tetangga.example/",
        "harvest_source_title": "Data Tetangga",
    }
    graph = rdflib.Graph().parse(data=text(dcat.make(given))["catalog.ttl"], format="turtle")
    dcterms, dataset = rdflib.DCTERMS, rdflib.URIRef("https://tetangga.example/dataset/sekolah")
    assert (dataset, rdflib.RDF.type, rdflib.DCAT.Dataset) in graph
    told = [str(v) for p in graph.objects(dataset, dcterms.provenance) for v in graph.objects(p)]
    assert any("Data Tetangga" in v for v in told)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_hostile_records_break_no_page(lang: str) -> None:
    bad = one(
        title=Text(HOSTILE),
        description=Text(HOSTILE),
        publisher=HOSTILE,
        keywords=(HOSTILE,),
        place=HOSTILE,
        origin_id=HOSTILE,
        licences=(Licence(HOSTILE, HOSTILE),),
        portal=replace(NEIGHBOUR, title=HOSTILE),
        files=(HarvestedFile("https://x.example/", HOSTILE),),
    )
    for content in text(harvested_pages(view(with_others(bad), lang))).values():
        body = content.partition("body: ")[2]
        assert "<script>alert" not in body
        assert "<img src=x" not in body


def records(root: Path, **changes: Any) -> Path:
    """A record as a person may have changed it."""
    folder = root / "datasets/_panen/tetangga"
    folder.mkdir(parents=True, exist_ok=True)
    told = {"judul": "T", "alamat": "https://t.example/", "jenis": "ckan", "dipanen": "2026-01-10"}
    (folder / "portal.json").write_text(json.dumps(told))
    record = {"name": "satu", "id": "1", "title": "Satu", **changes}
    (folder / "satu.json").write_text(json.dumps(record))
    return folder


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 2_000}, "title"),
        ({"name": "dua"}, "name"),
        ({"homepage": "javascript:alert(1)"}, "homepage"),
        ({"homepage": 'https://x.example/"><script>'}, "homepage"),
        ({"iri": "https://nama:sandi@x.example/"}, "iri"),
        ({"resources": [{}]}, "path"),
        ({"resources": [{"path": "../../etc/passwd"}]}, "path"),
        ({"resources": [{"path": "https://x.example/a", "bytes": -1}]}, "bytes"),
        ({"resources": [{"path": "https://x.example/a", "format": "<b>"}]}, "format"),
        ({"resources": [{"path": "https://x.example/a"}] * 201}, "resources"),
        ({"diperbarui": "kemarin"}, "diperbarui"),
        ({"diperbarui": "2026-02-30"}, "diperbarui"),
        ({"sdi:frekuensi": "kadang"}, "sdi:frekuensi"),
        ({"description": "NIK 6401014107900002"}, "pribadi"),
        ({"lain": ["KK 6401014107900002"]}, "pribadi"),
    ],
)
def test_a_record_that_somebody_spoilt_is_told_and_not_shown(
    tmp_path: Path, changes: dict[str, Any], key: str
) -> None:
    records(tmp_path, **changes)
    found, (told,) = harvested(tmp_path)
    assert found == ()
    assert (told.code, dict(told.values)) == ("harvest-record", {"property": key})
    assert told.file == "datasets/_panen/tetangga/satu.json"


def test_links_and_other_files_are_no_records(tmp_path: Path) -> None:
    folder = records(tmp_path)
    (folder / "catatan.txt").write_text("x")
    (folder / "tautan.json").symlink_to("/etc/passwd")
    (folder / "folder.json").mkdir()
    (tmp_path / "datasets/_panen/.git").mkdir()
    found, told = harvested(tmp_path)
    assert [o.name for o in found] == ["satu"]
    assert {f.file.rpartition("/")[2] for f in told} == {
        *("portal.json", "tautan.json", "folder.json"),
    }


def test_a_portal_is_built_with_them_and_git_takes_them_for_no_dataset(tmp_path: Path) -> None:
    root = portal(tmp_path)
    records(root, homepage="https://t.example/satu")
    commit(root, "Panen", "2026-01-10")
    first = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert (first.exit_code(), first.findings) == (0, [])
    page = root / ".build/docs/id/datasets/panen/tetangga/satu/index.md"
    before = page.read_bytes()
    (root / "datasets/_panen/tetangga/satu.json").unlink()
    commit(root, "Dibuang", "2026-01-11")
    second = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert (second.exit_code(), second.crashes) == (0, [])
    assert not page.exists() and b"https://t.example/satu" in before
    assert not any("_panen" in id for id in second.site.pasts)


def test_the_codes_of_kinds_are_apart() -> None:
    assert search.FOREIGN not in search.KINDS
