"""The marked workbook: the officer's table back, each bad cell coloured, commented and listed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from portals import AS_OF, EXAMPLES, portal
from tables import dataset

from build_tools import marked
from build_tools.checks import Reference, check
from build_tools.cli import main
from build_tools.findings import Finding, Severity, error
from build_tools.load.descriptor import dataset_of
from build_tools.marked import base
from build_tools.model import Dataset, Source
from build_tools.words import Words

WORDS = Words.load("id")
SCHEMA = {
    "fields": [
        {"name": "kode", "type": "string"},
        {"name": "jumlah", "type": "integer"},
    ]
}


def xlsx(folder: Path, book: Workbook) -> Dataset:
    """A dataset of one XLSX file with that content."""
    book.save(folder / "t.xlsx")
    raw = {"name": "t", "resources": [{"name": "t", "path": "t.xlsx", "schema": SCHEMA}]}
    return dataset_of(Source("dinas/t", folder, "datapackage.yaml"), raw, ("id", "en"))


def made(given: Dataset, *more: Finding, lang: str = "id") -> dict[str, bytes]:
    """The workbooks of a dataset by name, of what its check finds in the table."""
    found = [f for f in check(given, Reference({})).findings if f.file.startswith("t.")]
    words = Words.load(lang)
    return {
        m.name: m.content
        for m in marked.workbooks(given, [*found, *more], Reference({}), words, "https://a.go.id/")
    }


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def at(row: int, column: int, code: str = "type-error", **facts: Any) -> Finding:
    place = {"dataset": "dinas/t", "file": "t.csv", "row": row, "column": column}
    return error(code, **place, field="jumlah", type="integer", **facts)


def listed(book: Any) -> list[tuple[Any, ...]]:
    return [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] is not None]


def test_a_bad_cell_of_a_csv_is_coloured_commented_and_listed(tmp_path: Path) -> None:
    files = made(dataset(tmp_path, "kode,jumlah\na,1\nb,banyak\n", SCHEMA))
    assert list(files) == ["t-periksa.xlsx"]
    book = opened(files["t-periksa.xlsx"])
    assert book.sheetnames == ["Daftar perbaikan", "t"]
    cell = book["t"]["B3"]
    assert cell.value == "banyak" and cell.fill.fgColor.rgb.endswith("F8CBC6")
    assert cell.comment.text.startswith('GALAT: Isi "banyak" pada kolom jumlah bukan bilangan')
    assert "Cara: Betulkan selnya" in cell.comment.text
    assert book["t"]["B2"].comment is None and book["t"]["A1"].value == "kode"
    row = listed(book)[-1]
    assert row[:6] == (1, "GALAT", "t", "B3", "jumlah", "banyak")
    sheet = book.worksheets[0]
    assert sheet["D5"].hyperlink.location == "'t'!B3"
    assert sheet["I5"].hyperlink.target == "https://a.go.id/panduan/temuan/type-error/"
    assert sheet.freeze_panes == "A4"


def test_kinds_are_grouped_the_most_severe_first_and_counted_ones_are_told(tmp_path: Path) -> None:
    given = dataset(tmp_path, "kode,jumlah\n a,x\n b,y\n", SCHEMA)
    more = error("more", dataset="dinas/t", file="t.csv", field="jumlah", of="type-error", more=9)
    book = opened(made(given, more)["t-periksa.xlsx"])
    texts = [next(str(c) for c in row if c) for row in listed(book)[3:]]
    assert texts[0] == "GALAT: Isi tidak sesuai jenis kolom, kolom jumlah (11)"
    warned = next(t for t in texts if t.startswith("PERINGATAN: "))
    assert warned == "PERINGATAN: Spasi di awal atau akhir isi, kolom kode (2)"
    rest = [row[6].value for row in book.worksheets[0].iter_rows() if row[6].value]
    assert "… dan 9 lagi yang sama. Betulkan yang tampil dulu, lalu periksa ulang." in rest


def test_several_findings_of_a_cell_share_one_bounded_comment(tmp_path: Path) -> None:
    given = dataset(tmp_path, "kode,jumlah\na,x\n", SCHEMA)
    many = [at(2, 2, "unique-error", cell="x" * 900, other=n) for n in range(3, 20)]
    comment = opened(made(given, *many)["t-periksa.xlsx"])["t"]["B2"].comment
    assert comment.text.count("GALAT: ") >= 2
    assert len(comment.text) <= 1_500


def test_the_officers_workbook_stays_as_it_is(tmp_path: Path) -> None:
    """Other sheets, formats, formulas with their results and own comments are still there."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Data '24"
    for row in (["kode", "jumlah"], ["a", 1], ["b", "banyak"], ["c", "=B2*2"]):
        sheet.append(row)
    sheet["A2"].number_format = "000"
    sheet["B3"].comment = Comment("tanya bidang statistik", "x")
    sheet.column_dimensions["A"].width = 33
    given = xlsx(tmp_path, book)
    with_results(tmp_path / "t.xlsx", "B4", 2)
    known = [f for f in check(given, Reference({})).findings if f.code != "sheet-formulas"]
    content = next(marked.workbooks(given, known, Reference({}), WORDS)).content
    back = opened(content)
    own = back["Data '24"]
    assert own["B4"].value == "=B2*2" and own["A2"].number_format == "000"
    assert own.column_dimensions["A"].width == 33
    text = own["B3"].comment.text
    assert text.startswith("GALAT: ") and text.endswith("tanya bidang statistik")
    read = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert read.sheet_names == ["Daftar perbaikan", "Data '24"]
    assert read.get_sheet_by_name("Data '24").to_python()[3] == ["c", 2.0]
    links = [c.hyperlink.location for c in back.worksheets[0]["D"] if c.hyperlink]
    assert "'Data ''24'!B3" in links


