"""Areas, codes beside names, parts and totals, shares, units and empty columns of one table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tables import dataset

from build_tools import checks
from build_tools.findings import Finding
from build_tools.model import Dataset, Plausibility

AREAS = {"01": "Hulu Satu", "02": "Hilir Dua", "03": "Muara Tiga", "04": "Teluk Empat"}
CODE = {"name": "kode_kecamatan", "type": "string", "sdi:peran": "wilayah"}
NAME = {"name": "nama_kecamatan", "type": "string", "sdi:peran": "nama"}
YEAR = {"name": "tahun", "type": "year", "sdi:peran": "waktu"}
KEY = {
    "fields": ["kode_kecamatan"],
    "reference": {"package": "referensi/wilayah", "resource": "kecamatan", "fields": ["kode"]},
}


def figure(name: str, unit: str = "orang", kind: str = "integer", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "sdi:peran": "ukuran", "sdi:satuan": unit, **more}


def reference_of(folder: Path, limits: Plausibility | None = None) -> checks.Reference:
    """The areas, as another dataset has them."""
    folder.mkdir(exist_ok=True)
    fields = [{"name": "kode", "type": "string"}, {"name": "nama", "type": "string"}]
    rows = "".join(f"{code},{name}\n" for code, name in AREAS.items())
    areas = dataset(folder, "kode,nama\n" + rows, {"fields": fields, "primaryKey": ["kode"]})
    object.__setattr__(areas.resources[0], "name", "kecamatan")
    return checks.Reference({"referensi/wilayah": areas}, plausibility=limits)


def table(folder: Path, rows: list[str], *fields: dict[str, Any], **more: Any) -> Dataset:
    head = ",".join(field["name"] for field in fields)
    schema = {"fields": list(fields), **more.pop("schema", {})}
    return dataset(folder, "\n".join([head, *rows]) + "\n", schema, **more)


def found(folder: Path, one: Dataset, code: str) -> list[Finding]:
    told = checks.check(one, reference_of(folder / "wilayah")).findings
    return [f for f in told if f.code == code]


def said(finding: Finding, *names: str) -> tuple[object, ...]:
    values = dict(finding.values)
    return tuple(values[name] for name in names)


KEYED = {"primaryKey": ["kode_kecamatan", "tahun"], "foreignKeys": [KEY]}
FULL = [f"{code},{year},{n}" for year in (2023, 2024) for n, code in enumerate(AREAS, 50)]


def test_three_of_four_areas_with_the_year_that_lacks_one(tmp_path: Path) -> None:
    limits = Plausibility(areas=75)
    one = table(tmp_path, FULL[:-1], CODE, YEAR, figure("jumlah"), schema=KEYED)
    told = checks.check(one, reference_of(tmp_path / "w", limits)).findings
    (lacking,) = [f for f in told if f.code == "areas-missing"]
    assert said(lacking, "areas", "periods", "all") == ("Teluk Empat (04)", "2024", 4)
    assert found(tmp_path, one, "areas-missing") == []  # by itself, only from 80 percent on


def test_an_area_that_is_missing_for_a_reason(tmp_path: Path) -> None:
    lacks = {"kecamatan": {"tidakAda": ["04"], "karena": "Laporannya belum masuk."}}
    one = table(
        tmp_path, FULL[:-1], CODE, YEAR, figure("n"), schema=KEYED, **{"sdi:kewajaran": lacks}
    )
    reference = reference_of(tmp_path / "w", Plausibility(areas=75))
    assert "areas-missing" not in {f.code for f in checks.check(one, reference).findings}


def test_a_register_may_have_no_row_for_an_area(tmp_path: Path) -> None:
    """Its key is not that of areas: some have two clinics, some none."""
    schema = {"primaryKey": ["nama"], "foreignKeys": [KEY]}
    name = {"name": "nama", "type": "string"}
    one = table(tmp_path, ["01,A", "02,B", "03,C", "03,D"], CODE, name, schema=schema)
    reference = reference_of(tmp_path / "w", Plausibility(areas=50))
    assert "areas-missing" not in {f.code for f in checks.check(one, reference).findings}


@pytest.mark.parametrize(
    ("names", "places"),
    [
        (["Hulu Satu", "Hilir Dua", "Muara Tiga", "Teluk Empat"], []),
        (["HULU SATU", "Kec. Hilir Dua", "Kecamatan Muaratiga", "Teluk Ampat"], []),
        (["Hilir Dua", "Hulu Satu", "Muara Tiga", "Teluk Empat"], [(2, "02"), (3, "01")]),
        (["Hulu Satu", "Hilir Dua", "Muara Tiga", "Gunung Batu"], [(5, None)]),
        (["camat A", "camat B", "camat C", "camat D"], []),  # no names of these codes
    ],
)
def test_names_beside_their_codes(
    tmp_path: Path, names: list[str], places: list[tuple[int, str | None]]
) -> None:
    rows = [f"{code},{name}" for code, name in zip(AREAS, names, strict=True)]
    one = table(tmp_path, rows, CODE, NAME, schema={"foreignKeys": [KEY]})
    told = found(tmp_path, one, "code-name-differs")
    assert [(f.row, dict(f.values).get("told")) for f in told] == places


def test_codes_that_are_empty_beside_names_of_the_list(tmp_path: Path) -> None:
    schema = {"primaryKey": ["nama_kecamatan", "tahun"], "foreignKeys": [KEY]}
    rows = ["01,Hulu Satu,2024", ",Kec. Muara Tiga,2024", "02,Hilir Dua,2024", ",Teluk Empat,2024"]
    rows += [",Muara Tiga,2025", ",Seluruh kecamatan,2025"]
    (one,) = found(tmp_path, table(tmp_path, rows, CODE, NAME, YEAR, schema=schema), "code-empty")
    assert (one.place, *said(one, "count", "codes", "case")) == (
        "A3", 3, "Kec. Muara Tiga 03, Teluk Empat 04", "area",
    )  # fmt: skip


def test_names_that_point_at_a_list_are_no_codes_of_the_names_beside_them(tmp_path: Path) -> None:
    village = {"name": "desa", "type": "string", "sdi:peran": "nama"}
    key = {**KEY, "fields": ["desa"], "reference": {**KEY["reference"], "fields": ["nama"]}}
    rows = ["Hulu Satu,Hilir Dua", "Hilir Dua,Hilir Dua", "Muara Tiga,Teluk Empat"]
    one = table(tmp_path, rows, village, NAME, schema={"foreignKeys": [key]})
    assert found(tmp_path, one, "code-name-differs") == []


def test_a_name_that_two_codes_have_tells_no_code(tmp_path: Path) -> None:
    schema = {"primaryKey": ["nama_kecamatan", "tahun"], "foreignKeys": [KEY]}
    one = table(tmp_path, ["01,Hulu Satu,2024", ",Hilir,2024"], CODE, NAME, YEAR, schema=schema)
    twice = {"05": "Hilir", "06": "Hilir"}
    with pytest.MonkeyPatch.context() as patch:
        for code, name in twice.items():
            patch.setitem(AREAS, code, name)
        assert found(tmp_path, one, "code-empty") == []


def test_the_code_of_the_row_tells_which_name_is_meant(tmp_path: Path) -> None:
    listed = NAME | {"categories": list(AREAS.values())}
    rows = ["01,Hulu Satu", "02,Hilr", ",Muara Tga"]
    one = table(tmp_path, rows, CODE, listed, schema={"foreignKeys": [KEY]})
    by_code, by_letters = found(tmp_path, one, "category")
    assert said(by_code, "case", "told", "key") == ("code", "Hilir Dua", "02")
    assert said(by_letters, "case", "told") == ("near", "Muara Tiga")


def test_one_code_with_two_names_where_no_table_is_known(tmp_path: Path) -> None:
    fields = ({"name": "kode_unit", "type": "string", "sdi:peran": "kode"}, NAME | {"name": "unit"})
    rows = ["U1,Poli Umum", "U2,Poli Gigi", "U3,Farmasi", "U1,Laboratorium", "U2,poli gigi"]
    (one,) = found(tmp_path, table(tmp_path, rows, *fields), "code-name-differs")
    assert (one.row, said(one, "case", "key", "told", "other")) == (
        5,
        ("twice", "U1", "Poli Umum", 2),
    )


PARTS = ("laki_laki", "perempuan", "jumlah")


def test_the_few_rows_whose_parts_do_not_come_to_their_total(tmp_path: Path) -> None:
    rows = [f"{10 + n},{20 + n},{30 + 2 * n}" for n in range(9)] + ["5,6,12"]
    one = table(tmp_path, rows, *map(figure, PARTS))
    (told,) = found(tmp_path, one, "parts-differ")
    assert (told.row, told.field, told.cell) == (11, "jumlah", "12")
    assert said(told, "parts", "values", "sum") == ("laki_laki + perempuan", "5 + 6", "11")


@pytest.mark.parametrize(
    "rows",
    [
        [f"{10 + n},{20 + n},{40 + 3 * n}" for n in range(12)],  # something else
        [f"{10 + n},{20 + n},{30 + 2 * n}" for n in range(12)],  # all right
        ["10,20,30", "5,6,12"],  # too few to tell
        [f"{n / 8:.1f},{n / 16:.1f},{n / 8 + n / 16:.1f}" for n in range(30)],  # rounded
    ],
)
def test_columns_that_are_no_parts_or_well_added_up(tmp_path: Path, rows: list[str]) -> None:
    one = table(tmp_path, rows, *(figure(name, "ton", "number") for name in PARTS))
    assert found(tmp_path, one, "parts-differ") == []


def test_a_rule_that_is_declared_stands_for_itself(tmp_path: Path) -> None:
    rows = [f"{10 + n},{20 + n},{30 + 2 * n}" for n in range(9)] + ["5,6,12"]
    rule = {"sdi:aturan": [{"rumus": "laki_laki + perempuan = jumlah"}]}
    one = table(tmp_path, rows, *map(figure, PARTS), **rule)
    assert found(tmp_path, one, "parts-differ") == []
    assert len(found(tmp_path, one, "rule-broken")) == 1


@pytest.mark.parametrize(
    ("field", "count"),
    [
        (figure("cakupan_air", "Persen", "number"), 0),  # coverage of a target may exceed it
        (figure("rumah_layak", "Persen", "number"), 1),
        (figure("rumah_layak", "%", "number"), 1),
        (figure("rumah_layak", "", "number", title="Persentase rumah layak"), 1),
        (figure("pertumbuhan", "persen", "number"), 0),
        (figure("apk", "persen", "number", title="Angka Partisipasi Kasar"), 0),
        (figure("rumah_layak", "persen", "number", constraints={"maximum": 200}), 0),
        (figure("rumah_layak", "orang", "number"), 0),
    ],
)
def test_shares_over_a_hundred(tmp_path: Path, field: dict[str, Any], count: int) -> None:
    rows = ["91.2", "965", "88.4", "90", "95"]
    told = found(tmp_path, table(tmp_path, rows, field), "percent-over")
    assert [f.row for f in told] == [3][:count]
    assert {f.severity.value for f in told} <= {"warning"}


def test_a_column_that_is_often_over_a_hundred_is_no_share(tmp_path: Path) -> None:
    one = table(tmp_path, ["120", "965", "188", "90"], figure("layak", "persen", "number"))
    assert found(tmp_path, one, "percent-over") == []


@pytest.mark.parametrize(
    ("name", "title", "unit", "differs"),
    [
        ("nilai", "Nilai (ribu rupiah)", "rupiah", True),
        ("nilai", "Nilai (Rp juta)", "juta rupiah", False),
        ("nilai", "Nilai (jutaan)", "rupiah", True),
        ("nilai_miliar_rupiah", "Nilai", "juta rupiah", True),
        ("nilai_ribu_rupiah", "Nilai", "ribu rupiah per orang", False),
        ("luas_km2", "Luas (km²)", "kilometer persegi", False),
        ("penduduk", "Penduduk (jiwa)", "orang", False),
        ("penduduk", "Penduduk (L)", "orang", False),
        ("penduduk", "Penduduk (%)", "orang", True),
        ("produksi", "Produksi (kg)", "kilogram", False),
        ("produksi", "Produksi (kwintal)", "kuintal", False),
        ("produksi", "Produksi (kg)", "ton", True),
        ("panjang", "Panjang jalan (km)", "kilometer", False),
        ("volume", "Volume (m3)", "meter kubik", False),
        ("volume", "Volume (m²)", "meter kubik", True),
    ],
)
def test_two_units_for_one_column(
    tmp_path: Path, name: str, title: str, unit: str, differs: bool
) -> None:
    one = table(tmp_path, ["1"], figure(name, unit, title=title))
    assert bool(found(tmp_path, one, "unit-mixed")) is differs


@pytest.mark.parametrize(
    ("row", "where", "facts"),
    [
        ("39470,20,3967", ("A11", "39470"), ("over", 10, "3947")),
        ("40,2000,60", ("B11", "2000"), ("over", 100, "20")),
        ("4,200,240", ("A11", "4"), ("under", 10, "40")),
        ("40,21,610", ("C11", "610"), ("over-total", 10, "61")),
        ("40,21,62", ("C11", "62"), None),
    ],
)
def test_a_power_of_ten_among_parts_and_total_names_the_figure(
    tmp_path: Path, row: str, where: tuple[str, str], facts: tuple[object, ...] | None
) -> None:
    rows = [f"{10 + n},{20 + n},{30 + 2 * n}" for n in range(9)] + [row]
    one = table(tmp_path, rows, *map(figure, PARTS))
    (told,) = found(tmp_path, one, "parts-differ")
    assert (told.place, told.cell) == where
    assert (said(told, "case", "times", "right") if facts else None) == facts


@pytest.mark.parametrize(
    ("field", "cells", "empty"),
    [
        ({"name": "luas", "type": "number"}, [""] * 5, True),
        ({"name": "luas", "type": "number"}, [""] * 4 + ["1"], False),
        ({"name": "luas", "type": "number"}, [""] * 2, False),  # too few rows to tell
        ({"name": "luas", "type": "number", "sdi:kosong": "Belum diukur."}, [""] * 5, False),
        ({"name": "luas", "type": "number", "description": "Masih kosong."}, [""] * 5, False),
        ({"name": "catatan", "type": "string", "sdi:peran": "catatan"}, [""] * 5, False),
        ({"name": "luas", "type": "number"}, ["tad"] * 5, False),  # the mark says why
    ],
)
def test_an_empty_column(
    tmp_path: Path, field: dict[str, Any], cells: list[str], empty: bool
) -> None:
    marks = {"missingValues": ["", {"value": "tad", "label": "Tidak ada data"}]}
    rows = [f"T{n},{cell}" for n, cell in enumerate(cells)]
    one = table(tmp_path, rows, {"name": "nama", "type": "string"}, field, schema=marks)
    told = found(tmp_path, one, "column-empty")
    assert [f.field for f in told] == (["luas"] if empty else [])
