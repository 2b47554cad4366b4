"""The directory of applications and services: what one entry is, what its pages say."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping

import pytest
from links import Page, read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE
from services_site import BARE, WHOLE, Cells, many, portal, table

from build_tools import pages
from build_tools.catalogues import sitemap
from build_tools.model import Portal, Published, Site
from build_tools.pages.portal.services import PER_PAGE
from build_tools.smartcity import gather
from build_tools.smartcity.services import (
    Address,
    Service,
    by_agency,
    known,
    plain_name,
    services,
)
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
Files = Mapping[tuple[str, str], str]


def found(*given: Published) -> tuple[Service, ...]:
    return services(gather(Site(portal(), given)))


def rendered(*given: Published, to: Portal | None = None) -> dict[tuple[str, str], str]:
    """The body of every page of the portal, by language and folder."""
    made = {}
    for file in pages.render(Site(to or portal(8), given), WORDS):
        if file.lang:
            assert isinstance(file.content, bytes)
            body = get_data(file.content.decode("utf-8"))[1]["body"]
            made[file.lang, file.path.parent.as_posix()] = body
    return made


def page(files: Files, path: str, lang: str = "id") -> Page:
    return read(files[lang, path])


def facts(files: Files, path: str, lang: str = "id") -> dict[str, str]:
    """The facts of a service's page: name and value."""
    pairs = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", files[lang, path], re.S)
    return {name: " ".join(re.sub(r"<[^>]+>", "", value).split()) for name, value in pairs}


def row(id: str, name: str, **cells: str) -> Cells:
    return {"id": id, "nama": name, **cells}


# --- what is one entry -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [("E-BUEN", "e buen"), ("Simandiri MasBro!", "SIMANDIRI masbro"), ("Café", "cafe")],
)
def test_spellings_of_a_name_are_one_name(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other) != ""


def test_rows_of_the_same_id_or_name_are_one_entry_and_the_official_row_is_shown() -> None:
    by_id = [row("ebuen", "Layanan E-BUEN", sasaran="warga"), row("lain", "Lain")]
    made = found(
        table("himpunan/aplikasi", by_id, official=False),
        table("himpunan/dari-berita", [row("e-buen-2", "e-buen", status="aktif")], official=False),
        table("dinkes/aplikasi", [row("ebuen", "E-BUEN", opd_id="dinkes")]),
    )
    assert [(s.id, s.name.main, s.row.official) for s in made] == [
        ("ebuen", "E-BUEN", True),
        ("lain", "Lain", False),
    ]
    assert [r["nama"] for r in made[0].others] == ["Layanan E-BUEN", "e-buen"]


def test_two_rows_of_one_table_are_two_services() -> None:
    made = found(table("himpunan/aplikasi", [row("a", "PPID"), row("b", "PPID")], official=False))
    assert [s.id for s in made] == ["a", "b"]


def test_values_of_several_rows_are_never_mixed() -> None:
    official = table("dinkes/aplikasi", [row("a", "Antrean", opd_id="dinkes")])
    compiled = table(
        "himpunan/aplikasi",
        [row("a", "Antrean", status="aktif", alamat="https://a.example/")],
        official=False,
    )
    (one,) = found(official, compiled)
    assert one.row["status"] == "" and one.address is None


def test_two_offices_that_each_release_a_service_of_one_name_have_two() -> None:
    made = found(
        table("dinkes/aplikasi", [row("ppid", "PPID", opd_id="dinkes")]),
        table("dkisp/aplikasi", [row("ppid", "PPID", opd_id="dkisp")]),
        table("himpunan/aplikasi", [row("ppid", "PPID")], official=False),
    )
    assert [(s.id, s.agency, len(s.others)) for s in made] == [
        ("ppid", "dinkes", 1),
        ("ppid-2", "dkisp", 0),
    ]


