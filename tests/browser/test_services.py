"""The directory of services in a browser: search, filters, address, phone, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from services_site import BARE, WHOLE, Cells, many, portal, table, write
from visiting import AXE, PREFIX, Handler, Visit, served

from build_tools.model import Site
from build_tools.pages.portal.services import PER_PAGE

pytestmark = pytest.mark.browser

OFFICES = 35  # more than the page lists itself
QUEUE: Cells = {"id": "antrean", "nama": "Antrean", "opd_id": "dkisp"}
OFFICIAL = [WHOLE, QUEUE, *many(118, OFFICES)]
ROWS: list[Cells] = sorted([*OFFICIAL, BARE], key=lambda r: r["nama"].casefold())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("layanan")
    tables = (
        table("dinkes/aplikasi", OFFICIAL),
        table("himpunan/aplikasi", [BARE], official=False),
    )
    write(made, Site(portal(OFFICES), tables))
    return made


@pytest.fixture(scope="module")
def directory(folder: Path) -> Iterator[str]:
    with served(Handler, folder) as address:
        yield address + "layanan/"


def names(page: Page) -> list[str]:
    return page.locator("#hasil h3").all_inner_texts()


def said(page: Page) -> str:
    return page.locator("#jumlah").inner_text()


def ask(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")


def tick(page: Page, facet: str, value: str) -> None:
    page.evaluate("document.querySelectorAll('.pd-facet').forEach((f) => { f.open = true })")
    page.locator(f"[data-saring={facet}] input[value='{value}']").click()


def asked(page: Page) -> dict[str, list[str]]:
    """What the address says, as the page itself sees it at that moment."""
    return parse_qs(str(page.evaluate("location.search")).removeprefix("?"))


def counts(page: Page, facet: str) -> dict[str, int]:
    found = page.evaluate(
        """(name) => [...document.querySelectorAll(`[data-saring=${name}] input`)].map((box) =>
            [box.value, box.parentNode.lastElementChild.textContent])""",
        facet,
    )
    return {value: int(count) for value, count in found}


def keeps(test: Callable[[Cells], bool]) -> list[str]:
    return [row["nama"] for row in ROWS if test(row)]


def test_untouched_the_page_is_as_it_was_built(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    assert said(page) == f"{len(ROWS)} aplikasi dan layanan"
    assert names(page) == [row["nama"] for row in ROWS[:PER_PAGE]]
    assert page.locator("#tetap").is_visible()
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("puskesmas", "e-Puskesmas Buatan"),  # part of a name
        ("EPUSKESMAS", "e-Puskesmas Buatan"),  # without the mark
        ("epus", "e-Puskesmas Buatan"),  # another name
        ("berobat rumah", "e-Puskesmas Buatan"),  # the description, two words apart
        ("nomor 112", "Nomor 112"),
        ("buatan 34 izin", "Layanan Buatan 034 Izin"),
    ],
)
def test_words_are_found_in_names_other_names_and_descriptions(
    visit: Visit, directory: str, words: str, first: str
) -> None:
    page = visit.page
    page.goto(directory)
    ask(page, words)
    assert names(page)[0].startswith(first)
    assert f"“{words}”" in said(page)


def test_an_office_is_found_by_its_name_and_its_short_name(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    ask(page, "dinas kesehatan")
    assert names(page) == ["e-Puskesmas Buatan"]
    ask(page, "DKISP")
    assert names(page) == ["Antrean"]


def test_services_with_the_word_in_their_name_come_first(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    ask(page, "pajak")
    inside = keeps(lambda r: "Pajak" in r["nama"])
    assert names(page)[: len(inside)] == inside and len(inside) > 10


def test_filters_join_or_within_and_and_between(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    tick(page, "sasaran", "warga")
    tick(page, "sasaran", "pegawai")
    tick(page, "status", "aktif")
    tick(page, "terintegrasi", "tidak")
    expected = keeps(
        lambda r: (
            r.get("sasaran") in ("warga", "pegawai")
            and r.get("status") == "aktif"
            and r.get("terintegrasi") == "tidak"
        )
    )
    assert names(page) == expected and expected
    assert said(page) == f"{len(expected)} aplikasi dan layanan"
    assert page.locator("#tersaring").text_content() == "(4)"


def test_counts_are_those_under_the_other_filters(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    tick(page, "jenis", "kanal")
    tick(page, "sasaran", "warga")
    by_reader = counts(page, "sasaran")
    by_kind = counts(page, "jenis")
    for value, count in by_reader.items():
        wanted = "" if value == "-" else value
        mine = keeps(lambda r, w=wanted: r.get("jenis") == "kanal" and r.get("sasaran", "") == w)  # type: ignore[misc]
        assert count == len(mine), value
    for value, count in by_kind.items():
        wanted = "" if value == "-" else value
        mine = keeps(lambda r, w=wanted: r.get("sasaran") == "warga" and r.get("jenis", "") == w)  # type: ignore[misc]
        assert count == len(mine), value


def test_offices_that_the_page_leaves_out_can_be_chosen_too(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    assert len(counts(page, "opd")) == len({r.get("opd_id", "-") for r in ROWS})
    tick(page, "opd", "-")
    assert names(page) == keeps(lambda r: not r.get("opd_id"))


def test_the_address_holds_what_is_shown_and_back_undoes_it(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    ask(page, "buatan")
    tick(page, "sasaran", "warga")
    tick(page, "jenis", "situs")
    assert asked(page) == {"q": ["buatan"], "sasaran": ["warga"], "jenis": ["situs"]}
    shown, sentence = names(page), said(page)
    page.goto(str(page.evaluate("location.href")))
    assert (names(page), said(page)) == (shown, sentence)
    assert page.get_by_role("searchbox").input_value() == "buatan"
    page.goto(directory)
    tick(page, "sasaran", "pegawai")
    tick(page, "sasaran", "warga")
    page.go_back()
    page.wait_for_function("location.search === '?sasaran=pegawai'")
    assert names(page) == keeps(lambda r: r.get("sasaran") == "pegawai")
    assert not page.locator("[data-saring=sasaran] input[value=warga]").is_checked()
    page.go_back()
    page.wait_for_function("location.search === ''")
    assert len(names(page)) == PER_PAGE


def test_the_other_language_is_asked_the_same(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory + "?terintegrasi=ya&q=buatan")
    shown = names(page)
    page.locator("a.pd-lang").click()
    page.wait_for_url("**/en/layanan/**")
    assert names(page) == shown
    assert said(page) == f"{len(shown)} applications and services for “buatan”"
    assert page.locator("#hasil h3 span[lang=id]").count() == len(shown)


def test_none_is_said_and_filters_can_be_taken_off(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    ask(page, "zzxxqq")
    assert said(page) == "Tidak ada layanan untuk “zzxxqq”. Coba kata lain."
    assert names(page) == []
    tick(page, "sasaran", "warga")
    assert "dengan saringan ini" in said(page)
    page.goto(directory + "?lingkup=daerah&jenis=kanal")
    assert said(page) == "Tidak ada layanan dengan saringan ini. Kurangi saringan."
    page.get_by_role("button", name="Hapus saringan").click()
    assert len(names(page)) == PER_PAGE and asked(page) == {}


def test_a_line_that_the_script_writes_is_as_the_page_writes_it(
    visit: Visit, directory: str
) -> None:
    page = visit.page
    for start in (directory, directory.replace(PREFIX, f"{PREFIX}en/")):
        line = "#hasil li:has(a[href$='layanan/layanan-050/'])"
        page.goto(start + "hal/2/")
        built = page.locator(line).inner_html().replace("../", "")
        page.goto(start + "?q=buatan+050")
        assert page.locator(line).inner_html().replace("../", "") == built
        page.locator(line).get_by_role("link").click()
        page.wait_for_url("**/layanan/layanan-050/")


def test_filters_work_by_keyboard_alone(visit: Visit, directory: str) -> None:
    page = visit.page
    page.goto(directory)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("izin")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    page.keyboard.press("Space")
    assert asked(page) == {"q": ["izin"], "sasaran": ["warga"]}
    assert page.evaluate("document.activeElement.value") == "warga"
    assert page.locator("#jumlah").get_attribute("role") == "status"


def test_it_works_from_a_file(visit: Visit, folder: Path) -> None:
    page = visit.page
    page.goto((folder / "layanan" / "index.html").as_uri())
    ask(page, "puskesmas")
    assert names(page)[0] == "e-Puskesmas Buatan"
    assert not [request for request in visit.requests if not request.startswith("file:")]
    assert visit.complaints == []


def test_hostile_cells_stay_text(browser: Browser, tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> "</script><script>alert(2)</script>'
    lines = [{**WHOLE, "nama": evil, "uraian": evil, "nama_lain": evil}, *many(60)]
    write(tmp_path, Site(portal(8), (table("dinkes/aplikasi", lines),)))
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto((tmp_path / "layanan" / "hal" / "2" / "index.html").as_uri())
    ask(page, "onerror")
    assert names(page) == [evil] and dialogs == []
    assert page.locator("#hasil img, #hasil script").count() == 0
    page.close()


def test_without_scripts_the_lists_and_their_links_remain(browser: Browser, tmp_path: Path) -> None:
    tables = (table("dinkes/aplikasi", OFFICIAL),)
    write(tmp_path, Site(portal(OFFICES), tables), scripts="no-js")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(Handler, tmp_path) as address:
        page.goto(address + "layanan/")
        assert len(names(page)) == PER_PAGE
        for hidden in ("form[data-layanan]", ".pd-filter"):
            assert not page.locator(hidden).is_visible()
        page.get_by_role("link", name="Warga", exact=True).click()
        assert names(page) == keeps(lambda r: r.get("sasaran") == "warga")[:PER_PAGE]
        page.goto(address + "layanan/")
        page.get_by_role("link", name="Layanan menurut perangkat daerah").click()
        page.get_by_role("link", name=re.compile("Dinas Kesehatan")).click()
        page.get_by_role("link", name="e-Puskesmas Buatan").click()
        assert page.get_by_role("heading", level=1).inner_text() == "e-Puskesmas Buatan"
    context.close()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_pages_hold_at_320_pixels_and_pass_axe(visit: Visit, directory: str, lang: str) -> None:
    page = visit.page
    root = directory if lang == "id" else directory.replace(PREFIX, f"{PREFIX}en/")
    paths = (
        "",
        "?q=izin&sasaran=warga",
        "puskesmas-daring/",
        "nomor-112/",
        "opd/",
        "sasaran/warga/",
    )
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (*paths, "opd/dinas-07/"):
            page.goto(root + path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, wide)
            # The shell of the tests has no landmarks of its own, and its title is "x".
            found = Axe().run(page, options={**AXE, "rules": {"region": {"enabled": False}}})
            assert found.violations_count == 0, (path, width, found.generate_report())


def test_on_a_phone_filters_are_folded_until_they_are_asked_for(
    visit: Visit, directory: str
) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(directory)
    box = page.locator("[data-saring=sasaran] input[value=warga]")
    assert not box.is_visible()
    page.get_by_text("Saring hasil").click()
    box.click()
    assert page.locator("#tersaring").inner_text() == "(1)"
