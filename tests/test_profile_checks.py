"""What is checked of tables with a profile: what an officer may slip in, and what is told."""

from __future__ import annotations

import csv
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portals import AS_OF, EXAMPLES, portal

from build_tools import checks, pipeline, profiles, reports
from build_tools.checks import spellings
from build_tools.checks.amountwords import differs
from build_tools.checks.profile_checks import PROFILE_CHECKS
from build_tools.checks.quotations import words
from build_tools.findings import Finding, Severity
from build_tools.load.descriptor import dataset_of
from build_tools.load.expand import expanded
from build_tools.model import Dataset, Field, ForeignKey, Portal, Resource, Source, Text
from build_tools.profiles import profile
from build_tools.words import Words
from tests.tables import batch_of
from tests.tables import resource as resource_of

ID, EN = Words.load("id"), Words.load("en")
HERE = Portal(Path("/tiada"), Text("Uji"), Text("Uji"), Text("Uji"), Text("Uji"))
TODAY = "2026-01-15"

Row = Mapping[str, str]
BUDGET = {
    "tahun": "2024",
    "tahap": "murni",
    "opd_id": "dkisp",
    "dimensi_id": "governance",
    "uraian": "Jaringan dalam kota",
    "nilai_rupiah": "1200000000",
    "sumber": "DPA 2024",
    "ketelitian": "sebagaimana-ditulis",
    "status_angka": "tetap",
}
MEETING = {"tanggal": "2025-03-12", "jenis": "tim-pelaksana", "opd_id": "dkisp"}
APPLICATION = {"id": "a", "nama": "e-Contoh", "opd_id": "dkisp", "status": "aktif"}
ADVICE = {
    "tahun_evaluasi": "2024",
    "tahap": "I",
    "nomor": "1",
    "opd_id": "dkisp",
    "rekomendasi": "Rapat dua kali setahun",
    "status_tindak_lanjut": "belum",
}
INDICATOR = {
    "id": "i",
    "nama": "Pengaduan selesai",
    "dimensi_id": "governance",
    "opd_id": "dkisp",
    "satuan": "persen",
    "arah": "naik",
    "lebih_100": "",
}
SAYS = {
    "id": "a",
    "tanggal": "2024-11-08",
    "jabatan": "Sekretaris Daerah",
    "kutipan": "Sudah lengkap",
    "jenis_kutipan": "langsung",
    "pembuktian": "Daftar dokumen",
    "alasan": "Tidak ada",
    "keadaan": "tidak-ditemukan",
    "diperiksa": "2026-01-02",
    "sumber_url": "https://contoh.example/berita",
    "mutu_sumber": "berita",
}
EVALUATION = {"tahun_evaluasi": "2024", "tahap": "I", "status_angka": "tetap"}
DONE = {
    "tahun_evaluasi": "2024",
    "tahap": "I",
    "nomor": "1",
    "tanggal": "2025-02-01",
    "uraian": "Rapat",
    "hasil": "selesai",
    "opd_id": "dkisp",
}
RESULT = {
    "indikator_id": "i",
    "tahun": "2024",
    "target": "90",
    "nilai": "88.5",
    "ketelitian": "sebagaimana-ditulis",
    "status_angka": "tetap",
}
SOURCE = {"sumber_url": "https://contoh.example/berita", "mutu_sumber": "berita"}


def package(
    folder: Path,
    tables: Mapping[str, Sequence[Row]],
    origin: str = "resmi",
    without: Collection[str] = (),
) -> Dataset:
    """A dataset with one table a profile: all its columns, but for those that are left out."""
    resources = []
    for name, rows in tables.items():
        given = profile(name)
        assert given is not None
        columns = [c for c in given.columns if c not in without]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        schema = {"fields": [{"name": column} for column in columns]}
        path = f"{name}.csv"
        resources.append({"name": name, "path": path, "sdi:profil": name, "schema": schema})
    raw = {"name": "t", "sdi:asal": origin, "resources": resources}
    whole, _ = expanded(raw, HERE, "datapackage.yaml")
    return dataset_of(Source("dkisp/t", folder, "datapackage.yaml"), whole, ("id", "en"))


