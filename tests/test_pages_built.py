"""The constructed site built by each engine: links, hosts, banner, settings that try to inject."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePosixPath

import pytest
from links import Page, broken, foreign, pages
from pages_site import PORTAL, site
from portals import REPOSITORY

from build_tools import output
from build_tools import pages as data_pages
from build_tools import site as engine
from build_tools.catalogues import CATALOGUES
from build_tools.model import OutputFile, Site, Text
from build_tools.words import all_words

pytestmark = pytest.mark.slow

EVIL = Text("Data {{ 7*7 }}{% raw %}<b>& \"'", {"en": "Data {{ 7*7 }}{# <i>& \"'"})
BANNER = {"id": "Situs contoh. Bukan situs resmi", "en": "Example site. Not an official site"}
#: Of the regulation, and how high a frame is: no answer of 7*7.
FIGURES = re.compile(r'2499|height="\d+"')
EMBEDDED = {"id": "Situs contoh, bukan situs resmi", "en": "An example site, not an official site"}


def prose() -> list[OutputFile]:
    """The repository's own hand-written pages and their pictures, without those for developers."""
    found = []
    docs = REPOSITORY / "docs"
    for path in sorted([*docs.rglob("*.md"), *docs.rglob("*.webp")]):
        name = PurePosixPath(path.relative_to(docs).as_posix())
        if "tanya" in name.parts:  # these become data pages, made from what they quote
            continue
        if name.parts[0] == "pengembang":
            continue
        english = name.parts[0] == "en"
        place = PurePosixPath(*name.parts[1:]) if english else name
        found.append(OutputFile(place, path, "en" if english else "id"))
    return found


def downloads(given: Site) -> list[OutputFile]:
    """Files where the pages say that they are."""
    return [
        OutputFile(PurePosixPath("datasets", shown.id, download.name), b"x")
        for shown in given.published
        for download in (*shown.downloads, *(d for t in shown.tables for d in t.downloads))
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    root = tmp_path_factory.mktemp("situs")
    portal = replace(PORTAL, root=root, name=EVIL, description=EVIL, publisher=EVIL)
    given = replace(site(), portal=portal)
    words = all_words(portal.languages)
    (root / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    files = chain(
        data_pages.render(given, words),
        data_pages.assets(),
        # all but the downloads themselves, which this made-up site has not
        *(make(given) for name, make in CATALOGUES.items() if name != "datapackage"),
        prose(),
        downloads(given),
    )
    output.publish(files, data_pages.theme_files(portal, words), root / ".build")
    return {name: engine.build(portal, name).folder for name in ("mkdocs", "zensical")}


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def folder(request: pytest.FixtureRequest, built: Mapping[str, Path]) -> Path:
    return built[str(request.param)]


@pytest.fixture(scope="module")
def made(folder: Path) -> Mapping[str, Page]:
    return {path.relative_to(folder).as_posix(): page for path, page in pages(folder).items()}


@pytest.fixture(scope="module")
def whole(made: Mapping[str, Page]) -> Mapping[str, Page]:
    """The pages with header, menu and footer."""
    return {name: page for name, page in made.items() if not is_embed(name)}


@pytest.fixture(scope="module")
def framed(made: Mapping[str, Page]) -> Mapping[str, Page]:
    """The documents for frames of other sites, which have none of them."""
    return {name: page for name, page in made.items() if is_embed(name)}


def is_embed(name: str) -> bool:
    path = PurePosixPath(name)
    return path.parent.name == "sematkan" and path.name != "index.html"


def test_every_link_leads_somewhere(folder: Path) -> None:
    assert broken(folder) == []


def test_nothing_comes_from_another_host(made: Mapping[str, Page]) -> None:
    for name, page in made.items():
        assert foreign(page) == [], name


def test_every_page_has_banner_policy_and_picture(whole: Mapping[str, Page]) -> None:
    assert len(whole) > 40
    for name, page in whole.items():
        assert BANNER["en" if name.startswith("en/") else "id"] in page.words, name
        given = list(page.named("meta"))
        assert any(m.get("http-equiv") == "Content-Security-Policy" for m in given), name
        assert any(m.get("name") == "robots" and m["content"] == "noindex" for m in given), name
        picture = next(m["content"] for m in given if m.get("property") == "og:image")
        assert picture.endswith("assets/bagikan.png"), name


def test_a_page_for_frames_says_what_it_is_in_its_language(framed: Mapping[str, Page]) -> None:
    """It has no banner and no menu: its last line says that the site is an example."""
    assert {name.startswith("en/") for name in framed} == {True, False}
    for name, page in framed.items():
        lang = "en" if name.startswith("en/") else "id"
        assert next(page.named("html"))["lang"] == lang, name
        assert EMBEDDED[lang] in page.words, name
        given = list(page.named("meta"))
        policy = next(m for m in given if m.get("http-equiv") == "Content-Security-Policy")
        assert policy["content"].startswith("default-src 'none'; style-src 'self';"), name
        assert any(m.get("name") == "robots" and m["content"] == "noindex" for m in given), name
        assert page.scripts == [] and "49" not in page.words, name


def test_every_page_speaks_its_language_and_links_to_the_other(whole: Mapping[str, Page]) -> None:
    for name, page in whole.items():
        lang = "en" if name.startswith("en/") else "id"
        assert next(page.named("html"))["lang"] == lang, name
        other = next(a for a in page.named("a") if a.get("class") == "pd-act pd-lang")
        assert other["hreflang"] == {"id": "en", "en": "id"}[lang]


def test_settings_are_shown_as_they_are(whole: Mapping[str, Page]) -> None:
    for name, page in whole.items():
        assert "49" not in FIGURES.sub("", page.words), name
        assert "Data {{ 7*7 }}" in page.words, name


def test_a_hostile_title_stays_a_title(made: Mapping[str, Page]) -> None:
    for lang in ("", "en/"):
        page = made[f"{lang}datasets/dinkes/jebakan/index.html"]
        assert "{{ 7*7 }}" in page.words and "<img src=x onerror=alert(1)>" in page.words
        for script in page.scripts:  # at most in the block of data, in which no tag can end it
            assert "alert" not in script or ("<" not in script and json.loads(script))


def test_every_data_page_is_of_our_template(whole: Mapping[str, Page]) -> None:
    ours = [n for n, page in whole.items() if next(page.named("body")).get("data-terbuka")]
    prose_pages = set(whole) - set(ours)
    assert {n.removeprefix("en/").split("/")[0] for n in prose_pages} == {
        "aksesibilitas",
        "kontak",
        "ketentuan",
        "panduan",
        "privasi",
        "tentang",
    }


def test_each_page_has_one_main_heading_and_one_main(made: Mapping[str, Page]) -> None:
    for name, page in made.items():
        assert len(list(page.named("h1"))) == 1, name
        assert len(list(page.named("main"))) == 1, name
        ids = [given["id"] for _, given in page.elements if "id" in given]
        assert len(ids) == len(set(ids)), name


def test_both_engines_show_the_same(built: Mapping[str, Path]) -> None:
    mkdocs, zensical = (pages(built[name]) for name in ("mkdocs", "zensical"))
    ours = {p.relative_to(built["mkdocs"]): page for p, page in mkdocs.items()}
    theirs = {p.relative_to(built["zensical"]): page for p, page in zensical.items()}
    assert ours.keys() == theirs.keys()
    for name, page in ours.items():
        assert page.words == theirs[name].words, name
