"""The check page applies recipes as `build_tools.tables.recipe` does: same rows, same cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import check_site
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from portals import AS_OF, EXAMPLES, change, portal
from recipes import FIELDS, FOOT, HEAD, MERGED, RECIPE, ROWS, TIDY, book
from test_recipe import HEADERS
from visiting import Handler, served

from build_tools import precheck
from build_tools.model import Site
from build_tools.precheck.steps import steps
from build_tools.reports import sentence
from build_tools.tables import read
from build_tools.words import Words

pytestmark = pytest.mark.browser

#: Examples of recipes, those that hold a table back and those that do not.
SHOWN = sorted(p.name for p in (EXAMPLES / "invalid").glob("recipe-*") if p.name in precheck.CODES)
GOOD = sorted(p.name for p in (EXAMPLES / "valid").glob("recipe*"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = portal(tmp_path_factory.mktemp("portal"), EXAMPLES / "valid" / "recipe")
    return check_site.built(root, AS_OF)


@pytest.fixture(scope="module")
def address(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("periksa")
    check_site.write(folder, site)
    with served(Handler, folder) as found:
        yield found


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(address + "periksa/")
    opened.wait_for_function("() => window.PD_UJI && PD_UJI.tidy")
    yield opened
    opened.close()


def alike(page: Page, root: Path, site: Site, *, words: bool = True) -> check_site.Case:
    """Both sides say the same of a portal's table, and read the same rows of it."""
    case = check_site.case(root, AS_OF, site)
    content = case.file.read_bytes()
    found = check_site.judged(page, case.schema, case.codes, case.file.name, content)
    assert check_site.places(found) == case.told
    if not read.stops(read.problems(case.dataset.source.folder, case.resource)):
        rows = list(read.records(case.dataset.source.folder, case.resource))
        assert check_site.tidied(page, case.schema, case.file.name, content) == rows
    if words:
        same_words(page, found, case)
    return case


def same_words(page: Page, found: Sequence[Mapping[str, Any]], case: check_site.Case) -> None:
    """Where nothing is masked, what the page found is said in the words of the check."""
    known = Words.load("id")
    said = {(f.code, f.sheet, f.place, f.field): sentence(f, known) for f in case.findings}
    for one in found:
        letter = page.evaluate("(f) => PD_UJI.place(f)", one)
        key = (one["code"], one.get("sheet") or "", letter, one.get("field") or "")
        if "…" not in said.get(key, "…"):
            assert one["message"] == said[key]


@pytest.mark.parametrize("code", SHOWN)
def test_an_example_has_the_same_findings_at_the_same_cells(
    code: str, page: Page, site: Site, tmp_path: Path
) -> None:
    case = alike(page, portal(tmp_path, EXAMPLES / "invalid" / code), site)
    assert code in {told[0] for told in case.told}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_has_none(name: str, page: Page, site: Site, tmp_path: Path) -> None:
    case = alike(page, portal(tmp_path, EXAMPLES / "valid" / name), site)
    assert [told for told in case.told if told[1] == "error"] == []


Rows = Sequence[Sequence[Any]]


def messy(
    root: Path,
    sheets: Mapping[str, Rows],
    recipe: Mapping[str, Any] = RECIPE,
    fields: Sequence[Mapping[str, Any]] = FIELDS,
    merged: Sequence[str] = MERGED,
    formats: Mapping[str, str] | None = None,
    key: Sequence[str] = ("kecamatan",),
) -> Path:
    """A portal whose table is read out of these sheets."""
    if not root.exists():
        portal(root)
    folder = root / "datasets/dkisp/contoh/data"
    (folder / "tabel.csv").unlink(missing_ok=True)
    book(folder / "tabel.xlsx", sheets, merged, formats)
    resource = {
        "name": "tabel",
        "path": "data/tabel.xlsx",
        "title": "Tabel contoh",
        "format": "xlsx",
        "schema": {"primaryKey": list(key), "fields": list(fields)},
        "sdi:resep": dict(recipe),
    }
    change(root, {"resources.0": resource})
    return root


def moved(rows: Rows, order: Sequence[int]) -> list[list[Any]]:
    wide = [[*row, *[None] * (5 - len(row))] for row in rows]
    return [[row[at] for at in order] for row in wide]


