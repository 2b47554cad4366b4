"""`terbuka new` from a workbook as offices make it: what is told, asked, written, read again."""

import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from portals import AS_OF, portal

from build_tools import cli, pipeline
from build_tools.load.yamlfile import parse_yaml

HEAD: list[list[Any]] = [
    ["REKAPITULASI PELATIHAN KOMPUTER", None, None, None],
    ["KABUPATEN CONTOH TAHUN 2024", None, None, None],
    [None, None, None, None],
    ["Kecamatan", "Peserta", None, "Biaya"],
    [None, "Laki-laki", "Perempuan", None],
    ["(1)", "(2)", "(3)", "(4)"],
]
BODY: list[list[Any]] = [
    ["Tanah Grogot", 12, 15, "Rp 1.500.000,50"],
    ["Kuaro", 7, 9, "Rp 750.000,00"],
    ["Long Ikis", 4, 11, "Rp 1.250.000,00"],
]
FOOT: list[list[Any]] = [
    ["Jumlah", 23, 35, "Rp 3.500.000,50"],
    ["Sumber: Dinas Komunikasi dan Informatika", None, None, None],
]


def book(path: Path, rows: list[list[Any]], **more: list[list[Any]]) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Rekap"
    for row in rows:
        sheet.append(row)
    top = next(n for n, row in enumerate(rows, 1) if row[0] == "Kecamatan")
    for cells in ("A{0}:A{1}", "B{0}:C{0}", "D{0}:D{1}"):
        sheet.merge_cells(cells.format(top, top + 1))
    for name, content in more.items():
        other = made.create_sheet(name)
        for row in content:
            other.append(row)
    made.save(path)
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return portal(tmp_path / "portal")


def new(root: Path, path: Path, *more: str) -> dict[str, Any]:
    assert cli.main(["new", "--root", str(root), "dkisp", str(path), *more]) == 0
    (descriptor,) = root.glob("datasets/dkisp/pelatihan/datapackage.yaml")
    found: dict[str, Any] = parse_yaml(descriptor.read_text(encoding="utf-8"))
    return found


def errors(root: Path) -> list[tuple[str, str]]:
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    return [(f.code, f.place) for f in result.findings if f.severity == "error"]


def fill(root: Path) -> Path:
    """Writes something true to its type for every mark, as an officer does by hand."""
    path = root / "datasets/dkisp/pelatihan/datapackage.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    said = {
        "sdi:topik": '["umum"]',
        "mulai": '"2024"',
        "selesai": '"2024"',
        "path": '"https://contoh.go.id/"',
        "sdi:tanggalAkses": '"2025-01-10"',
        "sdi:frekuensi": "tahunan",
        "sdi:kipKlasifikasi": "terbuka",
    }
    for at, line in enumerate(lines):
        if "ISI:" in line and not line.lstrip().startswith("#"):
            key = line.strip(" -").partition(": ")[0]
            value = said.get(key, '["lain"]' if "[" in line else '"tidak diketahui dari sumber"')
            lines[at] = line.partition(": ")[0] + ": " + value
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_step_is_told_and_recorded(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "Pelatihan.xlsx", [*HEAD, *BODY, *FOOT])
    (resource,) = new(root, path)["resources"]
    said = capsys.readouterr().out
    assert "Baris 1–2 adalah judul" in said
    assert 'Baris 10 ("Jumlah")' in said
    assert "Baris 6 hanya nomor kolom" in said
    assert resource["sdi:resep"] == {
        "lembar": ["Rekap"],
        "kepala": [4, 5],
        "kolom": [
            {"nama": "kecamatan", "judul": "Kecamatan"},
            {"nama": "peserta_laki_laki", "judul": "Peserta / Laki-laki", "baca": "angka"},
            {"nama": "peserta_perempuan", "judul": "Peserta / Perempuan", "baca": "angka"},
            {"nama": "biaya", "judul": "Biaya", "baca": "angka"},
        ],
        "buang": [
            {"alasan": "jumlah", "isi": "Jumlah"},
            {"alasan": "catatan", "isi": "Sumber: Dinas Komunikasi dan Informatika"},
        ],
        "angka": {"ribuan": ".", "desimal": ","},
    }
    kinds = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
    assert kinds == {
        "kecamatan": "string",
        "peserta_laki_laki": "integer",
        "peserta_perempuan": "integer",
        "biaya": "number",
    }
    assert resource["schema"]["fields"][3]["sdi:satuan"] == "rupiah"
    assert resource["schema"]["primaryKey"] == ["kecamatan"]


