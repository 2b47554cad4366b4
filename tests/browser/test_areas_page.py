"""`/wilayah/` in a real browser: for everyone, without scripts, and on two printed pages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page
from test_areas import full, pages
from visiting import Visit, assert_holds

pytestmark = pytest.mark.browser

PAGES = ["wilayah/", "wilayah/64.01/", "wilayah/64.01.06/"]
BOTH = [*PAGES, *(f"en/{path}" for path in PAGES)]


def printed(page: Page) -> int:
    """How many A4 pages it is printed on."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("path", BOTH)
def test_the_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, address: str, path: str
) -> None:
    assert_holds(browser, address + path)
    for width, scheme in ((390, "dark"), (1280, "dark"), (390, "light")):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.parametrize("path", BOTH)
def test_each_page_is_printed_on_two_sheets_with_its_sources(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page()
    page.goto(address + path)
    assert 1 <= printed(page) <= 2
    page.emulate_media(media="print")
    assert not page.locator(".wl-share:visible, .wl-near:visible, .wl-map:visible").count()
    for source in page.locator(".wl-of").filter(has=page.locator("table")).all():
        shown = source.locator("a[href^='http']:visible")
        assert shown.count() >= 1
        after = shown.first.evaluate("e => getComputedStyle(e, '::after').content")
        assert (shown.first.get_attribute("href") or "?") in after
    page.close()


def test_the_fullest_page_that_there_can_be_holds_too(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    body = pages(full(tmp_path))["64.01.06"]
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(address + "wilayah/64.01.06/")
    page.evaluate(
        "body => { document.querySelector('.pd-grid').parentNode.outerHTML = body }", body
    )
    assert page.locator(".wl-of tbody tr").count() == 60
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert printed(page) <= 2
    page.close()


def test_a_reader_without_scripts_gets_from_the_list_to_the_figures_of_a_district(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "wilayah/")
    page.get_by_role("link", name="Kecamatan Long Ikis", exact=True).click()
    title = page.get_by_role("heading", level=1)
    assert title.inner_text() == "Semua data untuk Kecamatan Long Ikis"
    row = page.locator("tr", has_text="36.769 orang")
    assert "36.769 orang" in row.inner_text()
    assert "2010" in row.inner_text() and "status: sementara" in row.inner_text()
    page.locator("nav[aria-label='Jejak']").get_by_role("link", name="Kabupaten Paser").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Semua data untuk Kabupaten Paser"
    context.close()


def test_a_figure_is_handed_on_with_its_unit_period_status_source_and_address(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address + "wilayah/64.01.06/")
    cell = page.locator("tr", has_text="36.769 orang").locator(".wl-share")
    cell.get_by_text("Bagikan").first.click()
    whatsapp = cell.get_by_role("link", name="WhatsApp")
    assert whatsapp.is_visible()
    text = unquote(whatsapp.get_attribute("href") or "")
    for part in ("36.769 orang", "2010", "sementara", "Sumber: ", f"{address}wilayah/64.01.06/"):
        assert part in text
    assert visit.complaints == []


def test_the_figures_can_be_taken_along_as_a_file(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "en/wilayah/64.01.06/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the figures (CSV)").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("kode_wilayah,wilayah,dataset,")
    assert len(lines) == 1 + page.locator(".wl-of tbody tr").count()


def test_the_map_leads_to_the_same_pages_as_the_list(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "wilayah/")
    drawn = {a.get_attribute("href") for a in page.locator(".wl-map a").all()}
    listed = {a.get_attribute("href") for a in page.locator(".pd-list h3 a").all()}
    assert drawn == listed and len(drawn) == 10
