"""Long lists in parts, the pages of formats and years, the calendar of an agency, mutu.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

import pytest
from links import Page, read
from mkdocs.utils.meta import get_data
from pages_site import PORTAL, RESOURCE, dataset, published

from build_tools import pages
from build_tools.model import CheckRun, Field, OutputFile, Published, Site, Text
from build_tools.pages.listing import parts
from build_tools.pages.quality import inert
from build_tools.pages.view import HOME, View
from build_tools.words import all_words

WORDS = all_words(("id", "en"))


def render(*given: Published) -> dict[tuple[str, str], OutputFile]:
    site = Site(PORTAL, tuple(given))
    return {(f.lang, f.path.as_posix()): f for f in pages.render(site, WORDS)}


def page(files: dict[tuple[str, str], OutputFile], path: str, lang: str = "id") -> Page:
    content = files[lang, f"{path}/index.md"].content
    assert isinstance(content, bytes)
    return read(get_data(content.decode("utf-8"))[1]["body"])


def targets(found: Page) -> list[str]:
    return [a.get("href", "") for a in found.named("a")]


def many(count: int) -> list[Published]:
    return [published(dataset(f"dinkes/d{n:03}", title=Text(f"Data {n:03}"))) for n in range(count)]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (20, [20]), (21, [20, 1]), (45, [20, 20, 5])]
)
def test_a_list_is_parted_and_every_item_stands_once(count: int, sizes: list[int]) -> None:
    view = View(Site(PORTAL, ()), WORDS["id"])
    found = list(parts(view, HOME / "topik", range(count)))
    assert [len(part.items) for part in found] == sizes
    assert [item for part in found for item in part.items] == list(range(count))
    assert [part.view.path.as_posix() for part in found][:2] == ["topik", "topik/hal/2"][
        : len(sizes)
    ]


def test_a_topic_with_many_datasets_goes_on_on_further_pages() -> None:
    files = render(*many(45))
    first, third = page(files, "topik/kesehatan"), page(files, "topik/kesehatan/hal/3")
    assert "../../topik/kesehatan/hal/2/" in targets(first)
    assert "45 dataset bertopik Kesehatan." in first.words
    assert "halaman 3" in third.words
    assert sum("datasets/dinkes/d" in t for t in targets(third)) == 5


def test_the_page_of_an_agency_does_not_grow_with_its_datasets() -> None:
    few, lots = render(*many(25)), render(*many(90))
    sizes = [len(files["id", "datasets/dinkes/index.md"].content) for files in (few, lots)]  # type: ignore[arg-type]
    assert abs(sizes[1] - sizes[0]) < 600
    assert "90 " not in page(few, "datasets/dinkes").words
    assert ("id", "datasets/dinkes/hal/5/index.md") in lots


def test_formats_and_years_have_pages_for_readers_without_scripts() -> None:
    files = render(
        published(dataset("dinkes/satu", period=("2019", "2021"))),
        published(dataset("dinkes/dua", period=("2021-03", "2021-05"))),
        published(dataset("dinkes/tiga", period=("", ""))),
    )
    assert "2021" in page(files, "tahun").words
    assert [t for t in targets(page(files, "tahun")) if "tahun/" in t] == [
        "../tahun/2021/",
        "../tahun/2020/",
        "../tahun/2019/",
    ]
    found = targets(page(files, "tahun/2021"))
    assert "../../datasets/dinkes/satu/" in found and "../../datasets/dinkes/dua/" in found
    assert "../../datasets/dinkes/tiga/" not in found
    assert "3 dataset dapat diunduh sebagai CSV." in page(files, "format/csv").words
    assert "3 datasets can be downloaded as CSV." in page(files, "format/csv", "en").words


def test_a_period_of_centuries_does_not_make_a_page_for_each_year() -> None:
    files = render(published(dataset(period=("0001", "2024"))))
    assert not any(path.startswith("tahun/0") for _, path in files)


def test_an_agency_shows_its_counts_and_its_calendar() -> None:
    files = render(
        published(dataset("dinkes/rutin", frequency="bulanan"), created="2026-09-02"),
        published(dataset("dinkes/telat", next_release="2026-03-31"), updated="2026-02-01"),
        published(dataset("dinkes/nanti", next_release="2026-12-15"), updated="2025-02-01"),
        published(dataset("dinkes/lama", frequency="sekali"), updated="2020-01-01", created=""),
    )
    found = page(files, "datasets/dinkes")
    assert "Dataset resmi 4" in found.words
    assert "Tepat waktu 2 /3" in found.words
    assert "Jadwal terbit 2026" in found.words
    rows = found.words.split("Jadwal terbit 2026", 2)[-1]
    assert rows.count("data belum datang") == 8 + 1  # April to November, and the legend
    assert rows.count("dijadwalkan") == 2 + 1


def test_an_agency_without_releases_counts_nothing() -> None:
    words = page(render(published()), "datasets/dinkes").words
    assert "Dataset resmi 0" in words and "tidak ada yang dihitung" in words
    assert "Jadwal terbit" not in words


def checked(**found: tuple[int, int]) -> tuple[CheckRun, ...]:
    return tuple(CheckRun(name, "rows", 5, *counts) for name, counts in found.items())


def test_the_dashboard_names_what_is_late_and_what_failed() -> None:
    files = render(
        published(
            dataset("dinkes/telat", title=Text("Yang telat"), next_release="2026-11-20"),
            checks=checked(values=(0, 2), table=(0, 0)),
            updated="2026-11-19",
        ),
        published(dataset("dinkes/baik", next_release="2026-12-20"), checks=checked(table=(0, 0))),
    )
    found = page(files, "mutu")
    assert "Yang telat Terlambat 3 hari Jatuh tempo 20 November 2026." in found.words
    assert "1/2" in found.words and "2/3" in found.words
    assert "Pada 1 dataset" in found.words
    assert "nilai gabungan" in found.words
    listed = page(files, "mutu/dataset")
    assert sum("#mutu" in t for t in targets(listed)) == 2


def rows(files: dict[tuple[str, str], OutputFile]) -> list[dict[str, str]]:
    content = files["", "mutu/mutu.csv"].content
    assert isinstance(content, bytes)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_the_csv_holds_what_the_dashboard_shows_and_no_formula() -> None:
    title = Text('=HYPERLINK("https://jahat.example")')
    files = render(
        published(
            dataset("dinkes/telat", title=title, next_release="2026-11-20"), updated="2026-11-19"
        ),
        published(dataset("dinkes/baik", next_release="2026-12-20")),
    )
    late = next(row for row in rows(files) if row["dataset"] == "dinkes/telat")
    assert late["judul"].startswith("'=")
    assert (late["keadaan"], late["jatuh_tempo"], late["hari_terlambat"]) == (
        "terlambat",
        "2026-11-20",
        "3",
    )
    assert (late["keterangan_terisi"], late["keterangan_seluruhnya"]) == ("13", "14")
    assert (late["pemeriksaan_lulus"], late["pemeriksaan_seluruhnya"]) == ("1", "2")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_no_spreadsheet_takes_a_title_for_a_formula(text: str) -> None:
    assert inert(text) == f"'{text}"
    assert inert("Data") == "Data"


def wide(count: int) -> Published:
    fields = tuple(
        Field(f"kolom_{n:03}", "string", title=Text(f"Kolom {n:03}")) for n in range(count)
    )
    resource = replace(RESOURCE, fields=fields)
    given = published(dataset("dinkes/lebar", resources=(resource,)))
    columns = tuple(replace(given.tables[0].columns[0], name=field.name) for field in fields)
    table = replace(given.tables[0], columns=columns, preview=(tuple("x" for _ in fields),))
    return replace(given, tables=(table,))


def headers(found: Page) -> Iterable[str]:
    return [e.get("scope", "") for e in found.named("th")]


def test_a_table_of_many_columns_keeps_its_dictionary_on_a_page_of_its_own() -> None:
    files = render(wide(200))
    found = page(files, "datasets/dinkes/lebar")
    assert "188 kolom lain tidak ditampilkan di sini" in found.words
    assert "../../../datasets/dinkes/lebar/kamus/" in targets(found)
    assert "kolom_150" not in found.words
    dictionary = page(files, "datasets/dinkes/lebar/kamus")
    assert all(f"kolom_{n:03}" in dictionary.words for n in (0, 12, 150, 199))
    assert ("id", "datasets/dinkes/lebar/kamus/index.md") in files
    narrow = render(wide(40))
    assert ("id", "datasets/dinkes/lebar/kamus/index.md") not in narrow
    assert "kolom_039" in page(narrow, "datasets/dinkes/lebar").words
