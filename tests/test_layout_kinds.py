"""What other real spreadsheets showed: each form with made-up cells, read as a person reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sheets import cases, codes, dropped, found, labels, only, records, text

from build_tools.tables.layout import find
from build_tools.tables.layout.rows import body

ROWS = [["Kuaro", 12, 13, 25], ["Batu Engau", 7, 9, 16], ["Muara Komam", 5, 4, 9]]
HEAD = ["Kecamatan", "L", "P", "L+P"]


@pytest.mark.parametrize(
    "numbers",
    [[-1, -2, -3, -4], [-1, -2, None, None], [-1, -7, -8, -9]],
    ids=["all", "two", "copied from a wider table"],
)
def test_numbers_of_columns_that_excel_took_for_amounts(numbers: list[Any], tmp_path: Path) -> None:
    """Typed as "(1)" in a cell of numbers, it is kept as -1."""
    laid = only(found(tmp_path, [HEAD, [], numbers, [], *ROWS]))
    assert (laid.header, laid.first, laid.last) == ((1,), 5, 7)
    assert records(laid) == ROWS
    assert dropped(laid)[3] == "nomor"


def test_next_month_they_are_told_from_records_too() -> None:
    """A recipe goes by the rows alone, below a header that it knows."""
    numbers: list[Any] = [-1, -2, -3, -4]
    below = list(enumerate([numbers, *ROWS], start=2))
    assert [why for *_, why in body(below, labels=HEAD)] == ["nomor", "", "", ""]


def test_losses_are_no_numbers_of_columns(tmp_path: Path) -> None:
    rows = [["Kuaro", -1, -2, -3], ["Batu Engau", -2, -3, -4], ["Long Kali", -1, -3, -5]]
    assert records(only(found(tmp_path, [HEAD, *rows]))) == rows


def test_levels_of_a_header_with_an_empty_row_between(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Kode", "Uraian", 2023, None, 2024, None],
        [],
        [None, None, "Triwulan I", "Triwulan II", "Triwulan I", "Triwulan II"],
        [],
        ["A", "Pertanian", 10.5, 11.5, 12.5, 13.5],
        ["B", "Pertambangan", 20.5, 21.5, 22.5, 23.5],
    ]
    laid = only(found(tmp_path, rows, "C1:D1", "E1:F1"))
    assert (laid.header, laid.first) == ((1, 3), 5)
    assert labels(laid)[:3] == ["Kode", "Uraian", "2023 / Triwulan I"]


def test_a_title_above_an_empty_row_is_no_level(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Kecamatan : Kuaro", None, 2024], [], HEAD, *ROWS]
    laid = only(found(tmp_path, rows))
    assert laid.header == (3,)


def test_two_places_in_a_line_are_a_title(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Prov :", "Contoh", "Kab :", "Misal"], HEAD, *ROWS]
    laid = only(found(tmp_path, rows))
    assert (laid.header, laid.titles) == ((2,), ((1, "Prov : Contoh Kab : Misal"),))


def test_tables_below_each_other_whose_header_is_misspelt(tmp_path: Path) -> None:
    """As a template that was copied down: title, place, and the same years."""
    body = [
        ["A. Tani", 1052, 1133, 1154, 1230],
        ["B. Tambang", 144, 159, 151, 162],
        ["C. Industri", 839, 869, 870, 878],
    ]
    rows: list[list[Any]] = [
        ["Tabel 1. PDRB Berlaku"],
        ["Kab. :", "Contoh"],
        ["Lapangan Usaha", 2023, None, 2024, None],
        [None, "I", "II", "I", "II"],
        [-1, -2, -3, -4, -5],
        *body,
        ["Tabel 2. PDRB Konstan"],
        ["Kab. :", "Contoh"],
        ["Lapagan Usaha", 2023, None, 2024, None],
        [None, "I", "II", "I", "II"],
        [-1, -2, -3, -4, -5],
        *body,
    ]
    first, second = found(tmp_path, rows, "B3:C3", "D3:E3", "B11:C11", "D11:E11").tables
    assert (first.header, first.first, first.last) == ((3, 4), 6, 8)
    assert (second.header, second.first, second.last) == ((11, 12), 14, 16)
    assert second.titles == ((9, "Tabel 2. PDRB Konstan"), (10, "Kab. : Contoh"))
    assert first.notes == ()


def test_a_figure_reckoned_below_the_table_is_no_record(tmp_path: Path) -> None:
    years = ["Kecamatan", "2021", "2022", "2023", "2024"]
    rows = [["Kuaro", 5, 6, 7, 8], ["Long Kali", 4, 5, 6, 7], ["Long Ikis", 3, 4, 5, 7]]
    laid = only(found(tmp_path, [years, *rows, [None, None, None, None, 0.258]]))
    assert (records(laid), dropped(laid)) == (rows, {5: "catatan"})


def test_rows_that_name_their_unit_are_no_totals(tmp_path: Path) -> None:
    lines = "Uraian,2022,2023\nPersentase (%),94.9,94.7\nJumlah (ribu orang),129,126\n"
    assert len(records(only(find(text(tmp_path / "a.csv", lines))))) == 2


def test_a_total_that_names_its_unit_is_one_below_names_without(tmp_path: Path) -> None:
    total = ["Jumlah (jiwa)", 24, 26, 50]
    assert dropped(only(found(tmp_path, [HEAD, *ROWS, total]))) == {5: "jumlah"}


def test_a_remark_that_fills_several_cells_is_a_note(tmp_path: Path) -> None:
    remark = "Angka tahun lalu dihitung ulang dengan proyeksi penduduk yang terbaru"
    said = ["Catatan", *([remark] * 3), None, None]
    head = ["Kecamatan", "2020", "2021", "2022", "2023", "2024"]
    rows = [[name, 1, 2, 3, 4, 5] for name in ("Kuaro", "Long Kali", "Long Ikis")]
    laid = only(found(tmp_path, [head, *rows, [], said]))
    assert dropped(laid) == {5: "kosong", 6: "catatan"}


@pytest.mark.parametrize(
    ("label", "name"), [("Kabupaten/Kota", "Jawa Timur"), ("PROPINSI", "34 PROPINSI")]
)
def test_the_whole_of_the_regions_is_told_by_its_name(
    label: str, name: str, tmp_path: Path
) -> None:
    """Rates do not add up: only the name tells that the last row holds all others."""
    rows: list[list[Any]] = [
        [area, 1.5, 2.5] for area in ("Pacitan", "Ponorogo", "Trenggalek", "Blitar")
    ]
    laid = only(found(tmp_path, [[label, "2023", "2024"], *rows, [name, 2.5, 3.5]]))
    assert (len(records(laid)), "region-total" in codes(laid)) == (5, True)


def test_a_province_among_provinces_is_no_whole(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [area, 1.5, 2.5] for area in ("Jawa Barat", "Banten", "Bali", "Jawa Timur")
    ]
    assert "region-total" not in codes(only(found(tmp_path, [["Provinsi", "2023", "2024"], *rows])))


def test_sums_above_their_parts_are_asked_about(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Wilayah", "Berlaku", "Konstan"],
        *[["Barat", 700.5, 520.25], ["Kuaro", 300.25, 220.0], ["Long Kali", 400.25, 300.25]],
        *[["Timur", 900, 810], ["Long Ikis", 500, 450], ["Tanah Grogot", 400, 360]],
    ]
    laid = only(found(tmp_path, rows))
    (asked,) = laid.questions
    assert (asked.case, asked.finding.row, len(records(laid))) == ("parts", 2, 6)
    assert dict(asked.finding.values)["others"] == 1
    rows[1][1] = rows[4][2] = 1
    assert cases(only(found(tmp_path, rows))) == []
