"""What a table leaves for charts: fields, rows, sums, outlines."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from portals import REPOSITORY

from build_tools.convert import convert
from build_tools.load.descriptor import dataset_of
from build_tools.model import Cell, Extract, Field, Resource, Source, Table
from build_tools.tables import extract, shapes
from build_tools.tables.batch import Batch, Caster

DATA = REPOSITORY / "datasets/himpunan"

FIELDS: list[dict[str, Any]] = [
    {"name": "tahun", "type": "year", "sdi:peran": "waktu"},
    {"name": "jenis", "type": "string"},
    {"name": "jumlah", "type": "number", "sdi:peran": "ukuran", "sdi:satuan": "orang"},
    {"name": "catatan", "type": "string", "sdi:peran": "catatan"},
    {"name": "mutu", "type": "string", "sdi:peran": "mutu-sumber"},
    {"name": "teliti", "type": "string", "sdi:peran": "ketelitian"},
]


def converted(
    folder: Path, rows: list[tuple[object, ...]], more: dict[str, Any] | None = None, **top: Any
) -> Table:
    """The table of a dataset with those rows: year, kind, figure, note, quality, precision."""
    path = folder / "data/tabel.csv"
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[f["name"] for f in FIELDS], *rows])
    schema = {"fields": FIELDS, "primaryKey": ["tahun", "jenis"]}
    resource = {"name": "tabel", "path": "data/tabel.csv", "schema": schema, **(more or {})}
    raw = {"name": "contoh", "resources": [resource], **top}
    return convert(dataset_of(Source("a/contoh", folder), raw, ("id",)), folder / "out").tables[0]


def kept(table: Table) -> Extract:
    assert table.extract
    return table.extract


def test_a_small_table_goes_in_as_it_is_without_what_no_chart_needs(tmp_path: Path) -> None:
    rows = [(2020, "a", "1.50", "x", "primer", ""), (2021, "a", "", "y", "", "dibulatkan")]
    assert kept(converted(tmp_path, rows)) == Extract(
        ("tahun", "jenis", "jumlah"), (("2020", "a", "1.50"), ("2021", "a", None))
    )


def test_rows_of_secondary_sources_or_approximate_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [
        (2020, "a", 1, "", "sekunder", ""),
        (2021, "a", 2, "", "berita", "kira-kira"),
        (2022, "a", 3, "", "berita", "dibulatkan"),
    ]
    found = kept(converted(tmp_path, rows))
    assert (found.rows, found.left_out) == ((("2022", "a", "3"),), 2)


@pytest.mark.parametrize(
    ("more", "top"),
    [
        ({"sdi:mutuSumber": "sekunder"}, {}),
        ({"sdi:ketelitian": "kira-kira"}, {}),
        ({}, {"sdi:mutuSumber": "sekunder"}),
        ({}, {"sdi:ketelitian": "kira-kira"}),
        ({"sdi:grafik": "tidak"}, {}),
        ({"sdi:grafik": False}, {}),
    ],
)
def test_no_extract_at_all(tmp_path: Path, more: dict[str, Any], top: dict[str, Any]) -> None:
    assert converted(tmp_path, [(2020, "a", 1, "", "", "")], more, **top).extract is None


def test_an_approximate_column_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loose = [{**f, "sdi:ketelitian": "kira-kira"} if f["name"] == "jumlah" else f for f in FIELDS]
    monkeypatch.setattr("test_extract.FIELDS", loose)
    assert converted(tmp_path, [(2020, "a", 1, "", "", "")]).extract is None


LARGE = [(2000 + n % 3, f"k{n}", f"{n}.10", "", "", "") for n in range(2500)]


def test_a_large_table_gives_nothing_unless_it_asks_for_sums(tmp_path: Path) -> None:
    assert converted(tmp_path, LARGE).extract is None


def test_sums_are_made_while_reading_and_are_exact(tmp_path: Path) -> None:
    spec = {"jenis": "garis", "waktu": "tahun", "ukuran": "jumlah", "agregasi": "jumlah"}
    found = kept(converted(tmp_path, LARGE, {"sdi:grafik": [spec]}))
    assert found.fields == ("tahun", "jumlah")
    sums = {year: sum(Decimal(r[2]) for r in LARGE if str(r[0]) == year) for year, _ in found.rows}
    assert {year: Decimal(str(value)) for year, value in found.rows} == sums


def test_a_sum_that_lacks_a_part_is_missing(tmp_path: Path) -> None:
    spec = {"jenis": "garis", "waktu": "tahun", "ukuran": "jumlah", "agregasi": "jumlah"}
    rows = [*LARGE, (2001, "lain", "", "", "", "")]
    found = dict(kept(converted(tmp_path, rows, {"sdi:grafik": [spec]})).rows)
    assert found["2001"] is None and found["2000"] is not None


def test_too_many_sums_are_none(tmp_path: Path) -> None:
    spec = {"jenis": "garis", "waktu": "tahun", "pecah": "jenis", "agregasi": "jumlah"}
    assert converted(tmp_path, LARGE, {"sdi:grafik": [spec]}).extract is None


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        (Decimal("0.1"), "0.2", Decimal("0.3")),
        (Decimal(1), "9" * 60, Decimal(10) ** 60),
        (Decimal(1), None, None),
        (None, "1", None),
        (Decimal(1), "NaN", None),
        (Decimal(1), "INF", None),
        (Decimal(1), "1E+999999", None),
    ],
)
def test_plus(known: Decimal | None, text: str | None, expected: Decimal | None) -> None:
    assert extract.plus(known, text) == expected


#: Figures of every kind: few digits and many, missing, and such as cannot be added up.
FIGURES = ["1.50", "-2", "0.1", "", "0", "1E+3", "NaN", "9" * 25, "1234567890123456.789", "-0.10"]
SUMMED = {"jenis": "garis", "waktu": "tahun", "pecah": "jenis", "agregasi": "jumlah"}


def row_by_row(rows: list[tuple[Cell, ...]]) -> Extract | None:
    """The extract made out of single rows: whole, or the sums of its groups."""
    good = [row for row in rows if row[4] != "sekunder" and row[5] != "kira-kira"]
    left_out = len(rows) - len(good)
    if len(good) <= extract.MOST_ROWS:
        return Extract(("tahun", "jenis", "jumlah"), tuple(row[:3] for row in good), left_out)
    sums: dict[tuple[Cell, ...], Decimal | None] = {}
    for row in good:
        sums[row[:2]] = extract.plus(sums.get(row[:2], Decimal(0)), row[2])
    if len(sums) > extract.MOST_ROWS:
        return None
    found = ((*key, None if s is None else format(s, "f")) for key, s in sums.items())
    return Extract(("tahun", "jenis", "jumlah"), tuple(found), left_out)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2020", "2021", ""]),
            st.sampled_from(["a", "b", ""]),
            st.sampled_from(FIGURES) | st.integers(-999, 999).map(lambda n: f"{n / 10:.1f}"),
            st.just("x"),
            st.sampled_from(["", "", "primer", "sekunder"]),
            st.sampled_from(["", "", "", "kira-kira"]),
        ),
        max_size=30,
    ),
    st.lists(st.integers(1, 29), max_size=4),
    st.sampled_from([3, 5, 12, 2000]),
)
def test_in_batches_and_row_by_row_is_the_same(
    rows: list[tuple[str, ...]], borders: list[int], most: int
) -> None:
    """Wherever one batch ends and the next begins."""
    resource = {"name": "tabel", "path": "data/tabel.csv", "schema": {"fields": FIELDS}}
    raw = {"name": "contoh", "resources": [{**resource, "sdi:grafik": [SUMMED]}]}
    dataset = dataset_of(Source("a/contoh", Path()), raw, ("id",))
    (table,) = dataset.resources
    caster = Caster(table)
    ends = [0, *sorted(b for b in borders if b < len(rows)), len(rows)]
    records: list[tuple[Cell, ...]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extract, "MOST_ROWS", most)
        extractor = extract.Extractor(dataset, table)
        for first, last in pairwise(ends):
            batch = Batch.of_rows(caster, [(n + 2, rows[n]) for n in range(first, last)])
            extractor.add(batch)
            records += batch.records()
        assert extractor.extract() == row_by_row(records)


# Outlines


def boundary(folder: Path, name: str) -> tuple[Any, ...]:
    roles = (("kode_kemendagri", "wilayah"), ("kode_bps", "kode"), ("nama", "nama"))
    fields = tuple(Field(field, role=role) for field, role in roles)
    return shapes.shapes(folder, Resource("batas", name, "geojson", fields=fields))


@pytest.mark.parametrize("name", ["batas-kecamatan", "batas-kabupaten-kota"])
def test_outlines_are_small_and_neighbours_share_their_border(name: str) -> None:
    found = boundary(DATA / name / "data", f"{name}.geojson")
    assert len(found) == 10
    assert sum(len(ring) for s in found for ring in s.rings) <= 25 * len(found)
    areas = [shapely.MultiPolygon([[ring, []] for ring in s.rings]) for s in found]
    assert shapely.coverage_is_valid(areas)
    for s, area in zip(found, areas, strict=True):
        assert area.contains(shapely.Point(s.label))
        assert all(ring[0] == ring[-1] for ring in s.rings)
    codes = {dict(s.codes)["kode_kemendagri"]: dict(s.codes)["kode_bps"] for s in found}
    assert codes.get("64.01.09", "6401021") == "6401021"


def features(*geometries: Any) -> str:
    made = [
        {
            "type": "Feature",
            "properties": {"kode_kemendagri": str(n), "nama": f"n{n}"},
            "geometry": g,
        }
        for n, g in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": made})


def polygon(*points: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


def test_overlapping_areas_are_simplified_each_by_itself(tmp_path: Path) -> None:
    squares = [polygon((x, 0), (x + 2, 0), (x + 2, 2), (x, 2)) for x in (0, 1)]
    (tmp_path / "b.geojson").write_text(features(*squares), encoding="utf-8")
    assert [s.name for s in boundary(tmp_path, "b.geojson")] == ["n0", "n1"]


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [116, -1]},
        {"type": "MultiPolygon", "coordinates": []},
        polygon((0, 0), (1, 1), (0, 0)),
    ],
)
def test_what_is_no_area_is_not_drawn(tmp_path: Path, geometry: Any) -> None:
    (tmp_path / "b.geojson").write_text(features(geometry), encoding="utf-8")
    assert boundary(tmp_path, "b.geojson") == ()


def test_a_bow_tie_is_drawn_as_its_two_parts(tmp_path: Path) -> None:
    tie = polygon((0, 0), (2, 2), (2, 0), (0, 2))
    (tmp_path / "b.geojson").write_text(features(tie), encoding="utf-8")
    (found,) = boundary(tmp_path, "b.geojson")
    assert len(found.rings) == 2


def test_the_library_of_shapes_is_loaded_only_for_maps() -> None:
    code = "import sys, build_tools.convert, build_tools.charts; print('shapely' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# The real data


def real(id: str) -> list[dict[str, str]]:
    path = next((REPOSITORY / "datasets" / id / "data").glob("*.csv"))
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def real_table(tmp_path: Path, id: str) -> Table:
    from build_tools.load import discover, load
    from build_tools.load.settings import load_portal

    portal = load_portal(REPOSITORY, __import__("datetime").date(2026, 11, 23))
    source = next(s for s in discover(REPOSITORY) if s.id == id)
    dataset, _ = load(source, portal)
    assert dataset
    return convert(dataset, tmp_path).tables[0]


def test_secondary_figures_of_the_population_are_absent(tmp_path: Path) -> None:
    found = kept(real_table(tmp_path, "himpunan/penduduk"))
    primary = [r for r in real("himpunan/penduduk") if r["mutu_sumber"] != "sekunder"]
    values = {r[found.fields.index("penduduk_jumlah")] for r in found.rows}
    assert values == {r["penduduk_jumlah"] for r in primary}
    assert found.left_out == len(real("himpunan/penduduk")) - len(primary) == 5


def test_the_spoken_budget_leaves_nothing_to_draw(tmp_path: Path) -> None:
    assert real_table(tmp_path, "himpunan/anggaran-smart-city").extract is None


def test_lengths_of_borders_stay_as_they_were_where_points_are_few(tmp_path: Path) -> None:
    square = polygon((0, 0), (2, 0), (2, 2), (0, 2))
    (tmp_path / "b.geojson").write_text(features(square), encoding="utf-8")
    (found,) = boundary(tmp_path, "b.geojson")
    (ring,) = found.rings
    assert sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(ring)) == 8
