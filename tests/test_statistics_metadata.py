"""MS-Keg, MS-Var and MS-Ind: what the descriptor says already is not asked twice."""

from __future__ import annotations

import csv
import io
import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft7Validator
from pages_site import HOSTILE, PORTAL, published
from portals import AS_OF, change, portal

from build_tools import load, pipeline
from build_tools.catalogues import statistics_metadata
from build_tools.metadata import schema
from build_tools.model import Dataset, Published
from build_tools.statistical import BLOCKS, IND, KEG, KEYS, VAR, Sheet, statistics, unknown_keys
from build_tools.words import Words

FIELD = "resources.0.schema.fields"


def read(root: Path, **changes: Any) -> Dataset:
    """The example dataset of the made-up portal after changes at dotted paths."""
    change(portal(root), {key.replace("__", "."): value for key, value in changes.items()})
    return again(root)


def again(root: Path) -> Dataset:
    source = next(s for s in load.discover(root) if s.id == "dkisp/contoh")
    found, _ = load.load(source, load.load_portal(root, AS_OF))
    assert found is not None
    return found


def measured(root: Path, more: dict[str, Any] | None = None) -> tuple[Dataset, str]:
    """The dataset, and the name of its first measured column, which also has that written."""
    first = read(root)
    fields = first.resources[0].fields
    at = next(n for n, f in enumerate(fields) if f.measure)
    change(root, {f"{FIELD}.{at}.{key}": value for key, value in (more or {}).items()})
    return again(root), fields[at].name


def values(sheet: Sheet | None) -> dict[str, str]:
    assert sheet is not None
    return {key: text.main for key, text in sheet.values}


def test_every_element_has_a_name_in_both_languages() -> None:
    for lang in ("id", "en"):
        words = Words.load(lang)
        for name, form in ((KEG, "keg"), (VAR, "var"), (IND, "ind")):
            assert set(words.section(f"statistical.{form}")) == set(KEYS[name])
        assert set(words.section("statistical.blocks")) == {block for block, _ in BLOCKS}


def test_what_is_said_already_is_taken_and_the_rest_is_missing(tmp_path: Path) -> None:
    found = read(tmp_path, **{"sdi:msKeg": {"tujuan": "Menghitung tempat."}})
    sheet = statistics(found, PORTAL, ("CSV",)).activity
    assert sheet is not None
    said = values(sheet)
    assert said["judulKegiatan"] == found.title.main
    assert said["cakupanWilayah"] == found.area.main
    assert said["metodePengumpulan"] == found.methodology.main
    assert (said["tujuan"], said["produkDigital"]) == ("Menghitung tempat.", "CSV")
    assert said["pengulangan"] == "Hanya sekali"
    assert "latarBelakang" in sheet.missing and said["latarBelakang"] == ""
    assert sheet.have + len(sheet.missing) == len(sheet.values)


def test_the_design_of_the_sample_is_asked_of_a_survey_alone(tmp_path: Path) -> None:
    register = {"caraPengumpulan": "Kompilasi produk administrasi"}
    one = read(tmp_path / "a", **{"sdi:msKeg": register})
    assert "unitSampel" not in values(statistics(one, PORTAL).activity)
    two = read(tmp_path / "b", **{"sdi:msKeg": {"caraPengumpulan": "Survei"}})
    activity = statistics(two, PORTAL).activity
    assert activity and "unitSampel" in activity.missing


def test_an_office_overrides_what_was_taken_and_speaks_english(tmp_path: Path) -> None:
    form = {"judulKegiatan": "Pendataan tempat", "en": {"judulKegiatan": "Counting places"}}
    activity = statistics(read(tmp_path, **{"sdi:msKeg": form}), PORTAL).activity
    assert activity is not None
    title = dict(activity.values)["judulKegiatan"]
    assert (title.main, title.get("en")) == ("Pendataan tempat", "Counting places")


