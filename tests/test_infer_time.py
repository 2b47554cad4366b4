"""Parts of a year in a column of their own, and what a column of running numbers is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_infer import KNOWN, laid

from build_tools.infer import propose
from build_tools.tables.layout.base import Raw

Columns = dict[str, Sequence[Raw]]


@pytest.mark.parametrize(
    ("label", "most", "often"),
    [("BULAN", 12, "bulanan"), ("Triwulan ke", 4, "triwulanan"), ("semester", 2, "semesteran")],
)
def test_parts_of_a_year_as_numbers_belong_to_the_key(label: str, most: int, often: str) -> None:
    """As an export of visitors by place, year and month, the month as 1 to 12."""
    keys = [
        (place, year, part)
        for place in ("Museum", "Pantai")
        for year in (2023, 2024)
        for part in range(1, most + 1)
    ]
    names, years, parts = (list(column) for column in zip(*keys, strict=True))
    columns: Columns = {"Nama": names, "Tahun": years, label: parts}
    found = propose(laid({**columns, "Pengunjung": [7] * len(keys)}), KNOWN)
    assert len(found.primary_key) == 3
    assert (found.frequency, found.period) == (often, ("2023", "2024"))
    assert found.fields[2].properties["sdi:peran"] == "waktu"


def test_a_number_of_months_is_a_figure() -> None:
    columns: Columns = {"Nama": list("ABC"), "Jumlah Bulan": [3, 12, 7], "Tahun": [2024] * 3}
    found = propose(laid(columns), KNOWN)
    assert found.fields[1].properties["sdi:peran"] == "ukuran"
    assert found.frequency == ""


def test_names_of_months_beside_the_year_make_it_monthly() -> None:
    months = ["Januari", "Februari", "Maret"]
    columns: Columns = {
        "Tahun": [2022] * 3 + [2023] * 3 + [2024] * 3,
        "Bulan": [*months, *months, *months],
    }
    found = propose(laid({**columns, "Ton": list(range(9))}), KNOWN)
    assert (found.frequency, found.primary_key) == ("bulanan", ("tahun", "bulan"))


def test_an_id_that_counts_the_rows_names_none_of_them() -> None:
    """As exports of open data portals have it: next year's file counts anew."""
    names = ["Batu Sopang", "Muara Komam", "Kuaro"]
    columns: Columns = {
        "id": [1, 2, 3, 4, 5, 6],
        "nama_kecamatan": names * 2,
        "tahun": [2023] * 3 + [2024] * 3,
    }
    found = propose(laid({**columns, "sampah_ton": [1.5, 2.5, 3.5, 4.5, 5.5, 6.5]}), KNOWN)
    assert found.primary_key == ("nama_kecamatan", "tahun")


def test_an_id_that_does_not_count_is_a_key() -> None:
    names = ["Batu Sopang", "Muara Komam", "Kuaro"]
    columns: Columns = {"id": [11, 25, 31], "nama_kecamatan": names, "tahun": [2023] * 3}
    assert propose(laid({**columns, "ton": [1.5, 2.5, 3.5]}), KNOWN).primary_key == ("id",)


@pytest.mark.parametrize("label", ["produktivitas_ku_ha", "Produktivitas (Ku/Ha)"])
def test_a_yield_is_measured_by_hectare(label: str) -> None:
    found = propose(laid({"Nama": ["A", "B"], label: [43.5, 51.25]}), KNOWN)
    assert found.fields[1].properties["sdi:satuan"] == "kuintal per hektare"


def test_large_numbers_below_the_word_classification_are_figures() -> None:
    label = "Jumlah Pekerja Menurut Klasifikasi / 2023"
    found = propose(laid({"Wilayah": ["Kota", "Desa"], label: [11671937, 10505835]}), KNOWN)
    assert found.fields[1].properties["sdi:peran"] == "ukuran"