def test_an_equal_id_is_not_enough_where_the_names_are_others() -> None:
    one = {**BARE, "id": "antrian", "nama": "Antrian Rumah Sakit"}
    other = {**BARE, "id": "antrian", "nama": "Cetak Kartu Keluarga"}
    near = {**BARE, "id": "antrian", "nama": "Antrian Rumah Sakit (daring)"}
    shown = found(table("dinas-a/aplikasi", [one]), table("himpunan/aplikasi", [other], False))
    assert sorted(s.id for s in shown) == ["antrian", "antrian-2"]
    shown = found(table("dinas-a/aplikasi", [one]), table("himpunan/aplikasi", [near], False))
    assert [(s.id, len(s.others)) for s in shown] == [("antrian", 1)]


def test_what_two_offices_own_is_never_one_service() -> None:
    one = {**BARE, "opd_id": "dinas-a"}
    other = {**BARE, "opd_id": "dinas-b"}
    shown = found(table("dinas-a/aplikasi", [one]), table("himpunan/aplikasi", [other], False))
    assert [s.agency for s in shown] == ["dinas-a", "dinas-b"]


@pytest.mark.parametrize("code", ["../x", "/etc/x", ".", "a?b#c", "A", "x" * 300])
def test_a_code_that_makes_no_address_has_no_page(code: str) -> None:
    """No register may be there to hold a code against: nothing else goes out with it."""
    made = rendered(table("himpunan/aplikasi", [{**WHOLE, "opd_id": code}, BARE], False))
    assert ("id", "layanan/opd") in made and ("id", "layanan/puskesmas-daring") in made
    assert not [path for _, path in made if path.startswith("layanan/opd/")]


def test_addresses_are_unique_and_none_is_a_page_that_the_directory_has() -> None:
    made = found(
        table(
            "dinkes/a",
            [row("opd", "Daftar OPD", opd_id="dinkes"), row("x", "Satu", opd_id="dinkes")],
        ),
        table("dkisp/b", [row("x", "Dua", opd_id="dkisp"), row("x-2", "Tiga", opd_id="dkisp")]),
        table("dkisp/c", [row("hal", "Halaman", opd_id="dkisp")]),
    )
    assert {s.name.main: s.id for s in made} == {
        "Daftar OPD": "opd-2",
        "Satu": "x",
        "Dua": "x-3",
        "Tiga": "x-2",
        "Halaman": "hal-2",
    }


def test_addresses_do_not_depend_on_the_order_in_which_datasets_were_published() -> None:
    given = [
        table(f"{owner}/aplikasi", [row("x", "X", opd_id=owner)]) for owner in ("dinkes", "dkisp")
    ]
    assert [s.id for s in found(*given)] == [s.id for s in found(*reversed(given))]
    assert [s.agency for s in found(*given)] == [s.agency for s in found(*reversed(given))]


def test_entries_stand_in_the_order_of_their_names() -> None:
    lines = [row("c", "beta"), row("b", "Alfa"), row("a", "Beta")]
    assert [s.id for s in found(table("dinkes/aplikasi", lines))] == ["b", "a", "c"]


def test_what_is_on_record_is_counted_and_the_rest_is_not_called_zero() -> None:
    lines = [WHOLE, BARE, row("x", "X", terintegrasi="tidak", status="aktif")]
    counted = known(found(table("dinkes/aplikasi", lines)))
    assert (counted.services, counted.owner, counted.address, counted.status) == (3, 1, 1, 2)
    assert (counted.integrated, counted.apart, counted.unsaid) == (1, 1, 1)


def test_a_service_without_a_recorded_owner_is_no_offices() -> None:
    made = by_agency(found(table("dinkes/aplikasi", [WHOLE, BARE])))
    assert {id: [s.id for s in mine] for id, mine in made.items()} == {
        "dinkes": ["puskesmas-daring"]
    }


def test_a_result_of_a_check_that_is_not_known_is_no_result() -> None:
    lines = [row("a", "A", alamat="https://a.example/", alamat_hasil="entah")]
    (one,) = found(table("dinkes/aplikasi", lines))
    assert one.address == Address("https://a.example/", "", "")