def with_results(path: Path, cell: str, value: float) -> None:
    """The workbook as a spreadsheet program saves it, with the result of a formula."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    head, _, tail = text.partition(f'<c r="{cell}"')
    tail = tail.replace("<v />", f"<v>{value}</v>", 1).replace("<v></v>", f"<v>{value}</v>", 1)
    parts[name] = f'{head}<c r="{cell}"{tail}'.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


@pytest.mark.parametrize("code", ["personal-nik", "person-name", "small-count"])
def test_of_a_table_with_personal_data_no_row_is_repeated(tmp_path: Path, code: str) -> None:
    given = dataset(tmp_path, "kode,jumlah\nRAHASIA,1\nb, 2 \n", SCHEMA)
    more = error(code, dataset="dinas/t", file="t.csv", row=2, column=1, cell="…", field="kode")
    before = (tmp_path / "t.csv").read_bytes()
    files = made(given, more)
    assert list(files) == ["t-periksa.xlsx"]
    book = opened(files["t-periksa.xlsx"])
    assert book.sheetnames == ["Daftar perbaikan"]
    assert "RAHASIA" not in str([list(s.values) for s in book.worksheets])
    assert "karena ada data pribadi di dalamnya" in book.worksheets[0]["A2"].value
    assert (tmp_path / "t.csv").read_bytes() == before


def test_a_personal_error_that_was_only_counted_counts_too() -> None:
    told = error("more", of="personal-nik", more=3)
    assert marked.entries.is_personal([told])
    assert not marked.entries.is_personal([Finding("personal-nip", Severity.WARNING)])


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://a")', "+1", "-x", "@a", "=1+1"])
def test_texts_of_a_csv_never_become_formulas(tmp_path: Path, cell: str) -> None:
    quoted = cell.replace('"', '""')
    book = opened(made(dataset(tmp_path, f'kode,jumlah\n"{quoted}",x\n', SCHEMA))["t-periksa.xlsx"])
    found = book["t"]["A2"]
    assert found.value == cell and found.data_type == "s" and found.quotePrefix


def test_signs_that_xml_forbids_do_no_harm(tmp_path: Path) -> None:
    """Control signs, half surrogates and texts that look like Office's escapes."""
    given = dataset(tmp_path, "kode,jumlah\n\x01\x0b_x000D_\ufffe,x\x02\n", SCHEMA)
    content = made(given, at(2, 2, cell="\x03\ud800"))["t-periksa.xlsx"]
    assert opened(content)["t"]["B2"].comment.text.isprintable() is False  # its line ends only
    read = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert read.get_sheet_by_name("t").to_python()[1][0] == "��_x000D_�"


