"""What a citizen comes for, by keyboard alone and without scripts.

Find a dataset, filter, read a figure, download, cite, change the language, report.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from visiting import Visit

pytestmark = pytest.mark.browser

_MOST_TABS = 90


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=False, accept_downloads=True
    )
    yield context.new_page()
    context.close()


def focused(page: Page) -> str:
    """What a keyboard user stands on: its words, or its label."""
    text = page.evaluate(
        "(e => e.getAttribute('aria-label') || (e.labels && e.labels[0] && "
        "e.labels[0].textContent) || e.textContent || '')(document.activeElement)"
    )
    return " ".join(str(text).split())


def tab_to(page: Page, words: str) -> None:
    """Presses Tab until the words have the focus, and sees that the focus can be seen."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if words in focused(page):
            outline = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle + ' ' + "
                "getComputedStyle(document.activeElement).boxShadow"
            )
            assert outline != "none none", f"no ring around {words!r}"
            return
    pytest.fail(f"Tab does not reach {words!r}")


def test_everything_by_keyboard_alone(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    tab_to(page, "Cari dataset")
    page.keyboard.type("stunting")
    page.keyboard.press("Enter")
    page.wait_for_url("**/katalog/?q=stunting*")
    page.locator("#hasil h3").first.wait_for()
    tab_to(page, "Kesehatan")
    page.keyboard.press("Space")
    page.wait_for_url("**topik=kesehatan*")
    assert "2 dataset" in page.get_by_role("status").first.inner_text()
    tab_to(page, "Prevalensi stunting")
    page.keyboard.press("Enter")
    page.wait_for_url("**/datasets/himpunan/stunting/")
    tab_to(page, "Unduh CSV")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    taken = Path(started.value.path()).read_text(encoding="utf-8")
    assert next(csv.DictReader(io.StringIO(taken)))["prevalensi_persen"] == "23.8"
    tab_to(page, "Lihat angka")
    page.keyboard.press("Enter")
    table = page.locator("#grafik details[open] table").first
    assert "23,8" in table.inner_text()
    tab_to(page, "Salin kutipan")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("Enter")
    page.get_by_text("Tersalin").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Prevalensi stunting" in copied and "[dataset]" in copied
    page.goto(page.url.split("#")[0] + "#lapor")
    assert page.locator("#lapor").get_by_text("himpunan/stunting").first.is_visible()
    page.keyboard.press("Control+Home")
    page.reload()
    tab_to(page, "English")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/datasets/himpunan/stunting/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert visit.complaints == []


def test_everything_without_scripts(unscripted: Page, address: str) -> None:
    page = unscripted
    page.goto(address)
    page.get_by_role("link", name="Kesehatan", exact=False).first.click()
    page.wait_for_url("**/topik/kesehatan/")
    page.get_by_role("link", name="Prevalensi stunting").click()
    page.wait_for_url("**/datasets/himpunan/stunting/")
    assert page.locator("#grafik svg.pd-narrow").first.is_visible()
    assert not page.locator("#grafik svg.pd-wide").first.is_visible()
    page.locator("#grafik summary").first.click()
    assert "23,8" in page.locator("#grafik details table").first.inner_text()
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh CSV").click()
    assert started.value.suggested_filename == "stunting.csv"
    assert "[dataset]" in page.locator("#kutipan").inner_text()
    assert page.locator("#lapor").get_by_text("himpunan/stunting").first.is_visible()
    page.locator("#mutu summary").first.click()
    assert page.get_by_text("Klasifikasi informasi: terisi").is_visible()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/datasets/himpunan/stunting/")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Stunting prevalence")


@pytest.mark.parametrize("path", ["format/", "tahun/", "topik/", "perangkat-daerah/"])
def test_filters_without_scripts_are_pages(unscripted: Page, address: str, path: str) -> None:
    page = unscripted
    page.goto(address + "katalog/")
    page.locator(f"main a[href$='/{path}']").first.click()
    page.wait_for_url(f"**/{path}")
    page.locator("main .pd-topics a", has_not_text="0 dataset").first.click()
    page.locator("main .pd-list h3 a").first.click()
    assert page.locator("main section#tabel").count() == 1


def test_a_chart_says_its_points_to_the_pointer_and_to_the_keys(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "datasets/himpunan/indeks-spbe/")
    drawing = page.locator("#grafik svg.pd-wide").first
    drawing.focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#grafik output").first
    assert "2018" in said.inner_text() and "1,85" in said.inner_text()
    page.keyboard.press("ArrowLeft")
    assert "3,27" in said.inner_text()
    drawing.locator(".p").nth(1).hover()
    assert "2019" in said.inner_text() and "1,69" in said.inner_text()


def test_the_narrow_drawing_says_the_same(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address + "datasets/himpunan/indeks-spbe/")
    page.locator("#grafik svg.pd-narrow").first.focus()
    page.keyboard.press("ArrowRight")
    assert "1,85" in page.locator("#grafik output").first.inner_text()
    page.close()


def test_the_dashboard_can_be_sorted_and_says_so(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "mutu/dataset/")
    heading = page.get_by_role("columnheader", name="Keterangan terisi")
    heading.get_by_role("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    cells = page.locator("main tbody td:nth-child(3)")
    values = [int(text.split("/")[0]) for text in cells.all_inner_texts()]
    assert values == sorted(values) and len(values) > 10
    heading.get_by_role("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert "Keterangan terisi" in page.get_by_role("status").inner_text()
    by_name = page.get_by_role("columnheader", name="Dataset")
    by_name.get_by_role("button").click()
    names = page.locator("main tbody th").all_inner_texts()
    assert len(names) == len(values)
    assert visit.complaints == []


def test_the_region_is_drawn_on_wide_screens_only(browser: Browser, address: str) -> None:
    for width, shown in ((1280, True), (390, False)):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(address)
        assert page.locator(".pd-hero svg.pd-sil").is_visible() == shown
        page.close()


def test_print_opens_what_is_folded_and_hides_what_cannot_be_used(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address + "datasets/himpunan/stunting/")
    page.emulate_media(media="print")
    assert not page.locator(".pd-nav").is_visible()
    assert not page.locator(".pd-toc").is_visible()
    assert page.locator("#grafik svg").first.is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#mutu details").first.get_attribute("open") is not None


def test_the_page_on_screen_readers_is_named(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "datasets/himpunan/penduduk-kecamatan-2010/")
    picture = page.locator("#peta svg[role=img]").first
    named = picture.get_attribute("aria-labelledby") or ""
    texts = [page.locator(f"[id='{id}']").text_content() or "" for id in named.split()]
    assert "Jumlah penduduk" in texts[0] and len(texts) == 2 and texts[1]
    assert page.locator("#peta table.pd-bars tbody tr").count() == 10
