"""Forms are read as tables: a key before each value, in whatever way it is written."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from build_tools import scan
from build_tools.surfaces.keyed import form

NAME, HOME, BORN = "Siti Wahyuni", "Gg. Contoh No. 3 RT 02/RW 01", "3 Maret 1980"

FORMS = {
    "one cell": [["Data"], [f"Nama: {NAME}"], [f"Tanggal Lahir: {BORN}"], [f"Alamat: {HOME}"]],
    "three": [["Data"], [], ["Nama", ":", NAME], ["Alamat", ":", HOME], ["Tgl Lahir", ":", BORN]],
    "two": [["kunci", "nilai"], ["nama", NAME], ["alamat", HOME], ["tgl_lahir", BORN]],
    "aside": [["Nama", NAME, "Budi Santoso"], ["Alamat", HOME, HOME], ["Tgl Lahir", BORN, BORN]],
}


@pytest.mark.parametrize("rows", FORMS.values(), ids=FORMS)
def test_a_name_beside_a_home_holds_back_in_a_form_too(
    rows: list[list[str]], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = scan.files(tmp_path, [tmp_path / "a.xlsx"])
    told = {f.code: f for f in found if f.severity == "error"}
    assert {"personal-name", "personal-address"} <= set(told)
    assert not any(NAME in repr(f) or HOME in repr(f) for f in found)
    at = next(n for n, row in enumerate(rows, 1) if any(HOME in cell for cell in row))
    assert told["personal-address"].row == at


def test_records_below_one_another() -> None:
    made = form([["Nama", "Siti"], ["Alamat", "Gg. A"], ["Nama", "Budi"], ["Alamat", "Gg. B"]])
    assert made is not None
    assert [[v.text for v in record if v] for record in made.records] == [
        ["Siti", "Gg. A"],
        ["Budi", "Gg. B"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Nama", "Alamat"], ["Siti", "Gg. A"], ["Guru", "Gg. B"]],  # a table as it should be
        [["Pekerjaan", "Jumlah"], ["Guru", "3"], ["Siswa", "4"], ["Petani", "5"]],
        [["kolom", "judul"], ["nama", "Nama"], ["alamat", "Alamat"], ["nik", "NIK"]],
    ],
)
def test_what_is_no_form(rows: list[list[str]]) -> None:
    assert form(rows) is None
