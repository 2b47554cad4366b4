"""A recipe reads the sheet that it was made for, next month's too, and says where it drifts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recipes import FIELDS, FOOT, HEAD, MERGED, RECIPE, ROWS, TIDY, book, resource

from build_tools.checks import Reference, check
from build_tools.findings import Finding, Severity
from build_tools.load.descriptor import dataset_of
from build_tools.load.recipe import recipe_problems, same_problems
from build_tools.model import Resource, Source
from build_tools.reports import sentence
from build_tools.tables import read
from build_tools.tables.recipe.beside import Beside
from build_tools.tables.recipe.places import spots
from build_tools.words import Words

Rows = Sequence[Sequence[Any]]
Sheets = Mapping[str, Rows]


def records(folder: Path, sheets: Sheets, **more: Any) -> list[list[str]]:
    book(folder / "t.xlsx", sheets, more.pop("merged", MERGED), more.pop("formats", None))
    return list(read.records(folder, resource(**more)))


def problems(folder: Path, sheets: Sheets, **more: Any) -> list[Finding]:
    book(folder / "t.xlsx", sheets, more.pop("merged", MERGED))
    return list(read.problems(folder, resource(**more)))


def codes(found: list[Finding], least: Severity = Severity.WARNING) -> list[str]:
    kept = [f for f in found if f.severity is not Severity.NOTICE or least is Severity.NOTICE]
    return [f.code for f in kept]


def moved(rows: Rows, order: Sequence[int]) -> list[list[Any]]:
    """The rows with their columns in another order."""
    wide = [[*row, *[None] * (5 - len(row))] for row in rows]
    return [[row[at] for at in order] for row in wide]


def test_the_table_is_read_out_of_its_sheet(tmp_path: Path) -> None:
    rows = [*HEAD, *ROWS, *FOOT]
    assert records(tmp_path, {"2024": rows}) == TIDY
    assert problems(tmp_path, {"2024": rows}) == []


def test_next_month_a_title_more_and_a_column_elsewhere_change_nothing(tmp_path: Path) -> None:
    rows = [["Kabupaten Contoh"], *moved([*HEAD, *ROWS, *FOOT], [0, 1, 4, 2, 3])]
    merged = ("D4:E4", "A4:A5", "B4:B5", "C4:C5")
    assert records(tmp_path, {"2024": rows}, merged=merged) == TIDY
    found = problems(tmp_path, {"2024": rows}, merged=merged)
    assert [(f.code, f.place, f.field) for f in found] == [
        ("recipe-header-moved", "5", ""),
        ("recipe-column-moved", "C5", "luas"),
    ]
    assert {f.severity for f in found} == {Severity.NOTICE}


def test_a_total_without_a_name_is_left_out_and_added_up(tmp_path: Path) -> None:
    """A recipe that names totals of no text leaves out rows of figures that name nothing."""
    recipe = {**RECIPE, "buang": [{"alasan": "jumlah"}]}
    rows = [*HEAD, *ROWS, [None, None, 6234, 6100, None]]
    assert records(tmp_path, {"2024": rows}, recipe=recipe) == TIDY
    rows = [*HEAD, *ROWS, [None, None, 6235, 6100, None]]
    found = problems(tmp_path, {"2024": rows}, recipe=recipe)
    assert [(f.code, f.place) for f in found] == [("recipe-total-differs", "C9")]
    kept = records(tmp_path, {"2024": rows}, recipe={**RECIPE, "buang": []})
    assert kept[-1] == ["", "6235", "6100", "", "2024"]


def test_next_months_other_signature_falls_away_without_a_word(tmp_path: Path) -> None:
    recipe = {**RECIPE, "buang": [{"alasan": "jumlah", "isi": "Jumlah"}, {"alasan": "catatan"}]}
    signed = [
        [None, "Mengetahui,", None, "Tana Paser, 5 Februari 2025"],
        [None, "Plt. Kepala Dinas", None, "Sekretaris"],
        [],
        [None, "FULAN, S.E.", None, "FULANAH"],
        [None, "NIP. 1", None, "NIP. 2"],
    ]
    rows = [*HEAD, *ROWS, *FOOT, *signed]
    assert records(tmp_path, {"2024": rows}, recipe=recipe) == TIDY
    assert problems(tmp_path, {"2024": rows}, recipe=recipe) == []


@pytest.mark.parametrize(
    "numbers",
    [[1, 2, 3, 4, 5], ["1", "2", "3", "4", "5"], ["(1)", "(2)", "(2a)", "(3)", "(4)"]],
)
def test_the_numbers_of_columns_are_no_record(numbers: list[Any], tmp_path: Path) -> None:
    rows = [*HEAD[:4], numbers, *ROWS, *FOOT]
    assert records(tmp_path, {"2024": rows}) == TIDY


@pytest.mark.parametrize("first", ["4", "-", 2024])
def test_a_total_beside_a_number_is_a_total(first: Any, tmp_path: Path) -> None:
    rows = [*HEAD, *ROWS, [first, "Jumlah", "6234", "6100", "3063,02"]]
    assert records(tmp_path, {"2024": rows}) == TIDY


def test_sheets_of_one_shape_are_one_table(tmp_path: Path) -> None:
    fields = [*FIELDS, {"name": "bulan", "type": "string"}]
    recipe = {**RECIPE, "lembar": ["Jan", "Feb"], "kolomLembar": "bulan"}
    rows = [*HEAD, *ROWS[:1], *FOOT[1:]]
    found = records(tmp_path, {"Jan": rows, "Feb": rows}, recipe=recipe, fields=fields)
    assert [row[-1] for row in found] == ["bulan", "Jan", "Feb"]


@pytest.mark.parametrize(
    ("sheets", "title", "found"),
    [
        (["Januari", "Bln Pebruari"], "Keadaan tahun 2026", ["2026-01", "2026-02"]),
        (["Jan 2025", "Feb 2026"], "", ["2025-01", "2026-02"]),
        (["Januari"], "Tahun 2025 dan 2026", ["Januari"]),  # which year is not certain
        (["2024", "Tahun 2025"], "", ["2024", "2025"]),
    ],
)
def test_the_name_of_a_sheet_is_read_as_its_period(
    sheets: list[str], title: str, found: list[str], tmp_path: Path
) -> None:
    fields = [*FIELDS, {"name": "bulan", "type": "yearmonth"}]
    recipe = {**RECIPE, "lembar": sheets, "kolomLembar": "bulan", "bacaLembar": "periode"}
    rows = [[title], *HEAD[1:], *ROWS[:1], *FOOT[1:]]
    read = records(tmp_path, dict.fromkeys(sheets, rows), recipe=recipe, fields=fields)
    assert [row[-1] for row in read[1:]] == found


def test_merged_cells_go_down(tmp_path: Path) -> None:
    columns = [{**c, "isiKeBawah": c["nama"] == "kecamatan"} for c in RECIPE["kolom"]]
    rows = [*HEAD, ROWS[0], [2, None, 5, 6, 7], ROWS[2]]
    found = records(tmp_path, {"2024": rows}, recipe={**RECIPE, "kolom": columns})
    assert [row[0] for row in found[1:]] == ["Batu Sopang", "Batu Sopang", "Long Ikis"]
    spot = spots(tmp_path / "t.xlsx", resource({**RECIPE, "kolom": columns}), [3])[3]
    assert spot.cells["kecamatan"] == (6, 2, "Batu Sopang")
    assert spot.cells["laki_laki"] == (7, 3, "5")


def test_a_code_keeps_its_zeros_and_percent_is_read_as_seen(tmp_path: Path) -> None:
    fields = [{"name": "kode", "type": "string"}, {"name": "persen", "type": "number"}]
    columns = [
        {"nama": "kode", "judul": "Kode", "baca": "kode"},
        {"nama": "persen", "judul": "Persen", "baca": "persen"},
    ]
    recipe = {"lembar": ["a"], "kepala": [1], "kolom": columns}
    rows: Rows = [["Kode", "Persen"], [7, 0.125], [64, 12.5]]
    formats = {"A2": "000", "B2": "0.0%"}
    book(tmp_path / "t.xlsx", {"a": rows}, (), formats)
    found = list(read.records(tmp_path, resource(recipe, fields=fields)))
    assert found[1:] == [["007", "12.5"], ["64", "12.5"]]


def test_a_renamed_column_is_told_with_its_likely_match(tmp_path: Path) -> None:
    rows = [*HEAD[:3], [None, None, "Pria", "Perempuan", None], HEAD[4], *ROWS, *FOOT]
    (found,) = problems(tmp_path, {"2024": rows})
    assert (found.code, found.sheet, found.place) == ("recipe-column-renamed", "2024", "C4")
    values = dict(found.values)
    assert (values["label"], values["given"]) == ("Laki-laki", "Pria")


#: Headers in which something was renamed: what is told of it, and where.
HEADERS: dict[str, tuple[Rows, tuple[str, ...], list[tuple[str, str, str]]]] = {
    "the lower level": (
        [HEAD[2], [None, None, "Pria", "Perempuan", None]],
        MERGED,
        [("C4", "Laki-laki", "Pria")],
    ),
    "the upper level, across both columns": (
        [["No", "Kecamatan", "Pendduk", None, "Luas (km2)"], HEAD[3]],
        MERGED,
        [("C3", "Penduduk", "Pendduk")],
    ),
    "the upper level, its merged cells lost": (
        [["No", "Kecamatan", "Pendduk", None, "Luas (km2)"], HEAD[3]],
        (),
        [("C3", "Penduduk", "Pendduk")],
    ),
    "both levels": (
        [["No", "Kecamatan", "Warga", None, "Luas (km2)"], [None, None, "Laki", "Perempuan", None]],
        MERGED,
        [("C3", "Penduduk", "Warga"), ("C4", "Laki-laki", "Laki")],
    ),
    "a cell that goes down two rows": (
        [["No", "Kecamatan", "Penduduk", None, "Luas wilayah (km2)"], HEAD[3]],
        MERGED,
        [("E3", "Luas (km2)", "Luas wilayah (km2)")],
    ),
    "a cell that went down two rows": (
        [["No", "Kecamatan", "Penduduk", None, "Luas"], [None, None, *HEAD[3][2:4], "(km2)"]],
        MERGED[:3],
        [("E3", "Luas (km2)", "Luas"), ("E4", "Luas (km2)", "(km2)")],
    ),
    "a lower cell that is empty now": (
        [["No", "Kecamatan", "Penduduk", None, "Luas (km2)"], [None, None, None, "Perempuan"]],
        MERGED,
        [("C4", "Laki-laki", "Penduduk")],
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_renamed_cell_is_told_where_it_stands_and_its_old_text_mends_it(
    name: str, tmp_path: Path
) -> None:
    header, merged, told = HEADERS[name]
    path = book(tmp_path / "t.xlsx", {"2024": [*HEAD[:2], *header, HEAD[4], *ROWS, *FOOT]}, merged)
    found = [f for f in read.problems(tmp_path, resource()) if f.code == "recipe-column-renamed"]
    said = [(f.place, str(dict(f.values)["label"]), str(dict(f.values)["given"])) for f in found]
    assert said == told
    opened = openpyxl.load_workbook(path)
    for place, label, _ in said:
        opened["2024"][place] = label
    opened.save(path)
    assert not [*read.problems(tmp_path, resource())]
    assert list(read.records(tmp_path, resource())) == TIDY


def test_a_cell_above_several_columns_is_told_once_with_their_names(tmp_path: Path) -> None:
    header, merged, _ = HEADERS["the upper level, across both columns"]
    rows = [*HEAD[:2], *header, HEAD[4], *ROWS, *FOOT]
    (found,) = problems(tmp_path, {"2024": rows}, merged=merged)
    assert dict(found.values)["names"] == "laki_laki, perempuan"
    said = 'ganti "Penduduk" dengan "Pendduk" pada judul kolom laki_laki, perempuan'
    assert said in sentence(found, Words.load("id"), "hint")


def called(*labels: Any, more: Rows = ()) -> Sheets:
    """The sheet of the tests, its figures below other labels."""
    return {"2024": [*HEAD[:3], [None, None, *labels], HEAD[4], *ROWS, *more, *FOOT]}


def test_beside_a_column_in_other_words_the_cells_are_looked_at(tmp_path: Path) -> None:
    """It is an error all the same, and says so; the table is read as if it had its old name."""
    path = book(tmp_path / "t.xlsx", called("Laki laki (jiwa)", "Perempuan"))
    (found,) = read.problems(tmp_path, resource())
    assert (found.code, found.place, found.severity) == (
        "recipe-column-renamed",
        "C4",
        Severity.ERROR,
    )
    assert "tetap diperiksa, seolah" in sentence(found, Words.load("id"), "hint")
    assert not read.stops([found])
    assert list(read.records(tmp_path, resource())) == TIDY
    assert spots(path, resource(), [3])[3].cells["laki_laki"] == (7, 3, "2000")


def test_what_else_is_wrong_is_told_with_it_and_nothing_is_published(tmp_path: Path) -> None:
    taken: list[Any] = []

    class Sink:
        def table(self, resource: Resource) -> Sink:
            return self

        def take(self, batch: Any) -> None:
            taken.append(batch)

    raw = {
        "name": "t",
        "path": "t.xlsx",
        "schema": {"fields": FIELDS},
        "sdi:resep": RECIPE,
    }
    source = Source("dinas/t", tmp_path, "datapackage.yaml")
    known = dataset_of(source, {"name": "t", "resources": [raw]}, ("id", "en"))
    bad = [[4, "Paser", 5, "banyak", 1]]
    book(tmp_path / "t.xlsx", called("Laki laki (jiwa)", "Perempuan", more=bad))
    found = check(known, Reference({}), Sink()).findings
    errors = [
        (f.code, f.place) for f in found if f.severity is Severity.ERROR and f.file == "t.xlsx"
    ]
    assert errors == [("recipe-column-renamed", "C4"), ("type-error", "D9")]
    assert taken == []


UNSURE: dict[str, Sheets] = {
    "another word": called("Pria", "Perempuan"),
    "another year": called("Laki-laki 2024", "Perempuan"),
    "one new column more": {
        "2024": [
            [*row[:2], None if n != 3 else "Laki laki", *row[2:]]
            for n, row in enumerate(
                [*HEAD[:3], [None, None, "Laki laki (jiwa)", "Perempuan", None], *HEAD[4:], *ROWS]
            )
        ]
    },
    "texts where figures were": {
        "2024": [
            *HEAD[:3],
            [None, None, "Laki laki", "Perempuan"],
            *([n, f"Tempat {n}", "banyak", n, n] for n in range(5)),
        ]
    },
    "columns moved as well": {
        "2024": moved(called("Laki laki", "Perempuan")["2024"], [0, 1, 2, 4, 3])
    },
}


@pytest.mark.parametrize("sheets", UNSURE.values(), ids=UNSURE)
def test_where_it_is_unsure_the_cells_wait_and_the_finding_says_so(
    tmp_path: Path, sheets: Sheets
) -> None:
    found = problems(tmp_path, sheets, merged=())
    assert read.stops(found)
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert {f.code for f in errors} <= {"recipe-column-renamed", "recipe-column-missing"}
    for lang, said in (("id", "baru diperiksa sesudah itu"), ("en", "are checked after that")):
        assert all(said in sentence(f, Words.load(lang), "hint") for f in errors)
    with pytest.raises(read.BlankRowsError):
        list(read.records(tmp_path, resource()))


def test_where_another_sheet_stops_the_table_no_finding_says_that_it_was_checked(
    tmp_path: Path,
) -> None:
    recipe = {**RECIPE, "lembar": ["Jan", "Feb"]}
    sheets = {
        "Jan": called("Laki laki (jiwa)", "Perempuan")["2024"],
        "Feb": called("Pria", "Perempuan")["2024"],
    }
    found = problems(tmp_path, sheets, recipe=recipe)
    assert [(f.sheet, dict(f.values).get("case")) for f in found] == [("Jan", None), ("Feb", None)]


def test_a_column_of_another_table_is_never_taken_for_one_that_is_gone(tmp_path: Path) -> None:
    rows: Rows = [["Nama", "Sapi jantan"], ["Kuaro", 1]]
    book(tmp_path / "t.xlsx", {"x": rows}, ())
    figures = [{"nama": "n", "judul": "Sapi betina", "baca": "angka"}]
    own = {"lembar": ["x"], "kepala": [1], "kolom": [*columns("Nama"), *figures]}
    one, other = two(own, {"lembar": ["x"], "kepala": [1], "kolom": columns("Nama", "Sapi jantan")})
    assert [dict(f.values)["case"] for f in read.problems(tmp_path, one)] == ["checked"]
    (found,) = read.problems(tmp_path, one, Beside(after=(other,)))
    assert found.code == "recipe-column-missing"


def test_a_column_that_is_gone_and_one_that_is_new(tmp_path: Path) -> None:
    gone = moved([*HEAD, *ROWS, *FOOT], [0, 1, 2, 3])
    assert codes(problems(tmp_path, {"2024": gone}, merged=MERGED[:3])) == ["recipe-column-missing"]
    new = [[*row, *[None] * (5 - len(row))] for row in [*HEAD, *ROWS]]
    new[2].append("Keterangan tambahan")
    (found,) = problems(tmp_path, {"2024": new})
    assert (found.code, found.place, found.cell) == (
        "recipe-column-new",
        "F4",
        "Keterangan tambahan",
    )


def test_another_table_is_told_as_such(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {"2024": [["Nama", "Alamat"], ["a", "b"]]}, merged=())
    assert found.code == "recipe-header-missing"
    assert "Mungkin berkas ini keliru" in sentence(found, Words.load("id"))


def test_sheets_that_are_new_or_have_a_new_name(tmp_path: Path) -> None:
    rows = [*HEAD, *ROWS, *FOOT]
    (found,) = problems(tmp_path, {"Rekap": rows})
    assert found.code == "sheet-missing"
    assert dict(found.values)["likely"] == "Rekap"
    assert codes(problems(tmp_path, {"2024": rows, "2025": rows})) == ["recipe-sheet-new"]


def test_a_sheet_of_another_period_is_never_the_one_that_is_gone(tmp_path: Path) -> None:
    """March, published as January: its old sheet is to be copied, not a name to be written."""
    fields = [*FIELDS, {"name": "bulan", "type": "yearmonth"}]
    recipe = {**RECIPE, "lembar": ["Januari"], "kolomLembar": "bulan", "bacaLembar": "periode"}
    rows = [["Keadaan tahun 2026"], *HEAD[1:], *ROWS, *FOOT]
    gone, new = problems(tmp_path, {"Maret": rows}, recipe=recipe, fields=fields)
    assert (gone.code, dict(gone.values)["case"]) == ("sheet-missing", "recipe-period")
    assert 'Salin lembar "Januari"' in sentence(gone, Words.load("id"), "hint")
    assert (new.code, new.severity) == ("recipe-sheet-new", "error")


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Populasi bulan Maret 2026", "A1"),
        ("Populasi bulan Januari sampai Maret 2026", None),
        ("Tana Paser, 5 Februari 2026", None),
        ("Populasi tahun 2026", None),
    ],
)
def test_a_title_that_names_another_month_than_its_sheet_is_told(
    title: str, place: str | None, tmp_path: Path
) -> None:
    fields = [*FIELDS, {"name": "bulan", "type": "yearmonth"}]
    recipe = {**RECIPE, "lembar": ["Januari"], "kolomLembar": "bulan", "bacaLembar": "periode"}
    rows = [[title], *HEAD[1:], *ROWS, *FOOT]
    found = problems(tmp_path, {"Januari": rows}, recipe=recipe, fields=fields)
    assert [(f.code, f.place) for f in found] == [("recipe-sheet-title", place)] * bool(place)


def yearly(
    folder: Path, *years: int, across: int = 3, known: Sequence[int] = (2021, 2022, 2023)
) -> list[Finding]:
    """What is told of a table with a column for each of the ``years``."""
    head = [["Desa", "Tahun", *[None] * (len(years) - 1)], [None, *years]]
    merged = f"B1:{'BCDE'[across - 1]}1"
    book(folder / "t.xlsx", {"x": [*head, *[[n, *range(len(years))] for n in "abc"]]}, (merged,))
    columns = [{"nama": f"t{y}", "judul": f"Tahun / {y}", "baca": "angka"} for y in known]
    recipe = {"kepala": [1, 2], "kolom": [{"nama": "desa", "judul": "Desa"}, *columns]}
    fields = [
        {"name": "desa", "type": "string"},
        *({"name": f"t{y}", "type": "integer"} for y in known),
    ]
    return [*read.problems(folder, resource(recipe={**recipe, "lembar": ["x"]}, fields=fields))]


def test_a_column_of_another_year_is_never_the_one_that_is_gone(tmp_path: Path) -> None:
    gone, new = yearly(tmp_path, 2022, 2023, 2024)
    assert (gone.code, dict(gone.values)["label"]) == ("recipe-column-missing", "Tahun / 2021")
    assert 'Salin kolom "Tahun / 2021"' in sentence(gone, Words.load("id"), "hint")
    assert (new.code, new.cell) == ("recipe-column-new", "Tahun / 2024")


def test_a_column_of_a_further_year_holds_the_table_until_it_is_read(tmp_path: Path) -> None:
    for across in (3, 4):  # its header may be forgotten as the column is added
        (found,) = yearly(tmp_path, 2021, 2022, 2023, 2024, across=across)
        assert (found.code, found.severity) == ("recipe-column-new", Severity.ERROR)
    (found,) = yearly(
        tmp_path, 2021, 2022, across=2, known=(2021,)
    )  # one year alone makes no series
    assert (found.code, found.severity) == ("recipe-column-new", Severity.WARNING)


@pytest.mark.parametrize(
    ("name", "severity", "case"),
    [("2025", "error", "period-own"), ("2023", "warning", ""), ("Salinan", "warning", "")],
)
def test_a_sheet_of_a_later_period_holds_the_table_until_it_is_read(
    name: str, severity: str, case: str, tmp_path: Path
) -> None:
    rows = [*HEAD, *ROWS, *FOOT]
    (found,) = problems(tmp_path, {"2024": rows, name: rows})
    assert (found.code, found.severity, dict(found.values)["case"]) == (
        "recipe-sheet-new",
        severity,
        case,
    )


def test_a_sheet_of_another_shape_is_not_told(tmp_path: Path) -> None:
    sheets = {"2024": [*HEAD, *ROWS, *FOOT], "Lain": [["Catatan"], ["Angka sementara"]]}
    assert problems(tmp_path, sheets, merged=()) == []


def test_a_total_that_is_not_the_sum(tmp_path: Path) -> None:
    foot = [["", "Jumlah", 6234, 61000, None], *FOOT[1:]]
    (found,) = problems(tmp_path, {"2024": [*HEAD, *ROWS, *foot]})
    assert (found.code, found.place, found.cell) == ("recipe-total-differs", "D9", "61000")
    assert (dict(found.values)["total"], dict(found.values)["sum"]) == (61000.0, 6100.0)
    assert "61.000" in sentence(found, Words.load("id")) and "6.100" in sentence(
        found, Words.load("id")
    )


@pytest.mark.parametrize("total", [2030, 2900])
def test_a_total_between_its_rows_is_no_average(total: int, tmp_path: Path) -> None:
    """A cell that slipped a hundredfold makes the total look small, not like a mean."""
    foot = [["", "Jumlah", 6234, total, None], *FOOT[1:]]
    found = problems(tmp_path, {"2024": [*HEAD, *ROWS, *foot]})
    assert [(f.code, f.place) for f in found] == [("recipe-total-differs", "D9")]


def test_a_total_that_is_the_mean_of_its_rows_is_one(tmp_path: Path) -> None:
    foot = [["", "Jumlah", 2078, "2.033,33", None], *FOOT[1:]]
    assert codes(problems(tmp_path, {"2024": [*HEAD, *ROWS, *foot]})) == []


STYLED: list[tuple[list[list[Any]], list[tuple[str, str, int]]]] = [
    # "1034.500" cannot be under points between thousands, so "210.050" is doubtful
    (
        [["a", "1034.500", "210.050", 1], ["b", "200.500", "300.250", 1]],
        [("C6", "seems", 2), ("D6", "doubtful", 2)],
    ),
    (
        [["a", "1,034.50", 1, 1], ["b", 5, "210.050", 1]],
        [("C6", "seems", 1), ("D7", "doubtful", 1)],
    ),
    # another column proves the recorded style: only the odd one is told
    ([["a", "12.5", "210.050", "0,5"]], [("C6", "seems", 1)]),
    ([["a", "210.050", "1.034.500", "0,5"]], []),
    ([["a", "1 234", 2, 3]], [("C6", "seems", 1)]),
]


@pytest.mark.parametrize(("rows", "told"), STYLED)
def test_numbers_that_the_recorded_style_does_not_allow(
    rows: list[list[Any]], told: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    """One error for each column, with the count; nothing is read a thousandfold in silence."""
    sheet = [*HEAD, *([n, *row] for n, row in enumerate(rows, start=1))]
    found = [
        (f.place, dict(f.values)["case"], dict(f.values)["count"])
        for f in problems(tmp_path, {"2024": sheet})
        if f.code == "recipe-number-style" and f.severity is Severity.ERROR
    ]
    assert found == told


def test_a_total_shows_how_its_rows_are_written(tmp_path: Path) -> None:
    foot = ["", "Jumlah", "1010.550", 2, 3]
    rows = [[1, "a", "510.050", 1, 1], [2, "b", "500.500", 1, 1], foot]
    found = problems(tmp_path, {"2024": [*HEAD, *rows]})
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert [(f.code, f.place, f.cell) for f in errors] == [("recipe-number-style", "C6", "510.050")]
    assert "recipe-total-differs" not in codes([f for f in found if f.field == "laki_laki"])


def test_a_unit_that_changes_in_a_header_is_told_as_such(tmp_path: Path) -> None:
    rows = [[*HEAD[2][:4], "Luas (ha)"] if n == 2 else row for n, row in enumerate(HEAD)]
    (found,) = problems(tmp_path, {"2024": [*rows, *ROWS, *FOOT]})
    assert (found.code, dict(found.values)["case"]) == ("recipe-column-renamed", "unit")
    assert "satuannya lain" in sentence(found, Words.load("id"))


def two(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[Resource, Resource]:
    """Two tables that are read from one file."""
    made = [
        resource(recipe, fields=[{"name": c["nama"], "type": "string"} for c in recipe["kolom"]])
        for recipe in (first, second)
    ]
    return made[0], made[1]


def columns(*labels: str) -> list[dict[str, Any]]:
    return [{"nama": label.lower(), "judul": label} for label in labels]


def told(folder: Path, first: Resource, second: Resource) -> list[tuple[str, str]]:
    found = [
        *read.problems(folder, first, Beside(after=(second,))),
        *read.problems(folder, second, Beside(before=(first,))),
    ]
    return [(f.code, f.place) for f in found]


def test_two_tables_side_by_side_know_of_each_other(tmp_path: Path) -> None:
    """Each takes the column of names that is beside its own figures."""
    rows: Rows = [
        ["Nama", "Sapi", None, "Nama", "Ayam"],
        ["Kuaro", 1, None, "Paser", 2],
        ["Paser", 3, None, "Kuaro", 4],
    ]
    book(tmp_path / "t.xlsx", {"x": rows}, ())
    one, other = two(
        {"lembar": ["x"], "kepala": [1], "kolom": columns("Nama", "Sapi")},
        {"lembar": ["x"], "kepala": [1], "kolom": columns("Nama", "Ayam")},
    )
    assert told(tmp_path, one, other) == []
    assert [*read.records(tmp_path, other)][1:] == [["Paser", "2"], ["Kuaro", "4"]]


def test_two_tables_one_below_the_other_know_of_each_other(tmp_path: Path) -> None:
    rows: Rows = [["Nama", "Sapi"], ["Kuaro", 1], ["Jumlah", 1], [], [], ["Jenis", "Unit"]]
    book(tmp_path / "t.xlsx", {"x": [*rows, ["Apotek", 2], ["Toko", 3]]}, ())
    one, other = two(
        {
            "lembar": ["x"], "kepala": [1], "kolom": columns("Nama", "Sapi"),
            "buang": [{"alasan": "jumlah"}],
        },
        {"lembar": ["x"], "kepala": [6], "kolom": columns("Jenis", "Unit")},
    )  # fmt: skip
    assert told(tmp_path, one, other) == []


def test_a_sheet_of_another_table_is_never_the_likely_one(tmp_path: Path) -> None:
    """Its numbers are those of another year."""
    rows: Rows = [["Nama", "Sapi"], ["Kuaro", 1]]
    book(tmp_path / "t.xlsx", {"2021": rows, "Lain": [["x"]]}, ())
    known = {"kepala": [1], "kolom": columns("Nama", "Sapi")}
    one, other = two({**known, "lembar": ["2021"]}, {**known, "lembar": ["2022"]})
    (found,) = read.problems(tmp_path, other, Beside(before=(one,)))
    assert (found.code, dict(found.values)["case"]) == ("sheet-missing", "recipe-period")


def test_a_new_sheet_is_told_once_where_each_is_a_table(tmp_path: Path) -> None:
    rows: Rows = [["Nama", "Sapi"], ["Kuaro", 1]]
    book(tmp_path / "t.xlsx", {"2021": rows, "2022": rows, "2023": rows}, ())
    known = {"kepala": [1], "kolom": columns("Nama", "Sapi")}
    one, other = two({**known, "lembar": ["2021"]}, {**known, "lembar": ["2022"]})
    (found,) = read.problems(tmp_path, one, Beside(after=(other,)))
    assert (found.code, found.sheet) == ("recipe-sheet-new", "2023")
    assert "tabel tersendiri" in sentence(found, Words.load("id"), "hint")
    assert [*read.problems(tmp_path, other, Beside(before=(one,)))] == []


def test_two_recipes_of_the_same_cells_are_told() -> None:
    known = {"name": "a", "path": "t.xlsx", "sdi:resep": RECIPE}
    (found,) = same_problems([known, {**known, "name": "b"}], "datapackage.yaml")
    assert (found.code, dict(found.values)["other"]) == ("recipe-invalid", "a")
    elsewhere = {**known, "name": "b", "sdi:resep": {**RECIPE, "lembar": ["2025"]}}
    assert [*same_problems([known, elsewhere, {}, None], "datapackage.yaml")] == []


def test_formulas_of_rows_that_are_left_out_do_not_count(tmp_path: Path) -> None:
    rows = [*HEAD, *ROWS, ["", "Jumlah", "=SUM(C6:C8)", 6100, None], *FOOT[1:]]
    assert "formula-uncomputed" not in codes(problems(tmp_path, {"2024": rows}))
    rows[6] = [2, "Kuaro", "=1+1", 2100, 747.3]
    found = problems(tmp_path, {"2024": rows})
    assert [f.place for f in found if f.code == "formula-uncomputed"] == ["C7"]


def test_an_average_is_no_sum(tmp_path: Path) -> None:
    foot = [["", "Rata-rata", 2078, 2033, None], *FOOT[1:]]
    assert codes(problems(tmp_path, {"2024": [*HEAD, *ROWS, *foot]})) == []


def test_nothing_is_left_out_in_silence(tmp_path: Path) -> None:
    recipe = {**RECIPE, "buang": []}
    found = problems(tmp_path, {"2024": [*HEAD, *ROWS, *FOOT]}, recipe=recipe)
    assert [(f.code, f.row, dict(f.values)["case"]) for f in found] == [
        ("recipe-row-dropped", 9, "jumlah"),
        ("recipe-row-dropped", 11, "catatan"),
    ]
    assert {f.severity for f in found} == {Severity.NOTICE}


def test_hidden_rows_and_error_cells_are_still_told(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", {"2024": [*HEAD, *ROWS, *FOOT]})
    made = openpyxl.load_workbook(path)
    made["2024"].row_dimensions[7].hidden = True
    made["2024"]["D8"] = "#N/A"
    made["2024"]["D8"].data_type = "e"
    made["2024"].column_dimensions["A"].hidden = True  # no column of the table
    made.save(path)
    found = list(read.problems(tmp_path, resource()))
    assert {("rows-hidden", "7"), ("cell-error", "D8")} <= {(f.code, f.place) for f in found}
    assert "columns-hidden" not in codes(found)


def test_a_csv_is_read_whatever_its_delimiter_and_encoding(tmp_path: Path) -> None:
    columns = [{"nama": "nama", "judul": "Nama"}, {"nama": "n", "judul": "Jml", "baca": "angka"}]
    fields = [{"name": "nama", "type": "string"}, {"name": "n", "type": "integer"}]
    recipe = {"kepala": [2], "kolom": columns, "angka": {"ribuan": ".", "desimal": ","}}
    given = resource(recipe, "t.csv", fields)
    for text in ("Judul;\nNama;Jml\nCafé;1.000\nb;2\n", "Judul,,\nNama,Jml,\nCafé,1.000,\nb,2,\n"):
        for encoding in ("utf-8", "cp1252"):
            (tmp_path / "t.csv").write_bytes(text.encode(encoding))
            assert list(read.records(tmp_path, given)) == [
                ["nama", "n"],
                ["Café", "1000"],
                ["b", "2"],
            ]


@pytest.mark.parametrize(
    ("change", "case"),
    [
        ({"kepala": ["tiga"]}, "header"),
        ({"kepala": [4, 3]}, "header"),
        ({"kolom": []}, "columns"),
        ({"kolom": [{"nama": "kecamatan", "judul": "a", "baca": "rupa"}]}, "reading"),
        ({"kolom": [{"judul": "a"}]}, "column"),
        ({"lembar": []}, "sheets"),
        ({"angka": {"ribuan": ",", "desimal": ","}}, "style"),
        ({"buang": [{"alasan": "bosan"}]}, "drop"),
        ({"tetap": {}}, "field-without"),
        ({"tetap": {"tahun": 2024, "lain": 1}}, "without-field"),
        ({"kolomLembar": "tahun"}, "twice"),
        ({"bacaLembar": "periode"}, "sheet-reading"),
        ({"kolomLembar": "a", "bacaLembar": "bulan"}, "sheet-reading"),
        ({"kolom": [RECIPE["kolom"][n] for n in (1, 0, 2, 3)]}, "order"),
    ],
)
def test_a_recipe_that_cannot_be_used_is_told(change: dict[str, Any], case: str) -> None:
    recipe = {**RECIPE, **change}
    names = [field["name"] for field in FIELDS]
    raw = {"name": "t", "sdi:resep": recipe}
    (found,) = recipe_problems(raw, names, "xlsx", "datapackage.yaml")
    assert (found.code, dict(found.values)["case"]) == ("recipe-invalid", case)
    assert resource(recipe).recipe is None


@pytest.mark.parametrize("given", [None, 1, "a", [], ["a"], {"kolom": {"a": 1}}, {"kepala": None}])
def test_a_recipe_of_any_shape_is_refused_in_words(given: Any) -> None:
    found = list(recipe_problems({"sdi:resep": given}, ["a"], "xlsx", "datapackage.yaml"))
    assert [f.code for f in found] == ["recipe-invalid"]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_cell_of_the_table_is_found_again_in_the_sheet(data: st.DataObject) -> None:
    """Titles above, a total anywhere at the end, columns in any order: the place holds the cell."""
    titles = data.draw(st.integers(0, 4))
    order = data.draw(st.permutations(range(3)))
    count = data.draw(st.integers(1, 6))
    numbers = st.integers(0, 10**6)
    table = [[f"Tempat {n}", data.draw(numbers), data.draw(numbers)] for n in range(count)]
    rows: Rows = [["Kecamatan", "Laki", "Luas"], *table, ["Jumlah", 1, 1]]
    given_rows: list[list[Any]] = [[f"Judul {n}"] for n in range(titles)]
    given_rows += [[row[at] for at in order] for row in rows]
    columns = [
        {"nama": "a", "judul": "Kecamatan"},
        {"nama": "b", "judul": "Laki", "baca": "angka"},
        {"nama": "c", "judul": "Luas", "baca": "angka"},
    ]
    fields = [{"name": name, "type": "string"} for name in "abc"]
    known = resource({"lembar": ["x"], "kepala": [2], "kolom": columns}, fields=fields)
    with TemporaryDirectory() as folder:
        path = book(Path(folder) / "t.xlsx", {"x": given_rows}, ())
        tidy = list(read.records(Path(folder), known))[1:]
        found = spots(path, known, range(2, len(tidy) + 2))
    assert [row[0] for row in tidy] == [row[0] for row in table]
    for number, row in enumerate(tidy, start=2):
        for name, text in zip("abc", row, strict=True):
            at, column, seen = found[number].cells[name]
            assert str(given_rows[at - 1][column - 1]) == seen == text


def test_a_title_above_a_plain_sheet_is_told_with_its_sheet(tmp_path: Path) -> None:
    book(tmp_path / "t.xlsx", {"Data": [["Judul"], ["nama", "n"], ["a", 1]]}, ())
    fields = tuple(resource(path="t.xlsx").fields[:1])
    plain = replace(resource(), recipe=None, dialect={}, fields=fields)
    plain = replace(plain, fields=(replace(fields[0], name="nama"),))
    (found,) = (f for f in read.problems(tmp_path, plain) if f.code == "header-elsewhere")
    assert (found.sheet, found.row) == ("Data", 2)
