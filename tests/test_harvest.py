"""Other portals of every kind, read by reference: what is kept of them, and what is not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from other_portals import CKAN, DATA_JSON, HOME, PACKAGE, TURTLE, Answer, Portal, moved, portal

from build_tools.harvest import HarvestError, Outcome, Web, harvest, rdf
from build_tools.load import harvested
from build_tools.model import Harvested

DAY = date(2026, 1, 15)


def read(root: Path, there: Portal, path: str = "", **how: Any) -> Outcome:
    given = {"web": Web(local=True), "name": "tetangga", **how}
    day = given.pop("day", DAY)
    return harvest(root, f"{there.base}{path}", day, **given)


def kept(root: Path) -> dict[str, Harvested]:
    """What a site would show, by name; nothing is wrong with it."""
    found, amiss = harvested(root)
    assert amiss == []
    return {one.name: one for one in found}


def once(root: Path, answers: Mapping[str, Answer], path: str = "") -> dict[str, Harvested]:
    with portal(answers) as there:
        read(root, there, path)
    return kept(root)


def why(root: Path, answers: Mapping[str, Answer], path: str = "", **how: Any) -> str:
    """Why a portal cannot be read; then nothing is written."""
    with portal(answers) as there, pytest.raises(HarvestError) as told:
        read(root, there, path, **how)
    return told.value.case


def entry(**changes: Any) -> dict[str, Any]:
    """A portal with one dataset, changed."""
    return {"dataset": [{**DATA_JSON["dataset"][0], **changes}]}


def test_data_json(tmp_path: Path) -> None:
    found = once(tmp_path, {"/data.json": DATA_JSON}, "data.json")
    assert list(found) == ["jalan-01", "jumlah-sekolah"]
    school = found["jumlah-sekolah"]
    assert school.id == "panen/tetangga/jumlah-sekolah"
    assert (school.portal.title, school.portal.kind) == ("Data Kabupaten Tetangga", "data.json")
    assert school.portal.day == "2026-01-15"
    assert school.publisher == "Dinas Pendidikan Tetangga"
    assert school.contact.email == "data@tetangga.go.id"
    assert (school.issued, school.modified) == ("2024-02-01", "2025-03-04")
    assert (school.period, school.frequency) == (("2023-01-01", "2024-12-31"), "tahunan")
    assert [lic.name for lic in school.licences] == ["CC-BY-4.0"]
    assert [(f.url, f.format) for f in school.files] == [
        ("https://tetangga.example/berkas/sekolah.csv", "CSV")
    ]
    assert found["jalan-01"].licences == ()


def test_ckan_as_its_api_answers(tmp_path: Path) -> None:
    status = {"success": True, "result": {"site_title": "Satu Data Kota Contoh"}}
    answers = {"/": HOME, "/api/3/action/package_search": CKAN}
    with portal({**answers, "/api/3/action/status_show": status}) as there:
        outcome = read(tmp_path, there)
        assert "/api/3/action/package_search?rows=100&start=0&sort=id+asc" in there.asked
    (one,) = kept(tmp_path).values()
    assert one.name == "jumlah-penduduk"
    assert (one.portal.kind, one.portal.title) == ("ckan", "Satu Data Kota Contoh")
    assert one.page == f"{there.base}dataset/jumlah-penduduk"
    assert one.publisher == "Disdukcapil Kota Contoh"
    assert one.contact.name.main == ""  # a person: neither the name nor the address is kept
    assert one.files[0].bytes == 20480
    assert {dict(f.values).get("case") for f in outcome.findings} == {"access"}
    assert "Budi" not in (tmp_path / "datasets/_panen").joinpath(
        "tetangga/jumlah-penduduk.json"
    ).read_text(encoding="utf-8")


def test_ckan_page_by_page(tmp_path: Path) -> None:
    def page(handler: Any) -> None:
        start = int(handler.path.partition("start=")[2].partition("&")[0])
        names = [f"data-{n:03}" for n in range(250)][start : start + 100]
        results = [{"id": n, "name": n, "title": n, "state": "active"} for n in names]
        answer = {"success": True, "result": {"count": 250, "results": results}}
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(json.dumps(answer).encode())

    with portal({"/api/3/action/package_search": page}) as there:
        assert read(tmp_path, there, "api/3/action/package_list").count == 250
        assert len(there.asked) == 4  # and what the portal is called


@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml"])
def test_dcat_in_its_three_forms(tmp_path: Path, form: str) -> None:
    import rdflib

    graph = rdflib.Graph().parse(data=TURTLE, format="turtle")
    content = graph.serialize(format=form).encode()
    one = once(tmp_path, {"/katalog": content}, "katalog")["001"]
    assert one.portal.title == "Katalog Contoh"
    assert one.iri == "https://dcat.example/dataset/001"
    assert (one.title.main, one.title.get("en")) == ("Belanja daerah", "Spending")
    assert one.publisher == "BPKAD Contoh"
    assert one.contact.email == "bpkad@contoh.go.id"
    assert (one.period, one.frequency) == (("2010", "2011"), "tahunan")
    assert one.licences[0].path == "https://creativecommons.org/licenses/by/4.0/"
    (file,) = one.files
    assert (file.format, file.media_type, file.bytes) == ("CSV", "text/csv", 5120)
    assert file.sha256 == "ab" * 32


def test_dcat_page_by_page(tmp_path: Path) -> None:
    prefixes = TURTLE.partition("<https://dcat.example/catalog>")[0]

    def page(number: int, more: str) -> bytes:
        name = f"<https://dcat.example/dataset/{number}>"
        return (
            f"{prefixes} <https://dcat.example/catalog> a dcat:Catalog ; dct:title 'K' ;"
            f" dcat:dataset {name} . {name} a dcat:Dataset ; dct:title '{number}' . {more}"
        ).encode()

    view = "<> <http://www.w3.org/ns/hydra/core#next> <catalog-2.ttl> ."
    again = "<> <http://www.w3.org/ns/hydra/core#next> <catalog.ttl> ."
    answers = {"/catalog.ttl": page(1, view), "/catalog-2.ttl": page(2, again)}
    with portal(answers) as there:
        assert read(tmp_path, there, "catalog.ttl").new == ["1", "2"]
        assert there.asked == ["/catalog.ttl", "/catalog-2.ttl"]


def test_one_data_package(tmp_path: Path) -> None:
    with portal({"/n/datapackage.json": PACKAGE}) as there:
        read(tmp_path, there, "n/datapackage.json")
    (one,) = kept(tmp_path).values()
    assert one.name == "negara"
    assert one.publisher == "Kantor Contoh"
    assert [(f.url, f.bytes) for f in one.files] == [(f"{there.base}n/data/negara.csv", 42)]


def test_an_index_of_data_packages(tmp_path: Path) -> None:
    index = {
        "title": "Indeks",
        "resources": [{"name": "daftar", "path": "daftar.csv"}],
        "sdi:paket": [{"name": "a--b", "id": "a/b", "path": "datasets/a/b/datapackage.json"}],
    }
    answers = {
        "/datapackage.json": index,
        "/datasets/a/b/datapackage.json": {**PACKAGE, "homepage": ""},
    }
    one = once(tmp_path, answers, "datapackage.json")["a-b"]
    assert one.portal.title == "Indeks"
    assert one.origin_id == "a/b"


def test_a_front_page_is_enough(tmp_path: Path) -> None:
    with portal({"/": HOME, "/data.json": DATA_JSON}) as there:
        assert read(tmp_path, there).portal.kind == "data.json"
    with portal({"/": HOME, "/catalog.ttl": TURTLE.encode()}) as there:
        assert read(tmp_path, there, name="lain").portal.kind == "dcat"
        assert there.asked[0] == "/"


def test_a_second_run_tells_what_is_new_changed_and_gone(tmp_path: Path) -> None:
    folder = tmp_path / "datasets/_panen/tetangga"
    jalan, sekolah = DATA_JSON["dataset"][1], DATA_JSON["dataset"][0]
    with portal({"/data.json": DATA_JSON}) as there:
        first = read(tmp_path, there, "data.json")
        before = {p.name: p.read_bytes() for p in folder.iterdir()}
        again = read(tmp_path, there, "data.json", day=date(2026, 2, 1))
        changed = {p.name for p in folder.iterdir() if before[p.name] != p.read_bytes()}
    assert first.new == ["jalan-01", "jumlah-sekolah"]
    assert (again.new, again.changed, again.gone, again.same) == ([], [], [], 2)
    assert changed == {"portal.json"}  # the day alone
    newer = {"dataset": [{**sekolah, "title": "Sekolah"}, {**jalan, "identifier": "baru"}]}
    with portal({"/data.json": newer}) as other:
        there.base = other.base
        third = read(tmp_path, there, "data.json", day=date(2026, 3, 1))
        assert (third.new, third.changed, third.gone) == (
            *(["baru"], ["jumlah-sekolah"], ["jalan-01"]),
        )
        assert kept(tmp_path)["jalan-01"].gone == "2026-03-01"
        fourth = read(tmp_path, there, "data.json", day=date(2026, 4, 1))
        assert (fourth.gone, fourth.dropped) == ([], [])
        assert kept(tmp_path)["jalan-01"].gone == "2026-03-01"
        last = read(tmp_path, there, "data.json", drop=True)
        assert last.dropped == ["jalan-01"]
    assert set(kept(tmp_path)) == {"baru", "jumlah-sekolah"}


def test_a_portal_that_is_empty_or_down_changes_nothing(tmp_path: Path) -> None:
    with portal({"/data.json": DATA_JSON}) as there:
        read(tmp_path, there, "data.json")
    before = kept(tmp_path)
    assert why(tmp_path, {"/data.json": {"dataset": []}}, "data.json") == "empty"
    assert why(tmp_path, {}, "data.json") == "status"
    assert why(tmp_path, {"/": HOME}) == "kind"
    assert kept(tmp_path) == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    with portal({"/data.json": DATA_JSON}) as there:
        assert read(tmp_path, there, "data.json", dry=True).new
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_another_portal_is_not_overwritten(tmp_path: Path) -> None:
    once(tmp_path, {"/data.json": DATA_JSON}, "data.json")
    place = tmp_path / "datasets/_panen/tetangga/portal.json"
    place.write_text(place.read_text().replace("127.0.0.1", "lain.example"))
    assert why(tmp_path, {"/data.json": DATA_JSON}, "data.json") == "name"


@pytest.mark.parametrize("name", ["..", "../x", "a/b", "A", "hal", "a b"])
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    assert why(tmp_path, {"/data.json": DATA_JSON}, "data.json", name=name) == "folder"


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    (tmp_path / "luar").mkdir()
    (tmp_path / "datasets/_panen").symlink_to(tmp_path / "luar")
    assert why(tmp_path, {"/data.json": DATA_JSON}, "data.json") == "folder"
    assert list((tmp_path / "luar").iterdir()) == []


def test_datasets_of_this_very_portal_do_not_come_back(tmp_path: Path) -> None:
    base = DATA_JSON["dataset"][0]
    ids = [
        *("https://kita.example/data/datasets/a/b/", "http://KITA.example/data//datasets/%61/c/"),
        *(
            "https://kita.example:443/x/../data/datasets/d/",
            "https://kita.example/data/kecamatan/x",
        ),
    ]
    given = {"dataset": [{**base, "identifier": id} for id in ids]}
    with portal({"/data.json": given}) as there:
        outcome = read(tmp_path, there, "data.json", own="https://kita.example/data")
    assert (outcome.own, list(kept(tmp_path))) == (3, ["kecamatan-x"])


def test_ids_that_collide_or_lead_elsewhere_get_names_of_their_own(tmp_path: Path) -> None:
    base = DATA_JSON["dataset"][1]
    ids = ["a", "A", "../../etc/passwd", "..", "/", "portal", "hal", "con", "🙂", "x" * 3_000, "a"]
    given = {"dataset": [{**base, "identifier": id} for id in ids]}
    found = once(tmp_path, {"/data.json": given}, "data.json")
    written = {p.name for p in (tmp_path / "datasets/_panen/tetangga").iterdir()}
    assert written == {"portal.json", *(f"{name}.json" for name in found)}
    assert len(found) == 10  # "a" once
    assert "etc-passwd" in found
    assert not {"a", "hal", "con", "portal"} & found.keys()
    assert {p.name for p in tmp_path.iterdir()} == {"datasets"}


def test_a_name_stays_when_another_dataset_wants_it(tmp_path: Path) -> None:
    one = {**DATA_JSON["dataset"][1], "identifier": "data 1"}
    once(tmp_path, {"/data.json": {"dataset": [one]}}, "data.json")
    two = {**one, "identifier": "data-1"}
    once(tmp_path, {"/data.json": {"dataset": [two, one]}}, "data.json")
    names = {one.origin_id: one.name for one in kept(tmp_path).values()}
    assert names["data 1"] == "data-1"
    assert names["data-1"].startswith("data-1-")


def test_numbers_and_names_of_persons_are_masked(tmp_path: Path) -> None:
    told = "NIK 6401014107900002, hubungi Bapak Budi Santoso 0812-3456-7890 atau budi@gmail.com."
    given = entry(
        title=told,
        description=told,
        keyword=["6401014107900002", "aman"],
        contactPoint={"fn": "Budi Santoso, S.Kom", "hasEmail": "mailto:budi@gmail.com"},
        distribution=[{"downloadURL": "https://x.example/a.csv?nik=6401014107900002"}],
    )
    with portal({"/data.json": given}) as there:
        outcome = read(tmp_path, there, "data.json")
    files = (tmp_path / "datasets/_panen").rglob("*.json")
    written = "".join(p.read_text(encoding="utf-8") for p in files)
    for personal in ("6401014107900002", "0812-3456-7890", "budi@gmail.com", "Budi Santoso"):
        assert personal not in written
    assert "harvest-personal" in {f.code for f in outcome.findings}
    (one,) = kept(tmp_path).values()
    assert one.keywords == ("aman",)
    assert (one.contact.name.main, one.files) == ("", ())


def test_addresses_that_run_or_hide_something_are_left_out(tmp_path: Path) -> None:
    urls = [
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example/a"),
        *("https://nama:sandi@x.example/", "http://[::1", "https://x.example/a b.csv"),
    ]
    given = entry(
        landingPage="javascript:alert(1)",
        identifier="satu",
        license="javascript:alert(1)",
        distribution=[{"downloadURL": url} for url in urls],
    )
    one = once(tmp_path, {"/data.json": given}, "data.json")["satu"]
    assert [f.url for f in one.files] == ["https://x.example/a%20b.csv"]
    assert (one.page, one.licences) == ("", ())


def test_markup_and_signs_that_nobody_sees_are_gone(tmp_path: Path) -> None:
    told = "<p>Satu</p><script>alert(1)</script> &lt;dua&gt; \u202etiga\x00"
    one = once(tmp_path, {"/data.json": entry(description=told)}, "data.json")["jumlah-sekolah"]
    assert one.description.main == "Satu\nalert(1) <dua> tiga"


@pytest.mark.parametrize(
    "bad",
    [None, 5, [], {}, "x" * 200_000, ["a"] * 5_000, {"a": {"b": [1]}}, True, "\ud800"],
    ids=str.__name__ and (lambda value: type(value).__name__),
)
def test_whatever_stands_in_a_property_is_taken_or_left(tmp_path: Path, bad: Any) -> None:
    keys = [k for k in DATA_JSON["dataset"][0] if k not in {"identifier", "title", "accessLevel"}]
    given = {"title": bad, "dataset": [bad, entry(**dict.fromkeys(keys, bad))["dataset"][0]]}
    content = json.dumps(given).encode()
    found = once(tmp_path, {"/data.json": content}, "data.json")
    assert list(found) == ["jumlah-sekolah"]
    size = (tmp_path / "datasets/_panen/tetangga/jumlah-sekolah.json").stat().st_size
    assert size < 50_000


@pytest.mark.parametrize(
    ("content", "case"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>',
            "doctype",
        ),
        (b'<?xml version="1.0"?><!doctype r SYSTEM "file:///etc/passwd"><r/>', "doctype"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r>'.encode("utf-16"), "kind"),
        (b'{"@context": "http://127.0.0.1:1/c.jsonld", "@id": "x"}', "context"),
        (b'{"@context": [{"a": {"@id": "b:c", "@context": "http://127.0.0.1:1/"}}]}', "context"),
        (b'{"@context": {"@import": "http://127.0.0.1:1/"}, "@id": "x"}', "context"),
        (b'{"@context": [["http://127.0.0.1:1/"]], "@id": "x"}', "context"),
        (
            b'{"@context": {"a": {"@id": "b:c", "@context": [["file:///x"]]}}, "@id": "x"}',
            "context",
        ),
        (b"@prefix a: <http://x/> . a:b a:c [[[[", "rdf"),
        (b"@prefix a: <http://x/> . " + b"(" * 50_000, "rdf"),
    ],
)
def test_documents_that_attack_their_reader(tmp_path: Path, content: bytes, case: str) -> None:
    assert why(tmp_path, {"/x": content}, "x") == case


def test_a_document_that_takes_its_parser_too_long_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turtle's parser is quadratic in escaped quotation marks: 2 MB take it some 20 seconds."""
    monkeypatch.setattr(rdf, "MAX_PARSING", 3.0)
    content = b'@prefix a: <http://x/> . a:b a:c """' + b'\\"' * 4_000_000 + b'""" .'
    assert why(tmp_path, {"/x": content}, "x") == "time"


