"""`/janji/` and `/catatan-angka/` in a real browser: reachable, readable, without scripts too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from visiting import Visit, assert_holds

pytestmark = pytest.mark.browser

PAGES = ["janji/", "janji/hal/2/", "catatan-angka/"]
BOTH = [*PAGES, *(f"en/{path}" for path in PAGES)]


@pytest.mark.parametrize("path", BOTH)
def test_the_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, address: str, path: str
) -> None:
    assert_holds(browser, address + path)


def test_a_reader_gets_from_a_dataset_to_the_statement_and_its_source(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address + "datasets/himpunan/penduduk/")
    page.get_by_role("link", name="Dataset ini dipakai memeriksa").click()
    page.wait_for_url("**/janji/**#*")
    place = page.locator(f"[id='{page.url.split('#')[1]}']")
    assert place.is_visible()
    quotation = place.locator("blockquote").first
    cite = quotation.get_attribute("cite") or ""
    assert cite.startswith("http")
    assert place.locator(f'a[href="{cite}"]').count() == 1
    assert "diperiksa" in place.inner_text()
    place.get_by_role("link", name="Cara mengirim tanggapan").click()
    page.wait_for_url("**/janji/#tanggapan")
    assert visit.complaints == []


def test_a_reader_gets_from_a_dataset_to_the_note_on_its_figures(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address + "en/datasets/himpunan/stunting/")
    page.get_by_role("link", name="There is a note on figures about this dataset").click()
    page.wait_for_url("**/en/catatan-angka/**#*")
    heading = page.locator(f"[id='{page.url.split('#')[1]}']")
    table = page.get_by_role("table", name=heading.inner_text())
    assert table.get_by_role("row").count() > 2
    assert visit.complaints == []


def test_a_phone_lists_each_figure_with_what_it_is_without_scripts(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "catatan-angka/")
    cell = page.locator("td", has_text="4,4 triliun").first
    box = cell.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Nilai sebagaimana ditulis" in label
    context.close()


def test_how_statements_are_checked_is_one_step_away(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address + "janji/")
    page.get_by_role("link", name="Cara kami memeriksa pernyataan").click()
    page.wait_for_url("**/tentang/")
    assert page.get_by_role("heading", name="Cara kami memeriksa pernyataan").is_visible()
