"""Data by region: found by code alone, the regency beside it, and nothing that is not stated."""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from areasite import YEAR, about, count, made, reference, site, text
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE
from portals import AS_OF, EXAMPLES, change, portal

from build_tools import charts, pipeline
from build_tools.areas import Areas, gather
from build_tools.areas.beside import share
from build_tools.catalogues import sitemap
from build_tools.model import Site
from build_tools.pages.areapage import MOST
from build_tools.pages.areas import area_files, area_pages
from build_tools.pages.view import View
from build_tools.words import Words

NONE = "tidak ada angka kabupaten untuk periode ini"


def pages(shown: Site, lang: str = "id") -> dict[str, str]:
    """The body of each page by its folder below `wilayah/`."""
    view = View(shown, Words.load(lang))
    found = area_pages(view, gather(shown), charts.prepare(shown))
    return {
        file.path.parent.as_posix().removeprefix("wilayah").strip("/"): get_data(
            bytes(file.content).decode() if isinstance(file.content, bytes) else ""
        )[1]["body"]
        for file in found
    }


def said(body: str) -> str:
    """The text of a page, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def rows(body: str) -> list[list[str]]:
    """The cells of the tables of figures, but for what is to be shared."""
    found = re.findall(r"<tr role=\"row\">(.*?)</tr>", body, flags=re.DOTALL)
    cells = [re.findall(r"<td(.*?)</td>", row, flags=re.DOTALL) for row in found]
    return [
        [said(cell.split(">", 1)[1]) for cell in row if "wl-share" not in cell]
        for row in cells
        if row
    ]


def table(shown: Site, code: str) -> list[dict[str, str]]:
    """The CSV of a region."""
    view = View(shown, Words.load("id"))
    files = {file.path.as_posix(): file.content for file in area_files(view, gather(shown))}
    content = files[f"wilayah/{code}/angka.csv"]
    assert isinstance(content, bytes)
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_a_region_is_found_by_each_of_its_codes_as_the_reference_has_them(tmp_path: Path) -> None:
    shown = site(
        reference(tmp_path),
        made(tmp_path, "dinas/kem", {"a": about("kecamatan", [("64.01.09", "2024", "7")])}),
        made(
            tmp_path,
            "dinas/bps",
            {"b": about("kecamatan", [("6401021", "2023", "9")], code="kode_bps")},
        ),
    )
    found = pages(shown)
    assert [row[1:3] for row in rows(found["64.01.09"])] == [["9 unit", "2023"], ["7 unit", "2024"]]
    assert rows(found["64.01.06"]) == []
    assert "Kode Kemendagri: 64.01.09" in said(found["64.01.09"])
    assert "64.02.01" not in found  # it lies in another regency


def test_a_column_without_a_reference_is_understood_only_where_all_its_codes_are(
    tmp_path: Path,
) -> None:
    def by(*codes: str) -> dict[str, Any]:
        given = about("", [(code, "2024", "5") for code in codes])
        return {**given, "foreignKeys": []}

    shown = site(
        reference(tmp_path),
        made(tmp_path, "dinas/ya", {"a": by("64.01.06", "64.02.01")}),
        made(tmp_path, "dinas/tidak", {"b": by("64.01.06", "6401021")}),
    )
    assert {line["dataset"] for line in table(shown, "64.01.06")} == {"dinas/ya"}


def test_the_regency_of_the_same_table_stands_beside(tmp_path: Path) -> None:
    both = about("", [("64.01", "2024", "50"), ("64.01.06", "2024", "5")])
    shown = site(
        reference(tmp_path),
        made(tmp_path, "dinas/campur", {"a": {**both, "foreignKeys": []}}),
        made(tmp_path, "dinas/kab", {"b": about("kabupaten-kota", [("64.01", "2024", "48")])}),
    )
    assert rows(pages(shown)["64.01.06"])[0][3] == "50 unit; bagian wilayah ini 10%"


def test_the_regency_stands_beside_only_with_the_same_series_and_period(tmp_path: Path) -> None:
    districts = [("64.01.06", "2023", "10"), ("64.01.06", "2024", "12"), ("64.01.09", "2022", "4")]
    regency = [("64.01", "2022", "40"), ("64.01", "2023", "45"), ("64.01", "2024", "48")]
    other = count("murid", "Murid", **{"sdi:konsep": "Murid"})
    shown = site(
        reference(tmp_path),
        made(tmp_path, "dinas/kec", {"a": about("kecamatan", districts)}),
        made(tmp_path, "dinas/kab", {"b": about("kabupaten-kota", regency)}),
        made(
            tmp_path,
            "dinas/murid",
            {
                "c": about(
                    "kecamatan",
                    [("64.01.06", "2024", "300")],
                    fields=[text("kode", "wilayah"), YEAR, other],
                )
            },
        ),
    )
    found = pages(shown)
    assert [row[:4] for row in rows(found["64.01.06"])] == [
        [
            "Sekolah",
            "12 unit +20 % dari 2023",
            "2024",
            "48 unit; bagian wilayah ini 25% ( Data kab )",
        ],
        ["Murid", "300 unit", "2024", NONE],
    ]
    assert rows(found["64.01.09"])[0][3].startswith("40 unit; bagian wilayah ini 10%")
    values = {(line["kolom"], line["nilai_kabupaten"]) for line in table(shown, "64.01.06")}
    assert values == {("jumlah", "48"), ("murid", "")}


def test_two_figures_of_the_regency_that_differ_are_not_chosen_from(tmp_path: Path) -> None:
    shown = site(
        reference(tmp_path),
        made(tmp_path, "dinas/kec", {"a": about("kecamatan", [("64.01.06", "2024", "12")])}),
        made(tmp_path, "dinas/x", {"b": about("kabupaten-kota", [("64.01", "2024", "48")])}),
        made(tmp_path, "dinas/y", {"c": about("kabupaten-kota", [("64.01", "2024", "50")])}),
    )
    assert rows(pages(shown)["64.01.06"])[0][3].startswith("lebih dari satu angka kabupaten")


@pytest.mark.parametrize(
    ("measure", "level", "expected"),
    [
        ({}, {}, "48 unit; bagian wilayah ini 25%"),
        ({"sdi:satuan": "persen"}, {}, "48 persen"),
        ({"sdi:ukuran": "Rata-rata"}, {}, "48 unit"),
        ({}, {"sdi:ketelitian": "kira-kira"}, "sekitar 48 unit"),
    ],
)
def test_a_share_is_said_of_counts_only_and_only_of_exact_ones(
    tmp_path: Path, measure: dict[str, str], level: dict[str, str], expected: str
) -> None:
    fields = [text("kode", "wilayah"), YEAR, count(**measure)]
    shown = site(
        reference(tmp_path),
        made(
            tmp_path,
            "dinas/kec",
            {"a": about("kecamatan", [("64.01.06", "2024", "12")], fields=fields)},
        ),
        made(
            tmp_path,
            "dinas/kab",
            {"b": about("kabupaten-kota", [("64.01", "2024", "48")], fields=fields)},
            **level,
        ),
    )
    assert rows(pages(shown)["64.01.06"])[0][3].split(" (")[0] == expected


def test_figures_of_another_status_or_a_secondary_source_have_no_share(tmp_path: Path) -> None:
    labels = [{"value": "tetap", "label": "Tetap"}, {"value": "sementara", "label": "Sementara"}]
    fields = [text("kode", "wilayah"), YEAR, count(), text("status", "status", categories=labels)]
    shown = site(
        reference(tmp_path),
        made(
            tmp_path,
            "dinas/kec",
            {"a": about("kecamatan", [("64.01.06", "2024", "12", "sementara")], fields=fields)},
        ),
        made(
            tmp_path,
            "dinas/kab",
            {"b": about("kabupaten-kota", [("64.01", "2024", "48", "tetap")], fields=fields)},
        ),
    )
    (row,) = rows(pages(shown)["64.01.06"])
    assert row[0] == "Sekolah (status: sementara)"
    assert row[3] == "48 unit (angka tetap) ( Data kab )"
    areas = gather(shown)
    stated, whole = areas.found["64.01.06"].figures[0], areas.found["64.01"].figures[0]
    assert share(stated, whole) is None


def test_a_missing_figure_is_not_nought_and_a_dataset_without_the_region_is_named(
    tmp_path: Path,
) -> None:
    shown = site(
        reference(tmp_path),
        made(
            tmp_path,
            "dinas/sekolah",
            {"a": about("kecamatan", [("64.01.06", "2024", ""), ("64.01.09", "2024", "0")])},
        ),
        made(tmp_path, "dinas/satu", {"b": about("kecamatan", [("64.01.09", "2024", "3")])}),
    )
    found = pages(shown)
    assert rows(found["64.01.06"]) == [["Sekolah", "tidak ada nilai", "2024", NONE]]
    assert "Belum ada data" in said(found["64.01.06"])
    assert "itu tidak berarti angkanya nol" in said(found["64.01.06"]).lower()
    assert "datasets/dinas/satu/" in found["64.01.06"].split("Belum ada data")[1]
    assert sorted(row[1] for row in rows(found["64.01.09"])) == ["0 unit", "3 unit"]
    assert "Belum ada data" not in said(found["64.01.09"])
    assert [line["nilai"] for line in table(shown, "64.01.06")] == [""]


def test_villages_have_a_page_only_where_data_is_about_them(tmp_path: Path) -> None:
    keys = about("desa-kelurahan", [("64.01.06.2001", "2024", "2")])
    fields = [*keys["fields"], text("kode_kecamatan", "wilayah")]
    up = {
        "fields": ["kode_kecamatan"],
        "reference": {
            "package": "referensi/wilayah",
            "resource": "kecamatan",
            "fields": ["kode_kemendagri"],
        },
    }
    given = {
        **keys,
        "fields": fields,
        "foreignKeys": [*keys["foreignKeys"], up],
        "rows": [("64.01.06.2001", "2024", "2", "64.01.06")],
    }
    shown = site(reference(tmp_path), made(tmp_path, "dinas/desa", {"a": given}))
    found = pages(shown)
    assert set(found) == {"", "64.01", "64.01.06", "64.01.09", "64.01.06.2001"}
    assert "<h1>Semua data untuk Desa Kayungo</h1>" in found["64.01.06.2001"]
    assert "Kecamatan Long Ikis" in said(found["64.01.06.2001"]).split("Desa Kayungo")[0]
    # the rows of a village are no figures of its district: nothing is added up
    assert rows(found["64.01.06"]) == []
    assert "Lihat 1 baris tentang bagian wilayah ini" in said(found["64.01.06"])


def test_rows_that_only_a_name_tells_apart_are_counted_and_never_named(tmp_path: Path) -> None:
    fields = [text("kode", "wilayah"), text("nama_pengelola", "nama"), count()]
    given = about(
        "kecamatan",
        [("64.01.06", "Fulan bin Fulan", "1"), ("64.01.06", "Fulanah", "2")],
        fields=fields,
        primaryKey=["kode", "nama_pengelola"],
    )
    shown = site(reference(tmp_path), made(tmp_path, "dinas/pengelola", {"a": given}))
    body = pages(shown)["64.01.06"]
    assert "Fulan" not in body and rows(body) == []
    assert "Lihat 2 baris tentang wilayah ini" in said(body)
    assert table(shown, "64.01.06") == []


def test_a_figure_leads_to_its_rows_in_the_whole_table(tmp_path: Path) -> None:
    given = about("kecamatan", [("64.01.06", "2023", "1"), ("64.01.06", "2024", "2")])
    shown = site(reference(tmp_path), made(tmp_path, "dinas/sekolah", {"a": given}))
    body = pages(shown, "en")["64.01.06"]
    assert 'href="../../jelajah/?t=dinas/sekolah/a&amp;s.kode=64.01.06"' in body
    assert "See 2 rows, other periods included" in said(body)
    assert "Long Ikis District" in said(body)
    assert "Sekolah, Long Ikis District: 2 unit, 2024. Source: Data sekolah" in said(body)


def test_two_figures_across_a_break_in_the_series_are_not_compared(tmp_path: Path) -> None:
    chart: dict[str, Any] = {
        "sdi:grafik": [{"jenis": "garis", "ukuran": "jumlah", "patahan": ["2024"]}]
    }
    given = about(
        "kecamatan",
        [("64.01.06", "2023", "1"), ("64.01.06", "2024", "2")],
        **chart,
    )
    shown = site(reference(tmp_path), made(tmp_path, "dinas/sekolah", {"a": given}))
    assert rows(pages(shown)["64.01.06"])[0][1] == "2 unit"


@pytest.mark.parametrize("settings", [{"kode_wilayah": ""}, {"kode_wilayah": "99.99"}])
def test_without_a_region_or_a_reference_the_list_says_so(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    for shown in (site(reference(tmp_path), **settings), site()):
        found = pages(shown)
        assert list(found) == [""]
        assert "Halaman wilayah belum dapat dibuat" in said(found[""])


def test_names_from_outside_are_texts_and_never_markup_or_formulas(tmp_path: Path) -> None:
    hostile = HOSTILE.replace("\r", "").replace("\x00", "").replace("\x85", "")
    labels = [{"value": "a", "label": hostile}, {"value": "b", "label": "=1+1"}]
    fields = [text("kode", "wilayah"), text("jenis", categories=labels), YEAR, count(title=hostile)]
    given = about(
        "kecamatan",
        [("64.01.06", kind, "2024", "1") for kind in "ab"],
        fields=fields,
        primaryKey=["kode", "jenis", "tahun"],
    )
    shown = site(
        reference(tmp_path, k64_01_06="=HYPERLINK(<script>alert(1)</script>)"),
        made(tmp_path, "dinas/sekolah", {"a": given}, title=hostile),
    )
    for lang in ("id", "en"):
        for body in pages(shown, lang).values():
            assert "<script>alert" not in body and "<img src=x" not in body
            assert "\u202e" not in body
    assert all(line["wilayah"].startswith("Kecamatan =") for line in table(shown, "64.01.06"))
    assert "'=1+1" in {line["kelompok"] for line in table(shown, "64.01.06")}


def test_a_code_that_could_leave_its_folder_has_no_page(tmp_path: Path) -> None:
    given = reference(tmp_path)
    listed = given.tables[1]
    by = listed.areas[0]
    outside = replace(by.areas[0], code="../../x")
    broken = replace(listed, areas=(replace(by, areas=(outside, *by.areas[1:])),))
    tables = (given.tables[0], broken, *given.tables[2:])
    assert set(pages(site(replace(given, tables=tables)))) == {"", "64.01", "64.01.09"}


def full(tmp_path: Path) -> Site:
    """A site whose first district has more figures than its page shows."""
    labels = [{"value": f"g{n}", "label": f"Golongan umur {n}"} for n in range(12)]
    fields = [text("kode", "wilayah"), text("umur", categories=labels), YEAR, count()]
    datasets = [
        made(
            tmp_path,
            f"dinas/data-{n}",
            {
                "tabel": about(
                    "kecamatan",
                    [
                        (code, f"g{g}", str(2010 + n), str(1000 * n + g))
                        for code in ("64.01.06", "64.01.09")
                        for g in range(12)
                    ],
                    fields=fields,
                    primaryKey=["kode", "umur", "tahun"],
                )
            },
            title=f"Banyaknya sekolah menurut golongan umur dan kecamatan, bagian {n}",
        )
        for n in range(12)
    ]
    return site(reference(tmp_path), *datasets)


def test_a_page_is_bounded_and_its_file_has_every_figure(tmp_path: Path) -> None:
    shown = full(tmp_path)
    for lang in ("id", "en"):
        body = pages(shown, lang)["64.01.06"]
        assert len(rows(body)) == MOST
        assert len(gzip.compress(body.encode(), 9)) < 11_000  # the shell of the page adds 1 KB
    assert "12 angka lain dari dataset ini ada di berkas CSV." in said(pages(shown)["64.01.06"])
    assert len(table(shown, "64.01.06")) == 144


def test_the_site_map_lists_the_pages_that_there_are(tmp_path: Path) -> None:
    given = about("desa-kelurahan", [("64.01.06.2001", "2024", "2")])
    shown = site(reference(tmp_path), made(tmp_path, "dinas/desa", {"a": given}))
    listed = {path for path, _ in sitemap.pages(shown) if path.startswith("wilayah/")}
    assert listed == {f"wilayah/{code}/" if code else "wilayah/" for code in pages(shown)}


def test_a_table_of_too_many_regions_is_named_and_not_dropped(tmp_path: Path) -> None:
    given = made(tmp_path, "dinas/besar", {"a": about("kecamatan", [("64.01.06", "2024", "2")])})
    (by,) = given.tables[0].areas
    over = replace(given.tables[0], areas=(replace(by, areas=(), complete=False),))
    shown = site(reference(tmp_path), replace(given, tables=(over,)))
    body = said(pages(shown)["64.01.06"])
    assert "Belum dihimpun di sini" in body and "terlalu banyak wilayah" in body


def test_nothing_is_gathered_twice_for_one_region(tmp_path: Path) -> None:
    given = about("kecamatan", [("64.01.06", "2024", "2")])
    shown = site(reference(tmp_path), made(tmp_path, "dinas/sekolah", {"a": given}))
    areas: Areas = gather(shown)
    assert [area.datasets for area in areas.found.values()] == [0, 1, 0]
    assert [len(area.figures) for area in areas.found.values()] == [0, 1, 0]


def of_regency(rows: list[tuple[str, ...]], *names: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A table without a column of areas, about the regency as a whole."""
    return {
        "fields": [YEAR, *names, count()],
        "primaryKey": more.pop("primaryKey", ["tahun", *(f["name"] for f in names)]),
        "rows": rows,
        "more": {"sdi:kodeWilayah": "64.01", **more},
    }


