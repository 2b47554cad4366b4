"""The sentences of the pages: the same keys and the same gaps in every language."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.pages import theme
from build_tools.words import Words


def flat(texts: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(texts, Mapping):
        for name, value in texts.items():
            yield from flat(value, f"{key}.{name}" if key else str(name))
    elif isinstance(texts, list):
        for number, value in enumerate(texts):
            yield f"{key}.{number}", str(value)
    else:
        yield key, str(texts)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    indonesian, english = (dict(flat(Words.load(lang).section("ui"))) for lang in ("id", "en"))
    english = {key: text for key, text in english.items() if not key.endswith("_one")}
    assert indonesian.keys() == english.keys()
    for key, text in indonesian.items():
        assert gaps(text) == gaps(english[key]), key
        assert text.strip() and english[key].strip(), key


def test_menu_and_help_have_names() -> None:
    for lang in ("id", "en"):
        words = Words.load(lang)
        assert all(words.has(key) for _, _, key in theme.MENU)
        assert all(words.has(f"ui.pages.{page.replace('/', '_')}") for page in theme.HELP)
