"""The pages of a preview: where their links lead, and what is copied for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pages_site import PORTAL

from build_tools.changes import preview as room
from build_tools.words import Words

WORDS = Words.load("id")
PAGE = """<!doctype html>
<html lang="id"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<link rel="stylesheet" href="../../../assets/a.css" integrity="sha384-x" crossorigin>
</head>
<body data-terbuka="1">
<h1>Judul &amp; <i>isi</i></h1>
<a href="../lain/">Tetangga</a> <a href="../../../katalog/?cari=x#atas">Katalog</a>
<a href="tabel.csv">CSV</a> <a href="besar.csv">Besar</a> <a href="#isi">Isi</a>
<a href="https://contoh.go.id/">Luar</a> <a href="../../../">Beranda</a>
<img src="../../../../../../etc/hostname" alt="">
</body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two datasets, a style sheet with a font, and a large file."""
    folder = tmp_path / "site"
    for name in ("satu", "lain"):
        place = folder / "datasets/dkisp" / name
        place.mkdir(parents=True)
        (place / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "datasets/dkisp/satu/tabel.csv").write_text("a\n", encoding="ascii")
    (folder / "datasets/dkisp/satu/besar.csv").write_bytes(b"x" * (room.MOST_FILE + 1))
    (folder / "assets").mkdir()
    (folder / "assets/a.css").write_text("@font-face{src:url(f.woff2)}", encoding="ascii")
    (folder / "assets/f.woff2").write_bytes(b"huruf")
    return folder


def made(site: Path, address: str, *ids: str) -> dict[str, bytes]:
    return room.preview(site, replace(PORTAL, site_url=address), ids, WORDS).files


def test_links_within_the_preview_name_the_file(site: Path) -> None:
    files = made(site, "", "dkisp/satu", "dkisp/lain")
    page = files["datasets/dkisp/satu/index.html"].decode()
    assert '<a href="../lain/index.html">Tetangga</a>' in page
    assert '<a href="tabel.csv">' in page and '<a href="#isi">' in page
    assert '<a href="https://contoh.go.id/">' in page
    assert page.index("<body") < page.index("Pratinjau usulan, belum terbit.") < page.index("<h1")


def test_other_links_lead_to_the_published_site_or_nowhere(site: Path) -> None:
    here = made(site, "https://data.contoh.go.id/", "dkisp/satu")
    page = here["datasets/dkisp/satu/index.html"].decode()
    assert '<a href="https://data.contoh.go.id/datasets/dkisp/lain/">Tetangga</a>' in page
    assert '<a href="https://data.contoh.go.id/katalog/?cari=x#atas">Katalog</a>' in page
    assert '<a href="https://data.contoh.go.id/">Beranda</a>' in page
    assert '<a href="https://data.contoh.go.id/datasets/dkisp/satu/besar.csv">' in page
    alone = made(site, "", "dkisp/satu")["datasets/dkisp/satu/index.html"].decode()
    assert '<a data-pratinjau="../lain/">Tetangga</a>' in alone
    assert ' href="../' not in alone.split("<body")[1].replace('href="../../../index.html"', "")


def test_what_a_page_loads_comes_along_and_nothing_from_outside_the_site(site: Path) -> None:
    files = made(site, "", "dkisp/satu")
    assert set(files) == {
        "assets/a.css",
        "assets/f.woff2",
        "datasets/dkisp/satu/index.html",
        "datasets/dkisp/satu/tabel.csv",
        "index.html",
    }
    page = files["datasets/dkisp/satu/index.html"].decode()
    assert "integrity" not in page and "crossorigin" not in page
    assert "style-src 'self' file:" in page


def test_the_list_names_what_has_a_page_and_what_has_none(site: Path) -> None:
    index = made(site, "", "dkisp/satu", "dkisp/<b>tiada")["index.html"].decode()
    assert '<a href="datasets/dkisp/satu/index.html">Judul &amp; isi</a>' in index
    assert "dkisp/&lt;b&gt;tiada: tidak punya halaman" in index
    assert "Tidak ada halaman dataset yang berubah." in made(site, "")["index.html"].decode()


def test_the_list_tells_pages_of_one_heading_apart_by_their_titles(site: Path) -> None:
    """A dataset and its sheet have the same heading. The list has the style of the first alone."""
    place = site / "datasets/dkisp/satu/lembar/index.html"
    place.parent.mkdir()
    title = f"<title>Lembar: Judul &amp; isi – {PORTAL.name.main}</title>"
    sheet = PAGE.replace("<head>", f"<head>{title}").replace("a.css", "lembar.css")
    place.write_text(sheet.replace("../../../", "../../../../"), encoding="utf-8")
    (site / "assets/lembar.css").write_text("h1{display:none}", encoding="ascii")
    files = made(site, "", "dkisp/satu")
    index = files["index.html"].decode()
    assert '<a href="datasets/dkisp/satu/index.html">Judul &amp; isi</a>' in index
    assert '<a href="datasets/dkisp/satu/lembar/index.html">Lembar: Judul &amp; isi</a>' in index
    assert "assets/lembar.css" in files
    assert "assets/a.css" in index and "assets/lembar.css" not in index