def test_an_address_that_can_be_none_costs_its_file_alone(tmp_path: Path) -> None:
    files = [{"name": "a", "path": "http://["}, {"name": "b", "path": "b.csv"}]
    found = once(tmp_path, {"/p.json": {**PACKAGE, "resources": files}}, "p.json")
    ((one,),) = [one.files for one in found.values()]
    assert one.url.endswith("/b.csv")
    with portal({"/x": moved("http://x[")}) as there, pytest.raises(HarvestError) as told:
        read(tmp_path, there, "x")
    assert told.value.case == "address"


def test_only_the_host_that_was_named_may_lie_within(tmp_path: Path) -> None:
    with ExitStack() as stack:
        inner = stack.enter_context(portal({"/data.json": DATA_JSON}))
        away = inner.base.replace("127.0.0.1", "localhost")
        there = stack.enter_context(portal({"/x": moved(f"{away}data.json")}))
        with pytest.raises(HarvestError) as told:
            read(tmp_path, there, "x")
        assert told.value.case == "local"
        assert inner.asked == []


def test_a_number_in_a_path_is_found(tmp_path: Path) -> None:
    number = "640101" + "410790" + "0001"
    bad = f"https://tetangga.example/ktp/{number}/x"
    given = entry(landingPage=bad, license=bad, distribution=[{"downloadURL": bad}])
    (one,) = once(tmp_path, {"/data.json": given}, "data.json").values()
    assert number not in repr(one)
    place = tmp_path / f"datasets/_panen/tetangga/{one.name}.json"
    place.write_text(json.dumps({**json.loads(place.read_text()), "homepage": bad}))
    found, amiss = harvested(tmp_path)
    assert (found, [f.code for f in amiss]) == ((), ["harvest-record"])


