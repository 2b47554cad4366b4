"""The smart city portal in a real browser: reachable, readable, at every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from visiting import Visit, assert_holds

pytestmark = pytest.mark.browser

PAGES = [
    "smart-city/",
    "smart-city/dimensi/living/",
    "smart-city/program/",
    "smart-city/indikator/",
    "smart-city/anggaran/",
]
BOTH = [*PAGES, *(f"en/{path}" for path in PAGES)]


@pytest.mark.parametrize("path", BOTH)
def test_the_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, address: str, path: str
) -> None:
    assert_holds(browser, address + path)


def test_a_reader_gets_from_the_home_page_to_the_spoken_figure_and_its_source(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("region", name="Portal smart city").get_by_role("link").first.click()
    page.wait_for_url("**/smart-city/")
    page.get_by_role("navigation", name="Bagian portal").get_by_role(
        "link", name="Anggaran"
    ).click()
    page.wait_for_url("**/smart-city/anggaran/")
    spoken = page.get_by_role("region", name="Angka yang disampaikan lisan")
    assert "Tahun dasar tidak disebut; tidak dihitung." in spoken.inner_text()
    assert "tidak ditemukan dalam sumber yang diperiksa sampai" in spoken.inner_text()
    source = spoken.get_by_role("listitem").first.get_by_role("link").first
    assert (source.get_attribute("href") or "").startswith("https://")
    spoken.get_by_text("sumber yang diperiksa", exact=False).last.click()
    assert spoken.locator("details li").first.is_visible()
    assert visit.complaints == []


def test_a_dataset_leads_to_the_page_that_shows_it(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "datasets/himpunan/anggaran-smart-city/")
    facts = page.get_by_role("complementary").locator("dl > div", has_text="Tampil di")
    facts.get_by_role("link", name="Anggaran").click()
    page.wait_for_url("**/smart-city/anggaran/")
    assert visit.complaints == []


def test_on_a_phone_the_row_of_pages_shows_the_one_that_is_open(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address + "smart-city/bukti/")
    here = page.locator(".pd-toc [aria-current]").bounding_box()
    assert here and here["x"] >= 0 and here["x"] + here["width"] <= 390
    page.close()
