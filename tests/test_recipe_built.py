"""A messy workbook goes through the whole line: checked, built, replaced by next month's."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from portals import AS_OF, DESCRIPTOR, change, portal
from recipes import FOOT, HEAD, MERGED, RECIPE, ROWS, TIDY, book

from build_tools import pipeline, reports
from build_tools.findings import Finding, Severity
from build_tools.load.waivers import WAIVERS
from build_tools.words import Words

FILE = "datasets/dkisp/contoh/data/tabel.xlsx"
_MEASURE = {"konsep": "Penduduk", "definisi": "Orang.", "klasifikasi": "–", "ukuran": "Jumlah"}


def field(name: str, type: str, role: str, unit: str = "") -> dict[str, Any]:
    said = {f"sdi:{key}": text for key, text in _MEASURE.items()} if unit else {}
    more = {"sdi:satuan": unit} if unit else {}
    text = {"title": name.capitalize(), "description": f"Isi kolom {name} rekaan."}
    return {"name": name, "type": type, "sdi:peran": role, **text, **said, **more, "sdi:en": text}


FIELDS = [
    field("kecamatan", "string", "nama"),
    field("laki_laki", "integer", "ukuran", "orang"),
    field("perempuan", "integer", "ukuran", "orang"),
    field("luas", "number", "ukuran", "km2"),
    field("tahun", "year", "waktu"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with one table that is read by a recipe."""
    root = portal(tmp_path)
    (root / "datasets/dkisp/contoh/data/tabel.csv").unlink()
    resource = {
        "name": "tabel",
        "path": "data/tabel.xlsx",
        "title": "Tabel contoh",
        "format": "xlsx",
        "schema": {"primaryKey": ["kecamatan", "tahun"], "fields": FIELDS},
        "sdi:resep": RECIPE,
        "sdi:en": {"title": "Example table"},
    }
    change(root, {"resources.0": resource})
    return root


def built(root: Path) -> list[Finding]:
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert result.crashes == []
    found = [f for f in result.findings if f.dataset == "dkisp/contoh"]
    return [f for f in found if f.severity is not Severity.NOTICE]


def download(root: Path, name: str) -> Path:
    return root / ".build/static/datasets/dkisp/contoh" / name