def test_once_the_marks_are_filled_in_the_table_goes_out_and_so_does_next_years(
    root: Path, tmp_path: Path
) -> None:
    """The monthly update is to replace the file: more titles, more rows, columns elsewhere."""
    new(root, book(tmp_path / "Pelatihan.xlsx", [*HEAD, *BODY, *FOOT]))
    assert {code for code, _ in errors(root)} == {"metadata-placeholder"}
    fill(root)
    assert errors(root) == []
    data = root / "datasets/dkisp/pelatihan/data/pelatihan.xlsx"
    more = [["Long Kali", 3, 2, "Rp 25.000,00"], ["Kerang", 1, 2, "Rp 5.000,00"]]
    last = ["Jumlah", 27, 39, "Rp 3.530.000,50"]
    book(data, [["DINAS CONTOH", None, None, None], *HEAD, *BODY, *more, last, FOOT[1]])
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert [f.code for f in result.findings if f.severity == "error"] == []
    (published,) = [p for p in result.site.published if p.id == "dkisp/pelatihan"]
    assert published.tables[0].rows == 5
    assert published.tables[0].preview[3] == ("Long Kali", "3", "2", "25000.00")


def test_a_bad_cell_of_next_year_is_told_where_the_officer_sees_it(
    root: Path, tmp_path: Path
) -> None:
    new(root, book(tmp_path / "Pelatihan.xlsx", [*HEAD, *BODY, *FOOT]))
    fill(root)
    bad = [["Kuaro", "tujuh", 9, "Rp 750.000,00"] if row[0] == "Kuaro" else row for row in BODY]
    book(root / "datasets/dkisp/pelatihan/data/pelatihan.xlsx", [*HEAD, *bad, *FOOT])
    assert errors(root) == [("type-error", "B8")]


def test_the_sheets_kamus_and_metadata_describe_the_dataset(root: Path, tmp_path: Path) -> None:
    words = [
        ["Kolom", "Judul", "Definisi", "Satuan"],
        ["Laki-laki", "Peserta laki-laki", "Peserta laki-laki yang hadir", "orang"],
        ["Warna", "Warna", "Tidak ada di tabel", ""],
    ]
    about = [["Judul", "Pelatihan komputer 2024"], ["Frekuensi", "tahunan"], ["Topik", "umum"]]
    path = book(tmp_path / "Pelatihan.xlsx", [*HEAD, *BODY, *FOOT], kamus=words, metadata=about)
    found = new(root, path)
    assert found["title"] == "Pelatihan komputer 2024"
    assert found["sdi:frekuensi"] == "tahunan"
    (resource,) = found["resources"]
    field = resource["schema"]["fields"][1]
    assert (field["title"], field["description"], field["sdi:satuan"]) == (
        "Peserta laki-laki",
        "Peserta laki-laki yang hadir",
        "orang",
    )


def test_english_texts_come_from_the_sheets_too(root: Path, tmp_path: Path) -> None:
    """With its English filled in nothing of the page is left in Indonesian."""
    words = [
        ["Kolom", "Uraian", "Satuan", "Judul (Inggris)", "Uraian (Inggris)", "Satuan (Inggris)"],
        ["Kecamatan", "Nama.", "", "District", "Its name.", ""],
        ["Laki-laki", "Peserta laki-laki.", "orang", "Men", "Men who came.", "persons"],
        ["Perempuan", "Peserta perempuan.", "orang", "Women", "Women who came.", "persons"],
        ["Biaya", "Biaya pelatihan.", "rupiah", "Cost", "What it cost.", "rupiah"],
    ]
    about = [
        *(["Judul", "Pelatihan komputer"], ["Judul (Inggris)", "Computer training"]),
        *(["Uraian", "Peserta dan biaya."], ["Uraian (Inggris)", "Who came, and the cost."]),
        *(["Satuan tiap baris", "kecamatan"], ["Satuan tiap baris (Inggris)", "district"]),
        *(["Cakupan wilayah", "Contoh"], ["Cakupan wilayah (Inggris)", "Example"]),
        *(["Metodologi", "Dihitung."], ["Metodologi (Inggris)", "Counted."]),
        *(["Keterbatasan", "Sebagian."], ["Keterbatasan (Inggris)", "In part."]),
    ]
    rows = [*HEAD, *BODY, *FOOT]
    found = new(root, book(tmp_path / "Pelatihan.xlsx", rows, kamus=words, metadata=about))
    (resource,) = found["resources"]
    assert (resource["title"], resource["sdi:en"]["title"]) == (
        "Pelatihan komputer",
        "Computer training",
    )
    assert resource["schema"]["fields"][1]["sdi:en"] == {
        "title": "Men",
        "description": "Men who came.",
        "satuan": "persons",
    }
    told = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    codes = {f.code for f in told if f.dataset == "dkisp/pelatihan"}
    assert codes and "metadata-translation" not in codes


