"""A key that repeats is told with its values and the row where it stands already."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tables import dataset

from build_tools import marked, reports
from build_tools.checks import Reference, check
from build_tools.findings import Finding
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")
FIELDS = [
    {"name": "kecamatan", "type": "string"},
    {"name": "tahun", "type": "integer"},
    {"name": "jumlah", "type": "integer"},
]
KEYED = {"fields": FIELDS, "primaryKey": ["kecamatan", "tahun"]}
TABLE = "kecamatan,tahun,jumlah\nKuaro,2024,1\nPaser,2024,2\nKuaro,2024,3\n"


def keyed(folder: Path, text: str, schema: dict[str, Any] = KEYED, **rest: Any) -> list[Finding]:
    """What a check says of the keys of a table."""
    found = check(dataset(folder, text, schema, **rest), Reference({})).findings
    return [f for f in found if f.code in {"primary-key", "unique-key", "unique-error"}]


@pytest.mark.parametrize(
    "dialect",
    [{}, {"delimiter": ";"}, {"commentChar": "#"}],
    ids=["plain", "other mark", "read by frictionless"],
)
def test_the_values_and_the_other_row_are_named(tmp_path: Path, dialect: dict[str, str]) -> None:
    text = TABLE.replace(",", dialect.get("delimiter", ","))
    (found,) = keyed(tmp_path, text, dialect=dialect)
    assert (found.row, found.column) == (4, None)
    said = 'Kunci "Kuaro, 2024" (kecamatan, tahun) sudah ada di baris 2.'
    assert reports.sentence(found, ID) == said
    said = 'The key "Kuaro, 2024" (kecamatan, tahun) stands in row 2 already.'
    assert reports.sentence(found, EN) == said


def test_columns_in_another_order_are_those_of_the_key(tmp_path: Path) -> None:
    schema = {**KEYED, "fieldsMatch": "subset"}
    text = "jumlah,tahun,kecamatan\n1,2024,Kuaro\n2,2024,Kuaro\n"
    (found,) = keyed(tmp_path, text, schema)
    assert 'Kunci "Kuaro, 2024"' in reports.sentence(found, ID)


def test_of_several_twins_each_names_the_one_before(tmp_path: Path) -> None:
    found = keyed(tmp_path, TABLE + "Paser,2024,5\nKuaro,02024,4\n")
    said = [reports.sentence(f, ID).split(" (")[0] + f" {dict(f.values)['other']}" for f in found]
    assert said == ['Kunci "Kuaro, 2024" 2', 'Kunci "Paser, 2024" 3', 'Kunci "Kuaro, 02024" 4']


def test_an_empty_part_and_an_empty_key(tmp_path: Path) -> None:
    text = "kecamatan,tahun,jumlah\nKuaro,,1\nKuaro,,2\n,,3\n"
    found = sorted(keyed(tmp_path, text), key=lambda f: f.row or 0)
    assert [reports.sentence(f, ID) for f in found] == [
        'Kunci "Kuaro, –" (kecamatan, tahun) sudah ada di baris 2.',
        "Kunci baris ini kosong: kecamatan, tahun belum diisi.",
    ]


def test_a_unique_key_too(tmp_path: Path) -> None:
    schema = {"fields": FIELDS, "uniqueKeys": [["kecamatan", "tahun"]]}
    (found,) = keyed(tmp_path, TABLE, schema)
    said = 'Gabungan "Kuaro, 2024" (kecamatan, tahun) sudah ada di baris 2.'
    assert reports.sentence(found, ID) == said


def test_a_unique_column_too(tmp_path: Path) -> None:
    fields = [{**FIELDS[0], "constraints": {"unique": True}}, *FIELDS[1:]]
    (found,) = keyed(tmp_path, TABLE, {"fields": fields})
    assert reports.sentence(found, ID) == 'Isi "Kuaro" pada kolom kecamatan sudah ada di baris 2.'


def test_a_long_key_is_cut(tmp_path: Path) -> None:
    long = "Kuaro " * 100
    (found,) = keyed(tmp_path, TABLE.replace("Kuaro", long.strip()))
    assert len(str(dict(found.values)["key"])) == 200
    assert str(dict(found.values)["key"]).endswith("…")


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        (["nik", "tahun"], "{nik},Siti Khotijah,2024"),
        (["nama_lengkap", "tahun"], "{nik},Siti Khotijah,2024"),
        (["nama_lengkap", "tahun"], "{nik},Xyzw Qwerty,2024"),
    ],
)
@pytest.mark.parametrize("way", ["primaryKey", "uniqueKeys"])
def test_a_key_of_persons_is_never_shown(
    tmp_path: Path, key: list[str], cells: str, way: str
) -> None:
    nik = "6401" + "015508" + "90" + "0000"
    row = cells.format(nik=nik)
    fields = [{"name": name, "type": "string"} for name in ("nik", "nama_lengkap", "tahun")]
    schema = {"fields": fields, way: key if way == "primaryKey" else [key]}
    found = keyed(tmp_path, f"nik,nama_lengkap,tahun\n{row}\n{row}\n", schema)
    assert found
    for lang in (ID, EN):
        said = reports.text(found, lang) + reports.as_json(found, lang)
        assert "…" in said
        assert not any(part in said for part in (nik, "Siti", "Xyzw"))


def test_the_marked_workbook_says_the_same(tmp_path: Path) -> None:
    given = dataset(tmp_path, TABLE, KEYED)
    found = [f for f in check(given, Reference({})).findings if f.code == "primary-key"]
    (book,) = marked.workbooks(given, found, Reference({}), ID, "https://a.go.id/")
    opened = load_workbook(io.BytesIO(book.content))
    told = [str(cell.value) for row in opened.worksheets[0] for cell in row if cell.value]
    assert any('Kunci "Kuaro, 2024" (kecamatan, tahun) sudah ada di baris 2.' in t for t in told)
    comment = opened.worksheets[1]["A4"].comment
    assert comment is not None and 'Kunci "Kuaro, 2024"' in comment.text
