"""What the columns of a found table are taken for, and what is asked instead of guessed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.infer import Areas, Known, Proposal, ProposedField, answer_key, propose
from build_tools.model.recipe import LEVELS
from build_tools.tables.layout.base import Grid, Laid, LaidColumn, Raw
from build_tools.tables.recipe.reading import reader

KECAMATAN = {"64.01.01": "Batu Sopang", "64.01.03": "Muara Komam", "64.01.04": "Kuaro"}
BPS = {"6401010": "Batu Sopang", "6401030": "Muara Komam", "6401040": "Kuaro"}
KNOWN = Known(
    (
        Areas("referensi/wilayah", "kecamatan", "kode_kemendagri", "nama", KECAMATAN),
        Areas("referensi/wilayah", "kecamatan", "kode_bps", "nama", BPS),
    ),
    region="Kabupaten Contoh",
)

#: A day as Excel has it, without a time zone.
EARLY = datetime.fromisoformat("2024-01-02")


def laid(
    columns: Mapping[str, Sequence[Raw]],
    *,
    titles: Sequence[str] = (),
    notes: Sequence[str] = (),
    sheet: str = "",
    percent: Sequence[int] = (),
) -> Laid:
    """A table as the layout finds it: labels (levels joined) with their cells; header on row 1."""
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    grid = Grid(sheet, lambda: iter(rows), percent=frozenset(percent))
    places = enumerate(columns, start=1)
    found = tuple(LaidColumn(n, tuple(label.split(LEVELS)) if label else ()) for n, label in places)
    return Laid(
        grid, (1,), found, 2, len(rows),
        titles=tuple(enumerate(titles, start=1)), notes=tuple(enumerate(notes, start=90)),
    )  # fmt: skip


def of(cells: Sequence[Raw], label: str = "Jumlah Usaha") -> tuple[ProposedField, Proposal]:
    """The proposal for one column, beside one of names."""
    names = [f"Nama {chr(65 + n)}" for n in range(len(cells))]
    found = propose(laid({"Nama": names, label: cells}), KNOWN)
    return found.fields[1], found


def cases(found: Proposal) -> list[str]:
    return [question.case for question in found.questions]


@pytest.mark.parametrize(
    ("cells", "group", "decimal", "type"),
    [
        (["1.234.567,89", "12"], ".", ",", "number"),
        (["1,234,567.89", "12"], ",", ".", "number"),
        (["410988.00", "386198.00"], "", ".", "number"),
        (["28695.81", "29664.735"], "", ".", "number"),
        (["18,98", "9"], "", ",", "number"),
        (["1 234 567", "12"], " ", ".", "integer"),
        (["1.234.567", "1.814"], ".", ",", "integer"),
        (["1,5", "1.250"], ".", ",", "number"),
        (["1.250.000", "12,345"], ".", ",", "number"),
        (["Rp 1.250.000,-", "Rp 75.000"], ".", ",", "integer"),
        (["0,814", "1,814"], "", ",", "number"),
        (["(1.500,25)", "-3,5"], ".", ",", "number"),
        (["12", "1000"], "", ".", "integer"),
        ([12.0, 7.0], "", ".", "integer"),
        ([12.5, 7.0], "", ".", "number"),
    ],
)
def test_the_cells_themselves_prove_how_numbers_are_written(
    cells: list[Raw], group: str, decimal: str, type: str
) -> None:
    field, found = of(cells)
    assert (found.group, found.decimal) == (group, decimal)
    assert (field.type, field.reading) == (type, "angka")
    assert not found.questions


@pytest.mark.parametrize("cells", [["1.814", "2.003"], ["1,814", "950"], ["Rp 1.250", "Rp 3.000"]])
def test_a_thousand_or_a_fraction_is_asked_and_never_guessed(cells: list[Raw]) -> None:
    field, found = of(cells)
    assert cases(found) == ["thousands-or-fraction"]
    assert found.questions[0].finding.cell == cells[0]
    assert (field.type, field.reading, found.styled) == ("number", "angka", False)
    assert "ISI:" in field.properties["description"]


@pytest.mark.parametrize(
    ("answer", "type", "read"),
    [("ribuan", "integer", "1814"), ("pecahan", "number", "1.814"), ("bukan-angka", "string", "")],
)
def test_the_answer_settles_it(answer: str, type: str, read: str) -> None:
    table = laid({"Nama": ["A", "B"], "Jumlah Usaha": ["1.814", "2.003"]})
    key = answer_key(propose(table, KNOWN).questions[0])
    found = propose(table, KNOWN, {key: answer})
    field = found.fields[1]
    assert not found.questions
    assert field.type == type
    assert found.styled == (answer != "bukan-angka")
    if read:
        assert reader(field.reading, found.group, found.decimal, type)("1.814") == read


def test_another_column_of_text_decides_and_native_numbers_do_not() -> None:
    cells = ["1.814", "2.003"]
    beside = propose(laid({"Nama": ["A", "B"], "Luas": cells, "Nilai": ["7,25", "3"]}), KNOWN)
    assert not beside.questions
    assert (beside.group, beside.decimal, beside.fields[1].type) == (".", ",", "integer")
    native = propose(laid({"Nama": ["A", "B"], "Luas": cells, "Nilai": [7.25, 3.5]}), KNOWN)
    assert cases(native) == ["thousands-or-fraction"]


def test_columns_that_contradict_each_other_keep_what_they_prove_and_no_more() -> None:
    columns = {"A": ["1.234.567", "5"], "B": ["12.5", "7.25"], "C": ["1.814", "2.003"]}
    found = propose(laid({"Nama": ["A", "B"], **columns}), KNOWN)
    assert cases(found) == ["number-styles"]
    assert found.questions[0].finding.field == "C"
    assert [field.type for field in found.fields[1:]] == ["integer", "number", "string"]
    assert (found.group, found.fields[2].reading) == (".", "teks")
    assert not found.plain


def test_a_file_that_is_plain_but_for_its_marks_says_them_in_its_fields() -> None:
    table = laid({"nama": ["A", "B"], "luas": ["1,5", "12"], "nilai": ["1.250,5", "7"]})
    found = propose(table, KNOWN)
    assert found.plain
    assert [dict(field.properties).get("decimalChar") for field in found.fields] == [None, ",", ","]
    assert found.fields[2].properties["groupChar"] == "."


def test_a_fraction_of_three_digits_says_that_it_is_one() -> None:
    table = laid({"nama": ["A", "B"], "nilai": ["1.814", "2.003"]})
    found = propose(table, KNOWN, {"thousands-or-fraction": "pecahan"})
    assert found.fields[1].properties["sdi:desimal"] == 3


def test_a_few_cells_in_another_style_are_named_and_not_misread() -> None:
    field, found = of([*["18,98"] * 20, "8.97", "1,5"])
    assert (found.decimal, found.group, field.type) == (",", "", "number")
    assert cases(found) == ["cells-odd"]
    assert found.questions[0].finding.cell == "8.97"
    assert reader("angka", found.group, found.decimal, "number")("8.97") == "8.97"  # decimal as is


def test_a_stray_mark_never_makes_a_thousand() -> None:
    _, found = of([*["18,98"] * 20, "8.97", "1.814"])
    assert found.group == ""
    assert "number-styles" in cases(found)


STYLES = [("", "."), ("", ","), (".", ","), (",", "."), (" ", ",")]


def formatted(value: int, digits: int, group: str, decimal: str) -> str:
    """A number of hundredths as people write it in that style."""
    whole, rest = divmod(value, 10**digits)
    text = f"{whole:,}".replace(",", group)
    return f"{text}{decimal}{rest:0{digits}d}" if digits else text


@given(
    style=st.sampled_from(STYLES),
    values=st.lists(st.integers(0, 10**11), min_size=1, max_size=20),
    digits=st.sampled_from([0, 1, 2, 3, 4]),
)
def test_what_is_written_in_a_style_is_read_back_or_asked_about(
    style: tuple[str, str], values: list[int], digits: int
) -> None:
    cells = [formatted(value, digits, *style) for value in values]
    field, found = of(cells)
    if "thousands-or-fraction" in cases(found):
        return  # the check holds such numbers until their style is said
    if field.type == "string":
        unsure = {"number-style-mixed", "number-styles"}
        assert unsure & set(cases(found)) or field.reading == "kode"
        return
    read = reader(field.reading, found.group, found.decimal, field.type)
    odd = {q.finding.cell for q in found.questions}
    for value, cell in zip(values, cells, strict=True):
        if cell not in odd:
            assert float(read(cell)) == value / 10**digits


def test_marks_for_no_value_are_collected_and_are_no_zero() -> None:
    field, found = of(["5,88", "-", "…", "n/a", None])
    assert field.type == "number"
    assert found.missing == ("-", "…", "n/a")


def test_a_column_of_marks_beside_numbers_is_one_of_numbers() -> None:
    columns = {"TPT / Februari": ["5.88", "5.01"], "TPT / Agustus": ["-", "-"]}
    found = propose(laid({"Provinsi": ["Aceh", "Riau"], **columns}), KNOWN)
    assert [field.type for field in found.fields] == ["string", "number", "number"]
    alone = propose(laid({"Provinsi": ["Aceh", "Riau"], "Agustus": ["-", "-"]}), KNOWN)
    assert "column-no-values" in cases(alone)


@pytest.mark.parametrize(
    ("label", "cells", "type", "reading"),
    [
        ("Tahun", [2022.0, 2023.0], "year", "teks"),
        ("Tahun", ["2022", "2023*)"], "year", "angka"),
        ("Periode Data", [202401.0, 202402.0], "yearmonth", "tahun-bulan"),
        ("periode", ["Januari 2024", "Pebruari 2024"], "yearmonth", "tahun-bulan"),
        ("Bulan", ["Januari", "Pebruari"], "string", "bulan"),
        ("Tanggal", ["2 Januari 2024", "13/02/2024"], "date", "tanggal"),
        ("Tanggal", [EARLY, EARLY.replace(day=3)], "date", "tanggal"),
        ("Waktu", [EARLY.replace(hour=8), EARLY], "datetime", "teks"),
        ("Kode", [1301.0, 1302.0], "string", "kode"),
        ("NPSN", ["20101", "20102"], "string", "kode"),
        ("Pos", ["0761", "0762"], "string", "kode"),
        ("Kode Rekening", ["4.1", "4.2"], "string", "kode"),
        ("No", [1.0, 2.0], "integer", "angka"),
        ("Tahun 2020", [1950.0, 2001.0], "integer", "angka"),
        ("Uraian", ["satu", "dua"], "string", "teks"),
    ],
)
def test_types_are_what_every_cell_says(
    label: str, cells: list[Raw], type: str, reading: str
) -> None:
    field, found = of(cells, label)
    assert (field.type, field.reading) == (type, reading)
    assert not set(cases(found)) - {"year-from-name"}


def test_numbers_of_persons_are_text() -> None:
    field, _ = of(["1901010101010001", "1901010101010002"], "NIP")
    assert (field.type, field.reading, field.properties["sdi:peran"]) == ("string", "kode", "kode")


def test_a_month_in_front_is_asked_and_otherwise_the_day_comes_first() -> None:
    field, found = of(["01/13/2024", "02/05/2024"], "Tanggal")
    assert (field.type, cases(found)) == ("string", ["month-first"])
    field, found = of(["01/02/2024", "03/02/2024"], "Tanggal")
    assert field.type == "date"
    assert "day-first" in {step.code for step in found.steps}


def test_percent_in_excel_is_read_as_a_person_sees_it() -> None:
    table = laid({"Nama": ["A", "B"], "Cakupan": [0.125, 1.0]}, percent=[2])
    field = propose(table, KNOWN).fields[1]
    assert (field.type, field.reading, field.properties["sdi:satuan"]) == (
        "number",
        "persen",
        "persen",
    )


def test_few_words_of_a_kind_are_categories_and_yes_or_no_always() -> None:
    table = laid({"Id": [f"a{n}" for n in range(40)], "Status": ["aktif", "tutup"] * 20})
    categories = propose(table, KNOWN).fields[1].properties["categories"]
    assert [c["value"] for c in categories] == ["aktif", "tutup"]
    assert len(of(["Ya", "Tidak", "Ya"], "Berizin")[0].properties["categories"]) == 2
    assert "categories" not in of(["satu", "dua", "tiga"], "Status")[0].properties


@pytest.mark.parametrize("mark", ["Rp -", "Rp. -", "Rp-", "-", "nihil", "Nihil"])
def test_a_mark_of_no_amount_leaves_a_column_of_numbers_and_is_no_zero(mark: str) -> None:
    field, found = of(["Rp 812.345,00", "Rp 654.321,50", "Rp 55.000,25", mark], "Realisasi (Rp)")
    assert (field.type, field.properties["sdi:satuan"]) == ("number", "rupiah")
    assert found.missing == (mark,)
    assert reader("angka", found.group, found.decimal, field.type)(mark) == mark
    assert found.primary_key == ("nama",)


def test_an_amount_of_zero_is_a_zero() -> None:
    field, found = of(["Rp 812.345,50", "Rp 0,-"], "Realisasi (Rp)")
    assert (field.type, found.missing) == ("number", ())
    assert reader("angka", found.group, found.decimal, field.type)("Rp 0,-") == "0"


def test_a_column_half_of_numbers_is_asked_about_and_never_silently_text() -> None:
    field, found = of(["12", "rusak", "7", "14", "belum", "9"])
    assert (field.type, cases(found)) == ("integer", ["cells-odd"])
    field, found = of(["12", "rusak", "belum", "hilang"])
    assert (field.type, cases(found)) == ("string", [])
    assert of(["12", "Jalan A 3", "7"], "Alamat")[0].type == "string"


def test_numbers_that_people_call_text_are_no_key() -> None:
    table = laid({"Berat": ["1.814", "2.003"], "Nama": ["A", "B"]})
    answered = propose(table, KNOWN, {"thousands-or-fraction": "bukan-angka"})
    assert answered.fields[0].properties["sdi:peran"] == "kode"
    mixed = laid({"Berat": ["12", "rusak", "7"], "Nama": ["A", "B", "C"]})
    assert propose(mixed, KNOWN, {"cells-odd:Berat": "teks"}).primary_key == ("nama",)


def test_the_apostrophe_before_digits_is_no_part_of_a_number() -> None:
    field, found = of(["1.234.567", "'2.345.678", "12.000"], "Jiwa")
    assert (field.type, found.group, cases(found)) == ("integer", ".", [])
    assert reader(field.reading, found.group, found.decimal, field.type)("'2.345.678") == "2345678"


def test_a_unit_in_the_cells_is_that_of_the_column_and_has_to_leave_them() -> None:
    table = laid(
        {"Nama": ["A", "B"], "Berat": ["1.500 kg", "2.500 kg"], "Volume": ["12,5 m3", "7 m3"]}
    )
    found = propose(table, KNOWN)
    assert [field.type for field in found.fields[1:]] == ["integer", "number"]
    units = [field.properties["sdi:satuan"] for field in found.fields[1:]]
    assert units == ["kilogram", "meter kubik"]
    assert cases(found) == ["cells-unit", "cells-unit"]
    field, found = of(["5 km", "3 ha", "7 km"])
    assert (field.properties["sdi:satuan"], cases(found)) == ("ISI: satuan", ["cells-unit"])
    field, found = of(["5", "3", "7 km"])
    assert (field.type, cases(found)) == ("integer", ["cells-odd"])


def test_marks_of_footnotes_fall_away_from_numbers_and_it_is_told() -> None:
    field, found = of(["12.345.678*", "1.234 1)", "9"])
    assert field.type == "integer"
    step = next(step for step in found.steps if step.code == "number-notes")
    assert dict(step.values) == {"count": 2, "cells": "“12.345.678*”, “1.234 1)”"}


def test_the_mark_of_a_footnote_behind_a_name_is_asked_about() -> None:
    table = laid({"Pasar": ["Satu*)", "Dua", "Tiga 2)", "Zona (A1)"], "Kios": [1.0, 2.0, 3.0, 4.0]})
    found = propose(table, KNOWN)
    asked = found.questions[0]
    assert (asked.case, asked.finding.field, asked.finding.cell) == (
        "name-marks",
        "Pasar",
        "Satu*)",
    )
    assert dict(asked.finding.values)["count"] == 2