def found(
    folder: Path,
    tables: Mapping[str, Sequence[Row]],
    origin: str = "resmi",
    today: str = TODAY,
    without: Collection[str] = (),
) -> list[Finding]:
    """What the checks of rows find in such a dataset."""
    given = package(folder, tables, origin, without)
    result = checks.check(given, checks.Reference({}, today))
    return [f for f in result.findings if not f.file.endswith(".yaml")]


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(f.code, f.place) for f in findings]


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("recommendation-office-missing", ["E3"]),
        ("budget-stage-missing", ["B3"]),
        ("amount-words", ["F2", "F3", "F4"]),
        ("percent-over", ["D3"]),
        ("day-in-future", ["A3"]),
        ("name-twice", ["B3"]),
        ("name-similar", ["B3"]),
        ("evidence-not-public", ["F2", "F3", "F4"]),
        ("evidence-doubtful", ["F2"]),
        ("quotation-long", ["D3"]),
        ("budget-line-twice", ["E3"]),
        ("source-missing", ["I3"]),
        ("dataset-id-shape", ["H2"]),
        ("person-name", ["E3"]),
        ("amount-missing", ["F4", "F5"]),
        ("amount-differs", ["F3"]),
        ("follow-up-differs", ["G2", "G3", "G4"]),
        ("day-order", ["J3", "M4"]),
        ("proof-missing", ["H3"]),
        ("reply-incomplete", ["M3"]),
        ("address-not-public", ["J3", "J4"]),
        ("address-doubtful", ["J2", "M2"]),
        ("profile-unknown", [""]),
        ("profile-field-missing", [""]),
        ("profile-field-differs", [""]),
        ("profile-reference-missing", [""]),
    ],
)
def test_an_example_shows_its_code_and_nothing_else(
    code: str, places: list[str], tmp_path: Path
) -> None:
    """Of the cell there is one finding: not what frictionless says of it as well."""
    root = portal(tmp_path, EXAMPLES / "invalid" / code)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1, use_cache=False))
    assert told(result.findings) == [(code, place) for place in places]


def test_an_officer_is_told_which_number_to_write(tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid/amount-words")
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    text = reports.text(result.findings, ID)
    assert 'Isi "Rp 1,2 M" pada kolom nilai_rupiah bukan rupiah penuh. Tulis: 1200000000' in text
    assert "jumlahnya tidak dapat dipastikan" in text
    assert "Write: 1200000000" in reports.text(result.findings, EN)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("rekomendasi", ADVICE),
        ("indikator", INDICATOR),
        ("program", {"id": "p", "nama": "Program", "dimensi_id": "living", "opd_id": "dkisp"}),
        ("quick_win", {"id": "q", "nama": "Cepat", "dimensi_id": "living", "opd_id": "dkisp"}),
    ],
)
def test_somebody_answers_for_each_row(name: str, row: Row, tmp_path: Path) -> None:
    """An office knows its own; a page that was read may not say so."""
    lacking = {**row, **SOURCE, "opd_id": "…"}
    assert found(tmp_path, {name: [{**row, **SOURCE}]}) == []
    (official,) = found(tmp_path, {name: [lacking]})
    assert official.field == "opd_id" and official.severity is Severity.ERROR
    (compiled,) = found(tmp_path, {name: [lacking]}, "himpunan")
    assert compiled.code == "recommendation-office-missing"
    assert compiled.severity is Severity.NOTICE
    for language in (ID, EN):
        assert "opd_id" in reports.sentence(compiled, language)


def test_a_cell_is_counted_once_also_beyond_those_that_are_shown(tmp_path: Path) -> None:
    """What the standard says of the same cell is left out before it is counted."""
    rows = [{**BUDGET, "uraian": f"a{n}", "nilai_rupiah": "Rp 1,2 M"} for n in range(300)]
    checked = checks.check(package(tmp_path, {"anggaran": rows}), checks.Reference({}, TODAY))
    codes = {f.code for f in checked.findings if f.row}
    assert codes == {"amount-words"}
    (more,) = [dict(f.values) for f in checked.findings if f.code == "more"]
    assert (more["of"], more["more"]) == ("amount-words", 200)
    errors = {run.name: run.errors for run in checked.runs if run.errors and run.unit == "rows"}
    assert errors == {"amounts": 300}


def test_of_a_code_that_is_not_in_the_register_nothing_else_is_said(tmp_path: Path) -> None:
    """Neither that it has no form of a code: which one is meant, the key tells."""
    program = {"id": "p", "nama": "P", "opd_id": "dkisp", "dimensi_id": "Tata Kelola"}
    register = {"id": "governance", "urutan": "1", "nama": "Tata kelola", **SOURCE}
    assert told(found(tmp_path, {"program": [program]})) == [("constraint-error", "D2")]
    tables = {"program": [program], "dimensi": [register]}
    assert told(found(tmp_path, tables)) == [("foreign-key", "D2")]


