"""The sheet of a dataset in a real browser: one page of A4, whatever it says; its code reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml
import zxingcpp
from playwright.sync_api import Browser, Page
from portals import AS_OF, DESCRIPTOR, portal
from visiting import RootHandler, Visit, assert_holds, served

from build_tools import pipeline, site

pytestmark = pytest.mark.browser

LONG = "Kata yang panjang sekali dan masih disambung dengan keterangan lain; " * 60
WIDE = 40


@pytest.fixture(scope="module")
def extreme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an address, and a dataset of long texts and forty columns."""
    root = portal(tmp_path_factory.mktemp("panjang"))
    path = root / DESCRIPTOR
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    given |= {"title": LONG[:1_000], "description": LONG, "sdi:keterbatasan": LONG}
    given |= {"sdi:cakupan": LONG[:1_000]}
    given["sdi:en"] = dict.fromkeys(("title", "description", "keterbatasan", "cakupan"), LONG)
    names = [f"kolom_{n}" for n in range(WIDE)]
    table = given["resources"][0]
    table["schema"] = {
        "fields": [
            {"name": n, "type": "string", "title": f"Judul kolom {n} {LONG[:200]}"} for n in names
        ]
    }
    table.pop("sdi:aturan")
    path.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    cells = ",".join(f"isi sel yang cukup panjang dan ada sambungannya {n}" for n in range(WIDE))
    rows = "".join(f"{cells}\n" for _ in range(12))
    (root / "datasets/dkisp/contoh/data/tabel.csv").write_text(
        f"{','.join(names)}\n{rows}", encoding="utf-8"
    )
    (root / "docs").mkdir()
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert "dkisp/contoh" in {p.id for p in result.site.published}, result.findings
    return site.build(result.site.portal).folder


@pytest.fixture(scope="module")
def extreme_address(extreme: Path) -> Iterator[str]:
    with served(RootHandler, extreme) as found:
        yield found


def printed(page: Page, address: str) -> int:
    """How many pages the browser prints."""
    page.goto(address)
    pdf = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def cut(page: Page) -> list[str]:
    """What of the page just printed does not show: parts that reach beyond their box."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1_000})  # A4 without its margins
    found = page.evaluate(
        """() => ['.ls', '.ls-fig'].filter(name => {
          const box = document.querySelector(name);
          return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
        })"""
    )
    page.emulate_media(media="null")
    return [str(name) for name in found]


def test_every_sheet_of_this_site_is_one_page_and_nothing_is_cut(
    browser: Browser, address: str, built_site: Path
) -> None:
    """In both languages."""
    folder = built_site.resolve()
    sheets = sorted(p.parent.relative_to(folder) for p in folder.rglob("lembar/index.html"))
    assert len(sheets) >= 2 * 23
    page = browser.new_page()
    counts = {}
    for path in sheets:
        counts[path.as_posix()] = (printed(page, f"{address}{path.as_posix()}/"), cut(page))
    page.close()
    assert {path: found for path, found in counts.items() if found != (1, [])} == {}


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_longest_texts_and_the_widest_table_are_one_page(
    browser: Browser, extreme_address: str, lang: str
) -> None:
    page = browser.new_page()
    assert printed(page, f"{extreme_address}{lang}datasets/dkisp/contoh/lembar/") == 1
    assert ".ls" not in cut(page)  # the code and the day stand in any case
    last = page.locator(".ls > p").last
    assert "2026" in last.inner_text()
    page.close()


def test_pages_of_paper_are_counted(browser: Browser, address: str) -> None:
    """The test can fail: the dataset's own page is more than one."""
    page = browser.new_page()
    assert printed(page, f"{address}datasets/himpunan/stunting/") > 1
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_code_reads_from_the_screen_in_both_schemes(
    browser: Browser, extreme_address: str, lang: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{extreme_address}{lang}datasets/dkisp/contoh/lembar/")
    (read,) = zxingcpp.read_barcodes(pixels(page, page.locator(".ls-qr").screenshot()))
    assert read.text == f"https://contoh.example/data/{lang}datasets/dkisp/contoh/"
    context.close()


def pixels(page: Page, picture: bytes) -> np.ndarray:
    """A PNG as grey pixels, unpacked by the browser."""
    given = page.context.new_page()
    grey = given.evaluate(
        """async bytes => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const paper = canvas.getContext('2d');
          paper.drawImage(picture, 0, 0);
          const all = paper.getImageData(0, 0, picture.width, picture.height).data;
          return [picture.width, Array.from(all).filter((_, i) => i % 4 === 0)];
        }""",
        list(picture),
    )
    given.close()
    return np.array(grey[1], np.uint8).reshape(-1, grey[0])


@pytest.mark.parametrize("path", ["himpunan/stunting", "himpunan/pernyataan", "referensi/wilayah"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_it_holds_for_everyone(browser: Browser, address: str, path: str, lang: str) -> None:
    assert_holds(browser, f"{address}{lang}datasets/{path}/lembar/")


def test_it_holds_for_everyone_whatever_it_says(browser: Browser, extreme_address: str) -> None:
    assert_holds(browser, f"{extreme_address}datasets/dkisp/contoh/lembar/")


def test_a_reader_gets_there_and_back_and_is_told_how_to_print(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}datasets/himpunan/stunting/")
    page.locator('a[href$="lembar/"]').first.click()
    page.wait_for_url("**/lembar/")
    assert "Ctrl+P" in page.locator(".ls-hint").inner_text()
    page.emulate_media(media="print")
    assert not page.locator(".ls-hint").is_visible() and not page.locator("footer").is_visible()
    page.emulate_media(media="null")
    page.get_by_label("Jejak").get_by_role("link", name="Prevalensi stunting").click()
    page.wait_for_url("**/datasets/himpunan/stunting/")
    assert visit.complaints == []
