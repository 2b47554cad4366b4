"""The page "Data untuk program" in a browser: answers fetched, code copied, without scripts too."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route
from visiting import AXE, Visit

pytestmark = pytest.mark.browser

PAGE = "data-terbuka/"


def test_a_button_shows_the_beginning_of_an_answer(visit: Visit, address: str) -> None:
    visit.page.goto(address + PAGE)
    visit.page.get_by_role("button", name="Coba Isi API").click()
    shown = visit.page.get_by_role("region", name="Jawaban API")
    shown.wait_for()
    assert '"versiApi": "v1"' in shown.inner_text()
    assert "byte, awalnya:" in visit.page.get_by_role("status").inner_text()
    assert visit.requests[-1] == f"{address}api/v1/index.json"
    assert visit.complaints == []


def test_a_long_answer_is_cut_and_the_last_one_asked_for_stays(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}en/{PAGE}")
    for name in ("Try All datasets in short", "Try Region codes of Kemendagri and BPS"):
        visit.page.get_by_role("button", name=name).click()
    shown = visit.page.get_by_role("region", name="Answer of the API")
    shown.wait_for()
    text = shown.inner_text()
    assert '"daftar": "wilayah"' in text and text.endswith("…") and len(text) < 1_600


def test_the_keyboard_is_enough(visit: Visit, address: str) -> None:
    visit.page.goto(address + PAGE)
    button = visit.page.get_by_role("button", name="Coba Semua dataset, ringkas")
    button.focus()
    visit.page.keyboard.press("Enter")
    shown = visit.page.get_by_role("region", name="Jawaban API")
    shown.wait_for()
    assert button.evaluate("e => e === document.activeElement")
    shown.focus()
    assert shown.evaluate("e => e === document.activeElement")


def test_an_answer_that_cannot_be_had_is_said_to_be_so(visit: Visit, address: str) -> None:
    def gone(route: Route) -> None:
        route.fulfill(status=404, body="<p>tidak ada</p>")

    visit.page.route("**/api/v1/index.json", gone)
    visit.page.goto(address + PAGE)
    visit.page.get_by_role("button", name="Coba Isi API").click()
    visit.page.get_by_text("Jawaban tidak dapat diambil. Buka tautannya.").wait_for()
    assert not visit.page.get_by_role("region", name="Jawaban API").is_visible()


def test_code_names_the_address_at_which_the_page_was_read(visit: Visit, address: str) -> None:
    visit.page.goto(address + PAGE)
    code = visit.page.locator("#kode-python").text_content() or ""
    assert f'"{address}api/v1/datasets/' in code and code.count("/baris/1.json") == 1
    assert not visit.page.get_by_text("Alamat dalam kode dimulai").is_visible()


def test_without_scripts_all_answers_are_links(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    assert page.get_by_role("button", name="Coba").count() == 0
    link = page.get_by_role("link", name="Kode wilayah Kemendagri dan BPS")
    answer = page.request.get(f"{address}{PAGE}{link.get_attribute('href')}")
    assert answer.ok and answer.json()["daftar"] == "wilayah"
    assert page.get_by_text("Alamat dalam kode dimulai").is_visible()
    context.close()


def test_in_a_folder_no_button_is_offered(browser: Browser, built_site: Path) -> None:
    """A page read from a folder may fetch nothing; its links open the files."""
    page = browser.new_page()
    page.goto((built_site / PAGE / "index.html").as_uri())
    assert page.get_by_role("button", name="Coba").count() == 0
    page.close()


@pytest.mark.parametrize("path", [PAGE, f"en/{PAGE}"])
@pytest.mark.parametrize("width", [320, 1280])
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
    page.locator("[data-coba]").first.click()
    page.locator("#pd-jawaban").wait_for()
    page.evaluate("scrollTo(0, 0)")  # the row of sections stays in sight, over what scrolls by
    found = Axe().run(page, options=AXE).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
