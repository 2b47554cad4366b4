"""`new --profil`: tables with a profile, begun empty or from a spreadsheet that is there."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from portals import portal

from build_tools import cli, pipeline, scaffold
from build_tools.load.yamlfile import parse_yaml
from build_tools.options import Options
from build_tools.profiles import all_profiles
from build_tools.words import Words

#: What only people can know: nothing else may be said of a dataset that was just begun.
PEOPLE = {"metadata-placeholder", "metadata-translation", "table-empty"}
#: … and, where the table that a profile refers to is not there yet, that.
REFERS = {"profile-reference-missing"}

ROW = {
    "id": "lapor",
    "nama": "Lapor",
    "jenis": "layanan",
    "opd_id": "dkisp",
    "status": "aktif",
    "alamat": "https://lapor.contoh.go.id/",
    "alamat_hasil": "dapat-dibuka",
    "alamat_diperiksa": date(2026, 1, 5),
    "tahun_mulai": 2024,
    "kelompok": "…",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return portal(tmp_path / "p")


def codes(root: Path, *only: str) -> set[str]:
    options = Options(root=root, as_of=date(2026, 1, 15), use_cache=False, workers=1)
    result = pipeline.check(replace(options, only=only))
    assert result.crashes == []
    return {f.code for f in result.findings if f.dataset in only}


def descriptor(root: Path, id: str) -> Mapping[str, Any]:
    text = (root / "datasets" / id / "datapackage.yaml").read_text(encoding="utf-8")
    found = parse_yaml(text)
    assert isinstance(found, dict)
    return found


def fields(root: Path, id: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = descriptor(root, id)["resources"][0]["schema"]["fields"]
    return found


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def refused(code: str, root: Path, given: str, names: list[str], xlsx: bool = False) -> str:
    """What the refusal says; nothing may have been written."""
    with pytest.raises(scaffold.ScaffoldError) as problem:
        scaffold.new_of_profile(root, "dkisp", given, names, xlsx)
    assert problem.value.code == code
    assert not (root / "datasets/dkisp/aplikasi").exists()
    said = [Words.load(lang)(f"scaffold.{code}", **problem.value.values) for lang in ("id", "en")]
    return said[0]


# --- empty tables ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(all_profiles()))
@pytest.mark.parametrize("xlsx", [False, True], ids=["csv", "xlsx"])
def test_every_profile_begins_with_its_header_and_asks_only_what_people_know(
    root: Path, name: str, xlsx: bool
) -> None:
    profile = all_profiles()[name]
    begun = scaffold.new_of_profile(root, "dkisp", "", [name], xlsx)
    id = f"dkisp/{profile.resource}"
    assert begun.descriptor == root / "datasets" / id / "datapackage.yaml"
    data = begun.descriptor.parent / "data" / f"{profile.resource}.{'xlsx' if xlsx else 'csv'}"
    if xlsx:
        (sheet,) = openpyxl.load_workbook(data).worksheets
        assert [[cell.value for cell in row] for row in sheet] == [list(profile.columns)]
    else:
        assert header(data) == list(profile.columns)
    (resource,) = descriptor(root, id)["resources"]
    assert resource["sdi:profil"] == name and "schema" not in resource
    assert codes(root, id) - REFERS == PEOPLE


def test_profiles_that_belong_together_make_one_dataset(root: Path) -> None:
    names = ["catatan-angka,catatan_angka_nilai", "catatan_angka"]
    begun = scaffold.new_of_profile(root, "himpunan", "", names)
    assert begun.profiles == ("catatan_angka", "catatan_angka_nilai")
    found = descriptor(root, "himpunan/catatan-angka")
    assert [r["name"] for r in found["resources"]] == ["catatan-angka", "catatan-angka-nilai"]
    assert found["sdi:asal"] == "himpunan"
    assert codes(root, "himpunan/catatan-angka") == PEOPLE


def test_the_descriptor_explains_every_column_in_comments(root: Path) -> None:
    path = scaffold.new_of_profile(root, "dkisp", "", ["aplikasi"]).descriptor
    text = path.read_text(encoding="utf-8")
    comments = " ".join(
        line.strip().lstrip("# ") for line in text.splitlines() if line.strip().startswith("#")
    )
    assert max(map(len, text.splitlines())) <= 100
    for field in all_profiles()["aplikasi"].fields:
        assert f" {field['name']}" in comments
        for category in field.get("categories", ()):
            assert category["value"] in comments
    # an official table names the office of every application; a compiled one may not know it
    assert "opd_id*: Tanda pengenal perangkat daerah menurut daftar OPD." in comments
    other = scaffold.new_of_profile(root, "himpunan", "", ["aplikasi"]).descriptor
    assert "opd_id: " in other.read_text(encoding="utf-8")


def test_another_name_may_be_given(root: Path) -> None:
    begun = scaffold.new_of_profile(root, "dkisp", "aplikasi-lama", ["aplikasi"])
    assert begun.descriptor.parent.name == "aplikasi-lama"
    assert (begun.descriptor.parent / "data/aplikasi.csv").is_file()


def test_the_workbook_helps_to_fill_it_and_is_read_without_complaint(root: Path) -> None:
    path = scaffold.new_of_profile(root, "dkisp", "", ["aplikasi"], xlsx=True).descriptor
    data = path.parent / "data/aplikasi.xlsx"
    book = openpyxl.load_workbook(data)
    sheet = book.worksheets[0]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.formula1]
    assert '"aplikasi,layanan,situs,kanal"' in lists
    messages = [rule.prompt for rule in sheet.data_validations.dataValidation]
    assert "Wajib diisi. Nama sebagaimana ditulis sumber." in messages
    assert all(len(text) <= 255 for text in messages)
    assert all(cell.comment is None for row in sheet for cell in row)  # it would be published
    columns = all_profiles()["aplikasi"].columns
    sheet.append([ROW.get(name) for name in columns])
    book.save(data)
    assert codes(root, "dkisp/aplikasi") == PEOPLE - {"table-empty"}


@pytest.mark.parametrize(
    ("opd", "needed"),
    [("dkisp", {"id", "nama", "opd_id", "status"}), ("himpunan", {"id", "nama", "sumber_url"})],
)
def test_the_workbook_marks_what_every_row_must_fill(
    root: Path, opd: str, needed: set[str]
) -> None:
    """By the look of the name, and in words: the name itself is the column's."""
    path = scaffold.new_of_profile(root, opd, "", ["aplikasi"], xlsx=True).descriptor
    sheet = openpyxl.load_workbook(path.parent / "data/aplikasi.xlsx").worksheets[0]
    marked = {cell.value for cell in sheet[1] if cell.font.bold and cell.fill.fill_type}
    assert needed <= marked and "catatan" not in marked
    said = {
        sheet.cell(1, area.min_col).value
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        if rule.prompt.startswith("Wajib diisi. ") and "kosong bila" not in rule.prompt
    }
    assert said == marked
    explained = path.read_text(encoding="utf-8")
    assert all(f" {name}*: " in explained for name in marked)


