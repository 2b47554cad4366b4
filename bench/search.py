"""The search measured: what is loaded before the first hit, and how long a slow phone needs.

python -m bench.search            bytes at 300, 1,000 and 10,000 datasets beside lunr's index, and
                                  the time to the first result with the processor slowed four times
python -m bench.search pages 1000 bytes before the first hit beside lunr's index of the same pages,
                                  every visible word of each, as the theme's own search has it
"""

from __future__ import annotations

import gzip
import html
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import yaml
from lunr import lunr  # type: ignore[import-untyped]
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from build_tools import load, pages, search
from build_tools.pages.theme import script
from build_tools.search import Entry
from build_tools.words import all_words

from . import made_site, titles

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "bench"
_TAG = re.compile(r"<[^>]*>")
COUNTS = (300, 1_000, 10_000)
TIMED = (1_000, 10_000)
SLOWER = 4
ROUNDS = 5
QUERIES = ("penduduk kecamatan", "stuntng", "dinkes", "produksi padi sawah 2020", "air")


def main() -> int:
    """Measure and print."""
    if sys.argv[1:2] == ["pages"]:
        for count in map(int, sys.argv[2:] or ("1000", "10000")):
            whole_pages(count)
        return 0
    print(f"{'datasets':>9}{'first':>9}{'engine':>9}{'to a hit':>10}{'second':>9}", end="")
    print(f"{'lunr':>10}{'ratio':>8}   KB after gzip -9")
    for count in COUNTS:
        entries = titles.entries(count)
        first, engine, second = map(_weight, made(entries)[:3])
        peer = len(gzip.compress(lunr_index(entries), 9)) / 1000
        before = first + engine + len(gzip.compress(script("katalog.js").encode(), 9)) / 1000
        print(f"{count:>9,}{first:>9.1f}{engine:>9.1f}{before:>10.1f}{second:>9.1f}", end="")
        print(f"{peer:>10.1f}{peer / before:>7.1f}×")
    print(f"\n{'datasets':>9}{'index':>9}{'query':>9}{'slowest':>9}   ms, processor 1/{SLOWER}")
    with browser() as found:
        for count in TIMED:
            index, queries = timed(found, titles.entries(count))
            median, worst = statistics.median(queries), max(queries)
            print(f"{count:>9,}{index:>9.0f}{median:>9.0f}{worst:>9.0f}")
    return 0


def made(entries: Sequence[Entry]) -> list[bytes]:
    """The search's files for these entries, with the synonyms of this repository."""
    portal = load.load_portal(ROOT, date(2026, 1, 1))
    roots = search.all_roots()
    groups = search.groups(portal.synonyms, lambda word: search.root(word, roots))
    files = search.files("id", entries, titles.labels(), roots, groups, script("cari.js"))
    return [file.content for file in files if isinstance(file.content, bytes)]


def _weight(content: bytes) -> float:
    return len(gzip.compress(content, 9)) / 1000


def lunr_index(entries: Sequence[Entry]) -> bytes:
    """What a search with lunr loads first: MkDocs' list of documents, and the index of them.

    The same datasets and the same texts: title, description, names of columns.
    """
    documents = [
        {
            "location": f"datasets/{entry.id}/",
            "title": entry.title,
            "text": " ".join((entry.description, *entry.columns)),
        }
        for entry in entries
    ]
    fields = ({"field_name": "title", "boost": 10}, "text")
    index = lunr(ref="location", fields=fields, documents=documents)
    data = {"config": {"lang": ["en"]}, "docs": documents, "index": index.serialize()}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def whole_pages(count: int) -> None:
    """Prints what is loaded before the first hit, ours and lunr's, for the same made-up site.

    The theme's search takes in whole pages: list of documents and serialised index of every
    visible word. Ours: the script, the engine with its words, and the catalogue's columns.
    """
    site = made_site.site(count, FOLDER)
    ours = len(gzip.compress(script("katalog.js").encode(), 9))
    documents = []
    for file in pages.render(site, all_words(("id",))):
        name, content = file.path.as_posix(), file.content
        if not isinstance(content, bytes):
            continue
        if name.startswith(("assets/katalog-id.", "assets/cari-id.")):
            ours += len(gzip.compress(content, 9))
        elif file.lang and len(file.path.parts) == 4 and name.startswith("datasets/"):
            front = yaml.safe_load(content.decode().split("---\n")[1])
            text = " ".join(html.unescape(_TAG.sub(" ", front["body"])).split())
            documents.append({"location": name, "title": front["title"], "text": text})
    fields = ({"field_name": "title", "boost": 10}, "text")
    index = lunr(ref="location", fields=fields, documents=documents)
    data = {"config": {"lang": ["en"]}, "docs": documents, "index": index.serialize()}
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    peer = len(gzip.compress(packed, 9))
    print(
        f"{len(documents):,} pages: ours {ours / 1000:,.1f} KB, lunr {peer / 1000:,.1f} KB, "
        f"{peer / ours:,.1f} times"
    )


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, as the tests start it."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


def timed(found: Browser, entries: Sequence[Entry]) -> tuple[float, list[float]]:
    """Milliseconds to make the index and for each query, the median of some rounds."""
    content = made(entries)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in zip(("katalog", "cari", "kolom"), content, strict=False):
            (Path(folder) / f"{name}.js").write_bytes(text)
        (Path(folder) / "halaman.js").write_text(script("katalog.js"), encoding="utf-8")
        page = "<!doctype html>" + "".join(
            f'<script src="{name}.js"></script>' for name in ("katalog", "halaman", "cari", "kolom")
        )
        (Path(folder) / "index.html").write_text(page, encoding="utf-8")
        rounds = [_round(found, Path(folder) / "index.html") for _ in range(ROUNDS)]
    index = statistics.median(first for first, _ in rounds)
    queries = [statistics.median(q[n] for _, q in rounds) for n in range(len(QUERIES))]
    return index, queries


def _round(found: Browser, address: Path) -> tuple[float, list[float]]:
    page = found.new_page()
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address.as_uri())
    index = _clock(page, "window.engine = window.PD_CARI(window.PD_KATALOG)")
    first = _clock(page, f"window.engine.find({QUERIES[0]!r})")
    _clock(page, "window.engine.later(window.PD_KOLOM)")
    queries = [_clock(page, f"window.engine.find({query!r})") for query in QUERIES]
    page.close()
    return index + first, queries


def _clock(page: Page, work: str) -> float:
    run = f"() => {{ const start = performance.now(); {work}; return performance.now() - start; }}"
    return float(page.evaluate(run))


if __name__ == "__main__":
    sys.exit(main())
