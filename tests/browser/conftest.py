"""The built site served, a browser, and a visit: shared by the browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from visiting import ARGUMENTS, Handler, RootHandler, Visit, chromium, served


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    with served(Handler, built_site) as found:
        yield found


@pytest.fixture(scope="module")
def root_address(built_site: Path) -> Iterator[str]:
    with served(RootHandler, built_site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if not path:
        pytest.fail("no browser: set CHROMIUM to the path of a Chromium, or install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield Visit(context)
    context.close()
