"""Nothing in a cell or a title gets out of the front matter that carries a page."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE

from build_tools.pages import front_matter
from build_tools.pages.safe import printable, visible

#: Every character of the first plane, some of the others, with what YAML and MkDocs look for.
EVERYTHING = "".join(chr(n) for n in (*range(0xD800), *range(0xE000, 0x10000), 0x1F30F, 0x10FFFF))
TRAPS = [
    HOSTILE,
    EVERYTHING,
    "\n---\n# Judul\n",
    "---\n",
    "...\n",
    "\r\n---\r\n",
    "\\",
    '"',
    "\t- a: b",
    "\u2028---\u2029",
    "\x85---\x85",
    "!!python/object:os.system",
    "&a *a",
    "",
]


def read(page: bytes) -> dict[str, str]:
    """The front matter as MkDocs' own parser reads it; nothing may be left as Markdown."""
    rest, meta = get_data(page.decode("utf-8"))
    assert rest == ""
    return meta


@pytest.mark.parametrize("trap", TRAPS, ids=range(len(TRAPS)))
def test_every_trap_is_read_back_as_it_was(trap: str) -> None:
    page = front_matter(trap, f"<p>{trap}</p>", template="data.html", description=trap)
    meta = read(page)
    assert meta == {
        "title": trap,
        "template": "data.html",
        "description": trap,
        "body": f"<p>{trap}</p>",
    }


@pytest.mark.parametrize("trap", TRAPS, ids=range(len(TRAPS)))
def test_every_value_is_one_printable_line(trap: str) -> None:
    lines = front_matter(trap, trap).decode("utf-8").split("\n")
    assert lines[0] == lines[-2] == "---" and lines[-1] == ""
    assert [line.split(":")[0] for line in lines[1:-2]] == ["title", "body"]
    assert len("\n".join(lines).splitlines()) == len(lines) - 1
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", "\n".join(lines)
    )


def test_astral_characters_stand_as_they_are() -> None:
    assert "\U0001f30f" in front_matter("\U0001f30f", "").decode("utf-8")


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert read(front_matter("a\ud800b", ""))["title"] == "a\ufffdb"


@given(st.text(), st.text())
def test_any_text_is_read_back(title: str, body: str) -> None:
    page = front_matter(title, body)
    assert read(page) == {"title": title, "body": body}
    assert yaml.safe_load(page.decode("utf-8").split("---\n")[1]) == {"title": title, "body": body}


def test_characters_that_nobody_sees_are_shown() -> None:
    assert visible("a\x00b\x1b\x7f\x85\x9f\ufeff\ufffe\u2028") == "a" + "�" + "b" + "�" * 7
    assert visible("\u202eabc\u2069") == "�abc�"
    assert visible("a\tb\nc é \U0001f30f") == "a\tb\nc é \U0001f30f"


@pytest.mark.parametrize("value", [None, 1.5, True, ["a"], {"a": 1}])
def test_a_template_prints_no_repr(value: object) -> None:
    with pytest.raises(TypeError):
        printable(value)