KINDS = text("jenis", categories=[{"value": v, "label": v.title()} for v in ("sensus", "survei")])


def test_a_table_about_the_regency_as_a_whole_has_each_series_at_its_newest(tmp_path: Path) -> None:
    rows = [
        ("2010", "sensus", "40"),
        ("2020", "sensus", "50"),
        ("2023", "survei", "52"),
        ("2024", "survei", ""),
    ]
    shown = site(reference(tmp_path), made(tmp_path, "dinas/a", {"a": of_regency(rows, KINDS)}))
    found = pages(shown)
    assert rows_of(found["64.01"]) == [
        ["Sekolah, Survei", "52 unit", "2023"],
        ["Sekolah, Sensus", "50 unit +25 % dari 2010", "2020"],
    ]
    assert 'href="../../jelajah/?t=dinas/a/a"' in found["64.01"]
    assert "Lihat 4 baris, termasuk periode lain" in said(found["64.01"])
    assert [line["nilai"] for line in table(shown, "64.01")] == ["52", "50"]
    assert "punya data wilayah lain" not in said(found["64.01.06"])


def rows_of(body: str) -> list[list[str]]:
    """The figure, its value and its period of each line."""
    return [row[:3] for row in rows(body)]


def test_a_series_that_never_had_a_value_comes_last_and_is_not_nought(tmp_path: Path) -> None:
    given = of_regency([("2024", "sensus", ""), ("2020", "survei", "7")], KINDS)
    shown = site(reference(tmp_path), made(tmp_path, "dinas/a", {"a": given}))
    assert rows_of(pages(shown)["64.01"]) == [
        ["Sekolah, Survei", "7 unit", "2020"],
        ["Sekolah, Sensus", "tidak ada nilai", "2024"],
    ]


