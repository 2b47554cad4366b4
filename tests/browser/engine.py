"""The search engine in a blank page: the scripts and files of a catalogue, without its HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

from build_tools import search
from build_tools.pages.theme import script
from build_tools.search import Entry, Labels


def start(
    page: Page,
    lang: str,
    entries: Sequence[Entry],
    labels: Labels,
    groups: Any,
    roots: frozenset[str],
) -> None:
    """Loads everything into a page; then `engine` and `data` are globals there."""
    files = list(search.files(lang, entries, labels, roots, groups, script("cari.js")))
    page.goto("about:blank")
    for file in files[:1]:
        page.add_script_tag(content=_text(file.content))
    page.add_script_tag(content=script("katalog.js"))
    for file in files[1:3]:
        page.add_script_tag(content=_text(file.content))
    page.evaluate(
        """() => {
            window.data = window.PD_KATALOG;
            window.engine = window.PD_CARI(window.data);
            window.engine.later(window.PD_KOLOM);
        }"""
    )


def _text(content: object) -> str:
    assert isinstance(content, bytes)
    return content.decode("utf-8")


def results(page: Page, queries: Sequence[str], most: int = 10) -> list[tuple[list[int], bool]]:
    """For each query the numbers of the first entries found, and whether each has every word."""
    found = page.evaluate(
        """([queries, most]) => queries.map((query) => {
            const hits = window.engine.find(query);
            return hits ? [hits.found.slice(0, most), hits.complete] : [[], true];
        })""",
        [list(queries), most],
    )
    return [(list(numbers), bool(complete)) for numbers, complete in found]
