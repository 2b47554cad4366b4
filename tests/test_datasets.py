"""What must be true of the committed datasets, computed apart from the product's code.

Only csv, json, yaml and openpyxl are used here: nothing of build_tools. If a figure, a code
or a source is changed by mistake, a test below says which.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
import yaml

ROOT = Path(__file__).parent.parent / "datasets"
PROFILES = ROOT.parent / "build_tools/profiles"
FOLDERS = {
    path.parent.relative_to(ROOT).as_posix(): path.parent
    for path in sorted(ROOT.glob("*/*/datapackage.yaml"))
}
HIMPUNAN = [id for id in FOLDERS if id.startswith("himpunan/")]
MIRRORS = {"sagapedia.com", "everything.explained.today", "feed.ilidea.com"}
#: Topics that are there for a field of government whose data are still to come.
TOPICS_WITHOUT_DATASET = {
    *("pendidikan", "sosial", "infrastruktur", "ketenteraman"),
    *("ketenagakerjaan", "pertanian", "lingkungan-hidup", "kebudayaan"),
}
Row = dict[str, str]


def descriptor(id: str) -> dict[str, Any]:
    """The descriptor of a dataset."""
    given: dict[str, Any] = yaml.safe_load((FOLDERS[id] / "datapackage.yaml").read_text("utf-8"))
    return given


def profile(name: str) -> dict[str, Any]:
    """The file of a profile, with the fields it shares with others written out."""
    given: dict[str, Any] = yaml.safe_load((PROFILES / f"{name}.yml").read_text("utf-8"))
    every = yaml.safe_load((PROFILES / "_shared.yml").read_text("utf-8"))["fields"]
    shared = {field["name"]: field for field in every}
    given["fields"] = [{**shared.get(f.get("shared", ""), {}), **f} for f in given["fields"]]
    return given


def resources(id: str) -> dict[str, dict[str, Any]]:
    """The resources of a dataset by name, the schema with what their profile gives."""
    found = {resource["name"]: resource for resource in descriptor(id)["resources"]}
    for resource in found.values():
        if "sdi:profil" in resource:
            below = profile(resource["sdi:profil"])
            fields = {field["name"]: field for field in below["fields"]}
            own = resource["schema"].get("fields", below["fields"])
            resource["schema"]["fields"] = [{**fields.get(f["name"], {}), **f} for f in own]
            resource["schema"].setdefault("primaryKey", below.get("primaryKey", []))
    return found


def rows(id: str, name: str = "") -> list[Row]:
    """The rows of a table as text; the first table where no name is given."""
    found = resources(id)
    resource = found[name] if name else next(iter(found.values()))
    path = FOLDERS[id] / resource["path"]
    if resource["format"] == "xlsx":
        sheet = openpyxl.load_workbook(path)[resource["dialect"]["sheetName"]]
        header, *body = [["" if c is None else str(c) for c in r] for r in sheet.values]
        return [dict(zip(header, r, strict=True)) for r in body]
    if resource["format"] == "geojson":
        return [f["properties"] for f in json.loads(path.read_text("utf-8"))["features"]]
    delimiter = resource.get("dialect", {}).get("delimiter", ",")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def tables() -> Iterator[tuple[str, str]]:
    """Every dataset id with the name of each of its resources."""
    for id in FOLDERS:
        for name in resources(id):
            yield id, name


EVERY_TABLE = pytest.mark.parametrize(("id", "name"), list(tables()))
EVERY_DATASET = pytest.mark.parametrize("id", list(FOLDERS))


def test_there_are_twelve_datasets_and_the_reference_data() -> None:
    assert len(HIMPUNAN) >= 12
    expected = {"dimensi-smart-city", "opd", "topik", "wilayah"}
    assert {id.split("/")[1] for id in FOLDERS if id.startswith("referensi/")} == expected


@EVERY_TABLE
def test_a_table_has_the_columns_and_key_its_schema_names(id: str, name: str) -> None:
    schema = resources(id)[name]["schema"]
    fields = [field["name"] for field in schema["fields"]]
    for row in rows(id, name):
        assert list(row) == fields
    key = schema["primaryKey"] or fields
    keys = [tuple(row[k] for k in key) for row in rows(id, name)]
    assert len(keys) == len(set(keys))
    assert all(all(key) for key in keys) or not schema["primaryKey"]


@EVERY_TABLE
def test_coded_values_are_declared_and_foreign_keys_lead_somewhere(id: str, name: str) -> None:
    schema = resources(id)[name]["schema"]
    missing = {m["value"] for m in schema["missingValues"]}
    for field in schema["fields"]:
        values = {row[field["name"]] for row in rows(id, name)} - missing
        if "categories" in field:
            assert values <= {c["value"] for c in field["categories"]}, field["name"]
    for key in schema.get("foreignKeys", []):
        reference = key["reference"]
        target = rows(reference.get("package", id), reference["resource"])
        known = {tuple(row[f] for f in reference["fields"]) for row in target}
        for row in rows(id, name):
            value = tuple(row[f] for f in key["fields"])
            assert value in known or set(value) <= missing, value


@EVERY_TABLE
def test_males_and_females_add_up(id: str, name: str) -> None:
    for row in rows(id, name):
        if row.get("penduduk_laki_laki"):
            parts = int(row["penduduk_laki_laki"]) + int(row["penduduk_perempuan"])
            assert parts == int(row["penduduk_jumlah"])


@EVERY_TABLE
def test_every_row_names_its_source_or_the_dataset_does(id: str, name: str) -> None:
    if any(f["name"] == "sumber_url" for f in resources(id)[name]["schema"]["fields"]):
        assert all(urlsplit(row["sumber_url"]).netloc for row in rows(id, name))
    sources = descriptor(id)["sources"]
    assert sources
    for source in sources:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", source["sdi:tanggalHimpun"]), source
        if source.get("path", "").startswith("https://github.com/"):
            assert "salinan" in source["title"]
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", source["sdi:tanggalSalinan"])


@pytest.mark.parametrize("id", HIMPUNAN)
def test_a_compilation_says_that_it_is_one(id: str) -> None:
    given = descriptor(id)
    assert given["sdi:asal"] == "himpunan"
    assert given["sdi:catatanLisensi"]
    assert given["sdi:terbitBerikutnya"] is None
    stated = {s.get("sdi:lisensi") for s in given["sources"]}
    if stated == {None}:
        assert "tidak dinyatakan" in given["sdi:catatanLisensi"]


@EVERY_TABLE
def test_mirrors_are_secondary_and_nothing_else_is(id: str, name: str) -> None:
    for row in rows(id, name):
        if "mutu_sumber" in row:
            host = urlsplit(row["sumber_url"]).netloc
            assert (row["mutu_sumber"] == "sekunder") == (host in MIRRORS)
            assert (row["mutu_sumber"] == "primer") == host.endswith(".go.id")


def _untranslated(node: Any, path: str = "") -> Iterator[str]:
    """Where a text for readers has no English beside it."""
    if isinstance(node, list):
        for number, part in enumerate(node):
            yield from _untranslated(part, f"{path}[{number}]")
    if not isinstance(node, dict):
        return
    plain = {"title", "description", "label", "keywords", "keterangan"}
    own = "tingkat cakupan kontak metodologi keterbatasan catatanLisensi catatan kosong konsep"
    own += " definisi klasifikasi ukuran satuan"
    texts = {key for key in node if key in plain or key in {f"sdi:{o}" for o in own.split()}}
    english = node.get("sdi:en", {})
    for key in sorted(texts):
        if not english.get(key.removeprefix("sdi:")):
            yield f"{path}.{key}"
    for key, part in node.items():
        if key not in {"sdi:en", "sources", "licenses"}:
            yield from _untranslated(part, f"{path}.{key}")


@EVERY_DATASET
def test_every_text_has_english(id: str) -> None:
    assert list(_untranslated(descriptor(id))) == []


@EVERY_DATASET
def test_no_personal_data_no_postal_code_and_plain_files(id: str) -> None:
    for path in FOLDERS[id].rglob("*"):
        if not path.is_file() or path.suffix == ".xlsx":
            continue
        data = path.read_bytes()
        assert b"\r" not in data and not data.startswith(b"\xef\xbb\xbf")
        text = data.decode("utf-8")
        assert not re.search(r"(?<!\d)\d{16}(?!\d)", text)
        assert not re.search(r"(?<![\d.,])(?:\+?62|0)8\d{8,11}(?!\d)", text)
        assert not re.search(r"[\w.+-]+@[\w-]+\.\w+", text)
        assert "kode_pos" not in text
        if path.suffix == ".csv" and id == "referensi/wilayah":
            assert not re.search(r"(?<![\d.])76[12]\d\d(?!\d)", text)


def test_region_codes_cannot_be_derived_from_one_another() -> None:
    codes = {r["kode_kemendagri"]: r["kode_bps"] for r in rows("referensi/wilayah", "kecamatan")}
    assert codes["64.01.09"] == "6401021"
    assert codes["64.01.01"] == "6401010"
    regencies = rows("referensi/wilayah", "kabupaten-kota")
    assert {r["kode_kemendagri"]: r["kode_bps"] for r in regencies}["64.02"] == "6403"


def test_villages_are_counted_and_spelt_twice() -> None:
    villages = rows("referensi/wilayah", "desa-kelurahan")
    assert Counter(v["jenis"] for v in villages) == {"desa": 139, "kelurahan": 5}
    kinds = Counter((v["kode_kecamatan_kemendagri"], v["jenis"]) for v in villages)
    for district in rows("referensi/wilayah", "kecamatan"):
        code = district["kode_kemendagri"]
        assert kinds[code, "desa"] == int(district["jumlah_desa"])
        assert kinds[code, "kelurahan"] == int(district["jumlah_kelurahan"])
    for v in villages:
        assert (v["kode_kemendagri"].split(".")[3][0] == "1") == (v["jenis"] == "kelurahan")
    spelling = {v["nama"]: v["nama_bps"] for v in villages}
    assert spelling["Keladen"] == "TUNAS KELADEN"
    assert sum(a.upper() != b for a, b in spelling.items()) == 9


def test_the_register_guesses_no_code() -> None:
    register = rows("referensi/opd")
    assert len(register) == 29
    assert {row["kode_skpd"] for row in register} == {""}
    assert not any("?" in row["catatan"] for row in register)
    related = {opd for id in FOLDERS for opd in descriptor(id).get("sdi:opdTerkait", [])}
    assert related <= {row["id"] for row in register}
    topics = {topic for id in FOLDERS for topic in descriptor(id)["sdi:topik"]}
    assert not topics & TOPICS_WITHOUT_DATASET
    assert topics | TOPICS_WITHOUT_DATASET == {row["id"] for row in rows("referensi/topik")}


def test_topics_are_mapped_to_fields_of_government_and_to_national_topics() -> None:
    topics = [row["id"] for row in rows("referensi/topik")]
    assert topics[:10] == [
        *("kependudukan", "wilayah", "kesehatan", "ekonomi", "anggaran"),
        *("pemerintahan", "pemerintahan-digital", "kota-cerdas", "inovasi", "referensi"),
    ]
    fields = rows("referensi/topik", "bidang-urusan")
    groups = Counter(row["kelompok"] for row in fields)
    assert (groups["wajib-pelayanan-dasar"], groups["wajib-non-pelayanan-dasar"]) == (6, 18)
    assert groups["pilihan"] == 8
    assert len({(row["kode"][0], row["kelompok"]) for row in fields}) == len(groups)
    known = {
        "bidang-urusan": {row["kode"] for row in fields},
        "topik-nasional": {row["id"] for row in rows("referensi/topik", "topik-nasional")},
    }
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows("referensi/topik", "padanan"):
        found.setdefault((row["jenis"], row["padanan"]), []).append(row["keputusan"])
    everything = {(kind, id) for kind, ids in known.items() for id in ids}
    assert everything - found.keys() == {("topik-nasional", "pertahanan-dan-luar-negeri")}
    assert found.keys() <= everything
    for decisions in found.values():
        whole = decisions == ["seluruhnya"]
        assert whole or (len(decisions) > 1 and set(decisions) == {"sebagian"})
    pairs = {(row["topik_id"], row["jenis"]) for row in rows("referensi/topik", "padanan")}
    assert pairs == {(topic, kind) for topic in topics for kind in known}


def test_provisional_figures_say_so_and_add_up() -> None:
    districts = rows("himpunan/penduduk-kecamatan-2010")
    assert sum(int(r["penduduk_jumlah"]) for r in districts) == 231593
    assert {r["status_angka"] for r in districts} == {"sementara"}
    regencies = {r["kode_bps"]: r for r in rows("himpunan/penduduk-kabupaten-kota")}
    paser = {r["periode"]: r for r in rows("himpunan/penduduk")}
    assert regencies["6401"]["penduduk_jumlah"] == paser["2024-S2"]["penduduk_jumlah"]


def test_instruments_of_stunting_stay_apart() -> None:
    found = {(r["instrumen"], r["tahun_rilis_data"]): r for r in rows("himpunan/stunting")}
    assert found["ssgi", "2022"]["prevalensi_persen"] == "24.9"
    assert found["tidak-disebut", "2022"]["prevalensi_persen"] == "15.85"


def test_budget_figures_are_those_the_sources_wrote() -> None:
    scale = {"miliar": 10**9, "triliun": 10**12}
    for row in rows("himpunan/apbd-ringkas"):
        match = re.match(r"Rp ?([\d,]+) (miliar|triliun)", row["nilai_sebagaimana_ditulis"])
        assert match
        value = Decimal(match[1].replace(",", ".")) * scale[match[2]]
        assert value == int(row["nilai_rupiah"])
        assert row["ketelitian"] == "dibulatkan"
        assert "smart city" not in row["uraian"]
    revised = [
        r["nilai_rupiah"]
        for r in rows("himpunan/apbd-ringkas")
        if (r["tahun_anggaran"], r["tahap"]) == ("2023", "perubahan")
    ]
    assert revised == ["4400000000000", "4500000000000"]


def test_the_spoken_budget_is_approximate_and_alone() -> None:
    (row,) = rows("himpunan/anggaran-smart-city")
    office = "Sekretaris Daerah (membacakan sambutan Bupati)"
    assert (row["tahun"], row["jabatan_penyampai"]) == ("2023", office)
    assert (row["ketelitian"], row["tahap"]) == ("kira-kira", "lisan")
    assert (row["opd_id"], row["dimensi_id"]) == ("", "")


def test_what_can_be_read_in_two_ways_is_not_decided() -> None:
    found = rows("himpunan/inovasi-daerah", "indeks")
    assert [r["nilai_sebagaimana_ditulis"] for r in found] == ["1.814", "1.882"]
    assert {r["nilai_indeks"] for r in found} == {""}


def test_the_index_keeps_its_decimal_commas() -> None:
    data = (FOLDERS["himpunan/indeks-spbe"] / "data/indeks-spbe.csv").read_text("utf-8")
    assert next(csv.reader(io.StringIO(data), delimiter=";"))[:2] == ["tahun", "nilai_indeks"]
    values = {r["tahun"]: r["nilai_indeks"] for r in rows("himpunan/indeks-spbe")}
    assert values["2023"] == "2,90"
    assert sum(Decimal(v.replace(",", ".")) for v in values.values()) == Decimal("15.59")


def test_follow_up_is_empty_with_its_reason() -> None:
    assert rows("himpunan/rekomendasi-smart-city", "tindak-lanjut") == []
    given = resources("himpunan/rekomendasi-smart-city")["tindak-lanjut"]
    assert "tidak ditemukan dalam sumber yang diperiksa sampai" in given["sdi:kosong"]


def test_the_workbook_carries_no_author_and_nothing_hidden() -> None:
    book = openpyxl.load_workbook(FOLDERS["himpunan/aplikasi"] / "data/aplikasi.xlsx")
    assert not book.properties.creator and not book.properties.lastModifiedBy
    assert [sheet.sheet_state for sheet in book] == ["visible"]
    assert not any(cell.comment for row in book["aplikasi"].iter_rows() for cell in row)
    owners = Counter(r["opd_id"] for r in rows("himpunan/aplikasi"))
    counted = {"dkisp": 5, "disdukcapil": 3, "bkpsdm": 1, "dpmptsp": 1, "bappedalitbang": 1}
    assert owners == {"": 23, **counted}


def test_no_address_is_guessed_and_none_was_tested() -> None:
    applications = rows("himpunan/aplikasi")
    for row in applications:
        host = urlsplit(row["alamat"]).netloc
        own = host == urlsplit(row["sumber_url"]).netloc
        assert not row["alamat"] or own or host in row["catatan"].lower()
    assert {(r["alamat_hasil"], r["alamat_diperiksa"], r["status"]) for r in applications} == {
        ("", "", "")
    }


def test_meetings_are_those_that_pages_name() -> None:
    found = rows("himpunan/rapat-smart-city")
    council = [r["tanggal"] for r in found if r["jenis"] == "dewan-smart-city"]
    assert council == ["2023-05-31", "2024-10-29", "2025-10-02"]
    assert {r["risalah_url"] for r in found} == {""}


def test_statements_are_short_and_have_no_reply_yet() -> None:
    for row in rows("himpunan/pernyataan"):
        assert len(row["kutipan"].split()) <= 25, row["id"]
        assert row["tanggal"] <= row["diperiksa"]
        assert {row["tanggapan"], row["tanggapan_tanggal"], row["tanggapan_jabatan"]} == {""}
        assert not row["dataset_bukti"] or row["dataset_bukti"] in FOLDERS
        assert not row["dataset_bukti"] or row["keadaan"] in {"terbukti", "sebagian"}


def test_figures_that_disagree_stand_beside_each_other() -> None:
    values: dict[str, list[str]] = {}
    for row in rows("himpunan/catatan-angka", "nilai"):
        values.setdefault(row["catatan_id"], []).append(row["nilai_sebagaimana_ditulis"])
    notes = {row["id"]: row for row in rows("himpunan/catatan-angka")}
    assert notes.keys() == values.keys()
    assert all(len(set(found)) > 1 for found in values.values())
    assert values["apbd-perubahan-2023"] == ["Rp 4,4 triliun", "Rp 4,5 triliun"]
    neutral = "tidak cocok dengan dua angka yang disebut; sumber perlu menjelaskan"
    assert neutral in notes["penduduk-naik-8-3-persen"]["penjelasan"]
    datasets = {row["dataset"] for row in notes.values()} - {""}
    assert datasets <= set(FOLDERS)


def test_what_was_looked_for_in_vain_is_told_with_its_pages() -> None:
    examined = rows("himpunan/sumber-diperiksa")
    assert {row["diperiksa"] for row in examined} == {"2026-11-26"}
    budget = [row for row in examined if row["profil"] == "anggaran"]
    assert len(budget) >= 5
    assert {row["hasil"] for row in budget} == {"tidak-ditemukan"}


def test_boundaries_are_closed_and_lie_in_paser() -> None:
    path = FOLDERS["himpunan/batas-kecamatan"] / "data/batas-kecamatan.geojson"
    features = json.loads(path.read_text("utf-8"))["features"]
    assert len(features) == 10
    for feature in features:
        shape = feature["geometry"]
        many = shape["coordinates"]
        for polygon in many if shape["type"] == "MultiPolygon" else [many]:
            for ring in polygon:
                assert ring[0] == ring[-1] and len(ring) >= 4
                assert all(115 < lng < 117.5 and -3 < lat < -0.5 for lng, lat in ring)


def test_product_per_head_is_in_thousand_rupiah() -> None:
    found = rows("himpunan/pdrb-kabupaten-kota")
    years = Counter(r["kode_bps"] for r in found)
    assert len(years) == 10 and set(years.values()) == {18}
    for row in found:
        product = Decimal(row["pdrb_adhk2010_miliar_rupiah"]) * 10**6
        head = product / Decimal(row["penduduk_jiwa"])
        given = Decimal(row["pdrb_per_kapita_adhk2010_ribu_rupiah"])
        assert abs(head - given) / given < Decimal("0.0001")
