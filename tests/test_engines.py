"""The same tree in both site engines: same addresses, same visible text, nothing rendered twice.

MkDocs is the default; Zensical is where its makers point to. Characters that make an engine
drop a page's front matter silently are put into a cell and a title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from portals import AS_OF, change, portal

from build_tools import pipeline, site

#: Tab, C0, DEL, C1, NEL, line and paragraph separators, BOM, noncharacters, astral, templates.
TRAPS = "".join(map(chr, (0x01, 0x07, 0x1B, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0xFEFF)))
TRAPS += "\t\r\ufffe\uffff\U0001f30a\u202e{{ 7*7 }}{% raw %}<script>alert(1)</script>'\"\\: - #"
TABLE = "datasets/dkisp/contoh/data/tabel.csv"


class Text(HTMLParser):
    """The text a reader sees of a page's body, a word list."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0
        self._in_main = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        self._in_main += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"}
        self._in_main -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self._in_main and not self._hidden:
            self.words += data.split()


def visible(html: str) -> list[str]:
    parser = Text()
    parser.feed(html)
    return parser.words


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The trapped portal built by each engine."""
    root = portal(tmp_path_factory.mktemp("mesin"))
    change(root, {"title": f"Judul {TRAPS}"})
    descriptor = root / "datasets/dkisp/contoh/datapackage.yaml"
    assert json.dumps(TRAPS)[1:5] and descriptor.is_file()
    path = root / TABLE
    cell = TRAPS.replace('"', '""')
    path.write_text(
        path.read_text("utf-8").replace("Tempat Tiga", f'"Sel {cell}"'), "utf-8", newline=""
    )
    (root / "docs").mkdir()
    (root / "docs/tentang.md").write_text("# Tentang\n\nSebuah halaman.\n")
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert result.exit_code() == 0, result.findings
    built = {}
    for engine in ("mkdocs", "zensical"):
        made = site.build(result.site.portal, engine)
        built[engine] = made.folder
    return built


def pages(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.html")}


def test_both_engines_make_the_same_addresses(sites: Mapping[str, Path]) -> None:
    assert set(pages(sites["mkdocs"])) == set(pages(sites["zensical"]))


def test_both_engines_show_the_same_text_on_every_data_page(sites: Mapping[str, Path]) -> None:
    mkdocs, zensical = pages(sites["mkdocs"]), pages(sites["zensical"])
    compared = 0
    for name, html in mkdocs.items():
        if site.MARK in html:
            assert visible(html) == visible(zensical[name]), name
            assert len(visible(html)) > 5
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_no_trap_springs(engine: str, sites: Mapping[str, Path]) -> None:
    for name, html in pages(sites[engine]).items():
        assert "{{ " not in html.replace("{{ 7*7 }}", ""), name  # BibTeX has "{{Name}}"
        assert "<script>alert(1)" not in html, name
    html = pages(sites[engine])["datasets/dkisp/contoh/index.html"]
    assert site.MARK in html
    words = " ".join(visible(html))
    assert "{{ 7*7 }}" in words and "{% raw %}" in words and "\U0001f30a" in words
    assert "alert(1)" in words
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufeff]", html)
