"""What nobody has answered holds a dataset, whatever the workbook's own sheets say beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from portals import AS_OF, change, portal

from build_tools import pipeline, reports, scaffold
from build_tools.findings import Finding
from build_tools.load.yamlfile import parse_yaml
from build_tools.tables.layout.base import Question
from build_tools.words import Words

MADE = "datasets/dkisp/rekap/datapackage.yaml"
Rows = Sequence[Sequence[Any]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return portal(tmp_path / "portal")


def begun(root: Path, merged: Sequence[str] = (), **sheets: Rows) -> dict[str, Any]:
    """The descriptor that `new --yes` writes for a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for span in merged:
        book.worksheets[0].merge_cells(span)
    book.save(root.parent / "Rekap.xlsx")
    made = scaffold.plan(root, "dkisp", root.parent / "Rekap.xlsx")
    told: dict[Question, str] = {
        q: reports.sentence(q.finding, Words.load("id")) for _, q in made.questions
    }
    scaffold.write(root, made, told)
    found: dict[str, Any] = parse_yaml((root / MADE).read_text(encoding="utf-8"))
    return found


def held(root: Path, *codes: str) -> list[Finding]:
    report = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    return [f for f in report.findings if f.dataset == "dkisp/rekap" and f.code in codes]


NUMBERS: Rows = [["Jalan", "Panjang"], ["Jalan Contoh", "1.814"], ["Jalan Dua", 950]]
DICTIONARY: Rows = [
    ["Kolom", "Uraian", "Satuan", "Konsep", "Definisi", "Klasifikasi kolom", "Ukuran"],
    ["Jalan", "Nama jalan."],
    ["Panjang", "Panjang jalan.", "meter", "Jalan", "Panjang badan jalan.", "–", "Panjang"],
]


def test_a_dictionary_describes_an_open_column_and_does_not_answer_for_it(root: Path) -> None:
    (table,) = begun(root, Rekap=NUMBERS, kamus=DICTIONARY)["resources"]
    field = table["schema"]["fields"][1]
    assert (field["type"], field["sdi:peran"]) == ("number", "ukuran")
    assert field["sdi:definisi"] == "Panjang badan jalan."
    assert "ISI:" not in str(field)  # no mark is left that would hold it
    (found,) = held(root, "recipe-number-style")
    assert (found.place, found.cell) == ("B2", "1.814")


@pytest.mark.parametrize("style", [{"ribuan": ".", "desimal": ","}, {"ribuan": "", "desimal": "."}])
def test_one_line_of_the_recipe_is_the_answer(root: Path, style: dict[str, str]) -> None:
    begun(root, Rekap=NUMBERS, kamus=DICTIONARY)
    change(root, {"resources.0.sdi:resep.angka": style}, MADE)
    assert held(root, "recipe-number-style", "type-error", "question-open") == []


def test_a_dictionary_that_says_whole_numbers_answers(root: Path) -> None:
    head, street, length = DICTIONARY
    said = [[*head, "Jenis isian"], street, [*length, "Bilangan bulat"]]
    (table,) = begun(root, Rekap=NUMBERS, kamus=said)["resources"]
    assert table["sdi:resep"]["angka"] == {"ribuan": ".", "desimal": ","}
    assert held(root, "recipe-number-style", "type-error", "question-open") == []


def test_a_merged_number_holds_its_table_until_its_question_is_gone(root: Path) -> None:
    rows = [["Jalan", "Panjang"], ["Jalan Contoh", 12], ["Jalan Dua"], ["Jalan Tiga", 7]]
    (table,) = begun(root, ["B2:B3"], Rekap=rows, kamus=DICTIONARY)["resources"]
    (question,) = table["sdi:tanya"]
    (found,) = held(root, "question-open")
    assert question in reports.sentence(found, Words.load("id"))
    line = (root / MADE).read_text(encoding="utf-8").splitlines()[(found.row or 0) - 1]
    assert line.strip() == "sdi:tanya:"
    change(root, {"resources.0.sdi:tanya": None}, MADE)
    assert held(root, "question-open") == []


def test_sheets_of_one_shape_are_asked_about_once(root: Path) -> None:
    rows = [["Jalan", "Panjang"], ["Jalan Contoh", 12], ["Jalan Dua", 7]]
    first, second = begun(root, Januari=rows, Februari=rows)["resources"]
    assert "Januari, Februari" in first["sdi:tanya"][0]
    assert "sdi:tanya" not in second
    assert len(held(root, "question-open")) == 1


@pytest.mark.parametrize(("given", "count"), [("?", 1), ([], 0), ({"a": 1}, 1), (["", 7], 2)])
def test_whatever_stands_there_never_breaks_the_check(root: Path, given: Any, count: int) -> None:
    """An empty list asks nothing; anything else holds, for the dataset as a whole too."""
    begun(root, Rekap=[["Jalan", "Panjang"], ["Jalan Contoh", 12]])
    change(root, {"sdi:tanya": given}, MADE)
    assert len(held(root, "question-open")) == count


def test_a_question_is_told_at_its_line_wherever_that_of_the_dataset_stands(root: Path) -> None:
    begun(root, Rekap=[["Jalan", "Panjang"], ["Jalan Contoh", 7], ["Jalan Dua", 950]])
    text = (root / MADE).read_text(encoding="utf-8")
    text = text.replace("resources:\n", 'sdi:tanya: ["Untuk siapa?"]\nresources:\n', 1)
    text = text.replace("    format: xlsx\n", '    format: xlsx\n    sdi:tanya: ["Meter?"]\n', 1)
    (root / MADE).write_text(text, encoding="utf-8")
    lines = text.splitlines()
    told = {str(dict(f.values)["question"]): f.row for f in held(root, "question-open")}
    assert {said: lines[(row or 1) - 1].strip() for said, row in told.items()} == {
        "Untuk siapa?": 'sdi:tanya: ["Untuk siapa?"]',
        "Meter?": 'sdi:tanya: ["Meter?"]',
    }
