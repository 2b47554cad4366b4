"""Odd datasets in a real browser: no page is pushed out of its frame or breaks a rule."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from odd_portal import ids, odd_portal
from playwright.sync_api import Browser
from portals import REPOSITORY
from visiting import AXE, Handler, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    *("", "katalog/", "datasets/dkisp/", "mutu/", "mutu/dataset/"),
    *(f"datasets/dkisp/{id}/" for id in ids()),
    *("datasets/dkisp/dua-ratus-kolom/kamus/", "datasets/dkisp/pad-tertahan/"),
)


@pytest.fixture(scope="module")
def odd_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = odd_portal(tmp_path_factory.mktemp("odd"))
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root), "--quiet"]
    done = subprocess.run([*command, "--as-of", "2026-01-15"], cwd=REPOSITORY, check=False)
    assert done.returncode == 1  # one dataset is held back, on purpose
    with served(Handler, root / "site") as address:
        yield address


@pytest.mark.parametrize("lang", ["", "en/"])
def test_no_odd_page_scrolls_sideways_at_320_pixels(
    browser: Browser, odd_address: str, lang: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    wide = {}
    for path in PAGES:
        page.goto(odd_address + lang + path)
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if page.evaluate(script):
            wide[path] = page.evaluate(script)
    page.close()
    assert wide == {}


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_odd_page_breaks_a_rule_of_accessibility(
    browser: Browser, odd_address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    faults = {}
    for path in PAGES:
        page.goto(odd_address + path)
        found = Axe().run(page, options=AXE).response["violations"]
        if found:
            faults[path] = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
    context.close()
    assert faults == {}