def table(root: Path) -> list[list[str]]:
    with download(root, "tabel.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_downloads_hold_the_table_and_no_recipe(root: Path) -> None:
    book(root / FILE, {"2024": [*HEAD, *ROWS, *FOOT]})
    assert built(root) == []
    assert table(root) == TIDY
    described = json.loads(download(root, "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = described["resources"]
    assert "sdi:resep" not in resource
    assert (resource["path"], resource["encoding"]) == ("tabel.csv", "utf-8")
    assert resource["dialect"].get("sheetName") is None


def test_next_months_file_needs_no_change(root: Path) -> None:
    book(root / FILE, {"2024": [*HEAD, *ROWS, *FOOT]})
    built(root)
    wide = [[*row, *[None] * (5 - len(row))] for row in [["Kabupaten Contoh"], *HEAD, *ROWS, *FOOT]]
    wide[-4 - 2][3] = 1999  # the second place has other figures now
    wide[-3][3] = None
    moved = [[row[at] for at in (0, 1, 4, 2, 3)] for row in wide]
    book(root / FILE, {"2024": moved}, ("D4:E4", "A4:A5", "B4:B5", "C4:C5"))
    found = built(root)
    assert {f.code for f in found} <= {"recipe-total-differs"}
    assert len(table(root)) == len(TIDY)
    assert table(root)[0] == TIDY[0]


def test_a_decision_on_a_column_is_about_the_sheets_of_its_table(root: Path) -> None:
    """A column of the same name in another sheet of the workbook is told all the same."""
    waiver = {
        "dataset": "dkisp/contoh",
        "tabel": "tabel",
        "kolom": "kecamatan",
        "kode": "personal-mobile",
        "jenis": "boleh-diumumkan",
        "alasan": "Nomor layanan kantor rekaan.",
        "dasar_hukum": "Rekaan untuk pengujian",
        "nomor": "500.1/12/2025",
        "tanggal": "2025-12-01",
        "berlaku_sampai": "2026-11-30",
        "diputuskan_oleh": "dkisp",
    }
    path = root / WAIVERS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump({"izin": [waiver]}), encoding="utf-8")
    settings = root / "mkdocs.yml"
    said = settings.read_text().replace("    walidata:", "    ppid: {opd: dkisp}\n    walidata:")
    settings.write_text(said)
    rows = [*HEAD, *ROWS, [4, "Paser, telepon 0812-3456-7890", 1, 1, 1]]
    book(root / FILE, {"2024": rows}, ())
    assert [f.code for f in built(root) if f.code.startswith("personal")] == ["personal-waived"]
    other = [["Kecamatan", "Isi"], ["Paser, telepon 0812-3456-7890", 1], ["Kuaro", 2]]
    book(root / FILE, {"2024": rows, "Lain": other}, ())
    found = [(f.code, f.sheet, f.place) for f in built(root) if f.code.startswith("personal")]
    assert ("personal-mobile", "Lain", "A2") in found


def test_a_bad_cell_is_told_where_it_stands_in_the_sheet(root: Path) -> None:
    rows = [*HEAD, ROWS[0], [2, "Kuaro", 2000, "dua ribu", 747.3], *ROWS[2:], FOOT[1]]
    book(root / FILE, {"2024": rows})
    (found,) = built(root)
    assert (found.code, found.file, found.sheet) == ("type-error", "data/tabel.xlsx", "2024")
    assert (found.place, found.field, found.cell) == ("D7", "perempuan", "dua ribu")
    assert 'Lembar "2024", sel D7' in reports.text([found], Words.load("id"))
    assert 'Sheet "2024", cell D7' in reports.github([found], Words.load("en"))
    assert not download(root, "tabel.csv").exists()


def test_the_same_key_twice_names_the_row_of_the_sheet(root: Path) -> None:
    book(root / FILE, {"2024": [*HEAD, ROWS[0], ROWS[1], [3, "Batu Sopang", 1, 2, 3]]})
    found = [f for f in built(root) if f.code == "primary-key"]
    assert [(f.row, dict(f.values)["other"]) for f in found] == [(8, 6)]
    said = reports.sentence(found[0], Words.load("id"))
    assert said == 'Kunci "Batu Sopang, 2024" (kecamatan, tahun) sudah ada di baris 6.'


def test_a_number_of_a_person_in_the_raw_file_is_told(root: Path) -> None:
    """Also in a column that the recipe leaves out, and below the table."""
    nik = "6401" + "015508" + "90" + "0000"
    wide = [[*row, *[None] * (5 - len(row))] for row in [*HEAD, *ROWS, *FOOT]]
    wide[2].append("Nomor")
    wide[6].append(f"{nik} ")
    book(root / FILE, {"2024": wide})
    found = [f for f in built(root) if f.severity is Severity.ERROR]
    assert [(f.code, f.sheet, f.row) for f in found] == [("personal-nik", "2024", 7)]
    assert nik not in reports.text(found, Words.load("id"))


def test_a_changed_recipe_is_worked_anew(root: Path) -> None:
    book(root / FILE, {"2024": [*HEAD, *ROWS, *FOOT]})
    built(root)
    path = root / DESCRIPTOR
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    given["resources"][0]["sdi:resep"]["tetap"]["tahun"] = 2023
    path.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    built(root)
    assert {row[-1] for row in table(root)[1:]} == {"2023"}


def test_a_recipe_reads_merged_cells_that_hold_a_plain_table_back(root: Path) -> None:
    book(root / FILE, {"2024": [*HEAD, *ROWS]}, (*MERGED, "A1:E1"))
    assert [f for f in built(root) if f.code == "cells-merged"] == []
