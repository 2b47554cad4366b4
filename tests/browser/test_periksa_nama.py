"""The check page finds names of persons as `build_tools.privacy` does, around tables too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import check_site
import openpyxl
import pytest
from playwright.sync_api import Browser, Page
from portals import AS_OF, portal
from test_privacy_names import NEITHER, PERSONS, THINGS
from visiting import Handler, served

from build_tools import scan
from build_tools.privacy import names, signatures

pytestmark = pytest.mark.browser

#: Made-up names, beside what is called after somebody, lists, offices and cues.
TEXTS = [
    *PERSONS,
    *THINGS,
    *NEITHER,
    *(f"Mengetahui, {name}" for name in PERSONS),
    *(f"a.n. {name}" for name in PERSONS),
    *(f"{name}, S.Pt., M.Si" for name in PERSONS),
    *(f"Drs. H. {name}" for name in PERSONS + THINGS),
    *(f"Kegiatan di {name} bersama Ibu Contoh Rekaan" for name in THINGS),
    "CONTOH REKAAN, S.Pt",
    "Contoh Rekaan, s.pt",
    "Contoh Rekaan, SE, MM",
    "Contoh Rekaan, A.Md",
    "Contoh Rekaan, Sp.A",
    "Lulusan Akuntansi, S.E.",
    "RSUD dr. Contoh Rekaan",
    "Jalan Ir. H. Contoh",
    "H. Pengangkutan dan Pergudangan",
    "G. Perdagangan H. Angkutan",
    "A. Pertanian, H. Jasa",
    "1444 H. Contoh",
    "Peringatan hari Ibu Contoh",
    "sambutan Bapak Contoh Rekaan",
    "Bapak Bupati Paser",
    "gang Pak Contoh",
    "Soto Bu Siti",
    "Sdr. Contoh",
    "Tn. Contoh Rekaan",
    "nama: Budi Contohanto dari Kuaro",
    "penerima: siti",
    "Prof. Dr. Contoh Rekaan, Ph.D",
    "Ustadz Contoh Rekaan",
    "Élan Çontoh, S.Kom",
    "Tahun 2026, Kuaro",
    "",
]
#: What may stand above a NIP.
LINES = [
    *PERSONS,
    *THINGS,
    "CONTOH REKAAN",
    "Contoh",
    "Suparman",
    "Kepala Dinas",
    "Nomor Induk Pegawai",
    "Tana Paser, 5 Februari 2026",
    "A. Contoh Rekaan",
    "contoh rekaan",
    "12",
]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    site = check_site.built(portal(tmp_path_factory.mktemp("portal")), AS_OF)
    folder = tmp_path_factory.mktemp("periksa")
    check_site.write(folder, site)
    with served(Handler, folder) as address:
        opened = browser.new_page()
        opened.goto(address + "periksa/")
        opened.locator("#tabel option").nth(2).wait_for(state="attached")
        yield opened
        opened.close()


@pytest.mark.parametrize("of_thing", [False, True])
def test_both_sides_find_the_same_names_in_the_same_texts(page: Page, of_thing: bool) -> None:
    found = page.evaluate(
        "(all) => all.map(([t, n]) => PD_UJI.places(t, n))", [(t, of_thing) for t in TEXTS]
    )
    told = [[list(place) for place in names.persons(text, of_thing)] for text in TEXTS]
    assert sum(map(bool, told)) > 60
    assert dict(zip(TEXTS, found, strict=True)) == dict(zip(TEXTS, told, strict=True))


def test_both_sides_take_the_same_lines_beside_a_nip_for_names(page: Page) -> None:
    found = page.evaluate("(all) => all.map(PD_UJI.signs)", LINES)
    told = [signatures.is_name(line) for line in LINES]
    assert {True, False} == set(told)
    assert dict(zip(LINES, found, strict=True)) == dict(zip(LINES, told, strict=True))


NIP = "NIP. 19000101 190001 1 001"  # nobody's: its day and year are none of a NIP


def signed(*lines: str, column: int = 3, title: str = "") -> bytes:
    """A table of numbers with a signature two rows below it, in the column of that number."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append([title])
    sheet.append(["Kecamatan", "Sapi", "Kambing", "Keterangan"])
    for number in range(1, 11):
        sheet.append([f"Tempat {number}", 7 * number, 11 * number, "diolah"])
    for at, line in enumerate(lines, start=int(sheet.max_row or 0) + 3):
        sheet.cell(at, column, line)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def told(page: Page, content: bytes, tmp_path: Path) -> tuple[list[Any], list[Any]]:
    """What the page says of names and NIPs in a new workbook, and what `scan` says of it."""
    file = tmp_path / "Populasi.xlsx"
    file.write_bytes(content)
    of_page = check_site.judged(page, None, {}, file.name, content)
    codes = {"person-name", "personal-nip"}
    mine = [(f["code"], f["level"], f["row"], f["column"]) for f in of_page if f["code"] in codes]
    scanned = [
        (f.code, f.severity.value, f.row, f.column)
        for f in scan.files(tmp_path, [file])
        if f.code in codes
    ]
    return sorted(mine), sorted(scanned)


@pytest.mark.parametrize(
    "lines",
    [
        ["Kepala Dinas,", "", "", "Drs. H. CONTOH REKAAN", NIP],
        ["Kepala Dinas,", "", "", "CONTOH REKAAN, S.Pt", NIP],
        ["Kepala Dinas,", "", "", "CONTOH REKAAN", NIP],
        ["Kepala Dinas,", "", "CONTOH REKAAN", "Pembina Tk. I", NIP],
        ["Kepala Dinas,", "", f"CONTOH REKAAN\n{NIP}"],
        ["Kepala Dinas,", "", NIP, "CONTOH REKAAN"],
        ["Kepala Dinas,", "", "Ir. CONTOH REKAAN"],
        ["Kepala Dinas,", "", "", NIP],
        ["Kepala Dinas,", "Kabupaten Paser"],
    ],
)
@pytest.mark.parametrize("column", [1, 3, 4])
def test_a_signature_below_the_table_is_told_by_both(
    page: Page, tmp_path: Path, lines: list[str], column: int
) -> None:
    of_page, scanned = told(page, signed(*lines, column=column), tmp_path)
    names = [code for code, *_ in of_page if code == "person-name"]
    assert names == ["person-name"] * any("CONTOH" in line for line in lines)
    assert of_page == scanned


def test_a_name_in_a_title_is_told_by_both(page: Page, tmp_path: Path) -> None:
    content = signed(title="Disusun oleh Bapak Contoh Rekaan")
    of_page, scanned = told(page, content, tmp_path)
    assert of_page == scanned == [("person-name", "warning", 1, 1)]


def test_what_is_told_shows_no_name_and_says_what_to_delete(page: Page) -> None:
    content = signed("Kepala Dinas,", "", "Drs. H. CONTOH REKAAN", NIP)
    (found,) = [
        f
        for f in check_site.judged(page, None, {}, "a.xlsx", content)
        if f["code"] == "person-name"
    ]
    assert found["message"] == "Teks ini memuat nama orang (Drs. …)."
    hint = page.evaluate("(f) => PD_UJI.sentence(f, 'hint')", found)
    assert "hapus seluruh blok tanda tangan" in hint