def test_a_variable_takes_its_standard_data_and_bounds(tmp_path: Path) -> None:
    found, name = measured(
        tmp_path,
        {"sdi:msVar": {"kalimatPertanyaan": "Berapa?"}, "constraints": {"minimum": 0}},
    )
    sheet = next(s for s in statistics(found, PORTAL).variables if s.field == name)
    said = values(sheet)
    assert said["alias"] == name and said["kalimatPertanyaan"] == "Berapa?"
    assert said["aturanValidasi"] == "paling kecil 0"
    assert said["aksesUmum"] == "Ya" and said["referensiWaktu"] == "2024/2025"


@pytest.mark.parametrize(
    ("composite", "asked", "skipped"),
    [
        ("Ya", "indikatorPembangun", "variabelPembangun"),
        ("Tidak", "variabelPembangun", "indikatorPembangun"),
        (True, "indikatorPembangun", "variabelPembangun"),
    ],
)
def test_an_indicator_is_asked_for_what_it_is_made_of(
    tmp_path: Path, composite: str | bool, asked: str, skipped: str
) -> None:
    found, _ = measured(tmp_path, {"sdi:msInd": {"komposit": composite, "rumus": "a / b"}})
    (sheet,) = statistics(found, PORTAL).indicators
    assert asked in sheet.missing and skipped not in values(sheet)
    assert values(sheet)["rumus"] == "a / b"


def test_what_is_gathered_is_a_statistic_only_where_a_form_was_begun() -> None:
    assert statistics(published().dataset, PORTAL).sheets == ()


def test_marks_to_fill_in_and_odd_values_are_no_answers(tmp_path: Path) -> None:
    form: dict[str, Any] = {
        "tujuan": "ISI: tujuannya",
        "latarBelakang": {"a": [1]},
        "petugas": ["Staf", "Mitra"],
        "tujan": "x",
    }
    found = read(tmp_path, **{"sdi:msKeg": form})
    said = values(statistics(found, PORTAL).activity)
    assert (said["tujuan"], said["latarBelakang"], said["petugas"]) == ("", "", "Staf; Mitra")
    assert {key for _, key in unknown_keys(found)} >= {"tujan", "latarBelakang"}


@pytest.mark.parametrize("form", [[], "teks", 5, {"en": []}, {1: 2}, {"tujuan": None}])
def test_a_form_of_any_shape_is_borne(tmp_path: Path, form: Any) -> None:
    found, _ = measured(tmp_path, {"sdi:msVar": form, "sdi:msInd": deepcopy(form)})
    change(tmp_path, {"sdi:msKeg": form})
    result = pipeline.check(pipeline.Options(tmp_path, AS_OF, workers=1))
    assert result.crashes == []
    assert statistics(again(tmp_path), PORTAL).activity is not None  # it has a measure
    assert found.id == "dkisp/contoh"


def test_the_forms_go_out_as_csv_and_json(tmp_path: Path) -> None:
    found, _ = measured(tmp_path, {"sdi:msInd": {"rumus": "=a/b"}})
    shown = published(found, tables=())
    files = {f.path.name: f.content for f in statistics_metadata.files(shown, PORTAL)}
    named = {f"ms-{n}.{e}" for n in ("keg", "var", "ind") for e in ("csv", "json")}
    assert set(files) == {*named, "ms.xlsx"}
    indicator, activity = files["ms-ind.csv"], files["ms-keg.json"]
    assert isinstance(indicator, bytes) and isinstance(activity, bytes)
    rows = list(csv.DictReader(io.StringIO(indicator.decode("utf-8"))))
    assert next(row["nilai"] for row in rows if row["kunci"] == "rumus") == "'=a/b"
    (form,) = json.loads(activity)["isi"]
    assert form["terisi"] + len(form["belum_diisi"]) == form["ditanyakan"] == len(form["unsur"])


