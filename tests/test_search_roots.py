"""The Indonesian root finder: pairs of words that must, and must not, come out alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_entries import entries, rows

from build_tools.search import all_roots, root
from build_tools.search.fields import pruned, texts_of
from build_tools.search.vocabulary import words_of

ROOTS = all_roots()


@pytest.mark.parametrize("pair", rows("pasangan-kata"), ids=lambda p: f"{p['kata']}-{p['akar']}")
def test_words_come_out_alike_or_not(pair: dict[str, str]) -> None:
    same = root(pair["kata"], ROOTS) == root(pair["akar"], ROOTS)
    assert same == (pair["sama"] == "ya")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kependudukan", "penduduk"),
        ("pemberdayaan", "daya"),  # three layers
        ("keberlanjutannya", "lanjut"),
        ("penyakit", "sakit"),  # ny swallowed s
        ("pengelolaan", "kelola"),  # ng swallowed k
        ("pengairan", "air"),  # ng swallowed nothing
        ("mengecat", "cat"),  # of one syllable
        ("pengeluaran", "keluar"),
        ("ketenagakerjaan", "kerja"),  # two roots written as one word
        ("belajar", "ajar"),
        ("districts", "district"),
        ("cities", "city"),
        ("puskesmas", "puskesmas"),
        ("b3", "b3"),
        ("2024", "2024"),
        ("an", "an"),
    ],
)
def test_each_rule_by_example(word: str, expected: str) -> None:
    assert root(word, ROOTS | {"cat", "tenaga"}) == expected


def test_the_list_of_roots_is_in_order_and_holds_plain_words() -> None:
    assert 400 <= len(ROOTS) <= 1500
    assert all(re.fullmatch(r"[a-z]{2,}", r) for r in ROOTS)
    assert all(root(r, ROOTS) == r for r in ROOTS)


@given(st.text(alphabet="abdegiklmnprstuy", min_size=1, max_size=20))
def test_any_word_has_one_root_that_is_no_longer(word: str) -> None:
    found = root(word, ROOTS)
    assert found and len(found) <= len(word) + 1  # a nasal gives one letter back


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_catalogue_keeps_its_roots_though_others_are_left_out(lang: str) -> None:
    given, labels = entries(lang)
    used, _ = pruned(given, labels, ROOTS, ())
    words = {
        word
        for entry in given
        for _, texts in texts_of(entry, labels, described=True)
        for text in texts
        for word in words_of(text)
    }
    assert len(words) > 1000 and used < ROOTS
    assert {w: root(w, used) for w in words} == {w: root(w, ROOTS) for w in words}
