"""What of a table is forwarded: the newest figure of each way of counting, with place and doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from charts_site import AREA, NAME, YEAR, boundaries, measure, prepared, published, table

from build_tools import charts
from build_tools.model import (
    Category,
    ChartSpec,
    ColumnProfile,
    Field,
    Measure,
    Published,
    Table,
    Text,
)
from build_tools.pages.newest import forwarded
from build_tools.pages.use import use_page
from build_tools.pages.view import View
from build_tools.words import Words

KIND = Field(
    "jenis_angka",
    "string",
    title=Text("Jenis angka", {"en": "Kind"}),
    categories=(
        Category("sensus", Text("Sensus penduduk", {"en": "Census"})),
        Category("registrasi", Text("Registrasi", {"en": "Registration"})),
        Category("tidak-disebut", Text("tidak disebut sumber", {"en": "not named"})),
    ),
)
WAY = Measure(concept=Text("Penduduk"), unit=Text("orang", {"en": "persons"}))
PART = replace(WAY, classification=Text("Jenis kelamin: laki-laki"))
MEN = replace(measure("laki_laki", title="Laki-laki"), measure=PART)
ALL = measure("jumlah_penduduk", title="Jumlah penduduk")
ALL = replace(ALL, measure=replace(WAY, classification=Text("Tanpa klasifikasi")))
STATUS = Field(
    "status", "string", role="status", categories=(Category("sementara", Text("Sementara")),)
)
QUALITY = Field("mutu", "string", role="mutu-sumber")
PRECISION = Field(
    "ketelitian",
    "string",
    role="ketelitian",
    categories=(Category("dibulatkan", Text("Dibulatkan oleh sumber")),),
)
SOURCE = Field("sumber_url", "string", role="sumber")
FIELDS = (YEAR, KIND, MEN, ALL, STATUS, QUALITY, PRECISION, SOURCE)
KEY = ("tahun", "jenis_angka")
PAPER = "https://www.koran.example/berita/1"
ROWS = (
    (2020, "sensus", 5, 10, "tetap", "primer", "sebagaimana-ditulis", ""),
    (2023, "registrasi", None, 14, "tetap", "salinan", "sebagaimana-ditulis", ""),
    (2024, "registrasi", None, 15, "sementara", "sekunder", "dibulatkan", PAPER),
)


def whole(fields: Sequence[Field], rows: Sequence[Sequence[object]], key: Sequence[str]) -> Table:
    """A table so short that its preview is all of it; nothing of it may be charted."""
    made = table(fields, rows, key=key)
    cells = tuple(tuple(None if c is None else str(c) for c in row) for row in rows)
    profiles = tuple(ColumnProfile(f.name, 0, 1) for f in fields)
    return replace(made, preview=cells, columns=profiles, extract=None)


def given(made: Table, **changes: object) -> Published:
    changes = {"area": Text("Kabupaten Paser, Kalimantan Timur")} | changes
    return published(made, **changes)


def lines(of: Published, lang: str = "id") -> list[str]:
    ready = prepared(boundaries(), of, kode_wilayah="64.01")
    view = View(ready.site, Words.load(lang))
    return [s.text for t in of.tables for s in forwarded(view, of, t, ready, "g1")]


def test_each_way_of_counting_has_its_newest_figure_whole_with_its_place_and_its_doubts() -> None:
    """The total, not its parts; where the newest is secondary, the newest that is not follows."""
    assert lines(given(whole(FIELDS, ROWS, KEY))) == [
        "Jumlah penduduk, Registrasi, Kabupaten Paser, Kalimantan Timur: 15 orang, 2024 (dari "
        "sumber sekunder, dibulatkan oleh sumber, status angka: sementara). Sumber: "
        "koran.example, dalam Judul, Proyek.",
        "Jumlah penduduk, Registrasi, Kabupaten Paser, Kalimantan Timur: 14 orang, 2023. "
        "Sumber: Judul, Proyek.",
        "Jumlah penduduk, Sensus penduduk, Kabupaten Paser, Kalimantan Timur: 10 orang, 2020. "
        "Sumber: Judul, Proyek.",
    ]
    english = lines(given(whole(FIELDS, ROWS, KEY)), "en")
    assert english[2].startswith("jumlah_penduduk, Census, ") and "10 persons, 2020" in english[2]


def test_figures_of_one_time_that_contradict_each_other_both_stand_with_their_sources() -> None:
    rows = [(2024, "sensus", None, n, "tetap", "", "", f"https://{n}.example/") for n in (4, 5)]
    found = lines(given(whole(FIELDS, rows, (*KEY, "sumber_url"))))
    assert [("4.example" in f, "5.example" in f) for f in found] == [(True, False), (False, True)]


def test_approximate_figures_and_an_unknown_instrument_are_said() -> None:
    rows = [(2024, "tidak-disebut", None, 7, "tetap", "", "kira-kira", "")]
    (line,) = lines(given(whole(FIELDS, rows, KEY)))
    assert "Jenis angka: tidak disebut sumber" in line and ": sekitar 7 orang, 2024" in line


def test_the_largest_is_said_to_be_the_largest_of_how_many_and_where() -> None:
    codes = ("64.01.01", "64.01.02", "64.01.03", "64.01.04")
    rows = [(code, n) for n, code in enumerate(codes, 1)]
    made = table([AREA, measure("penduduk")], rows, key=["kode"])
    (line,) = lines(given(made, level=Text("kecamatan")))
    assert line.startswith("Kabupaten Paser, Kalimantan Timur, di antara 4 kecamatan – Penduduk, ")
    (line,) = lines(given(made, area=Text("Wilayah; " * 20)))
    assert line.startswith("Di antara 4 dalam tabel Tabel – ")


def test_a_break_in_the_series_goes_with_the_sentence() -> None:
    spec = ChartSpec("garis", measure="angka", breaks=("2023",))
    rate = measure("angka", "persen", "percent", "Angka melek huruf")
    rows = [(2022, 91), (2023, 92.5), (2024, 94)]
    (line,) = lines(given(table([YEAR, rate], rows, key=["tahun"], charts=(spec,))))
    assert line.startswith("Kabupaten Paser, Kalimantan Timur – Angka melek huruf: 94 persen")
    assert "Angka sebelum 2023 tidak dapat dibandingkan." in line


def test_a_rows_own_area_stands_for_the_datasets() -> None:
    rows = [("64.01", "Kabupaten Paser", 2024, 5), ("64.02", "Kutai", 2024, 6)]
    made = whole((AREA, NAME, YEAR, ALL), rows, ("kode", "tahun"))
    (line,) = lines(given(made, area=Text("Kabupaten Contoh")))
    assert line.startswith("Jumlah penduduk, Kabupaten Paser: 5 orang, 2024.")  # the region's own


@pytest.mark.parametrize(
    "number", [Field("nomor", "integer"), Field("nomor", "string", role="kode")]
)
def test_a_number_that_names_nothing_makes_no_line(number: Field) -> None:
    """ "Target, 1: 3 kali" tells nobody of what."""
    assert lines(given(whole((number, YEAR, ALL), [("1", 2024, 3)], ("nomor", "tahun")))) == []


def body(of: Published) -> str:
    ready = charts.prepare(prepared(of).site)
    content = use_page(View(ready.site, Words.load("id")), of, ready).content
    assert isinstance(content, bytes)
    return content.decode()


def test_the_page_has_six_lines_at_most_and_the_datasets_own_only_without_figures() -> None:
    names = [f"jenis {n}" for n in range(20)]
    kind = replace(KIND, categories=tuple(Category(n) for n in names))
    rows = [(2024, n, None, 9, "tetap", "", "", "") for n in names]
    many = body(given(whole((YEAR, kind, *FIELDS[2:]), rows, KEY)))
    assert 'id=\\"bagi6\\"' in many and 'id=\\"bagi7\\"' not in many and "20 baris" not in many
    none = body(given(whole((YEAR, KIND), [(2024, "sensus")], KEY)))
    assert 'id=\\"bagi1\\"' in none and 'id=\\"bagi2\\"' not in none and "Judul: 1 baris" in none


def test_where_no_way_to_report_is_known_the_page_says_so_and_what_to_note_down() -> None:
    text = body(given(whole(FIELDS, ROWS, KEY)))
    said = text.partition('<section id=\\"lapor\\">')[2]
    assert "belum diberi alamat" in said and "dinas/contoh" in said
