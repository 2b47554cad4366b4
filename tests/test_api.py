"""Our own JSON API: every answer follows the schema that its OpenAPI file states, on every site."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import machine_site
import pytest
import versions_site
from api_answers import API, contents, read, wrong
from formats_examples import PORTAL as ALL_TYPES
from formats_examples import all_types, converted
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pages_site import HOSTILE

from build_tools.catalogues import api
from build_tools.catalogues.v1 import rows
from build_tools.catalogues.v1.portal import PAGE_OF
from build_tools.model import (
    Harvested,
    HarvestedFile,
    HarvestedPortal,
    HeldBack,
    Published,
    Site,
    Source,
    Text,
)

SITES: dict[str, Callable[[], Site]] = {
    "sound": machine_site.sound,
    "hostile": machine_site.hostile,
    "bare": machine_site.bare,
    "with versions": versions_site.site,
    "without an address": lambda: machine_site.sound(site_url=""),
    "official": lambda: machine_site.sound(official=True),
    "empty": lambda: Site(machine_site.portal(), ()),
}
sites = pytest.mark.parametrize("make", SITES.values(), ids=SITES)
FIELDS = [{"name": "no", "type": "integer"}, {"name": "nama", "type": "string"}]


def cut(folder: Path, count: int) -> Published:
    """A table of so many rows, with its rows in parts."""
    published = converted(folder, FIELDS, [[str(n), f"nama {n}"] for n in range(count)])[0]
    return rows.with_rows(replace(published, updated="2026-02-03"), ALL_TYPES)


def parts(published: Published) -> list[dict[str, Any]]:
    (table,) = published.tables
    return [json.loads((published.folder / p.name).read_bytes()) for p in table.row_parts]


@sites
def test_every_answer_follows_its_schema(make: Callable[[], Site]) -> None:
    assert wrong(read(api.make(make()))) == []


@sites
def test_the_description_is_valid_openapi(make: Callable[[], Site]) -> None:
    document = read(api.make(make()))["openapi.json"]
    OpenAPIV31SpecValidator(document).validate()
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@sites
def test_two_builds_give_the_same_bytes(make: Callable[[], Site]) -> None:
    assert contents(api.make(make())) == contents(api.make(make()))


@sites
def test_every_address_within_the_api_leads_to_an_answer(make: Callable[[], Site]) -> None:
    """Also where the site's own address is not set, and answers name one another relatively."""
    site = make()
    base = site.portal.site_url.rstrip("/") or "https://di-mana-saja.example/a/b"
    answers = read(api.make(site))
    there = {f"{base}/{API}{path}" for path in answers}

    def follow(value: Any, at: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key != "pola":
                    follow(inner, at)
        elif isinstance(value, list):
            for inner in value:
                follow(inner, at)
        elif isinstance(value, str) and value.startswith((".", base)):
            address = urljoin(at, value)
            assert address in there or "/api/v1/" not in address, (at, value)

    for path, answer in answers.items():
        if path != "openapi.json":
            follow(answer, f"{base}/{API}{path}")


def test_a_site_without_an_address_names_none() -> None:
    every = b"".join(contents(api.make(machine_site.sound(site_url=""))).values())
    assert b".invalid" not in every and b'"../../datasets/' in every


def test_all_datasets_are_listed_in_pages_that_lead_to_one_another() -> None:
    answers = read(api.make(machine_site.large(PAGE_OF + 2)))
    first, second = answers["katalog.json"], answers["katalog-2.json"]
    assert first["berikutnya"] == f"{machine_site.ADDRESS}/api/v1/katalog-2.json"
    assert (len(first["dataset"]), len(second["dataset"])) == (PAGE_OF, 2)
    assert second["berikutnya"] is None and "katalog-3.json" not in answers
    every = [one["id"] for one in (*first["dataset"], *second["dataset"])]
    assert every == sorted(set(every)) and len(every) == first["jumlahDataset"]


def test_a_demonstration_says_so_in_every_answer() -> None:
    answers = read(api.make(machine_site.sound()))
    told = {path: a for path, a in answers.items() if path != "openapi.json"}
    assert all(a["situsResmi"] is False and a["pemberitahuan"]["id"] for a in told.values())
    assert "Situs contoh" in answers["openapi.json"]["info"]["description"]
    official = read(api.make(machine_site.sound(official=True)))
    assert official["index.json"]["situsResmi"] is True
    assert official["index.json"]["pemberitahuan"] is None


def test_collected_data_is_never_an_offices_release() -> None:
    found = read(api.make(machine_site.sound()))["datasets/himpunan/stunting.json"]
    assert (found["asal"], found["penerbit"]["nama"]["id"]) == ("himpunan", "Proyek Data Paser")
    assert [office["id"] for office in found["terkait"]] == ["dinkes"]


def test_a_dataset_tells_where_everything_is() -> None:
    found = read(api.make(machine_site.sound()))["datasets/himpunan/stunting.json"]
    page = f"{machine_site.ADDRESS}/datasets/himpunan/stunting/"
    assert found["tautan"]["datapackage"] == f"{page}datapackage.json"
    (table,) = found["tabel"]
    assert [c["nama"] for c in table["kolom"]][:2] == ["tahun", "nilai"]
    assert table["kolom"][1]["satuan"] == {"id": "persen", "en": "percent"}
    assert {f["alamat"] for f in table["berkas"]} >= {f"{page}stunting.csv"}
    assert table["skema"] == f"{machine_site.ADDRESS}/skema/himpunan/stunting/stunting.json"


def test_quality_tells_checks_findings_and_timeliness_but_no_cell() -> None:
    found = read(api.make(machine_site.sound()))["datasets/himpunan/stunting/mutu.json"]
    assert found["pemeriksaan"][1]["peringatan"] == 1
    (finding,) = found["temuan"]
    assert (finding["kode"], finding["baris"], finding["kolom"]) == ("category", 2, 5)
    assert finding["penjelasan"] == f"{machine_site.ADDRESS}/panduan/temuan/category/"
    assert found["kemutakhiran"]["keadaan"] == "mutakhir"
    assert "alert(1)" not in json.dumps(found)


def test_versions_are_those_that_can_be_taken_away() -> None:
    found = read(api.make(versions_site.site()))[f"datasets/{versions_site.GIZI}/versi.json"]
    shown = found["daftarVersi"]
    assert shown and shown[0]["halaman"].startswith("https://data.example/datasets/dinkes/")
    assert "RAHASIA" not in json.dumps(found)
    assert all(len(file["sha256"]) == 64 for one in shown for file in one["berkas"])


def test_a_dataset_that_moved_is_found_from_its_old_address() -> None:
    """In the API and where its data package was, for clients that know that address alone."""
    site = versions_site.site()
    files = contents(api.make(site))
    old, new = versions_site.LAMA, versions_site.GIZI
    answer = json.loads(files[f"{API}datasets/{old}.json"])
    assert (answer["pindah"], answer["sejak"]) == (new, "2026-09-02")
    assert answer["alamat"] == f"https://data.example/{API}datasets/{new}.json"
    package = json.loads(files[f"datasets/{old}/datapackage.json"])
    assert package["alamat"] == f"https://data.example/datasets/{new}/datapackage.json"
    assert json.loads(files[f"{API}datasets/{new}.json"])["idLama"] == [old]
    assert {"dari": old, "ke": new, "sejak": "2026-09-02"} in json.loads(
        files[f"{API}katalog.json"]
    )["pindah"]


def test_where_a_dataset_moved_that_was_taken_back_nothing_is_promised() -> None:
    files = contents(api.make(versions_site.site()))
    answer = json.loads(files[f"{API}datasets/dinkes/rahasia-lama.json"])
    assert answer["alamat"] is None and answer["pindah"] == versions_site.RAHASIA
    assert json.loads(files[f"{API}datasets/{versions_site.RAHASIA}.json"])["tiada"] == "ditarik"


@pytest.mark.parametrize(
    ("id", "state", "since"),
    [
        (versions_site.RAHASIA, "ditarik", "2026-05-01"),
        (versions_site.HILANG, "dihapus", "2026-06-07"),
        ("dinkes/tertahan", "ditahan", None),
    ],
)
def test_an_address_without_data_says_so_and_no_more(
    id: str, state: str, since: str | None
) -> None:
    site = versions_site.site()
    waiting = HeldBack(Source("dinkes/tertahan", Path()), Text("RAHASIA"))
    files = contents(api.make(replace(site, held_back=(*site.held_back, waiting))))
    answer = json.loads(files[f"{API}datasets/{id}.json"])
    place = f"https://data.example/datasets/{id}/"
    assert [answer[key] for key in ("tiada", "sejak", "halaman")] == [state, since, place]
    assert answer.keys() == {"situsResmi", "pemberitahuan", "tiada", "sejak", "halaman"}
    told = json.loads(files[f"{API}katalog.json"])["tanpaData"]
    assert {"id": id, "tiada": state, "sejak": since} in told
    assert "RAHASIA" not in json.dumps(told) and f"datasets/{id}/datapackage.json" not in files


def test_codes_say_whose_list_they_are() -> None:
    found = read(api.make(machine_site.sound()))
    offices = found["kode/opd.json"]
    assert [one["id"] for one in offices["kode"]] == ["dinkes", "dkisp"]
    assert offices["dataset"] == f"{machine_site.ADDRESS}/api/v1/datasets/referensi/opd.json"
    assert offices["sumber"]["halaman"] == f"{machine_site.ADDRESS}/datasets/referensi/opd/"
    assert found["kode/topik.json"]["kode"][0]["judul"] == {"id": "Kesehatan", "en": "Health"}
    assert found["kode/wilayah.json"]["kode"] == []  # the site has no such list


def test_texts_of_people_are_texts_and_nothing_else() -> None:
    every = b"".join(contents(api.make(machine_site.hostile())).values()).decode()
    assert "\x00" not in every and "\u202e" not in every
    assert len(HOSTILE) > 100 and "alert(1)" in every  # it is there, as a text


def test_rows_come_in_parts_that_hold_the_table(tmp_path: Path) -> None:
    found = parts(cut(tmp_path, 2_345))
    assert [len(part["baris"]) for part in found] == [1_000, 1_000, 345]
    numbers = [row["no"] for part in found for row in part["baris"]]
    assert numbers == list(range(2_345))
    assert {(p["jumlahBagian"], p["jumlahBaris"], p["versi"]) for p in found} == {
        (3, 2_345, found[0]["versi"])
    }
    assert [part["bagian"] for part in found] == [1, 2, 3]
    assert found[0]["berikutnya"].endswith("/2.json") and found[2]["berikutnya"] is None


def test_no_part_travels_without_its_source_and_licence(tmp_path: Path) -> None:
    (part,) = parts(cut(tmp_path, 3))
    assert part["sumber"]["penerbit"] and part["sumber"]["halaman"]
    assert part["lisensi"][0]["nama"] and part["diperbarui"] == "2026-02-03"


def test_every_type_has_the_value_of_the_json_download(tmp_path: Path) -> None:
    published = rows.with_rows(all_types(tmp_path)[0], ALL_TYPES)
    (part,) = parts(published)
    name = published.tables[0].resource.name
    assert part["baris"] == json.loads((published.folder / f"{name}.json").read_bytes())


def test_the_parts_lie_where_the_dataset_says(tmp_path: Path) -> None:
    published = cut(tmp_path, 1_001)
    files = contents(api.make(Site(ALL_TYPES, (published,))))
    answers = {p.removeprefix(API): json.loads(c) for p, c in files.items() if p.startswith(API)}
    assert wrong(answers) == []
    own = answers[f"datasets/{published.id}.json"]
    (table,) = own["tabel"]
    assert table["baris"]["jumlahBagian"] == 2
    first = answers[f"datasets/{published.id}/{table['nama']}/baris/1.json"]
    assert first["versi"] == table["versi"]
    shown = answers["openapi.json"]["paths"][
        "/datasets/{opd}/{dataset}/{tabel}/baris/{bagian}.json"
    ]
    (media,) = shown["get"]["responses"]["200"]["content"].values()
    assert media["examples"]["situs"]["externalValue"].endswith("/baris/1.json")


def test_an_empty_table_has_one_part_without_rows(tmp_path: Path) -> None:
    (part,) = parts(cut(tmp_path, 0))
    assert part["baris"] == [] and (part["bagian"], part["jumlahBagian"]) == (1, 1)


def test_a_table_that_is_too_large_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its Parquet is in parts, and JSON Lines can be read row by row."""
    monkeypatch.setattr(rows, "MOST_ROWS", 9)
    published = cut(tmp_path, 10)
    assert published.tables[0].row_parts == () and not (tmp_path / "out/baris").exists()
    found = read(api.make(Site(ALL_TYPES, (published,))))[f"datasets/{published.id}.json"]
    assert found["tabel"][0]["baris"] is None
    assert "jsonl" in {file["format"] for file in found["tabel"][0]["berkas"]}


def test_a_file_that_a_finished_site_links_is_not_written_to(tmp_path: Path) -> None:
    published = cut(tmp_path, 3)
    path = published.folder / published.tables[0].row_parts[0].name
    before = path.stat().st_ino
    rows.with_rows(published, replace(ALL_TYPES, site_url="https://lain.example/"))
    assert path.stat().st_ino != before


def test_every_key_of_an_answer_has_its_sentence() -> None:
    document = read(api.make(machine_site.sound()))["openapi.json"]
    for name, schema in document["components"]["schemas"].items():
        if "additionalProperties" not in schema:
            assert all(p["description"] for p in schema["properties"].values()), name


def test_datasets_of_other_portals_are_listed_apart_with_their_origin() -> None:
    neighbour = HarvestedPortal("tetangga", "https://x.example/", "Tetangga", "ckan", "2026-11-01")
    file = HarvestedFile("https://x.example/s.csv", "Sekolah", "CSV", "text/csv", 1_500)
    theirs = Harvested(neighbour, "sekolah", "7", Text("Sekolah"), files=(file,))
    odd = Harvested(
        neighbour, "aneh", "8", Text(HOSTILE), files=(HarvestedFile("https://x.example"),)
    )
    answers = read(api.make(replace(machine_site.sound(), harvested=(theirs, odd))))
    assert wrong(answers) == []
    (shown,) = [o for o in answers["federasi.json"]["dataset"] if o["judul"]["id"] == "Sekolah"]
    assert shown["portalAsal"] == {"nama": "Tetangga", "alamat": "https://x.example/"}
    assert [f["alamat"] for f in shown["berkas"]] == ["https://x.example/s.csv"]
    assert not any("panen/" in one["id"] for one in answers["katalog.json"]["dataset"])
