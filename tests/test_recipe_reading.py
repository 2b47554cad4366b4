"""Cells as offices write them, and the canonical texts that are read of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from build_tools.model.recipe import Reading
from build_tools.tables.recipe.reading import percent, reader


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("Rp 1.234.567,89", "1234567.89"),
        ("Rp.1.500.000,-", "1500000"),
        ("12,5%", "12.5"),
        ("12,5 %", "12.5"),
        ("1.234", "1234"),
        ("(500)", "-500"),
        ("\N{MINUS SIGN}5", "-5"),
        ("1.234\N{NO-BREAK SPACE}", "1234"),
        ("12.345*)", "12345"),
        ("1.234 r)", "1234"),
        ("1.234\N{SUPERSCRIPT ONE}", "1234"),
        ("12.345 1)", "12345"),
        ("007", "7"),
        (1301.0, "1301"),
        (12.5, "12.5"),
        (None, ""),
        ("", ""),
    ],
)
def test_numbers_are_read_in_the_style_of_the_recipe(given: Any, told: str) -> None:
    assert reader("angka", ".", ",", "number")(given) == told


@pytest.mark.parametrize("given", ["1.23", "12.5.1", "kira-kira 5", "-", "tad", "1,2,3"])
def test_what_is_no_number_stays_as_it_stands(given: str) -> None:
    assert reader("angka", ".", ",", "number")(given) == given


def test_points_are_thousands_only_where_the_recipe_says_so() -> None:
    assert reader("angka", ".", ",")("1.814") == "1814"
    assert reader("angka", "", ".")("1.814") == "1.814"
    assert reader("angka", " ", ",")("1\N{NARROW NO-BREAK SPACE}814,5") == "1814.5"


def test_whole_numbers_lose_decimals_of_nothing_but_zeros() -> None:
    whole = reader("angka", "", ".", "integer")
    assert [whole("410988.00"), whole("410988.50")] == ["410988", "410988.50"]


def test_a_share_is_a_hundredfold_where_excel_shows_it_in_percent() -> None:
    read = reader("persen", ".", ",", "number")
    assert [read(percent(0.125)), read("12,5"), read(percent("12,5%"))] == ["12.5"] * 3


@pytest.mark.parametrize(
    ("reading", "given", "told"),
    [
        ("teks", "  Batu\n Sopang ", "Batu Sopang"),
        ("teks", 1301.0, "1301"),
        ("kode", 64.01, "64.01"),
        ("kode", "01", "01"),
        ("bulan", "Pebruari", "Februari"),
        ("bulan", "NOPEMBER", "November"),
        ("bulan", "Agt", "Agustus"),
        ("bulan", "Agu", "Agustus"),
        ("bulan", "Des.", "Desember"),
        ("bulan", "Triwulan I", "Triwulan I"),
        ("tanggal", "31/12/2024", "2024-12-31"),
        ("tanggal", "5 Pebruari 2024", "2024-02-05"),
        ("tanggal", "05-Nop-24", "2024-11-05"),
        ("tanggal", dt.date(2024, 3, 1), "2024-03-01"),
        ("tanggal", "31/02/2024", "31/02/2024"),
        ("tahun-bulan", "Jan-24", "2024-01"),
        ("tahun-bulan", 202401.0, "2024-01"),
        ("tahun-bulan", "Desember 2023*)", "2023-12"),
        ("tahun-bulan", dt.date(2024, 1, 1), "2024-01"),
        ("tahun-bulan", dt.date(2024, 1, 31), "2024-01-31"),
        ("tahun-bulan", "202413", "202413"),
    ],
)
def test_texts_codes_days_and_months(reading: Reading, given: Any, told: str) -> None:
    assert reader(reading)(given) == told