# --- from a spreadsheet that is there ----------------------------------------------------------


def test_a_file_with_the_profiles_header_is_copied_as_it_is(root: Path) -> None:
    columns = all_profiles()["aplikasi"].columns
    source = root / "Daftar Aplikasi.csv"
    cells = {**ROW, "alamat_diperiksa": "2026-01-05", "kelompok": ""}
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, [cells.get(c, "") for c in columns]])
    begun = scaffold.new_of_profile(root, "dkisp", str(source), ["aplikasi"])
    assert (begun.renamed, begun.missing, begun.extra) == ((), (), ())
    copied = begun.descriptor.parent / "data/aplikasi.csv"
    assert copied.read_bytes() == source.read_bytes()
    assert "schema" not in descriptor(root, "dkisp/aplikasi")["resources"][0]
    assert codes(root, "dkisp/aplikasi") == PEOPLE - {"table-empty"}


def test_headers_are_known_by_title_and_what_is_missing_or_extra_is_said(root: Path) -> None:
    source = root / "daftar.csv"
    source.write_bytes(
        b"\xef\xbb\xbfTanda pengenal;NAMA;Alamat;Warna dinding;Jenis\r\n"
        b'lapor;"Lapor;\nbaris dua";https://lapor.contoh.go.id/;hijau;layanan\r\n'
    )
    begun = scaffold.new_of_profile(root, "dkisp", str(source), ["aplikasi"])
    assert dict(begun.renamed) == {
        "Tanda pengenal": "id",
        "NAMA": "nama",
        "Alamat": "alamat",
        "Jenis": "jenis",
    }
    assert begun.extra == ("Warna dinding",)
    assert "opd_id" in begun.missing and "catatan" not in begun.missing
    copied = (begun.descriptor.parent / "data/aplikasi.csv").read_bytes()
    assert copied == source.read_bytes()  # the recipe knows the header, so not a byte is changed
    listed = fields(root, "dkisp/aplikasi")
    assert [f["name"] for f in listed] == ["id", "nama", "alamat", "warna_dinding", "jenis"]
    assert listed[0] == {"name": "id"} and "ISI" in listed[3]["description"]
    assert "profile-field-missing" in codes(root, "dkisp/aplikasi")


