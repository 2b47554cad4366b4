"""Which row is one of headings, and what of the others is never shown as one."""

from __future__ import annotations

import pytest

from build_tools.privacy.headings import heading, is_person
from build_tools.surfaces import header
from build_tools.surfaces.header import Guess

#: Made up, from words that many names are made of.
NAMES = ["Siti Wahyuni", "Budi Santoso", "Ahmad Fauzi"]


def guess(*rows: str) -> Guess:
    return header.guess(iter(row.split(";") for row in rows))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Nama Santri", "sure"),
        ("nama_istri", "sure"),
        ("Alamat RT/RW", "sure"),
        ("Jumlah Penduduk 2019-2023", "sure"),
        ("Petani", "perhaps"),
        ("Kuaro", ""),
        ("Nama: Budi Santoso", ""),
        ("Nama Budi Santoso", "data"),
        ("Budi Santoso", "data"),
        ("Gg. Contoh No. 24", "data"),
        ("3 Maret 1980", "data"),
    ],
)
def test_what_a_cell_is_as_a_heading(cell: str, kind: str) -> None:
    assert heading(cell) == kind


def test_columns_that_are_called_after_persons() -> None:
    assert is_person("Budi Santoso") and is_person("budi_santoso")
    assert not is_person("nama_santri") and not is_person("kepala_desa") and not is_person("Budi")


@pytest.mark.parametrize(
    "rows",
    [
        tuple(f"{name};Gg. Contoh No. {n};Petani" for n, name in enumerate(NAMES)),
        tuple(NAMES),
        (f"{NAMES[0]};Paser, 3 Maret 1980;Gg. Contoh No. 3",),
    ],
)
def test_the_first_person_of_a_list_is_no_header(rows: tuple[str, ...]) -> None:
    found = guess(*rows)
    assert found.names == tuple(f"kolom_{n}" for n in range(1, len(found.names) + 1))
    assert (found.first, found.above) == (1, ())


def test_a_header_keeps_its_words_and_hides_what_is_data() -> None:
    assert guess("Nama Santri;Wali Santri", f"{NAMES[0]};{NAMES[1]}").names == (
        "Nama Santri",
        "Wali Santri",
    )
    doubled = guess(f"nama;{NAMES[0]};{NAMES[0]}", f"{NAMES[1]};Gg. Contoh No. 3;7")
    assert doubled.names == ("nama", "kolom_2", "kolom_3")


def test_six_titles_above_a_header() -> None:
    titles = ["PEMERINTAH", "DINAS", "", "DAFTAR", "TAHUN 2025", ""]
    found = guess(*titles, "No;NAMA;ALAMAT;KET", "1;X;Y;Z", "2;X;Y;Z")
    assert (found.names, found.first) == (("No", "NAMA", "ALAMAT", "KET"), 8)


def test_persons_across_the_top() -> None:
    found = guess(f"Tanggal;{NAMES[0]};{NAMES[1]}", "2024-01-01;Hadir;Hadir")
    assert (found.names, found.persons) == (("Tanggal", "kolom_2", "kolom_3"), (2, 3))


def test_a_table_below_another_is_one_of_its_own() -> None:
    rows = ["Kecamatan;Jumlah", "Kuaro;3", "Long Ikis;4", ";", "Daftar;", "No;Nama;Alamat", "1;X;Y"]
    records = iter(row.split(";") for row in rows)
    found = [(first, len(list(block))) for first, block in header.blocks(records, 1)]
    assert found == [(1, 3), (4, 4)]


def test_titles_between_rows_of_one_table_part_nothing() -> None:
    rows = ["Desa;Jumlah", "A;3", "B;4", "Kecamatan Kuaro;", "C;5", "D;6"]
    records = iter(row.split(";") for row in rows)
    assert [len(list(block)) for _, block in header.blocks(records, 1)] == [6]
