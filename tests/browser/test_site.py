"""The built site in a real browser: a citizen's way through it, and what every page keeps."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from portals import REPOSITORY
from visiting import AXE, PREFIX, Visit

pytestmark = pytest.mark.browser

#: One page of each kind, in Indonesian; the English ones lie below ``en/``.
OF_EACH_KIND = [
    "",
    "katalog/",
    "katalog/?q=penduduk&topik=kependudukan",
    "datasets/himpunan/stunting/",
    "datasets/himpunan/penduduk-kecamatan-2010/",
    "datasets/himpunan/pdrb-kabupaten-kota/",
    "datasets/himpunan/rekomendasi-smart-city/",
    "datasets/himpunan/batas-kecamatan/",
    "datasets/himpunan/",
    "datasets/dinkes/",
    "perangkat-daerah/",
    "topik/",
    "topik/kesehatan/",
    "format/",
    "format/csv/",
    "tahun/",
    "tahun/2023/",
    "mutu/",
    "mutu/dataset/",
    "mutu/izin/",
    "panduan/",
    "panduan/data-pribadi/",
    "panduan/kebocoran/",
    "panduan/temuan/",
    "panduan/temuan/pribadi/",
    "panduan/profil/anggaran/",
    "smart-city/rekomendasi/",
    "layanan/",
    "kontak/",
]
KINDS = [*OF_EACH_KIND, *(f"en/{path}" for path in OF_EACH_KIND)]


def test_a_citizen_finds_reads_and_downloads_a_dataset(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("searchbox").fill("prevalensi stunting")
    page.get_by_role("button", name="Cari").click()
    page.wait_for_url("**/katalog/?q=*")
    status = page.get_by_role("status")
    assert "1 dataset" in status.inner_text()
    page.locator("#hasil a").first.click()
    page.wait_for_url("**/datasets/himpunan/stunting/")
    table = page.locator("#tabel table").first
    source = REPOSITORY / "datasets/himpunan/stunting/data/stunting.csv"
    rows = list(csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"))))
    shown = table.locator("tbody tr").first.inner_text()
    assert rows[0]["prevalensi_persen"].replace(".", ",") in shown
    assert rows[0]["tahun_rilis_data"] in shown
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh CSV").click()
    assert started.value.suggested_filename == "stunting.csv"
    taken = Path(started.value.path()).read_text(encoding="utf-8")
    assert list(csv.DictReader(io.StringIO(taken))) == rows
    assert visit.complaints == []


def test_search_joins_words_and_says_when_nothing_is_found(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "katalog/?q=PENDUDUK%20kecamatan")
    listed = page.locator("#hasil h3").all_inner_texts()
    assert listed and all("penduduk" in name.lower() for name in listed[:1])
    page.get_by_role("searchbox").fill("zebra<b>yang tidak ada")
    page.get_by_role("button", name="Cari").click()
    expect(page.locator("#hasil li")).to_have_count(0)
    said = page.get_by_role("status").inner_text()
    assert "Tidak ada dataset untuk “zebra<b>yang tidak ada”" in said
    page.get_by_role("searchbox").fill("")
    page.get_by_role("button", name="Cari").click()
    page.locator("#hasil li").nth(10).wait_for()
    assert visit.complaints == []


def test_hits_in_the_title_come_first_and_years_lie_in_periods(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "katalog/?q=spbe")
    assert page.locator("#hasil h3").first.inner_text().startswith("Indeks SPBE")
    page.goto(address + "katalog/?q=indeks%20spbe%202019")
    assert page.locator("#hasil h3").first.inner_text().startswith("Indeks SPBE")
    page.goto(address + "katalog/?q=spbe%201950")
    assert page.locator("#hasil li").count() == 0
    assert "misalnya: penduduk" in page.get_by_role("status").inner_text()


def test_the_other_language_keeps_what_was_searched(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "katalog/?q=stunting")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/katalog/?q=stunting")
    page.get_by_text("“stunting”").wait_for()
    assert page.get_by_role("searchbox").input_value() == "stunting"
    assert page.locator("#hasil h3").first.inner_text().startswith("Stunting prevalence")


@pytest.mark.parametrize(
    ("width", "path", "shown"),
    [
        (390, "", "EN"),
        (1280, "", "English"),
        (390, "en/kontak/", "ID"),
        (1280, "en/kontak/", "Bahasa Indonesia"),
    ],
)
def test_the_switch_of_languages_says_one_thing(
    browser: Browser, address: str, width: int, path: str, shown: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + path)
    link = page.locator("a.pd-lang")
    seen = [
        part.inner_text()
        for part in (link.locator(".short"), link.locator(".long"))
        if (box := part.bounding_box()) and box["width"] > 2
    ]
    assert seen == [shown]
    assert shown in (link.text_content() or "")
    page.close()


@pytest.mark.parametrize(
    ("path", "figure"),
    [("stunting/", "23,8"), ("apbd-ringkas/", "3.097.000.000.000")],
)
def test_a_phone_shows_the_first_figure_without_scrolling_sideways(
    browser: Browser, address: str, path: str, figure: str
) -> None:
    for scripted in (True, False):
        context = browser.new_context(
            viewport={"width": 390, "height": 800}, java_script_enabled=scripted
        )
        page = context.new_page()
        page.goto(address + "datasets/himpunan/" + path)
        box = page.locator("#tabel td", has_text=figure).first.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 - 16
        context.close()


def test_a_table_that_goes_on_to_the_side_says_so(browser: Browser, address: str) -> None:
    for width in (390, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800})
        for path in ("datasets/himpunan/stunting/", "datasets/himpunan/apbd-ringkas/", "mutu/"):
            page.goto(address + path)
            for box in page.locator(".pd-scroll:not(.pd-kamus)").all():
                more = box.evaluate("e => e.scrollWidth > e.clientWidth + 1")
                cue = box.locator("xpath=preceding-sibling::p[1]").locator(".pd-cue")
                assert cue.is_visible() == more, (width, path)
        page.close()


def test_a_long_text_opens_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "datasets/himpunan/apbd-ringkas/")
    note = page.locator("#tabel .pd-long").first
    folded = note.bounding_box()
    note.locator("summary").click()
    opened = note.bounding_box()
    assert folded and opened and opened["height"] > folded["height"]
    context.close()


def test_every_page_is_complete_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Semua dataset").click()
    page.wait_for_url("**/katalog/")
    page.locator("#hasil li").first.wait_for()
    assert page.locator("#hasil li").count() >= 12
    assert page.get_by_text("Pencarian butuh JavaScript").is_visible()
    page.get_by_role("link", name="Prevalensi stunting").first.click()
    assert page.locator("#tabel tbody tr").count() == 6
    assert page.get_by_role("link", name="Unduh CSV").get_attribute("href") == (
        "../../../datasets/himpunan/stunting/stunting.csv"
    )
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", level=1).inner_text().startswith("Stunting prevalence")
    context.close()


def test_without_scripts_the_dark_scheme_follows_the_system(browser: Browser, address: str) -> None:
    colours = set()
    for scripted in (True, False):
        context = browser.new_context(java_script_enabled=scripted, color_scheme="dark")
        page = context.new_page()
        page.goto(address)
        script = "getComputedStyle(document.body).backgroundColor"
        colours.add(page.evaluate(script) if scripted else _background(page))
        context.close()
    assert colours == {"rgb(14, 23, 22)"}


def _background(page: Page) -> str:
    """The page's colour where its own scripts may not run: asked through the debugger."""
    session = page.context.new_cdp_session(page)
    expression = "getComputedStyle(document.body).backgroundColor"
    found = session.send("Runtime.evaluate", {"expression": expression})
    return str(found["result"]["value"])