def test_what_two_sources_say_of_the_same_is_told_apart_by_the_source(tmp_path: Path) -> None:
    source = text("sumber_url", "sumber")
    both = [
        ("2024", "https://www.satu.example/a", "50"),
        ("2024", "https://dua.example/b", "53"),
    ]
    shown = site(reference(tmp_path), made(tmp_path, "dinas/a", {"a": of_regency(both, source)}))
    assert rows_of(pages(shown)["64.01"]) == [
        ["Sekolah, menurut dua.example", "53 unit", "2024"],
        ["Sekolah, menurut satu.example", "50 unit", "2024"],
    ]
    again = of_regency([*both, ("2024", "https://dua.example/b", "54")], source, primaryKey=[])
    shown = site(reference(tmp_path), made(tmp_path, "dinas/b", {"b": again}))
    assert rows_of(pages(shown)["64.01"]) == []


def test_a_source_with_a_name_and_an_address_is_a_link_by_its_name(tmp_path: Path) -> None:
    """A name alone leads nowhere: the reader could not look himself."""
    columns = (text("sumber", "sumber"), text("sumber_url", "sumber"))
    row = [("2024", "Kabar Contoh, 8 November 2024", "https://www.kabar.example/a", "50")]
    given = of_regency(row, *columns, primaryKey=["tahun"])
    shown = site(reference(tmp_path), made(tmp_path, "dinas/a", {"a": given}))
    link = '<a href="https://www.kabar.example/a" rel="nofollow noopener">Kabar Contoh, 8 '
    assert f"Sumber: {link}November 2024</a>" in pages(shown)["64.01"]
    assert [line["sumber"] for line in table(shown, "64.01")] == ["https://www.kabar.example/a"]


