"""The folder for assessors: `terbuka bukti`, and the same ZIP on the site."""

from __future__ import annotations

import csv
import hashlib
import io
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from links import Page, foreign, read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE, PORTAL
from portals import commit
from regency import AS_OF, filled_tables, regency
from smart_site import COMPILED, Cells, amount, held_back, site, table

from build_tools import cli, pages, pipeline
from build_tools.model import Site
from build_tools.options import Options
from build_tools.pages.folder import Folders
from build_tools.pages.folder.index import MOST_LINES
from build_tools.pages.portal.evidence import evidence_pages
from build_tools.pages.view import View
from build_tools.smartcity import gather
from build_tools.smartcity.evidence import MOST_YEARS, PARTS, folder, years
from build_tools.words import Words

TODAY = date(2026, 11, 23)
FIXED = {"BACA-SAYA.txt", "index.html", "index.en.html", "indeks.csv", "checksums.txt"}


def tables(*parts: str) -> set[str]:
    """The names of the tables of some parts."""
    return {f"{part.replace('_', '-')}.csv" for part in parts}


#: The parts of which `filled` has rows of 2024.
FILLED = (
    *("program", "indikator", "capaian", "anggaran", "rekomendasi", "tindak_lanjut", "rapat"),
    *("aplikasi", "pernyataan"),
)

PROGRAMME = {"id": "p-1", "nama": "Program buatan", "nama_en": "Made up", "dimensi_id": "living"}
INDICATOR = {
    "id": "i-1",
    "nama": "Indikator buatan",
    "dimensi_id": "living",
    "opd_id": "dinas-a",
    "satuan": "persen",
}
RESULT = {
    "indikator_id": "i-1",
    "tahun": 2024,
    "target": "80",
    "nilai": "-2.5",
    "ketelitian": "sebagaimana-ditulis",
    "status_angka": "tetap",
    "bukti_url": "https://bukti.contoh.example/1.pdf",
}
SPOKEN = {
    **amount(2024, "lisan", "", "", 500_000_000_000, ketelitian="kira-kira"),
    "uraian": "anggaran smart city",
    "nilai_sebagaimana_ditulis": "sekitar lima ratus miliar",
    **COMPILED,
}
RECOMMENDATION = {
    "tahun_evaluasi": 2023,
    "tahap": "I",
    "nomor": 1,
    "rekomendasi": "Melaksanakan rapat rutin",
    "status_tindak_lanjut": "belum",
}
FOLLOW_UP = {
    "tahun_evaluasi": 2023,
    "tahap": "I",
    "nomor": 1,
    "tanggal": "2024-09-02",
    "uraian": "Jadwal rapat ditetapkan",
    "opd_id": "dinas-a",
    "bukti_url": "https://bukti.contoh.example/jadwal.pdf",
}


SERVICE = {"id": "s-1", "nama": "Layanan buatan", "alamat": "https://layanan.contoh.example/"}
STATEMENT = {
    "id": "k-1",
    "tanggal": "2024-05-01",
    "jabatan": "Kepala Dinas A",
    "jabatan_en": "Head of Office A",
    "kutipan": "semua layanan terhubung",
    "kutipan_en": "all services are connected",
    "jenis_kutipan": "langsung",
    "pembuktian": "Daftar layanan",
    "keadaan": "tidak-ditemukan",
    "diperiksa": "2026-01-10",
    "alasan": "Daftarnya tidak ditemukan",
    **COMPILED,
}


