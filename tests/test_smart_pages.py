"""The pages of the overview, dimensions, programmes, indicators and budget, as they are read."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from links import read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE
from regency import DIMENSIONS as SIX
from regency import filled_tables, offices
from smart_site import COMPILED, DIMENSIONS, amount, bodies, held_back, rows, site, table

from build_tools.model import Agency, OutputFile, Published, Site, Text
from build_tools.pages import render
from build_tools.pages.portal.budget import budget
from build_tools.pages.portal.dimensions import dimension_pages
from build_tools.pages.portal.indicators import indicator_pages
from build_tools.pages.portal.overview import band, overview
from build_tools.pages.portal.programmes import programme_pages
from build_tools.pages.portal.promises import promises
from build_tools.pages.portal.shown import SHOWN_ON, shown_on
from build_tools.pages.view import View
from build_tools.profiles import all_profiles
from build_tools.smartcity import Rows, gather
from build_tools.smartcity.dimensions import Tally, tally, together
from build_tools.smartcity.indicators import indicators
from build_tools.words import Words, all_words

Make = Callable[[View, Rows], Iterator[OutputFile]]
PAGES: tuple[Make, ...] = (overview, dimension_pages, programme_pages, indicator_pages, budget)
ID, EN = Words.load("id"), Words.load("en")

SPOKEN_COLUMNS = ("tanggal_pernyataan", "jabatan_penyampai", "kenaikan_sebagaimana_ditulis")


def spoken(without: Sequence[str] = (), **more: str) -> Published:
    """The figure of 2023 as a table that was compiled from a news page."""
    line = {
        **amount(2023, "lisan", "", "", 500_000_000_000, ketelitian="kira-kira"),
        "uraian": "anggaran terkait smart city",
        "nilai_sebagaimana_ditulis": "sekitar lima ratus miliar",
        "tanggal_pernyataan": "2023-11-08",
        "jabatan_penyampai": "Sekretaris Daerah",
        "kenaikan_sebagaimana_ditulis": "naik sekitar lima ratus persen",
        **COMPILED,
        **more,
    }
    line = {name: value for name, value in line.items() if name not in without}
    own = ("tahun_dasar",)
    return table("himpunan/anggaran", "anggaran", [line], official=False, own=own, without=without)


def statement(**more: str) -> Published:
    """The statement in which the figure of 2023 was made known."""
    line = {
        "id": "anggaran-2023",
        "tanggal": "2023-11-08",
        "jabatan": "Sekretaris Daerah",
        "kutipan": "anggaran sekitar lima ratus miliar, naik sekitar lima ratus persen",
        "jenis_kutipan": "tidak-langsung",
        "pembuktian": "Rincian anggaran",
        "keadaan": "tidak-ditemukan",
        "diperiksa": "2026-01-10",
        "alasan": "Rinciannya tidak ditemukan",
        "catatan": "bagian halaman itu tidak terbaca lagi",
        **COMPILED,
        **more,
    }
    return table("himpunan/pernyataan", "pernyataan", [line], official=False)


def examined() -> Published:
    line = {
        "profil": "anggaran",
        "dicari": "rincian menurut OPD",
        "penerbit": "Penerbit buatan",
        "alamat": "https://contoh.example/apbd",
        "diperiksa": "2026-01-10",
        "hasil": "tidak-ditemukan",
    }
    return table("himpunan/diperiksa", "sumber_diperiksa", [line], official=False)


def said(body: str) -> str:
    """What a reader of the page reads."""
    return read(body).words


def every(given: Site, lang: str = "id") -> dict[str, str]:
    found: dict[str, str] = {}
    for make in PAGES:
        found |= bodies(make, given, lang)
    return found


# Nothing filled


def test_an_empty_regency_says_what_is_missing_and_how_to_begin() -> None:
    given = Site(site().portal, ())
    found = every(given)
    assert set(found) == {
        "smart-city",
        "smart-city/program",
        "smart-city/indikator",
        "smart-city/anggaran",
    }
    for path, profile in (
        ("smart-city", "dimensi"),
        ("smart-city/program", "quick_win"),
        ("smart-city/indikator", "capaian"),
        ("smart-city/anggaran", "anggaran"),
    ):
        text = said(found[path])
        assert "Belum ada data" in text, path
        assert f"terbuka new <opd> --profil {profile}" in text
        assert not re.search(r"\b0\b", text), path


def test_dimensions_of_which_nothing_is_known_are_told_in_one_sentence() -> None:
    body = bodies(overview, site())["smart-city"]
    assert (
        "Program, indikator, dan anggaran menurut dimensi belum tercatat."
        " Setiap dimensi punya halamannya sendiri. Tata kelola , Kehidupan ." in said(body)
    )
    assert '<a href="../smart-city/dimensi/living/">Kehidupan</a>' in body
    assert "<table" not in body and "Yang sudah diketahui" not in said(body)


def test_what_one_dimension_lacks_is_not_recorded_rather_than_nought() -> None:
    programme = {"id": "p", "nama": "Program", "dimensi_id": "living"}
    text = said(
        bodies(overview, site(table("himpunan/p", "program", [programme], official=False)))[
            "smart-city"
        ]
    )
    line = text[text.index("Tata kelola") : text.index("Kehidupan")]
    assert line.count("belum tercatat") == 4
    assert not re.search(r"\d", line)


def test_the_overview_begins_with_what_is_known() -> None:
    recommendation = {
        "tahun_evaluasi": 2024,
        "tahap": "I",
        "nomor": 1,
        "rekomendasi": "Melaksanakan rapat",
        "status_tindak_lanjut": "tidak-diketahui",
        **COMPILED,
    }
    note = {"id": "n", "judul": "Dua angka", "penjelasan": "Berbeda.", "diperiksa": "2026-01-10"}
    given = site(
        spoken(),
        statement(),
        table("himpunan/r", "rekomendasi", [recommendation], official=False),
        table("himpunan/c", "catatan_angka", [note], official=False),
        table("himpunan/l", "aplikasi", [{"id": "a", "nama": "Aplikasi"}], official=False),
    )
    body = bodies(overview, given)["smart-city"]
    text = said(body)
    known = text[text.index("Yang sudah diketahui") : text.index("Menurut dimensi")]
    for part in (
        "Anggaran yang disampaikan lisan sekitar lima ratus miliar, naik sekitar lima ratus"
        " persen, 8 November 2023, Sekretaris Daerah",
        "Rekomendasi dari sumber publik Tidak diketahui 1",
        "Terbukti 0, Sebagian 0, Tidak ditemukan 1, Tidak dapat diuji 0",
        "1 hal dengan angka yang berbeda antarsumber",
        "1 aplikasi dan layanan tercatat",
    ):
        assert part in known.replace(" ,", ","), part
    assert '<a href="../janji/#anggaran-2023">Tidak ditemukan</a>' in body
    assert '<a href="../smart-city/anggaran/#lisan">' in body
    assert "500.000.000.000" not in body


def test_the_overview_credits_the_tables_that_its_figures_are_from() -> None:
    given = site(
        table("dkisp/a", "anggaran", [amount(2024, "murni", "dinas-a", "living", 7)]),
        table("dkisp/p", "program", [{"id": "p", "nama": "Program", "dimensi_id": "living"}]),
    )
    text = said(bodies(overview, given)["smart-city"])
    assert "Data: Tabel dkisp/p ; Tabel dkisp/a Nama dimensi: Tabel referensi/dimensi" in text
    assert "Anggaran murni 2024 Rp 7" in text


# Held back


def test_data_that_are_held_back_are_not_called_missing() -> None:
    wanted = ("indikator", "capaian", "anggaran", "program")
    given = replace(site(), held_back=(held_back("dkisp/isi", *wanted),))
    found = every(given)
    for path in ("indikator", "anggaran", "program", "dimensi/living"):
        text = said(found[f"smart-city/{path}"])
        assert "Ditahan karena 2 galat: Tabel dkisp/isi" in text, path
        for name in wanted:
            assert f"--profil {name}" not in text, path
        assert "../datasets/dkisp/isi/" in found[f"smart-city/{path}"]
    assert "terbuka new <opd> --profil quick_win" in said(found["smart-city/program"])
    overall = found["smart-city"]
    assert "Ditahan karena 2 galat: Tabel dkisp/isi" in said(overall)
    assert "<code>indikator</code>" not in overall and "<code>quick_win</code>" in overall


def test_an_official_table_without_rows_of_a_dimension_says_nought() -> None:
    programme = {"id": "p", "nama": "Program", "dimensi_id": "living", "opd_id": "dinas-a"}
    text = said(bodies(overview, site(table("dkisp/p", "program", [programme])))["smart-city"])
    assert "Tata kelola 0 belum tercatat" in text
    assert "Kehidupan 1 belum tercatat" in text


# Spoken and compiled figures


def test_a_spoken_figure_stands_in_the_words_of_its_source_and_nothing_is_made_of_it() -> None:
    found = bodies(budget, site(spoken(), examined()))
    assert set(found) == {"smart-city/anggaran"}
    text = said(found["smart-city/anggaran"])
    for part in (
        "Angka yang disampaikan lisan",
        "sekitar lima ratus miliar, naik sekitar lima ratus persen",
        "8 November 2023",
        "Sekretaris Daerah",
        "Tahun dasar tidak disebut; tidak dihitung.",
        "Rincian tidak ditemukan dalam sumber yang diperiksa sampai 10 Januari 2026.",
        "Penerbit buatan, contoh.example : rincian menurut OPD",
        "Belum ada angka selain yang disampaikan lisan.",
        "dikumpulkan dari sumber publik Sumber: berita.contoh.example",
    ):
        assert part in text, part
    for part in ("500.000.000.000", "Rp", "%", "<svg", "<table", "“", "janji/#"):
        assert part not in found["smart-city/anggaran"], part
    assert text.count("1 sumber yang diperiksa") == 1


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        ({}, "sekitar lima ratus miliar, naik sekitar lima ratus persen"),
        (
            {"jenis_kutipan": "langsung"},
            "“sekitar lima ratus miliar”, “naik sekitar lima ratus persen”",
        ),
        (  # the source quotes the amount alone
            {"jenis_kutipan": "langsung", "kutipan": "anggaran Sekitar lima  ratus miliar"},
            "“sekitar lima ratus miliar”, naik sekitar lima ratus persen",
        ),
    ],
)
def test_quotation_marks_stand_only_where_the_statement_has_them(
    more: dict[str, str], heading: str
) -> None:
    given = site(spoken(), statement(**more))
    body = bodies(budget, given)["smart-city/anggaran"]
    text = said(body)
    assert f"digambar. {heading} anggaran terkait smart city" in text
    told = "langsung" if more else "tidak-langsung"
    assert ID(f"promises.kinds.{told}") in text
    assert "Catatan: bagian halaman itu tidak terbaca lagi" in text
    assert '<a href="../../janji/#anggaran-2023">Pernyataan ini dan buktinya</a>' in body
    back = bodies(promises, given)["janji"]
    assert '<a href="../smart-city/anggaran/#lisan">Di halaman anggaran</a>' in back


@pytest.mark.parametrize(
    "other",
    [
        {"tanggal": "2023-11-09"},
        {"sumber_url": "https://lain.contoh.example/"},
        {"kutipan": "semua dokumen sudah lengkap"},
    ],
)
def test_a_statement_about_something_else_says_nothing_of_a_spoken_figure(
    other: dict[str, str],
) -> None:
    given = site(spoken(), statement(jenis_kutipan="langsung", **other))
    body = bodies(budget, given)["smart-city/anggaran"]
    assert "“" not in said(body) and "janji/#" not in body
    assert "anggaran/#lisan" not in bodies(promises, given)["janji"]


def test_a_column_that_the_table_lacks_is_not_called_unrecorded() -> None:
    lacking = said(bodies(budget, site(spoken(without=SPOKEN_COLUMNS)))["smart-city/anggaran"])
    assert "Disampaikan:" not in lacking and "Jabatan:" not in lacking
    empty = said(bodies(budget, site(spoken(jabatan_penyampai="")))["smart-city/anggaran"])
    assert "Disampaikan: 8 November 2023 Jabatan: belum tercatat" in empty


def test_a_spoken_figure_in_english_keeps_the_words_of_its_source() -> None:
    body = bodies(budget, site(spoken(), examined()), "en")["smart-city/anggaran"]
    assert '<span lang="id">sekitar lima ratus miliar</span>' in body
    assert "The base year was not named; nothing is computed." in said(body)


def test_names_that_only_the_source_has_are_marked_on_an_english_page() -> None:
    given = site(spoken(sumber="Berita lisan"), examined())
    body = bodies(budget, given, "en")["smart-city/anggaran"]
    for name in ("Sekretaris Daerah", "Berita lisan", "Penerbit buatan"):
        assert f'<span lang="id">{name}</span>' in body
        assert body.count(name) == body.count(f'<span lang="id">{name}</span>')


def test_a_base_year_is_not_denied_where_it_was_named() -> None:
    text = said(bodies(budget, site(spoken(tahun_dasar="2022")))["smart-city/anggaran"])
    assert "Tahun dasar yang disebut: 2022; tidak dihitung." in text
    assert "tidak disebut" not in text
    assert "Rincian belum tercatat." in text


def test_a_spoken_figure_leads_to_details_where_there_are_some() -> None:
    official = table("dkisp/a", "anggaran", [amount(2023, "murni", "dinas-a", "living", 7)])
    found = bodies(budget, site(official, spoken(), examined()))
    body = found["smart-city/anggaran"]
    assert "tidak ditemukan dalam sumber" not in said(body)
    assert '<a href="../../smart-city/anggaran/2023/">Lihat rincian tahun 2023' in body
    assert "lima ratus" not in found["smart-city/anggaran/2023"]
    assert "500" not in said(found["smart-city/anggaran/2023"])


def test_compiled_figures_stand_one_by_one_with_source_status_and_precision() -> None:
    lines = [
        amount(2022, "murni", "dinas-a", "living", 1_000_000, **COMPILED),
        amount(2022, "murni", "", "", 2_000_000, ketelitian="kira-kira", **COMPILED),
    ]
    given = site(table("himpunan/a", "anggaran", lines, official=False))
    found = bodies(budget, given)
    assert set(found) == {"smart-city/anggaran", "smart-city/anggaran/2022"}
    text = said(found["smart-city/anggaran/2022"])
    assert "Belum ada data kantor yang dapat dijumlahkan untuk tahun 2022." in text
    assert "Rp 1.000.000" in text and "sekitar Rp 2.000.000" in text
    assert "3.000.000" not in text
    assert text.count("Angka dari sumber publik, tidak dijumlahkan.") == 2
    assert text.count("Status angka: Tetap") == 2
    assert "Ketelitian: Kira-kira" in text
    assert "Perangkat daerah: belum tercatat Dimensi: belum tercatat" in text
    assert "Rp" not in said(found["smart-city/anggaran"])
    assert "belum tercatat" in said(bodies(overview, given)["smart-city"])


# Official figures


def test_a_year_shows_its_sums_by_stage_dimension_and_office() -> None:
    lines = [
        amount(2024, "murni", "dinas-a", "living", 1_500_000_000),
        amount(2024, "murni", "dinas-b", "governance", 500_000_000, ketelitian="dibulatkan"),
        amount(2024, "murni", "dinas-c", "", 100),
        amount(2024, "realisasi", "dinas-a", "living", 1_000_000_000, status_angka="sementara"),
    ]
    found = bodies(budget, site(table("dkisp/a", "anggaran", lines)))
    index = said(found["smart-city/anggaran"])
    assert "2024 Rp 2.000.000.100 belum tercatat Rp 1.000.000.000 0" in index
    body = found["smart-city/anggaran/2024"]
    text = said(body)
    for part in (
        "Anggaran murni Rp 2.000.000.100 Rp 2 miliar 3 angka 1 angka dibulatkan oleh sumber Tetap",
        "Realisasi Rp 1.000.000.000 Rp 1 miliar 1 angka Sementara Sebagaimana ditulis sumber",
        "Serapan tidak dihitung karena perangkat daerah dalam kedua tahap tidak sama.",
        "Tata kelola Rp 500.000.000 belum tercatat",
        "Kehidupan Rp 1.500.000.000 Rp 1.000.000.000",
        "belum terinci menurut dimensi Rp 100 belum tercatat",
        "Dinas dinas-b Rp 500.000.000 belum tercatat",
        "Lihat semua 4 angka tahun 2024",
    ):
        assert part in text, part
    assert body.count("<svg") == 4
    # The bars of all stages have one scale.
    assert 'width="100"' in body and 'width="33.3"' in body and 'width="66.7"' in body
    figures = said(found["smart-city/anggaran/2024/angka"])
    assert figures.count("Kegiatan buatan") == 4


def test_uptake_says_what_was_divided_by_what() -> None:
    lines = [
        amount(2024, "murni", "dinas-a", "living", 4_000),
        amount(2024, "realisasi", "dinas-a", "living", 3_000),
    ]
    given = site(table("dkisp/a", "anggaran", lines))
    text = said(bodies(budget, given)["smart-city/anggaran/2024"])
    assert "Serapan 75,0 persen: realisasi Rp 3.000 dibagi anggaran murni Rp 4.000." in text
    text = said(bodies(budget, given, "en")["smart-city/anggaran/2024"])
    assert "75.0 per cent was spent: Rp 3,000 of actual spending divided by Rp 4,000" in text


def test_a_sum_without_dimensions_says_so_and_draws_nothing() -> None:
    given = site(table("dkisp/a", "anggaran", [amount(2024, "murni", "dinas-a", "", 4_000)]))
    body = bodies(budget, given)["smart-city/anggaran/2024"]
    assert "Jumlah ini belum terinci menurut dimensi." in said(body)
    assert "<svg" not in body


def test_tables_that_overlap_are_shown_apart() -> None:
    line = amount(2024, "murni", "dinas-a", "living", 4_000)
    other = amount(2024, "murni", "dinas-a", "living", 5_000)
    given = site(table("bappeda/a", "anggaran", [line]), table("dinas-a/a", "anggaran", [other]))
    found = every(given)
    text = said(found["smart-city/anggaran/2024"])
    assert "Jumlah dari tabel Tabel bappeda/a" in text
    assert "Jumlah dari tabel Tabel dinas-a/a" in text
    assert text.count("Jumlahnya berdiri sendiri.") == 2
    assert "2024 2 jumlah terpisah" in said(found["smart-city/anggaran"])
    assert "2024 2 jumlah terpisah" in said(found["smart-city/dimensi/living"])
    assert "Anggaran 2024 ada dalam beberapa tabel" in said(found["smart-city"])
    assert not any("9.000" in body for body in found.values())


def test_disjoint_tables_are_added_and_the_page_says_so() -> None:
    line = amount(2024, "murni", "dinas-a", "living", 4_000)
    other = amount(2024, "murni", "dinas-b", "living", 5_000)
    given = site(table("dinas-a/a", "anggaran", [line]), table("dinas-b/a", "anggaran", [other]))
    text = said(bodies(budget, given)["smart-city/anggaran/2024"])
    assert "Dijumlahkan dari 2 tabel." in text and "Rp 9.000" in text


def test_a_table_that_is_too_long_is_not_passed_over_in_silence() -> None:
    line = amount(2024, "murni", "dinas-a", "living", 4_000)
    given = site(
        table("dinas-a/a", "anggaran", [line]),
        table("dinas-b/a", "anggaran", [line], whole=False),
    )
    text = said(bodies(budget, given)["smart-city/anggaran/2024"])
    assert "Jumlah di sini tidak memuatnya." in text
    alone = site(table("dinas-b/a", "anggaran", [line], whole=False))
    assert "Belum ada data" not in said(bodies(budget, alone)["smart-city/anggaran"])


def test_a_table_that_is_too_long_is_nowhere_called_missing_or_nought() -> None:
    profiles = (
        *("program", "quick_win", "indikator", "capaian", "anggaran", "pernyataan"),
        *("rekomendasi", "aplikasi", "catatan_angka", "penghargaan", "evaluasi"),
    )
    ids = {name: f"dinas-b/{name.replace('_', '-')}" for name in profiles}
    given = site(*(table(ids[name], name, [{}], whole=False) for name in profiles))
    for path, body in every(given).items():
        text = said(body)
        assert "terlalu panjang" in text, path
        for missing in ("Belum ada data", "Anggaran resmi", "Keadaan 0"):
            assert missing not in text, (path, missing)
        assert "untuk dimensi ini belum tercatat" not in text, path
    counts = band(View(given, ID), gather(given))
    assert {told for _, _, told in counts} == {ID("portal.not_counted")}


def test_no_total_is_shown_where_an_official_table_is_too_long() -> None:
    """Rows that are not here may be of any year, stage and dimension."""
    spent = amount(2024, "realisasi", "dinas-a", "living", 6_000)
    small = table(
        "dinas-a/a", "anggaran", [amount(2024, "murni", "dinas-a", "living", 8_000), spent]
    )
    long = table("dinas-b/a", "anggaran", [spent], whole=False)
    assert "Rp 8.000" in said(bodies(overview, site(small))["smart-city"])
    assert "Serapan 75" in said(bodies(budget, site(small))["smart-city/anggaran/2024"])
    given = site(small, long)
    overall = said(bodies(overview, given)["smart-city"])
    assert "Rp" not in overall and "tabelnya terlalu panjang untuk dihitung di sini" in overall
    found = bodies(budget, given)
    assert "Serapan" not in said(found["smart-city/anggaran/2024"])
    for path in ("smart-city/anggaran", "smart-city/anggaran/2024"):
        assert "Jumlah di sini tidak memuatnya." in said(found[path])
    dimension = said(bodies(dimension_pages, given)["smart-city/dimensi/living"])
    assert "Rp 8.000" in dimension and "Jumlah di sini tidak memuatnya." in dimension


def test_spoken_details_are_not_denied_where_a_table_is_too_long() -> None:
    long = table("dinas-b/a", "anggaran", [{}], whole=False)
    text = said(bodies(budget, site(spoken(), examined(), long))["smart-city/anggaran"])
    assert "tidak ditemukan dalam sumber" not in text
    assert "Belum ada angka selain" not in text


def test_counts_of_the_overview_leave_out_what_is_too_long() -> None:
    one = {"id": "p", "nama": "Program", "dimensi_id": "living", "opd_id": "dinas-a"}
    small = table("dinas-a/p", "program", [one])
    more = table("himpunan/p", "program", [{**one, **COMPILED}], official=False)
    long = table("dinas-b/p", "program", [one], whole=False)
    assert tally(rows(small, more), "program") == Tally(1, 1)
    assert tally(rows(small, more, long), "program") == Tally(None, 1, True)
    assert together([Tally(1, 1), Tally(None, 0, True)]) == Tally(None, 0, True)
    assert not Tally(None, 0, True).unknown


def test_the_total_of_the_overview_says_what_it_leaves_out() -> None:
    lines = [
        amount(2024, "murni", "dinas-a", "living", 100),
        amount(2024, "murni", "dinas-b", "living", 200, ketelitian="kira-kira"),
    ]
    text = said(bodies(overview, site(table("dkisp/a", "anggaran", lines)))["smart-city"])
    assert "Anggaran murni 2024 Rp 100; 1 angka resmi tidak ikut dijumlahkan" in text
    assert "Jumlah anggaran itu: Rp 100. 1 angka resmi tidak ikut dijumlahkan. Lihat" in text


@pytest.mark.parametrize(
    ("result", "told"),
    [("tidak-ditemukan", True), ("ditemukan", False), ("tidak-dapat-dibuka", False)],
)
def test_only_a_search_in_vain_makes_a_page_say_not_found(result: str, told: bool) -> None:
    search = {
        "profil": "program",
        "dicari": "daftar program",
        "penerbit": "Penerbit buatan",
        "alamat": "https://contoh.example/program",
        "diperiksa": "2026-01-10",
        "hasil": result,
    }
    looked = table("himpunan/diperiksa", "sumber_diperiksa", [search], official=False)
    text = said(bodies(programme_pages, site(looked))["smart-city/program"])
    assert ("Tidak ditemukan dalam sumber yang diperiksa sampai" in text) is told
    assert "1 sumber yang diperiksa Penerbit buatan, contoh.example : daftar program" in text


# Programmes and indicators


def test_a_programme_shows_what_is_known_and_what_is_not() -> None:
    plans = [
        {
            "id": "p1",
            "nama": "Kota hijau",
            "nama_en": "Green town",
            "dimensi_id": "living",
            "opd_id": "dinas-a",
            "horizon": "menengah",
            "tahun_mulai": "2021",
            "tahun_selesai": "2023",
            "status": "berjalan",
            "rujukan_masterplan": "halaman 7",
            "sumber": "Masterplan buatan",
        },
        {"id": "p2", "nama": "Kota terang", "dimensi_id": "governance", "tahun_mulai": "2022"},
    ]
    quick = {"id": "q", "nama": "Taman", "dimensi_id": "living", "program_id": "p1"}
    given = site(
        table("dkisp/p", "program", plans[:1]),
        table("himpunan/p", "program", plans[1:], official=False),
        table("dkisp/q", "quick_win", [quick]),
    )
    body = bodies(programme_pages, given)["smart-city/program"]
    text = said(body)
    for part in (
        "Kota hijau Program Perangkat daerah: Dinas dinas-a Jangka: Jangka menengah"
        " Status: Berjalan Tahun: 2021–2023 Rujukan masterplan: halaman 7",
        "data kantor Sumber: Masterplan buatan",
        "Kota terang Program Perangkat daerah: belum tercatat Jangka: belum tercatat"
        " Status: belum tercatat Tahun: mulai 2022 Rujukan masterplan: belum tercatat",
        "dikumpulkan dari sumber publik Sumber belum tercatat.",
        "Bagian dari Kota hijau",
        "1 dari sumber publik: 1",
    ):
        assert part in text, part
    assert text.index("Tata kelola") < text.index("Kehidupan")
    assert "Green town" in said(bodies(programme_pages, given, "en")["smart-city/program"])


INDICATOR = {"nama": "Layanan daring", "dimensi_id": "living", "satuan": "persen"}
RESULT = {"ketelitian": "sebagaimana-ditulis", "status_angka": "tetap", "tahun": "2024"}


@pytest.mark.parametrize(
    ("direction", "target", "value", "outcome"),
    [
        ("naik", "80", "80", "target tercapai"),
        ("naik", "80", "79.9", "target tidak tercapai"),
        ("turun", "80", "79.9", "target tercapai"),
        ("turun", "80", "80.1", "target tidak tercapai"),
        ("tetap", "5", "5.0", "target tercapai"),
        ("tetap", "5", "5.1", "target tidak tercapai"),
        ("", "80", "90", "belum diketahui: arah yang diharapkan belum tercatat"),
        ("naik", "", "90", "belum diketahui: target belum tercatat"),
        ("naik", "80", "", "belum diketahui: hasil belum tercatat"),
    ],
)
def test_whether_a_target_was_reached(
    direction: str, target: str, value: str, outcome: str
) -> None:
    given = site(
        table("dkisp/i", "indikator", [{**INDICATOR, "id": "i", "arah": direction}]),
        table(
            "dkisp/c",
            "capaian",
            [{**RESULT, "indikator_id": "i", "target": target, "nilai": value}],
        ),
    )
    text = said(bodies(indicator_pages, given)["smart-city/indikator"])
    shown = (ID.number(n) if n else "belum tercatat" for n in (target, value))
    assert f"2024 {' '.join(shown)} {outcome} belum tercatat Tetap; Sebagaimana ditulis" in text


def test_an_approximate_result_is_held_against_no_target() -> None:
    result = {**RESULT, "indikator_id": "i", "target": "1", "nilai": "2", "ketelitian": "kira-kira"}
    (found,) = indicators(
        rows(
            table("dkisp/i", "indikator", [{**INDICATOR, "id": "i", "arah": "naik"}]),
            table("dkisp/c", "capaian", [result]),
        )
    )
    assert [(r.outcome, r.why) for r in found.results] == [("unknown", "approximate")]
    assert found.newest_known is None


def test_targets_reached_are_counted_from_the_newest_known_year_and_by_origin() -> None:
    def results(id: str, *years: tuple[str, str]) -> list[dict[str, str]]:
        return [
            {**RESULT, "indikator_id": id, "tahun": y, "target": "5", "nilai": v} for y, v in years
        ]

    official = [
        {**INDICATOR, "id": id, "arah": "naik", "opd_id": "dinas-a"} for id in ("a", "b", "c")
    ]
    compiled = [{**INDICATOR, "id": "d", "arah": "naik"}]
    given = site(
        table("dkisp/i", "indikator", official),
        table(
            "dkisp/c",
            "capaian",
            [
                *results("a", ("2023", "9"), ("2024", "")),
                *results("b", ("2023", "9"), ("2024", "1")),
            ],
        ),
        table("himpunan/i", "indikator", compiled, official=False),
        table("himpunan/c", "capaian", results("d", ("2024", "9")), official=False),
    )
    text = said(bodies(indicator_pages, given)["smart-city/indikator"])
    assert (
        "Target tercapai pada 1 dari 2 indikator menurut hasil terbaru yang diketahui."
        " 1 indikator belum diketahui." in text
    )
    assert "dikumpulkan dari sumber publik Target tercapai pada 1 dari 1 indikator" in text
    line = said(bodies(overview, given)["smart-city"])
    assert "1 dari 2 dari sumber publik: 1 dari 1" in line


def test_evidence_is_a_link_only_where_it_is_one() -> None:
    lines = [
        {
            **RESULT,
            "indikator_id": "i",
            "tahun": "2023",
            "bukti_url": "https://contoh.example/b.pdf",
        },
        {**RESULT, "indikator_id": "i", "tahun": "2024", "bukti_url": "javascript:alert(1)"},
    ]
    given = site(
        table("dkisp/i", "indikator", [{**INDICATOR, "id": "i"}]),
        table("dkisp/c", "capaian", lines),
    )
    body = bodies(indicator_pages, given)["smart-city/indikator"]
    assert 'href="https://contoh.example/b.pdf"' in body
    assert "javascript:" not in re.sub(r">[^<]*<", "><", body)


# A whole regency


@pytest.fixture(scope="module")
def regency() -> Site:
    """40 OPD, six dimensions, three stages, five years: 3,600 figures; 300 programmes."""
    draw = random.Random(11)
    lines = [
        amount(
            year,
            stage,
            office,
            dimension,
            draw.randrange(10**8, 10**11),
            uraian=f"Kegiatan {office} {dimension} {year}",
            sumber="Dokumen pelaksanaan anggaran buatan",
        )
        for year in range(2021, 2026)
        for stage in ("murni", "perubahan", "realisasi")
        for office in offices()
        for dimension in SIX
    ]
    assert len(lines) == 3_600
    tables = [
        table(f"dkisp/{name.replace('_', '-')}", name, given)
        for parts in filled_tables().values()
        for name, given in parts.items()
        if name != "anggaran"
    ]
    register = [
        {"id": id, "urutan": str(n), "nama": names[0], "nama_en": names[1]}
        for n, (id, names) in enumerate(SIX.items(), start=1)
    ]
    dimensions = table("referensi/dimensi", "dimensi", register, official=False)
    money = table("dkisp/anggaran", "anggaran", lines)
    portal = replace(
        site().portal, agencies=tuple(Agency(id, Text(f"Dinas {id}")) for id in offices())
    )
    return Site(portal, (dimensions, money, *tables, spoken()))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_pages_of_a_whole_regency_stay_small(regency: Site, lang: str) -> None:
    found = every(regency, lang)
    assert len(found) > 70
    for path, body in found.items():
        # What stands around every page takes about three kilobytes of the eight.
        assert len(gzip.compress(body.encode(), 9)) < 5_000, path
    assert "smart-city/dimensi/governance/hal/2" in found
    assert "smart-city/program/hal/12" in found


def test_pages_of_a_whole_regency_lead_to_each_other(regency: Site) -> None:
    """Every link to a page of these exists; every id is there once; headings skip no level."""
    found = every(regency)
    for path, body in found.items():
        page = read(body)
        ids = [a["id"] for _, a in page.elements if "id" in a]
        assert len(ids) == len(set(ids)), path
        for tag, attributes in page.elements:
            assert attributes.get("aria-labelledby", ids[0]) in ids, path
            href = attributes.get("href", "") if tag == "a" else ""
            target = href.lstrip("./").split("#")[0].rstrip("/")
            if re.match("smart-city/(dimensi|program|indikator|anggaran)", target):
                assert target in found, (path, href)
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels)), path


def test_no_page_shows_an_unfilled_text(regency: Site) -> None:
    for lang in ("id", "en"):
        for path, body in every(regency, lang).items():
            assert not re.search(r"\{[a-z_]*\}|smartcity\.|None", said(body)), path


def test_the_overview_equals_a_calculation_apart(regency: Site) -> None:
    given = gather(regency)
    expected: dict[str, int] = {}
    for row in given.of("anggaran"):
        if (row["tahun"], row["tahap"]) == ("2025", "perubahan"):
            expected[row["dimensi_id"]] = expected.get(row["dimensi_id"], 0) + int(
                row["nilai_rupiah"]
            )
    text = said(bodies(overview, regency)["smart-city"])
    assert "Anggaran perubahan 2025" in text
    for id, (name, _) in SIX.items():
        assert re.search(
            rf"{name} 50 \d+ \d+ dari \d+ Rp {re.escape(ID.number(expected[id]))} ", text
        )
    assert f"Jumlah anggaran itu: Rp {ID.number(sum(expected.values()))}." in text


# What comes from outside


def test_hostile_cells_stay_text() -> None:
    given = site(
        table(
            "dkisp/p",
            "program",
            [{"id": "p", "nama": HOSTILE, "dimensi_id": HOSTILE, "rujukan_masterplan": HOSTILE}],
        ),
        table("dkisp/i", "indikator", [{**INDICATOR, "id": "i", "nama": HOSTILE, "arah": HOSTILE}]),
        table(
            "dkisp/a",
            "anggaran",
            [
                amount(2024, "murni", HOSTILE, HOSTILE, 5, uraian=HOSTILE, sumber=HOSTILE),
                {**amount(2024, HOSTILE, "dinas-a", "living", 5), "tahun": "../../x"},
            ],
        ),
        spoken(uraian=HOSTILE, sumber_url="javascript:alert(1)"),
        table(
            "himpunan/d",
            "dimensi",
            [{"id": "../../../etc", "urutan": "3", "nama": HOSTILE}],
            official=False,
        ),
    )
    for lang in ("id", "en"):
        for path, body in every(given, lang).items():
            assert ".." not in path
            page = read(body)
            assert not page.scripts, path
            assert {t for t, _ in page.elements} & {"img", "script", "style"} == set(), path
            assert 'href="javascript' not in body, path


# Where else the portal is named


def test_the_home_page_leads_to_the_portal_with_counts() -> None:
    programme = {"id": "p", "nama": "Program", "dimensi_id": "living", "opd_id": "dinas-a"}
    given = site(table("dkisp/p", "program", [programme]))
    assert band(View(given, ID), gather(given)) == [
        ("overview", "smart-city/", "1"),
        ("services", "layanan/", ""),
        ("promises", "janji/", ""),
        ("figures", "catatan-angka/", ""),
    ]
    files = {(f.lang, f.path.as_posix()): f for f in render(given, all_words(("id", "en")))}
    home = files["en", "index.md"].content
    assert isinstance(home, bytes)
    text = said(str(get_data(home.decode())[1]["body"]))
    assert "Smart city portal" in text
    assert "Programmes and quick wins 1 Services not recorded" in text


def test_the_home_page_counts_as_the_pages_that_it_leads_to() -> None:
    """A service is one entry from whatever rows; official and compiled rows are never added."""
    service = {"id": "antrian", "nama": "Antrian"}
    programme = {"id": "p", "nama": "Program", "dimensi_id": "living", "opd_id": "dinas-a"}
    given = site(
        table("dinas-a/s", "aplikasi", [service]),
        table("himpunan/s", "aplikasi", [{**service, **COMPILED}], official=False),
        table("dinas-a/p", "program", [programme]),
        table("himpunan/p", "program", [{**programme, **COMPILED}], official=False),
    )
    told = {key: count for key, _, count in band(View(given, ID), gather(given))}
    assert told["services"] == "1"
    assert told["overview"] == "1; dari sumber publik: 1"


def test_a_dataset_names_the_pages_that_show_it() -> None:
    given = table("dkisp/p", "program", [])
    shown = shown_on(View(site(given), EN), given.dataset)
    assert shown == '<a href="./smart-city/program/">Programmes</a>'
    assert shown_on(View(site(given), EN), table("dkisp/o", "opd", []).dataset) == ""
    assert set(SHOWN_ON) <= set(all_profiles())


def test_both_languages_have_the_same_pages() -> None:
    given = site(table("dkisp/a", "anggaran", [amount(2024, "murni", "dinas-a", "living", 5)]))
    assert every(given).keys() == every(given, "en").keys()
    assert len(DIMENSIONS) == 2