# --- pages -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files() -> Files:
    return rendered(
        table("dinkes/aplikasi", [WHOLE]),
        table("himpunan/aplikasi", [BARE, {**WHOLE, "id": "puskesmas-lain"}], official=False),
        table("dkisp/aplikasi", [row("antrean", "Antrean", opd_id="dinkes", sasaran="warga")]),
    )


def test_the_page_of_a_service_says_what_is_recorded(files: Files) -> None:
    said = facts(files, "layanan/puskesmas-daring")
    assert said == {
        "Nama lain": "Puskesmas Daring; EPUS",
        "Untuk siapa": "Warga",
        "Jenis": "Aplikasi",
        "Kelompok": "Layanan publik",
        "Perangkat daerah pemilik": "Dinas Kesehatan",
        "Lingkup": "Aplikasi daerah",
        "Status": "Aktif",
        "Dalam satu portal": "Terintegrasi",
        "Dipakai sejak": "2021",
        "Alamat": "puskesmas.contoh.example; dapat dibuka saat diperiksa 9 Januari 2026",
    }
    shown = page(files, "layanan/puskesmas-daring")
    assert "Mendaftar berobat dari rumah." in shown.words
    links = {a.get("href") for a in shown.named("a")}
    assert WHOLE["alamat"] in links and WHOLE["sumber_url"] in links
    assert "../../datasets/dinkes/" in links and "../../datasets/dinkes/aplikasi/" in links


def test_what_no_source_names_is_said_to_be_unrecorded(files: Files) -> None:
    said = facts(files, "layanan/nomor-112")
    assert set(said.values()) == {"belum tercatat"}
    assert {"Perangkat daerah pemilik", "Status", "Alamat", "Untuk siapa"} <= set(said)
    english = facts(files, "layanan/nomor-112", "en")
    assert set(english.values()) == {"not recorded"} and len(english) == len(said)


@pytest.mark.parametrize(
    ("result", "day", "sentence"),
    [
        ("dapat-dibuka", "2026-01-09", "dapat dibuka saat diperiksa 9 Januari 2026"),
        ("tidak-dapat-dibuka", "2026-01-09", "tidak dapat dibuka saat diperiksa 9 Januari 2026"),
        ("tidak-dapat-dibuka", "", "tidak dapat dibuka saat diperiksa; tanggalnya belum tercatat"),
        ("", "", "belum diperiksa"),
    ],
)
def test_an_address_says_how_it_answered_and_when(result: str, day: str, sentence: str) -> None:
    line = {**WHOLE, "alamat_hasil": result, "alamat_diperiksa": day}
    given = {key: cell for key, cell in line.items() if cell}
    made = rendered(table("dinkes/aplikasi", [given]))
    said = facts(made, "layanan/puskesmas-daring")["Alamat"]
    assert said == f"puskesmas.contoh.example; {sentence}"
    assert "mati" not in made["id", "layanan/puskesmas-daring"]


def test_what_the_source_calls_the_office_is_no_owner() -> None:
    made = rendered(table("himpunan/aplikasi", [{**BARE, "opd_menurut_sumber": "Kominfo"}], False))
    said = facts(made, "layanan/nomor-112")
    assert said["Perangkat daerah pemilik"] == "belum tercatat"
    assert said["Sebutan kantor di sumber"] == "Kominfo"
    assert "pemilik belum tercatat" in page(made, "layanan").words


def test_a_compiled_entry_says_so_and_an_official_one_does_not(files: Files) -> None:
    notice = "Bukan rilis resmi"
    assert notice in page(files, "layanan/nomor-112").words
    assert notice not in page(files, "layanan/puskesmas-daring").words
    assert "Collected from public sources" in page(files, "layanan/nomor-112", "en").words