def test_a_large_table_is_an_excerpt_with_its_own_row_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_tools.marked.given.MAX_ROWS", 50)
    rows = [f"k{n},{'x' if n == 60 else n}" for n in range(2, 101)]
    given = dataset(tmp_path, "\n".join(["kode,jumlah", *rows]), SCHEMA)
    book = opened(made(given)["t-periksa.xlsx"])
    assert "Tabelnya besar" in book.worksheets[0]["A2"].value
    values = [row[:3] for row in book["t"].iter_rows(values_only=True)]
    assert values[0] == ("Baris asli", "kode", "jumlah")
    assert [row[0] for row in values[1:]] == [57, 58, 59, 60, 61, 62, 63]
    assert book["t"]["C5"].comment.text.startswith("GALAT")
    assert book.worksheets[0]["D5"].value == "B60"
    assert book.worksheets[0]["D5"].hyperlink.location == "'t'!C5"


def test_a_list_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.marked.listing.MAX_LINES", 3)
    given = dataset(tmp_path, "kode,jumlah\n" + "a,x\n" * 9, SCHEMA)
    last = listed(opened(made(given)["t-periksa.xlsx"]))[-1][0]
    assert last == "… dan 6 baris daftar lagi tidak dimuat di sini."
    assert base.MAX_LINES == 5_000


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n1 0 obj", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 999]
)
def test_what_cannot_be_read_gives_the_list_alone(tmp_path: Path, content: bytes) -> None:
    given = dataset(tmp_path, content, SCHEMA)
    book = opened(made(given)["t-periksa.xlsx"])
    assert book.sheetnames == ["Daftar perbaikan"]
    assert "tidak dapat dibaca" in book.worksheets[0]["A2"].value


def test_a_place_outside_any_sheet_is_only_listed(tmp_path: Path) -> None:
    given = dataset(tmp_path, "kode,jumlah\na,x\n", SCHEMA)
    content = made(given, at(2_000_000, 2, cell="q"), at(3, 20_000, cell="r"))["t-periksa.xlsx"]
    book = opened(content)
    assert {"q", "r"} <= {row[5] for row in listed(book)}
    assert [c.hyperlink is None for c in book.worksheets[0]["D"]].count(False) == 1


def test_a_file_named_like_the_list_and_another_language(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "To mend"
    for row in (["kode", "jumlah"], ["a", "x"]):
        sheet.append(row)
    content = made(xlsx(tmp_path, book), lang="en")["t-periksa.xlsx"]
    assert opened(content).sheetnames == ["To mend (2)", "To mend"]


def test_the_program_writes_the_files_and_names_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path / "p", EXAMPLES / "invalid" / "type-error")
    day = ["--as-of", str(AS_OF)]
    code = main(["check", "dkisp", "--root", str(root), "--format", "xlsx", "--workers", "1", *day])
    out = capsys.readouterr().out
    written = root / ".build/periksa/dkisp/contoh/tabel-periksa.xlsx"
    assert code == 1 and written.is_file() and f"  {written}\n" in out
    assert "[type-error]" in out  # the report is printed all the same
    other = tmp_path / "hasil"
    main(["check", "dkisp", "--root", str(root), "--format", "xlsx", "--keluar", str(other), *day])
    assert (other / "dkisp/contoh/tabel-periksa.xlsx").is_file()
    stale = written.with_name("lama-periksa.xlsx")
    stale.write_bytes(b"")
    (root / "datasets/dkisp/contoh/data/tabel.csv").write_bytes(
        (EXAMPLES / "portal/datasets/dkisp/contoh/data/tabel.csv").read_bytes()
    )
    main(["check", "dkisp", "--root", str(root), "--format", "xlsx", "--workers", "1", *day])
    assert not stale.exists() and "Tidak ada tabel yang bertemuan" in capsys.readouterr().out