def test_ids_that_look_the_same_are_one_and_stay(tmp_path: Path) -> None:
    base = DATA_JSON["dataset"][1]
    ids = ["sama", "sama ", "s a", "s  a", "y" * 2_000 + "1", "y" * 2_000 + "2"]
    given = {"dataset": [{**base, "identifier": id} for id in ids]}
    first = once(tmp_path, {"/data.json": given}, "data.json")
    assert len(first) == 4
    with portal({"/data.json": given}) as there:
        outcome = read(tmp_path, there, "data.json")
    assert (outcome.same, outcome.new, outcome.changed, outcome.gone) == (4, [], [], [])
    assert kept(tmp_path).keys() == first.keys()


def test_what_a_portal_calls_itself_is_plain(tmp_path: Path) -> None:
    number = "640101" + "410790" + "0001"
    title = f"Data <script>x</script> {number}"
    (one, *_) = once(tmp_path, {"/data.json": {**DATA_JSON, "title": title}}, "data.json").values()
    assert "<" not in one.portal.title and number not in one.portal.title


def test_two_portals_of_one_host_keep_apart(tmp_path: Path) -> None:
    answers = {"/a/data.json": DATA_JSON, "/b/data.json": DATA_JSON}
    with portal(answers) as there:
        read(tmp_path, there, "a/data.json")
        with pytest.raises(HarvestError) as told:
            read(tmp_path, there, "b/data.json")
    assert told.value.case == "name"


