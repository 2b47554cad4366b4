"""A chart, map or table for the frame of another site: a document of its own, named for ever."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

import pytest
from charts_site import AREA, YEAR, boundaries, measure, prepared, published, table
from html_tables import tables
from pages_site import HOSTILE
from pages_site import dataset as stunting
from pages_site import published as shown
from pages_site import site as hostile

from build_tools import charts
from build_tools.model import Category, ChartSpec, ColumnProfile, Field, Past, Published, Text
from build_tools.pages import embed, theme
from build_tools.pages.view import View
from build_tools.words import Words

RATE = measure("angka", "persen", "percent", "Angka melek huruf")
YEARS = table([YEAR, RATE], [(2022, 91), (2023, 92.5), (2024, 94)], key=["tahun"])
AREAS = table(
    [AREA, measure("penduduk")],
    [("64.01.01", 10), ("64.01.02", 20), ("64.01.03", 30), ("64.01.04", 40)],
    key=["kode"],
    name="kecamatan",
)


def view(*given: Published, lang: str = "id", address: str = "", **changes: object) -> View:
    whole = prepared(boundaries(), *given, kode_wilayah="64.01").site
    site = replace(whole, portal=replace(whole.portal, site_url=address), **changes)  # type: ignore[arg-type]
    return View(site, Words.load(lang))


def found(of: View, given: Published) -> list[embed.Embed]:
    return embed.embeds(of, given, charts.prepare(of.site))


def documents(of: View, given: Published) -> dict[str, str]:
    files = embed.embed_files(of, given, charts.prepare(of.site))
    return {f.path.as_posix(): f.content.decode() for f in files if isinstance(f.content, bytes)}


def test_every_chart_map_and_table_has_a_page_named_after_its_measure() -> None:
    given = published(YEARS, AREAS)
    names = [(one.kind, one.name) for one in found(view(given), given)]
    assert names == [
        ("line", "tabel-garis-angka"),
        ("table", "tabel-tabel"),
        ("map", "kecamatan-peta-penduduk"),
        ("bar", "kecamatan-batang-penduduk"),
        ("table", "kecamatan-tabel"),
    ]


def test_the_code_holds_the_full_address_and_a_title() -> None:
    given = published(YEARS)
    for lang, base in (("id", ""), ("en", "en/")):
        one = found(view(given, lang=lang, address="https://data.contoh.example/p/"), given)[0]
        path = f"{base}datasets/dinas/contoh/sematkan/tabel-garis-angka.html"
        assert one.address == f"https://data.contoh.example/p/{path}"
        assert f'<iframe src="{one.address}" title="{one.title}" width="100%" ' in one.code
        assert one.code.endswith(f'height="{one.height}" loading="lazy"></iframe>')
        assert path in documents(view(given, lang=lang), given)


def test_without_an_address_the_code_names_a_stand_in() -> None:
    given = published(YEARS)
    one = found(view(given), given)[0]
    assert one.address == "datasets/dinas/contoh/sematkan/tabel-garis-angka.html"
    assert 'src="https://ALAMAT-SITUS/datasets/dinas/contoh/' in one.code
    assert "ALAMAT-SITUS" in Words.load("id")("embed.no_address")


def test_names_stay_when_another_chart_comes_before() -> None:
    """A name tells what is drawn, not at which place."""
    one = published(replace(YEARS, resource=replace(YEARS.resource, charts=(spec("angka"),))))
    two = measure("lain", "persen", "percent", "Angka lain")
    rows = [(2022, 91, 1), (2023, 92.5, 2), (2024, 94, 3)]
    wider = table([YEAR, RATE, two], rows, key=["tahun"], charts=(spec("lain"), spec("angka")))
    more = published(wider)
    before = {e.name for e in found(view(one), one)}
    assert before < {e.name for e in found(view(more), more)}


def spec(measure: str, **changes: object) -> ChartSpec:
    return ChartSpec("garis", measure=measure, **changes)  # type: ignore[arg-type]


def test_charts_of_one_measure_are_told_apart_by_what_was_asked_for() -> None:
    sex = Field("jenis", "string", categories=(Category("L", Text("laki")), Category("P")))
    rows = [(y, s, y - 2000 + len(s)) for y in (2022, 2023) for s in ("L", "P")]
    specs = (spec("angka", where=(("jenis", "L"),)), spec("angka", where=(("jenis", "P"),)))
    given = published(table([YEAR, sex, RATE], rows, key=["tahun", "jenis"], charts=specs))
    names = [e.name for e in found(view(given), given) if e.kind == "line"]
    assert names == ["tabel-garis-angka-l", "tabel-garis-angka-p"]


def test_units_in_a_column_are_part_of_the_name() -> None:
    unit = Field("satuan", "string")
    rows = [(y, u, y - 2000) for y in (2022, 2023) for u in ("ton", "ekor")]
    given = published(table([YEAR, unit, RATE], rows, key=["tahun", "satuan"]))
    names = {e.name for e in found(view(given), given) if e.kind == "line"}
    assert names == {"tabel-garis-angka-ton", "tabel-garis-angka-ekor"}


@pytest.mark.parametrize("name", ["../../x", "A b/ç", "..", "%2e%2e"])
def test_a_name_is_plain_whatever_a_field_is_called(name: str) -> None:
    rows = [(2022, 1), (2023, 2)]
    given = published(table([YEAR, measure(name)], rows, key=["tahun"]))
    for one in found(view(given), given):
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", one.name)


def test_the_document_stands_alone_and_is_strict() -> None:
    given = published(YEARS, origin="resmi", limitations=Text("Hanya kota."))
    text = documents(view(given), given)["datasets/dinas/contoh/sematkan/tabel-garis-angka.html"]
    assert text.startswith("<!doctype html>") and '<html lang="id"' in text
    policy = re.search('Content-Security-Policy" content="([^"]*)"', text)
    assert policy and policy[1].startswith("default-src 'none'; style-src 'self';")
    assert text.index("Content-Security-Policy") < text.index("stylesheet")
    assert '<meta name="robots" content="noindex">' in text and '<base target="_top">' in text
    assert "<script" not in text and "style=" not in text and "<header" not in text
    assert text.count("<h1>") == text.count("<main ") == text.count("<footer ") == 1
    assert re.findall('rel="stylesheet" href="([^"]*)"', text)[0].startswith(
        "../../../../assets/sematkan."
    )


@pytest.mark.parametrize(("lang", "up"), [("id", ""), ("en", "../")])
def test_opened_alone_it_has_the_mark_of_the_portal(lang: str, up: str) -> None:
    """Else the browser asks the root of the host for one, which a portal below a path has not."""
    given = published(YEARS)
    for text in documents(view(given, lang=lang), given).values():
        assert f'<link rel="icon" href="../../../../{up}assets/tanda.svg">' in text


def test_the_figure_keeps_sentence_unit_period_source_terms_and_day() -> None:
    given = published(YEARS, period=("2022", "2024"), limitations=Text("Hanya kota."))
    text = documents(view(given), given)["datasets/dinas/contoh/sematkan/tabel-garis-angka.html"]
    assert "Angka melek huruf, 2022–2024 (persen)" in text
    assert "Angka melek huruf: 94 persen pada 2024, naik 3" in text
    footer = text.partition("<footer")[2]
    assert 'Sumber: <a href="../../../../datasets/dinas/contoh/">Judul</a>, dirilis ' in footer
    assert "Periode data: 2022–2024." in footer and "Keadaan per " in footer
    assert "Lisensi: " in footer and "#keterbatasan" in footer


def test_collected_data_are_said_to_be_collected_and_the_site_an_example() -> None:
    given = shown(stunting())
    of = hostile_view()
    text = next(iter(documents(of, given).values()))
    assert "dihimpun Proyek Data Paser dari sumber publik; bukan rilis resmi" in text
    assert "Lisensi susunannya: " in text
    assert "Situs contoh, bukan situs resmi Pemerintah Kabupaten Paser." in text


def test_approximate_figures_and_a_held_update_are_said() -> None:
    loose = published(YEARS, raw={"sdi:ketelitian": "kira-kira"})
    given = replace(loose, held_since="2026-02-01", updated="2026-01-01")
    made = documents(view(given), given)
    line = made["datasets/dinas/contoh/sematkan/tabel-garis-angka.html"]
    assert "Angka di sini kira-kira." in line and "ditahan karena pemeriksaan" in line
    sure = published(YEARS)
    assert "kira-kira" not in "".join(documents(view(sure), sure).values())


def test_a_table_shows_ten_rows_with_units_and_leads_to_all() -> None:
    rows = tuple((str(1900 + n), str(n)) for n in range(40))
    profiles = (ColumnProfile("tahun", 0, 40), ColumnProfile("angka", 0, 40))
    made = table([YEAR, RATE], rows, key=["tahun"])
    given = published(replace(made, preview=rows, columns=profiles))
    text = documents(view(given), given)["datasets/dinas/contoh/sematkan/tabel-tabel.html"]
    seen = tables(text)["Baris pertama: Tabel"]
    assert len(seen) == 11 and seen[1] == ["1900", "0"] and "persen" in seen[0][1]
    assert "10 dari 40 baris." in text
    assert '<a href="../../../../datasets/dinas/contoh/#tabel">Lihat semua baris</a>' in text


def test_a_frame_elsewhere_goes_on_when_a_dataset_moves() -> None:
    """The same drawing at the earlier address; it leads to, and is counted for, the new one."""
    given = published(YEARS)
    old = Past("lama/contoh", moved_to="dinas/contoh", gone_on="2026-01-01")
    of = view(given, address="https://data.contoh.example/", pasts={old.id: old})
    made = documents(of, given)
    text = made["datasets/lama/contoh/sematkan/tabel-garis-angka.html"]
    assert 'canonical" href="https://data.contoh.example/datasets/dinas/contoh/"' in text
    assert '<a href="../../../../datasets/dinas/contoh/">' in text
    assert len(made) == 2 * len(found(of, given))


def test_hostile_texts_stay_texts_and_titles_are_unlike() -> None:
    of = hostile_view()
    titles: list[str] = []
    for given in of.site.published:
        made = documents(of, given)
        every = found(of, given)
        assert len(made) == len(every)
        titles += [one.title for one in every]
        for text in made.values():
            assert "<script" not in text and "<img" not in text and '="javascript' not in text
        for one in every:
            assert one.code.count("<") == 2 and one.code.count('"') == 10
    assert len(set(titles)) == len(titles)


def hostile_view() -> View:
    """A portal with a dataset whose every text tries to be markup."""
    site = hostile()
    assert any(HOSTILE in p.dataset.title.main for p in site.published)
    return View(site, Words.load("id"))


def test_a_frame_is_as_high_as_its_texts_need() -> None:
    short = published(YEARS)
    note = Text("Angka ini dihitung dengan cara lain sejak tahun lalu. " * 4)
    long = published(replace(YEARS, resource=replace(YEARS.resource, note=note)))
    low, high = (found(view(p), p)[0].height for p in (short, long))
    assert 300 < low < high <= 900 and low % 10 == high % 10 == 0


def test_the_sheet_of_frames_is_small_and_loads_nothing() -> None:
    (sheet,) = (a.content for a in theme.assets() if a.path.name.startswith("sematkan."))
    assert isinstance(sheet, bytes)
    assert b"url(" not in sheet and b"@import" not in sheet
    assert b"prefers-color-scheme:dark" in sheet
    assert len(gzip.compress(sheet)) < 3_000
