"""The files that a browser searches in: what they weigh, that they are safe and always the same."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_site import HOSTILE
from search_entries import entries as realistic
from search_entries import portal

from bench import titles
from build_tools.model import OutputFile
from build_tools.pages.theme import script
from build_tools.search import Entry, Labels, all_roots, files, groups, root
from build_tools.search.pack import DIGITS, name_code, packed, postings

ROOTS = all_roots()
GROUPS = groups(portal().synonyms, lambda word: root(word, ROOTS))
#: Of so many datasets: the most that the first and the second file weigh, in KB after gzip -9.
BUDGETS = {300: (10, 12), 1_000: (45, 40), 10_000: (175, 160)}


@cache
def made(count: int) -> tuple[OutputFile, ...]:
    return write(titles.entries(count), titles.labels())


def write(given: Sequence[Entry], labels: Labels, lang: str = "id") -> tuple[OutputFile, ...]:
    return tuple(files(lang, given, labels, ROOTS, GROUPS, script("cari.js")))


def text(file: OutputFile) -> str:
    assert isinstance(file.content, bytes)
    return file.content.decode("utf-8")


def data(file: OutputFile) -> dict[str, object]:
    found = json.loads(text(file).split("=", 1)[1].split(";\n")[0])
    assert isinstance(found, dict)
    return found


def weight(file: OutputFile) -> float:
    assert isinstance(file.content, bytes)
    return len(gzip.compress(file.content, 9)) / 1000


@pytest.mark.parametrize("count", BUDGETS)
def test_both_files_keep_their_budget(count: int) -> None:
    first, engine, second, *parts = made(count)
    most, later = BUDGETS[count]
    assert weight(first) <= most
    assert weight(second) <= later
    assert weight(engine) <= 12
    assert all(weight(part) <= 8 for part in parts)
    assert bool(parts) == (count > 2000)


def test_titles_written_by_hand_weigh_more_but_not_much() -> None:
    """The 337 rows that people wrote: no grammar repeats its words in them."""
    given, labels = realistic("id")
    first, engine, second = write(given, labels)
    assert (weight(first), weight(engine), weight(second)) <= (16, 12, 12)
    english = write(*realistic("en"), lang="en")
    assert weight(english[0]) <= 18


def test_scripts_keep_their_budget() -> None:
    for name, most in {"katalog.js": 4, "cari.js": 4, "banding.js": 4}.items():
        assert len(gzip.compress(script(name).encode(), 9)) <= most * 1000


def test_the_made_up_titles_differ_and_are_as_long_as_real_ones() -> None:
    given = titles.entries(10_000)
    assert len({e.title for e in given}) == len({e.id for e in given}) == 10_000
    assert titles.entries(50) == given[:50]
    lengths = [len(e.title) for e in realistic("id")[0]]
    mean = sum(len(e.title) for e in given) / len(given)
    assert mean >= sum(lengths) / len(lengths)


def test_the_same_entries_in_any_order_give_the_same_bytes() -> None:
    given = titles.entries(300)
    assert write(given[::-1], titles.labels()) == made(300)


def test_files_name_each_other_and_carry_their_hash() -> None:
    first, engine, second, *parts = made(10_000)
    found = data(first)
    assert found["engine"] == engine.path.name and found["later"] == second.path.name
    assert found["parts"] == [part.path.name for part in parts] and len(parts) == 50
    assert found["descriptions"] == ""
    assert text(parts[7]).startswith("window.PD_URAIAN7=")


def test_nothing_in_a_text_ends_the_script() -> None:
    entry = replace(titles.entries(1)[0], title=HOSTILE, description=HOSTILE, keywords=(HOSTILE,))
    for file in write([entry], titles.labels())[::2]:
        body = text(file)
        assert "</" not in body and "\u2028" not in body and "\u2029" not in body
        assert body.count("\n") == 1


@given(st.lists(st.integers(0, 5000), min_size=1))
def test_numbers_come_back(numbers: list[int]) -> None:
    width, digits = packed(numbers)
    assert isinstance(width, int) and isinstance(digits, str)
    read = [
        sum(DIGITS.index(d) << 6 * k for k, d in enumerate(digits[i : i + width]))
        for i in range(0, len(digits), width)
    ]
    assert read == numbers


def test_names_are_told_by_the_words_of_the_title() -> None:
    assert name_code("penduduk-desa", "Jumlah penduduk desa") == "BC"
    assert name_code("penduduk-jk-desa", "Jumlah penduduk desa") == "BjkC"
    assert name_code("a-b", "Lain") == "a-b"


def test_lists_of_entries_are_written_as_gaps() -> None:
    phrases, gaps = postings([("a", "b"), (), ("a",), *[()] * 40, ("a",)])
    assert phrases == "a\nb"
    assert gaps == f"AB{DIGITS[32 + 8]}B A"


def test_an_empty_catalogue_has_files_too() -> None:
    first, _, second = write([], titles.labels())
    assert data(first)["count"] == 0 and data(second)["columns"] == ["", ""]