def test_the_choice_of_colours_is_kept_across_pages_and_languages(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("button", name="Ganti mode terang atau gelap").click()
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    assert chosen == "slate"
    for path in ("katalog/", "tentang/", "en/", "en/datasets/himpunan/stunting/"):
        page.goto(address + path)
        assert page.locator("body").get_attribute("data-md-color-scheme") == chosen, path


def test_the_menu_of_small_screens_closes_with_escape(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.locator(".pd-menu summary").click()
    assert page.get_by_role("link", name="Perangkat daerah").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".pd-menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    context.close()


def test_the_first_tab_skips_to_the_content(visit: Visit, address: str) -> None:
    for path in ("", "datasets/himpunan/stunting/", "tentang/"):
        visit.page.goto(address + path)
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.textContent") == "Lewati ke isi"
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.id") == "isi"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_breaks_a_rule_of_accessibility(
    browser: Browser, address: str, root_address: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    dark = scheme == "dark"
    context = browser.new_context(
        viewport=size,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    faults = {}
    for path in [*(address + kind for kind in KINDS), root_address + "404.html"]:
        page.goto(path)
        found = Axe().run(page, options=AXE).response["violations"]
        if found:
            faults[path] = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
    context.close()
    assert faults == {}


def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    for path in KINDS:
        page.goto(address + path)
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(script) == 0, path
    context.close()


def test_no_page_calls_another_host_keeps_a_cookie_or_complains(visit: Visit, address: str) -> None:
    kept = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    for path in KINDS:
        visit.page.goto(address + path)
        assert visit.page.evaluate(kept) == [] == visit.page.context.cookies(), path
    visit.page.goto(address + "katalog/?q=penduduk")
    home = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in visit.requests} == {home}
    assert visit.complaints == []
    assert len(visit.requests) > 2 * len(KINDS)


def test_the_policy_stops_what_is_not_ours(visit: Visit, address: str) -> None:
    visit.page.goto(address)
    visit.page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.jebol = 1';
            document.body.append(script);
        }"""
    )
    assert visit.page.evaluate("window.jebol === undefined")


@pytest.mark.parametrize(
    ("path", "kilobytes", "html", "requests"),
    [
        ("", 25, 8, 6),
        ("katalog/", 40, 8, 8),
        ("datasets/himpunan/stunting/", 30, 12, 7),
        ("datasets/dinkes/", 22, 6, 6),
        ("tentang/", 85, 6, 9),
    ],
)
def test_first_views_keep_their_budget(
    visit: Visit,
    built_site: Path,
    address: str,
    path: str,
    kilobytes: int,
    html: int,
    requests: int,
) -> None:
    import gzip

    visit.page.goto(address + path)
    sizes = []
    for url in dict.fromkeys(visit.requests):
        name = urlsplit(url).path[len(PREFIX) :]
        file = built_site / name
        content = (file / "index.html" if file.is_dir() else file).read_bytes()
        sizes.append(len(gzip.compress(content)))
    assert len(sizes) <= requests
    assert sizes[0] <= html * 1000
    assert sum(sizes) <= kilobytes * 1000