def test_other_tables_about_the_same_are_named(files: Files) -> None:
    said = page(files, "layanan/puskesmas-daring").words
    assert "Juga tercatat di: dikumpulkan dari sumber publik Daftar himpunan/aplikasi" in said
    assert ("id", "layanan/puskesmas-lain") not in files


def test_a_page_names_the_other_services_of_its_office(files: Files) -> None:
    shown = page(files, "layanan/antrean")
    links = {a.get("href") for a in shown.named("a")}
    assert {"../../layanan/puskesmas-daring/", "../../layanan/opd/dinkes/"} <= links
    assert "Semua 2 layanan kantor ini" in shown.words


def test_a_reader_is_told_how_to_report_and_by_what_name(files: Files) -> None:
    said = page(files, "layanan/nomor-112").words
    assert "Laporkan yang keliru" in said and "“nomor-112”" in said
    assert "himpunan/aplikasi" in said


def test_the_directory_counts_what_is_recorded_as_plain_facts(files: Files) -> None:
    said = page(files, "layanan").words
    assert "Pemilik tercatat 2 /3" in said and "Alamat tercatat 1 /3" in said
    assert (
        "Tercatat terintegrasi dalam satu portal daerah: 1; tercatat tidak terintegrasi: 0;"
        " belum tercatat: 2." in said
    )


def test_lists_by_office_and_reader_serve_those_without_scripts(files: Files) -> None:
    linked = {a.get("href") for a in page(files, "layanan").named("a")}
    assert {"../layanan/opd/", "../layanan/sasaran/warga/"} <= linked
    assert "Dinas Kesehatan 2" in page(files, "layanan/opd").words
    assert "Pemilik" not in page(files, "layanan/opd").words
    assert "1 aplikasi dan layanan belum tercatat pemiliknya." in page(files, "layanan/opd").words
    for path in ("layanan/opd/dinkes", "layanan/sasaran/warga"):
        names = re.findall(r"<h3><a[^>]*>(.*?)</a>", files["id", path])
        assert names == ["Antrean", "e-Puskesmas Buatan"], path


def test_a_list_for_readers_says_of_how_many_the_readers_are_not_recorded(files: Files) -> None:
    shown = page(files, "layanan/sasaran/warga")
    assert "1 layanan lain belum tercatat sasarannya. Lihat daftarnya" in shown.words
    assert "../../../layanan/?sasaran=-" in {a.get("href") for a in shown.named("a")}
    (here,) = [a for a in shown.named("a") if a.get("aria-current") == "page"]
    assert here["href"] == "../../../layanan/sasaran/warga/"
    assert "belum tercatat sasarannya" not in page(files, "layanan/opd/dinkes").words


def test_what_holds_for_most_services_is_said_once_above_the_list() -> None:
    lines = [row(f"x-{n}", f"X {n}", sasaran="warga") for n in range(5)]
    owned = row("y", "Y", opd_id="dinkes", status="aktif", sasaran="warga")
    made = rendered(
        table("himpunan/aplikasi", lines, official=False), table("dinkes/aplikasi", [owned])
    )
    usual = "pemilik belum tercatat; status belum tercatat; dikumpulkan dari sumber publik."
    for path in ("layanan", "layanan/sasaran/warga"):
        shown = page(made, path).words
        assert f"Bila tidak disebut lain: {usual}" in shown
        assert shown.count("pemilik belum tercatat") == 1
    (exception,) = re.findall(r"<li><h3><a[^>]*>Y</a>.*?</li>", made["id", "layanan"])
    for said in ("Dinas Kesehatan", "Aktif", "Rilis perangkat daerah"):
        assert said in exception


def test_what_holds_for_half_or_fewer_is_said_in_each_line() -> None:
    made = rendered(
        table("dinkes/aplikasi", [row("y", "Y", opd_id="dinkes", status="aktif")]),
        table("himpunan/aplikasi", [row("x", "X")], official=False),
    )
    shown = page(made, "layanan").words
    assert "Bila tidak disebut lain" not in shown
    assert "pemilik belum tercatat status belum tercatat" in shown


