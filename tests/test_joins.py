"""Which tables can be opened together: the same areas, the same grain of time, or told apart."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from pages_site import PORTAL, RESOURCE, dataset, published

from build_tools.joins import SHOWN, Bridge, On, Together, document, together
from build_tools.model import (
    ColumnProfile,
    Download,
    Field,
    ForeignKey,
    Published,
    Resource,
    Site,
    Table,
    Text,
)

WILAYAH = "referensi/wilayah"
AREA = (WILAYAH, "kecamatan")
UNIQUE = {"required": True, "unique": True}
YEAR = Field("tahun", "year", role="waktu")
MONTH = Field("bulan", "yearmonth", role="waktu")
COUNT = Field("jumlah", "integer", role="ukuran")
PARQUET = Download("x.parquet", "parquet", "application/vnd.apache.parquet", 1, "0" * 64)


def table(
    name: str,
    *fields: Field,
    key: tuple[str, ...] = (),
    codes: tuple[tuple[str, str], ...] = (),
    package: str = WILAYAH,
) -> Resource:
    """A table; ``codes`` are pairs of a column and the column of the reference it points at."""
    foreign = tuple(ForeignKey((own,), "kecamatan", (other,), package) for own, other in codes)
    return replace(
        RESOURCE,
        name=name,
        title=Text(f"Tabel {name}"),
        fields=(*(Field(own) for own, _ in codes), *fields),
        primary_key=key,
        foreign_keys=foreign,
    )


def shown(id: str, *tables: Resource, topics: tuple[str, ...] = ()) -> Published:
    given = dataset(id, resources=tables, topics=topics, title=Text(f"Judul {id}"))
    made = tuple(
        Table(t, 2, tuple(ColumnProfile(f.name, 0, 2) for f in t.fields), (), (PARQUET,))
        for t in tables
    )
    return published(given, tables=made)


REFERENCE = shown(
    WILAYAH,
    table(
        "kecamatan",
        Field("kode_kemendagri", role="kode", constraints=UNIQUE),
        Field("kode_bps", role="kode", constraints=UNIQUE),
        Field("nama", role="nama"),
        key=("kode_kemendagri",),
    ),
    topics=("wilayah",),
)
PEOPLE = table("penduduk", YEAR, COUNT, key=("kode", "tahun"), codes=(("kode", "kode_kemendagri"),))
BPS = table("bps", YEAR, COUNT, key=("kode_bps", "tahun"), codes=(("kode_bps", "kode_bps"),))


def found(*given: Published) -> dict[str, dict[str, Together]]:
    site = Site(PORTAL, (REFERENCE, *given))
    return {
        "/".join(name): {"/".join(one.table): one for one in others}
        for name, others in together(site).items()
    }


def test_the_same_codes_and_the_same_grain_of_time_are_a_key() -> None:
    schools = replace(PEOPLE, name="sekolah", primary_key=("tahun", "kode"))
    pair = found(shown("a/satu", PEOPLE), shown("b/dua", schools))["a/satu/penduduk"]
    assert pair["b/dua/sekolah"] == Together(
        table=("b/dua", "sekolah"),
        on=(On("kode", "kode", "wilayah"), On("tahun", "tahun", "waktu")),
        unique=True,
        area=AREA,
        grain="year",
        own_unique=True,
    )


def test_other_columns_of_a_key_would_multiply_rows_and_are_told() -> None:
    kinds = replace(
        PEOPLE,
        name="jenis",
        fields=(*PEOPLE.fields, Field("jenis_angka")),
        primary_key=("kode", "tahun", "jenis_angka"),
    )
    pairs = found(shown("a/satu", PEOPLE), shown("b/dua", kinds))
    there = pairs["a/satu/penduduk"]["b/dua/jenis"]
    assert (there.unique, there.filters, there.own_unique) == (False, ("jenis_angka",), True)
    back = pairs["b/dua/jenis"]["a/satu/penduduk"]
    assert (back.unique, back.filters, back.own_unique) == (True, (), False)


def test_without_a_key_it_cannot_be_told_which_column_would_make_rows_unique() -> None:
    keyless = replace(PEOPLE, name="lepas", primary_key=())
    pair = found(shown("a/satu", PEOPLE), shown("b/dua", keyless))["a/satu/penduduk"]
    assert (pair["b/dua/lepas"].unique, pair["b/dua/lepas"].filters) == (False, ())


def test_the_area_alone_is_a_key_where_one_side_has_no_time_and_that_is_said() -> None:
    size = table("luas", COUNT, key=("kode",), codes=(("kode", "kode_kemendagri"),))
    pairs = found(shown("a/satu", PEOPLE), shown("b/dua", size))
    there = pairs["a/satu/penduduk"]["b/dua/luas"]
    assert (there.on, there.timeless, there.unique) == (
        (On("kode", "kode", "wilayah"),),
        "other",
        True,
    )
    back = pairs["b/dua/luas"]["a/satu/penduduk"]
    assert (back.timeless, back.unique, back.filters) == ("own", False, ("tahun",))


def test_times_of_another_grain_are_not_laid_side_by_side() -> None:
    monthly = replace(PEOPLE, name="bulanan", fields=(PEOPLE.fields[0], MONTH), primary_key=())
    assert "b/dua/bulanan" not in found(shown("a/satu", PEOPLE), shown("b/dua", monthly)).get(
        "a/satu/penduduk", {}
    )


def test_times_that_do_not_overlap_are_not_laid_side_by_side() -> None:
    def during(id: str, first: str, last: str) -> Published:
        given = shown(id, PEOPLE)
        return replace(given, tables=(replace(given.tables[0], period=(first, last)),))

    old, new = during("a/satu", "2000", "2017"), during("b/dua", "2024", "2024")
    assert "b/dua/penduduk" not in found(old, new)["a/satu/penduduk"]
    later = during("c/tiga", "2017", "2020")
    assert found(old, later)["a/satu/penduduk"]["c/tiga/penduduk"].grain == "year"


def test_rows_of_smaller_areas_are_not_laid_beside_those_of_larger_ones() -> None:
    village = Field("kode_desa", role="kode")
    smaller = table("desa", village, key=("kode_desa",), codes=(("kode", "kode_kemendagri"),))
    pairs = found(shown("a/satu", PEOPLE), shown("b/dua", smaller))
    assert "b/dua/desa" not in pairs["a/satu/penduduk"]
    assert not pairs["b/dua/desa"]["a/satu/penduduk"].unique


def test_two_systems_of_codes_meet_in_the_row_of_the_reference_only() -> None:
    pair = found(shown("a/satu", PEOPLE), shown("b/dua", BPS))["a/satu/penduduk"]["b/dua/bps"]
    assert pair.via == Bridge(AREA, "kode_kemendagri", "kode_bps")
    assert pair.on[0] == On("kode", "kode_bps", "wilayah")
    assert pair.unique


def test_a_table_with_both_codes_is_joined_by_the_key_of_the_reference() -> None:
    both = table(
        "dua-kode",
        YEAR,
        key=("bps", "tahun"),
        codes=(("bps", "kode_bps"), ("kode", "kode_kemendagri")),
    )
    pair = found(shown("a/satu", PEOPLE), shown("b/dua", both))["a/satu/penduduk"]["b/dua/dua-kode"]
    assert pair.via is None
    assert pair.on[0] == On("kode", "kode", "wilayah")
    assert pair.unique, "its own key names the same areas by their other code"


def test_the_reference_itself_is_offered_and_other_references_make_no_areas() -> None:
    opd = table("opd", YEAR, codes=(("opd", "id"),), package="referensi/opd")
    pairs = found(
        shown("a/satu", PEOPLE), shown("c/tiga", opd), shown("d/empat", opd), shown("referensi/opd")
    )
    assert pairs["a/satu/penduduk"][f"{WILAYAH}/kecamatan"].unique
    assert "c/tiga/opd" not in pairs


def unreadable(given: Published) -> Published:
    """The same dataset without Parquet, as where its values cannot be held exactly."""
    csv = replace(PARQUET, name="x.csv", format="csv")
    return replace(given, tables=tuple(replace(t, downloads=(csv,)) for t in given.tables))


def test_a_table_that_the_page_cannot_open_is_neither_offered_nor_a_bridge() -> None:
    people, bps = shown("a/satu", PEOPLE), shown("b/dua", BPS)
    assert "b/dua/bps" in found(people, bps)["a/satu/penduduk"]
    pairs = found(people, unreadable(bps))
    assert "b/dua/bps" not in pairs
    assert list(pairs["a/satu/penduduk"]) == ["referensi/wilayah/kecamatan"]
    site = Site(PORTAL, (unreadable(REFERENCE), people, bps))
    assert together(site) == {}, "their codes meet in the reference only"


def test_tables_of_one_dataset_are_not_offered_to_each_other() -> None:
    pairs = found(shown("a/satu", PEOPLE, replace(PEOPLE, name="lain")))
    assert set(pairs["a/satu/penduduk"]) == {f"{WILAYAH}/kecamatan"}


def test_time_and_few_filters_come_first_and_few_are_offered() -> None:
    size = table("luas", COUNT, key=("kode",), codes=(("kode", "kode_kemendagri"),))
    many = [shown(f"c/d{n:04}", PEOPLE) for n in range(300)]
    pairs = found(shown("a/satu", PEOPLE), shown("b/dua", size), *many)
    assert max(map(len, pairs.values())) <= SHOWN
    assert all(one.grain for one in list(pairs["c/d0150/penduduk"].values())[:SHOWN])
    assert len(pairs) == 303


def test_work_grows_with_the_tables_not_with_their_square(monkeypatch: object) -> None:
    import build_tools.joins as joins

    looked = 0
    plain = joins._pair

    def counted(*given: object) -> object:
        nonlocal looked
        looked += 1
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(joins, "_pair", counted)  # type: ignore[attr-defined]
    found(*(shown(f"c/d{n:04}", PEOPLE) for n in range(400)))
    assert looked < 400 * 30


def test_what_the_page_is_told() -> None:
    bps = table("bps", YEAR, COUNT, key=("kode_bps",), codes=(("kode_bps", "kode_bps"),))
    site = Site(PORTAL, (REFERENCE, shown("a/satu", PEOPLE), shown("b/dua", bps, EXTRA)))
    said = document(together(site)["a/satu", "penduduk"], site)
    assert json.loads(json.dumps(said))[0] == {
        "t": "b/dua/bps",
        "judul": {"id": "Judul b/dua"},
        "tabel": {"id": "Tabel bps"},
        "pada": [["kode", "kode_bps"], ["tahun", "tahun"]],
        "wilayah": {"id": "Tabel kecamatan"},
        "tingkat": "kecamatan",
        "waktu": "year",
        "lewat": {
            "t": "referensi/wilayah/kecamatan",
            "kiri": "kode_kemendagri",
            "kanan": "kode_bps",
        },
        "unik": True,
    }


EXTRA = table("tanpa-wilayah", COUNT)


def test_the_published_regencies_can_be_laid_side_by_side(built_site: Path) -> None:
    """What this repository's own datasets are offered, as the explore page reads it."""
    folder = built_site / "datasets/himpunan/pdrb-kabupaten-kota"
    told = json.loads((folder / "jelajah.json").read_text("utf-8"))["tabel"][0]["gabung"]
    offered = {one["t"]: one for one in told}
    reference = offered["referensi/wilayah/kabupaten-kota"]
    assert reference["pada"] == [["kode_kemendagri", "kode_kemendagri"]]
    assert (reference["unik"], reference["tanpa_waktu"]) == (True, "other")
    assert not any("batas" in id for id in offered), "borders have no Parquet"
    assert not any("kecamatan" in id for id in offered), "its rows are about smaller areas"
    assert not any("penduduk" in id for id in offered), "2000 to 2017, and 2024 alone"
    folder = built_site / "datasets/himpunan/penduduk-kabupaten-kota"
    told = json.loads((folder / "jelajah.json").read_text("utf-8"))["tabel"][0]["gabung"]
    assert "referensi/wilayah/kabupaten-kota" in {one["t"] for one in told}, "the guide's example"
