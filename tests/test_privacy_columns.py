"""What a column is: by its heading and its cells, in a sample of the whole table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from build_tools.privacy.columns import what
from build_tools.privacy.dates import birth_year, is_place_and_date
from build_tools.privacy.sample import Sample, is_data

NAMES = [
    "Budi Contohanto",
    "Siti Contohwati",
    "Fulan bin Polan",
    "Ahmad Polan",
    "Dewi Polan",
    "Ketut Polan",
]
HOMES = ["RT 01", "Gg. Contoh No. 2", "Jl. Contoh No. 3", "Dusun II RT 4", "RT 5", "Blok C/6"]
BIRTHS = ["1951-02-01", "1963-12-24", "1978-07-07", "1985-01-30", "1999-09-09", "2010-04-04"]
SCHOOLS = [f"SDN 00{n} Contoh" for n in range(1, 7)]
STREETS = ["Jl. Ahmad Yani", "Jl. Sudirman", "Jl. Kartini", "Jl. Diponegoro"]


def column(heading: str, cells: Sequence[str], title: str = "", announced: str = "") -> Sample:
    """A column of a table whose first data row is row 2."""
    sample = Sample(heading, title, announced, filled=len(cells))
    sample.take(enumerate(cells, start=2))
    return sample


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("nama", NAMES, "name"),
        ("nama", SCHOOLS, "institution"),
        ("nama", ["Kuaro", "Janju", "Lolo", "Tapis"], "institution"),
        ("c1", NAMES, "name"),
        ("uraian", NAMES, "name"),
        ("kode_1", NAMES, "name"),
        ("nama_sekolah", NAMES, "institution"),
        ("kepala_desa", NAMES, "official"),
        ("nama_ibu", NAMES, "parent"),
        ("pengarang", NAMES, "work"),
        ("desa", NAMES, ""),
        ("alamat", HOMES, "address"),
        ("c2", HOMES, "address"),
        ("lokasi", HOMES, "address"),
        ("alamat", ["Kuaro", "Janju", "Lolo"], ""),
        ("nama_jalan", STREETS, ""),
        ("c2", STREETS, ""),
        ("tanggal_lahir", BIRTHS, "birth"),
        ("c3", BIRTHS, "birth"),
        ("tanggal_kejadian", ["2024-01-02", "2024-03-04", "2025-06-07"], ""),
        ("c3", ["2024-01-02", "2024-03-04", "2025-06-07"], ""),
        ("tgl_lahir", ["31909", "28000", "22001"], "birth"),
        ("pasien", ["12", "3", "45"], ""),
        ("lat", ["-1.90123", "-1.80456"], "location"),
        ("jk", ["L", "P", "L"], "sex"),
        ("korban", ["3", "0", "1"], ""),
        ("nama", [], ""),
        ("nama", ["-", "…"], ""),
    ],
)
def test_columns(heading: str, cells: list[str], expected: str) -> None:
    assert what(column(heading, cells)) == expected


def test_a_heading_that_is_data_claims_nothing() -> None:
    """A table without headings: its first row was taken for them."""
    assert is_data("Jl. Contoh No. 5 RT 03")
    assert is_data("Budi Contohanto")
    assert not is_data("nama_kepala_desa")
    assert what(column("Jl. Contoh No. 5 RT 03", HOMES)) == "address"


def test_numbers_are_told_by_heading_or_cells() -> None:
    assert what(column("c1", ["081200000001", "081200000002", "081200000003"])) == "contact"
    assert what(column("nik", ["x", "y"], announced="personal-nik")) == "number"
    assert what(column("telepon", ["(0543) 1", "(0543) 2"], announced="personal-mobile")) == ""


def test_of_a_long_column_only_so_many_cells_are_looked_at() -> None:
    sample = Sample("c1")
    for part in range(50):
        sample.take((row, f"Budi {row}") for row in range(part * 10_000, (part + 1) * 10_000))
    assert sample.looked < 3_000
    assert sample.first["any"] == (0, "Budi 0")


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("1987-05-12", 1987),
        ("1987-05-12 00:00:00", 1987),
        ("12/05/1987", 1987),
        ("12-05-87", 1987),
        ("12 Mei 1987", 1987),
        ("Kuaro, 12 Mei 1987", 1987),
        ("Tanah Grogot/12-05-1987", 1987),
        ("12-05-12", 2012),
        ("1987", 0),
        ("64.01.01", 0),
        ("2024-13-01", 0),
    ],
)
def test_dates_of_birth(cell: str, year: int) -> None:
    assert birth_year(cell) == year


def test_a_place_before_the_date() -> None:
    assert is_place_and_date("Kuaro, 12 Mei 1987")
    assert not is_place_and_date("Mei 12, 1987")
    assert birth_year("31909") == 0
    assert birth_year("31909", serial=True) == 1987
