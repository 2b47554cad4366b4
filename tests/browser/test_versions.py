"""The versions of a dataset in a browser: both languages, without scripts, on a small phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from versions_site import CHANGED, GIZI, HILANG, LAMA, TABLE, built
from visiting import Handler, Visit, assert_holds, served

pytestmark = pytest.mark.browser

PAGES = [
    f"{lang}datasets/{page}"
    for lang in ("", "en/")
    for page in (
        f"{GIZI}/versi/",
        f"{GIZI}/versi/2026-11-20/",
        f"{GIZI}/versi/2026-08-01/",
        f"{GIZI}/versi/2026-10-01/",
        f"{LAMA}/",
        f"{HILANG}/",
        "dinkes/jebakan/versi/2026-01-01/",
        "dinkes/tutup/",
    )
]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(Handler, built(tmp_path_factory.mktemp("versi"))) as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, versions: str, path: str
) -> None:
    assert_holds(browser, versions + path)


def test_a_reader_goes_from_the_dataset_to_what_changed(visit: Visit, versions: str) -> None:
    page = visit.page
    page.goto(f"{versions}datasets/{GIZI}/")
    page.locator("#riwayat").get_by_role("link", name="20 November 2026").click()
    page.wait_for_url("**/versi/2026-11-20/#berubah")
    assert page.get_by_role("heading", level=1).inner_text().endswith("Gizi balita")
    row = page.get_by_role("row").filter(has_text="Grogot")
    assert row.locator("del").inner_text().split()[-1] == "24.9"
    assert row.locator("ins").inner_text().split()[-1] == "22.4"
    with page.expect_download() as taken:
        page.get_by_role("link", name="Semua baris yang berubah").click()
    assert Path(taken.value.path()).read_bytes() == CHANGED
    page.get_by_role("link", name="Versi sebelumnya: 2 Oktober 2026").click()
    page.wait_for_url("**/versi/2026-10-02/")
    assert page.get_by_text("Pemeriksaan hari ini menahan versi ini").is_visible()
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("prefix", "title"), [("", "Semua versi (6)"), ("en/", "All versions (6)")]
)
def test_an_old_version_is_taken_away_without_scripts(
    browser: Browser, versions: str, prefix: str, title: str
) -> None:
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{versions}{prefix}datasets/{GIZI}/")
    page.get_by_role("link", name=title).click()
    page.wait_for_url(f"**/{prefix}datasets/{GIZI}/versi/")
    oldest = page.get_by_role("row").last
    with page.expect_download() as taken:
        oldest.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename == "gizi.csv"
    assert Path(taken.value.path()).read_bytes() == TABLE
    context.close()


def test_an_old_address_leads_on(visit: Visit, versions: str) -> None:
    page = visit.page
    page.goto(f"{versions}datasets/{LAMA}/")
    assert page.get_by_text("Dataset ini pindah pada 2 September 2026").is_visible()
    page.get_by_role("main").get_by_role("link", name="Gizi balita").first.click()
    page.wait_for_url(f"**/datasets/{GIZI}/")
    assert visit.complaints == []


def test_all_words_are_printed(browser: Browser, versions: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{versions}datasets/{GIZI}/versi/2026-11-20/")
    for words in ("Fakta versi", "Yang berubah", "Semua baris yang berubah"):
        assert page.get_by_text(words).first.is_visible()
    page.close()