def test_a_dataset_about_one_district_stands_on_its_page_and_lacks_no_other(tmp_path: Path) -> None:
    given = of_regency([("2024", "5")], **{"sdi:kodeWilayah": "64.01.06"})
    shown = site(reference(tmp_path), made(tmp_path, "dinas/a", {"a": given}))
    found = pages(shown)
    assert rows_of(found["64.01.06"]) == [["Sekolah", "5 unit", "2024"]]
    assert rows_of(found["64.01"]) == rows_of(found["64.01.09"]) == []
    assert "punya data wilayah lain" not in said(found["64.01.09"])


def test_the_regency_as_a_whole_stands_beside_a_district_only_where_all_agrees(
    tmp_path: Path,
) -> None:
    district = made(tmp_path, "dinas/kec", {"a": about("kecamatan", [("64.01.06", "2024", "5")])})
    same = made(tmp_path, "dinas/kab", {"b": of_regency([("2024", "50"), ("2025", "60")])})
    apart = made(tmp_path, "dinas/jenis", {"c": of_regency([("2024", "sensus", "48")], KINDS)})
    (row,) = rows(pages(site(reference(tmp_path), district, same))["64.01.06"])
    assert row[3] == "50 unit; bagian wilayah ini 10% ( Data kab )"
    shown = site(reference(tmp_path), district, apart)
    (row,) = rows(pages(shown)["64.01.06"])
    expected = "angka kabupaten untuk periode ini memakai definisi atau rincian lain"
    assert row[3] == f"{expected} ( Data jenis )"
    assert [line["nilai_kabupaten"] for line in table(shown, "64.01.06")] == [""]


