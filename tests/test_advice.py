"""What an officer is told to write instead: by a look at the cell, the column and the register."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from build_tools import checks, reports
from build_tools.checks.advice import _ABOUT_COLUMN, _ABOUT_HEADER
from build_tools.findings import Finding, Severity, error
from build_tools.load.descriptor import dataset_of
from build_tools.load.expand import expanded
from build_tools.model import Dataset, Portal, Source, Text
from build_tools.profiles import all_profiles, profile
from build_tools.words import Words
from tests.tables import dataset

ID, EN = Words.load("id"), Words.load("en")
HERE = Portal(Path("/tiada"), Text("Uji"), Text("Uji"), Text("Uji"), Text("Uji"))
SLUG = {"pattern": "[a-z0-9]+(-[a-z0-9]+)*"}
#: Words about a schema that a table with a profile does not have.
SCHEMA = ("schema", "categories", "missingValues", "decimalChar", "groupChar", "format:")
FIELDS = ("type:", "type string", "type number", "trueValues", "sdi:desimal")


def found(folder: Path, field: Mapping[str, Any], *cells: str) -> list[Finding]:
    """What is found in a table with a number, and a column of those cells."""
    rows = "".join(f'{n},"{cell}"\n' for n, cell in enumerate(cells, start=1))
    fields = [{"name": "n", "type": "integer"}, {"name": "f", "type": "string", **field}]
    given = dataset(folder, f"n,f\n{rows}", {"fields": fields})
    findings = checks.check(given, checks.Reference({})).findings
    return [f for f in findings if f.row]


def told(folder: Path, field: Mapping[str, Any], cell: str) -> Finding:
    """The first error about that cell."""
    return next(f for f in found(folder, field, cell) if f.severity is Severity.ERROR)


def of_profile(folder: Path, name: str, rows: Sequence[Mapping[str, str]]) -> list[Finding]:
    """The same of a table with a profile and all its columns."""
    given = profile(name)
    assert given is not None
    lines = [",".join(given.columns)]
    lines += [",".join(row.get(column, "") for column in given.columns) for row in rows]
    (folder / "t.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    resource = {"name": "t", "path": "t.csv", "sdi:profil": name}
    raw, _ = expanded({"name": "t", "resources": [resource]}, HERE, "datapackage.yaml")
    made = dataset_of(Source("dkisp/t", folder, "datapackage.yaml"), raw, ("id", "en"))
    findings = checks.check(made, checks.Reference({}, "2026-01-15")).findings
    return [f for f in findings if f.file == "t.csv"]


URI = {"format": "uri"}
LABELS = {
    "categories": [
        {"value": "uji-coba", "label": "Percobaan", "sdi:en": {"label": "Trial"}},
        {"value": "aktif", "label": "Dipakai", "sdi:en": {"label": "In use"}},
        {"value": "a", "label": "Sama"},
        {"value": "b", "label": "Sama"},
    ]
}


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Uji cba", "uji-coba"),  # a letter too few
        ("Percobbaan", "uji-coba"),  # of its label, one too many
        ("akitf", "aktif"),  # two in the wrong order
        ("akti", ""),  # too short to tell
        ("Percakapan", ""),  # another word
    ],
)
def test_a_slip_is_asked_about(cell: str, meant: str, tmp_path: Path) -> None:
    finding = told(tmp_path, LABELS, cell)
    values = dict(finding.values)
    assert (values.get("case"), values.get("told", "")) == ("near" if meant else None, meant)
    assert ("Maksud Anda" in reports.sentence(finding, ID)) is bool(meant)


def test_a_slip_in_a_number_is_another_one(tmp_path: Path) -> None:
    schools = {"categories": ["SDN 001 Kuaro", "SDN 002 Kuaro"]}
    assert "told" not in dict(told(tmp_path, schools, "SDN 003 Kuaro").values)
    assert dict(told(tmp_path, schools, "SDN 002 Kuroa").values)["told"] == "SDN 002 Kuaro"


@pytest.mark.parametrize(
    ("field", "cell", "what"),
    [
        (URI, "elapor.contohkab.go.id", "https://elapor.contohkab.go.id"),
        (URI, "www.contoh.go.id/a?b=1", "https://www.contoh.go.id/a?b=1"),
        (URI, "belum ada", ""),
        (URI, "surat.pdf", ""),
        (SLUG_FIELD := {"constraints": SLUG}, "E-Lapor", "e-lapor"),
        (SLUG_FIELD, "SP4N LAPOR!", "sp4n-lapor"),
        (SLUG_FIELD, "Café_2", "cafe-2"),
        (SLUG_FIELD, "!!", ""),
        ({"constraints": {**SLUG, "maxLength": 3}}, "E Lapor", ""),
        ({"constraints": {"enum": ["Ya", "Tidak"]}}, "ya", "Ya"),
        ({"constraints": {"enum": ["Ya", "Tidak"]}}, "mungkin", ""),
        ({"type": "year"}, "2021 ", "2021"),
        ({"type": "year"}, "\u00a02021", "2021"),
        ({"type": "year"}, "21 ", ""),
        ({"type": "date"}, "45516", "2024-08-12"),
        ({"type": "date"}, " 45516 ", "2024-08-12"),
        ({"type": "date", "format": "%d/%m/%Y"}, "45516", "12/08/2024"),
        ({"type": "date", "constraints": {"maximum": "2024-01-01"}}, "45516", ""),
        ({"type": "date"}, "19999", ""),
        ({"type": "date"}, "60001", ""),
        ({"type": "date"}, "2024", ""),
        (LABELS, "Uji Coba", "uji-coba"),
        (LABELS, "AKTIF ", "aktif"),
        (LABELS, "dipakai", "aktif"),
        (LABELS, "trial", "uji-coba"),
        (LABELS, "Sama", ""),
        (LABELS, "lain", ""),
    ],
)
def test_what_to_write_instead(
    field: Mapping[str, Any], cell: str, what: str, tmp_path: Path
) -> None:
    """Only what the column takes, and only where one thing can be meant."""
    finding = told(tmp_path, field, cell)
    assert dict(finding.values).get("told", "") == what
    for words in (ID, EN):
        sentence = reports.sentence(finding, words)
        assert sentence.endswith(f": {what}") if what else "?" not in sentence


@pytest.mark.parametrize(
    ("field", "cell", "indonesian"),
    [
        (URI, "belum ada", 'Isi "belum ada" pada kolom f bukan alamat web.'),
        (
            URI,
            "a.go.id",
            'Isi "a.go.id" pada kolom f bukan alamat web. Tulis lengkap: https://a.go.id',
        ),
        ({"format": "email"}, "kantor", 'Isi "kantor" pada kolom f bukan alamat surel.'),
        ({"constraints": {"required": True}}, "", "Kolom f wajib diisi."),
        (
            SLUG_FIELD,
            "E-Lapor",
            'Isi "E-Lapor" pada kolom f hanya boleh memakai huruf kecil, angka, dan tanda hubung. '
            "Tulis: e-lapor",
        ),
        (
            {"constraints": {"pattern": "[0-9]{3}"}},
            "12",
            'Isi "12" pada kolom f harus terdiri atas 3 angka saja.',
        ),
        (
            {"type": "integer", "constraints": {"minimum": 0}},
            "-5",
            'Isi "-5" pada kolom f kurang dari batas bawahnya, 0.',
        ),
        (
            {"type": "integer", "constraints": {"maximum": 9}},
            "10",
            'Isi "10" pada kolom f melebihi batas atasnya, 9.',
        ),
        (
            {"constraints": {"enum": [f"k{n}" for n in range(13)]}},
            "x",
            f'Isi "x" pada kolom f bukan salah satu dari: {", ".join(f"k{n}" for n in range(12))}, '
            "….",
        ),
        (
            {"type": "year"},
            "2021 ",
            'Isi "2021 " pada kolom f diawali atau diakhiri spasi. Tulis: 2021',
        ),
        (
            {"type": "date"},
            "45516",
            'Isi "45516" pada kolom f adalah nomor tanggal Excel: 2024-08-12',
        ),
    ],
)
def test_limits_and_types_in_words(
    field: Mapping[str, Any], cell: str, indonesian: str, tmp_path: Path
) -> None:
    finding = told(tmp_path, field, cell)
    assert reports.sentence(finding, ID) == indonesian
    assert "constraint" not in reports.sentence(finding, EN) and "None" not in str(finding)


def test_a_row_that_is_too_short_shows_no_cell(tmp_path: Path) -> None:
    """frictionless says "None" of a cell that is not there."""
    field = {"name": "f", "type": "string", "constraints": {"required": True}}
    schema = {"fields": [{"name": "n", "type": "integer"}, field]}
    given = dataset(tmp_path, "n,f\n1\n", schema)
    findings = checks.check(given, checks.Reference({})).findings
    (needed,) = [f for f in findings if f.code == "constraint-error"]
    assert needed.cell == "" and "None" not in reports.as_json([needed], ID)


@pytest.mark.parametrize("cell", ["budi@gmail.com", "0812-3456-7890 A", "Dr. Fulan"])
def test_nothing_hidden_comes_back_as_what_to_write(cell: str, tmp_path: Path) -> None:
    findings = found(tmp_path, SLUG_FIELD, cell)
    (broken,) = [f for f in findings if f.code == "constraint-error"]
    assert "told" not in dict(broken.values)
    assert "huruf kecil" in reports.sentence(broken, ID)


def test_a_cell_that_was_cut_is_not_guessed_at(tmp_path: Path) -> None:
    assert "told" not in dict(told(tmp_path, SLUG_FIELD, "A" * 300).values)


# --- codes of a register -----------------------------------------------------------------------


def referring(folder: Path, cell: str, register: str) -> Finding:
    """The error of a cell that refers to that register."""
    (folder / "r.csv").write_text(register, encoding="utf-8")
    columns = register.split("\n")[0].split(",")
    target = [{"name": name, "type": "string"} for name in columns]
    key = {"fields": "f", "reference": {"resource": "r", "fields": columns[0]}}
    fields = [{"name": "n", "type": "integer"}, {"name": "f", "type": "string"}]
    (folder / "t.csv").write_text(f"n,f\n1,{cell}\n", encoding="utf-8")
    raw = {
        "name": "t",
        "resources": [
            {"name": "t", "path": "t.csv", "schema": {"fields": fields, "foreignKeys": [key]}},
            {"name": "r", "path": "r.csv", "schema": {"fields": target}},
        ],
    }
    given: Dataset = dataset_of(Source("d/t", folder, "datapackage.yaml"), raw, ("id", "en"))
    findings = checks.check(given, checks.Reference({})).findings
    return next(f for f in findings if f.code == "foreign-key")


REGISTER = """id,nama,nama_en,singkatan
dinkes,Dinas Kesehatan,Health Office,Dinkes
dkisp,Dinas Kominfo,Communication Office,DKISP; Diskominfo
satu,Kembar,,
dua,Kembar,,
"""


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Dinas Kesehatan", "dinkes"),
        ("health office", "dinkes"),
        ("Diskominfo", "dkisp"),
        ("DKISP", "dkisp"),
        ("Kembar", ""),
        ("Dinas Pasar", ""),
    ],
)
def test_the_code_of_a_name(cell: str, code: str, tmp_path: Path) -> None:
    finding = referring(tmp_path, cell, REGISTER)
    assert (finding.code, dict(finding.values).get("told", "")) == ("foreign-key", code)
    sentence, hint = reports.sentence(finding, ID), reports.sentence(finding, ID, "hint")
    assert sentence.endswith(f"Tulis: {code}") if code else "Tulis" not in sentence
    assert ("bukan nama" in hint) is bool(code)


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("1.567", "Bila ribuan, ketik 1567 "),
        ("1,234,567", "Bila ribuan, ketik 1234567 "),
        ("1,5", "Betulkan selnya: ketik angka saja"),
        ("?", "Kosongkan selnya"),
        ("Tidak ada", "Kosongkan selnya"),
    ],
)
def test_what_to_do_about_a_cell_that_is_no_whole_number(
    cell: str, hint: str, tmp_path: Path
) -> None:
    finding = told(tmp_path, {"type": "integer"}, cell)
    assert reports.sentence(finding, ID, "hint").startswith(hint)


def test_a_slip_in_a_name_is_asked_about(tmp_path: Path) -> None:
    finding = referring(tmp_path, "Dinas Kesehatn", REGISTER)
    assert reports.sentence(finding, ID).endswith('Maksud Anda "dinkes"?')


def test_a_register_without_names_helps_by_its_codes(tmp_path: Path) -> None:
    assert dict(referring(tmp_path, "A 1", "kode,x\na-1,\n").values)["told"] == "a-1"


@pytest.mark.parametrize(
    ("column", "said"),
    [("dasar", "Kolom ini juga boleh tidak ada."), ("judul", "Selnya boleh kosong bila kolom itu")],
)
def test_a_column_that_a_profile_lets_go_says_how_to_leave_it_out(
    column: str, said: str, tmp_path: Path
) -> None:
    known = profile("daftar_data")
    assert known is not None
    names = [name for name in known.columns if name != column]
    (tmp_path / "t.csv").write_text(",".join(names) + "\n", encoding="utf-8")
    resource = {"name": "t", "path": "t.csv", "sdi:profil": "daftar_data"}
    raw, _ = expanded({"name": "t", "resources": [resource]}, HERE, "datapackage.yaml")
    made = dataset_of(Source("dkisp/t", tmp_path, "datapackage.yaml"), raw, ("id", "en"))
    findings = checks.check(made, checks.Reference({}, "2026-01-15")).findings
    (finding,) = [f for f in findings if f.code == "missing-label"]
    assert said in reports.sentence(finding, ID, "hint")


# --- columns of a profile ----------------------------------------------------------------------

APPLICATION = {"id": "a", "nama": "e-Contoh", "opd_id": "dkisp", "status": "aktif"}


@pytest.mark.parametrize(
    ("name", "cell", "what"),
    [
        ("status", "Aktif", "aktif"),
        ("terintegrasi", "Ya", "ya"),
        ("alamat", "elapor.contohkab.go.id", "https://elapor.contohkab.go.id"),
        ("alamat_diperiksa", "45516", "2024-08-12"),
        ("alamat_diperiksa", "12/08/2024", ""),
        ("alamat_diperiksa", "-", ""),
        ("tahun_mulai", "2020-2021", ""),
        ("id", "E-Lapor", "e-lapor"),
        ("id", "", ""),
        ("jenis", "lain", ""),
    ],
)
def test_the_cell_is_to_be_mended_where_there_is_no_schema(
    name: str, cell: str, what: str, tmp_path: Path
) -> None:
    findings = of_profile(tmp_path, "aplikasi", [{**APPLICATION, name: cell}])
    finding = next(f for f in findings if f.field == name)
    assert dict(finding.values).get("told", "") == what
    for words in (ID, EN):
        hint = reports.sentence(finding, words, "hint")
        assert not [word for word in SCHEMA + FIELDS if word in hint]


def test_an_identifier_is_changed_wherever_it_stands(tmp_path: Path) -> None:
    findings = of_profile(tmp_path, "aplikasi", [{**APPLICATION, "id": "E-Lapor"}])
    (finding,) = [f for f in findings if f.field == "id"]
    assert "di tabel lain" in reports.sentence(finding, ID, "hint")


@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
def test_no_hint_sends_officers_to_a_schema_that_is_not_there(words: Words) -> None:
    """Whatever the case; of the types that are in profiles."""
    types = {str(f["type"]) for given in all_profiles().values() for f in given.fields}
    absent = {"boolean", "date-format"} - types
    for code in _ABOUT_COLUMN | (_ABOUT_HEADER - {"extra-label"}):
        entry = words.section(f"findings.{code}")
        assert "profile" in entry["hints"]
        for case in entry["hints"].keys() - absent:
            values = {"case": case, "profile": "x", "cell": "x", "told": "x", "whole": "1"}
            hint = reports.sentence(error(code, field="f", **values), words, "hint")
            assert not [word for word in SCHEMA + FIELDS if word in hint], (code, case)


def test_an_address_of_evidence_is_told_whole(tmp_path: Path) -> None:
    row = {"tanggal": "2025-03-12", "jenis": "lainnya", "risalah_url": "contoh.go.id/risalah.pdf"}
    findings = of_profile(tmp_path, "rapat", [row])
    (finding,) = [f for f in findings if f.field == "risalah_url"]
    assert finding.code == "evidence-not-public"
    assert reports.sentence(finding, ID).endswith("Tulis lengkap: https://contoh.go.id/risalah.pdf")


def test_a_column_that_is_not_the_profiles_may_be_changed_in_the_schema(tmp_path: Path) -> None:
    base = profile("dimensi")
    assert base is not None
    columns = [*base.columns, "milik_sendiri"]
    cells = {"id": "a", "urutan": "x", "nama": "A", "milik_sendiri": "y"}
    line = ",".join(cells.get(name, "") for name in columns)
    (tmp_path / "t.csv").write_text(f"{','.join(columns)}\n{line}\n", encoding="utf-8")
    fields: list[dict[str, Any]] = [{"name": name} for name in columns]
    fields[-1]["type"] = "integer"
    resource = {
        "name": "t",
        "path": "t.csv",
        "sdi:profil": "dimensi",
        "schema": {"fields": fields},
    }
    raw, _ = expanded({"name": "t", "resources": [resource]}, HERE, "datapackage.yaml")
    made = dataset_of(Source("dkisp/t", tmp_path, "datapackage.yaml"), raw, ("id", "en"))
    findings = checks.check(made, checks.Reference({})).findings
    hints = {f.field: reports.sentence(f, ID, "hint") for f in findings if f.code == "type-error"}
    assert "type number" in hints["milik_sendiri"] and "type number" not in hints["urutan"]


@pytest.mark.parametrize(
    ("columns", "code", "advice"),
    [
        ("id,Urutan,nama,nama_en,sumber_url,mutu_sumber", "incorrect-label", "persis"),
        ("id,urutan,nama,nama_en,sumber_url", "missing-label", 'judul "mutu_sumber"'),
        ("id,urutan,nama,nama_en,sumber_url,mutu_sumber,x", "extra-label", "dari berkas"),
    ],
)
def test_the_header_of_a_profile(columns: str, code: str, advice: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{columns}\n", encoding="utf-8")
    resource = {"name": "t", "path": "t.csv", "sdi:profil": "dimensi"}
    raw, _ = expanded({"name": "t", "resources": [resource]}, HERE, "datapackage.yaml")
    made = dataset_of(Source("dkisp/t", tmp_path, "datapackage.yaml"), raw, ("id", "en"))
    findings = checks.check(made, checks.Reference({})).findings
    (finding,) = [f for f in findings if f.code == code]
    assert advice in reports.sentence(finding, ID, "hint")


def test_programs_get_it_too(tmp_path: Path) -> None:
    line = json.loads(reports.as_json([told(tmp_path, URI, "a.go.id")], ID))
    assert line["values"]["told"] == "https://a.go.id"
