"""How long a whole table takes from tap to rows, on a slow line and a slow processor.

`PYTHONPATH=.:tests:tests/browser python -m explore_speed` prints a line a size; `measure` is for
benches.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from explored import homes
from pages_site import PORTAL
from playwright.sync_api import sync_playwright
from portals import REPOSITORY
from pyarrow import parquet
from visiting import ARGUMENTS, Handler, chromium, served

from build_tools import output, pages
from build_tools import site as engine
from build_tools.formats.parquet import ROW_GROUP
from build_tools.model import Site
from build_tools.pages.explore import explore_page
from build_tools.pages.view import View
from build_tools.words import all_words

ID = "uji/ukuran"
LINE = 400_000 / 8  # bytes a second
DELAY = 400  # milliseconds, there and back
SLOWER = 4
PIECE = 2_000
NAMES = ("nomor", "tahun", "kode", "kecamatan", "desa", "kelompok", "jumlah", "persen", "catatan")


class Slow(Handler):
    """A slow line that all requests share: a browser's own brake does not reach workers."""

    line = threading.Lock()

    def do_GET(self) -> None:  # noqa: N802 - named so by the library
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in {".html", ".js", ".css", ".json"}
        body = gzip.compress(path.read_bytes()) if packed else path.read_bytes()
        time.sleep(DELAY / 1000)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            with self.line:
                time.sleep(len(piece) / LINE)
            self.wfile.write(piece)


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds and kilobytes (1,000 bytes) of one table; sizes as they went over the line."""

    rows: int
    kilobytes: float  # of everything after the tap
    shown: float  # from the tap to the first 25 rows
    sorted: float  # by a figure
    filtered: float  # by a text


def write(folder: Path, rows: int) -> None:
    """A made-up table of that many rows and 9 columns, and what the page needs to know of it."""
    rng = random.Random(rows)
    columns = {
        "nomor": pa.array(range(rows), pa.int64()),
        "tahun": pa.array([2015 + n % 10 for n in range(rows)], pa.int32()),
        "kode": pa.array([f"64.01.{n % 10 + 1:02}" for n in range(rows)]),
        "kecamatan": pa.array([f"Kecamatan {n % 10}" for n in range(rows)]),
        "desa": pa.array([f"Desa {n % 144}" for n in range(rows)]),
        "kelompok": pa.array([f"Kelompok {n % 17}" for n in range(rows)]),
        "jumlah": pa.array([rng.randrange(5_000) for _ in range(rows)], pa.int64()),
        "persen": pa.array([rng.randrange(1_000) / 10 for _ in range(rows)], pa.float64()),
        "catatan": pa.array([None if n % 3 else "perkiraan" for n in range(rows)], pa.string()),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"t{rows}.parquet"
    parquet.write_table(
        pa.table(columns), str(path), compression="snappy", row_group_size=ROW_GROUP
    )
    kinds = {"nomor": "integer", "tahun": "year", "jumlah": "integer", "persen": "number"}
    table: dict[str, Any] = {
        "nama": f"t{rows}",
        "baris": rows,
        "parquet": {
            "alamat": path.name,
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        },
        "kolom": [{"nama": name, "jenis": kinds.get(name, "string")} for name in NAMES],
    }
    listed = folder / "jelajah.json"
    known = (
        json.loads(listed.read_text()) if listed.exists() else {"id": ID, "versi": {}, "tabel": []}
    )
    known["tabel"].append(table)
    listed.write_text(json.dumps(known), encoding="utf-8")


@contextmanager
def stand_in(root: Path, sizes: tuple[int, ...]) -> Iterator[str]:
    """The address of a site with the explore page and a table of each size."""
    portal = replace(PORTAL, root=root)
    given = Site(portal, ())
    words = all_words(portal.languages)
    (root / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    views = [View(given, words[lang]) for lang in portal.languages]
    files = [
        *homes(views),
        *(file for view in views for file in explore_page(view)),
        *pages.assets(),
    ]
    output.publish(files, pages.theme_files(portal, words), root / ".build")
    made = engine.build(portal).folder
    for rows in sizes:
        write(made / "datasets" / ID, rows)
    with served(Slow, made) as address:
        yield address


def measure(address: str, rows: int, *, slow: bool = True) -> Measured:
    """One table opened as by a tap on its link; the page without a table was seen before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": 390, "height": 800}, service_workers="block"
        )
        page = context.new_page()
        page.set_default_timeout(300_000)
        page.goto(f"{address}jelajah/")
        if slow:  # of the page's own thread: a worker's cannot be slowed
            cdp = context.new_cdp_session(page)
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        taken: list[float] = []
        page.on("requestfinished", lambda r: taken.append(r.sizes()["responseBodySize"]))
        start = time.perf_counter()
        page.goto(f"{address}jelajah/?t={ID}/t{rows}")
        page.wait_for_selector("tbody tr, button:text('Muat semua')")
        ask = page.get_by_role("button", name="Muat semua")
        if ask.count():
            ask.click()
        page.wait_for_selector("tbody tr")
        shown = time.perf_counter() - start
        start = time.perf_counter()
        page.locator("thead th").filter(has_text="jumlah").get_by_role("button").click()
        page.wait_for_selector("tbody tr:first-child td:nth-child(8):text-is('0')")
        ordered = time.perf_counter() - start
        start = time.perf_counter()
        page.get_by_label("Saring desa").fill("Desa 14")
        page.get_by_label("Saring desa").press("Enter")
        page.wait_for_selector("[role=status]:has-text('yang cocok')")
        found = time.perf_counter() - start
        browser.close()
    return Measured(rows, sum(taken) / 1000, shown, ordered, found)


if __name__ == "__main__":
    sizes = tuple(int(size) for size in sys.argv[1:]) or (10_000, 100_000, 1_000_000)
    with TemporaryDirectory() as folder, stand_in(Path(folder), sizes) as found:
        for size in sizes:
            print(measure(found, size), flush=True)