SHEET = [*HEAD, *ROWS, *FOOT]
BAD = [[4, "Kuaro", "kira-kira 5", -1, "1.2.3"], [5, None, 1, 1, 1], [6, "Paser", 3.5, "2%", ""]]
#: A recipe that says no style; one column counts heads, the others do not.
UNSAID = {key: value for key, value in RECIPE.items() if key != "angka"}
HEADS = [
    {**field, "sdi:satuan": "orang"} if field["name"] == "laki_laki" else field for field in FIELDS
]
WORKBOOKS: dict[str, dict[str, Any]] = {
    "numbers in text under a recipe that says no style": {
        "sheets": {
            "2024": [
                *HEAD,
                [1, "a", "1.810", 2991, "- 1.810"],
                [2, "b", "(2,345)", 9, "1,810"],
                ["", "Jumlah", "4.155", "3.000", "1.234"],
            ]
        },
        "recipe": UNSAID,
        "fields": HEADS,
    },
    "totals in text that may be two numbers, and cells of another type": {
        "sheets": {
            "2024": [
                *HEAD,
                [1, "a", 2.5, 2991, 980],
                [2, "b", 1, 9, 2011],
                ["", "Jumlah", 7, "3.001", "2.991"],
            ]
        },
        "recipe": UNSAID,
    },
    "two months, each with its total": {
        "sheets": {
            "2024": [
                *HEAD,
                [1, "a", 2, 2991, 980],
                [2, "b", 1, 9, 2011],
                ["", "Jumlah", 3, 3000, 2991],
                [3, "c", 4, 20, 1],
                [4, "d", 5, 30, 2],
                ["", "Jumlah", 10, 50, 4],
            ]
        },
        "recipe": UNSAID,
    },
    "as it was": {"sheets": {"2024": SHEET}},
    "cells that are wrong": {"sheets": {"2024": [*HEAD, *ROWS, *BAD, *FOOT]}},
    "titles more, a column elsewhere": {
        "sheets": {"2024": [["Kabupaten Contoh"], [], *moved(SHEET, [0, 1, 4, 2, 3])]},
        "merged": ("D5:E5", "A5:A6", "B5:B6", "C5:C6"),
    },
    "a title less": {"sheets": {"2024": SHEET[1:]}, "merged": ("C2:D2", "A2:A3", "B2:B3")},
    "merged cells that were lost": {"sheets": {"2024": SHEET}, "merged": ()},
    "a column that was renamed": {
        "sheets": {"2024": [*HEAD[:3], [None, None, "Pria", "Perempuan"], *SHEET[4:]]}
    },
    "a column in other words, cells that are wrong": {
        "sheets": {
            "2024": [
                *HEAD[:3],
                [None, None, "Laki laki (jiwa)", "Perempuan"],
                HEAD[4],
                *ROWS,
                *BAD,
                *FOOT,
            ]
        }
    },
    "two columns in other words side by side, a column more elsewhere": {
        "sheets": {
            "2024": [
                [*row, *[None] * (5 - len(row)), "x" if n == 2 else None]
                for n, row in enumerate(
                    [*HEAD[:3], [None, None, "Laki", "Perempuan (jiwa)"], HEAD[4], *ROWS, *BAD]
                )
            ]
        }
    },
    "all columns renamed but two": {
        "sheets": {"2024": [*HEAD[:2], ["No", "Wilayah", "Penduduk", None, "Luas"], *SHEET[3:]]}
    },
    "another table": {"sheets": {"2024": [["Nama", "Alamat"], ["a", "b"]]}, "merged": ()},
    "an empty sheet": {"sheets": {"2024": []}, "merged": ()},
    "a column that is gone": {
        "sheets": {"2024": moved(SHEET, [0, 1, 2, 3])},
        "merged": MERGED[:3],
    },
    "columns that are new": {
        "sheets": {"2024": [[*row, *[None] * (5 - len(row)), "Baru", 1][:7] for row in SHEET]}
    },
    "the sheet has a new name": {"sheets": {"2025": SHEET, "Catatan": [["Angka sementara"]]}},
    "the sheet is gone": {"sheets": {"Data": [["x", "y"], [1, 2]]}, "merged": ()},
    "a new sheet": {"sheets": {"2024": SHEET, "2025": SHEET}},
    "a wrong total": {
        "sheets": {"2024": [*HEAD, *ROWS, ["", "Jumlah", 9999, 6100, 3063.02], *FOOT[1:]]}
    },
    "numbers in another style": {
        "sheets": {"2024": [*HEAD, [1, "a", "1034.500", "210.050", "1,5"], [2, "b", 1, "1.5", 3]]}
    },
    "numbers of which only the total shows the style": {
        "sheets": {
            "2024": [*HEAD, [1, "a", "510.050", 1, 1], ["", "Jumlah", "1010.550", 1, 1], *FOOT[1:]]
        }
    },
    "a unit that changed": {
        "sheets": {"2024": [*HEAD[:2], [*HEAD[2][:4], "Luas (ha)"], *SHEET[3:]]}
    },
    "a total between its rows, and a mean": {
        "sheets": {"2024": [*HEAD, *ROWS, ["", "Jumlah", 2078, 2900, 1021], *FOOT[1:]]}
    },
    "totals of groups": {
        "sheets": {
            "2024": [
                *HEAD,
                ["I. Utara"],
                *ROWS[:2],
                ["", "Sub Jumlah", 3234, 3200, 1],
                ["II.", "Selatan"],
                *ROWS[2:],
                ["", "Sub Jumlah", 3000, 2900, 1],
                ["", "Rata-rata", 2078, 2033, 1],
                *FOOT,
            ]
        }
    },
    "the header again, notes and a signature": {
        "sheets": {
            "2024": [
                *HEAD,
                *ROWS[:2],
                *HEAD[2:],
                *ROWS[2:],
                ["*) Angka sementara"],
                [],
                ["Catatan: luas menurut peta lama"],
                [None, None, None, "Mengetahui,"],
                [None, None, None, "Kepala Dinas Contoh"],
            ]
        }
    },
    "another table below": {
        "sheets": {"2024": [*SHEET, [], ["Tabel 2"], ["", "Uraian", "Nilai", "Nilai"], ["", 1, 2]]},
    },
    "nothing is left out by name": {"sheets": {"2024": SHEET}, "recipe": {**RECIPE, "buang": []}},
    "columns numbered without brackets, a source in three cells": {
        "sheets": {"2024": [*HEAD[:4], [1, 2, 3, 4, 5], *ROWS, ["Sumber", ":", "Dinas Contoh"]]}
    },
    "columns numbered with one put between": {
        "sheets": {"2024": [*HEAD[:4], ["(1)", "(2)", "(2a)", "(3)", "(4)"], *ROWS, *FOOT]}
    },
    "columns numbered as they are reckoned": {
        "sheets": {"2024": [*HEAD[:4], ["1", "2", "3.", "4=3/2", "5 = 4 - 3"], *ROWS, *FOOT]}
    },
    "columns lettered": {"sheets": {"2024": [*HEAD[:4], ["a", "b", "c", "d", "e"], *ROWS]}},
    "printed pages, names of totals, two signatures": {
        "sheets": {
            "2024": [
                *HEAD,
                *ROWS[:2],
                ["Jumlah dipindahkan", None, 3234, 3200, None],
                [None, None, None, None, "Halaman 2"],
                *HEAD[2:],
                ["Pindahan", None, 3234, 3200, None],
                *ROWS[2:],
                ["", "J u m l a h", 6234, 6100, None],
                [],
                [None, "Mengetahui,", None, "Tana Paser, 5 Januari 2025"],
                [None, "Kepala Dinas", None, "Kepala Bidang"],
                [],
                [None, "FULAN, S.E.", None, "Fulanah"],
            ]
        }
    },
    "a total without a name": {
        "sheets": {"2024": [*HEAD, *ROWS, [None, None, 6234, 6100, 3063.02], *FOOT[1:]]},
        "recipe": {**RECIPE, "buang": [{"alasan": "jumlah"}, {"alasan": "catatan"}]},
    },
    "a total by its text": {
        "sheets": {"2024": [*HEAD, *ROWS, [None, "JUMLAH JIWA 2025", 6234, 1, 3063.02]]},
        "recipe": {**RECIPE, "buang": [{"alasan": "jumlah", "isi": "Jumlah jiwa 2024"}]},
    },
    "a total beside a number": {
        "sheets": {"2024": [*HEAD, *ROWS, ["4", "Jumlah", "6234", "6100", "3063,02"]]}
    },
    "renamed, moved and below a new title at once": {
        "sheets": {
            "2024": [
                ["Kabupaten Contoh"],
                *HEAD[:2],
                ["No", "Kecamatan", "Luas wilayah (km2)", "Penduduk", None],
                [None, None, None, "Laki-laki", "Perempuan"],
                *moved(SHEET[4:], [0, 1, 4, 2, 3]),
            ]
        },
        "merged": ("D4:E4", "A4:A5", "B4:B5", "C4:C5"),
    },
    "renamed below a new title, the others in their order": {
        "sheets": {
            "2024": [
                ["Kabupaten Contoh"],
                *HEAD[:3],
                [None, None, "Laki-laki (jiwa)", "Perempuan", None],
                *SHEET[4:],
            ]
        },
        "merged": ("C4:D4", "A4:A5", "B4:B5", "E4:E5"),
    },
    "renamed and moved, with a wrong cell and a wrong total": {
        "sheets": {
            "2024": [
                ["Kabupaten Contoh"],
                [],
                *moved(
                    [
                        *HEAD[:3],
                        [None, None, "Pria", "Perempuan", None],
                        HEAD[4],
                        *ROWS,
                        *BAD,
                        ["", "Jumlah", 1, 2, 3],
                    ],
                    [0, 1, 4, 2, 3],
                ),
            ]
        },
        "merged": ("D5:E5", "A5:A6", "B5:B6", "C5:C6"),
    },
    "a column for each year, the first gone and the next one new": {
        "sheets": {"2024": [["Desa", "Tahun"], [None, 2022, 2023, 2024], ["Legai", 1, 2, 3]]},
        "merged": ("B1:C1",),
        "recipe": {
            "lembar": ["2024"],
            "kepala": [1, 2],
            "kolom": [
                {"nama": "kecamatan", "judul": "Desa"},
                {"nama": "laki_laki", "judul": "Tahun / 2021", "baca": "angka"},
                {"nama": "perempuan", "judul": "Tahun / 2022", "baca": "angka"},
                {"nama": "luas", "judul": "Tahun / 2023", "baca": "angka"},
            ],
            "tetap": {"tahun": 2024},
        },
    },
    "a record below the notes": {
        "sheets": {
            "2024": [*HEAD, *ROWS[:2], ["", "Jumlah", 1, 1, 1], *ROWS[2:], [], [], ["akhir"]]
        }
    },
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_renamed_cell_of_a_header_of_two_rows(
    name: str, page: Page, site: Site, tmp_path: Path
) -> None:
    header, merged, _ = HEADERS[name]
    rows = [*HEAD[:2], *header, HEAD[4], *ROWS, *FOOT]
    alike(page, messy(tmp_path / "portal", {"2024": rows}, merged=merged), site)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_messy_workbooks(name: str, page: Page, site: Site, tmp_path: Path) -> None:
    alike(page, messy(tmp_path / "portal", **WORKBOOKS[name]), site)


def test_the_table_is_the_one_that_a_person_reads(page: Page, site: Site, tmp_path: Path) -> None:
    case = check_site.case(messy(tmp_path / "portal", {"2024": SHEET}), AS_OF, site)
    content = case.file.read_bytes()
    assert check_site.tidied(page, case.schema, "tabel.xlsx", content) == TIDY


def test_sheets_of_one_shape_are_one_table(page: Page, site: Site, tmp_path: Path) -> None:
    """A key that repeats in another sheet is told at its row, and names the other sheet."""
    fields = [*FIELDS, {"name": "bulan", "type": "string"}]
    recipe = {**RECIPE, "lembar": ["Jan", "Feb"], "kolomLembar": "bulan"}
    sheets = {"Jan": SHEET, "Kosong": [["x"]], "Feb": [["Judul"], *SHEET]}
    root = messy(tmp_path / "portal", sheets, recipe, fields, ())
    case = alike(page, root, site)
    assert ("primary-key", "error", 7, None) in case.told
    change(root, {"resources.0.schema.primaryKey": ["kecamatan", "bulan"]})
    assert "primary-key" not in {told[0] for told in alike(page, root, site).told}


def test_the_name_of_a_sheet_is_read_as_its_month(page: Page, site: Site, tmp_path: Path) -> None:
    """The year is that of the title; the next month's sheet is missing, not merely new."""
    fields = [*FIELDS, {"name": "bulan", "type": "yearmonth"}]
    recipe = {**RECIPE, "lembar": ["Jan", "Feb"], "kolomLembar": "bulan", "bacaLembar": "periode"}
    titled = [["Keadaan tahun 2026"], *SHEET]
    sheets = {"Jan": titled, "Feb": titled, "Maret": titled, "Rekap": titled}
    root = messy(tmp_path / "portal", sheets, recipe, fields, ())
    case = alike(page, root, site)
    new = [told[:2] for told in case.told if told[0] == "recipe-sheet-new"]
    assert new == [("recipe-sheet-new", "error"), ("recipe-sheet-new", "warning")]
    assert "type-error" not in {told[0] for told in case.told}
    march = [["Keadaan Maret 2026"], *SHEET]
    root = messy(tmp_path / "hilang", {"Feb": titled, "Maret": march}, recipe, fields, ())
    told = {told[0] for told in alike(page, root, site).told}
    assert told == {"sheet-missing", "recipe-sheet-new"}
    root = messy(tmp_path / "salah", {"Jan": titled, "Feb": march}, recipe, fields, ())
    assert ("recipe-sheet-title", "error", 1, 1) in alike(page, root, site).told
    root = messy(tmp_path / "tanpa-tahun", dict.fromkeys(["Jan", "Feb"], SHEET), recipe, fields, ())
    assert "type-error" in {told[0] for told in alike(page, root, site).told}


SCHOOLS: list[dict[str, Any]] = [
    {"name": "jenjang", "type": "string"},
    {"name": "sekolah", "type": "integer", "constraints": {"minimum": 0}},
]
SCHOOL_RECIPE: dict[str, Any] = {
    "lembar": ["2024"],
    "kepala": [14],
    "kolom": [
        {"nama": "jenjang", "judul": "Jenjang"},
        {"nama": "sekolah", "judul": "Banyak sekolah", "baca": "angka"},
    ],
    "buang": [{"alasan": "jumlah", "isi": "Jumlah"}],
    "angka": {"ribuan": ".", "desimal": ","},
}
#: The second table of the sheet: title, header, records.
BELOW: list[list[Any]] = [
    ["Tabel 2. Sekolah menurut jenjang"],
    ["Jenjang", "Banyak sekolah"],
    ["SD", 120],
    ["SMP", "1.045"],
    ["Jumlah", 1165],
]
LABELS_MOVED: list[list[Any]] = [
    ["No", "Luas (km2)", "Kecamatan", "Penduduk", None],
    [None, None, None, "Pria", "Perempuan"],
]


def beside(rows: Rows, other: Rows) -> list[list[Any]]:
    """A table right of another, an empty column between them."""
    longest = max(len(rows), len(other))
    left = [*rows, *[[]] * (longest - len(rows))]
    right = [*other, *[[]] * (longest - len(other))]
    return [[*a, *[None] * (6 - len(a)), *b] for a, b in zip(left, right, strict=True)]


TWO: dict[str, dict[str, Any]] = {
    "one below the other": {"rows": [*SHEET, [], *BELOW]},
    "the upper grew": {"rows": [*HEAD, *ROWS, [4, "Paser", 1, 2, "3,5"], *FOOT, [], *BELOW]},
    "the upper has a new title, a column renamed and one moved": {
        "rows": [
            ["Kabupaten Contoh"],
            *HEAD[:2],
            *LABELS_MOVED,
            *moved([HEAD[4], *ROWS, ["", "Jumlah", 6234, 6100, None]], [0, 4, 1, 2, 3]),
            [],
            *BELOW,
        ],
        "merged": ("D4:E4", "A4:A5", "B4:B5", "C4:C5"),
    },
    "both changed": {
        "rows": [
            ["Kabupaten Contoh"],
            *HEAD[:2],
            *LABELS_MOVED,
            *moved([HEAD[4], *ROWS], [0, 4, 1, 2, 3]),
            [],
            BELOW[0],
            ["Kode", "Jenjang", "Jumlah sekolah"],
            [1, "SD", -1],
            [2, "SMP", "kira-kira 20"],
        ],
        "merged": ("D4:E4", "A4:A5", "B4:B5", "C4:C5"),
    },
    "the lower is gone": {"rows": SHEET},
    "the upper lost a column": {"rows": [*moved(SHEET, [0, 1, 2, 3]), [], *BELOW], "merged": ()},
    "one right of the other": {"rows": beside(SHEET, [[], *BELOW]), "kepala": 3},
    "one right of the other, both changed": {
        "rows": [
            ["Kabupaten Contoh"],
            *beside(
                [*HEAD[:3], [None, None, "Pria", "Perempuan", None], *SHEET[4:]],
                [[], BELOW[0], ["Banyak sekolah", "Jenjang sekolah"], [120, "SD"], ["x", "SMP"]],
            ),
        ],
        "merged": ("C4:D4", "A4:A5", "B4:B5", "E4:E5"),
        "kepala": 3,
    },
}


@pytest.mark.parametrize("name", TWO)
def test_two_tables_of_one_sheet(name: str, page: Page, site: Site, tmp_path: Path) -> None:
    """What the page says of each, together, is what the check says of the file."""
    case = TWO[name]
    merged = case.get("merged", MERGED)
    root = messy(tmp_path / "portal", {"2024": case["rows"]}, merged=merged)
    recipe = {**SCHOOL_RECIPE, "kepala": [case.get("kepala", 14)]}
    other = {
        "name": "sekolah",
        "path": "data/tabel.xlsx",
        "title": "Sekolah",
        "format": "xlsx",
        "schema": {"primaryKey": ["jenjang"], "fields": SCHOOLS},
        "sdi:resep": recipe,
    }
    change(root, {"resources.1": other})
    cases = [check_site.case(root, AS_OF, site, at=at) for at in (0, 1)]
    found = []
    for one in cases:
        content = one.file.read_bytes()
        found += check_site.judged(page, one.schema, one.codes, one.file.name, content)
        if not read.stops(read.problems(one.dataset.source.folder, one.resource)):
            rows = list(read.records(one.dataset.source.folder, one.resource))
            assert check_site.tidied(page, one.schema, one.file.name, content) == rows
    assert check_site.places(found) == cases[0].told
    same_words(page, found, cases[0])


def test_merged_cells_go_down(page: Page, site: Site, tmp_path: Path) -> None:
    """A wrong cell that stands above its row is told where it stands."""
    columns = [{**c, "isiKeBawah": c["nama"] == "kecamatan"} for c in RECIPE["kolom"]]
    rows = [*HEAD, [1, "Batu  Sopang", 1, 2, 3], [2, None, 5, 6, 7], [3, "Kuaro", 1, 1, 1]]
    fields = [{**FIELDS[0], "constraints": {"enum": ["Kuaro"]}}, *FIELDS[1:]]
    recipe = {**RECIPE, "kolom": columns}
    case = alike(page, messy(tmp_path / "portal", {"2024": rows}, recipe, fields), site)
    assert [t for t in case.told if t[0] == "constraint-error"] == [
        ("constraint-error", "error", 6, 2),
        ("constraint-error", "error", 6, 2),
    ]


def test_what_a_workbook_hides(page: Page, site: Site, tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    root = messy(tmp_path / "portal", {"2024": SHEET, "Lain": [["x"]], "Rahasia": [["y"]]})
    path = root / "datasets/dkisp/contoh/data/tabel.xlsx"
    made = openpyxl.load_workbook(path)
    sheet = made["2024"]
    sheet.row_dimensions[7].hidden = True
    sheet.row_dimensions[1].hidden = True  # no row of the table
    sheet.column_dimensions["A"].hidden = True  # no column of it
    sheet.column_dimensions["D"].hidden = True
    sheet["E7"].number_format = "0.0%"
    sheet["B8"] = dt.date(2024, 1, 1)
    sheet["B6"] = 12.5
    sheet["C6"].comment = Comment("lihat lagi", "dinas")
    made["Rahasia"].sheet_state = "hidden"
    made.save(path)
    case = alike(page, root, site)
    assert {"rows-hidden", "columns-hidden", "cell-percent", "cell-date-in-text"} <= {
        told[0] for told in case.told
    }
    sheet["D8"] = "#N/A"
    sheet["D8"].data_type = "e"
    sheet["C8"] = "=C7+1"
    made.save(path)
    case = alike(page, root, site)
    assert {"cell-error", "formula-uncomputed"} <= {told[0] for told in case.told}


def test_numbers_of_persons_beside_the_table(page: Page, site: Site, tmp_path: Path) -> None:
    """In a column that the recipe leaves out, in a title, in a footer; in the table as well."""

    def nik(number: int) -> str:
        return f"640101{number:02d}0790" + "0000"

    wide = [[None], [], ["NIK ketua", "Catatan"], [None], ["(6)", "(7)"]]
    head = [[*row, *[None] * (5 - len(row)), *more] for row, more in zip(HEAD, wide, strict=True)]
    rows = [[*row, nik(n), "baik"] for n, row in enumerate(ROWS, start=11)]
    rows[1][6] = "hubungi 0812-3456-7890"
    rows[2][1] = "Kuaro, 0813-3456-7890"
    foot = [*FOOT, ["Sumber: seseorang@contoh.com"]]
    sheet = [["Tanya 0852-3456-7890"], *head, *rows, *foot]
    case = alike(page, messy(tmp_path / "portal", {"2024": sheet}, merged=()), site)
    told = [(code, row, column) for code, _, row, column in case.told if "personal" in code]
    assert told == [
        ("personal-email", 13, 1),
        *(("personal-mobile", row, column) for row, column in ((1, 1), (8, 7), (9, 2))),
        *(("personal-nik", row, 6) for row in (7, 8, 9)),
    ]


def test_a_csv_is_read_whatever_its_delimiter_and_encoding(
    page: Page, site: Site, tmp_path: Path
) -> None:
    root = portal(tmp_path / "portal", EXAMPLES / "valid" / "recipe-csv")
    path = root / "datasets/dkisp/contoh/data/tabel.csv"
    text = path.read_text(encoding="utf-8").replace("Tempat Dua", "Café “Dua”; x", 1)
    rows = [line.split(";") for line in text.splitlines()]
    for mark in ";,\t|":
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            for first in ("", f"sep={mark}\n"):
                out = io.StringIO(newline="")
                csv.writer(out, delimiter=mark, lineterminator="\r\n").writerows(rows)
                path.write_bytes((first + out.getvalue()).encode(encoding))
                alike(page, root, site, words=False)
    path.write_bytes(b"Nomor;Nama\n1;\x81\x8d\n")
    alike(page, root, site, words=False)


SPACES = st.sampled_from(["", " ", "\N{NO-BREAK SPACE}", "\n"])
FIGURES = st.from_regex(
    r"(Rp\.? ?|\(|')?[-−]?[0-9]{1,3}([., ][0-9]{1,3}){0,3}(,-|,--|%| %|\)|\*\)| r\)|¹| 2\))?",
    fullmatch=True,
)
MONTHS = st.sampled_from(
    [
        "Januari",
        "PEBRUARI",
        "mrt",
        "Apr.",
        "Mei",
        "Agt",
        "Nopember",
        "Des",
        "(Okt)",
        "Triwulan I",
        "x",
    ]
)
YEARS = st.sampled_from(["2024", "'24", "98", "07", "0000", "20245"])
GAPS = st.sampled_from([" ", "-", "/", ".", ", ", ""])
DAYS = st.from_regex(
    r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ]([0-9]{4}|[0-9]{2})(T00:00)?", fullmatch=True
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), max_codepoint=0x2FFF), max_size=12
)
WORDS = st.sampled_from(
    ["", " ", "-", "n/a", "Jumlah", "Total Kecamatan", "Sub Jumlah", "Sumber: BPS", "I. Utara",
     "II", "(1)", "1", "2", "*) sementara", "Mengetahui", "Rata-rata", "Kuaro", "a  b", "007",
     "Angka diperoleh dari seluruh kecamatan di kabupaten, kecuali yang tidak melapor"]
)  # fmt: skip
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2079, 12, 31))
CLOCKS = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
TIMES = st.one_of(DATES, st.builds(dt.datetime.combine, DATES, CLOCKS))
TOLD = st.one_of(
    WORDS,
    st.tuples(SPACES, FIGURES, SPACES).map("".join),
    st.tuples(MONTHS, GAPS, YEARS).map("".join),
    st.tuples(YEARS, GAPS, MONTHS).map("".join),
    st.tuples(st.sampled_from(["1", "05", "31"]), GAPS, MONTHS, GAPS, YEARS).map("".join),
    DAYS,
    MONTHS,
    TEXTS.filter(lambda text: not text.startswith("=")),
)
CELLS = st.one_of(
    st.none(),
    TOLD,
    st.integers(-(10**6), 10**12),
    st.floats(-(10**6), 10**6, allow_nan=False).map(lambda number: round(number, 4)),
    st.booleans(),
    TIMES,
)
READINGS = ("teks", "kode", "angka", "persen", "tanggal", "bulan", "tahun-bulan")
COLUMNS = [{"nama": f"k{n}", "judul": f"Kolom {n}", "baca": r} for n, r in enumerate(READINGS)]
TYPES = {"k2": "integer", "k3": "number"}
LABELS = [column["judul"] for column in COLUMNS]
STYLES = st.sampled_from([(".", ","), (",", "."), ("", "."), (" ", ","), ("'", "."), ("", ",")])


