"""Real spreadsheets come out exactly as a person reads them (`layout_expected.yml`).

The one whose licence lets it lie here is always tried; the others where they lie beside the
repository, as for `make trial`. Their shapes, with made-up cells, are tried always.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from portals import EXAMPLES
from sheets import cases, codes, dropped, found, labels, only, records, text, workbook

from build_tools.tables.layout import find

EXPECTED = yaml.safe_load((Path(__file__).parent / "layout_expected.yml").read_text("utf-8"))
FOLDERS = (EXAMPLES / "messy", EXAMPLES.parents[2] / "shared/data/messy")
FILES = {
    name: next(folder / name for folder in FOLDERS if (folder / name).is_file())
    for name in EXPECTED
    if any((folder / name).is_file() for folder in FOLDERS)
}


def test_one_real_file_is_always_there() -> None:
    assert "04_kemnaker_pekerja_terdampak_revisi_2020.xlsx" in FILES


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_read_as_a_person_reads_it(name: str) -> None:
    before = FILES[name].read_bytes()
    given, expected = find(FILES[name]), EXPECTED[name]
    assert FILES[name].read_bytes() == before
    if isinstance(expected, dict):
        (finding,) = given.refused
        assert (finding.code, dict(finding.values)["type"]) == (
            expected["refused"],
            expected["why"],
        )
        return
    assert given.refused == ()
    assert [t.grid.sheet for t in given.tables] == [e["sheet"] for e in expected]
    for laid, told in zip(given.tables, expected, strict=True):
        rows = records(laid)
        assert list(laid.header) == told["header"]
        assert (laid.first, laid.last, len(rows)) == (told["first"], told["last"], told["rows"])
        assert labels(laid) == told["labels"]
        column, total = told["sum"]
        assert sum(map(decimal, (row[column - 1] for row in rows))) == Decimal(total)
        assert dropped(laid) == told.get("dropped", {})
        assert [row for row, _ in laid.titles] == told.get("titles", [])
        assert cases(laid) == told.get("questions", [])
        assert set(told.get("steps", [])) <= set(codes(laid))


def decimal(cell: Any) -> Decimal:
    """The number in a cell as it stands; empty is nothing."""
    return Decimal(str(cell).replace(",", ".")) if cell is not None else Decimal()


def test_the_names_of_a_year_stand_above_an_empty_line(tmp_path: Path) -> None:
    """As an extract saved by Indonesian Excel: a blank header, the real one below it."""
    lines = "\ufeff;;;\r\nNama Wilayah;2020;2019;2018\r\nCONTOH;410;386;367\r\n"
    laid = only(find(text(tmp_path / "a.csv", lines)))
    assert (laid.header, laid.first, laid.last) == ((2,), 3, 3)
    assert labels(laid) == ["Nama Wilayah", "2020", "2019", "2018"]


def test_numbers_as_texts_below_three_levels(tmp_path: Path) -> None:
    """As an export of a statistics office: merged header, a region among its parts."""
    rows = [
        ["Wilayah Contoh", "Angka Contoh", None, None, None],
        [None, "SD", None, "SMP", None],
        [None, "2017", "2018", "2017", "2018"],
        ["Provinsi Contoh", "107.54", "106.24", "88.80", "90.96"],
        *([name, "112.02", "107.91", "81.72", "84.12"] for name in "ABCD"),
        [None],
        ["Sumber : Dinas Contoh"],
        ["Source Url: https://contoh.example/tabel.html"],
        ["Access Time: December 6, 2021, 12:02 pm"],
    ]
    merged = ("A1:A3", "B1:E1", "B2:C2", "D2:E2", "A9:E9", "A10:E10", "A11:E11", "A12:E12")
    laid = only(found(tmp_path, rows, *merged))
    assert laid.header == (1, 2, 3)
    assert labels(laid)[-1] == "Angka Contoh / SMP / 2018"
    assert dropped(laid) == {9: "kosong", 10: "catatan", 11: "catatan", 12: "catatan"}
    assert len(records(laid)) == 5
    assert dict(next(s for s in laid.steps if s.code == "region-total").values)["row"] == 4
    assert cases(laid) == []


def test_the_country_last_and_marks_for_what_is_not_published_yet(tmp_path: Path) -> None:
    rows = [
        ["38 Provinsi"],
        [None, "Tingkat Contoh (Persen)", None, None],
        [None, "2026", None, None],
        [None, "Februari", "Agustus", "Tahunan"],
        *([f"PROVINSI KE {n}", "5.88", "-", "-"] for n in range(4)),
        ["INDONESIA", "4.68", "-", "-"],
    ]
    laid = only(found(tmp_path, rows, "A1:A4", "B2:D2", "B3:D3"))
    assert laid.header == (1, 2, 3, 4)
    assert labels(laid)[1] == "Tingkat Contoh (Persen) / 2026 / Februari"
    assert records(laid)[-1] == ["INDONESIA", "4.68", "-", "-"]
    assert "region-total" in codes(laid)


def test_a_long_series_with_lost_merges_and_a_second_table_below(tmp_path: Path) -> None:
    lines = [
        "Contoh Menurut Pendidikan 2003 - 2006,,,,,,,",
        ",,,,,,,",
        "No.,Pendidikan,2003,2004,2005,,2006,",
        ",,,,Februari,November,Februari,Agustus",
        ",,,,,,,",
        "1,SD,521,0,400,300,200,100",
        "2,SMP,300,0,250,260,240,230",
        ",Total,821,0,650,560,440,330",
        ",,,,,,,",
        "No.,,2007,,,,,",
        ",,Februari,Agustus,,,,",
        ",,,,,,,",
        "1,SD ke bawah,126,122,,,,",
        "2,SMP,115,109,,,,",
        ",Total,241,231,,,,",
        ",,,,,,,",
        "Data 2004 memakai cara lain,,,,,,,",
        '"Pada tahun 2004, survei tidak dilaksanakan",,,,,,,',
        "Sumber: Survei Contoh,,,,,,,",
    ]
    given = find(text(tmp_path / "a.csv", "\n".join(lines)))
    first, second = given.tables
    assert labels(first)[2:6] == ["2003", "2004", "2005 / Februari", "2005 / November"]
    assert (first.first, first.last, second.first, second.last) == (6, 7, 13, 14)
    assert labels(second) == ["No.", "", "2007 / Februari", "2007 / Agustus"]
    (question,) = second.questions
    assert (question.case, question.options) == ("label", ("Pendidikan",))
    assert [row for row, _ in second.notes] == [17, 18, 19]


def test_a_budget_whose_levels_are_spaces(tmp_path: Path) -> None:
    lines = (
        "akun,anggaran,realisasi\nPendapatan,8.50,9.1\n     PAD,3.5,4\n         Pajak,2.5,3\n"
        "         Retribusi,1,1\n     Lain,5,5.1\nSurplus/(Defisit),-21.58,112.15\n"
    )
    laid = only(find(text(tmp_path / "a.csv", lines)))
    (question,) = laid.questions
    assert (question.case, question.finding.place) == ("indent", "A3")
    assert len(records(laid)) == 6


def test_five_sheets_of_two_shapes(tmp_path: Path) -> None:
    names = [" CONTOH SATU      ", " Mentawai", " Pesisir", "Sijunjung", " Agam"]
    one = [["Kabupaten/Kota", "2022"], *([name, 69.9 + n] for n, name in enumerate(names))]
    two = [["Kode", "Kabupaten/Kota", "HLS"], [None, None, 2022.0]]
    two += [[1300.0 + n, name, 14.1 + n] for n, name in enumerate(names)]
    sheets = {"UHH": one, **dict.fromkeys(("HLS", "RLS", "IPM", "Kapita"), two)}
    merged = {name: ["A1:A2", "B1:B2"] for name in ("HLS", "RLS", "IPM")}
    given = find(workbook(tmp_path / "a.xlsx", sheets, merged))
    assert [t.header for t in given.tables] == [(1,), (1, 2), (1, 2), (1, 2), (1, 2)]
    assert all("region-total" in codes(t) for t in given.tables)
    assert [labels(t)[-1] for t in given.tables] == ["2022", *["HLS / 2022"] * 4]
