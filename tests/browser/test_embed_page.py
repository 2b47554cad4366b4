"""Embeds in the frame of another site, on another origin with a strict policy of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame
from visiting import AXE, RootHandler, Visit, served

pytestmark = pytest.mark.browser

CHART = "datasets/himpunan/stunting/sematkan/stunting-garis-prevalensi-persen.html"
NAME = "penduduk-kecamatan-2010"
MAP = f"datasets/himpunan/{NAME}/sematkan/{NAME}-peta-penduduk-jumlah.html"
BARS = MAP.replace("-peta-", "-batang-")
PEOPLE = "datasets/himpunan/penduduk/sematkan/penduduk-tabel.html"
BUDGET = "datasets/himpunan/apbd-ringkas/sematkan/apbd-ringkas-tabel.html"
TABLE = "datasets/himpunan/pernyataan/sematkan/pernyataan-tabel.html"
PAGES = [path for one in (CHART, MAP, BARS, TABLE) for path in (one, f"en/{one}")]


class Elsewhere(RootHandler):
    """Another site, which lets in frames of one origin and nothing else."""

    site = ""

    def end_headers(self) -> None:
        origin = self.site.split("/data/")[0]
        policy = f"default-src 'none'; frame-src {origin}; form-action 'none'"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, address: str) -> Iterator[str]:
    """The address of a foreign page that frames the chart."""
    folder = tmp_path_factory.mktemp("luar")
    (folder / "index.html").write_text(
        '<!doctype html><html lang="id"><title>Berita</title><main><h1>Berita</h1>'
        f'<iframe src="{address}{CHART}" title="Grafik" width="100%" height="700" '
        'loading="lazy"></iframe></main></html>',
        encoding="utf-8",
    )
    with served(type("Luar", (Elsewhere,), {"site": address}), folder) as found:
        yield found


def framed(visit: Visit, address: str) -> Frame:
    """The frame in the page at that address, once its drawing is there."""
    visit.page.goto(address)
    frame = visit.page.locator("iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_selector("figure svg")
    return frame


def test_a_foreign_page_shows_it_and_loads_from_two_places_alone(
    visit: Visit, address: str, elsewhere: str
) -> None:
    frame = framed(visit, elsewhere)
    assert frame.locator(".pd-wide").is_visible() and not frame.locator(".pd-narrow").is_visible()
    assert "Keadaan per" in frame.locator("footer").inner_text()
    asked = [url for url in visit.requests if not url.startswith(elsewhere)]
    assert len(asked) == 2 and all(url.startswith(address) for url in asked)
    assert visit.complaints == []


def test_its_links_lead_out_of_the_frame(visit: Visit, address: str, elsewhere: str) -> None:
    frame = framed(visit, elsewhere)
    frame.locator("footer a").first.click()
    visit.page.wait_for_url(f"{address}datasets/himpunan/stunting/")
    assert visit.page.locator("h1").inner_text().startswith("Prevalensi stunting")


@pytest.mark.parametrize("path", PAGES)
def test_it_holds_for_everyone_and_at_every_width(
    browser: Browser, address: str, path: str
) -> None:
    for width, scheme in ((280, "dark"), (320, "light"), (900, "light")):
        page = browser.new_page(
            viewport={"width": width, "height": 700},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))  # type: ignore[misc]
        page.goto(address + path)
        found = Axe().run(page, options=AXE).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) == 0, width
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
        assert all(url.startswith(address) for url in asked) and len(asked) <= 3
        page.close()


@pytest.mark.parametrize("path", [PEOPLE, f"en/{PEOPLE}", BUDGET])
def test_a_table_on_a_phone_shows_its_figures_without_scrolling(
    browser: Browser, address: str, path: str
) -> None:
    """The total of the population, the amounts of the budget: beside what they are of."""
    page = browser.new_page(viewport={"width": 390, "height": 700})
    page.goto(address + path)
    figure = {"penduduk": "231.593", "apbd-ringkas": "3.097.000.000.000"}[path.split("/")[-3]]
    shown = figure.replace(".", ",") if path.startswith("en/") else figure
    cell = page.locator("tbody tr").first.locator("td.n").filter(has_text=shown)
    inside = page.evaluate("document.querySelector('.pd-scroll').getBoundingClientRect().right")
    box = cell.bounding_box()
    assert box and box["x"] + box["width"] <= inside <= 390
    page.close()


def test_it_is_whole_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CHART)
    assert page.locator(".pd-narrow").is_visible()
    page.get_by_text("Lihat angka grafik").click()
    assert page.get_by_role("table").is_visible()
    page.goto(address + TABLE)
    assert page.get_by_role("row").count() == 11
    context.close()


def test_a_frame_is_about_as_high_as_the_code_says(
    browser: Browser, address: str, built_site: Path
) -> None:
    """On a phone; what is higher than a screen scrolls, as the page on embedding says it."""
    page = browser.new_page(viewport={"width": 360, "height": 300})
    wrong = {}
    used = (built_site / "datasets/himpunan/stunting/pakai/index.html").read_text("utf-8")
    code = r'sematkan/([\w-]+\.html)" title="[^"]*" width="100%" height="(\d+)"'
    codes = re.findall(code, unescape(re.sub("<[^>]*>", "", used)))
    assert codes
    for name, height in codes:
        page.goto(f"{address}datasets/himpunan/stunting/sematkan/{name}")
        needed = min(900, page.evaluate("document.documentElement.scrollHeight"))
        if abs(needed - int(height)) > 150:
            wrong[name] = (needed, height)
    page.close()
    assert wrong == {}