def rows_of(cells: st.SearchStrategy[Any]) -> st.SearchStrategy[list[list[Any]]]:
    width = len(READINGS)
    return st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8)


def described(style: tuple[str, str], header: int, **more: Any) -> dict[str, Any]:
    """The schema and the recipe of one column for each reading."""
    marks = dict(zip(("ribuan", "desimal"), style, strict=True))
    fields = [{"name": n, "type": TYPES.get(n, "string")} for n in (c["nama"] for c in COLUMNS)]
    recipe = {"kepala": [header], "kolom": COLUMNS, "angka": marks, **more}
    return {"resources.0.schema": {"fields": fields}, "resources.0.sdi:resep": recipe}


def read_alike(page: Page, root: Path, site: Site) -> None:
    """The same findings but those on persons, which columns of chance tell; the same rows."""
    case = check_site.case(root, AS_OF, site)
    content = case.file.read_bytes()
    found = check_site.judged(page, case.schema, {}, case.file.name, content)
    told = [one for one in check_site.places(found) if not one[0].startswith("personal-")]
    assert told == [one for one in case.told if not one[0].startswith("personal-")]
    expected = list(read.records(case.dataset.source.folder, case.resource))
    assert check_site.tidied(page, case.schema, case.file.name, content) == expected


def test_any_cells_of_a_workbook_are_read_alike_in_every_reading(
    page: Page, site: Site, tmp_path: Path
) -> None:
    root = portal(tmp_path / "portal")
    change(root, {"resources.0.path": "data/tabel.xlsx", "resources.0.format": "xlsx"})
    change(root, {"resources.0.encoding": None, "resources.0.sdi:aturan": []})
    formats = {f"B{row}": "000" for row in range(3, 12)} | {f"D{row}": "0%" for row in (4, 5, 8)}

    @given(rows_of(CELLS), STYLES)
    def compared(rows: list[list[Any]], style: tuple[str, str]) -> None:
        change(root, described(style, 2, lembar=["x"]))
        sheets = {"x": [["Judul"], LABELS, *rows]}
        book(root / "datasets/dkisp/contoh/data/tabel.xlsx", sheets, (), formats)
        read_alike(page, root, site)

    compared()


