"""What is drawn of a table, and what is not: one test a rule, on small made-up tables."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from charts_site import (
    AREA,
    COUNT,
    EN,
    ID,
    NAME,
    SEX,
    SHAPES,
    YEAR,
    boundaries,
    drawn,
    line_of,
    measure,
    plans,
    prepared,
    published,
    series,
    shape,
    table,
)
from pages_site import RESOURCE

from build_tools.charts import line, times
from build_tools.charts.classes import class_of, classes
from build_tools.charts.plan import BarPlan, LinePlan
from build_tools.charts.scale import ticks
from build_tools.checks.charts import _words
from build_tools.model import ChartSpec, Field, HeldBack, Source, Table, Text

GOLDEN = Path(__file__).parent / "golden/charts"
YEARS = [("2020", 10), ("2021", 12), ("2022", 15)]
AREAS = [("64.01.01", 10), ("64.01.02", 20), ("64.01.03", 20), ("64.01.04", 40), ("64.01.09", 50)]


def by_sex(rows: Sequence[tuple[str, str, object]]) -> Table:
    return table([SEX, YEAR, COUNT], rows, ["jenis", "tahun"])


def by_area(rows: Sequence[tuple[str, object]], field: Field = COUNT) -> Table:
    return table([AREA, field], rows, ["kode"])


def runs(plan: LinePlan) -> list[list[list[str]]]:
    return [[[p.time.text for p in run] for run in line.runs(plan, s)] for s in plan.series]


# Lines


def test_a_measure_over_time_is_a_line() -> None:
    (made,) = drawn(table([YEAR, COUNT], YEARS, ["tahun"]))
    assert (made.kind, made.anchor) == ("line", "grafik")
    assert made.title == "Penduduk, 2020–2022 (orang)"
    assert made.html.count("<svg") == 2 and made.html.count('role="img"') == 2
    assert "Lihat angka grafik" in made.html and 'data-t="2021: 12"' in made.html


def test_series_of_different_keys_are_never_joined() -> None:
    plan = line_of(by_sex([("L", "2020", 1), ("L", "2021", 2), ("P", "2022", 9)]))
    assert series(plan) == {"laki-laki": {"2020": 1, "2021": 2}, "perempuan": {"2022": 9}}
    assert runs(plan) == [[["2020", "2021"]], [["2022"]]]


def test_without_two_comparable_points_there_is_no_line() -> None:
    assert plans(by_sex([("L", "2020", 1), ("P", "2021", 2)])) == []
    assert plans(table([YEAR, COUNT], YEARS[:1], ["tahun"])) == []


def test_two_rows_for_one_place_make_no_chart() -> None:
    assert plans(table([YEAR, COUNT], [*YEARS, ("2022", 16)])) == []


def test_at_most_five_series() -> None:
    kind = Field("macam", "string", categories=SEX.categories)
    rows = [(str(n), year, n) for n in range(6) for year in ("2020", "2021")]
    assert plans(table([kind, YEAR, COUNT], rows, ["macam", "tahun"])) == []
    assert len(line_of(table([kind, YEAR, COUNT], rows[:10], ["macam", "tahun"])).series) == 5


def test_a_line_breaks_where_years_are_missing_and_says_which() -> None:
    rows = [("2018", 1), ("2019", 2), ("2021", None), ("2022", 4)]
    of = table([YEAR, COUNT], rows, ["tahun"])
    assert runs(line_of(of)) == [[["2018", "2019"], ["2022"]]]
    assert "Tidak ada angka untuk 2020, 2021." in drawn(of)[0].html
    assert "No figure for 2020, 2021." in drawn(of, EN)[0].html


def test_years_far_apart_are_no_gap_where_that_is_the_rhythm() -> None:
    of = table([YEAR, COUNT], [("2000", 1), ("2010", 2), ("2020", 3)], ["tahun"])
    assert runs(line_of(of)) == [[["2000", "2010", "2020"]]]
    yearly = published(of, frequency="tahunan")
    (plan,) = plans(of, yearly)
    assert isinstance(plan, LinePlan) and len(runs(plan)[0]) == 3


def test_a_way_of_counting_that_is_not_known_joins_nothing() -> None:
    rows = [("L", "2020", 1), ("L", "2021", 2)]
    unknown = [("tidak-diketahui", "2020", 5), ("tidak-diketahui", "2021", 9)]
    plan = line_of(by_sex([*rows, *unknown]))
    assert runs(plan)[1] == [["2020"], ["2021"]]
    assert plans(by_sex(unknown)) == []


def test_a_classifying_column_outside_the_key_keeps_series_apart() -> None:
    given = replace(COUNT.measure, classification=Text("Jenis kelamin"))  # type: ignore[type-var]
    field = replace(COUNT, measure=given)
    rows = [("2020", "L", 1), ("2021", "L", 2), ("2022", "P", 9)]
    plan = line_of(table([YEAR, SEX, field], rows, ["tahun"]))
    assert set(series(plan)) == {"laki-laki", "perempuan"}


def test_ranks_are_not_drawn() -> None:
    rank = measure("urutan", "peringkat", "rank")
    assert plans(table([YEAR, rank], YEARS, ["tahun"])) == []
    assert plans(by_area(AREAS, rank)) == []


def test_units_never_share_an_axis() -> None:
    unit = Field("satuan", "string")
    rows = [(year, kind, value) for kind in ("ton", "ekor") for year, value in YEARS]
    of = table([YEAR, unit, COUNT], rows, ["tahun", "satuan"])
    assert [p.subject.unit.main for p in plans(of)] == ["ton", "ekor"]
    assert all(isinstance(p, LinePlan) and len(p.series) == 1 for p in plans(of))


def test_at_most_two_lines_of_a_table() -> None:
    fields = [YEAR, *(measure(f"m{n}") for n in range(200))]
    rows = [(year, *[value] * 200) for year, value in YEARS]
    assert [p.subject.measure.name for p in plans(table(fields, rows, ["tahun"]))] == ["m0", "m1"]


def test_the_whole_comes_before_its_parts() -> None:
    part, whole = measure("laki"), measure("semua")
    way = replace(whole.measure, classification=Text("Tanpa klasifikasi"))  # type: ignore[type-var]
    of = table([AREA, part, replace(whole, measure=way)], [(c, 1, v) for c, v in AREAS], ["kode"])
    assert [p.subject.measure.name for p in plans(of)] == ["semua"]


@pytest.mark.parametrize(
    ("totals", "first"),
    [((13, 5, 0), "jumlah"), ((13, 6, 0), "jantan"), ((13, None, 0), "jantan")],
    ids=["adds up", "off by one", "too little known"],
)
def test_the_total_column_is_drawn_before_its_parts(
    totals: tuple[int | None, ...], first: str
) -> None:
    """A total is known by its sums, whatever it is called and wherever it stands."""
    fields = [measure(name, "ekor") for name in ("jantan", "betina", "jumlah")]
    parts = [("64.01.01", 6, 7), ("64.01.02", 2, 3), ("64.01.03", 0, 0)]
    rows = [(*part, total) for part, total in zip(parts, totals, strict=True)]
    drawn_of = plans(table([AREA, *fields], rows, ["kode"]))
    assert [p.subject.measure.name for p in drawn_of] == [first]


def test_columns_of_another_unit_are_no_parts() -> None:
    fields = [measure("luas", "hektare"), *(measure(n, "ekor") for n in ("a", "b", "c"))]
    of = table([AREA, *fields], [("64.01.01", 9, 1, 2, 3), ("64.01.02", 9, 2, 2, 4)], ["kode"])
    assert [p.subject.measure.name for p in plans(of)] == ["luas"]


def test_the_axis_says_when_it_does_not_start_at_nought() -> None:
    high = table([YEAR, COUNT], [("2020", 1000), ("2021", 1010)], ["tahun"])
    assert "Sumbu tegak tidak mulai dari nol." in drawn(high)[0].html
    low = table([YEAR, COUNT], [("2020", 3), ("2021", 10)], ["tahun"])
    assert "Sumbu tegak" not in drawn(low)[0].html


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "10", ["0", "2.5", "5", "7.5", "10"]),
        ("1.36", "3.27", ["0", "1", "2", "3", "4"]),
        ("13", "24.9", ["10", "15", "20", "25"]),
        ("-5", "5", ["-5", "-2.5", "0", "2.5", "5"]),
        ("7", "7", ["6", "6.5", "7", "7.5", "8", "8.5", "9"]),
    ],
)
def test_ticks_are_round_and_enclose(low: str, high: str, expected: list[str]) -> None:
    made = ticks(Decimal(low), Decimal(high))
    assert made[0] <= Decimal(low) and Decimal(high) <= made[-1]
    if low != high:
        assert made == [Decimal(e) for e in expected]


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("2024", "2024", "2024"),
        ("2024-S2", "Semester II 2024", "second half of 2024"),
        ("2024-Q1", "Triwulan I 2024", "first quarter of 2024"),
        ("2024-T3", "Triwulan III 2024", "third quarter of 2024"),
        ("2024-11", "November 2024", "November 2024"),
        ("2024-08-17", "17 Agustus 2024", "17 August 2024"),
    ],
)
def test_times_are_read_and_said(text: str, indonesian: str, english: str) -> None:
    time = times.read(text)
    assert time
    assert (times.full(ID, time), times.full(EN, time)) == (indonesian, english)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-S3", "2024-Q5", "2024-02-30", "lalu"])
def test_what_is_no_time(text: str) -> None:
    assert times.read(text) is None


def test_a_finer_key_beside_a_year_is_the_time() -> None:
    half = Field("periode", "string")
    rows = [("2023-S2", "2023", 1), ("2024-S1", "2024", 2), ("2024-S2", "2024", 3)]
    of = table([half, YEAR, COUNT], rows, ["periode"])
    assert list(series(line_of(of))[""]) == ["2023-S2", "2024-S1", "2024-S2"]


# Areas


def test_a_map_and_its_bars() -> None:
    chart, bars = drawn(by_area(AREAS))
    assert (chart.kind, chart.anchor, bars.kind, bars.anchor) == ("map", "peta", "bar", "peta")
    assert chart.sentence and not bars.sentence
    assert "Bukan batas resmi." in chart.html and "20 Agustus 2026" in chart.html
    assert "jumlah keseluruhan" in chart.html
    assert chart.html.count('<path class="w"') == 1  # the tiny island is named beside the map
    assert "Not official boundaries." in drawn(by_area(AREAS), EN)[0].html


def test_a_rate_needs_no_word_about_totals() -> None:
    assert "keseluruhan" not in drawn(by_area(AREAS, measure("p", "persen", "percent")))[0].html


def test_codes_are_matched_by_the_column_that_the_table_has() -> None:
    rows = [(dict(s.codes)["kode_bps"], n) for n, s in enumerate(SHAPES)]
    chart, bars = drawn(by_area(rows))
    assert 'data-t="Pulau Kecil Sekali: 4"' in chart.html
    assert "Tidak ada di peta" not in chart.html and "6401021" not in bars.html


def test_a_total_row_is_neither_on_the_map_nor_among_the_bars() -> None:
    (plan,) = plans(by_area([*AREAS, ("64.01", 140)]))
    assert isinstance(plan, BarPlan)
    codes = ["64.01.09", "64.01.04", "64.01.03", "64.01.02", "64.01.01"]
    assert [b.code for b in plan.bars] == codes


def test_areas_without_data_and_areas_without_boundary_are_named() -> None:
    rows = [*AREAS[:3], ("64.01.04", None), ("64.01.77", 5)]
    chart, bars = drawn(by_area(rows))
    assert 'fill="url(#u-0ph)"' in chart.html
    assert "Long Kali: tidak ada data" in chart.html
    assert "Pulau Kecil Sekali: tidak ada data" in chart.html
    assert "Tidak ada di peta: 64.01.77." in chart.html
    assert bars.html.count("tidak ada data") == 1 and ">0<" not in bars.html


def test_villages_without_boundaries_get_bars_only() -> None:
    rows = [(f"64.01.01.{n}", f"Desa {n}", n) for n in range(2001, 2030)]
    (bars,) = drawn(table([AREA, NAME, COUNT], rows, ["kode"]))
    assert (bars.kind, bars.anchor) == ("bar", "grafik")
    assert "Desa 2029" in bars.html and "Lihat 9 baris lainnya" in bars.html
    assert bars.sentence == "Penduduk, nilai terbesar: Desa 2029, 2.029 orang."


def test_area_over_time_shows_the_own_region_and_the_newest_map() -> None:
    rows = [(c, y, v + int(y) - 2020) for y in ("2020", "2021") for c, v in AREAS]
    rows += [("64.01", "2020", 140), ("64.01", "2021", 145)]
    made = drawn(table([AREA, YEAR, COUNT], rows, ["kode", "tahun"]))
    assert [m.kind for m in made] == ["line", "map", "bar"]
    assert made[0].title == "Penduduk, Kabupaten Contoh, 2020–2021 (orang)"
    assert made[1].title == "Penduduk menurut wilayah, 2021 (orang)"


def test_two_values_for_one_area_make_no_map() -> None:
    rows = [(c, s, v) for c, v in AREAS for s in "LP"]
    assert plans(table([AREA, SEX, COUNT], rows, ["kode", "jenis"])) == []


def test_equal_values_share_a_class() -> None:
    values = [Decimal(v) for v in (1, 1, 1, 1, 1, 1, 2, 3)]
    found = classes(values)
    assert (found[0].low, found[0].high) == (1, 1)
    assert {class_of(v, found) for v in values} == set(found)
    assert all(a.high < b.low for a, b in pairwise(found))
    assert len(classes([Decimal(n) for n in range(100)])) == 5


def test_one_value_everywhere_is_no_map() -> None:
    assert [d.kind for d in drawn(by_area([(c, 7) for c, _ in AREAS]))] == ["bar"]


def test_bars_below_nought_start_at_nought() -> None:
    (bars,) = drawn(table([SEX, COUNT], [("L", -50), ("P", 50)], ["jenis"]))
    assert '<rect x="50" width="50"' in bars.html and '<rect width="50"' in bars.html
    assert bars.title == "Penduduk menurut Jenis kelamin (orang)"


# What the descriptor says


def test_no_chart_where_the_descriptor_says_so() -> None:
    assert plans(table([YEAR, COUNT], YEARS, ["tahun"], charts=())) == []


def test_a_filter_chooses_a_series_and_names_it() -> None:
    rows = [(s, y, v) for s in "LP" for y, v in YEARS]
    spec = ChartSpec("garis", where=(("jenis", "P"),))
    of = table([SEX, YEAR, COUNT], rows, ["jenis", "tahun"], charts=(spec,))
    assert drawn(of)[0].title == "Penduduk, perempuan, 2020–2022 (orang)"
    assert drawn(of, EN)[0].title == "jumlah, female, 2020–2022 (persons)"


def test_sums_are_exact_and_lack_nothing() -> None:
    rows = [("2020", 1, "0.1"), ("2020", 2, "0.2"), ("2021", 1, "0.3"), ("2021", 2, None)]
    rows += [("2022", 1, "0.5"), ("2022", 2, "0.1")]
    number = Field("nomor", "integer", role="kode")
    spec = ChartSpec("garis", measure="jumlah", summed=True)
    of = table([YEAR, number, COUNT], rows, ["tahun", "nomor"], charts=(spec,))
    assert series(line_of(of)) == {"": {"2020": Decimal("0.3"), "2022": Decimal("0.6")}}
    assert plans(replace(of, extract=replace(of.extract, left_out=1))) == []  # type: ignore[type-var]


def test_shares_are_not_summed() -> None:
    spec = ChartSpec("garis", summed=True)
    share = measure("p", "persen", "percent")
    assert plans(table([YEAR, share], [*YEARS, ("2022", 3)], charts=(spec,))) == []


def test_a_break_parts_the_line_and_the_comparison() -> None:
    spec = ChartSpec("garis", breaks=("2021",))
    of = table([YEAR, COUNT], YEARS, ["tahun"], charts=(spec,))
    assert runs(line_of(of)) == [[["2020"], ["2021", "2022"]]]
    assert drawn(of)[0].sentence == "Penduduk: 15 orang pada 2022, naik 25\u00a0% sejak 2021."
    assert "Angka sejak 2021 tidak dapat dibandingkan" in drawn(of)[0].html


def test_only_bars_where_only_bars_are_asked_for() -> None:
    of = replace(by_area(AREAS))
    of = replace(of, resource=replace(of.resource, charts=(ChartSpec("batang"),)))
    assert [d.kind for d in drawn(of)] == ["bar"]


# Whatever comes, the page stays whole


HOSTILE = "</text><script>alert(1)</script>&\"'\x00\x1b\u202eבית\u2066😀{{ 7*7 }}"


@pytest.mark.parametrize(
    "of",
    [
        table([YEAR, COUNT], [], ["tahun"]),
        table([YEAR, COUNT], [("2020", None), ("2021", None)], ["tahun"]),
        table([YEAR, COUNT], [("2020", "1e300"), ("2021", "2")], ["tahun"]),
        table([YEAR, COUNT], [("2020", "9" * 40), ("2021", "2")], ["tahun"]),
        table([YEAR, COUNT], [("2020", "NaN"), ("2021", "INF")], ["tahun"]),
        table([COUNT], [(1,)]),
        table([YEAR], [("2020",)], ["tahun"]),
        table([NAME], [("a",)], ["nama"]),
        table([YEAR, COUNT], [(None, 1), (None, 2)]),
        by_area([("64.01.01", None), ("64.01.02", None)]),
        by_area([("99", 1), ("98", 2)], replace(COUNT, type="string")),
    ],
)
def test_no_chart_rather_than_a_broken_one(of: Table) -> None:
    assert drawn(of) == () and drawn(of, EN) == ()


@pytest.mark.parametrize(
    "rows",
    [
        [("2020", 0), ("2021", 0)],
        [("2020", "-5"), ("2021", "-1000000000")],
        [("2020", "0.000001"), ("2021", "0.000002")],
        [("2020", "123456789012345"), ("2021", "1.123456789012345678901234567890")],
        [(f"{y}", y) for y in range(1800, 2100)],
        [("2020-01-31", 1), ("2020-02-29", 2), ("2020-04-30", 3)],
    ],
)
def test_odd_figures_are_drawn_whole(rows: list[tuple[str, object]]) -> None:
    time = replace(YEAR, type="date") if "-" in rows[0][0] else YEAR
    (made,) = drawn(table([time, COUNT], rows, ["tahun"]))
    well_formed(made.html)
    assert made.kind == "line"


def test_labels_from_outside_stay_text() -> None:
    kind = Field("macam", "string", categories=SEX.categories, title=Text(HOSTILE))
    field = measure("j", HOSTILE, "", HOSTILE)
    rows = [(s, y, v) for s in (HOSTILE, "P") for y, v in YEARS]
    of = table([kind, YEAR, field], rows, ["macam", "tahun"])
    areas = boundaries(tuple(shape(s.codes[0][1], HOSTILE, n) for n, s in enumerate(SHAPES)))
    made = [*drawn(of), *drawn(table([kind, field], [(HOSTILE, 1), ("P", 2)], ["macam"]))]
    given = published(by_area(AREAS, field))
    made += prepared(areas, given).of_table(ID, given, given.tables[0], "u")
    assert [m.kind for m in made] == ["line", "bar", "map", "bar"]
    for m in made:
        assert "<script" not in m.html and "\x00" not in m.html and "\u202e" not in m.html
        well_formed(m.html)


def well_formed(html: str) -> ET.Element:
    """The drawing as a tree: every id once, every reference there, no style attribute."""
    tree = ET.fromstring(html.replace("&nbsp;", " "))
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for element in tree.iter():
        assert element.get("style") is None
        for id in (element.get("aria-labelledby") or "").split():
            assert id in ids
        for value in element.attrib.values():
            assert "nan" not in value.lower().split() and "inf" not in value.lower().split()
    return tree


# Key figures and outline


KEY = {"dataset": "dinas/contoh", "kolom": "jumlah", "judul": "Orang", "en": {"judul": "People"}}


def figure(of: Table, **more: object) -> object:
    (made,) = prepared(published(of), angka_kunci=[KEY | more]).key_figures(ID)
    return made


def test_a_key_figure_is_the_newest_value_of_one_series() -> None:
    rows = [(s, y, v) for s in "LP" for y, v in YEARS]
    of = table([SEX, YEAR, COUNT], rows, ["jenis", "tahun"])
    made = prepared(published(of), angka_kunci=[KEY | {"saring": {"jenis": "L"}}])
    (given,) = made.key_figures(ID)
    assert (given.value, given.unit, given.period) == ("15", "orang", "2022")
    assert given.change == "+25\u00a0% dari 2021" and given.spark and not given.missing
    (english,) = made.key_figures(EN)
    assert english.change == "+25% from 2021" and english.title.get("en") == "People"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, "seri"),
        ({"saring": {"jenis": "X"}}, "sumber"),
        ({"saring": {"tiada": "X"}}, "sumber"),
        ({"kolom": "tiada"}, "kolom"),
        ({"tabel": "tiada"}, "kolom"),
        ({"dataset": "dinas/lain"}, "terbit"),
        ({"dataset": "dinas/rusak"}, "ditahan"),
    ],
)
def test_a_key_figure_that_cannot_be_had_says_why(more: dict[str, object], word: str) -> None:
    rows = [(s, y, v) for s in "LP" for y, v in YEARS]
    given = published(table([SEX, YEAR, COUNT], rows, ["jenis", "tahun"]))
    made = prepared(given, angka_kunci=[KEY | more])
    held = HeldBack(Source("dinas/rusak", Path()), Text("Rusak"))
    made = replace(made, site=replace(made.site, held_back=(held,)))
    (shown,) = made.key_figures(ID)
    assert shown.value == "" and word in shown.missing


def test_at_most_four_key_figures_and_none_by_default() -> None:
    assert len(prepared(angka_kunci=[KEY] * 9).key_figures(ID)) == 4
    assert prepared().key_figures(ID) == ()
    assert prepared(angka_kunci="apa saja").key_figures(ID) == ()


def test_large_key_figures_are_said_in_words() -> None:
    of = table([YEAR, measure("jumlah", "rupiah", "rupiah")], [("2024", 5312345678901)], ["tahun"])
    (given,) = prepared(published(of), angka_kunci=[KEY]).key_figures(ID)
    assert (given.value, given.unit) == ("5,31", "triliun rupiah")


def test_the_outline_is_an_ornament_of_the_region() -> None:
    made = prepared(boundaries(), batas="himpunan/batas").outline()
    assert made.count("<path") == 5 and 'aria-hidden="true"' in made
    assert prepared(boundaries()).outline() == "" == prepared(batas="himpunan/batas").outline()


# Golden drawings


def golden() -> dict[str, tuple[Table, object]]:
    stunting = by_sex([("L", "2020", "23.8"), ("L", "2021", "24.9"), ("P", "2023", "22.4")])
    over_time = [(c, y, v + int(y) - 2020) for y in ("2020", "2021") for c, v in AREAS]
    return {
        "line-id": (table([YEAR, COUNT], YEARS, ["tahun"]), ID),
        "series-en": (stunting, EN),
        "map-id": (table([AREA, YEAR, COUNT], over_time, ["kode", "tahun"]), ID),
        "map-missing-en": (by_area([*AREAS[:3], ("64.01.77", 5)]), EN),
        "bars-negative-id": (table([SEX, COUNT], [("L", -50), ("P", 20)], ["jenis"]), ID),
    }


@pytest.mark.parametrize("name", golden())
def test_golden(name: str) -> None:
    of, words = golden()[name]
    made = drawn(of, words)  # type: ignore[arg-type]
    text = "\n\n".join(f"{d.kind} {d.anchor}\n{d.title}\n{d.sentence}\n{d.html}" for d in made)
    text = re.sub(r"(?<=>)(?=<(svg|path|text|circle|tr|p|li|ul|details|title|desc)\b)", "\n", text)
    path = GOLDEN / f"{name}.html"
    if os.environ.get("TERBUKA_GOLDEN") == "write" and "CI" not in os.environ:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8"), "look, then TERBUKA_GOLDEN=write"
    for d in made:
        well_formed(d.html)
        most = 3_000 if d.kind == "map" else 2_000
        assert len(gzip.compress(d.html.encode(), mtime=0)) < most


def test_the_same_site_gives_the_same_drawings() -> None:
    of = by_area(AREAS)
    assert drawn(of) == drawn(of)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("tdk", [("tdk", "tidak, [{jenis: garis}]")]),
        ({"jenis": "garis"}, [("…", "tidak, [{jenis: garis}]")]),
        ([{"jenis": "garis", "nilai": "j"}], [("nilai", "jenis, waktu, wilayah")]),
        ([{"jenis": "pai"}], [("pai", "garis, batang, peta")]),
        ("tidak", []),
        (False, []),
        ([{"jenis": "batang", "ukuran": "jumlah"}], []),
    ],
)
def test_what_cannot_be_a_chart_is_said_with_what_can(
    given: object, said: list[tuple[str, str]]
) -> None:
    found = list(_words(replace(RESOURCE, raw={"sdi:grafik": given})))
    wrong = [(cell, ", ".join(known)) for _, cell, known in found if cell not in known]
    assert [cell for cell, _ in wrong] == [cell for cell, _ in said]
    assert all(known.startswith(start) for (_, known), (_, start) in zip(wrong, said, strict=True))