def test_web_addresses_in_a_note_are_links_and_nothing_else_of_it_is() -> None:
    note = (
        "lihat https://a.contoh.example/x?y=1&z=2, <b>juga</b> (http://b.contoh.example/q)."
        " javascript:alert(1) ftp://c.example/ https://"
    )
    made = rendered(table("dinkes/aplikasi", [row("a", "A", opd_id="dinkes", catatan=note)]))
    shown = page(made, "layanan/a")
    addresses = {a["href"] for a in shown.named("a") if "example" in a.get("href", "")}
    assert addresses == {"https://a.contoh.example/x?y=1&z=2", "http://b.contoh.example/q"}
    assert "&lt;b&gt;juga&lt;/b&gt;" in made["id", "layanan/a"]
    assert "javascript:alert(1) ftp://c.example/ https://" in shown.words
    many_links = " ".join(f"https://a.example/{n}" for n in range(100))
    made = rendered(table("dinkes/aplikasi", [row("a", "A", opd_id="dinkes", catatan=many_links)]))
    shown = page(made, "layanan/a")
    assert len([a for a in shown.named("a") if "a.example" in a.get("href", "")]) == 10
    assert "https://a.example/99" in shown.words


def test_the_page_of_an_office_links_its_services(files: Files) -> None:
    linked = page(files, "datasets/dinkes")
    assert "../../layanan/opd/dinkes/" in {a.get("href") for a in linked.named("a")}
    assert "2 aplikasi dan layanan kantor ini" in linked.words
    assert "layanan kantor ini" not in page(files, "datasets/dkisp").words


def test_the_catalogue_links_the_directory_and_the_directory_the_catalogue(files: Files) -> None:
    assert "../layanan/" in {a["href"] for a in page(files, "katalog").named("a") if "id" in a}
    assert "../katalog/" in {a.get("href") for a in page(files, "layanan").named("a")}


def test_every_entry_stands_in_the_lists_once_and_both_languages_have_the_same_pages() -> None:
    made = rendered(table("dinkes/aplikasi", many(2 * PER_PAGE + 1)))
    for lang in ("id", "en"):
        lists = ["layanan", "layanan/hal/2", "layanan/hal/3"]
        ids = [
            i
            for p in lists
            for i in re.findall(r'<h3><a href="[./]+layanan/(.*?)/"', made[lang, p])
        ]
        assert ids == [f"layanan-{n:03}" for n in range(2 * PER_PAGE + 1)]
        assert (lang, "layanan/hal/4") not in made
    assert {p for lang, p in made if lang == "id"} == {p for lang, p in made if lang == "en"}


def test_a_portal_without_services_says_what_is_missing_and_how_to_begin() -> None:
    made = rendered()
    said = page(made, "layanan").words
    assert "Belum ada data “Aplikasi dan layanan” yang diterbitkan." in said
    assert "terbuka new <opd> --profil aplikasi" in said
    assert not list(page(made, "layanan").named("form")) and not page(made, "layanan").scripts
    assert (
        "Belum ada aplikasi atau layanan yang pemiliknya tercatat."
        in page(made, "layanan/opd").words
    )


def test_facets_name_every_value_with_its_count(files: Files) -> None:
    facets = {}
    for key, inside in re.findall(
        r'<ul data-saring="(\w+)">(.*?)</ul>', files["id", "layanan"], re.S
    ):
        labels = re.findall(r'value="([^"]*)">(.*?)<span>(\d+)</span>', inside)
        facets[key] = {code: (label, int(count)) for code, label, count in labels}
    assert facets["sasaran"] == {"warga": ("Warga", 2), "-": ("belum tercatat", 1)}
    assert facets["opd"] == {"dinkes": ("Dinas Kesehatan", 2), "-": ("belum tercatat", 1)}
    assert {"jenis", "status", "terintegrasi", "asal"} <= set(facets)
    assert facets["asal"]["himpunan"] == ("Dikumpulkan dari sumber publik", 1)


