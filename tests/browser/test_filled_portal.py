"""The pages of the portal when every table is filled, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visiting import Handler, Visit, assert_holds, served

pytestmark = pytest.mark.browser

PAGES = [
    "smart-city/",
    "smart-city/dimensi/governance/",
    "smart-city/program/",
    "smart-city/indikator/",
    "smart-city/anggaran/",
    "smart-city/anggaran/2025/",
    "smart-city/anggaran/2025/angka/",
    "smart-city/evaluasi/",
    "smart-city/rekomendasi/",
    "smart-city/penghargaan/",
    "smart-city/bukti/",
    "layanan/",
    "layanan/layanan-02/",
    "layanan/opd/",
    "janji/",
    "catatan-angka/",
    *("en/smart-city/anggaran/2025/", "en/smart-city/rekomendasi/", "en/layanan/", "en/janji/"),
]


@pytest.fixture(scope="module")
def filled(regency_site: Path) -> Iterator[str]:
    with served(Handler, regency_site) as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_full_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, filled: str, path: str
) -> None:
    assert_holds(browser, filled + path)


def test_an_assessor_takes_the_folder_of_a_year(visit: Visit, filled: str) -> None:
    page = visit.page
    page.goto(filled + "smart-city/")
    page.get_by_role("navigation", name="Bagian portal").get_by_role("link", name="Bukti").click()
    page.wait_for_url("**/smart-city/bukti/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="2024").first.click()
    assert taken.value.suggested_filename == "bukti-2024.zip"
    assert Path(taken.value.path()).read_bytes()[:2] == b"PK"
    assert visit.complaints == []


def test_a_citizen_follows_the_money_from_a_dimension_to_one_figure(
    visit: Visit, filled: str
) -> None:
    page = visit.page
    page.goto(filled + "smart-city/dimensi/living/")
    page.locator("#anggaran").scroll_into_view_if_needed()
    page.get_by_role("link", name="2025", exact=True).click()
    page.wait_for_url("**/smart-city/anggaran/2025/")
    assert "Serapan" in page.locator("main").inner_text()
    page.get_by_role("link", name="Lihat semua", exact=False).click()
    page.wait_for_url("**/angka/")
    first = page.locator("main li").filter(has_text="Rp ").first.inner_text()
    assert "Dokumen buatan untuk uji" in first and "Tetap" in first
