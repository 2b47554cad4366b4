"""Payloads in a real browser: nothing of them runs, asks another host or troubles the policy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from hostile_payloads import FULL, MARKUP, OWNED, everything
from hostile_portal import PLACES, hostile_portal
from playwright.sync_api import Browser, Page
from portals import REPOSITORY, commit
from visiting import Handler, Visit, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAYLOADS = tuple(text for text in everything() if text.strip())
#: How far the payloads are moved on through the places of a dataset, a build for each step.
TURNS = range(0, PLACES, 4) if FULL else (0,)
#: Pages that are opened of each kind: all, or every so many.
STEP = 1 if FULL else 4


@pytest.fixture(scope="module", params=TURNS)
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The address of a site of payloads, and its folder."""
    root = tmp_path_factory.mktemp("jebakan")
    hostile_portal(root, PAYLOADS, turn=request.param)
    commit(root, "Satu", "2026-01-05")
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root), "--quiet"]
    subprocess.run([*command, "--as-of", "2026-01-15"], cwd=REPOSITORY, check=True)
    with served(Handler, root / "site") as address:
        yield address, root / "site"


def visited(browser: Browser, address: str, pages: Sequence[str]) -> dict[str, list[str]]:
    """What each page did that it should not have."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context)
    faults: dict[str, list[str]] = {}
    dialogs: list[str] = []
    visit.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for page in pages:
        visit.requests.clear()
        visit.complaints.clear()
        visit.page.goto(address + page, wait_until="load")
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        visit.page.mouse.move(300, 300)
        visit.page.keyboard.press("Tab")
        found = [*dialogs, *visit.complaints, *away(visit.requests, address)]
        found += ["it ran"] if owned(visit.page) else []
        found += ["it left"] if not visit.page.url.startswith(address) else []
        if found:
            faults[page] = found
        dialogs.clear()
    context.close()
    return faults


def away(requests: Sequence[str], address: str) -> list[str]:
    return [url for url in requests if not url.startswith((address, "data:image/"))]


def owned(page: Page) -> bool:
    return bool(page.evaluate("window.__owned !== undefined"))


def test_the_payloads_run_where_nothing_guards(browser: Browser) -> None:
    """The test can fail: a page that believes its data is owned by it."""
    page = browser.new_page()
    page.set_content(f"<main><img src=x onerror='{OWNED}'></main>")
    page.wait_for_function("window.__owned === 1")
    page.close()


def test_no_payload_runs_on_any_page(browser: Browser, hostile: tuple[str, Path]) -> None:
    address, site = hostile
    pages = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    pages = [page.removesuffix("index.html") for page in pages if page != "404.html"]
    own = [page for page in pages if "jebakan" in page or "referensi" in page]
    others = [page for page in pages if page not in own and "panduan" not in page]
    assert visited(browser, address, own[::STEP] + others[:: 2 * STEP]) == {}


def test_nothing_that_is_searched_for_runs(browser: Browser, hostile: tuple[str, Path]) -> None:
    address, _ = hostile
    wanted = [*MARKUP[:: 1 if STEP == 1 else 3], *PAYLOADS[::50]]
    pages = [f"katalog/?q={quote(text)}&topik={quote(text)}" for text in wanted]
    assert visited(browser, address, [*pages, f"katalog/#{quote(wanted[0])}"]) == {}


def test_the_block_for_search_engines_is_data_and_the_policy_says_nothing_of_it(
    browser: Browser, hostile: tuple[str, Path]
) -> None:
    """It holds the payloads as they are written, as one element; reading it runs nothing."""
    address, site = hostile
    context = browser.new_context()
    visit = Visit(context)
    for folder in sorted((site / "datasets/dkisp").glob("jebakan-*"))[::STEP]:
        for lang in ("", "en/"):
            visit.page.goto(f"{address}{lang}datasets/dkisp/{folder.name}/", wait_until="load")
            blocks = visit.page.evaluate(
                """() => [...document.scripts].filter(s => s.type === "application/ld+json")
                .map(s => JSON.parse(s.textContent))"""
            )
            (found,) = blocks
            assert found["@type"] == "Dataset"
            assert visit.page.evaluate("document.head.querySelectorAll('script').length") == 2
            assert visit.complaints == [] and not owned(visit.page)
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_payload_pushes_a_page_out_of_its_frame(
    browser: Browser, hostile: tuple[str, Path], width: int
) -> None:
    address, site = hostile
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for folder in sorted((site / "datasets/dkisp").iterdir())[::STEP]:
        page.goto(f"{address}datasets/dkisp/{folder.name}/")
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over:
            wide[folder.name] = over
    page.close()
    assert wide == {}
