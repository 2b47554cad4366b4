"""Workbooks as offices make them, and the recipe that reads them, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from build_tools.load.descriptor import resource_of
from build_tools.model import Resource

#: What an office sends: a title, a header of two levels, its numbers, a total and a source.
HEAD: list[list[Any]] = [
    ["Penduduk menurut kecamatan", None, None, None, None],
    [],
    ["No", "Kecamatan", "Penduduk", None, "Luas (km2)"],
    [None, None, "Laki-laki", "Perempuan", None],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
]
ROWS: list[list[Any]] = [
    [1, "Batu Sopang", "1.234", 1100, "1.111,5"],
    [2, " Kuaro ", 2000, "2.100*)", 747.3],
    [3, "Long Ikis", 3000, 2900, "1.204,22"],
]
FOOT: list[list[Any]] = [["", "Jumlah", 6234, 6100, None], [], ["Sumber: Dinas Contoh, 2024"]]
MERGED = ("C3:D3", "A3:A4", "B3:B4", "E3:E4")

FIELDS: list[dict[str, Any]] = [
    {"name": "kecamatan", "type": "string"},
    {"name": "laki_laki", "type": "integer"},
    {"name": "perempuan", "type": "integer"},
    {"name": "luas", "type": "number"},
    {"name": "tahun", "type": "year"},
]
RECIPE: dict[str, Any] = {
    "lembar": ["2024"],
    "kepala": [3, 4],
    "kolom": [
        {"nama": "kecamatan", "judul": "Kecamatan"},
        {"nama": "laki_laki", "judul": "Penduduk / Laki-laki", "baca": "angka"},
        {"nama": "perempuan", "judul": "Penduduk / Perempuan", "baca": "angka"},
        {"nama": "luas", "judul": "Luas (km2)", "baca": "angka"},
    ],
    "buang": [
        {"alasan": "jumlah", "isi": "Jumlah"},
        {"alasan": "catatan", "isi": "Sumber: Dinas Contoh, 2023"},
    ],
    "angka": {"ribuan": ".", "desimal": ","},
    "tetap": {"tahun": 2024},
}
TIDY = [
    ["kecamatan", "laki_laki", "perempuan", "luas", "tahun"],
    ["Batu Sopang", "1234", "1100", "1111.5", "2024"],
    ["Kuaro", "2000", "2100", "747.3", "2024"],
    ["Long Ikis", "3000", "2900", "1204.22", "2024"],
]


def book(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    merged: Sequence[str] = MERGED,
    formats: Mapping[str, str] | None = None,
) -> Path:
    """A workbook of these sheets; ``formats`` are number formats of cells by place."""
    made = openpyxl.Workbook()
    del made["Sheet"]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for span in merged:
            sheet.merge_cells(span)
        for place, format in (formats or {}).items():
            sheet[place].number_format = format
    made.save(path)
    return path


def resource(
    recipe: Mapping[str, Any] = RECIPE,
    path: str = "t.xlsx",
    fields: Sequence[Mapping[str, Any]] = FIELDS,
) -> Resource:
    """The resource of a file with that recipe."""
    schema = {"fields": list(fields)}
    raw = {"name": "t", "path": path, "schema": schema, "sdi:resep": dict(recipe)}
    return resource_of(raw, ("id", "en"))