def test_any_texts_of_a_csv_are_read_alike_in_every_reading(
    page: Page, site: Site, tmp_path: Path
) -> None:
    root = portal(tmp_path / "portal")
    change(root, {"resources.0.encoding": None, "resources.0.sdi:aturan": []})
    path = root / "datasets/dkisp/contoh/data/tabel.csv"

    @given(rows_of(TOLD), STYLES, st.sampled_from(";,\t|"))
    def compared(rows: list[list[str]], style: tuple[str, str], mark: str) -> None:
        change(root, described(style, 1))
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=mark).writerows([LABELS, *rows])
        path.write_bytes(out.getvalue().encode())
        read_alike(page, root, site)

    compared()


def test_the_steps_of_both_sides_are_one(page: Page) -> None:
    """Patterns and words of the page are those that `precheck.steps` reads out of the modules."""
    assert page.evaluate("PD_UJI.steps") == steps()


def test_a_file_is_recognised_by_the_labels_of_its_recipe(browser: Browser, address: str) -> None:
    """Its cover sheet comes first; nothing is asked for after the page is open."""
    import openpyxl

    made = openpyxl.load_workbook(EXAMPLES / "valid/recipe/datasets/dkisp/contoh/data/tabel.xlsx")
    made["2024"]["C4"] = "31/02/2024"
    made.create_sheet("Sampul", 0)["A1"] = "Laporan tahunan"
    out = io.BytesIO()
    made.save(out)
    context = browser.new_context()
    opened = context.new_page()
    asked: list[str] = []
    refused: list[str] = []
    opened.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    opened.goto(address + "periksa/", wait_until="networkidle")
    opened.wait_for_function("() => window.PD_UJI && PD_UJI.tidy")
    opened.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": "laporan.xlsx", "mimeType": kind, "buffer": out.getvalue()}
    opened.get_by_label("Pilih berkas").set_input_files(file)  # type: ignore[arg-type]
    opened.locator("#hasil").wait_for()
    assert opened.locator("#tabel").input_value() == "dkisp/contoh/tabel"
    text = opened.locator("#temuan").inner_text()
    assert 'Lembar "2024", sel C4: Isi "31/02/2024" pada kolom tanggal bukan tanggal.' in text
    assert "31/02/2024" in opened.locator("#cuplikan mark").all_inner_texts()
    assert "Tanggal" in opened.locator("#cuplikan thead").inner_text()
    assert "langkah yang tercatat" in opened.locator("#menurut").inner_text()
    assert opened.locator("#pilih").is_hidden()
    assert asked == [] and refused == []
    context.close()