def test_xml_in_a_text_is_not_parsed_once_more(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'>]><r>&a;</r>"
    more = f"""<https://dcat.example/dataset/001> dct:description
        "{bomb}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> ."""
    assert "001" in once(tmp_path, {"/x": (TURTLE + more).encode()}, "x")


def test_a_redirect_to_this_computer_is_not_followed(tmp_path: Path) -> None:
    with portal({"/x": moved("file:///etc/passwd")}) as there, pytest.raises(HarvestError) as told:
        read(tmp_path, there, "x")
    assert told.value.case == "address"


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.full)])
def test_many_datasets(tmp_path: Path, count: int) -> None:
    base = DATA_JSON["dataset"][0]
    page = base["landingPage"]
    many = [{**base, "identifier": f"{page}-{n}", "landingPage": ""} for n in range(count)]
    with portal({"/data.json": {"dataset": many}}) as there:
        outcome = read(tmp_path, there, "data.json")
    assert len(outcome.new) == count
    assert len(kept(tmp_path)) == count
    many += [{**base, "identifier": f"lagi-{n}"} for n in range(20_001 - count)]
    assert why(tmp_path, {"/data.json": {"dataset": many}}, "data.json") == "many"


def test_the_same_portal_gives_the_same_bytes(tmp_path: Path) -> None:
    shuffled = {**DATA_JSON, "dataset": DATA_JSON["dataset"][::-1]}
    written = []
    for name, given in (("a", DATA_JSON), ("b", shuffled)):
        found = once(tmp_path / name, {"/data.json": given}, "data.json")
        folder = tmp_path / name / "datasets/_panen/tetangga"
        written.append({k: (folder / f"{k}.json").read_bytes() for k in found})
    assert written[0] == written[1]


def test_what_was_kept_is_read_back_as_it_was(tmp_path: Path) -> None:
    first = once(tmp_path, {"/katalog": TURTLE.encode()}, "katalog")["001"]
    from build_tools.harvest.records import record

    path = tmp_path / "datasets/_panen/tetangga/001.json"
    assert json.loads(path.read_text(encoding="utf-8")) == record(first)
    assert replace(first, gone="") == first
