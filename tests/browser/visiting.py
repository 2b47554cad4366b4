"""How the tests visit a built site: a server below a path, Chromium, what a page asked for."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

#: The path that the site lies under: links must hold there as at a domain's root.
PREFIX = "/data/paser/"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
]
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def chromium() -> str:
    """Where the browser lies; empty where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return path or ""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a path, without a word."""

    prefix = PREFIX

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return os.devnull + "/none"
        return super().translate_path("/" + path[len(self.prefix) :])

    def log_message(self, format: str, *args: object) -> None:
        pass


class RootHandler(Handler):
    """Serves it at the root: where the 404 page expects the site whose address is not set."""

    prefix = "/"


@contextmanager
def served(handler: type[Handler], folder: Path) -> Iterator[str]:
    """The address that the folder answers at meanwhile."""
    serve = functools.partial(handler, directory=str(folder.resolve()))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{handler.prefix}"
    server.shutdown()
    server.server_close()


class Visit:
    """A page opened by a reader, with what it asked for and complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))


def assert_holds(browser: Browser, address: str) -> None:
    """The page breaks no rule of accessibility on a small dark phone and on a light screen."""
    for width, scheme in ((320, "dark"), (1280, "light")):
        page = browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page.goto(address)
        found = Axe().run(page, options=AXE).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
