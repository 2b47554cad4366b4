"""`/permintaan/`: how to ask, where, and what was answered; nobody who asked is recorded."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from links import read
from pages_site import HOSTILE, PORTAL
from portals import REPOSITORY
from smart_site import Cells, bodies, held_back, rows, site, table

from build_tools import profiles
from build_tools.checks.datasetids import dataset_ids
from build_tools.checks.reference import Reference
from build_tools.load.expand import expanded
from build_tools.model import Contact, Past, Published, Site, Text
from build_tools.pages import contacts
from build_tools.pages.requests import request_files, request_pages
from build_tools.pages.view import View
from build_tools.smartcity import gather
from build_tools.smartcity.requests import by_office, requests, tally
from build_tools.words import Words

#: Words of columns that would say who asked.
REQUESTER = ("nama", "pemohon", "peminta", "kontak", "telepon", "surel", "email", "nik", "alamat")


def line(id: str, status: str = "diterima", office: str = "dinas-a", **more: str) -> Cells:
    return {
        "id": id,
        "tanggal": "2026-03-01",
        "perihal": f"Jumlah hal {id}",
        "opd_id": office,
        "status": status,
        **more,
    }


def asked(*lines: Cells, **how: Any) -> Published:
    return table("dkisp/permintaan-data", "permintaan_data", lines, **how)


def page(*tables: Published, lang: str = "id", **portal: Any) -> str:
    given = site(*tables, portal=replace(PORTAL, **portal))
    return bodies(request_pages, given, lang)["permintaan"]


def links(body: str) -> list[str]:
    return [a["href"] for a in read(body).named("a")]


def test_the_profile_has_no_column_for_who_asked() -> None:
    known = profiles.all_profiles()["permintaan_data"]
    assert known.closed
    assert not [c for c in known.columns if any(word in c.split("_") for word in REQUESTER)]


@pytest.mark.parametrize(("extra", "found"), [(["peminta"], ["profile-field-extra"]), ([], [])])
def test_a_table_that_adds_a_column_is_refused(extra: list[str], found: list[str]) -> None:
    names = [*profiles.all_profiles()["permintaan_data"].columns, *extra]
    resource: Mapping[str, Any] = {
        "name": "permintaan-data",
        "path": "data/permintaan-data.csv",
        "sdi:profil": "permintaan_data",
        "schema": {"fields": [{"name": name} for name in names]},
    }
    raw = {"title": "T", "sdi:asal": "resmi", "resources": [resource]}
    assert [f.code for f in expanded(raw, PORTAL, "datapackage.yaml")[1]] == found


def test_a_profile_that_is_open_takes_further_columns() -> None:
    assert not profiles.all_profiles()["daftar_data"].closed
    made = table("dkisp/daftar", "daftar_data", [], own=["keterangan_lain"])
    assert made.tables[0].resource.field("keterangan_lain") is not None


def test_the_dataset_that_answers_is_checked_for_its_form() -> None:
    for name in ("permintaan_data", "daftar_data"):
        made = table("dkisp/t", name, [])
        found = dataset_ids(made.dataset, made.tables[0].resource, Reference({}))
        assert found is not None and found.names == ["dataset"]


def test_requests_are_counted_by_state_and_office() -> None:
    found = requests(
        rows(
            asked(
                line("a"),
                line("b", "diproses", "dinas-b"),
                line("c", "dijawab"),
                line("d", "diteruskan"),
                line("e", "tidak-dipenuhi", ""),
            ),
            table("himpunan/x", "permintaan_data", [line("z")], official=False),
        )
    )
    whole = tally(found)
    assert (whole.waiting, whole.answered, whole.closed, whole.all) == (2, 1, 2, 5)
    assert {id: t.all for id, t in by_office(found).items()} == {"dinas-a": 3, "dinas-b": 1, "": 1}


def test_without_a_table_the_page_still_tells_how_to_ask() -> None:
    said = page()
    assert "Cara meminta" in said and "Belum ada daftar permintaan" in said
    assert "Permintaan informasi resmi diajukan kepada PPID Kabupaten Paser" in said
    assert "10 hari kerja" in said
    assert "No list of requests has been published yet" in page(lang="en")
    assert "belum diberi alamat untuk menerima permintaan" in said


def test_every_way_to_ask_is_a_link() -> None:
    said = page(
        repository="https://github.com/contoh/data",
        contact=Contact(Text("Dinas Komunikasi"), "data@contoh.go.id"),
        settings={
            "kontak": {"whatsapp": "0541 000-0000"},
            "ppid": {"url": "https://ppid.contoh.go.id/"},
        },
    )
    found = links(said)
    form = next(a for a in found if a.startswith("https://github.com/"))
    assert parse_qs(urlsplit(form).query)["template"] == [contacts.REQUEST_FORM]
    assert (REPOSITORY / ".github/ISSUE_TEMPLATE" / contacts.REQUEST_FORM).is_file()
    assert any(a.startswith("mailto:data@contoh.go.id?subject=") for a in found)
    assert any(a.startswith("https://wa.me/625410000000?text=Permintaan%20data") for a in found)
    assert "https://ppid.contoh.go.id/" in found
    assert "belum diberi alamat" not in said


def test_another_git_host_gets_the_plain_form() -> None:
    found = links(page(repository="https://git.contoh.go.id/data"))
    form = next(a for a in found if a.startswith("https://git.contoh.go.id/"))
    assert "template" not in parse_qs(urlsplit(form).query)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("+62 541 000 0000", "625410000000"),
        ("0541-0000000", "625410000000"),
        (5410000000, "5410000000"),
        (81200000000, "6281200000000"),
        ("javascript:alert(1)", ""),
        ("62541/../evil", ""),
        ("٠٥٤١٠٠٠٠٠٠٠", ""),
        ("123", ""),
        (True, ""),
        (None, ""),
        (["0541"], ""),
    ],
)
def test_only_a_number_becomes_a_link(given: object, number: str) -> None:
    assert contacts.whatsapp(given) == number


@pytest.mark.parametrize("kontak", [None, "teks", ["x"], {"whatsapp": {}}])
def test_settings_of_a_wrong_form_give_no_link(kontak: object) -> None:
    assert "wa.me" not in page(settings={"kontak": kontak})


def test_open_requests_come_first_then_offices_from_a_to_z() -> None:
    said = page(
        asked(
            line("lama", "dijawab", "dinas-a"),
            line("dua", "diproses", "dinas-b"),
            line("satu", "diterima", "dinas-a"),
            line("tanpa", "diterima", ""),
        )
    )
    said = said[said.index('class="pd-list"') :]
    places = [said.index(f"Jumlah hal {id}") for id in ("satu", "dua", "tanpa", "lama")]
    assert places == sorted(places)
    assert "perangkat daerah belum ditentukan" in said


def test_an_answer_shows_its_day_and_leads_to_the_data() -> None:
    answered = line(
        "a",
        "dijawab",
        jawaban="Sudah terbit.",
        jawaban_en="It is published.",
        tanggal_jawaban="2026-03-05",
        dataset="dinas-a/rapat",
    )
    gone = line("b", "dijawab", dataset="dinas-a/tidak-ada")
    said = page(asked(answered, gone), table("dinas-a/rapat", "rapat", []))
    assert "Jawaban (5 Maret 2026): Sudah terbit." in read(said).words
    assert "../datasets/dinas-a/rapat/" in links(said)
    assert "tidak-ada" not in said
    assert "It is published." in page(asked(answered), lang="en")


def test_a_table_that_is_held_back_or_too_long_is_not_said_to_be_missing() -> None:
    held = replace(site(), held_back=(held_back("dkisp/p", "permintaan_data"),))
    assert "Belum ada daftar" not in bodies(request_pages, held)["permintaan"]
    long = page(asked(line("a"), whole=False))
    assert "terlalu panjang" in long and "Belum ada daftar" not in long


def test_a_compiled_list_is_linked_and_not_counted() -> None:
    said = page(table("himpunan/x", "permintaan_data", [line("z")], official=False))
    assert "Jumlah hal z" not in said and "../datasets/himpunan/x/" in links(said)


def files(given: Site) -> dict[str, list[list[str]]]:
    found = {}
    for made in request_files(View(given, Words.load("id")), gather(given)):
        assert isinstance(made.content, bytes)
        found[made.path.name] = list(csv.reader(io.StringIO(made.content.decode())))
    return found


def test_the_file_is_the_list_and_a_second_one_has_the_counts() -> None:
    answered = line("b", "dijawab", jawaban="Ada.", tanggal_jawaban="2026-03-04")
    found = files(site(asked(line("a"), answered, line("c", office=""))))
    assert found["permintaan.csv"] == [
        [
            *("id", "tanggal", "perihal", "perangkat_daerah", "nama_perangkat_daerah", "status"),
            *("hari_menunggu", "jawaban", "tanggal_jawaban", "dataset"),
        ],
        [
            "a",
            "2026-03-01",
            "Jumlah hal a",
            "dinas-a",
            "Dinas dinas-a",
            "diterima",
            "267",
            "",
            "",
            "",
        ],
        [
            "b",
            "2026-03-01",
            "Jumlah hal b",
            "dinas-a",
            "Dinas dinas-a",
            "dijawab",
            "",
            "Ada.",
            "2026-03-04",
            "",
        ],
        [
            "c",
            "2026-03-01",
            "Jumlah hal c",
            "",
            "perangkat daerah belum ditentukan",
            "diterima",
            "267",
            "",
            "",
            "",
        ],
    ]
    assert found["hitungan.csv"] == [
        ["perangkat_daerah", "nama_perangkat_daerah", "menunggu", "dijawab", "ditutup_lain"],
        ["", "perangkat daerah belum ditentukan", "1", "0", "0"],
        ["dinas-a", "Dinas dinas-a", "1", "1", "0"],
    ]


def test_an_open_request_says_how_long_it_has_waited() -> None:
    said = read(page(asked(line("a"), line("b", "dijawab")))).words
    assert said.count("menunggu 267 hari per 23 November 2026") == 1
    day = line("a", tanggal="2026-11-22")
    assert "has waited 1 day by" in read(page(asked(day), lang="en")).words


def test_the_link_to_the_data_follows_a_move() -> None:
    given = site(
        asked(line("a", "dijawab", dataset="dinas-b/lama")), table("dinas-a/baru", "rapat", [])
    )
    pasts = {"dinas-b/lama": Past("dinas-b/lama", moved_to="dinas-a/baru")}
    said = bodies(request_pages, replace(given, pasts=pasts))["permintaan"]
    assert "../datasets/dinas-a/baru/" in links(said)


def test_hostile_texts_stay_texts_and_long_lists_stay_in_the_budget() -> None:
    hostile = [line(f"n-{n}", perihal=HOSTILE, jawaban=HOSTILE) for n in range(200)]
    found = bodies(request_pages, site(asked(*hostile)))
    assert len(found) == 8
    for path, body in found.items():
        assert "<script" not in body and "<img" not in body, path
        assert len(gzip.compress(body.encode(), 9)) < 6_000, path
