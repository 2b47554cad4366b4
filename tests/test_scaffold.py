"""`init` and `new`: what they write, what they refuse, and that they never replace a file."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools import cli, scaffold
from build_tools.load.yamlfile import parse_yaml
from build_tools.scaffold import wheel
from build_tools.scaffold.dataset import quoted
from build_tools.words import Words

ANSWERS = scaffold.Answers("Kabupaten Contoh", today=date(2026, 1, 2))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new portal with one office; the program's wheel is left out, its own test makes it."""
    monkeypatch.setattr(wheel, "build", lambda: ("terbuka-0-py3-none-any.whl", b"roda"))
    scaffold.init(tmp_path / "p", ANSWERS)
    register = tmp_path / "p/datasets/referensi/opd/data/opd.csv"
    with register.open("a", encoding="utf-8") as file:
        file.write("dpu,Dinas Pekerjaan Umum,,DPU,dinas,,,\n")
    return tmp_path / "p"


def refused(code: str, root: Path, opd: str, given: str) -> None:
    with pytest.raises(scaffold.ScaffoldError) as problem:
        scaffold.new(root, opd, given)
    assert problem.value.code == code
    for lang in ("id", "en"):
        assert Words.load(lang)(f"scaffold.{code}", **problem.value.values)


def descriptor(path: Path) -> dict[str, object]:
    found = parse_yaml(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def table(path: Path) -> dict[str, object]:
    return descriptor(path)["resources"][0]  # type: ignore[index]


def types(path: Path) -> list[tuple[str, str]]:
    return [(f["name"], f["type"]) for f in table(path)["schema"]["fields"]]  # type: ignore[index]


# --- init --------------------------------------------------------------------------------------


def test_a_portal_is_named_after_its_region_and_marks_are_gone(root: Path) -> None:
    for path in root.rglob("*"):
        if path.suffix in {".yml", ".yaml", ".md", ".csv"}:
            assert "@NAMA@" not in path.read_text(encoding="utf-8")
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    portal = settings["extra"]["portal"]
    assert settings["site_name"] == portal["nama"] == "Data Contoh"
    assert portal["daerah"] == "Kabupaten Contoh"
    assert portal["penerbit"] == "Proyek Data Contoh (bukan situs resmi)"
    topics = descriptor(root / "datasets/referensi/topik/datapackage.yaml")
    assert topics["sdi:periode"] == {"mulai": "2026-01-02", "selesai": "2026-01-02"}


def test_the_makefile_ends_before_what_is_for_developers(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8")
    assert "\nsite:" in text
    assert "\nbench:" not in text
    assert "pytest" not in text


def test_files_that_are_there_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel, "build", lambda: ("terbuka-0-py3-none-any.whl", b"roda"))
    (tmp_path / "README.md").write_text("milik saya", encoding="utf-8")
    written = scaffold.init(tmp_path, ANSWERS)
    assert tmp_path / "README.md" not in written
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "milik saya"
    with pytest.raises(scaffold.ScaffoldError, match="portal-exists"):
        scaffold.init(tmp_path, ANSWERS)


@pytest.mark.parametrize("region", ['Kab. "X"', "A\\B", "<b>", "{{ x }}", "a\x07b"])
def test_an_answer_that_would_break_a_file_is_refused(tmp_path: Path, region: str) -> None:
    with pytest.raises(scaffold.ScaffoldError, match="answer"):
        scaffold.init(tmp_path, scaffold.Answers(region))
    assert not any(tmp_path.iterdir())


def test_without_a_region_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(scaffold.ScaffoldError, match="region-missing"):
        scaffold.init(tmp_path, scaffold.Answers("  "))
    assert not any(tmp_path.iterdir())


# --- new ---------------------------------------------------------------------------------------


def test_types_are_numbers_only_where_every_cell_plainly_is_one(root: Path) -> None:
    source = root / "Angka Campuran.csv"
    source.write_text(
        "kode,bulat,pecahan,desimal,kosong,tahun,campur\n"
        "001,-5,1.50,1.125,,2024,1\n"
        "02,0,2,0.5,,2025,x\n"
        "03,7,2,0.5,,2025,y\n",
        encoding="utf-8",
    )
    path = scaffold.new(root, "dpu", str(source))
    assert path == root / "datasets/dpu/angka-campuran/datapackage.yaml"
    assert types(path) == [
        ("kode", "string"),
        ("bulat", "integer"),
        ("pecahan", "number"),
        ("desimal", "number"),
        ("kosong", "string"),
        ("tahun", "year"),
        ("campur", "string"),
    ]
    assert (path.parent / "data/angka-campuran.csv").read_bytes() == source.read_bytes()


def test_the_dialect_and_encoding_of_a_windows_spreadsheet_are_said(root: Path) -> None:
    source = root / "kantor.csv"
    source.write_bytes("nama;kafe\nA;Café\nB;Kopi\n".encode("windows-1252"))
    found = table(scaffold.new(root, "dpu", str(source)))
    assert (found["encoding"], found["dialect"]) == ("windows-1252", {"delimiter": ";"})


def test_the_sheet_of_a_workbook_is_named(root: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Rekap 2024, #1"
    book.active.append(["kode", "jumlah"])
    book.active.append(["001", 7])
    book.create_sheet("Lain")
    source = root / "Rekap.xlsx"
    book.save(source)
    path = scaffold.new(root, "himpunan", str(source))
    recipe = table(path)["sdi:resep"]
    assert recipe["lembar"] == ["Rekap 2024, #1"]  # type: ignore[index]
    assert types(path) == [("kode", "string"), ("jumlah", "integer")]
    assert descriptor(path)["sdi:asal"] == "himpunan"
    assert (path.parent / "data/rekap.xlsx").read_bytes() == source.read_bytes()


def fields(path: Path) -> dict[str, dict[str, object]]:
    return {f["name"]: f for f in table(path)["schema"]["fields"]}  # type: ignore[index]


@pytest.mark.parametrize(
    ("header", "cells", "kind", "style"),
    [
        ("jumlah", ["1.250", "12"], "number", {}),
        ("jumlah", ["1,250", "12"], "number", {}),
        ("jumlah", ["1.250.000", "1.250"], "number", {"ribuan": ".", "desimal": ","}),
        ("jumlah", ["1.250", "1.5"], "number", {}),
        ("jumlah", ["0.125", "0.250"], "number", {}),
        ("luas", ["1,5", "12"], "number", {"ribuan": "", "desimal": ","}),
        ("luas", ["1,5", "1.250"], "number", {"ribuan": ".", "desimal": ","}),
        ("luas", ["1.250,125", "7"], "number", {"ribuan": ".", "desimal": ","}),
        ("luas", ["1,250.5", "7"], "number", {"ribuan": ",", "desimal": "."}),
        ("tanggal", ["2024-01-31", "2024-02-29"], "date", {}),
        ("tanggal", ["31/01/2024", "29/02/2024"], "date", {}),
        ("tahun_anggaran", ["2024", "1999"], "year", {}),
        ("jumlah", ["2024", "1999"], "integer", {}),
        ("no", ["1", "2"], "integer", {}),
        ("nomor", ["A1", "B2"], "string", {}),
        ("kode", ["001", "002"], "string", {}),
    ],
)
def test_what_a_column_plainly_holds(
    root: Path, header: str, cells: list[str], kind: str, style: dict[str, str]
) -> None:
    source = root / "tabel.csv"
    rows = [f'"{cell}",Jalan {chr(65 + n)}' for n, cell in enumerate(cells)]
    source.write_text("\n".join([f"{header},nama_jalan", *rows, ""]), encoding="utf-8")
    found = table(scaffold.new(root, "dpu", str(source)))
    first = found["schema"]["fields"][0]  # type: ignore[index]
    assert (first["name"], first["type"]) == (header, kind)
    recipe: dict[str, str] = found.get("sdi:resep", {}).get("angka", {})  # type: ignore[attr-defined]
    own = {"ribuan": first.get("groupChar", ""), "desimal": first.get("decimalChar", ".")}
    assert (recipe or own) == {"ribuan": "", "desimal": ".", **style}
    assert str(first["description"]).startswith("ISI:")


def test_dates_of_a_workbook_are_dates(root: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["tanggal", "tahun"])
    book.active.append([date(2024, 1, 31), 2024])
    book.save(root / "tanggal.xlsx")
    path = scaffold.new(root, "dpu", str(root / "tanggal.xlsx"))
    assert types(path) == [("tanggal", "date"), ("tahun", "year")]


def test_what_is_compiled_says_so(root: Path) -> None:
    path = scaffold.new(root, "himpunan", "kutipan")
    assert descriptor(path)["sdi:asal"] == "himpunan"
    assert descriptor(scaffold.new(root, "dpu", "jalan"))["sdi:asal"] == "resmi"


def test_an_unknown_office_is_answered_with_those_spelt_alike(root: Path) -> None:
    with pytest.raises(scaffold.ScaffoldError) as problem:
        scaffold.new(root, "DPU", "nama")
    assert problem.value.values["near"] == "dpu"


def test_a_name_alone_begins_a_descriptor_without_a_table(root: Path) -> None:
    path = scaffold.new(root, "referensi", "satuan")
    assert descriptor(path)["name"] == "satuan"
    assert types(path) == [("ISI: nama kolom", "string")]


@pytest.mark.parametrize(
    ("code", "opd", "given"),
    [
        ("opd", "lain", "nama"),
        ("name", "dpu", "Nama Besar"),
        ("name", "dpu", "../keluar"),
        ("name", "dpu", "versi"),
        ("name", "dpu", "hal"),
        ("file-missing", "dpu", "tidak-ada.csv"),
        ("file-missing", "dpu", "Rekap 2024.xls"),
        ("file-lock", "dpu", "~$Rekap.xlsx"),
        ("opd-near", "DPU", "nama"),
        ("opd-near", "dinas pekerjaan umun", "nama"),
        ("opd-near", "himpunn", "nama"),
        ("dataset-exists", "referensi", "opd"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_words(
    root: Path, code: str, opd: str, given: str
) -> None:
    before = sorted(root.rglob("*"))
    refused(code, root, opd, given)
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("code", "name", "content"),
    [
        ("file-refused", "kosong.csv", b""),
        ("file-refused", "biner.csv", b"a,b\n\0\0\0\n"),
        ("file-refused", "bukan.xlsx", b"bukan buku kerja"),
        ("file-refused", "lama.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
        ("file-refused", "laporan.pdf", b"%PDF-1.7"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    root: Path, code: str, name: str, content: bytes
) -> None:
    (root / name).write_bytes(content)
    refused(code, root, "dpu", str(root / name))
    assert not (root / "datasets/dpu").exists()


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_header_survives_in_the_descriptor(text: str) -> None:
    line = quoted(text)
    assert "\n" not in line
    assert parse_yaml(f"name: {line}") == {"name": text}


def test_what_no_table_can_be_made_of_is_explained_as_by_the_check(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "foto.csv").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 100)
    assert cli.main(["new", "--root", str(root), "dpu", str(root / "foto.csv")]) == 2
    said = capsys.readouterr()
    assert "file-kind" in said.out and "gambar" in said.out
    assert "tidak diubah" in said.err


def test_a_spreadsheet_of_persons_is_told_and_not_copied(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`datasets/` goes into git, so the copy would be the leak."""
    nik = "640101" + "410790" + "0000"
    (root / "warga.csv").write_text(f"no,NIK\n1,{nik}\n2,{nik}\n", encoding="utf-8")
    assert cli.main(["new", "--root", str(root), "dpu", str(root / "warga.csv")]) == 1
    said = capsys.readouterr()
    assert "personal-nik" in said.out and "Tidak ada yang ditulis" in said.err
    assert nik not in said.out + said.err
    assert not (root / "datasets/dpu").exists()


@pytest.mark.parametrize(("header", "cell"), [("k", "6401014107900000"), ("no_hp", "81234567890")])
def test_a_number_that_stands_for_somebody_is_no_measure(
    root: Path, header: str, cell: str
) -> None:
    text = f"{header},jalan\n{cell},A\n{cell},B\n"
    (root / "a.csv").write_text(text, encoding="utf-8")
    found = fields(scaffold.new(root, "dpu", str(root / "a.csv")))[header]
    assert found["type"] == "string" and "sdi:satuan" not in found


def test_a_line_that_names_the_separator_is_read_by_a_recipe(root: Path) -> None:
    """Without one the file would be read with "sep=;" as its header."""
    text = "sep=;\nkecamatan;jumlah\nKuaro;1000\nPaser;2000\n"
    (root / "a.csv").write_text(text, encoding="utf-8-sig")
    made = table(scaffold.new(root, "dpu", str(root / "a.csv")))
    assert "sdi:resep" in made and "encoding" not in made


def test_a_mark_of_utf_8_is_no_encoding_of_its_own(root: Path) -> None:
    (root / "a.csv").write_text("kecamatan,jumlah\nKuaro,1000\n", encoding="utf-8-sig")
    path = scaffold.new(root, "dpu", str(root / "a.csv"))
    assert table(path)["encoding"] == "utf-8"
    assert "bukan UTF-8" not in path.read_text(encoding="utf-8")
