"""`/rapor/`, `/daftar-data/`, `/permintaan/`, `/statistik/` in a real browser, filled and empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from visiting import Handler, Visit, assert_holds, served

pytestmark = pytest.mark.browser

PAGES = ["rapor/", "daftar-data/", "daftar-data/semua/", "permintaan/", "statistik/"]
BOTH = [*PAGES, *(f"en/{path}" for path in PAGES)]
FILES = [
    *("rapor/rapor.csv", "rapor/terlewati.csv", "daftar-data/daftar-data.csv"),
    *("daftar-data/keterisian.csv", "permintaan/permintaan.csv", "statistik/statistik.csv"),
]


@pytest.fixture(scope="module")
def filled(regency_site: Path) -> Iterator[str]:
    with served(Handler, regency_site) as found:
        yield found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small phone that runs no script."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", BOTH)
def test_the_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, address: str, filled: str, path: str
) -> None:
    assert_holds(browser, address + path)
    assert_holds(browser, filled + path)


def test_without_official_data_or_a_list_the_pages_say_so(phone: Page, address: str) -> None:
    phone.goto(address + "daftar-data/")
    assert "Belum ada daftar data" in phone.locator("main").inner_text()
    assert phone.get_by_role("table").count() == 0
    phone.goto(address + "rapor/")
    assert "Belum ada rilis resmi perangkat daerah" in phone.locator("main").inner_text()
    phone.goto(address + "en/permintaan/")
    assert "No list of requests has been published" in phone.locator("main").inner_text()


def test_a_phone_without_scripts_reads_the_counts_from_a_to_z(phone: Page, filled: str) -> None:
    phone.goto(filled + "rapor/")
    names = phone.locator("tbody th").all_inner_texts()
    assert len(names) >= 40
    assert names == sorted(names, key=str.casefold)
    text = phone.locator("main").inner_text()
    assert "bukan penilaian resmi" in text
    phone.goto(filled + "daftar-data/")
    assert " dari " in phone.locator("tbody td").first.inner_text()


def test_a_citizen_gets_from_the_home_page_to_an_answer_and_its_data(
    visit: Visit, filled: str
) -> None:
    page = visit.page
    page.goto(filled)
    page.get_by_role("link", name="Minta data").click()
    page.wait_for_url("**/permintaan/")
    assert page.get_by_role("heading", name="Cara meminta").is_visible()
    page.get_by_role("link", name="Berikutnya").click()
    page.wait_for_url("**/permintaan/hal/2/**")
    entry = page.locator("main .pd-list > li").filter(has_text="Datanya sudah terbit.").first
    entry.get_by_role("link", name="rapat").click()
    page.wait_for_url("**/datasets/dkisp/rapat/")
    assert visit.complaints == []


def test_the_steward_gets_from_the_list_to_the_guide(visit: Visit, filled: str) -> None:
    page = visit.page
    page.goto(filled + "daftar-data/")
    page.get_by_role("link", name="panduan daftar data").last.click()
    page.wait_for_url("**/panduan/daftar-data/")
    assert page.get_by_role("heading", name="Keadaan sebuah dataset").is_visible()


@pytest.mark.parametrize("name", FILES)
def test_the_same_numbers_can_be_taken_away(regency_site: Path, name: str) -> None:
    text = (regency_site / name).read_text(encoding="utf-8")
    assert text.count("\n") >= 1 and "," in text.splitlines()[0]