def answer(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> list[str]:
    """A person at a terminal: what is answered to each question in turn, then Enter."""
    left = list(answers)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: left.pop(0) if left else "")
    return left


def test_at_a_terminal_what_is_not_known_is_asked_with_defaults(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["Kecamatan", "Panjang jalan"], ["Kuaro", "1.814"], ["Long Ikis", "2.250"]]
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(tmp_path / "Pelatihan.xlsx")
    left = answer(monkeypatch, ["apa", "2", "Panjang jalan kabupaten"])
    found = new(root, tmp_path / "Pelatihan.xlsx")
    assert left == []
    (resource,) = found["resources"]
    assert found["title"] == "Panjang jalan kabupaten"
    field = resource["schema"]["fields"][1]
    assert field["type"] == "number"  # the second answer: a fraction
    assert str(found["sdi:kontak"]["nama"]).startswith("ISI:")  # Enter: left open


def test_an_answer_that_cannot_be_is_asked_for_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "Pelatihan.xlsx", [*HEAD, *BODY, *FOOT])
    answer(monkeypatch, ["", "", "", "kesehatann", "1", "", "5", "2024", "2024"])
    found = new(root, path)
    assert found["sdi:topik"] == ["umum"]
    assert found["sdi:periode"] == {"mulai": "2024", "selesai": "2024"}


def test_a_dataset_that_is_there_is_said_before_anything_is_asked(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "Pelatihan.xlsx", [*HEAD, *BODY, *FOOT])
    new(root, path)
    left = answer(monkeypatch, ["apa saja"])
    assert cli.main(["new", "--root", str(root), "dkisp", str(path)]) == 2
    assert left == ["apa saja"]
    assert "ganti berkas di datasets/dkisp/pelatihan/data" in capsys.readouterr().err


def test_without_anyone_to_ask_nothing_is_guessed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Workbook()
    for row in [["Kecamatan", "Panjang jalan"], ["Kuaro", "1.814"], ["Long Ikis", "2.250"]]:
        made.worksheets[0].append(row)
    made.save(tmp_path / "Pelatihan.xlsx")
    (resource,) = new(root, tmp_path / "Pelatihan.xlsx", "--yes")["resources"]
    said = capsys.readouterr().out
    assert "new-open" in said and "1.814" in said
    field = resource["schema"]["fields"][1]
    assert field["type"] == "number" and "angka" not in resource["sdi:resep"]
    fill(root)
    assert {code for code, _ in errors(root)} == {"recipe-number-style"}  # held until answered


def monthly(path: Path, months: list[str], title: str = "") -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for month in months:
        sheet = made.create_sheet(month)
        head = [[title.format(month.upper())]] if title else []
        rows = [["Kecamatan", "Peserta"], ["Kuaro", 7], ["Long Ikis", 4], ["Jumlah", 11]]
        for row in (*head, *rows):
            sheet.append(row)
    made.save(path)
    return path


