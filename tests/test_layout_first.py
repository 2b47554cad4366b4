"""The first record is no part of the header, and rows that number the columns are no records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sheets import dropped, found, labels, only, records, text

from build_tools.tables.layout import find

ROWS = [["Kuaro", "5"], ["Batu Engau", "12"], ["Long Kali", "7"]]


@pytest.mark.parametrize("value", ["nihil", "Rp -", "n/a", "-", "±1.500", "1½", "belum ada"])
def test_a_first_record_without_a_number_is_a_record(value: str, tmp_path: Path) -> None:
    given = only(found(tmp_path, [["Kecamatan", "Kasus"], ["Muara Samu", value], *ROWS]))
    assert (given.header, labels(given)) == ((1,), ["Kecamatan", "Kasus"])
    assert records(given)[0] == ["Muara Samu", value]
    assert given.titles == ()


def test_below_a_title_and_with_several_measures(tmp_path: Path) -> None:
    head = [["REKAP 2024"], [], ["Kecamatan", "Jumlah Kasus", "Nilai (Rp)"]]
    rows = [["Muara Samu", "nihil", "Rp -"], ["Kuaro", "6", "Rp 1.501.000"]]
    given = only(found(tmp_path, [*head, *rows, ["Long Kali", "nihil", "Rp -"]]))
    assert (given.header, given.first, given.last) == ((3,), 4, 6)


def test_a_text_that_comes_again_below_is_a_value(tmp_path: Path) -> None:
    rows = [["baik", "ringan"], ["rusak", "12"], ["baik", "13"], ["rusak", "14"]]
    given = only(found(tmp_path, [["Keadaan", "Panjang"], *rows]))
    assert (given.header, records(given)) == ((1,), rows)


def test_a_year_below_the_word_year_is_no_level(tmp_path: Path) -> None:
    given = only(find(text(tmp_path / "a.csv", "tahun,nama_jalan\n2024,Jalan A\n2101,Jalan B\n")))
    assert (given.header, labels(given)) == ((1,), ["tahun", "nama_jalan"])
    assert [row[1] for row in records(given)] == ["Jalan A", "Jalan B"]


def test_a_table_without_a_header_is_refused_rather_than_robbed_of_a_record(tmp_path: Path) -> None:
    (refused,) = found(tmp_path, [["Muara Samu", "nihil"], *ROWS]).refused
    assert dict(refused.values)["case"] == "no-header"


def test_headers_of_two_rows_stay_headers(tmp_path: Path) -> None:
    units = [["Kecamatan", "Luas"], [None, "(km2)"], ["Kuaro", 10], ["Long Kali", 11]]
    assert only(found(tmp_path, units)).header == (1, 2)
    titled = [
        ["Kabupaten Contoh", "Tahun 2024"],
        ["Kecamatan", "Jumlah"],
        ["Kuaro", 1],
        ["Ikis", 2],
    ]
    assert only(found(tmp_path, titled)).header == (2,)
    axes = [["nama", "x", "y"], ["titik", 1.5, 2.5], ["garis", 1.1, 2.2]]
    assert only(found(tmp_path, axes)).header == (1,)


@pytest.mark.parametrize(
    "numbers",
    [
        *(["1", "2", "3", "4=3/2"], ["1.", "2.", "3.", "4."], ["1", "2", "3", "4 = 3 - 2"]),
        *(["a", "b", "c", "d"], ["A.", "B.", "C.", "D."], [1, 2, 3, "4=(3:2)x100%"]),
    ],
)
def test_a_row_that_numbers_the_columns_is_no_record(numbers: list[Any], tmp_path: Path) -> None:
    rows = [[1, "Kuaro", 10, 20], [2, "Batu Engau", 11, 21], [3, "Long Kali", 12, 22]]
    given = only(found(tmp_path, [["No", "Kecamatan", "Toko", "Warung"], numbers, *rows]))
    assert (given.header, dropped(given)) == ((1,), {2: "nomor"})
    assert records(given) == rows


def test_letters_alone_are_the_names_of_the_columns(tmp_path: Path) -> None:
    given = only(found(tmp_path, [["Percobaan"], ["a", "b", "c"], [1.5, 2.5, 3], [4, 5, 6]]))
    assert (given.header, labels(given)) == ((2,), ["a", "b", "c"])
    assert len(records(given)) == 2
