"""Names, units, concepts, keys, areas and times of a proposed table."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from portals import portal
from test_infer import BPS, KECAMATAN, KNOWN, cases, laid

from build_tools.infer import Areas, Known, known, propose
from build_tools.infer.areas import folded, likely
from build_tools.infer.labels import names, read
from build_tools.infer.proposing import _OPEN
from build_tools.infer.standards import measure_of, suggest
from build_tools.infer.times import frequency, of_text
from build_tools.infer.units import bracketed, of_title, unit
from build_tools.tables.layout.base import Raw
from build_tools.words import Words

Columns = Mapping[str, Sequence[Raw]]

DATA = Path(__file__).parent.parent / "build_tools" / "infer"


@pytest.mark.parametrize(
    ("levels", "name", "unit"),
    [
        (["Tonase(Ton)"], "tonase", "ton"),
        (["Kompensasi Jasa (Rp)"], "kompensasi_jasa", "rupiah"),
        (
            ["Persentase Penduduk Miskin (P0) Menurut Kabupaten/Kota (Persen)"],
            "persentase_penduduk_miskin_p0",
            "persen",
        ),
        (
            ["Pengeluaran per Kapita (Ribu Rupiah/Orang/Tahun)"],
            "pengeluaran_per_kapita",
            "ribu rupiah per orang per tahun",
        ),
        (["2020"], "tahun_2020", ""),
        (["HLS", "2022.0"], "hls_2022", ""),
        (["Laki-laki", "PHK"], "laki_laki_phk", ""),
        (["Luas", "(Km²)"], "luas", "kilometer persegi"),
        (["38 Provinsi"], "provinsi", ""),
        (["luas_km2"], "luas_km2", "kilometer persegi"),
        (["Jumlah Penduduk Tahun"], "jumlah_penduduk_tahun", ""),
    ],
)
def test_a_header_becomes_a_name_and_a_unit(levels: list[str], name: str, unit: str) -> None:
    label = read(levels, "")
    assert names([label]) == (name,)
    assert label.unit == unit


def test_names_are_unique_short_and_begin_with_a_letter() -> None:
    long = "Persentase rumah tangga yang memiliki akses terhadap sumber air minum layak di desa"
    found = names([read([text], text) for text in (long, f"{long} A", "2", "2", "(%)", "")])
    assert len(set(found)) == len(found)
    assert all(len(name) <= 60 and name[0].isalpha() for name in found)


def test_units_are_words_that_are_known() -> None:
    assert bracketed("Jumlah (Jiwa)") == ("Jumlah", "orang")
    assert bracketed("Indeks (P1)") == ("Indeks (P1)", "")
    assert of_title("(Dalam Jutaan Rupiah)") == "juta rupiah"
    assert unit("Orang/Km2") == "orang per kilometer persegi"
    assert unit("menurut sumber") == ""


def test_a_unit_above_the_table_is_that_of_its_figures() -> None:
    table = laid(
        {"Nama": ["A", "B"], "Nilai": [1.5, 2.5]}, titles=["Ekspor", "(Dalam Jutaan Rupiah)"]
    )
    found = propose(table, KNOWN)
    assert found.fields[1].properties["sdi:satuan"] == "juta rupiah"
    assert found.title == "Ekspor"


def test_a_concept_of_the_national_list_is_suggested_where_the_words_are_its_own() -> None:
    table = laid({"Kabupaten": ["A", "B"], "Tingkat Pengangguran Terbuka (Persen)": [5.1, 4.2]})
    field = propose(table, KNOWN).fields[1]
    assert field.properties["sdi:konsep"] == "Tingkat Pengangguran Terbuka"
    assert field.properties["sdi:standar"].startswith("SD0")
    assert {"sdi:konsep", "sdi:definisi", "sdi:standar"} <= set(field.suggested)


def test_the_sex_in_a_label_is_the_classification() -> None:
    found = suggest("penduduk_perempuan", whole=True)
    assert found is not None
    assert (found.concept.name, found.measure, found.unit, found.sex) == (
        "Penduduk",
        "Jumlah",
        "orang",
        "perempuan",
    )


@pytest.mark.parametrize("label", ["Total", "Nilai", "Realisasi", "PHK", "Volume sampah", "2020"])
def test_better_no_concept_than_a_wrong_one(label: str) -> None:
    assert suggest(label) is None


def test_a_concept_of_another_unit_is_not_suggested() -> None:
    assert suggest("Jumlah guru", "orang") is not None
    assert suggest("Jumlah guru", "hektare") is None
    assert measure_of("Rata-rata Lama Sekolah") == "Rata-rata"


def test_the_list_is_small_and_names_its_source() -> None:
    assert (DATA / "standards.csv.gz").stat().st_size < 300_000
    about = (DATA / "standards.txt").read_text(encoding="utf-8")
    assert "BPS" in about
    assert "Licence:" in about


def test_the_key_is_the_fewest_columns_that_tell_the_rows_apart() -> None:
    columns: Columns = {
        "No": [1.0, 2.0, 3.0, 4.0],
        "Kecamatan": ["A", "B", "A", "B"],
        "Tahun": [2023.0, 2023.0, 2024.0, 2024.0],
        "Jumlah Usaha": [7.0, 8.0, 9.0, 10.0],
    }
    assert propose(laid(columns), KNOWN).primary_key == ("kecamatan", "tahun")
    twice = propose(laid({"Nama": ["A", "A"], "Jumlah Usaha": [1.0, 2.0]}), KNOWN)
    assert (twice.primary_key, cases(twice)) == ((), ["key-none"])
    only = propose(laid({"No": [1.0, 2.0], "Jumlah Usaha": [5.0, 5.0]}), KNOWN)
    assert only.primary_key == ("no",)


def test_a_single_year_belongs_to_the_key_for_the_next_will_differ() -> None:
    columns: Columns = {
        "Kode": ["64.01.01", "64.01.04"],
        "Tahun": [2024.0, 2024.0],
        "Usaha": [1.0, 2.0],
    }
    assert propose(laid(columns), KNOWN).primary_key == ("kode", "tahun")


OFFICES: Columns = {"Kode Puskesmas": ["PK01", "PK02", "PK03"], "Kunjungan": [7.0, 8.0, 9.0]}


@pytest.mark.parametrize(
    ("times", "key"),
    [
        ({"Bulan": ["2026-03"] * 3}, ("bulan",)),
        ({"Tanggal": ["2026-03-31"] * 3}, ("tanggal",)),
        ({"Tahun": [2026.0] * 3, "Bulan": ["Maret"] * 3}, ("tahun", "bulan")),
        ({"Tahun": [2026.0] * 3, "Periode": ["2026-03"] * 3}, ("periode",)),
        ({"Tahun": [2026.0] * 3, "Triwulan": [1.0] * 3}, ("tahun", "triwulan")),
        ({"Tahun Laporan": [2025.0, 2026.0, 2026.0]}, ("tahun_laporan",)),
    ],
)
def test_the_time_of_the_rows_is_part_of_the_key_beside_a_code(
    times: Columns, key: tuple[str, ...]
) -> None:
    """The next month has the same health centres."""
    assert propose(laid({**OFFICES, **times}), KNOWN).primary_key == ("kode_puskesmas", *key)


def test_the_year_belongs_to_the_key_of_a_table_with_a_row_a_month() -> None:
    columns: Columns = {"Tahun": [2026.0] * 2, "Bulan": ["Januari", "Februari"]}
    found = propose(laid({**columns, "Kunjungan": [7.0, 8.0]}), KNOWN)
    assert found.primary_key == ("tahun", "bulan")


@pytest.mark.parametrize(
    "other",
    [
        {"Tahun Berdiri": [1987.0, 1990.0, 2003.0]},
        {"Tanggal Lahir": ["1987-01-05", "1990-04-17", "2003-11-30"]},
    ],
)
def test_when_something_was_built_or_born_is_no_time_of_the_rows(other: Columns) -> None:
    assert propose(laid({**OFFICES, **other}), KNOWN).primary_key == ("kode_puskesmas",)


def test_a_number_of_its_own_names_a_row_whatever_its_day() -> None:
    columns: Columns = {
        "Nomor Surat": ["A/1", "A/2", "A/3"],
        "Tanggal": ["2026-03-01", "2026-03-01", "2026-03-02"],
    }
    assert propose(laid(columns), KNOWN).primary_key == ("nomor_surat",)


def test_codes_of_areas_become_a_foreign_key() -> None:
    columns: Columns = {"Kode": ["64.01.01", "64.01.04"], "Kode BPS": [6401010.0, 6401040.0]}
    found = propose(laid({**columns, "Jumlah Usaha": [1.0, 2.0]}), KNOWN)
    assert [
        (key["fields"], key["reference"]["resource"], key["reference"]["fields"])
        for key in found.foreign_keys
    ] == [
        (["kode"], "kecamatan", ["kode_kemendagri"]),
        (["kode_bps"], "kecamatan", ["kode_bps"]),
    ]
    assert [f.properties["sdi:peran"] for f in found.fields[:2]] == ["wilayah", "kode"]
    assert (found.level, found.area) == ("kecamatan", "Kabupaten Contoh")


def test_codes_without_dots_are_asked_about_and_figures_are_no_codes() -> None:
    columns: Columns = {
        "Kode Kecamatan": ["640101", "640104"],
        "Jumlah Usaha": [6401010.0, 6401040.0],
    }
    found = propose(laid(columns), KNOWN)
    assert cases(found) == ["area-codes-dots"]
    assert [key["fields"] for key in found.foreign_keys] == [["kode_kecamatan"]]
    assert found.fields[1].type == "integer"


def test_names_of_areas_are_compared_with_the_reference() -> None:
    names = ["Batu Sopang", "Ma. Komam", "KEC. KUARO"]
    found = propose(laid({"Kecamatan": names, "Jumlah Usaha": [1.0, 2.0, 3.0]}), KNOWN)
    assert cases(found) == ["area-names", "area-code-column"]
    told = dict(found.questions[0].finding.values)
    assert told["names"] == "“Ma. Komam” → “Muara Komam”"
    assert folded("Kec. Batu Sopang") == folded("BATUSOPANG")
    assert likely("Xyz", ["Kuaro", "Muara Komam"]) == ""


def test_a_year_in_the_name_of_the_file_is_offered_not_taken() -> None:
    columns: Columns = {"Bulan": ["Januari", "Februari", "Maret"], "Tonase (Ton)": [1.5, 2.5, 3.5]}
    table, file = laid(columns), Known(file="sampah-tahun-2017---capaian.csv")
    found = propose(table, file)
    assert (found.constants, cases(found)) == ((), ["year-from-name"])
    assert found.frequency == "bulanan"
    told = propose(table, file, {"year-from-name": "2017"})
    assert told.constants == (("tahun", "2017"),)
    assert told.primary_key == ("tahun", "bulan")
    assert told.period == ("2017-01", "2017-03")
    assert told.fields[0].name == "tahun"


def test_columns_of_years_give_the_period() -> None:
    columns: Columns = {
        "Wilayah": ["A", "B"],
        "2020": [1.0, 2.0],
        "2019": [1.0, 2.0],
        "2018": [3.0, 4.0],
    }
    found = propose(laid(columns), KNOWN)
    assert (found.period, found.frequency) == (("2018", "2020"), "tahunan")
    assert not found.questions


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Pengangguran Terbuka 1986 - 2024", ("1986", "2024")),
        ("JANUARI-APRIL 2020", ("2020-01", "2020-04")),
        ("Data s.d. Juli 2020", ("2020-07", "2020-07")),
        ("PDRB Atas Dasar Harga Konstan 2010", ("", "")),
        ("Peraturan Nomor 12.2017", ("", "")),
    ],
)
def test_a_line_that_names_a_time(text: str, period: tuple[str, str]) -> None:
    assert of_text(text)[0] == period


def test_the_frequency_is_the_step_that_nearly_all_times_have() -> None:
    assert frequency(["2024-03", "2024-06", "2024-09"]) == "triwulanan"
    assert frequency(["2010", "2020", "2021"]) == ""
    assert frequency(["2023", "2024"]) == ""


def test_title_and_source_are_those_of_the_sheet() -> None:
    table = laid(
        {"Nama": ["A", "B"], "Jumlah Usaha": [1.0, 2.0]},
        titles=["Tabel 3.1 JUMLAH USAHA MENURUT NAMA", "Kabupaten Contoh Raya, Tahun 2023"],
        notes=["Sumber: Dinas Contoh, 2024."],
    )
    found = propose(table, KNOWN)
    assert found.title == "Jumlah usaha menurut nama"
    assert found.source == "Dinas Contoh, 2024"
    assert found.area == "Kabupaten Contoh Raya"


def test_a_table_that_can_be_read_as_it_stands_needs_no_recipe() -> None:
    assert propose(laid({"kode": ["a", "b"], "jumlah": ["7", "8.5"]}), KNOWN).plain
    odd: tuple[Columns, ...] = (
        {"Kode": ["a", "b"], "jumlah": ["7", "8"]},
        {"kode": ["a", "b "], "jumlah": ["7", "8"]},
        {"kode": ["a", "b"], "jumlah": ["7", "8 %"]},
        {"kode": ["a", "b"], "bulan": ["Januari", "Pebruari"]},
    )
    for columns in odd:
        assert not propose(laid(columns), KNOWN).plain, columns


def test_what_the_portal_knows_is_read_from_its_reference(tmp_path: Path) -> None:
    root = portal(tmp_path)
    folder = root / "datasets/referensi/wilayah/data"
    folder.mkdir(parents=True)
    table = "kode_kemendagri,kode_induk,nama,nama_bps\n01.01,01,Satu,SATU\n01.02,01,Dua,DUA\n"
    (folder / "kecamatan.csv").write_text(table, encoding="utf-8")
    areas = known(root, "x.csv").areas
    assert [(a.code_field, a.resource, dict(a.codes)) for a in areas] == [
        ("kode_kemendagri", "kecamatan", {"01.01": "Satu", "01.02": "Dua"})
    ]
    assert areas[0].spellings == {"SATU": "01.01", "DUA": "01.02"}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_step_and_question_has_words(lang: str) -> None:
    words = Words.load(lang)
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.py")))
    steps = set(re.findall(r'\btell\(\s*"([a-z-]+)"', source))
    kinds = ("string", "integer", "number", "year", "yearmonth", "date", "datetime", "bulan")
    steps |= {f"type-{kind}" for kind in kinds} | {"level", "title", "source", "frequency"}
    asked = set(re.findall(r'\bask\(\s*"([a-z-]+)"', source)) | set(_OPEN)
    assert {"key", "period", "standard"} <= steps
    assert {"key-none", "cells-odd", "area-names"} <= asked
    assert not {step for step in steps if not words.has(f"steps.{step}")}
    said = words.section("findings.new-open.messages")
    assert not asked - set(said)
    assert not asked - set(words.section("findings.new-open.hints"))
    for case in asked - {"key-none"}:
        assert words.section(f"questions.{case}"), case


@pytest.mark.parametrize("label", ["2024 (r)", "2024*)", "2024r"])
def test_a_year_with_the_mark_of_a_footnote_is_that_year(label: str) -> None:
    found = propose(laid({"Nama": ["A", "B"], "2023": [1.0, 2.0], label: [3.0, 4.0]}), KNOWN)
    assert found.fields[2].name == "tahun_2024"
    assert found.period == ("2023", "2024")
    step = next(step for step in found.steps if step.code == "label-notes")
    assert dict(step.values)["columns"] == f"“{label}”"


@pytest.mark.parametrize("label", ["%", "(%)"])
def test_a_column_that_is_called_percent_is_one(label: str) -> None:
    field = propose(laid({"Nama": ["A", "B"], label: ["97,5", "80,25"]}), KNOWN).fields[1]
    assert (field.name, field.properties["title"]) == ("persen", "Persen")
    assert field.properties["sdi:satuan"] == "persen"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            [
                "PEMERINTAH KABUPATEN CONTOH",
                "DINAS CONTOH DAN PERMUKIMAN",
                "Jl. Contoh No. 1, Telp. 0000",
                "www.contoh.example",
                "Panjang Jalan Kabupaten Menurut Kondisi",
                "(Data Sementara)",
            ],
            "Panjang Jalan Kabupaten Menurut Kondisi",
        ),
        (["JUMLAH SEKOLAH", "MENURUT KECAMATAN"], "Jumlah sekolah menurut kecamatan"),
        (["DAFTAR PASAR", "TAHUN ANGGARAN 2024"], "Daftar pasar"),
        (["Pelanggan Air Bersih", "Kabupaten Contoh, 2024"], "Pelanggan Air Bersih"),
        (["Badan Usaha Milik Desa menurut Kecamatan"], "Badan Usaha Milik Desa menurut Kecamatan"),
        (["TARGET PBB-P2 TAHUN 2024"], "Target PBB-P2 tahun 2024"),
        (["PAUD DAN SD/MI SE-KABUPATEN CONTOH"], "PAUD dan SD/MI se-Kabupaten Contoh"),
        (
            ["DATA JALAN KABUPATEN RUSAK DI MUARA KOMAM"],
            "Data jalan kabupaten rusak di Muara Komam",
        ),
        (["Dinas Contoh"], ""),
    ],
)
def test_the_title_is_the_line_that_says_what(lines: list[str], title: str) -> None:
    table = laid({"Nama": ["A", "B"], "Jumlah Usaha": [1.0, 2.0]}, titles=lines)
    assert propose(table, KNOWN).title == title


def test_names_of_districts_allow_no_other_where_all_are_as_in_the_list() -> None:
    def named(names: Sequence[str]) -> object:
        table = laid({"Kecamatan": names, "Jumlah Usaha": [1.0, 2.0]})
        return propose(table, KNOWN).fields[0].properties.get("categories")

    assert named(["Kuaro", "Muara Komam"]) == ["Batu Sopang", "Muara Komam", "Kuaro"]
    assert named(["KUARO", "MUARA KOMAM"]) == ["BATU SOPANG", "MUARA KOMAM", "KUARO"]
    assert named(["Kuaro", "Ma. Komam"]) is None


def test_names_of_villages_that_are_all_in_the_list_point_at_it() -> None:
    codes = {"64.01.01.2001": "Legai", "64.01.01.2002": "Samurangau"}
    villages = Areas("referensi/wilayah", "desa-kelurahan", "kode_kemendagri", "nama", codes)

    def keys(names: Sequence[str], **beside: Sequence[Raw]) -> list[object]:
        table = laid({**beside, "Desa/Kelurahan": names, "Jumlah Usaha": [1.0, 2.0]})
        return list(propose(table, Known((villages,))).foreign_keys)

    reference = {"package": villages.package, "resource": villages.resource, "fields": ["nama"]}
    named = {"fields": ["desa_kelurahan"], "reference": reference}
    assert keys(["Legai", "Samurangau"]) == [named]
    assert keys(["Legai", "Samurangaw"]) == []  # is asked about instead
    assert named not in keys(["Legai", "Samurangau"], Kode=list(codes))


def test_the_question_quotes_what_names_the_year() -> None:
    table = laid({"Nama": ["A", "B"], "Usaha": [1.0, 2.0]}, titles=["DATA PASAR, TAHUN 2024"])
    asked = propose(table, KNOWN).questions
    told = [dict(q.finding.values)["text"] for q in asked if q.case == "year-from-name"]
    assert told == ["TAHUN 2024"]


def test_a_reference_table_has_no_foreign_key_to_itself() -> None:
    codes: Columns = {"kode_kemendagri": list(KECAMATAN), "kode_bps": list(BPS)}
    names = list(KECAMATAN.values())
    assert propose(laid({**codes, "nama": names}), KNOWN).foreign_keys == ()
    figures = propose(laid({**codes, "nama": names, "tahun": [2024.0] * 3}), KNOWN)
    assert len(figures.foreign_keys) == 2


def test_area_and_time_name_the_rows_before_a_text_that_happens_to_differ() -> None:
    columns: Columns = {
        "Uraian Singkat Nilai": ["a", "b", "c", "d"],
        "Jenis": ["w", "x", "y", "z"],
        "Kecamatan": ["Kuaro", "Muara Komam", "Kuaro", "Muara Komam"],
        "Tahun": [2023.0, 2023.0, 2024.0, 2024.0],
    }
    assert propose(laid(columns), KNOWN).primary_key == ("kecamatan", "tahun")