def test_a_sheet_a_month_is_one_table_with_the_month_as_a_column(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "PESERTA PELATIHAN BULAN {} 2026"
    path = monthly(tmp_path / "Pelatihan.xlsx", ["Januari", "Februari"], title)
    found = new(root, path, "--yes")
    (resource,) = found["resources"]
    assert "2026-01 sampai 2026-02" in capsys.readouterr().out
    assert (found["title"], resource["title"]) == ("Peserta pelatihan", "Peserta pelatihan")
    assert found["sdi:periode"] == {"mulai": "2026-01", "selesai": "2026-02"}
    recipe = resource["sdi:resep"]
    assert (recipe["kolomLembar"], recipe["bacaLembar"]) == ("bulan", "periode")
    first = resource["schema"]["fields"][0]
    assert (first["name"], first["type"], first["sdi:peran"]) == ("bulan", "yearmonth", "waktu")
    assert resource["schema"]["primaryKey"] == ["bulan", "kecamatan"]
    fill(root)
    assert errors(root) == []


def test_next_months_sheet_holds_the_dataset_until_it_is_read(root: Path, tmp_path: Path) -> None:
    title, months = "PESERTA PELATIHAN BULAN {} 2026", ["Januari", "Februari"]
    new(root, monthly(tmp_path / "Pelatihan.xlsx", months, title), "--yes")
    fill(root)
    monthly(root / "datasets/dkisp/pelatihan/data/pelatihan.xlsx", [*months, "Maret"], title)
    assert [code for code, _ in errors(root)] == ["recipe-sheet-new"]


def test_the_only_sheet_is_of_the_period_that_it_is_called_after(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Next month's sheet is one more, never the first one under another name."""
    title = "PESERTA PELATIHAN BULAN {} 2026"
    found = new(root, monthly(tmp_path / "Pelatihan.xlsx", ["Januari"], title), "--yes")
    assert "menjadi kolom bulan: 2026-01" in capsys.readouterr().out
    (resource,) = found["resources"]
    recipe = resource["sdi:resep"]
    assert (recipe["kolomLembar"], recipe["bacaLembar"]) == ("bulan", "periode")
    assert resource["schema"]["primaryKey"] == ["bulan", "kecamatan"]
    fill(root)
    assert errors(root) == []
    monthly(root / "datasets/dkisp/pelatihan/data/pelatihan.xlsx", ["Februari"], title)
    assert {code for code, _ in errors(root)} == {"sheet-missing", "recipe-sheet-new"}


def test_a_sheet_called_after_a_year_whose_columns_are_years_is_of_none_of_them(
    root: Path, tmp_path: Path
) -> None:
    made = Workbook()
    made.worksheets[0].title = "2024"
    for row in [["Kecamatan", 2023, 2024], ["Kuaro", 7, 8], ["Long Ikis", 4, 5]]:
        made.worksheets[0].append(row)
    made.save(tmp_path / "Pelatihan.xlsx")
    (resource,) = new(root, tmp_path / "Pelatihan.xlsx", "--yes")["resources"]
    assert "kolomLembar" not in resource["sdi:resep"]


def test_months_of_no_year_are_asked_about(root: Path, tmp_path: Path) -> None:
    path = monthly(tmp_path / "Pelatihan.xlsx", ["Januari", "Februari"])
    assert len(new(root, path, "--yes")["resources"]) == 2


def test_sheets_of_one_shape_are_one_table_where_people_say_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workbook()
    made.remove(made.worksheets[0])
    for month in ("Januari", "Februari"):
        sheet = made.create_sheet(month)
        for row in [["Kecamatan", "Peserta"], ["Kuaro", 7], ["Long Ikis", 4], ["Jumlah", 11]]:
            sheet.append(row)
    made.save(tmp_path / "Pelatihan.xlsx")
    answer(monkeypatch, ["gabung"])
    (resource,) = new(root, tmp_path / "Pelatihan.xlsx")["resources"]
    assert resource["sdi:resep"]["lembar"] == ["Januari", "Februari"]
    assert resource["sdi:resep"]["kolomLembar"] == "lembar"
    assert [f["name"] for f in resource["schema"]["fields"]] == ["lembar", "kecamatan", "peserta"]
    assert resource["schema"]["primaryKey"] == ["lembar", "kecamatan"]
    fill(root)
    assert errors(root) == []


def test_columns_of_one_name_are_all_kept_and_asked_about(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Workbook()
    for row in [["Kecamatan", "Jumlah", "Jumlah"], ["Kuaro", 7, 8], ["Long Ikis", 4, 5]]:
        made.worksheets[0].append(row)
    made.save(tmp_path / "Pelatihan.xlsx")
    (resource,) = new(root, tmp_path / "Pelatihan.xlsx", "--yes")["resources"]
    assert "new-open" in capsys.readouterr().out
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert names == ["kecamatan", "jumlah", "jumlah_2"]
    assert [column["nama"] for column in resource["sdi:resep"]["kolom"]] == names


def test_next_months_rows_are_added_below_a_table_of_one_month(root: Path, tmp_path: Path) -> None:
    """The same health centres come again, in another month."""
    path = tmp_path / "pelatihan.csv"
    path.write_text("kode_puskesmas,bulan,kunjungan\nPK01,2026-03,7\nPK02,2026-03,9\n", "utf-8")
    (resource,) = new(root, path, "--yes")["resources"]
    assert resource["schema"]["primaryKey"] == ["kode_puskesmas", "bulan"]
    fill(root)
    assert errors(root) == []
    (table,) = root.glob("datasets/dkisp/pelatihan/data/*.csv")
    table.write_text(table.read_text("utf-8") + "PK01,2026-04,8\nPK02,2026-04,6\n", "utf-8")
    assert errors(root) == []