def filled() -> Site:
    """A small site with something of almost each part."""
    return site(
        table("dinas-a/program", "program", [PROGRAMME]),
        table("dinas-a/indikator", "indikator", [INDICATOR]),
        table("dinas-a/capaian", "capaian", [RESULT, {**RESULT, "tahun": 2023}]),
        table("dinas-a/anggaran", "anggaran", [amount(2024, "murni", "dinas-a", "living", 1000)]),
        table("himpunan/lisan", "anggaran", [SPOKEN], official=False),
        table("dinas-a/rekomendasi", "rekomendasi", [RECOMMENDATION]),
        table("dinas-a/tindak-lanjut", "tindak_lanjut", [FOLLOW_UP]),
        table("dinas-a/rapat", "rapat", [{"tanggal": "2024-03-01", "jenis": "tim-pelaksana"}]),
        table("dinas-a/aplikasi", "aplikasi", [SERVICE]),
        table("himpunan/pernyataan", "pernyataan", [STATEMENT], official=False),
    )


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    """The cells of each sheet of a workbook, as a spreadsheet program reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def opened(given: Site, year: int) -> dict[str, bytes]:
    """The files of the folder by name, without the name of the folder itself."""
    return unpacked(pages.folder_zip(given, gather(given), year)[0], year)


def unpacked(content: bytes, year: int) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        top = f"bukti-{year:04}/"
        names = archive.namelist()
        assert all(name.startswith(top) and name.count("/") == 1 for name in names)
        return {name.removeprefix(top): archive.read(name) for name in names}


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def index(files: Mapping[str, bytes], name: str = "index.html") -> Page:
    return read(files[name].decode("utf-8"))


# --- which rows --------------------------------------------------------------------------------


def ids(given: Site, year: int, part: str) -> list[str]:
    return [item.id for item in folder(gather(given), year).items[part]]


@pytest.mark.parametrize(
    ("first", "last", "belongs"),
    [(2024, 2024, True), (2020, 2030, True), (2025, "", False), ("", 2023, False), ("", "", True)],
)
def test_a_programme_belongs_to_each_year_in_which_it_may_run(
    first: object, last: object, belongs: bool
) -> None:
    line = {**PROGRAMME, "tahun_mulai": first, "tahun_selesai": last}
    assert ids(site(table("dinas-a/p", "program", [line])), 2024, "program") == ["p-1"] * belongs


def test_a_follow_up_brings_its_recommendation_and_a_recommendation_its_follow_ups() -> None:
    for year in (2023, 2024):
        assert ids(filled(), year, "rekomendasi") == ["2023/I/1"]
        assert ids(filled(), year, "tindak_lanjut") == ["2023/I/1/2024-09-02"]
    assert ids(filled(), 2025, "rekomendasi") == []


def test_only_rows_of_the_year_and_a_row_without_key_has_its_number() -> None:
    assert ids(filled(), 2024, "capaian") == ["i-1/2024"]
    assert ids(filled(), 2024, "rapat") == ["2024-03-01/tim-pelaksana"]
    assert ids(filled(), 2024, "anggaran") == ["anggaran/1", "anggaran/1"]
    assert ids(filled(), 2025, "anggaran") == []


def test_the_years_are_those_with_rows_of_their_own_up_to_the_day_of_the_site() -> None:
    future = table("dinas-a/c", "capaian", [{**RESULT, "tahun": y} for y in (2026, 2027, 2030)])
    assert years(gather(site(future, *filled().published[1:])), TODAY) == (2026, 2024, 2023)
    assert years(gather(site(table("dinas-a/p", "program", [PROGRAMME]))), TODAY) == ()


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        ("tim-pelaksana", ["2023-01-05", "2024-02-01", "2025-02-01", "2026-02-01"]),
        ("dewan-smart-city", ["2024-02-01"]),
        ("", ["2024-02-01"]),
    ],
)
def test_meetings_that_a_recommendation_counts_are_there_from_its_year_on(
    asks: str, expected: list[str]
) -> None:
    days = ("2022-02-01", "2023-01-05", "2024-02-01", "2025-02-01", "2026-02-01")
    held = [{"tanggal": day, "jenis": "tim-pelaksana"} for day in days]
    advice = {**RECOMMENDATION, "rapat_jenis": asks, "target_kali_per_tahun": 2}
    given = site(
        table("dinas-a/r", "rekomendasi", [advice]),
        table("dinas-a/t", "tindak_lanjut", [FOLLOW_UP]),
        table("dinas-a/rapat", "rapat", held),
    )
    assert [id[:10] for id in ids(given, 2024, "rapat")] == expected


def test_services_belong_to_each_year_from_the_first_and_statements_to_their_own() -> None:
    later = {**SERVICE, "id": "s-2", "nama": "Lain", "tahun_mulai": 2025}
    given = site(
        table("dinas-a/aplikasi", "aplikasi", [SERVICE, later]),
        table("himpunan/p", "pernyataan", [STATEMENT], official=False),
    )
    assert [ids(given, year, "aplikasi") for year in (2024, 2025)] == [["s-1"], ["s-1", "s-2"]]
    assert [ids(given, year, "pernyataan") for year in (2024, 2025)] == [["k-1"], []]
    assert years(gather(given), TODAY) == ()  # what was said makes no year of evidence


# --- the files ---------------------------------------------------------------------------------


def test_the_folder_has_an_index_tables_and_checksums_that_hold() -> None:
    files = opened(filled(), 2024)
    assert set(files) == FIXED | {"bukti-2024.xlsx"} | tables(*FILLED)
    sums = dict(line.split("  ")[::-1] for line in files["checksums.txt"].decode().splitlines())
    assert set(sums) == set(files) - {"checksums.txt"}
    assert all(hashlib.sha256(files[name]).hexdigest() == sum for name, sum in sums.items())


def test_the_same_data_and_day_give_the_same_bytes() -> None:
    first, again = (pages.folder_zip(s, gather(s), 2024)[0] for s in (filled(), filled()))
    assert first == again
    other = replace(filled(), portal=replace(PORTAL, as_of=date(2026, 11, 24)))
    assert pages.folder_zip(other, gather(other), 2024)[0] != first


def test_the_index_table_has_every_row_with_office_evidence_and_origin() -> None:
    files = opened(filled(), 2024)
    found = {
        (line["bagian"], line["id"], line["asal"]): line for line in lines(files["indeks.csv"])
    }
    result = found["capaian", "i-1/2024", "resmi"]
    assert result["judul"] == "Indikator buatan"
    assert result["perangkat_daerah"] == "Dinas dinas-a"  # the office of the indicator
    assert result["alamat_bukti"] == RESULT["bukti_url"]
    spoken = found["anggaran", "anggaran/1", "himpunan"]
    assert spoken["alamat_sumber"] == COMPILED["sumber_url"]
    assert (
        found["rapat", "2024-03-01/tim-pelaksana", "resmi"]["judul"] == "Tim pelaksana smart city"
    )
    assert len(found) == sum(len(lines(files[name])) for name in tables(*FILLED))


def test_a_table_has_the_columns_of_its_profile_after_dataset_and_origin() -> None:
    (line,) = lines(opened(filled(), 2024)["capaian.csv"])
    assert list(line)[:4] == ["dataset", "asal", "indikator_id", "tahun"]
    assert (line["dataset"], line["asal"]) == ("dinas-a/capaian", "resmi")
    assert line["nilai"] == "-2.5"  # a number stays one, also below nought


def test_the_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers() -> None:
    files = opened(filled(), 2024)
    found = sheets(files["bukti-2024.xlsx"])
    names = [name.removesuffix(".csv") for name in files if name.endswith(".csv")]
    assert list(found) == names and names[0] == "indeks"
    for name, rows in found.items():
        assert len(rows) == len(lines(files[f"{name}.csv"])) + 1
    result = dict(zip(*found["capaian"], strict=True))
    assert (result["nilai"], result["target"], result["tahun"]) == (-2.5, 80, 2024)
    assert result["bukti_url"] == RESULT["bukti_url"] and result["sumber"] is None


def test_what_a_workbook_cannot_hold_is_shown_and_never_a_formula() -> None:
    bad = {"nama": "=1+1", "uraian": "\x01 _x0041_ <b> " + "panjang" * 10_000}
    long = amount(2024, "murni", "dinas-a", "living", 12345678901234567890)
    given = site(
        table("dinas-a/p", "program", [{**PROGRAMME, **bad}]),
        table("dinas-a/a", "anggaran", [long]),
    )
    found = sheets(opened(given, 2024)["bukti-2024.xlsx"])
    row = dict(zip(*found["program"], strict=True))
    assert row["nama"] == "=1+1"
    text = str(row["uraian"])
    # Excel reads `_x005F_` as the underscore that it stands for; this reader shows it.
    assert text.startswith("\N{REPLACEMENT CHARACTER} _x005F_x0041_ <b> panjang")
    assert text.endswith("…")
    assert dict(zip(*found["anggaran"], strict=True))["nilai_rupiah"] == "12345678901234567890"


def test_the_index_has_services_without_a_year_and_quotations_in_their_own_words() -> None:
    files = opened(filled(), 2024)
    said, english = index(files).words, index(files, "index.en.html").words
    assert "Aplikasi dan layanan Aplikasi dan layanan ( aplikasi.csv )" in said
    assert "Pernyataan publik dan buktinya 2024" in said
    assert "Head of Office A semua layanan terhubung" in english
    assert "all services are connected" not in english


def test_a_number_is_not_broken_and_each_cell_names_its_column() -> None:
    given = site(
        table("dinas-a/a", "anggaran", [amount(2024, "murni", "dinas-a", "living", 10**9)])
    )
    html = opened(given, 2024)["index.html"].decode()
    assert '<span class="u">1.000.000.000</span>' in html and "anywhere" not in html
    assert '<td role="cell" data-l="Tahap"><div>' in html


def test_the_index_tells_programmes_and_results_by_dimension() -> None:
    page = index(opened(filled(), 2024))
    living = page.words[page.words.index("Dimensi: Kehidupan") :]
    assert "Program buatan" in living and "Indikator buatan" in living
    assert "Dinas dinas-a persen 80 −2,5" in living
    assert "bukti.contoh.example" in living
    before = page.words[: page.words.index("Dimensi: Kehidupan")]
    assert "Belum ada program, quick win, atau indikator" in before  # of governance
    assert "Dimension: Living" in index(opened(filled(), 2024), "index.en.html").words


def test_an_indicator_without_a_result_and_a_result_without_indicator_are_both_there() -> None:
    loose = {**RESULT, "indikator_id": "tak-dikenal", "nilai": "7"}
    given = site(
        table("dinas-a/i", "indikator", [INDICATOR]), table("dinas-a/c", "capaian", [loose])
    )
    said = index(opened(given, 2024)).words
    assert "Indikator buatan Dinas dinas-a persen belum tercatat belum tercatat" in said
    assert "Dimensi: belum tercatat" in said and "tak-dikenal belum tercatat" in said


def test_spoken_money_stands_apart_in_the_words_of_its_source() -> None:
    said = index(opened(filled(), 2024)).words
    budget, spoken = said.split("Angka yang disampaikan lisan, tidak untuk dihitung")
    assert "sekitar lima ratus miliar" in spoken and "sekitar lima ratus miliar" not in budget
    assert "500.000.000.000" not in said
    assert "1.000 Sebagaimana ditulis sumber" in budget


def test_what_is_missing_is_said_with_the_day_until_which_it_was_looked_for() -> None:
    looked = {
        "profil": "penghargaan",
        "dicari": "Penghargaan",
        "penerbit": "Penerbit buatan",
        "alamat": "https://berita.contoh.example/cari",
        "diperiksa": "2026-11-20",
        "hasil": "tidak-ditemukan",
    }
    given = site(table("himpunan/dicari", "sumber_diperiksa", [looked], official=False))
    said = index(opened(given, 2024)).words
    assert "Belum ada data “Penghargaan” tahun 2024 yang diterbitkan." in said
    assert (
        "Tidak ditemukan dalam sumber yang diperiksa sampai 20 November 2026: Penghargaan." in said
    )
    assert "Belum ada data “Rapat” tahun 2024 yang diterbitkan. Tidak" not in said
    assert said.count("Belum ada data") == len(PARTS)


def test_the_folder_names_what_was_looked_for_in_vain_and_nothing_else() -> None:
    def search(name: str, result: str = "tidak-ditemukan", **more: str) -> dict[str, str]:
        return {
            "profil": "rekomendasi",
            "dicari": name,
            "penerbit": "Penerbit buatan",
            "alamat": f"https://berita.contoh.example/{len(name)}/{result}",
            "diperiksa": "2026-11-20",
            "hasil": result,
            **more,
        }

    looked = [
        search("Catatan tahap I 2023", tahun_evaluasi="2023", tahap="I"),
        search("Catatan tahap I 2024", tahun_evaluasi="2024", tahap="I"),
        search("Daftar yang ada"),
        search("Daftar yang ada", "ditemukan"),
        search("Daftar yang tertutup", "tidak-dapat-dibuka"),
    ]
    given = site(table("himpunan/dicari", "sumber_diperiksa", looked, official=False))
    said = index(opened(given, 2024)).words
    assert "diperiksa sampai 20 November 2026: Catatan tahap I 2024." in said
    assert "2023" not in said and "Daftar yang" not in said


def test_what_is_too_long_or_held_back_is_not_missing_on_the_page_of_folders() -> None:
    long = table("dinas-a/p", "program", [PROGRAMME], whole=False)
    held = replace(site(long), held_back=(held_back("dinas-a/r", "rapat"),))
    rows = gather(held)
    view = View(held, Words.load("id"))
    (page,) = [f for f in evidence_pages(view, rows, Folders(held, rows)) if f.path.suffix == ".md"]
    assert isinstance(page.content, bytes)
    text = read(str(get_data(page.content.decode())[1]["body"])).words
    lacking = text[text.index("Belum ada:") :]
    assert "Program" not in lacking.split("Perangkat")[0] and "Rapat" not in lacking
    assert "Quick win" in lacking
    assert "Ditahan karena 2 galat: Tabel dinas-a/r" in text


def test_a_long_part_is_cut_in_the_index_and_whole_in_its_table() -> None:
    many = [{**PROGRAMME, "id": f"p-{n}"} for n in range(MOST_LINES + 5)]
    files = opened(site(table("dinas-a/p", "program", many)), 2024)
    assert "5 baris lain ada di program.csv." in index(files).words
    assert len(lines(files["program.csv"])) == MOST_LINES + 5


def test_a_table_that_is_too_long_for_pages_is_named() -> None:
    long = table("dinas-a/p", "program", [PROGRAMME], whole=False)
    said = index(opened(site(long), 2024)).words
    assert "Satu tabel dataset dinas-a/p terlalu panjang dan tidak termuat di sini." in said
    assert "Belum ada data “Program”" not in said
    assert "Belum ada program, quick win" not in said
    assert "Data dimensi ini tidak termuat di sini" in said


def test_the_index_loads_nothing_and_links_only_to_its_files_and_public_addresses() -> None:
    files = opened(filled(), 2024)
    for name in ("index.html", "index.en.html"):
        page = index(files, name)
        assert foreign(page) == []
        assert page.scripts == []
        for a in page.named("a"):
            to = urlsplit(a["href"])
            assert to.scheme in {"http", "https"} or to.path in files or to.fragment in page.ids


def test_the_readme_says_what_it_is_from_where_and_of_when() -> None:
    said = opened(filled(), 2024)["BACA-SAYA.txt"].decode("utf-8")
    assert "Bukti smart city 2024, Kabupaten Paser" in said
    assert "Smart city evidence 2024, Paser Regency" in said
    assert "Keadaan per: 23 November 2026" in said and PORTAL.commit in said
    assert "Situs contoh. Bukan situs resmi" in said
    assert "Untuk Excel, buka bukti-2024.xlsx." in said and "65001 (UTF-8)" in said
    assert "Tanpa berkas karena tanpa baris: Quick win, Evaluasi, Penghargaan." in said
    assert "quick-win.csv" not in said and "capaian.csv – Capaian indikator: 1 baris" in said
    assert "dinas-a/capaian – Tabel dinas-a/capaian (data kantor). Lisensi:" in said
    official = replace(filled(), portal=replace(PORTAL, official=True))
    assert "Situs contoh" not in opened(official, 2024)["BACA-SAYA.txt"].decode("utf-8")


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1+1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(begin: str) -> None:
    line = {**PROGRAMME, "nama": f'{begin}, "kutip"\nbaris', "uraian": begin}
    files = opened(site(table("dinas-a/p", "program", [line])), 2024)
    for name in ("program.csv", "indeks.csv"):
        cells = [cell for one in lines(files[name]) for cell in one.values()]
        assert any(begin in cell for cell in cells)
        assert all(cell[:1] not in {"=", "+", "-", "@", "\t", "\r"} for cell in cells)


def test_hostile_titles_stay_text_in_every_file() -> None:
    bad = {"sumber": HOSTILE, "sumber_url": "javascript:alert(1)"}
    given = site(
        table("dinas-a/p", "program", [{**PROGRAMME, "nama": HOSTILE, "id": "../../x", **bad}]),
        table("dinas-a/c", "capaian", [{**RESULT, "bukti_url": "javascript:alert(1)", **bad}]),
        table("dinas-a/a", "anggaran", [{**SPOKEN, "nilai_sebagaimana_ditulis": HOSTILE}]),
    )
    files = opened(given, 2024)
    assert set(files) == FIXED | {"bukti-2024.xlsx"} | tables(
        "program", "capaian", "anggaran"
    )  # no row names a file
    page = index(files)
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img", "iframe"})
    assert foreign(page) == [] and "49" not in page.words
    assert not [a for a in page.named("a") if a["href"].startswith("javascript:")]
    assert "alert(1)" in page.words


# --- the page ----------------------------------------------------------------------------------


def rendered(given: Site, lang: str) -> tuple[dict[str, bytes], Page]:
    """The ZIPs that come with the page, by path, and the page."""
    rows = gather(given)
    files = list(evidence_pages(View(given, Words.load(lang)), rows, Folders(given, rows)))
    (page,) = (f for f in files if f.lang)
    assert isinstance(page.content, bytes)
    body = get_data(page.content.decode("utf-8"))[1]["body"]
    return {f.path.as_posix(): bytes(f.content) for f in files if not f.lang}, read(body)  # type: ignore[arg-type]


def test_the_page_offers_each_year_with_its_size_and_what_it_lacks() -> None:
    made, page = rendered(filled(), "id")
    assert list(made) == ["smart-city/bukti/bukti-2024.zip", "smart-city/bukti/bukti-2023.zip"]
    targets = [a.get("href") for a in page.named("a") if "download" in a]
    assert targets == [f"../../{path}" for path in made]
    size = Words.load("id").size(len(made["smart-city/bukti/bukti-2024.zip"]))
    assert f"Bukti 2024 (ZIP, {size})" in page.words
    assert "Belum ada: Quick win, Evaluasi, Penghargaan." in page.words
    assert (
        made["smart-city/bukti/bukti-2024.zip"]
        == pages.folder_zip(filled(), gather(filled()), 2024)[0]
    )


def test_the_second_language_offers_the_same_files_and_makes_none() -> None:
    made, page = rendered(filled(), "en")
    assert made == {}
    targets = [a.get("href") for a in page.named("a") if "download" in a]
    assert targets[0] == "../../../smart-city/bukti/bukti-2024.zip"


def test_without_a_row_the_page_says_so_and_how_to_begin() -> None:
    made, page = rendered(site(), "id")
    assert made == {}
    assert "Belum ada baris bertahun yang diterbitkan, jadi belum ada folder." in page.words
    assert "Perangkat daerah dapat mulai mengisi tabelnya" in page.words


def test_only_the_newest_years_are_offered() -> None:
    old = [{**RESULT, "tahun": year} for year in range(2000, 2025)]
    made, page = rendered(site(table("dinas-a/c", "capaian", old)), "id")
    assert len(made) == MOST_YEARS
    assert "Tahun yang lebih lama dibuat dengan perintah di bawah." in page.words


# --- the verb ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up regency, committed."""
    root = regency(tmp_path_factory.mktemp("kabupaten"))
    commit(root, "Data buatan", "2026-01-10")
    return root


