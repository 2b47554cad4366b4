"""The sheet of a dataset: bounded texts, its figures with unit and period, a QR code that reads."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import yaml
import zxingcpp
from charts_site import AREA, YEAR, boundaries, measure, prepared, published, table
from html_tables import tables
from pages_site import HOSTILE, site
from pages_site import dataset as stunting
from pages_site import published as shown

from build_tools.model import ColumnProfile, DataSource, Licence, OutputFile, Published, Text
from build_tools.pages import sheet
from build_tools.pages.qr import qr
from build_tools.pages.view import View
from build_tools.words import Words

ADDRESS = "https://data.contoh.example/portal/"
RATE = measure("angka", "persen", "percent", "Angka melek huruf")
YEARS = table([YEAR, RATE], [(2022, 91), (2023, 92.5), (2024, 94)], key=["tahun"])


def view(lang: str = "id", address: str = ADDRESS) -> View:
    """A portal whose publisher and licence are known."""
    given = site()
    return View(replace(given, portal=replace(given.portal, site_url=address)), Words.load(lang))


def page(of: View, given: Published) -> str:
    whole = prepared(boundaries(), given, kode_wilayah="64.01")
    (made,) = sheet.sheet_pages(of, given, whole)
    return body(made)


def body(made: OutputFile) -> str:
    assert isinstance(made.content, bytes)
    front = yaml.safe_load(made.content.decode().split("---\n")[1])
    return str(front["body"])


def modules(svg: str) -> np.ndarray:
    """The drawing as pixels, eight a module: its dark path runs in moves and level lines."""
    size = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    path = re.search(r'stroke="#000" d="M(\d+) ([\d.]+)([^"]*)"', svg)
    assert size and path
    found = np.full((int(size[1]), int(size[1])), 255, np.uint8)
    x, y = int(path[1]), float(path[2])
    for kind, first, second in re.findall(r"([hm])(-?\d+)(?: (-?\d+))?", path[3]):
        if kind == "h":
            found[int(y), x : x + int(first)] = 0
            x += int(first)
        else:
            x, y = x + int(first), y + int(second)
    return np.kron(found, np.ones((8, 8), np.uint8))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_code_holds_the_full_address_of_the_page(lang: str) -> None:
    """Read by a decoder that is not ours."""
    text = page(view(lang), published(YEARS))
    (read,) = zxingcpp.read_barcodes(modules(text))
    base = ADDRESS if lang == "id" else f"{ADDRESS}en/"
    assert (read.text, read.format) == (
        f"{base}datasets/dinas/contoh/",
        zxingcpp.BarcodeFormat.QRCode,
    )
    assert read.ec_level == "M"
    assert f">{base}datasets/dinas/contoh/</a>" in text


def test_the_code_has_its_quiet_zone_and_no_styles() -> None:
    svg = str(qr(f"{ADDRESS}datasets/a/b/", 'Kode "QR" <b>'))
    found = modules(svg)[::8, ::8]
    edge = np.concatenate([found[:4].ravel(), found[-4:].ravel(), found[:, :4].ravel()])
    assert edge.min() == 255 and found[4, 4] == 0
    assert "style=" not in svg and "width=" not in svg and 'fill="#fff"' in svg
    assert 'role="img" aria-label="Kode &#34;QR&#34; &lt;b&gt;"' in svg


def test_too_long_an_address_has_no_code() -> None:
    assert qr("https://contoh.example/" + "a" * 3000, "Kode") == ""


def test_without_an_address_of_the_site_the_sheet_says_why_there_is_no_code() -> None:
    text = page(view(address=""), published(YEARS))
    assert "Tanpa kode QR: alamat situs ini belum ditetapkan." in text
    assert "ls-qr" not in text and "dinas/contoh" in text


def test_the_sheet_says_what_whose_of_when_and_on_what_terms() -> None:
    given = shown(stunting())
    text = page(view(), given)
    for said in (
        *("Prevalensi stunting", "Prevalensi stunting menurut alat ukur.", "Dihimpun"),
        *("Dihimpun Proyek Data Paser dari sumber publik; bukan rilis resmi.", "2018–2024"),
        *("Tiga alat ukur tidak boleh dicampur.", "Yang dilisensikan hanya susunannya"),
        *("abababababababab…", "1.0.0", "himpunan/stunting", "Cara mengutip:", "2 baris, 6 kolom"),
        *("Keadaan per 23 November 2026", "Situs contoh, bukan situs resmi", "Ctrl+P"),
    ):
        assert said in text, said


def test_two_sources_are_named_and_the_rest_counted() -> None:
    for count, said in ((1, "Sumber 1<"), (2, "Sumber 1; Sumber 2<"), (5, "Sumber 2; dan 3 lagi<")):
        sources = tuple(DataSource(f"Sumber {n}") for n in range(1, count + 1))
        assert said in page(view(), shown(stunting(sources=sources)))
    long = DataSource("Sumber " * 90)
    text = page(view(), shown(stunting(sources=(long, long, DataSource(HOSTILE)))))
    assert text.count("Sumber Sumber") < 9 and "<script" not in text


def test_an_official_release_names_its_office() -> None:
    assert "Dirilis Dinas Kesehatan." in page(view(), shown(stunting("dinkes/stunting")))


def test_one_drawing_with_its_sentence_and_no_hidden_figures() -> None:
    text = page(view(), published(YEARS))
    assert "Angka melek huruf: 94 persen pada 2024, naik 3" in text
    assert text.count("<figure") == 1 and "<details" not in text and "data-t=" not in text


def test_bars_that_are_too_many_give_way_to_the_map() -> None:
    rows = [(f"64.{n:02}.01", n) for n in range(1, 40)]
    rows += [(f"64.01.0{n}", 10 * n) for n in (2, 3, 4)]
    made = table([AREA, measure("penduduk")], rows, key=["kode"])
    text = page(view(), published(made))
    assert "of-bar" not in text


def test_first_rows_stand_where_nothing_is_drawn() -> None:
    """With the first measured column, however far to the right it stands."""
    given = shown(stunting())
    seen = tables(page(view(), given))["Baris pertama: Stunting"]
    assert seen[0][:2] == ["Tahun", "Prevalensi persen"]
    assert seen[2][1] == "sekitar 22,4"  # the row says that it is approximate
    names = [f"k{n}" for n in range(40)]
    wide = table([*(replace(AREA, name=n, title=Text(n)) for n in names), RATE], [])
    cells = tuple((*("x" * 90 for _ in names), "5") for _ in range(30))
    profiles = tuple(ColumnProfile(n, 0, 1) for n in [*names, "angka"])
    made = published(replace(wide, rows=30, preview=cells, columns=profiles))
    seen = tables(page(view(), made))["Baris pertama: Tabel"]
    assert len(seen) == 11 and len(seen[0]) == 5 and seen[0][4].startswith("Angka melek huruf")
    assert "36 kolom lain ada di halaman dataset." in page(view(), made)
    assert max(len(cell) for row in seen for cell in row) <= 61


def test_no_text_is_longer_than_the_page_has_room_for() -> None:
    long = Text("Kata yang panjang sekali " * 200)
    licences = tuple(Licence(f"L-{n}", "Lisensi " * 30, "https://contoh.go.id/") for n in range(9))
    given = published(
        *(YEARS,),
        title=long,
        description=long,
        limitations=long,
        area=long,
        licences=licences,
        version="9" * 400,
    )
    text = page(view(), given)
    assert "Selengkapnya ada di halaman dataset." in text
    shown_text = re.sub("<[^>]*>", " ", text)
    assert len(" ".join(shown_text.split())) < 5_000
    assert text.count("Kata yang panjang sekali") < 90


def test_hostile_texts_stay_texts() -> None:
    given = next(p for p in site().published if HOSTILE in p.dataset.title.main)
    text = page(view(), given)
    assert "<script" not in text and "<img" not in text and '="javascript' not in text


def test_the_library_of_codes_is_loaded_by_sheets_only() -> None:
    """Whoever asks whether anything is to be done waits for no library."""
    code = "import sys, build_tools.pages; print('segno' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
