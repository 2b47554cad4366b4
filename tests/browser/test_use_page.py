"""The page "Pakai data ini" in a browser: what is filled in, copied, readable without scripts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from visiting import AXE, PREFIX, Visit

pytestmark = pytest.mark.browser

STUNTING = "datasets/himpunan/stunting/pakai/"
MANY = "datasets/referensi/wilayah/pakai/"


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def copying(browser: Browser, address: str) -> Page:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    return page


def test_code_is_copied_with_the_address_at_which_the_page_was_read(
    browser: Browser, address: str
) -> None:
    page = copying(browser, address + STUNTING)
    page.get_by_role("button", name="Salin kode").first.click()
    page.get_by_role("button", name="Tersalin").wait_for()
    copied = clipboard(page)
    assert copied.startswith("import pandas as pd")
    assert f'"{address}datasets/himpunan/stunting/stunting.csv"' in copied
    assert not page.get_by_text("Tulis alamat situs ini").is_visible()
    page.context.close()


def test_an_english_page_names_the_same_file(browser: Browser, address: str) -> None:
    page = copying(browser, f"{address}en/{STUNTING}")
    page.get_by_role("button", name="Copy code").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    assert f'"{address}datasets/himpunan/stunting/stunting.csv"' in clipboard(page)
    page.get_by_role("button", name="Copy sentence").first.click()
    page.wait_for_function("navigator.clipboard.readText().then((t) => !t.startsWith('import'))")
    assert clipboard(page).endswith(f" {address}en/datasets/himpunan/stunting/")
    page.context.close()


def test_a_citation_holds_the_day_of_the_reader(browser: Browser, address: str) -> None:
    page = browser.new_page(timezone_id="Asia/Makassar")
    page.clock.set_fixed_time(dt.datetime(2027, 3, 5, 17, 30, tzinfo=dt.UTC))  # the 6th there
    page.goto(address + STUNTING)
    assert "[diakses 6 Maret 2027]" in page.locator("#kutip-iso690").inner_text()
    assert "Diakses 6 Maret 2027, dari http" in page.locator("#kutip-apa").inner_text()
    page.goto(f"{address}en/{STUNTING}")
    assert "[accessed 6 March 2027]" in page.locator("#kutip-iso690").inner_text()
    page.close()


@pytest.mark.parametrize("width", [320, 390])
def test_no_mark_of_the_trail_stands_alone_on_its_line(
    browser: Browser, address: str, width: int
) -> None:
    """The long title beside its mark, however narrow the screen."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + STUNTING)
    last = page.locator(".pd-crumb li").last
    item, link = last.bounding_box(), last.locator("a").bounding_box()
    assert item and link and link["y"] - item["y"] < 2 and link["x"] > item["x"] + 4
    page.close()


def test_whatsapp_gets_the_line_with_its_address(visit: Visit, address: str) -> None:
    visit.page.goto(address + STUNTING)
    link = visit.page.get_by_role("link", name="Kirim lewat WhatsApp").first
    asked = urlsplit(link.get_attribute("href") or "")
    (line,) = parse_qs(asked.query)["text"]
    assert asked.hostname == "wa.me" and line.endswith(f" {address}datasets/himpunan/stunting/")
    assert "persen" in line and "Sumber:" in line and len(line) < 500 and "\n" not in line
    assert not [url for url in visit.requests if not url.startswith(address)]
    assert visit.complaints == []


def test_without_scripts_the_page_says_what_to_fill_in(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + STUNTING)
    assert page.get_by_text("Tulis alamat situs ini di depannya").is_visible()
    assert "(isi tanggal)" in page.locator("#kutip-iso690").inner_text()
    assert '"datasets/himpunan/stunting/stunting.csv"' in page.locator("#kode1-python").inner_text()
    assert page.get_by_role("button", name="Salin kode").count() == 0
    assert page.get_by_role("link", name="Kirim lewat WhatsApp").count() == 0
    context.close()


def test_read_from_a_folder_no_address_is_made_up(browser: Browser, built_site: Path) -> None:
    page = browser.new_page()
    page.goto((built_site / STUNTING / "index.html").as_uri())
    assert '"datasets/himpunan/stunting/stunting.csv"' in page.locator("#kode1-python").inner_text()
    assert page.get_by_text("Tulis alamat situs ini di depannya").is_visible()
    page.close()


@pytest.mark.parametrize("path", [STUNTING, f"en/{STUNTING}", MANY])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits(
    browser: Browser, address: str, path: str, width: int, scheme: str
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true; })")
    found = Axe().run(page, options=AXE).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_address_has_the_path_that_the_site_lies_under(visit: Visit, address: str) -> None:
    visit.page.goto(address + MANY)
    shown = visit.page.locator("#kode1-curl").text_content() or ""
    assert f"'{address}datasets/referensi/wilayah/" in shown and PREFIX in address
