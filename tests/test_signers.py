"""Who signs with a NIP below a table is told, whatever the name; offices and ranks are none."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from build_tools import scan
from build_tools.privacy.signatures import is_name, signer

NIP = "NIP. 19000101 190001 1 001"  # nobody's: its day and year are none of a NIP


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["Kepala Dinas,", "", "CONTOH REKAAN", NIP], 2),
        (["CONTOH REKAAN", "Pembina Utama Muda, IV/c", NIP], 0),
        (["CONTOH REKAAN", "", NIP], None),  # an empty line parts them
        ([NIP, "Contoh Rekaan"], 1),
        (["Kuaro", f"Contoh Rekaan\n{NIP}"], 1),
        (["Kepala Dinas", NIP], None),
        (["Nomor Induk Pegawai", NIP], None),
        (["Jumlah", NIP, ""], None),
    ],
)
def test_the_line_beside_a_nip_that_is_a_name_is_found(lines: list[str], row: int | None) -> None:
    rows = [["", line] for line in lines]
    at = next(n for n, line in enumerate(lines) if NIP in line)
    assert signer(rows, at, 1) == row


def test_two_who_sign_side_by_side_are_two_and_a_record_is_no_signature() -> None:
    block = [["Contoh Rekaan", "", "Rekaan Contoh"], [NIP, "", NIP]]
    assert (signer(block, 1, 0), signer(block, 1, 2)) == (0, 0)
    records = [["1", "Belum Diolah", "5", "x"], ["2", NIP, "5", "x"]]
    assert signer(records, 1, 1) is None


@pytest.mark.parametrize("line", ["", "x", "Data Sementara", "Kuaro, 5 Mei 2026", "contoh rekaan"])
def test_other_lines_are_no_names(line: str) -> None:
    assert not is_name(line)


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize("name", ["Ir. CONTOH REKAAN", "CONTOH REKAAN"])
def test_a_name_is_told_below_numbers_and_below_names_of_places(
    name: str, column: int, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Kecamatan", "Sapi", "Kambing"])
    for number in range(1, 11):
        sheet.append([f"Tempat {number}", 7 * number, 11 * number])
    sheet.cell(14, column, name)
    sheet.cell(15, column, NIP)
    book.save(tmp_path / "Populasi.xlsx")
    found = scan.files(tmp_path, [tmp_path / "Populasi.xlsx"])
    assert [(f.code, f.severity.value, f.row) for f in sorted(found, key=lambda f: f.row or 0)] == [
        ("person-name", "error", 14),
        ("personal-nip", "warning", 15),
    ]
    assert all("REKAAN" not in f.cell for f in found)
