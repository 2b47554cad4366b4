"""The search of the browser against its reference in Python: the same roots, the same lists."""

from __future__ import annotations

import pytest
from engine import results, start
from playwright.sync_api import Browser
from search_entries import entries, portal, rows

from bench import titles
from build_tools.search import all_roots, groups, index, root, search
from build_tools.search.fields import texts_of
from build_tools.search.vocabulary import words_of

pytestmark = pytest.mark.browser

ROOTS = all_roots()
GROUPS = groups(portal().synonyms, lambda word: root(word, ROOTS))
#: Beside the fixture's: slips, phrases, years, places, what finds nothing.
MORE = [
    "",
    "yang di",
    "zzxxqq",
    "penduduk",
    "pendudukk desa",
    "kependdukan",
    "anggaran pendapatan belanja daerah 2022",
    "apbd 1950",
    "stunting jembatan 2023",
    "jaln",
    "e-KTP",
    "kab paser data",
    "DINKES Tanah Grogot",
    "Île-de-Frânce ﬁnansial",
    "rumah rumah sakit",
    "st",
    "2023",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    " ".join(f"kata{n}" for n in range(40)),
]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_both_sides_give_the_same_lists(browser: Browser, lang: str) -> None:
    given, labels = entries(lang)
    catalogue = index(given, labels, ROOTS, GROUPS)
    queries = [row["kueri"] for row in rows("kueri")] + MORE
    page = browser.new_page()
    start(page, lang, given, labels, GROUPS, ROOTS)
    shown = results(page, queries)
    page.close()
    for query, (numbers, complete) in zip(queries, shown, strict=True):
        hits = search(catalogue, query)
        assert (numbers, complete) == (list(hits.found[:10]), hits.complete), query


def test_a_large_catalogue_without_descriptions_too(browser: Browser) -> None:
    given, labels = titles.entries(3000), titles.labels()
    catalogue = index(given, labels, ROOTS, GROUPS)
    queries = ["penduduk kecamatan", "dinkes", "stuntng", "Tanah Grogot 2020", "orang", "aset"]
    page = browser.new_page()
    start(page, "id", given, labels, GROUPS, ROOTS)
    shown = results(page, queries)
    page.close()
    for query, (numbers, complete) in zip(queries, shown, strict=True):
        hits = search(catalogue, query)
        assert (numbers, complete) == (list(hits.found[:10]), hits.complete), query


def test_both_sides_find_the_same_roots(browser: Browser) -> None:
    """Of the words of all pairs and of every word of the catalogue."""
    pairs = {word for row in rows("pasangan-kata") for word in (row["kata"], row["akar"])}
    words = {word for text in pairs for word in words_of(text)}
    given, labels = entries("id")
    for entry in given:
        for _, texts in texts_of(entry, labels, described=True):
            words.update(word for text in texts for word in words_of(text))
    catalogue = index(given, labels, ROOTS, GROUPS)
    asked = sorted(words)
    page = browser.new_page()
    start(page, "id", given, labels, GROUPS, ROOTS)
    kept = page.evaluate("(words) => words.map(window.engine.root)", asked)
    page.evaluate(
        "(roots) => { window.PD_KATA.roots = roots; window.all = window.PD_CARI(window.data); }",
        " ".join(sorted(ROOTS)),
    )
    found = page.evaluate("(words) => words.map(window.all.root)", asked)
    page.close()
    assert len(asked) > 1500
    assert dict(zip(asked, kept, strict=True)) == {w: root(w, catalogue.roots) for w in asked}
    assert dict(zip(asked, found, strict=True)) == {w: root(w, ROOTS) for w in asked}


def test_names_and_texts_come_back_from_the_columns(browser: Browser) -> None:
    given, labels = entries("id")
    page = browser.new_page()
    start(page, "id", given, labels, GROUPS, ROOTS)
    ids = page.evaluate(
        """() => Array.from({length: data.count}, (_, i) =>
            data.owners[data.column("owner")[i]] + "/" + data.nameOf(i))"""
    )
    years = page.evaluate("() => data.column('tahun').map(data.yearsOf)")
    page.close()
    catalogue = index(given, labels, ROOTS, GROUPS)
    assert ids == [entry.id for entry in catalogue.entries]
    shown = [(y[0], y[-1]) if y else ("", "") for y in years]
    assert shown == [entry.years for entry in catalogue.entries]
