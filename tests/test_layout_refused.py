"""What cannot be read is refused in words, and the file stays as it was."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from test_bad_tables import KINDS
from workbooks import book, parts, rows_xml, save, sheet_xml

from build_tools import reports
from build_tools.findings import Severity
from build_tools.tables.layout import find
from build_tools.words import Words

TABLE = [["Kecamatan", "L", "P"], ["Kuaro", 12, 13], ["Long Kali", 7, 9]]


def sentences(path: Path) -> list[tuple[str, str]]:
    """Code and words of what a file is refused for; says that it has no tables and is untouched."""
    before = path.read_bytes()
    given = find(path)
    assert path.read_bytes() == before
    assert given.tables == ()
    words = Words.load("id")
    told = [(f.code, reports.sentence(f, words)) for f in given.refused]
    assert all("{" not in said and said for _, said in told)
    assert all(reports.sentence(f, words, "hint") for f in given.refused)
    return told


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".csv"])
def test_files_that_are_something_else(kind: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"tabel{ending}"
    path.write_bytes(KINDS[kind])
    ((code, said),) = sentences(path)
    assert code == "file-kind"
    assert Words.load("id")(f"findings.types.{kind}") in said


OLD = KINDS["xls"]


@pytest.mark.parametrize(
    ("name", "said", "how"),
    [
        (
            "a.xls",
            "Berkas ini berformat Excel lama (.xls), yang tidak dapat dibaca.",
            "Simpan ulang",
        ),
        (
            "A.XLS",
            "Berkas ini berformat Excel lama (.xls), yang tidak dapat dibaca.",
            "Simpan ulang",
        ),
        ("a.xlsx", 'berakhiran ".xlsx", tetapi isinya Excel lama (.xls).', "Simpan ulang"),
        ("a.csv", 'berakhiran ".csv", tetapi isinya Excel lama (.xls).', "Simpan ulang"),
    ],
)
def test_an_old_workbook_by_any_name(name: str, said: str, how: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(OLD)
    assert said in sentences(path)[0][1]
    hint = reports.sentence(find(path).refused[0], Words.load("id"), "hint")
    assert how in hint and "Simpan Sebagai (Save As) > Buku Kerja Excel (.xlsx)" in hint
    title = reports.sentence(find(path).refused[0], Words.load("id"), "title")
    assert ("tidak sesuai namanya" in title) == (path.suffix.lower() != ".xls")


def test_a_new_workbook_with_the_name_of_an_old_one(tmp_path: Path) -> None:
    path = book(tmp_path / "tabel.xlsx", TABLE).rename(tmp_path / "tabel.xls")
    ((_, said),) = sentences(path)
    assert 'berakhiran ".xls", tetapi isinya buku kerja Excel (.xlsx).' in said
    hint = reports.sentence(find(path).refused[0], Words.load("id"), "hint")
    assert hint.startswith("Ganti akhiran nama berkasnya menjadi .xlsx.")


def test_numbers_of_apple_and_macros(tmp_path: Path) -> None:
    apple = tmp_path / "tabel.numbers"
    with zipfile.ZipFile(apple, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
    assert "Numbers" in sentences(apple)[0][1]
    macros = book(tmp_path / "tabel.xlsm", TABLE)
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "makro" in sentences(macros)[0][1]


def test_a_broken_workbook_and_empty_files(tmp_path: Path) -> None:
    path = book(tmp_path / "tabel.xlsx", TABLE)
    path.write_bytes(path.read_bytes()[:-40])
    ((code, said),) = sentences(path)
    assert code == "workbook-unreadable"
    assert said == "Berkas ini rusak, atau bukan buku kerja Excel (.xlsx) yang utuh."
    for name in ("a.xlsx", "a.csv"):
        (tmp_path / name).write_bytes(b"")
        assert [code for code, _ in sentences(tmp_path / name)] == ["file-empty"]
    assert [code for code, _ in sentences(text(tmp_path / "b.xlsx"))] == ["file-kind"]


def text(path: Path) -> Path:
    """A CSV file of that name."""
    path.write_text("Kecamatan;L\nKuaro;12\n", encoding="utf-8")
    return path


def test_formulas_that_were_never_computed(tmp_path: Path) -> None:
    rows = [*TABLE, ["Kuaro", '<c r="@"><f>SUM(B2:B3)</f></c>', 4]]
    given = find(book(tmp_path / "tabel.xlsx", rows))
    assert [(f.code, f.place) for f in given.refused] == [("formula-uncomputed", "B4")]


def test_formulas_with_a_result_are_values(tmp_path: Path) -> None:
    rows = [*TABLE, ["Kuaro", '<c r="@"><f>SUM(B2:B3)</f><v>19</v></c>', 4]]
    given = find(book(tmp_path / "tabel.xlsx", rows))
    assert given.refused == ()
    assert [f.code for f in given.notices] == ["sheet-formulas"]


def test_notes_alone_are_no_table(tmp_path: Path) -> None:
    path = book(tmp_path / "tabel.xlsx", [["Catatan"], ["Angka sementara"], [], ["- satu"]])
    ((code, said),) = sentences(path)
    assert (code, "Tidak ada tabel" in said) == ("new-open", True)


def test_records_without_a_header(tmp_path: Path) -> None:
    given = find(book(tmp_path / "tabel.xlsx", [["Data"], *TABLE[1:], ["Batu Engau", 35, 6]]))
    (finding,) = given.refused
    assert (finding.code, finding.place) == ("new-open", "2")
    assert dict(finding.values)["case"] == "no-header"


def test_links_to_other_workbooks_are_told(tmp_path: Path) -> None:
    path = book(tmp_path / "tabel.xlsx", TABLE)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
    assert "external-links" in [step.code for step in find(path).steps]


def test_two_million_formatted_empty_rows(tmp_path: Path) -> None:
    """A sheet formatted to its end is read as fast as its table, and not held in memory."""
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(4, 1_048_000))
    path = save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(rows_xml(TABLE) + empty)}))
    start = time.process_time()
    given = find(path)
    assert time.process_time() - start < 20
    assert [t.last for t in given.tables] == [3]


def test_two_million_empty_lines(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv")
    path.write_text("Kecamatan;L\nKuaro;12\n" + ";\n" * 2_000_000, encoding="utf-8")
    start = time.process_time()
    assert [t.last for t in find(path).tables] == [2]
    assert time.process_time() - start < 20


def test_hidden_rows_are_asked_about(tmp_path: Path) -> None:
    rows = rows_xml([*TABLE, ["Kuaro", 5, 6]], {3: 'hidden="1"'})
    given = find(save(tmp_path / "tabel.xlsx", parts({"Data": sheet_xml(rows)})))
    (question,) = given.tables[0].questions
    assert (question.case, question.options) == ("hidden-rows", ("tidak", "ya"))
    assert question.finding.severity is Severity.ERROR  # as of rows-hidden, which asks after it
    said = reports.sentence(question.finding, Words.load("id"))
    assert said == "Ada 1 baris tersembunyi di dalam tabel: baris 3. Apakah boleh terbit?"