def test_hostile_cells_stay_text() -> None:
    line = {key: HOSTILE for key in WHOLE if key not in ("id", "alamat_diperiksa", "tahun_mulai")}
    line |= {"id": "jebakan", "alamat": "javascript:alert(1)", "sumber_url": "javascript:alert(2)"}
    given = table("dinkes/aplikasi", [line])
    made = rendered(given)
    for (lang, path), html in made.items():
        if path.startswith("layanan"):
            shown = read(html)
            assert not shown.scripts and not list(shown.named("img")), (lang, path)
            assert not [a for a in shown.named("a") if a.get("href", "").startswith("javascript:")]
    data = next(
        f for f in pages.render(Site(portal(), (given,)), WORDS) if "layanan-id" in f.path.name
    )
    assert isinstance(data.content, bytes) and b"</" not in data.content


def test_the_data_of_the_script_says_what_the_lists_say() -> None:
    given = table("dinkes/aplikasi", [WHOLE, BARE])
    files = pages.render(Site(portal(), (given,)), WORDS)
    content = next(f.content for f in files if "layanan-en" in f.path.name)
    assert isinstance(content, bytes)
    data = json.loads(content.decode().removeprefix("window.PD_LAYANAN=").rstrip(";\n"))
    assert [line[0] for line in data["rows"]] == ["puskesmas-daring", "nomor-112"]
    keys = [key for key, _ in data["facets"]]
    whole = next(line for line in data["rows"] if line[0] == "puskesmas-daring")
    codes = [values[place][0] for (_, values), place in zip(data["facets"], whole[4], strict=True)]
    assert dict(zip(keys, codes, strict=True)) == {
        "sasaran": "warga",
        "opd": "dinkes",
        "jenis": "aplikasi",
        "status": "aktif",
        "terintegrasi": "ya",
        "kelompok": "layanan-publik",
        "lingkup": "daerah",
        "asal": "resmi",
    }
    assert whole[3] == "Sign up for treatment from home." and whole[5] == 1  # its name alone


def test_two_services_of_one_name_have_titles_of_their_own() -> None:
    given = (
        table("dinkes/aplikasi", [row("ppid", "PPID", opd_id="dinkes")]),
        table("dkisp/aplikasi", [row("ppid", "PPID", opd_id="dkisp"), row("lain", "Lain")]),
    )
    titles = {}
    for file in pages.render(Site(portal(), given), WORDS):
        if file.lang == "id" and file.path.parts[0] == "layanan" and len(file.path.parts) == 3:
            assert isinstance(file.content, bytes)
            titles[file.path.parts[1]] = get_data(file.content.decode("utf-8"))[1]["title"]
    assert titles == {
        "opd": "Layanan menurut perangkat daerah",
        "ppid": "Layanan PPID, Dinas Kesehatan",
        "ppid-2": "Layanan PPID, Dinas Komunikasi",
        "lain": "Layanan Lain",
    }


def test_pages_fit_their_budgets() -> None:
    shell = 2_400  # of the header, the menu and the footer around them
    lines = [
        {**line, "uraian": f"{line['uraian']} {'abcdefghij' * 20}"}
        for line in many(400, offices=41)
    ]
    made = rendered(table("dinkes/aplikasi", lines), to=portal(41))
    for (_, path), html in made.items():
        if path.startswith("layanan"):
            assert len(gzip.compress(html.encode())) + shell < 8_000, path


def test_search_engines_are_told_of_every_service() -> None:
    paths = [path for path, _ in sitemap.pages(Site(portal(), (table("dinkes/a", [WHOLE, BARE]),)))]
    assert {"layanan/", "layanan/opd/", "layanan/nomor-112/", "layanan/puskesmas-daring/"} <= {
        *paths
    }
