"""The badge of a dataset: plain SVG, readable, read aloud, and two counts apart."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from pages_site import HOSTILE, PORTAL, dataset, published, site

from build_tools import colour, pages
from build_tools.freshness import STATES
from build_tools.model import CheckRun, Published, Site, Text
from build_tools.pages import badges
from build_tools.pages.view import View
from build_tools.words import Words, all_words

SVG = "{http://www.w3.org/2000/svg}"
CLEAN = (CheckRun("table", "rows", 5, 0, 0), CheckRun("totals", "rows", 5, 0, 1))


def drawn(shown: Published, lang: str = "id") -> ElementTree.Element:
    view = View(Site(PORTAL, (shown,)), Words.load(lang))
    return ElementTree.fromstring(badges.badge(view, shown))


def said(found: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in found.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("lang", "state", "counts"),
    [
        ("id", "Terlambat", ["keterangan 13/14", "pemeriksaan 1/2"]),
        ("en", "Late", ["metadata 13/14", "checks 1/2"]),
    ],
)
def test_it_says_the_state_and_two_counts_apart(lang: str, state: str, counts: list[str]) -> None:
    late = dataset("dinkes/a", next_release="2026-11-01")
    found = said(drawn(published(late, checks=CLEAN, updated="2026-10-01"), lang))
    assert found[1:] == [state, *counts]
    assert not any("%" in text for text in found)


def test_title_and_description_are_read_aloud() -> None:
    found = drawn(published(checks=CLEAN))
    assert found.get("role") == "img" and found.get("lang") == "id"
    names = str(found.get("aria-labelledby")).split()
    title, about = (next(e for e in found if e.get("id") == name) for name in names)
    assert (title.tag, title.text) == (f"{SVG}title", "Prevalensi stunting")
    assert about.tag == f"{SVG}desc" and "Pemeriksaan lulus 1 dari 2." in str(about.text)


def test_white_text_is_readable_on_every_ground() -> None:
    white = colour.parse(badges.TEXT)
    assert white is not None
    for ground in (badges.GROUND, badges.LABEL, *badges.GROUNDS.values()):
        found = colour.parse(ground)
        assert found and colour.contrast(white, found) >= colour.READABLE, ground


def test_each_text_keeps_to_its_width_whatever_font_there_is() -> None:
    found = drawn(published(checks=CLEAN))
    ends, whole = 0.0, float(found.attrib["width"])
    for element in found.iter(f"{SVG}text"):
        start, width = float(element.attrib["x"]), float(element.attrib["textLength"])
        assert start > ends and width > 0
        ends = start + width
    assert ends < whole


def test_nothing_in_it_runs_or_comes_from_elsewhere() -> None:
    text = badges.badge(View(site(), Words.load("id")), published(checks=CLEAN))
    assert not re.search(r"<script|href|style|url\(|on\w+=|<foreignObject|<image|@import", text)
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_a_hostile_title_stays_a_text() -> None:
    shown = published(dataset("dinkes/a", title=Text(HOSTILE)), checks=CLEAN)
    found = drawn(shown)
    tags = {element.tag.removeprefix(SVG) for element in found.iter()}
    assert tags == {"svg", "title", "desc", "g", "path", "text"}
    title = found.find(f"{SVG}title")
    assert title is not None and len(str(title.text)) <= 80


def test_every_state_has_a_word_and_every_dataset_a_badge_in_each_language() -> None:
    for lang in ("id", "en"):
        assert all(Words.load(lang).has(f"ui.states.{state}") for state in STATES)
    paths = {f.path.as_posix() for f in pages.render(site(), all_words(("id", "en")))}
    for shown in site().published:
        assert f"datasets/{shown.id}/lencana.svg" in paths
        assert f"datasets/{shown.id}/lencana.en.svg" in paths
