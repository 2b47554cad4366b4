"""Rows that come to the sum of the others are totals, whatever they are called; and say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from portals import portal
from sheets import codes, dropped, found, only, records, text, workbook

from build_tools.model import Drop
from build_tools.scaffold.planning import plan
from build_tools.tables.layout import find
from build_tools.tables.layout.base import Laid

HEAD = ["Kecamatan", "Toko", "Warung"]
ROWS = [["Kuaro", 10, 20], ["Batu Engau", 11, 21], ["Long Kali", 12, 22], ["Long Ikis", 13, 23]]
SPENT = [["5.1.01", "Belanja A", 1000, 900], ["5.1.02", "Belanja B", 2500, 50]]
SIGNED = [
    [],
    ["Sumber: Dinas Contoh"],
    [None, "Mengetahui,", None, "Tana Paser, 5 Januari 2025"],
    [None, "Kepala Dinas", None, "Kepala Bidang"],
    [],
    [None, "FULAN, S.E.", None, "Fulanah"],
    [None, "NIP. 19700101 199503 1 001", None, "NIP. 1"],
]


def laid(tmp_path: Path, *rows: list[Any]) -> Laid:
    return only(found(tmp_path, rows))


@pytest.mark.parametrize(
    "name",
    [
        *("J u m l a h", "Jumlah dipindahkan", "Pindahan", "JUMLAH HALAMAN INI", "T O T A L"),
        *("Jumlah pindahan dari halaman 1", "Total per halaman", "Jumlah yang dipindahkan"),
    ],
)
def test_these_are_names_of_totals_whatever_their_figures(name: str, tmp_path: Path) -> None:
    given = laid(tmp_path, HEAD, *ROWS, [name, 1, 2])
    assert dropped(given) == {6: "jumlah"}


def test_a_total_that_names_what_it_adds_up(tmp_path: Path) -> None:
    given = laid(
        tmp_path,
        ["Kode", "Uraian", "Pagu", "Realisasi"],
        *SPENT,
        [None, "JUMLAH BELANJA", 3500, 950],
        [None, "Surplus/(Defisit)", -3500, -10],
    )
    assert dropped(given) == {4: "jumlah"}
    step = next(s for s in given.steps if s.code == "dropped-sum")
    assert dict(step.values) == {"row": 4, "cell": "JUMLAH BELANJA", "count": 2}
    assert (given.last, len(records(given))) == (5, 3)


def test_figures_as_texts_add_up_in_their_own_style(tmp_path: Path) -> None:
    lines = (
        "Kode;Uraian;Anggaran (Rp);%\n5.1;Pegawai;Rp 1.000.000,25;97,26%\n5.2;Modal;Rp 500,50;1%\n"
        ";JUMLAH BELANJA;Rp 1.000.500,75;94,17%\n"
    )
    given = only(find(text(tmp_path / "a.csv", lines)))
    assert dropped(given) == {4: "jumlah"}


def test_a_total_at_the_end_without_a_code_is_one_even_if_it_is_reckoned_wrong(
    tmp_path: Path,
) -> None:
    head = ["Kode", "Uraian", "Pagu", "Realisasi"]
    given = laid(tmp_path, head, *SPENT, [None, "Total PAD Kab. Contoh", 1, 2])
    assert dropped(given) == {4: "jumlah"}
    assert "dropped-total" in codes(given)


def test_totals_of_groups_and_the_total_of_them(tmp_path: Path) -> None:
    given = laid(
        tmp_path,
        ["Kode", "Uraian", "Nilai"],
        *(["5.1", "Belanja A", 100], ["5.2", "Belanja B", 200]),
        [None, "Jumlah Belanja Operasi", 300],
        *(["6.1", "Belanja C", 10], ["6.2", "Belanja D", 20]),
        [None, "Jumlah Belanja Modal", 30],
        [None, "Total Semua Belanja", 330],
    )
    assert set(dropped(given)) == {4, 7, 8}
    assert [row[2] for row in records(given)] == [100, 200, 10, 20]


@pytest.mark.parametrize("name", ["Kabupaten Paser", "Paser", "KABUPATEN PASER"])
def test_a_region_that_is_the_sum_of_its_parts_is_a_total(name: str, tmp_path: Path) -> None:
    below = laid(tmp_path, HEAD, *ROWS, [name, 46, 86])
    above = laid(tmp_path, HEAD, [name, 46, 86], *ROWS)
    assert (dropped(below), dropped(above)) == ({6: "jumlah"}, {2: "jumlah"})
    assert (below.last, above.first) == (5, 3)
    assert "dropped-sum" in codes(below)
    assert "region-total" not in codes(below)


@pytest.mark.parametrize("name", ["Kabupaten Paser", "Paser"])
def test_a_region_that_is_no_sum_is_kept_and_told(name: str, tmp_path: Path) -> None:
    given = laid(tmp_path, HEAD, *ROWS, [name, 11.5, 21.5])
    assert dropped(given) == {}
    assert "region-total" in codes(given)


def test_the_last_row_without_a_name_is_a_total_if_it_adds_up(tmp_path: Path) -> None:
    assert dropped(laid(tmp_path, HEAD, *ROWS, [None, 46, 86])) == {6: "jumlah"}
    assert dropped(laid(tmp_path, HEAD, *ROWS, [None, 46, 87])) == {}


def test_rows_that_only_look_like_sums_stay(tmp_path: Path) -> None:
    """Measures called "Jumlah …", years that double, a small figure, a row that is numbered."""
    measures = [["Jumlah Guru", 5, 6], ["Jumlah Siswa", 50, 61], ["Total Dosen", 3, 4]]
    assert dropped(laid(tmp_path, ["Indikator", "2023", "2024"], *measures)) == {}
    years = [[2021, 10, 20], [2022, 20, 30], [2023, 30, 50]]
    assert dropped(laid(tmp_path, ["Tahun", "L", "P"], *years)) == {}
    few = [["Kuaro", 1], ["Batu Engau", 2], ["Long Kali", 3], ["Long Ikis", 6]]
    assert dropped(laid(tmp_path, ["Kecamatan", "Kasus"], *few)) == {}
    numbered = [[1, "Kuaro", 30, 40], [2, "Long Kali", 1, 2], [3, "Long Ikis", 31, 42]]
    assert len(records(laid(tmp_path, ["No", "Kecamatan", "L", "P"], *numbered))) == 3
    noughts = [["Kuaro", 0, 0], ["Batu Engau", 0, 0], ["Long Kali", 30, 40], ["Long Ikis", 30, 40]]
    assert dropped(laid(tmp_path, HEAD, *noughts)) == {}


def test_a_long_table_ends_with_a_total_too(tmp_path: Path) -> None:
    rows = [[f"5.{n}", f"Belanja {n} a", n] for n in range(1, 3202)]
    sheet = {"D": [["Kode", "Uraian", "Nilai"], *rows, [None, "JUMLAH BELANJA", 5124801]]}
    given = only(find(workbook(tmp_path / "a.xlsx", sheet)))
    assert dropped(given) == {3203: "jumlah"}
    assert given.last == 3202


@pytest.mark.parametrize(
    "line", ["Halaman 2", "- Hal. 2 dari 4 -", "Lanjutan Tabel 5.1", "DATA KIOS (lanjutan)"]
)
def test_a_line_between_printed_pages_does_not_part_the_table(line: str, tmp_path: Path) -> None:
    given = laid(
        tmp_path,
        *(["DATA KIOS"], HEAD, *ROWS[:2], ["Jumlah dipindahkan", 21, 41], []),
        *([None, None, line], HEAD, ["Pindahan", 21, 41], *ROWS[2:], ["Total", 46, 86]),
    )
    assert records(given) == ROWS
    kinds = {5: "jumlah", 6: "kosong", 7: "kepala", 8: "kepala", 9: "jumlah", 12: "jumlah"}
    assert dropped(given) == kinds
    assert "groups" not in [q.case for q in given.questions]


def test_names_side_by_side_below_a_signature_are_no_record(tmp_path: Path) -> None:
    head = ["No", "Kecamatan", "L", "P"]
    given = laid(tmp_path, head, [1, "Kuaro", 1, 2], [2, "Long Kali", 3, 4], *SIGNED)
    assert len(records(given)) == 2
    assert dropped(given)[9] == "catatan"


def test_a_recipe_records_sources_and_totals_and_nothing_of_a_signature(tmp_path: Path) -> None:
    head = ["No", "Kecamatan", "L", "P"]
    rows = [[1, "Kuaro", 10, 20], [2, "Long Kali", 30, 40], [3, "Long Ikis", 1, 2]]
    sheet = [["Penduduk"], head, *rows, [None, None, 41, 62], *SIGNED]
    path = workbook(tmp_path / "penduduk.xlsx", {"Data": sheet})
    made = plan(portal(tmp_path / "portal"), "dkisp", path).tables[0].recipe
    assert made is not None
    assert made.drops == (
        Drop("jumlah"),
        Drop("catatan", "Sumber: Dinas Contoh"),
        Drop("catatan"),
    )
