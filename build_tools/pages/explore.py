"""`jelajah/`: the page on which the rows of any table are sorted, filtered and asked.

Which table that is stands in the address (`?t=<dataset>/<table>`) and is read by
`theme/js/jelajah.js`. Without it, or without scripts, the page lists tables and their CSV.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import quote

from ..model import MAIN_LANGUAGE, OutputFile, Published, Text
from .explorefile import csv_of, opened
from .theme import asset, shared_script
from .view import View

PATH = PurePosixPath("jelajah")
SCRIPT = "jelajah.js"
#: The sentences of its scripts, beside the page.
WORDS = "kata.json"
#: How many datasets the page lists; the catalogue has all.
LISTED = 60
#: The scripts and libraries that load once they are needed, by what jelajah.js calls them.
LATER = {
    "kerja": "jelajah-kerja.js",
    "rinci": "jelajah-rinci.js",
    "parquet": "hyparquet.js",
    "sql": "jelajah-sql.js",
    "mesin": "jelajah-mesin.js",
    "squirreling": "squirreling.js",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset whose first table can be opened."""

    title: Text
    query: str  # "?t=…"
    rows: str  # in words
    size: str  # of what is loaded, in words
    csv: str  # address of its CSV; empty: there is none
    csv_size: str


def explore_page(view: View) -> Iterator[OutputFile]:
    """The page in the view's language, and its words, which load with the first table."""
    here, words = replace(view, path=PATH), view.words
    able = [p for p in view.site.published if any(opened(table) for table in p.tables)]
    able.sort(key=lambda p: (p.dataset.title.get(view.lang).casefold(), p.id))
    addresses = {
        "akar": here.file("datasets/"),
        "halaman": here.link("datasets/"),
        **{name: here.file(asset(file)) for name, file in LATER.items()},
    }
    where = "nowhere" if view.portal.official else "nowhere_example"
    said = {
        **words.section("jelajah.script"),
        "nowhere": words(f"ui.issue.{where}"),
        "sql_words": words.section("jelajah_sql"),
    }
    kept = _json(said).encode("utf-8")
    addresses |= {
        "kata": f"{WORDS}?h={hashlib.sha256(kept).hexdigest()[:8]}",
        "luring": words("jelajah.offline"),
        "gagal": words("jelajah.script.e_jaringan"),
    }
    own = PurePosixPath() if view.lang == MAIN_LANGUAGE else PurePosixPath(view.lang)
    yield OutputFile(own / PATH / WORDS, kept)
    yield here.page(
        "explore",
        words("jelajah.title"),
        words("jelajah.description"),
        "katalog",
        kind="explore",
        style=asset("jelajah.css"),
        scripts=(shared_script(view.portal, SCRIPT),),
        addresses=_json(addresses),
        entries=[_entry(here, published) for published in able[:LISTED]],
        left=max(0, len(able) - LISTED),
        all=len(able),
    )


def query(id: str, table: str) -> str:
    """What follows the address of the page to open that table of a dataset: "?t=…"."""
    return f"?t={quote(id, safe='/')}/{quote(table, safe='')}"


def _entry(view: View, published: Published) -> Entry:
    table = next(table for table in published.tables if opened(table))
    file, csv = opened(table), csv_of(table)
    return Entry(
        title=published.dataset.title or Text(published.id),
        query=query(published.id, table.resource.name),
        rows=view.count("jelajah.rows", table.rows),
        size=view.words.size(file.bytes) if file else "",
        csv=view.file(f"datasets/{published.id}/{csv.name}") if csv else "",
        csv_size=view.words.size(csv.bytes) if csv else "",
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
