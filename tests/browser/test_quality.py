"""The pages on quality, duties and public information in a browser, and a badge as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages_site import PORTAL, dataset, published
from playwright.sync_api import Browser
from services_site import lay
from visiting import Handler, assert_holds, served

from build_tools.model import CheckRun, Keeping, Published, Site, Text
from build_tools.pages.badges import badge_files
from build_tools.pages.dip import dip_pages
from build_tools.pages.duties import duty_pages
from build_tools.pages.method import method_pages
from build_tools.pages.view import View
from build_tools.words import Words

pytestmark = pytest.mark.browser

PAGES = ["mutu/metode/", "mutu/kewajiban/", "daftar-informasi-publik/"]
KEPT = Keeping(Text("Bidang Rekaan"), Text("Kepala Bidang"), Text("Tana Paser"), Text("5 tahun"))
CHECKS = (CheckRun("table", "rows", 5, 0, 0), CheckRun("totals", "rows", 5, 0, 1))


def shown() -> tuple[Published, ...]:
    """Thirty official datasets of two offices, half of them with all that the list asks."""
    return tuple(
        published(
            dataset(
                f"{'dinkes' if n % 2 else 'dkisp'}/tabel-{n:02}",
                title=Text(f"Tabel rekaan {n:02}", {"en": f"Made-up table {n:02}"}),
                keeping=KEPT if n % 2 else Keeping(),
            ),
            checks=CHECKS,
        )
        for n in range(30)
    )


@pytest.fixture(scope="module")
def quality(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("mutu")
    site = Site(PORTAL, shown())
    for lang in ("id", "en"):
        view = View(site, Words.load(lang))
        made = (*method_pages(view), *duty_pages(view), *dip_pages(view), *badge_files(view))
        lay(folder, lang, made)
    with served(Handler, folder) as address:
        yield address


@pytest.mark.parametrize("path", [*PAGES, *(f"en/{path}" for path in PAGES)])
def test_the_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, quality: str, path: str
) -> None:
    assert_holds(browser, quality + path)


@pytest.mark.parametrize("lang", ["", "en/"])
def test_all_is_there_without_scripts_on_a_phone(browser: Browser, quality: str, lang: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{quality}{lang}mutu/kewajiban/")
    assert page.locator("#opd ~ .pd-scroll tbody tr").count() == 2
    assert page.locator(".pd-list > li").count() == 25
    page.locator("nav.pd-page a").last.click()
    page.wait_for_url("**/hal/2/")
    assert page.locator(".pd-list > li").count() == 5
    page.goto(f"{quality}{lang}daftar-informasi-publik/")
    rows = page.locator("tbody tr")
    assert rows.count() == 20
    assert "Bidang Rekaan" in page.locator("table").inner_text()
    page.goto(f"{quality}{lang}mutu/metode/#pemeriksaan-totals")
    assert page.locator("#pemeriksaan-totals h3").is_visible()
    context.close()


@pytest.mark.parametrize("name", ["lencana.svg", "lencana.en.svg"])
def test_a_badge_is_a_picture_on_any_page(browser: Browser, quality: str, name: str) -> None:
    page = browser.new_page()
    page.goto(f"{quality}mutu/metode/")
    address = f"{quality}datasets/dkisp/tabel-00/{name}"
    size = page.evaluate(
        """async (address) => {
            const picture = new Image();
            picture.src = address;
            await picture.decode();
            return [picture.naturalWidth, picture.naturalHeight];
        }""",
        address,
    )
    assert size[0] > 200 and size[1] == 20
    page.close()
