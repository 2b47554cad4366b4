"""The list for Satu Data Indonesia: facts in its fields, gaps named, collected data marked."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import machine_site
import openpyxl
import pytest
from areasite import REFERENCE, about, count, made, reference, text
from areasite import site as area_site
from pages_site import dataset, published

from build_tools.catalogues import satu_data
from build_tools.catalogues.satu_data_record import COLUMNS, NATIONAL_NAMES, VARIABLE_COLUMNS
from build_tools.model import Measure, Site, Text, Topic
from build_tools.words import Words


def files(site: Site) -> dict[str, bytes]:
    """Every file by its path."""
    made_files = {}
    for file in satu_data.make(site):
        assert isinstance(file.content, bytes)
        made_files[file.path.as_posix()] = file.content
    return made_files


def of(site: Site, id: str) -> dict[str, Any]:
    """The metadata of one dataset."""
    found: dict[str, Any] = json.loads(files(site)[f"datasets/{id}/metadata/satu-data.json"])
    return found


def rows(site: Site) -> dict[str, dict[str, str]]:
    """The flat list by the code of each dataset, as a reader has it."""
    read = csv.DictReader(io.StringIO(files(site)["satu-data.csv"].decode("utf-8")))
    return {row["kode"]: row for row in read}


def official(**changes: Any) -> Site:
    """One dataset that an office released, on the site of that government."""
    given = published(dataset("dinkes/gizi", title=Text("Gizi"), **changes))
    return Site(machine_site.portal(official=True, publisher=Text("Pemkab Contoh")), (given,))


def test_every_column_has_a_name_in_both_languages() -> None:
    for lang in ("id", "en"):
        named = set(Words.load(lang).section("satu_data.columns"))
        assert named == {*COLUMNS, *VARIABLE_COLUMNS}


def test_an_official_dataset_fills_the_national_form() -> None:
    found = of(official(), "dinkes/gizi")
    form = found["daftar_data"]
    assert list(form) == list(NATIONAL_NAMES.values())
    assert (form["instansi"], form["nama"]) == ("Pemkab Contoh", "Gizi")
    assert form["produsenData"] == "Dinas Kesehatan"
    assert form["jadwalPemutakhiran"] == "Tahunan"
    assert (form["tanggalDibuat"], form["tanggalDiperbaharui"]) == ("2026-10-01", "2026-11-20")
    assert form["format"] == "csv, json"  # parquet is none of its formats
    assert form["linkAkses"] == f"{machine_site.ADDRESS}/datasets/dinkes/gizi/"
    assert (found["hak_akses"], found["walidata"]) == ("Terbuka", "Dinas Komunikasi")
    assert found["rentang_waktu"] == {"mulai": "2018", "selesai": "2024"}


def test_what_nobody_said_is_empty_and_named() -> None:
    found = of(official(), "dinkes/gizi")
    for name in ("pilar_sdgs", "data_induk", "sumber_definisi", "definisi", "klasifikasi"):
        assert name in found["belum_diisi"] and found[name] == "", name
    assert found["daftar_data"]["kodePilar"] == ""
    assert "judul" not in found["belum_diisi"]
    row = rows(official())["dinkes/gizi"]
    assert row["belum_diisi"].split(", ") == found["belum_diisi"]


def test_standard_data_of_each_variable_is_told_and_what_it_lacks() -> None:
    found = of(official(), "dinkes/gizi")
    value = next(v for v in found["variabel"] if v["kolom"] == "nilai")
    assert (value["konsep"], value["satuan"]) == ("Stunting", "persen")
    assert value["belum_diisi"] == ["definisi", "klasifikasi", "ukuran"]
    year = next(v for v in found["variabel"] if v["kolom"] == "tahun")
    assert year["belum_diisi"] == []  # it is no figure


def test_several_measures_tell_each_definition_after_its_concept() -> None:
    base = dataset("dinkes/gizi")
    fields = [
        replace(
            base.resources[0].fields[1],
            name=name,
            measure=Measure(Text(name), Text(f"Arti {name}"), unit=Text("persen"), standard="SP01"),
        )
        for name in ("a", "b")
    ]
    site = official(resources=(replace(base.resources[0], fields=tuple(fields)),))
    row = rows(site)["dinkes/gizi"]
    assert row["definisi"] == "a: Arti a\nb: Arti b"
    assert (row["konsep"], row["satuan"], row["id_konsep"]) == ("a; b", "persen", "SP01")


def test_collected_data_is_no_release_of_an_office() -> None:
    site = machine_site.sound()
    found = of(site, "himpunan/stunting")
    assert found["rilis_resmi"] is False
    assert [found[c] for c in ("instansi", "produsen_data", "walidata")] == ["", "", ""]
    assert {"instansi", "produsen_data", "walidata"} <= set(found["tidak_berlaku"])
    assert not {"produsen_data", "walidata"} & set(found["belum_diisi"])
    assert found["opd_terkait"] == ["Dinas Kesehatan"]
    assert "bukan rilis resmi perangkat daerah" in found["catatan"][-1]
    assert rows(site)["himpunan/stunting"]["rilis_resmi"] == "tidak"


def test_a_demonstration_says_so_everywhere() -> None:
    given = files(machine_site.sound())
    notice = "Situs contoh, bukan situs resmi pemerintah."
    everything = json.loads(given["satu-data.json"])
    assert (everything["situs_resmi"], everything["catatan"]) == (False, [notice])
    assert all(row["catatan"].startswith(notice) for row in rows(machine_site.sound()).values())
    book = openpyxl.load_workbook(io.BytesIO(given["satu-data.xlsx"]))
    assert notice in [cell.value for (cell,) in book["Keterangan"].iter_rows()]
    real = json.loads(files(official())["satu-data.json"])
    assert (real["situs_resmi"], real["catatan"]) == (True, [])


def test_the_workbook_parts_official_from_collected_data() -> None:
    content = files(machine_site.sound())["satu-data.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Keterangan", "Daftar data", "Variabel", "Himpunan"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    codes = {
        name: [row[0].value for row in book[name].iter_rows(min_row=2)] for name in book.sheetnames
    }
    assert codes["Daftar data"] == ["dinkes/jebakan"]
    assert set(codes["Variabel"]) == {"dinkes/jebakan"}
    assert "himpunan/stunting" in codes["Himpunan"]
    header = [cell.value for cell in book["Daftar data"][1]]
    assert header[:4] == ["Kode dataset", "Rilis resmi perangkat daerah", "Instansi", "Nama data"]


@pytest.mark.parametrize("site", [machine_site.sound(), machine_site.hostile()])
def test_no_cell_is_a_formula(site: Site) -> None:
    content = files(site)["satu-data.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}  # "n" is what an empty cell is called
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
    assert not any(row["judul"].startswith(("=", "+", "-", "@")) for row in rows(site).values())


def test_a_dataset_of_which_nothing_is_known_is_listed_with_its_gaps() -> None:
    found = of(machine_site.bare(site_url=""), "dinkes/polos")
    assert (found["judul"], found["url"], found["alamat"]) == (
        "dinkes/polos",
        "",
        "datasets/dinkes/polos/",
    )
    for name in ("url", "topik", "bidang_urusan", "lisensi", "sumber", "frekuensi"):
        assert name in found["belum_diisi"], name


def test_the_same_site_gives_the_same_bytes() -> None:
    assert files(machine_site.sound()) == files(machine_site.sound())


def topics(folder: Path, matches: list[tuple[str, str, str, str]]) -> Any:
    """A register of topics with what they correspond to."""
    kinds = {
        "bidang-urusan": {
            "fields": [text("kode", "kode"), text("nama", "nama")],
            "rows": [("1.02", "Kesehatan"), ("2.14", "Pengendalian Penduduk")],
        },
        "topik-nasional": {
            "fields": [text("id", "kode"), text("judul", "nama")],
            "rows": [("sosial", "Perlindungan Sosial dan Kesehatan")],
        },
        "padanan": {
            "fields": [text(n) for n in ("topik_id", "jenis", "padanan", "keputusan")],
            "rows": matches,
        },
    }
    return made(folder, "referensi/topik", kinds)


def test_a_topic_with_one_match_gives_its_field_of_government(tmp_path: Path) -> None:
    one = [
        ("kesehatan", "bidang-urusan", "1.02", "seluruhnya"),
        ("kesehatan", "topik-nasional", "sosial", "sebagian"),
        ("kesehatan", "bidang-urusan", "9.99", "seluruhnya"),  # in no list
    ]
    site = area_site(
        topics(tmp_path, one),
        published(dataset("dinkes/gizi")),
        daftar_topik="referensi/topik",
    )
    found = of(site, "dinkes/gizi")
    assert found["bidang_urusan"] == {"kode": "1.02", "nama": "Kesehatan"}
    assert found["topik_nasional"] == {"nama": "Perlindungan Sosial dan Kesehatan"}
    assert rows(site)["dinkes/gizi"]["bidang_urusan"] == "1.02 Kesehatan"


def test_of_several_matches_none_is_chosen(tmp_path: Path) -> None:
    two = [("kesehatan", "bidang-urusan", code, "sebagian") for code in ("1.02", "2.14")]
    site = area_site(
        topics(tmp_path, two), published(dataset("dinkes/gizi")), daftar_topik="referensi/topik"
    )
    row = rows(site)["dinkes/gizi"]
    assert row["bidang_urusan"] == "" and "bidang_urusan" in row["belum_diisi"]
    assert row["pilihan_bidang_urusan"] == "1.02 Kesehatan; 2.14 Pengendalian Penduduk"
    assert of(site, "dinkes/gizi")["bidang_urusan"] is None


def test_both_codes_of_the_region_stand_side_by_side(tmp_path: Path) -> None:
    schools = made(
        tmp_path,
        "dinkes/sekolah",
        {"sekolah": about("kecamatan", [("64.01.06", 2024, 1)])},
        **{"sdi:topik": ["kesehatan"]},
    )
    site = area_site(reference(tmp_path), schools)
    row = rows(site)["dinkes/sekolah"]
    assert (row["kode_kemendagri"], row["kode_bps"]) == ("64.01", "6401")
    code = next(v for v in of(site, "dinkes/sekolah")["variabel"] if v["kolom"] == "kode")
    assert code["kode_referensi"] == [REFERENCE]


def test_a_region_that_the_reference_lists_under_its_bps_code_has_no_other_made_up(
    tmp_path: Path,
) -> None:
    table = {
        "fields": [text("kode_bps", "kode", title="Kode BPS"), text("nama", "nama")],
        "primaryKey": ["kode_bps"],
        "rows": [("6401", "Kabupaten Paser")],
    }
    schools = made(tmp_path, "dinkes/sekolah", {"sekolah": {"fields": [count()], "rows": [(1,)]}})
    listed = made(tmp_path, REFERENCE, {"kabupaten": table}, **{"sdi:topik": ["wilayah"]})
    row = rows(area_site(listed, schools, kode_wilayah="6401"))["dinkes/sekolah"]
    assert (row["kode_kemendagri"], row["kode_bps"]) == ("", "6401")


def test_datasets_of_other_topics_and_a_portal_without_a_register_have_no_match() -> None:
    site = replace(official(), portal=replace(official().portal, topics=(Topic("x", Text("X")),)))
    assert rows(site)["dinkes/gizi"]["bidang_urusan"] == ""
