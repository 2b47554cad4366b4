"""The rows of a table by area: equal to a plain count, bounded, whatever the order of rows."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from tables import batch_of
from tables import dataset as dataset_of_file

from build_tools.load.descriptor import dataset_of
from build_tools.model import AreaPeriod, AreaRows, ByArea, Cell, Dataset, Source
from build_tools.tables import byarea
from build_tools.tables.areacolumns import columns, period_of
from build_tools.tables.byarea import AreaExtractor

REFERENCE = {"package": "referensi/wilayah", "resource": "kecamatan"}
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "kode_kecamatan", "type": "string", "sdi:peran": "wilayah"},
        {"name": "tahun", "type": "year", "sdi:peran": "waktu"},
        {
            "name": "jenis",
            "type": "string",
            "categories": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
        },
        {
            "name": "jumlah",
            "type": "integer",
            "sdi:peran": "ukuran",
            "sdi:konsep": "Sekolah",
            "sdi:definisi": "Banyaknya sekolah.",
            "sdi:klasifikasi": "Jenis",
            "sdi:ukuran": "Jumlah",
            "sdi:satuan": "unit",
        },
        {"name": "status_angka", "type": "string", "sdi:peran": "status"},
        {"name": "catatan", "type": "string", "sdi:peran": "catatan"},
    ],
    "primaryKey": ["kode_kecamatan", "tahun", "jenis"],
    "foreignKeys": [
        {
            "fields": ["kode_kecamatan"],
            "reference": {**REFERENCE, "fields": ["kode_kemendagri"]},
        }
    ],
}
Rows = list[tuple[Cell, ...]]


def dataset(tmp_path: Path, schema: dict[str, Any] = SCHEMA, **changes: Any) -> Dataset:
    return dataset_of_file(tmp_path, "", {**schema, **changes})


def gathered(given: Dataset, rows: Rows, size: int = 100) -> tuple[ByArea, ...]:
    """What is kept of those rows, read a batch of ``size`` at a time."""
    extractor = AreaExtractor(given, given.resources[0])
    for start in range(0, len(rows), size):
        extractor.add(batch_of(given.resources[0], rows[start : start + size]))
    return extractor.areas()


def expected(rows: Rows) -> tuple[AreaRows, ...]:
    """The same for a table of `SCHEMA`, by sorting everything."""
    periods: dict[str, dict[str, Rows]] = defaultdict(lambda: defaultdict(list))
    for code, year, kind, count, status, _ in rows:
        if code is not None:
            periods[code][year or ""].append((kind, count, status))
    most, limit = next((p, r) for codes, p, r in byarea.TIERS if len(periods) <= codes)
    found = []
    for code in sorted(periods):
        newest = sorted(periods[code], reverse=True)[:most]
        kept = tuple(
            AreaPeriod(
                period,
                len(own := periods[code][period]),
                ()
                if len(own) > limit
                else tuple(sorted(own, key=lambda r: [(c is None, c or "") for c in r])),
            )
            for period in newest
        )
        total = sum(len(own) for own in periods[code].values())
        found.append(AreaRows(code, kept, total - sum(p.count for p in kept)))
    return tuple(found)


def made_up(seed: int) -> Rows:
    """Rows without any order, of few or of many areas, some without a code or a year."""
    chance = random.Random(seed)
    areas, years = chance.choice([(3, 20), (70, 4), (520, 2)]), chance.choice([1, 5, 20])
    rows: Rows = []
    for _ in range(chance.choice([0, 40, 900])):
        code = chance.choice([None, *(f"64.01.{n:02}" for n in range(areas[0]))])
        year = chance.choice([None, *(str(2001 + n) for n in range(years))])
        count = chance.choice([None, str(chance.randrange(9))])
        rows.append((code, year, chance.choice("ab"), count, "tetap", "catatan"))
    return rows


@pytest.mark.parametrize("seed", range(12))
def test_it_keeps_what_a_plain_count_would(tmp_path: Path, seed: int) -> None:
    rows = made_up(seed)
    (by,) = gathered(dataset(tmp_path), rows)
    assert by == ByArea("kode_kecamatan", ("jenis", "jumlah", "status_angka"), expected(rows))


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_and_the_size_of_batches_make_no_difference(
    tmp_path: Path, seed: int
) -> None:
    given, rows = dataset(tmp_path), made_up(seed)
    chance = random.Random(seed)
    first = gathered(given, rows)
    for size in (1, 7, 10_000):
        chance.shuffle(rows)
        assert gathered(given, rows, size) == first


def test_more_rows_than_are_figures_are_counted_and_not_kept(tmp_path: Path) -> None:
    rows: Rows = [("64.01.01", "2024", "a", str(n), "tetap", None) for n in range(25)]
    (by,) = gathered(dataset(tmp_path), rows)
    assert by.areas[0].periods == (AreaPeriod("2024", 25, ()),)


def test_more_areas_than_are_kept_are_said_to_be_too_many(tmp_path: Path) -> None:
    rows: Rows = [(f"64.{n:05}", "2024", "a", "1", "tetap", None) for n in range(3_001)]
    (by,) = gathered(dataset(tmp_path), rows)
    assert (by.areas, by.complete) == ((), False)
    (by,) = gathered(dataset(tmp_path), rows[1:])
    assert (len(by.areas), by.complete) == (3_000, True)


def test_what_is_kept_is_bounded_for_any_number_of_areas(tmp_path: Path) -> None:
    for areas in (60, 500, 3_000):
        rows: Rows = [
            (f"{n:04}", str(2001 + n % 5), kind, "1", "tetap", None)
            for n in range(areas)
            for kind in "ab"
        ]
        (by,) = gathered(dataset(tmp_path), rows, 5_000)
        kept = sum(len(period.rows) for area in by.areas for period in area.periods)
        assert kept == 2 * areas <= 24_000


def test_a_row_with_a_text_as_long_as_a_story_is_only_counted(tmp_path: Path) -> None:
    rows: Rows = [("64.01.01", "2024", "a", "1", "x" * 3_000, None)]
    (by,) = gathered(dataset(tmp_path), rows)
    assert by.areas[0].periods == (AreaPeriod("2024", 1, ()),)


def test_a_key_that_says_the_time_more_exactly_is_the_period(tmp_path: Path) -> None:
    fields = [
        *SCHEMA["fields"][:2],
        {"name": "periode", "type": "string", "sdi:peran": "keterangan"},
        SCHEMA["fields"][3],
    ]
    given = dataset(tmp_path, fields=fields, primaryKey=["kode_kecamatan", "periode"])
    rows: Rows = [
        ("64.01.01", "2024", "2024-S1", "5"),
        ("64.01.01", "2024", "2024-S2", "6"),
        ("64.01.02", "2024", "kelas I", "7"),
    ]
    (by,) = gathered(given, rows)
    assert [p.period for p in by.areas[0].periods] == ["2024-S2", "2024-S1"]
    assert [p.period for p in by.areas[1].periods] == ["2024"]


def test_of_two_codes_of_one_area_the_key_counts_and_each_kind_of_area_apart(
    tmp_path: Path,
) -> None:
    def key(field: str, resource: str, to: str) -> dict[str, Any]:
        reference = {"package": "referensi/wilayah", "resource": resource, "fields": [to]}
        return {"fields": [field], "reference": reference}

    names = ["kode_bps", "kode_kemendagri", "kode_desa", "kode_opd", "wilayah_kerja"]
    fields = [{"name": name, "type": "string"} for name in names]
    fields[4]["sdi:peran"] = "wilayah"
    keys = [
        key("kode_bps", "kecamatan", "kode_bps"),
        key("kode_kemendagri", "kecamatan", "kode_kemendagri"),
        key("kode_desa", "desa-kelurahan", "kode_kemendagri"),
        {"fields": ["kode_opd"], "reference": {"package": "referensi/opd", "resource": "opd"}},
    ]
    given = dataset(
        tmp_path, {"fields": fields, "primaryKey": ["kode_kemendagri"], "foreignKeys": keys}
    )
    found = columns(given, given.resources[0])
    assert found == ("kode_kemendagri", "kode_desa", "wilayah_kerja")


def test_a_table_without_figures_is_counted(tmp_path: Path) -> None:
    given = dataset(tmp_path, fields=[SCHEMA["fields"][0], SCHEMA["fields"][5]], primaryKey=[])
    (by,) = gathered(given, [("64.01.01", "a"), ("64.01.01", "b"), (None, "c")])
    assert by == ByArea("kode_kecamatan", (), (AreaRows("64.01.01", (AreaPeriod("", 2),)),))


def test_a_table_that_names_no_area_costs_nothing(tmp_path: Path) -> None:
    given = dataset(tmp_path, fields=SCHEMA["fields"][1:], primaryKey=[], foreignKeys=[])
    assert gathered(given, [("2024", "a", "1", "tetap", None)]) == ()


@pytest.mark.parametrize(
    ("cells", "period"),
    [
        (["2024"], "2024"),
        (["2024-11-08T10:00:00"], "2024-11-08"),
        ([None, "2024-S2"], "2024-S2"),
        (["2024", "2023-S2"], "2024"),
        (["dst."], ""),
        ([], ""),
    ],
)
def test_the_period_of_a_row_is_the_most_exact_that_its_cells_agree_on(
    cells: list[Cell], period: str
) -> None:
    assert period_of(cells) == period


def test_a_table_about_one_area_as_a_whole_is_kept_by_its_series_under_that_code(
    tmp_path: Path,
) -> None:
    fields = SCHEMA["fields"][1:5]
    schema = {"fields": fields, "primaryKey": ["jenis", "tahun"]}
    given = dataset_of_file(tmp_path, "", schema, **{"sdi:kodeWilayah": "64.01"})
    rows: Rows = [("2023", "a", "1", "tetap"), ("2024", "a", "2", "tetap"), ("2024", "b", "3", "")]
    for size in (1, 100):
        (by,) = gathered(given, rows, size)
        assert (by.field, by.fields) == ("", ("jenis", "jumlah", "status_angka"))
        (area,) = by.areas
        assert (area.code, [(p.period, p.count) for p in area.periods]) == (
            "64.01",
            [("2024", 2), ("2023", 1)],
        )


@pytest.mark.parametrize(
    ("resource", "of_dataset", "code"), [("64.01.06", "64.01", "64.01.06"), ("", "64.02", "64.02")]
)
def test_the_code_of_a_table_goes_before_that_of_its_dataset(
    resource: str, of_dataset: str, code: str
) -> None:
    table = {"name": "t", "path": "t.csv", "schema": {"fields": SCHEMA["fields"][1:]}}
    table |= {"sdi:kodeWilayah": resource} if resource else {}
    raw = {"sdi:kodeWilayah": of_dataset, "resources": [table]}
    (found,) = dataset_of(Source("dinas/x", Path(), "datapackage.yaml"), raw, ("id",)).resources
    assert found.area_code == code


def test_a_column_of_areas_goes_before_the_code_of_the_dataset(tmp_path: Path) -> None:
    given = dataset_of_file(tmp_path, "", SCHEMA, **{"sdi:kodeWilayah": "64.01"})
    (by,) = gathered(given, [("64.01.06", "2024", "a", "1", "tetap", None)])
    assert (by.field, [a.code for a in by.areas]) == ("kode_kecamatan", ["64.01.06"])


def test_a_table_about_one_area_without_measures_is_not_kept(tmp_path: Path) -> None:
    schema = {"fields": [SCHEMA["fields"][1], SCHEMA["fields"][5]]}
    given = dataset_of_file(tmp_path, "", schema, **{"sdi:kodeWilayah": "64.01"})
    assert gathered(given, [("2024", "catatan")]) == ()