def test_one_word_beside_a_title_holds_nothing_back(tmp_path: Path) -> None:
    rows = [
        {**MEETING, "uraian": "Arahan Bapak Sejuk"},
        {**MEETING, "jenis": "lainnya", "uraian": "Arahan Bapak Sejuk dan Bapak Fulan Polan"},
    ]
    doubtful, sure = found(tmp_path, {"rapat": rows})
    assert (doubtful.code, doubtful.severity) == ("person-name", Severity.WARNING)
    assert (sure.code, sure.severity) == ("person-name", Severity.ERROR)
    assert "Fulan" not in str(sure) and "Sejuk" not in str(sure)


@pytest.mark.parametrize("length", range(150, 200))
def test_a_name_is_shown_nowhere_wherever_a_text_is_cut(length: int, tmp_path: Path) -> None:
    """What tells that it is one may lie behind the cut."""
    name = "Layanan " + "a" * length + " Fulan Polan, S.Kom"
    rows = [{**APPLICATION, "nama": name}, {**APPLICATION, "id": "b", "nama": name.upper()}]
    told_of = found(tmp_path, {"aplikasi": rows})
    assert "name-twice" in {f.code for f in told_of}
    assert not [f for f in told_of if "Fulan" in str(f) or "FULAN" in str(f)]


def test_a_figure_says_its_stage_and_its_source(tmp_path: Path) -> None:
    """Of a compiled table the address of the source is asked for by the profile itself."""
    no_stage = {**BUDGET, **SOURCE, "tahap": "…", "uraian": "a"}
    no_source = {**BUDGET, "sumber": ""}
    twice = found(tmp_path, {"anggaran": [no_stage, no_source]})
    assert [(f.code, f.row, f.field) for f in twice] == [
        ("budget-stage-missing", 2, "tahap"),
        ("source-missing", 3, "sumber"),
    ]
    only_address = {**BUDGET, **SOURCE, "sumber": ""}
    assert found(tmp_path, {"anggaran": [only_address]}) == []
    assert [f.code for f in found(tmp_path, {"anggaran": [no_stage]}, "himpunan")] == [
        "budget-stage-missing"
    ]


def test_a_budget_without_any_column_for_sources_is_told_once(tmp_path: Path) -> None:
    rows = [BUDGET, {**BUDGET, "uraian": "b"}]
    without = {"sumber", "sumber_url"}
    (finding,) = found(tmp_path, {"anggaran": rows}, without=without)
    assert (finding.code, finding.row) == ("source-missing", None)
    assert "tidak punya kolom sumber" in reports.sentence(finding, ID)


@pytest.mark.parametrize(
    ("unit", "may", "value", "over"),
    [
        ("persen", "", "100", False),
        ("persen", "", "100.01", True),
        ("Persen", "tidak", "…", False),
        ("%", "", "885", True),
        ("persen", "ya", "112.5", False),
        ("Persen (%)", "", "150", True),
        ("% penduduk", "", "150", True),
        ("persen per tahun", "", "150", True),
        ("per cent", "", "150", True),
        ("persentil", "", "150", False),
        ("orang", "", "885", False),
    ],
)
def test_per_cent_ends_at_a_hundred(
    unit: str, may: str, value: str, over: bool, tmp_path: Path
) -> None:
    """The unit stands in the table of indicators that the results point at."""
    indicator = {**INDICATOR, "satuan": unit, "lebih_100": may}
    tables = {"indikator": [indicator], "capaian": [{**RESULT, "nilai": value}]}
    expected = [("percent-over", "D2")] if over else []
    assert told(found(tmp_path, tables)) == expected


def test_a_target_over_a_hundred_per_cent(tmp_path: Path) -> None:
    tables = {"indikator": [INDICATOR], "capaian": [{**RESULT, "target": "101"}]}
    assert told(found(tmp_path, tables)) == [("percent-over", "C2")]