def test_editors_know_the_elements_and_underline_a_slip(tmp_path: Path) -> None:
    raw = dict(read(tmp_path).raw)
    judge = Draft7Validator(schema.schema())
    kept = {"sdi:informasiPublik": {"satuanKerja": "Bidang Data", "retensi": "5 tahun"}}
    ended = {"sdi:berakhir": {"tanggal": "2026-01-31", "alasan": "Selesai."}}
    delays = {"sdi:keterlambatan": [{"jadwal": "2026-03-01", "alasan": "Menunggu laporan."}]}
    step = {"opd": "dkisp", "tanggal": "2026-02-01"}
    verified = {"sdi:verifikasi": {"disetujui": step, "diverifikasi": step}}
    form = {"sdi:msKeg": {"tujuan": "Menghitung", "ujiCoba": False, "petugas": ["a", "b"]}}
    for known in (kept, ended, delays, verified, form):
        assert judge.is_valid({**raw, **known}), known
        ((key, value),) = known.items()
        odd = {**value, "tujan": 1} if isinstance(value, dict) else [{"alasan": "x"}]
        assert not judge.is_valid({**raw, key: odd}), key


def test_a_dataset_without_a_form_has_no_file() -> None:
    assert list(statistics_metadata.files(published(), PORTAL)) == []


def workbook(shown: Published) -> openpyxl.Workbook:
    """The forms of a dataset as a program that others wrote reads them."""
    files = {f.path.name: f.content for f in statistics_metadata.files(shown, PORTAL)}
    content = files["ms.xlsx"]
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_forms_are_sheets_of_one_workbook(tmp_path: Path) -> None:
    found, name = measured(tmp_path, {"sdi:msInd": {"rumus": "a / b", "en": {"rumus": "a by b"}}})
    book = workbook(published(found, tables=()))
    assert book.sheetnames == ["Tentang", "MS-Keg", "MS-Var", "MS-Ind"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    header, *rows = book["MS-Ind"].iter_rows(values_only=True)
    assert header == (
        *("Tabel", "Kolom", "Kunci", "Unsur", "Isi", "Isi dalam bahasa Inggris", "Keadaan"),
    )
    place = (found.resources[0].name, name)
    by_key = {row[2]: row for row in rows}
    assert by_key["rumus"][:2] == place and by_key["rumus"][4:] == ("a / b", "a by b", "terisi")
    assert by_key["interpretasi"][4:] == (None, None, "belum diisi")


def test_the_workbook_counts_what_is_filled_in_and_says_what_the_site_is(tmp_path: Path) -> None:
    found = read(tmp_path, **{"sdi:msKeg": {"tujuan": "Menghitung tempat."}})
    rows = workbook(published(found, tables=()))["Tentang"].iter_rows(values_only=True)
    about = {row[0]: row[1] for row in rows}
    activity = statistics(found, PORTAL).activity
    assert activity is not None
    said = f"{activity.have} dari {len(activity.values)} unsur terisi"
    assert about["MS-Keg (kegiatan)"] == said
    assert about["Catatan"] == "Situs contoh, bukan situs resmi pemerintah."


def test_hostile_texts_are_texts_in_the_workbook(tmp_path: Path) -> None:
    form = {"tujuan": "=cmd|' /C calc'!A0", "latarBelakang": HOSTILE, "petugas": "x" * 40_000}
    book = workbook(published(read(tmp_path, **{"sdi:msKeg": form}), tables=()))
    cells = {row[1].value: row[3] for row in book["MS-Keg"].iter_rows(min_row=2)}
    assert (cells["tujuan"].data_type, cells["tujuan"].value) == ("s", "=cmd|' /C calc'!A0")
    odd = str(cells["latarBelakang"].value)
    assert "<img src=x onerror=alert(1)>" in odd and not re.search("[\x00-\x08\x0b\u202e]", odd)
    assert len(str(cells["petugas"].value)) < 32_767


def test_the_same_forms_give_the_same_bytes(tmp_path: Path) -> None:
    found, _ = measured(tmp_path, {"sdi:msInd": {"rumus": "a"}})
    shown = published(found, tables=())
    assert [*statistics_metadata.files(shown, PORTAL)] == [
        *statistics_metadata.files(shown, PORTAL)
    ]
