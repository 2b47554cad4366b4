"""The pictures of the guides: what they show is still on the pages, and none is lost or unused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pictured import LANGUAGES, pictured
from pictures import HEIGHT, PICTURES, SIZE, WIDTH, Picture, file, opened, take
from playwright.sync_api import Browser
from portals import REPOSITORY
from visiting import Handler, served

from build_tools.scaffold import wheel

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: A picture in Markdown: its alternative text, its address, what stands in braces.
_NAMED = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)(?:\{([^}]*)\})?")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(Handler, pictured(tmp_path_factory.mktemp("contoh")).site) as found:
        yield found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.name)
def test_what_a_picture_shows_is_still_there(
    picture: Picture, lang: str, browser: Browser, address: str
) -> None:
    with opened(browser, address, picture, lang) as page:
        content, width, height = take(page, picture)
        text = page.locator("html").inner_text()
    assert content[:4] == b"RIFF" and content[8:12] == b"WEBP" and len(content) <= SIZE
    assert WIDTH - 40 <= width <= WIDTH and 100 < height <= HEIGHT
    assert (
        "contoh" in text.casefold() or "example" in text.casefold()
    )  # no one takes it for a region's own data


def named(lang: str) -> list[tuple[Path, str, Path, str]]:
    """Each picture in the guides of a language: page, alternative text, file, its attributes."""
    folder = REPOSITORY / "docs" / ("" if lang == "id" else lang) / "panduan"
    return [
        (page, text, page.parent / target, attributes)
        for page in sorted(folder.glob("*.md"))
        for text, target, attributes in _NAMED.findall(page.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_picture_in_the_guides_exists_and_none_is_left_over(lang: str) -> None:
    folder = file("x", lang).parent
    shown = {target for *_, target, _ in named(lang)}
    assert shown == set(folder.iterdir()) == {file(p.name, lang) for p in PICTURES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_says_what_matters_and_keeps_its_place(lang: str) -> None:
    for page, text, target, attributes in named(lang):
        content = target.read_bytes()
        assert len(content) <= SIZE, target
        assert 40 <= len(text) <= 250, (page, text)
        width, height = size(content)
        assert set(attributes.split()) == {f"width={width}", f"height={height}", "loading=lazy"}


def size(content: bytes) -> tuple[int, int]:
    """Width and height of a WebP with an extended header (RFC 9649, 2.7)."""
    assert content[12:16] == b"VP8X"
    width, height = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
    return width + 1, height + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_portal_gets_the_pictures_byte_for_byte(lang: str) -> None:
    carried = dict(wheel.shared_files())
    for path in file("x", lang).parent.iterdir():
        assert carried[path.relative_to(REPOSITORY).as_posix()] == path.read_bytes()
