"""The line that a figure is forwarded with: whole, plain, short, its address last."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import Markup
from pages_site import HOSTILE, PORTAL, dataset, published

from build_tools.charts import Drawn, KeyFigure
from build_tools.charts.plan import Subject
from build_tools.model import Field, Published, Site, Text
from build_tools.pages import sharing
from build_tools.pages.sharing import Told
from build_tools.pages.view import View, environment
from build_tools.words import Words

ADDRESS = "https://data.contoh.go.id/"
TOLD = Told(
    label="Penduduk terdaftar, Kecamatan Long Ikis",
    value="41.234 jiwa",
    period="2024",
    status="angka sementara",
    source="Penduduk, dihimpun Proyek Data Paser",
    address=f"{ADDRESS}datasets/himpunan/penduduk/",
)


def view(given: Published | None = None, address: str = ADDRESS, lang: str = "id") -> View:
    site = Site(replace(PORTAL, site_url=address), (given or published(),))
    return View(site, Words.load(lang), PurePosixPath("a/b"))


def drawn(sentence: str, *status: str, dated: bool = True) -> Drawn:
    subject = Subject(Field("nilai", "number"), Text(), (), tuple(map(Text, status)))
    return Drawn("line", "grafik", "Judul", sentence, Markup(), subject, dated)


def test_a_figure_keeps_unit_period_status_source_and_address() -> None:
    assert sharing.line(view(), TOLD) == (
        "Penduduk terdaftar, Kecamatan Long Ikis: 41.234 jiwa, 2024 (angka sementara). "
        "Sumber: Penduduk, dihimpun Proyek Data Paser. "
        "https://data.contoh.go.id/datasets/himpunan/penduduk/"
    )


def test_what_is_not_known_is_said() -> None:
    line = sharing.line(view(), Told("Kantor desa", "3 unit"))
    assert line == "Kantor desa: 3 unit, periode tidak tercatat. Sumber: tidak tercatat."
    english = sharing.line(view(lang="en"), Told("Village offices", "3 units"))
    assert "period not recorded" in english and "Source: not recorded" in english


@pytest.mark.parametrize("text", [HOSTILE, "panjang " * 200, "x" * 3000, "satu\ndua\r\ntiga"])
def test_a_line_is_one_line_of_at_most_500_characters(text: str) -> None:
    told = Told(*[text] * 5, TOLD.address)
    line = sharing.line(view(), told)
    assert len(line) < 500 and not re.search("[\n\r\u2028\u202e\x00]", line)
    assert line.endswith(" " + TOLD.address)
    many = replace(TOLD, label=text)
    for kept in (TOLD.value, TOLD.period, TOLD.status, TOLD.source):
        assert kept in sharing.line(view(), many)


def test_a_charts_sentence_goes_with_status_and_source() -> None:
    given = published()
    line = sharing.of_chart(view(), given, drawn("Stunting: 24,9 persen pada 2022.", "Sementara"))
    assert line and line.line == (
        "Kabupaten Paser – Stunting: 24,9 persen pada 2022. Status angka: sementara. "
        "Sumber: Prevalensi stunting, dihimpun Proyek Data Paser. "
        "https://data.contoh.go.id/datasets/himpunan/stunting/"
    )


def test_a_sentence_without_a_time_gets_the_datasets() -> None:
    line = sharing.of_chart(view(), published(), drawn("Luas: 10 km².", dated=False))
    assert line and "Luas: 10 km². Periode data: 2018–2024. Sumber:" in line.line
    timeless = published(dataset(period=("", "")))
    line = sharing.of_chart(view(), timeless, drawn("Luas: 10 km².", dated=False))
    assert line and "Periode data: periode tidak tercatat." in line.line


def test_rough_and_secondary_figures_say_so() -> None:
    second = published(dataset(source_quality="sekunder"))
    line = sharing.of_chart(view(), second, drawn("Jumlah: 5 unit pada 2022."), about=True)
    assert line and "Status angka: angka kira-kira, dari sumber sekunder." in line.line


def test_a_place_that_the_sentence_names_is_not_named_again() -> None:
    given = published(dataset(area=Text("Kabupaten Paser, Kalimantan Timur")))
    line = sharing.of_chart(view(), given, drawn("Penduduk, Kabupaten Paser: 5 orang pada 2022."))
    assert line and line.text.startswith("Penduduk, Kabupaten Paser: 5 orang pada 2022. Sumber:")


def test_no_sentence_is_no_line() -> None:
    assert sharing.of_chart(view(), published(), drawn("")) is None


def test_a_key_figure_is_a_line() -> None:
    figure = KeyFigure(Text("Stunting"), "himpunan/stunting", "24,9", "%", "2022")
    line = sharing.of_key_figure(view(), figure)
    assert line and line.line.startswith("Stunting: 24,9 %, 2022. Sumber: Prevalensi stunting,")
    assert sharing.of_key_figure(view(), replace(figure, value="")) is None
    assert sharing.of_key_figure(view(), replace(figure, dataset="tidak/ada")) is None


def test_a_dataset_says_who_released_it_or_who_collected_it() -> None:
    collected = sharing.of_dataset(view(), published())
    assert collected.text == (
        "Prevalensi stunting: 2 baris, 2018–2024. Dihimpun Proyek Data Paser dari sumber publik."
    )
    official = published(dataset("dinkes/gizi", title=Text("Gizi")))
    assert sharing.of_dataset(view(official), official).text.endswith("Sumber: Dinas Kesehatan.")


def test_whatsapp_gets_the_whole_line() -> None:
    shared = sharing.shared(view(), replace(TOLD, label="Laki-laki & perempuan #1 100%"))
    asked = urlsplit(shared.whatsapp)
    assert (asked.scheme, asked.netloc, asked.path) == ("https", "wa.me", "/")
    assert parse_qs(asked.query) == {"text": [shared.line]} and not asked.fragment


def test_below_an_unknown_address_the_language_is_kept() -> None:
    assert sharing.address(view(address="", lang="en"), "wilayah/") == "en/wilayah/"
    assert sharing.address(view(address=""), "wilayah/") == "wilayah/"
    assert sharing.address(view(lang="en"), "wilayah/") == f"{ADDRESS}en/wilayah/"


def macro(address: str) -> str:
    here = view(address=address)
    told = replace(TOLD, label="<b>", address=sharing.address(here, "datasets/a/b/"))
    template = environment().from_string(
        '{% import "_share.html.j2" as bagi %}{{ bagi.share(v, w, s, "bagi1") }}'
    )
    return template.render(v=here, w=here.words, s=sharing.shared(here, told))


def test_the_macro_offers_copying_and_whatsapp() -> None:
    html = macro(ADDRESS)
    assert 'data-salin="bagi1"' in html and "&lt;b&gt;" in html and "<b>" not in html
    link = re.search('<a class="pd-btn o" href="([^"]+)" rel="noopener">', html)
    assert link and parse_qs(urlsplit(unescape(link[1])).query)["text"][0].endswith(
        "https://data.contoh.go.id/datasets/a/b/"
    )


def test_whatsapp_waits_for_an_address_that_is_not_known() -> None:
    html = macro("")
    assert '<a class="pd-btn o" hidden data-wa="bagi1"' in html
    assert '<span data-alamat="datasets/a/b/">datasets/a/b/</span>' in html
