"""`/tanya/` in a real browser: reachable, readable, on a phone, on paper, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from visiting import Visit, assert_holds

pytestmark = pytest.mark.browser

PAGES = ["tanya/", "tanya/anggaran-500-miliar/", "tanya/penduduk-long-ikis/", "tanya/spbe/"]


@pytest.mark.parametrize("path", [*PAGES, *(f"en/{path}" for path in PAGES)])
def test_the_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, address: str, path: str
) -> None:
    assert_holds(browser, address + path)


def test_a_reader_gets_from_the_list_to_an_answer_and_its_dataset(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address + "tanya/")
    page.get_by_role("link", name="Berapa penduduk Long Ikis?").click()
    page.wait_for_url("**/tanya/penduduk-long-ikis/")
    assert page.get_by_role("heading", level=1).inner_text() == "Berapa penduduk Long Ikis?"
    assert "36.769 orang, dari tahun 2010" in page.locator(".pd-lede").inner_text()
    assert page.get_by_role("heading", name="Yang belum diketahui").is_visible()
    page.get_by_role("link", name="Penduduk kecamatan Paser 2010 (angka sementara)").first.click()
    page.wait_for_url("**/datasets/himpunan/penduduk-kecamatan-2010/")
    assert visit.complaints == []


def test_the_line_to_hand_on_keeps_unit_period_status_and_source(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address + "tanya/anggaran-500-miliar/")
    line = page.locator("#bagikan-1").inner_text()
    for part in ("sekitar Rp 500 miliar", "2023", "tidak diketahui", "Sumber:", address):
        assert part in line
    assert line.endswith("tanya/anggaran-500-miliar/")
    assert visit.complaints == []


def test_a_phone_without_scripts_has_everything_but_the_buttons(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "en/tanya/spbe/")
    assert "3.27 index points for 2024" in page.locator(".pd-lede").inner_text()
    assert page.locator("svg.pd-narrow").first.is_visible()
    assert page.get_by_role("heading", name="Where the figures on this page are from").is_visible()
    assert not page.get_by_role("button", name="Copy sentence").is_visible()
    context.close()


def test_a_printed_page_keeps_the_answer_the_table_and_the_sources(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 720, "height": 1000})
    page.goto(address + "tanya/anggaran-500-miliar/")
    page.emulate_media(media="print")
    assert page.locator(".pd-lede").is_visible()
    assert page.get_by_text("Rp 3,097 triliun").is_visible()
    assert page.get_by_role("heading", name="Sumber angka di halaman ini").is_visible()
    assert not page.get_by_role("button", name="Salin kalimat").is_visible()
    page.close()


def test_a_chart_is_the_one_of_the_dataset_page_with_its_breaks_and_notes(
    visit: Visit, address: str
) -> None:
    page = visit.page
    page.goto(address + "tanya/spbe/")
    shown = page.locator("figure").first.text_content()
    assert shown and "garisnya diputus" in shown
    page.goto(address + "datasets/himpunan/indeks-spbe/")
    assert " ".join(shown.split()) in [
        " ".join(text.split()) for text in page.locator("figure").all_text_contents()
    ]
