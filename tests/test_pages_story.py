"""A README becomes a story that runs nothing, calls no host and fits below the page's heading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from links import foreign, read

from build_tools.pages.story import story


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "![p](https://jauh.example/p.png)",
        "![p](//jauh.example/p.png)",
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AA)",
        '<iframe src="https://jauh.example/"></iframe>',
        '<p style="position:fixed" onclick="x()">a</p>',
        '<form action="https://jauh.example/"><input name="a"></form>',
        '<svg><use href="https://jauh.example/#a"/></svg>',
        '<link rel="stylesheet" href="https://jauh.example/a.css">',
        "<style>@import 'https://jauh.example/'</style>",
        "<!-- a --><h1 id=isi>x</h1>",
    ],
)
def test_nothing_runs_and_no_host_is_called(text: str) -> None:
    page = read(story(text))
    assert foreign(page) == []
    assert {tag for tag, _ in page.elements} <= {"p", "a", "h3"}
    assert all(not a.get("href") for a in page.named("a")) and not page.ids


def test_headings_begin_below_the_pages_own() -> None:
    assert story("# Satu\n\n## Dua\n") == "<h3>Satu</h3>\n<h4>Dua</h4>"
    assert story("## Satu\n\n### Dua\n") == "<h3>Satu</h3>\n<h4>Dua</h4>"


def test_links_do_not_vouch_for_other_sites() -> None:
    link = next(read(story("[a](https://contoh.go.id/)")).named("a"))
    assert link == {"href": "https://contoh.go.id/", "rel": "nofollow noopener"}


@given(st.text())
def test_any_text_gives_harmless_html(text: str) -> None:
    page = read(story(text))
    assert foreign(page) == []
    assert page.scripts == []