def test_another_code_of_the_regency_is_no_code_of_a_table_as_a_whole(tmp_path: Path) -> None:
    given = of_regency([("2024", "5")], **{"sdi:kodeWilayah": "6401"})
    shown = site(reference(tmp_path), made(tmp_path, "dinas/a", {"a": given}))
    assert rows(pages(shown)["64.01"]) == []


CASE = EXAMPLES / "invalid/area-code-unknown"


@pytest.mark.parametrize(
    ("given", "settings", "case"),
    [
        ("90.01", {}, None),
        ("ISI: kode wilayah", {}, None),
        ("90.09", {}, ""),
        (["90.01"], {}, ""),
        ("9001", {}, "other"),
        ("90.01", {"daftar_wilayah": "referensi/tiada"}, "none"),
    ],
)
def test_a_code_of_an_area_stands_in_the_reference(
    tmp_path: Path, given: object, settings: dict[str, str], case: str | None
) -> None:
    root = portal(tmp_path, CASE)
    change(root, {"resources.0.sdi:kodeWilayah": given, "sdi:kodeWilayah": "90.02"})
    if settings:
        change(root, {f"extra.portal.{k}": v for k, v in settings.items()}, "mkdocs.yml")
        change(root, {"sdi:kodeWilayah": None})
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    found = [dict(f.values) for f in result.findings if f.code == "area-code-unknown"]
    assert [values.get("case", "") for values in found] == ([] if case is None else [case])
    assert [v["near"] for v in found if v.get("case") == "other"] == (
        ["90.01"] if case == "other" else []
    )