def run(root: Path, *words: str) -> int:
    return cli.main(["bukti", "--root", str(root), "--as-of", AS_OF.isoformat(), *words])


def test_the_verb_writes_the_file_that_the_site_offers(
    portal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "folder" / "penilaian.zip"
    assert run(portal, "--tahun", "2024", "--keluar", str(to)) == 0
    said = capsys.readouterr().out
    assert "Ditulis:" in said and "penilaian.zip" in said
    result = pipeline.datasets(Options(portal, AS_OF))
    made, _ = rendered(result.site, "id")
    assert to.read_bytes() == made["smart-city/bukti/bukti-2024.zip"]
    head = subprocess.run(
        ["git", "-C", str(portal), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    )
    assert head.stdout.strip() in unpacked(to.read_bytes(), 2024)["BACA-SAYA.txt"].decode()
    assert not (portal / ".build/docs").exists()  # nothing is published


def test_the_folder_of_the_regency_holds_what_its_tables_hold(portal: Path) -> None:
    result = pipeline.datasets(Options(portal, AS_OF))
    files = opened(result.site, 2024)
    tables: dict[str, Sequence[Cells]] = {}
    for found in filled_tables().values():
        tables |= found
    for part, column in (("capaian", "tahun"), ("anggaran", "tahun"), ("penghargaan", "tahun")):
        expected = sum(str(line[column]) == "2024" for line in tables[part])
        assert expected and len(lines(files[f"{part}.csv"])) == expected, part
    proofs = {line["alamat_bukti"] for line in lines(files["indeks.csv"])}
    assert {str(x["bukti_url"]) for x in tables["capaian"] if x["tahun"] == 2024} <= proofs
    assert foreign(index(files)) == []


def test_a_year_without_rows_gives_a_file_that_says_so(
    portal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "kosong.zip"
    assert run(portal, "--tahun", "1999", "--keluar", str(to)) == 0
    assert "Belum ada data tahun 1999 yang diterbitkan." in capsys.readouterr().err
    said = index(unpacked(to.read_bytes(), 1999)).words
    assert "Belum ada data “Evaluasi” tahun 1999 yang diterbitkan." in said


@pytest.mark.parametrize("year", ["24", "dua ribu", "２０２４", "-2024", "20245", "../x"])
def test_what_is_no_year_is_refused(
    year: str, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(portal, f"--tahun={year}") == 2
    assert "bukan tahun" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(
    portal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(portal, "--tahun", "2024", "--keluar", str(tmp_path)) == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err


def test_a_folder_without_portal_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--tahun", "2024") == 2
    assert "mkdocs.yml" in capsys.readouterr().err


def test_data_that_is_held_back_is_told_and_the_rest_is_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = regency(tmp_path / "kabupaten")
    broken = root / "datasets/dkisp/penghargaan/data/penghargaan.csv"
    broken.write_text(broken.read_text().replace("2024", "dua ribu"))
    monkeypatch.chdir(tmp_path)
    assert run(root, "--tahun", "2024", "--quiet") == 1
    told = capsys.readouterr()
    assert told.out == "" and "terbuka check" in told.err
    files = unpacked((tmp_path / "bukti-2024.zip").read_bytes(), 2024)
    assert "penghargaan.csv" not in files and lines(files["evaluasi.csv"])
    said = index(files).words
    assert (
        "Data “Penghargaan” sedang ditahan karena ada galat, jadi tidak termuat di sini:"
        " dkisp/penghargaan." in said
    )
    assert "Belum ada data “Penghargaan”" not in said