def test_a_workbook_is_copied_as_it_is_and_read_under_the_profiles_names(root: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["DAFTAR APLIKASI", None, None])
    sheet.append(["ID", "Nama", "Alamat diperiksa"])
    sheet.append(["007", "Lapor", date(2026, 1, 5)])
    sheet.append(["008", "Sapa", date(2026, 1, 6)])
    book.create_sheet("Lain").append(["tetap"])
    source = root / "daftar.xlsx"
    book.save(source)
    begun = scaffold.new_of_profile(root, "dkisp", str(source), ["aplikasi"])
    assert (begun.descriptor.parent / "data/aplikasi.xlsx").read_bytes() == source.read_bytes()
    recipe = descriptor(root, "dkisp/aplikasi")["resources"][0]["sdi:resep"]
    assert (recipe["lembar"], recipe["kepala"]) == (["Sheet"], [2])
    assert recipe["kolom"][0] == {"nama": "id", "judul": "ID"}
    assert recipe["kolom"][1] == {"nama": "nama", "judul": "Nama"}


def test_formulas_whose_values_were_never_computed_are_refused(root: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Tanda pengenal", "nama", "tahun_mulai"])
    book.worksheets[0].append(["lapor", "Lapor", "=2000+24"])
    book.worksheets[0].append(["sapa", "Sapa", "=2000+23"])
    book.save(root / "rumus.xlsx")
    with pytest.raises(scaffold.ScaffoldError) as problem:
        scaffold.new_of_profile(root, "dkisp", str(root / "rumus.xlsx"), ["aplikasi"])
    found = problem.value.values["findings"]
    assert [f.code for f in found][:1] == ["formula-uncomputed"]  # type: ignore[attr-defined]


def test_numbers_keep_how_they_are_written(root: Path) -> None:
    source = root / "capaian.csv"
    columns = [c for c in all_profiles()["capaian"].columns if c not in {"sumber", "catatan"}]
    cells = dict.fromkeys(columns, "") | {
        "indikator_id": "a",
        "tahun": "2024",
        "target": "1.250,5",
        "nilai": "12,25",
        "ketelitian": "dibulatkan",
        "status_angka": "tetap",
    }
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([columns, [cells[c] for c in columns]])
    scaffold.new_of_profile(root, "dkisp", str(source), ["capaian"])
    by_name = {f["name"]: f for f in fields(root, "dkisp/capaian")}
    assert by_name["target"] == {"name": "target"}
    recipe = descriptor(root, "dkisp/capaian")["resources"][0]["sdi:resep"]
    assert recipe["angka"] == {"ribuan": ".", "desimal": ","}
    assert codes(root, "dkisp/capaian") <= PEOPLE | REFERS


# --- what is refused ---------------------------------------------------------------------------


def test_another_table_is_refused_with_the_columns_that_it_lacks(root: Path) -> None:
    (root / "lain.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    said = refused("profile-other", root, str(root / "lain.csv"), ["aplikasi"])
    assert "id, nama" in said


@pytest.mark.parametrize(
    ("code", "given", "names", "xlsx"),
    [
        ("profile", "", ["zzz"], False),
        ("profile", "", ["aplikasi,"], False),
        ("profile-one-file", "ada.csv", ["rekomendasi,tindak_lanjut"], False),
        ("xlsx-alone", "ada.csv", ["aplikasi"], True),
        ("file-missing", "tidak-ada.csv", ["aplikasi"], False),
        ("name", "Nama Besar", ["aplikasi"], False),
    ],
)
def test_what_cannot_be_begun_is_refused_in_words(
    root: Path, code: str, given: str, names: list[str], xlsx: bool
) -> None:
    (root / "ada.csv").write_text("id,nama\na,A\n", encoding="utf-8")
    given = str(root / given) if given == "ada.csv" else given
    said = refused(code, root, given, names, xlsx)
    assert said and "{" not in said


def test_a_profile_spelt_almost_right_is_answered_with_what_is_meant(root: Path) -> None:
    assert refused("profile-near", root, "", ["anggran"]) == (
        "Tidak ada profil “anggran”. Maksud Anda: anggaran?"
    )


def test_a_dataset_that_is_there_is_left_alone(root: Path) -> None:
    first = scaffold.new_of_profile(root, "dkisp", "", ["rapat"])
    before = first.descriptor.read_bytes()
    said = refused("dataset-exists-profile", root, "", ["rapat"], True)
    assert "datasets/dkisp/rapat sudah ada" in said
    assert said.endswith("terbuka new dkisp rapat-2 --profil rapat --xlsx")
    assert first.descriptor.read_bytes() == before


def test_the_second_dataset_of_a_profile_has_the_name_that_the_message_proposes(
    root: Path,
) -> None:
    for name in ("", "rapat-2"):
        scaffold.new_of_profile(root, "dkisp", name, ["rapat"])
    said = refused("dataset-exists-profile", root, "", ["rapat"])
    assert "terbuka new dkisp rapat-3 --profil rapat" in said
    assert (root / "datasets/dkisp/rapat-2/data/rapat.csv").is_file()


# --- the terminal ------------------------------------------------------------------------------


def test_the_program_says_what_it_wrote_and_what_is_still_to_do(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["new", "--root", str(root), "dkisp", "--profil", "rekomendasi,tindak_lanjut"]
    assert cli.main(arguments) == 0
    said = capsys.readouterr().out
    assert "datasets/dkisp/rekomendasi/data/tindak-lanjut.csv" in said
    assert "masih kosong (rekomendasi, tindak_lanjut)" in said


def test_the_program_says_how_a_file_was_understood(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "daftar.csv").write_text("ID,Nama,Warna\na,A,biru\n", encoding="utf-8")
    arguments = ["new", "--root", str(root), "dkisp", str(root / "daftar.csv")]
    assert cli.main([*arguments, "--profil", "aplikasi", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "“Nama” → nama" in said
    assert "does not have yet: jenis" in said
    assert "does not have: “Warna”" in said


@pytest.mark.parametrize(("more", "word"), [([], "--profil"), (["--xlsx"], "--xlsx")])
def test_without_a_name_or_a_profile_the_program_asks_for_one(
    root: Path, capsys: pytest.CaptureFixture[str], more: list[str], word: str
) -> None:
    assert cli.main(["new", "--root", str(root), "dkisp", *more]) == 2
    assert word in capsys.readouterr().err
