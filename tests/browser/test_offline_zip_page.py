"""The ZIP of the whole site, unpacked and opened from its folder with the network cut."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visiting import Visit

from build_tools import cli

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DATASET = "datasets/himpunan/stunting/index.html"


@pytest.fixture(scope="module")
def folder(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader has, under a name with a space, away from the site."""
    base = tmp_path_factory.mktemp("folder") / "Salinan data"
    base.mkdir()
    words = ["--root", str(built_site.parent), "--keluar", str(base / "situs.zip"), "--quiet"]
    assert cli.main(["zip", *words]) == 0
    with zipfile.ZipFile(base / "situs.zip") as archive:
        archive.extractall(base)
    return base / "data-paser-2026-11-26"


@pytest.fixture
def offline(browser: Browser) -> Iterator[Visit]:
    """A reader without a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    visit = Visit(context)
    yield visit
    assert visit.complaints == []
    assert all(address.startswith(("file://", "data:")) for address in visit.requests)
    context.close()


def test_a_reader_goes_from_the_home_page_to_data_by_search(folder: Path, offline: Visit) -> None:
    page = offline.page
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("searchbox").first.fill("penduduk")
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url("**/katalog/index.html?q=penduduk")
    first = page.locator("#hasil h2 a, #hasil h3 a").first
    assert "enduduk" in first.inner_text()
    first.click()
    page.wait_for_url("**/index.html")
    assert "/datasets/" in page.url
    assert page.evaluate("getComputedStyle(document.querySelector('.pd-w')).maxWidth") != "none"
    page.locator("a.pd-lang").click()
    page.wait_for_url("**/en/datasets/**/index.html")


def test_a_result_of_the_search_opens_by_the_keyboard_too(folder: Path, offline: Visit) -> None:
    page = offline.page
    page.goto((folder / "en/katalog/index.html").as_uri())
    page.get_by_role("searchbox").first.fill("stunting")
    titles = "#hasil h2 a, #hasil h3 a"  # before the search is done, those of all datasets
    page.wait_for_function(
        "(t) => /tunting/.test(document.querySelector(t).textContent)", arg=titles
    )
    page.locator(titles).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/datasets/**/index.html")


def test_charts_tables_and_downloads_are_there(folder: Path, offline: Visit) -> None:
    page = offline.page
    page.goto((folder / DATASET).as_uri())
    assert page.locator("main figure svg[role=img]").first.is_visible()
    assert page.locator("main table").count() > 0
    link = page.locator("a[href$='.csv']").first
    name = link.evaluate("(a) => decodeURIComponent(new URL(a.href).pathname)")
    assert Path(name).read_bytes().count(b"\n") > 5


@pytest.mark.parametrize("start", ["index.html", "katalog/index.html", DATASET])
def test_every_link_of_a_page_opens(folder: Path, offline: Visit, start: str) -> None:
    page = offline.page
    page.goto((folder / start).as_uri())
    links = page.evaluate(
        """() => [...document.querySelectorAll("a[href]")].map((a) => a.href)
            .filter((link) => link.startsWith("file:"))
            .map((link) => decodeURIComponent(new URL(link).pathname))"""
    )
    assert len(links) > 20
    assert [link for link in links if not Path(link).is_file()] == []


def test_the_page_without_a_network_says_what_holds_in_a_folder(
    folder: Path, offline: Visit
) -> None:
    page = offline.page
    page.goto((folder / "luring/index.html").as_uri())
    assert page.get_by_text("Anda membaca salinan dari folder").is_visible()
    assert page.get_by_text("keadaan per 26 November 2026").first.is_visible()
    assert page.get_by_text("alamat situsnya belum tercatat").is_visible()
    for words in ("Yang tersimpan di peramban ini", "Seluruh situs dalam satu ZIP"):
        assert page.get_by_text(words).first.is_hidden()


def test_the_link_to_a_whole_table_leads_to_its_csv(folder: Path, offline: Visit) -> None:
    page = offline.page
    page.goto((folder / DATASET).as_uri())
    page.locator("a[href*='jelajah/index.html?t=']").first.click()
    page.wait_for_url("**/jelajah/index.html?t=himpunan/stunting/**")
    assert page.get_by_text("hanya jalan di situs, bukan di salinan folder").is_visible()
    assert page.get_by_text("Urutkan, saring, lalu unduh").is_hidden()
    link = page.locator("[data-jelajah] a[download]").first
    name = link.evaluate("(a) => decodeURIComponent(new URL(a.href).pathname)")
    assert "/stunting/" in name and Path(name).is_file()


def test_the_way_to_the_site_keeps_table_and_filter(folder: Path, offline: Visit) -> None:
    page = offline.page
    page.goto((folder / "jelajah/index.html").as_uri())
    address = "https://data.contoh.go.id/jelajah/"
    script = (folder / "assets/folder.js").read_text(encoding="utf-8")
    copy = folder / "jelajah/beralamat.html"
    copy.write_text(
        f'<!doctype html><a data-situs href="{address}">{address}</a><script>{script}</script>',
        encoding="utf-8",
    )
    page.goto(copy.as_uri() + "?t=a/b/c&s.kode=64.01.06")
    assert page.locator("a").get_attribute("href") == f"{address}?t=a/b/c&s.kode=64.01.06"