def test_the_unit_of_another_dataset_counts_too(tmp_path: Path) -> None:
    """As a foreign key leads there: `sdi:rujukan`, or a key of the descriptor's own."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    far = package(tmp_path / "a", {"indikator": [INDICATOR]})
    results = package(tmp_path / "b", {"capaian": [{**RESULT, "nilai": "885"}]})
    key = ForeignKey(("indikator_id",), "indikator", ("id",), "dinkes/indikator")
    with_key = replace(results.resources[0], foreign_keys=(key,))
    given = replace(results, resources=(with_key,))
    reference = checks.Reference({"dinkes/indikator": far})
    assert told(checks.check(given, reference).findings)[-1] == ("percent-over", "D2")
    (tmp_path / "a/indikator.csv").unlink()  # its own dataset is told of that
    codes = [f.code for f in checks.check(given, checks.Reference({key.package: far})).findings]
    assert "reference-unreadable" in codes and "percent-over" not in codes


def test_columns_that_a_profile_has_in_per_cent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = profile("capaian")
    assert given is not None
    monkeypatch.setattr(profiles, "profile", lambda name: replace(given, percent=("nilai",)))
    dataset = package(tmp_path, {"capaian": []})
    check = checks.ROW_CHECKS["percent"](dataset, dataset.resources[0], checks.Reference({}))
    assert check is not None
    cells = [[RESULT.get(f.name, "") for f in dataset.resources[0].fields] for _ in range(3)]
    cells[1][3], cells[2][3] = "100.5", "NaN"
    assert told([*check.batch(batch_of(dataset.resources[0], cells))]) == [("percent-over", "D3")]


def test_nothing_has_happened_that_lies_ahead(tmp_path: Path) -> None:
    rows = [{**MEETING, "tanggal": day} for day in ("2026-01-15", "2026-01-16", "2025-01-01")]
    (finding,) = found(tmp_path, {"rapat": rows})
    assert (finding.code, finding.place, dict(finding.values)) == (
        *("day-in-future", "A3"),
        {"today": TODAY},
    )
    assert "2026-01-16" in reports.sentence(finding, ID)
    assert found(tmp_path, {"rapat": rows}, today="2026-01-16") == []
    assert found(tmp_path, {"rapat": rows}, today="") == [], "no day is too late"


def test_follow_up_of_a_recommendation_that_there_is_none_of(tmp_path: Path) -> None:
    """Each part of the key may be right by itself: the whole of it is told."""
    rows = [DONE, {**DONE, "nomor": "7"}]
    given = {**ADVICE, "status_tindak_lanjut": "selesai"}
    tables = {"evaluasi": [EVALUATION], "rekomendasi": [given], "tindak_lanjut": rows}
    (finding,) = found(tmp_path, tables)
    assert told([finding]) == [("foreign-key", "A3")]
    assert reports.sentence(finding, ID) == (
        'Baris dengan tahun_evaluasi, tahap, nomor = "2024, I, 7" tidak ada dalam rekomendasi.'
    )
    assert "2024, I, 7" in reports.sentence(finding, EN)


@pytest.mark.parametrize(
    ("state", "results", "level", "says"),
    [
        ("belum", [], None, ""),
        ("belum", [""], Severity.ERROR, "sudah memuat tindak lanjutnya"),
        ("selesai", [], Severity.WARNING, "tidak memuat tindak lanjutnya"),
        ("selesai", ["sebagian", "selesai"], None, ""),
        ("selesai", ["selesai", "sebagian"], Severity.WARNING, "terakhirnya sebagian"),
        ("sebagian", ["selesai"], Severity.WARNING, "terakhirnya selesai"),
        ("sebagian", [], None, ""),
        ("tidak-diketahui", ["selesai"], None, ""),
    ],
)
def test_a_recommendation_has_the_state_that_its_last_follow_up_left(
    state: str, results: Sequence[str], level: Severity | None, says: str, tmp_path: Path
) -> None:
    """Not by the order of the rows: by their days."""
    done = [{**DONE, "tanggal": f"2025-02-0{n}", "hasil": r} for n, r in enumerate(results, 1)]
    done.append({**DONE, "nomor": "2"})
    advice = [
        {**ADVICE, "status_tindak_lanjut": state},
        {**ADVICE, "nomor": "2", "status_tindak_lanjut": "selesai"},
    ]
    tables = {"evaluasi": [EVALUATION], "rekomendasi": advice, "tindak_lanjut": done[::-1]}
    findings = found(tmp_path, tables)
    assert [(f.code, f.place, f.severity) for f in findings] == (
        [("follow-up-differs", "K2", level)] if level else []
    )
    assert says in "".join(reports.sentence(f, ID) for f in findings)


def test_without_a_table_of_follow_up_nothing_is_said_of_a_state(tmp_path: Path) -> None:
    """Follow-up may stand in another dataset, which says what it follows."""
    given = {**ADVICE, "status_tindak_lanjut": "selesai"}
    assert found(tmp_path, {"evaluasi": [EVALUATION], "rekomendasi": [given]}) == []


def test_follow_up_lies_after_its_recommendation(tmp_path: Path) -> None:
    """A recommendation without a day has none before it."""
    days = ["2025-02-02", "…"]
    advice = [
        {**ADVICE, "nomor": str(n), "tanggal": day, "status_tindak_lanjut": "selesai"}
        for n, day in enumerate(days, 1)
    ]
    done = [DONE, {**DONE, "tanggal": "2025-02-02"}, {**DONE, "nomor": "2"}]
    tables = {"evaluasi": [EVALUATION], "rekomendasi": advice, "tindak_lanjut": done}
    (finding,) = found(tmp_path, tables)
    assert told([finding]) == [("day-order", "D2")]
    assert reports.sentence(finding, ID) == (
        "Tindak lanjut ini bertanggal 2025-02-01, sebelum rekomendasinya diberikan (2025-02-02)."
    )


def test_a_statement_is_checked_and_answered_after_it_was_made(tmp_path: Path) -> None:
    reply = {"tanggapan": "Sudah", "tanggapan_jabatan": "Kepala Dinas"}
    rows = [
        {**SAYS, "diperiksa": SAYS["tanggal"]},
        {**SAYS, "id": "b", "diperiksa": "2024-11-07"},
        {**SAYS, "id": "c", **reply, "tanggapan_tanggal": "2024-01-08"},
    ]
    findings = found(tmp_path, {"pernyataan": rows})
    assert [(f.code, f.row, f.field) for f in findings] == [
        ("day-order", 3, "diperiksa"),
        ("day-order", 4, "tanggapan_tanggal"),
    ]
    assert "sebelum tanggal (2024-11-08)" in reports.sentence(findings[0], ID)


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"keadaan": "terbukti", "dataset_bukti": "…"}, "proof-missing", "dataset_bukti"),
        ({"keadaan": "terbukti", "dataset_bukti": "dkisp/t"}, "", ""),
        ({"keadaan": "sebagian"}, "", ""),
        ({"tanggapan": "Sudah"}, "reply-incomplete", "tanggapan_tanggal"),
        (
            {"tanggapan": "Sudah", "tanggapan_tanggal": "2025-01-01"},
            *("reply-incomplete", "tanggapan_jabatan"),
        ),
    ],
)
def test_what_a_statement_says_it_shows(more: Row, code: str, field: str, tmp_path: Path) -> None:
    findings = found(tmp_path, {"pernyataan": [{**SAYS, **more}]})
    assert [(f.code, f.field) for f in findings] == ([(code, field)] if code else [])


def test_a_reply_in_a_table_without_columns_for_who_gave_it(tmp_path: Path) -> None:
    row = {**SAYS, "tanggapan": "Sudah"}
    without = {"tanggapan_tanggal", "tanggapan_jabatan"}
    (finding,) = found(tmp_path, {"pernyataan": [row]}, without=without)
    assert (finding.code, finding.field) == ("reply-incomplete", "tanggapan")
    assert "tanggapan_tanggal, tanggapan_jabatan kosong" in reports.sentence(finding, ID)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"status": "dijawab", "tanggal_jawaban": "2026-01-03"}, "jawaban"),
        ({"status": "dijawab", "jawaban": "Sudah terbit."}, "tanggal_jawaban"),
        ({"status": "dijawab", "dataset": "dkisp/t", "tanggal_jawaban": "2026-01-03"}, ""),
        ({"status": "diproses"}, ""),
    ],
)
def test_a_request_that_is_answered_has_an_answer_and_its_day(
    more: Row, field: str, tmp_path: Path
) -> None:
    asked = {"id": "a", "tanggal": "2026-01-02", "perihal": "Data sekolah", "opd_id": "dkisp"}
    findings = found(tmp_path, {"permintaan_data": [{**asked, **more}]})
    assert [(f.code, f.field, f.severity.value) for f in findings] == (
        [("request-unanswered", field, "warning")] if field else []
    )


@pytest.mark.parametrize(("dataset", "codes"), [("", ["listed-unnamed"]), ("dkisp/t", [])])
def test_a_line_of_the_list_that_is_published_names_its_dataset(
    dataset: str, codes: list[str], tmp_path: Path
) -> None:
    row = {"id": "a", "judul": "Data", "opd_id": "dkisp", "status": "terbit", "dataset": dataset}
    assert [f.code for f in found(tmp_path, {"daftar_data": [row]})] == codes


@pytest.mark.parametrize(
    ("stage", "value", "words", "codes"),
    [
        ("murni", "", "Rp 5 juta", ["amount-missing"]),
        ("murni", "Rp 5 juta", "", ["amount-words"]),
        ("lisan", "", "beberapa miliar", []),
        ("lisan", "5000000", "", []),
        ("lisan", "…", "", ["amount-missing"]),
        ("…", "", "", ["budget-stage-missing", "amount-missing"]),
    ],
)
def test_only_what_was_spoken_may_have_no_number(
    stage: str, value: str, words: str, codes: list[str], tmp_path: Path
) -> None:
    more = {"tahap": stage, "nilai_rupiah": value, "nilai_sebagaimana_ditulis": words}
    findings = found(tmp_path, {"anggaran": [{**BUDGET, **more}]})
    assert [f.code for f in findings] == codes


@pytest.mark.parametrize(
    ("number", "words", "precision", "meant"),
    [
        (12_000, "Rp 12 juta", "sebagaimana-ditulis", 12_000_000),
        (12_000_000, "Rp 12 juta", "sebagaimana-ditulis", None),
        (12_345_678, "Rp 12,3 juta", "sebagaimana-ditulis", 12_300_000),
        (12_345_678, "Rp 12,3 juta", "dibulatkan", None),
        (12_400_000, "Rp 12,3 juta", "dibulatkan", 12_300_000),
        (4_400_000_000_000, "4,4 triliun", "dibulatkan", None),
        (5, "Rp 0", "dibulatkan", 0),
        (12_000, "Rp 12 juta", "kira-kira", None),
        (12_000, "sekitar Rp 12 juta", "dibulatkan", None),
        (12_000, "1.200 M", "sebagaimana-ditulis", None),
        (12_000_000, "12,0", "sebagaimana-ditulis", None),
        (12_000, "lima ratus miliar", "sebagaimana-ditulis", None),
    ],
)
def test_a_number_is_what_the_words_beside_it_say(
    number: int, words: str, precision: str, meant: int | None
) -> None:
    """Where they can be read for sure; a table in millions may say 12,0 of 12 million."""
    assert differs(number, words, precision) == meant


def test_an_officer_is_told_what_the_words_come_to(tmp_path: Path) -> None:
    row = {**BUDGET, "nilai_rupiah": "12000", "nilai_sebagaimana_ditulis": "Rp 12 juta"}
    (finding,) = found(tmp_path, {"anggaran": [row]})
    assert told([finding]) == [("amount-differs", "G2")]
    assert '"Rp 12 juta" berarti 12000000' in reports.sentence(finding, ID)


@pytest.mark.parametrize(
    ("address", "more", "told"),
    [
        ("https://lapor.contoh.go.id/", {"alamat_hasil": "dapat-dibuka"}, None),
        ("http://192.168.1.10/x", {"alamat_hasil": "dapat-dibuka"}, ("not-public", "error")),
        ("http://192.168.1.10/x", {"kelompok": "layanan-publik"}, ("not-public", "error")),
        ("http://192.168.1.10/x", {"sasaran": "warga"}, ("not-public", "error")),
        ("http://192.168.1.10/x", {"sasaran": "pegawai"}, ("not-public", "warning")),
        ("http://saya:rahasia@contoh.go.id/", {}, ("not-public", "error")),
        ("https://s.id/lapor", {"alamat_hasil": "dapat-dibuka"}, ("doubtful", "warning")),
    ],
)
def test_an_application_for_the_public_opens_for_the_public(
    address: str, more: Row, told: tuple[str, str] | None, tmp_path: Path
) -> None:
    """One of an office may open in its network only, as long as nobody is sent there."""
    findings = found(tmp_path, {"aplikasi": [{**APPLICATION, "alamat": address, **more}]})
    expected = [(f"address-{told[0]}", "alamat", told[1])] if told else []
    assert [(f.code, f.field, f.severity.value) for f in findings] == expected
    assert "rahasia" not in reports.text(findings, ID)


def test_what_is_no_address_at_all_is_told_once(tmp_path: Path) -> None:
    row = {**APPLICATION, "alamat": "lapor.contoh.go.id", "alamat_hasil": "dapat-dibuka"}
    assert [f.code for f in found(tmp_path, {"aplikasi": [row]})] == ["type-error"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://drive.google.com/file/d/1aBcD/view", "address-doubtful"),
        ("http://10.0.0.5/dpa.pdf", "address-not-public"),
        ("https://paserkab.go.id/dpa.pdf", ""),
    ],
)
def test_a_source_that_may_be_closed_holds_nothing_back(
    address: str, code: str, tmp_path: Path
) -> None:
    findings = found(tmp_path, {"rapat": [{**MEETING, **SOURCE, "sumber_url": address}]})
    assert [(f.code, f.severity) for f in findings] == ([(code, Severity.WARNING)] if code else [])


def test_a_code_of_a_table_that_nobody_named_is_told_once(tmp_path: Path) -> None:
    rows = [{**BUDGET, "uraian": u, "program_id": u} for u in ("a", "b")]
    result = checks.check(package(tmp_path, {"anggaran": rows}), REFERENCE)
    told = [f for f in result.findings if f.code == "profile-reference-missing"]
    assert [(f.severity, f.row, dict(f.values)) for f in told] == [
        (Severity.WARNING, None, {"of": "program", "profile": "anggaran"})
    ]
    assert "sdi:rujukan" in reports.sentence(told[0], ID, "hint")
    unfilled = package(tmp_path, {"anggaran": [{**BUDGET, "program_id": "…"}]})
    codes = [f.code for f in checks.check(unfilled, REFERENCE).findings]
    assert "profile-reference-missing" not in codes


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("indikator", INDICATOR),
        ("program", {"id": "p", "nama": "", "dimensi_id": "living", "opd_id": "dkisp"}),
    ],
)
def test_indicators_and_programmes_of_one_office_have_names_of_their_own(
    name: str, given: Row, tmp_path: Path
) -> None:
    """Another office may have one of the same name, as the national list of programmes has."""
    rows = [
        {**given, **SOURCE, "nama": "Desa berinternet"},
        {**given, **SOURCE, "id": "b", "nama": "Desa ber-internet"},
        {**given, **SOURCE, "id": "c", "nama": "Desa berinternet", "opd_id": "dinkes"},
    ]
    (finding,) = found(tmp_path, {name: rows})
    assert told([finding]) == [("name-twice", "B3")]
    assert "nama_lain" not in reports.sentence(finding, ID, "hint")


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("e-Office", "E OFFICE", "name-twice"),
        ("SIMPEG", "Simpeg ", "name-twice"),
        ("SI-PD (Daerah)", "SIPD Daerah", "name-twice"),
        ("Café Data", "Cafe Data", "name-twice"),
        ("SIMPEG", "Aplikasi SIMPEG", "name-similar"),
        ("Sistem Informasi Kepegawaian", "Kepegawaian", "name-similar"),
        ("Pelayanan Terpadu", "Pelayanan Terpedu", "name-similar"),
        ("Puskesmas Digital 1", "Puskesmas Digital 2", ""),
        ("SIPD", "SIPP", ""),
        ("Layanan Kecamatan Hulu", "Layanan Kecamatan Hilir", ""),
        ("Aplikasi", "Portal", ""),
    ],
)
def test_one_thing_under_two_names(one: str, other: str, code: str) -> None:
    assert names(one, other) == ([(code, "A3")] if code else [])


def names(*given: str, others: Sequence[str] = ()) -> list[tuple[str, str]]:
    check = spellings.names(EMPTY, NAMES, checks.Reference({}))
    assert check is not None
    rows = [[name, other] for name, other in zip(given, [*others, *[""] * 9], strict=False)]
    return told([*check.batch(batch_of(NAMES, rows)), *check.end()])


def test_another_name_of_one_may_be_the_name_of_the_other() -> None:
    assert names("SIMPEG", "Kepegawaian Daring", others=["", "e-Pegawai; Simpeg"]) == [
        ("name-similar", "A3")
    ]
    assert names("SIMPEG", "e-Pegawai", others=["e-pegawai", ""]) == [("name-similar", "A3")]


def test_who_else_has_the_name_is_told() -> None:
    check = spellings.names(EMPTY, NAMES, checks.Reference({}))
    assert check is not None
    rows = [[name, ""] for name in ("e-Office", "Lain", "EOffice", "e office")]
    again = [*check.batch(batch_of(NAMES, rows)), *check.end()]
    assert [(f.row, dict(f.values)["other"]) for f in again] == [(4, 2), (5, 2)]
    assert '"EOffice" sama dengan "e-Office" di baris 2' in reports.sentence(again[0], ID)


@given(st.text("abcd1", min_size=8, max_size=14), st.text("abcd1", min_size=8, max_size=14))
def test_the_quick_look_at_letters_misses_no_pair(one: str, other: str) -> None:
    near = SequenceMatcher(None, one, other, autojunk=False).ratio() >= spellings.RATIO
    assert not near or list(spellings._pairs([one, other])) == [(1, 0)]


def test_a_quotation_is_short(tmp_path: Path) -> None:
    rows = [{**SAYS, "kutipan": "– " + " ".join(["kata"] * count)} for count in (25, 26)]
    rows[1]["id"] = "b"
    (finding,) = found(tmp_path, {"pernyataan": rows}, "himpunan")
    assert (finding.code, finding.row) == ("quotation-long", 3)
    assert "26 kata. Paling banyak 25 kata." in reports.sentence(finding, ID)


def test_words_are_counted_as_a_reader_does() -> None:
    assert words("Kira-kira 500 persen – naik, ya…") == 5
    assert words("  ") == 0


def test_a_line_of_the_budget_stands_once(tmp_path: Path) -> None:
    """Empty cells are alike, and so are capitals; another stage is another line."""
    bare = {**BUDGET, "uraian": "", "sumber": "DPA"}
    rows = [
        bare,
        {**bare, "tahap": "perubahan"},
        {**bare, "nilai_rupiah": "5"},
        {**BUDGET, "uraian": "Pusat  data"},
        {**BUDGET, "uraian": "pusat Data"},
        {**BUDGET, "uraian": "Pusat data", "program_id": "p"},
    ]
    again = [f for f in found(tmp_path, {"anggaran": rows}) if f.code == "budget-line-twice"]
    assert [(f.row, dict(f.values)["other"]) for f in again] == [(4, 2), (6, 5)]


@pytest.mark.parametrize(
    ("id", "right"),
    [("dkisp/menara", True), ("dkisp/menara-2", True), ("menara", False), ("dkisp/", False)],
)
def test_the_id_of_a_dataset(id: str, right: bool, tmp_path: Path) -> None:
    note = {
        "id": "a",
        "judul": "Dua angka",
        "penjelasan": "Berbeda",
        "dataset": id,
        "diperiksa": "2026-01-01",
    }
    codes = [f.code for f in found(tmp_path, {"catatan_angka": [note]})]
    assert codes == ([] if right else ["dataset-id-shape"])


def test_no_finding_shows_the_name_of_a_person(tmp_path: Path) -> None:
    """What another check shows of the same cell is masked too."""
    row = {**MEETING, "nama": "Rapat bersama Dr. Fulan Bin Fulan, S.Kom ", "tempat": "Aula"}
    findings = found(tmp_path, {"rapat": [row]})
    assert {f.code for f in findings} == {"person-name", "cell-spaces"}
    for language in (ID, EN):
        assert "Fulan" not in reports.text(findings, language)
    assert "tulis jabatannya" in reports.text(findings, ID).lower()


def test_a_table_without_a_profile_is_not_asked() -> None:
    resource = Resource("t", "t.csv", "csv", fields=(Field("tahap"), Field("nama")))
    for make in PROFILE_CHECKS.values():
        assert make(EMPTY, resource, checks.Reference({}, TODAY)) is None
        unknown = replace(resource, profile="tidak-ada")
        assert make(EMPTY, unknown, checks.Reference({}, TODAY)) is None


def test_every_check_of_profiles_has_a_label_in_both_languages() -> None:
    for language in (ID, EN):
        assert all(language(f"findings.checks.{name}") for name in PROFILE_CHECKS)


def test_twenty_thousand_rows_do_not_take_long(tmp_path: Path) -> None:
    rows = [
        {
            **APPLICATION,
            "id": f"a-{n}",
            "nama": f"Aplikasi nomor {n}",
            "uraian": f"Melayani warga nomor {n}, dan pelaku usaha. Dibuka tiap hari kerja",
        }
        for n in range(20_000)
    ]
    given = package(tmp_path, {"aplikasi": rows})
    begun = time.process_time()
    assert [f for f in checks.check(given, REFERENCE).findings if f.row] == []
    plain = replace(given, resources=(replace(given.resources[0], profile=""),))
    between = time.process_time()
    checks.check(plain, REFERENCE)
    more = (between - begun) - (time.process_time() - between)
    assert more < 2.5, "seconds that the checks of profiles add"


def test_names_much_like_one_another_do_not_take_long() -> None:
    rows = [f"{'abcdefghij' * 8}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(1_900)]
    begun = time.process_time()
    assert names(*rows, others=[""] * len(rows))
    assert time.process_time() - begun < 10


NAMES = resource_of(
    {"fields": [{"name": "nama"}, {"name": "nama_lain"}]}, **{"sdi:profil": "aplikasi"}
)
REFERENCE = checks.Reference({}, TODAY)
EMPTY = dataset_of(Source("dkisp/t", Path(), "datapackage.yaml"), {}, ("id", "en"))
