"""The pages of the overview, dimensions, programmes, indicators and budget, as they are read."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from links import read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE
from regency import DIMENSIONS as SIX
from regency import filled_tables, offices
from smart_site import COMPILED, DIMENSIONS, amount, bodies, rows, site, table

from build_tools.model import Agency, OutputFile, Published, Site, Text
from build_tools.pages import render
from build_tools.pages.portal.budget import budget
from build_tools.pages.portal.dimensions import dimension_pages
from build_tools.pages.portal.indicators import indicator_pages
from build_tools.pages.portal.overview import band, overview
from build_tools.pages.portal.programmes import programme_pages
from build_tools.pages.portal.shown import SHOWN_ON, shown_on
from build_tools.pages.view import View
from build_tools.profiles import all_profiles
from build_tools.smartcity import Rows, gather
from build_tools.smartcity.indicators import indicators
from build_tools.words import Words, all_words

Make = Callable[[View, Rows], Iterator[OutputFile]]
PAGES: tuple[Make, ...] = (overview, dimension_pages, programme_pages, indicator_pages, budget)
ID, EN = Words.load("id"), Words.load("en")

SPOKEN_COLUMNS = ("tanggal_pernyataan", "jabatan_penyampai", "kenaikan_sebagaimana_ditulis")


def spoken(**more: str) -> Published:
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
    own = (*SPOKEN_COLUMNS, "tahun_dasar")
    return table("himpunan/anggaran", "anggaran", [line], official=False, own=own)


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


def test_dimensions_without_rows_are_not_recorded_rather_than_nought() -> None:
    text = said(bodies(overview, site())["smart-city"])
    line = text[text.index("Tata kelola") : text.index("Target dihitung")]
    assert line.count("belum tercatat") == 2 * 4
    assert not re.search(r"\d", line)


def test_an_official_table_without_rows_of_a_dimension_says_nought() -> None:
    programme = {"id": "p", "nama": "Program", "dimensi_id": "living", "opd_id": "dinas-a"}
    text = said(bodies(overview, site(table("dkisp/p", "program", [programme])))["smart-city"])
    assert "Tata kelola 0 belum tercatat" in text
    assert "Kehidupan 1 belum tercatat" in text


# Spoken and compiled figures


def test_a_spoken_figure_is_quoted_and_nothing_is_made_of_it() -> None:
    found = bodies(budget, site(spoken(), examined()))
    assert set(found) == {"smart-city/anggaran"}
    text = said(found["smart-city/anggaran"])
    for part in (
        "Angka yang disampaikan lisan",
        "“sekitar lima ratus miliar”, “naik sekitar lima ratus persen”",
        "8 November 2023",
        "Sekretaris Daerah",
        "Tahun dasar tidak disebut; tidak dihitung.",
        "Rincian tidak ditemukan dalam sumber yang diperiksa sampai 10 Januari 2026.",
        "Penerbit buatan, contoh.example : rincian menurut OPD",
        "Belum ada angka selain yang disampaikan lisan.",
        "himpunan Sumber: berita.contoh.example",
    ):
        assert part in text, part
    for part in ("500.000.000.000", "Rp", "%", "<svg", "<table"):
        assert part not in found["smart-city/anggaran"], part
    assert text.count("1 sumber yang diperiksa") == 1


def test_a_spoken_figure_in_english_keeps_the_words_of_its_source() -> None:
    body = bodies(budget, site(spoken(), examined()), "en")["smart-city/anggaran"]
    assert '<span lang="id">sekitar lima ratus miliar</span>' in body
    assert "The base year was not named; nothing is computed." in said(body)


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
    assert "Belum ada rilis perangkat daerah yang dapat dijumlahkan untuk tahun 2022." in text
    assert "Rp 1.000.000" in text and "sekitar Rp 2.000.000" in text
    assert "3.000.000" not in text
    assert text.count("Angka himpunan, tidak dijumlahkan.") == 2
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
        "rilis perangkat daerah Sumber: Masterplan buatan",
        "Kota terang Program Perangkat daerah: belum tercatat Jangka: belum tercatat"
        " Status: belum tercatat Tahun: mulai 2022 Rujukan masterplan: belum tercatat",
        "himpunan Sumber belum tercatat.",
        "Bagian dari Kota hijau",
        "1 himpunan: 1",
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
    assert "himpunan Target tercapai pada 1 dari 1 indikator" in text
    line = said(bodies(overview, given)["smart-city"])
    assert "1 dari 2 himpunan: 1 dari 1" in line


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
        ("overview", "smart-city/", 1),
        ("services", "layanan/", 0),
        ("promises", "janji/", 0),
        ("figures", "catatan-angka/", 0),
    ]
    files = {(f.lang, f.path.as_posix()): f for f in render(given, all_words(("id", "en")))}
    home = files["en", "index.md"].content
    assert isinstance(home, bytes)
    text = said(str(get_data(home.decode())[1]["body"]))
    assert "Smart city portal" in text
    assert "Programmes and quick wins 1 Services not recorded" in text


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
