"""From the tap to the rows, and to the answer of a query, on a slow line and a slow processor.

Tables of `bench.made_table` are built as a site and read in Chromium: 400 kbit/s with 400 ms to
the server, and the processor of the page slowed four times (a browser slows neither the line nor
the processor of a worker: the line is slow in the server, the worker's work is what it is). The
floor is the same table as the gzipped CSV alone on that line: what a page would have to fetch
that has no files of its own. A query without end is stopped by its button.
"""

from __future__ import annotations

import contextlib
import gzip
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from . import made_table
from .figures import Figure
from .options import ROOT, Options
from .search import SLOWER, browser

KBITS, DELAY = 400, 400
#: Rows stand, or a question is asked: what loads them all, or only the part that is shown.
ROWS = "[data-jelajah] table tbody tr"
QUERY = "SELECT kelompok, COUNT(*) AS banyak, SUM(jumlah) AS jumlah FROM data GROUP BY kelompok"
ENDLESS = """SELECT COUNT(*) FROM data a
JOIN data b ON a.nomor <> b.nomor
JOIN data c ON b.nomor <> c.nomor"""
_LONGEST = 600_000  # ms
_PIECE = 2_000


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a table."""

    seconds: float
    kb: float
    way: str  # whole, or the first part


def explore(options: Options) -> list[Figure]:
    """Seconds and KB for each number of rows, beside the floor; SQL, and its stop."""
    root = options.fresh("explore") / "portal"
    counts = options.explored
    made_table.portal(root)
    tables = [made_table.make(root, f"tabel-{n}", n, faulty=False) for n in counts]
    site = _built(root)
    figures: list[Figure] = []
    with _served(site) as address, browser() as found:
        for made, count in zip(tables, counts, strict=True):
            floor = len(gzip.compress(made.table.read_bytes(), 6)) / 1000
            alone = floor * 8 / KBITS + DELAY / 1000
            page = found.new_context(service_workers="block").new_page()
            session: CDPSession = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            first = _open(page, f"{address}jelajah/?t={made.id}/{made.id.split('/')[1]}")
            what = f"{count:,} rows, to the first 25 ({first.way})"
            figures += [
                Figure(f"{what}: s", (first.seconds,), "s"),
                Figure(f"{what}: KB", (first.kb,), "KB"),
                Figure(
                    f"{what}: floor, the CSV alone",
                    (alone / first.seconds,),
                    ours=(first.seconds,),
                    peer=(alone,),
                ),
            ]
            figures += _queried(page, count)
            page.close()
    return figures


def _queried(page: Page, count: int) -> Iterator[Figure]:
    """A query over all rows, then one without end. The line is fast: it is the work that counts."""
    _Slow.fast = True
    began = time.perf_counter()
    if not _ask(page, QUERY):
        yield Figure(f"{count:,} rows, SQL: not offered for a table of this size", (0.0,), "s")
        return
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-jelajah] tbody td')]"
        ".some(cell => cell.textContent === 'D')",
        timeout=_LONGEST,
    )
    yield Figure(
        f"{count:,} rows, GROUP BY with COUNT and SUM, processor 1/{SLOWER}",
        (time.perf_counter() - began,),
        "s",
    )
    _ask(page, ENDLESS)
    time.sleep(1)
    stop = page.get_by_role("button", name="Berhenti").first
    if not stop.is_visible():
        return  # so few rows that even this has an end
    began = time.perf_counter()
    stop.click()
    page.get_by_text("Kueri dihentikan.").wait_for(timeout=10_000)
    yield Figure(
        f"{count:,} rows, a query without end: s to its stop", (time.perf_counter() - began,), "s"
    )


def _ask(page: Page, query: str) -> bool:
    """Opens the box of SQL if it is not, and runs a query; false where it is not offered."""
    box = page.locator("textarea")
    if not box.count():
        button = page.get_by_role("button", name="Tanya dengan SQL")
        if not button.count():
            return False
        button.click()
        with contextlib.suppress(Exception):
            box.wait_for(timeout=10_000)
        if not box.count():
            return False
    box.fill(query)
    page.get_by_role("button", name="Jalankan").click()
    return True


def _open(page: Page, address: str) -> Opened:
    """Taps the link to a table, and answers with the way that shows rows soonest."""
    _Slow.fast, _Slow.sent = False, 0
    began = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=_LONGEST)
    asked = page.get_by_role("button", name="bagian demi bagian")
    page.locator(ROWS).first.or_(asked.first).wait_for(timeout=_LONGEST)
    way = "whole"
    if asked.count():
        asked.first.click()
        way = "its part"
        page.locator(ROWS).first.wait_for(timeout=_LONGEST)
    return Opened(time.perf_counter() - began, _Slow.sent / 1000, way)


class _Slow(SimpleHTTPRequestHandler):
    """A line that all requests share; text goes over it packed, as hosts send it."""

    line = threading.Lock()
    fast = False
    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in {".html", ".js", ".css", ".json"}
        body = gzip.compress(path.read_bytes()) if packed else path.read_bytes()
        time.sleep(0 if _Slow.fast else DELAY / 1000)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            for start in range(0, len(body), _PIECE):
                self._send(body[start : start + _PIECE])

    def _send(self, piece: bytes) -> None:
        with self.line:
            time.sleep(0 if _Slow.fast else len(piece) * 8 / (KBITS * 1000))
        self.wfile.write(piece)
        _Slow.sent += len(piece)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _built(root: Path) -> Path:
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not (root / "site").exists():
        raise RuntimeError(done.stdout + done.stderr)
    return (root / "site").resolve()


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = partial(_Slow, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
