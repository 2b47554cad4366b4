"""The sentence of a chart says what its figures say: recomputed here, apart from the code."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from charts_site import AREA, COUNT, EN, ID, SEX, YEAR, drawn, measure, published, table
from hypothesis import given
from hypothesis import strategies as st
from portals import REPOSITORY
from test_words import keys, placeholders

from build_tools import charts
from build_tools.convert import convert
from build_tools.load import discover, load
from build_tools.load.settings import load_portal
from build_tools.model import Published, Site, Text
from build_tools.words import Words

SHARE = measure("p", "persen", "percent", "Prevalensi")
SCORE = measure("i", "poin indeks", "index points", "Indeks")
HEAT = measure("t", "derajat Celsius", "degrees Celsius", "Suhu")

UP, DOWN = {"id": "naik", "en": "up"}, {"id": "turun", "en": "down"}
JUDGING = re.compile(
    r"membaik|memburuk|baik|buruk|sayang|berhasil|improv|wors|better|good|bad|success", re.I
)


def said(rows: list[tuple[str, Any]], words: Words, field: Any = COUNT) -> str:
    (made,) = drawn(table([YEAR, field], rows, ["tahun"]), words)
    return made.sentence


@pytest.mark.parametrize(
    ("field", "old", "new", "indonesian", "english"),
    [
        (COUNT, 200, 250, "naik 25\u00a0% sejak 2020", "up 25% since 2020"),
        (COUNT, 297000, 309667, "naik 4,3\u00a0% sejak 2020", "up 4.3% since 2020"),
        (COUNT, 250, 200, "turun 20\u00a0% sejak 2020", "down 20% since 2020"),
        (COUNT, 5, 5, "sama seperti pada 2020", "the same as in 2020"),
        (COUNT, 100000, 100001, "naik kurang dari 0,1\u00a0% sejak", "up less than 0.1% since"),
        (COUNT, 0, 12, "naik 12 orang sejak 2020", "up 12 persons since 2020"),
        (COUNT, 12, 0, "turun 100\u00a0% sejak 2020", "down 100% since 2020"),
        (COUNT, -5, 7, "naik 12 orang sejak 2020", "up 12 persons since 2020"),
        (COUNT, -5, -7, "turun 2 orang sejak 2020", "down 2 persons since 2020"),
        (SHARE, "24.5", "22.4", "turun 2,1 poin persentase", "down 2.1 percentage points"),
        (SHARE, "24.500", "24.501", "kurang dari 0,01 poin", "less than 0.01 percentage points"),
        (SCORE, "1.85", "3.27", "naik 1,42 poin sejak", "up 1.42 points since"),
        (HEAT, "25", "27.5", "naik 2,5 derajat Celsius", "up 2.5 degrees Celsius"),
    ],
)
def test_changes(field: Any, old: Any, new: Any, indonesian: str, english: str) -> None:
    rows = [("2020", old), ("2024", new)]
    assert indonesian in said(rows, ID, field)
    assert english in said(rows, EN, field)


def read(text: str, words: Words) -> Decimal:
    """A number as a reader of that language reads it."""
    group, point = (".", ",") if words.lang == "id" else (",", ".")
    return Decimal(text.replace(group, "").replace(point, ".").replace("−", "-"))


values = st.decimals(Decimal("-1e9"), Decimal("1e9"), places=2)
figures = st.dictionaries(st.integers(1990, 2030), values, min_size=2, max_size=12)


@given(figures)
@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
def test_amounts_are_those_of_the_data(words: Words, given: dict[int, Decimal]) -> None:
    years = sorted(given)
    old, new = given[years[0]], given[years[-1]]
    sentence = said([(str(y), given[y]) for y in given], words)
    assert not JUDGING.search(sentence)
    number = r"([−\d.,]+)"
    start = re.match(rf".+?: {number} \w+ (?:pada|in) (\d{{4}})", sentence)
    assert start and read(start[1], words) == new and start[2] == str(years[-1])
    if new == old:
        assert UP[words.lang] not in sentence and DOWN[words.lang] not in sentence
        return
    direction = (UP if new > old else DOWN)[words.lang]
    moved = re.search(
        rf", {direction} (kurang dari |less than )?{number}(\u00a0%|%| \w+)", sentence
    )
    assert moved, sentence
    assert sentence.endswith(f" {years[0]}.")
    amount = read(moved[2], words)
    if old > 0 and new >= 0:
        exact = abs(new - old) / old * 100
        if moved[1]:
            assert exact < Decimal("0.05") and amount == Decimal("0.1")
        else:
            places = Decimal("0.1") if exact < 1000 else Decimal(1)
            assert amount == exact.quantize(places, ROUND_HALF_UP)
            assert "%" in moved[3]
    else:
        assert amount == abs(new - old) and "%" not in moved[3]


@given(st.lists(st.decimals(0, 100, places=1), min_size=2, max_size=9))
def test_both_languages_say_the_same_numbers(given: list[Decimal]) -> None:
    rows = [(str(2000 + n), value) for n, value in enumerate(given)]
    found = [
        [read(n.rstrip(".,"), w) for n in re.findall(r"[−\d][\d.,]*", said(rows, w, SHARE))]
        for w in (ID, EN)
    ]
    assert found[0] == found[1]


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), values, min_size=2))
def test_the_largest_is_named(given: dict[str, Decimal]) -> None:
    rows = list(given.items())
    (made,) = drawn(table([SEX, COUNT], rows, ["jenis"]))
    top = [name for name, value in given.items() if value == max(given.values())]
    if len(top) > 3:
        assert made.sentence == ""
        return
    assert all(f" {name}" in made.sentence for name in top)
    stated = made.sentence.split(", ")[-1].removesuffix(" orang.")
    assert read(stated, ID) == max(given.values())


def test_figures_that_may_not_be_compared_are_not() -> None:
    rows = [("L", "2020", 10), ("L", "2021", 11), ("P", "2024", 99)]
    (made,) = drawn(table([SEX, YEAR, COUNT], rows, ["jenis", "tahun"]))
    assert made.sentence == "Penduduk, laki-laki: 11 orang pada 2021, naik 10\u00a0% sejak 2020."


def test_missing_values_are_not_nought() -> None:
    assert said([("2019", None), ("2020", 4), ("2021", 6), ("2022", None)], ID) == (
        "Penduduk: 6 orang pada 2021, naik 50\u00a0% sejak 2020."
    )


def test_a_half_year_is_said_in_words() -> None:
    half = measure()
    period = AREA.__class__("periode", "string", role="waktu")
    of = table([period, half], [("2023-S2", 4), ("2024-S1", 6)], ["periode"])
    assert drawn(of, EN)[0].sentence.endswith(
        "in the first half of 2024, up 50% since the second half of 2023."
    )


def test_both_languages_have_the_same_sentences() -> None:
    indonesian, english = set(keys(ID.section("charts"))), set(keys(EN.section("charts")))
    assert indonesian == {k for k in english if not k.endswith("_one")}
    for key in indonesian:
        text, other = ID.section(f"charts.{key}"), EN.section(f"charts.{key}")
        assert isinstance(text, str) == isinstance(other, str)
        if isinstance(text, str):
            assert placeholders(text) == placeholders(other), key


# The real data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    portal = load_portal(REPOSITORY, date(2026, 11, 23))
    found: list[Published] = []
    for source in discover(REPOSITORY):
        dataset, _ = load(source, portal)
        if dataset:
            found.append(convert(dataset, tmp_path_factory.mktemp("out")))
    return Site(portal, tuple(found))


def lines(site: Site, id: str) -> list[charts.Drawn]:
    given = next(p for p in site.published if p.id == id)
    made = charts.prepare(site)
    return [d for t in given.tables for d in made.of_table(ID, given, t, "u")]


def test_the_instruments_of_stunting_are_series_of_their_own(site: Site) -> None:
    (made,) = lines(site, "himpunan/stunting")
    assert made.sentence == (
        "Prevalensi stunting, SSGI (Survei Status Gizi Indonesia): 24,9 persen pada 2022, "
        "naik 1,1 poin persentase sejak 2021."
    )
    wide = made.html.split("<svg")[1]
    assert [g.count('class="l"') for g in re.findall(r'<g class="s\d">.*?</g>', wide)] == [
        1,
        0,
        0,
        0,
    ]


def test_census_and_registration_are_never_joined(site: Site) -> None:
    assert lines(site, "himpunan/penduduk") == []


def test_contradicting_budgets_are_not_drawn(site: Site) -> None:
    assert lines(site, "himpunan/apbd-ringkas") == []


def test_ranks_among_different_others_are_not_drawn(site: Site) -> None:
    assert lines(site, "himpunan/evaluasi-smart-city") == []


def test_the_product_is_not_compared_over_its_break(site: Site) -> None:
    made = lines(site, "himpunan/pdrb-kabupaten-kota")
    assert [m.kind for m in made] == ["line", "line", "map", "bar"]
    assert all("sejak 2005" in m.sentence for m in made[:2])


def test_districts_are_on_the_map_of_their_own_boundaries(site: Site) -> None:
    made = lines(site, "himpunan/penduduk-kecamatan-2010")
    assert [m.kind for m in made] == ["map", "bar"]
    assert "Tidak ada di peta" not in made[0].html and "tidak ada data" not in made[0].html
    assert "Batu Engau: 10.748" in made[0].html


def test_the_key_figures_are_those_of_the_data(site: Site) -> None:
    found = charts.prepare(site).key_figures(ID)
    assert [(f.value, f.unit, f.period) for f in found] == [
        ("309.667", "orang", "Semester II 2024"),
        ("24,9", "%", "2022"),
        ("3,27", "poin indeks", "2024"),
        ("10.780,677", "kilometer persegi", "2024–2025"),
    ]
    assert not any(f.missing for f in found) and all(isinstance(f.title, Text) for f in found)
    assert charts.prepare(site).outline().count("<path") == 10


def test_no_path_of_this_machine_is_in_a_drawing(site: Site, tmp_path: Path) -> None:
    made = charts.prepare(site)
    for p in site.published:
        for t in p.tables:
            assert not any(
                "/tmp" in d.html or "style=" in d.html for d in made.of_table(EN, p, t, "u")
            )


def test_a_dataset_by_hand_has_no_chart_by_default() -> None:
    of = published(table([SEX], [("L",)], ["jenis"]))
    assert drawn(of.tables[0]) == ()
