"""Numbers in text under a recipe: which are held until their style is said, and what totals say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from recipes import book, resource

from build_tools.findings import Finding
from build_tools.reports import sentence
from build_tools.tables import read
from build_tools.words import Words

FIELDS = [{"name": "kecamatan", "type": "string"}, {"name": "hasil", "type": "number"}]
RECIPE: dict[str, Any] = {
    "lembar": ["Rekap"],
    "kepala": [1],
    "kolom": [
        {"nama": "kecamatan", "judul": "Kecamatan"},
        {"nama": "hasil", "judul": "Hasil", "baca": "angka"},
    ],
    "buang": [{"alasan": "jumlah"}],
}


def found(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    type: str = "number",
    unit: str = "ton",
    **style: str,
) -> list[Finding]:
    """What is told of a sheet; with ``ribuan`` and ``desimal`` the recipe says its style."""
    book(folder / "t.xlsx", {"Rekap": [["Kecamatan", "Hasil"], *rows]}, merged=())
    recipe = {**RECIPE, "angka": style} if style else RECIPE
    fields = [FIELDS[0], {**FIELDS[1], "type": type, "sdi:satuan": unit}]
    return list(read.problems(folder, resource(recipe, fields=fields)))


@pytest.mark.parametrize(
    ("cells", "whole", "fraction"),
    [(["1.810", "2.345"], "1810", "1.81"), (["1,810", 980.5], "1810", "1.81")],
)
def test_a_text_that_may_be_two_numbers_holds_a_table_whose_style_nobody_said(
    cells: list[Any], whole: str, fraction: str, tmp_path: Path
) -> None:
    """January held real numbers, February texts: 1.810 is a thousand or a fraction."""
    rows = [[f"Kecamatan {at}", cell] for at, cell in enumerate(cells)]
    (told,) = found(tmp_path, rows)
    assert (told.code, told.place, told.cell) == ("recipe-number-style", "B2", cells[0])
    assert dict(told.values)["case"] == "either"
    said = sentence(told, Words.load("en"))
    assert whole in said and fraction in said


@pytest.mark.parametrize("style", [{"ribuan": ".", "desimal": ","}, {"ribuan": "", "desimal": "."}])
def test_either_answer_in_the_recipe_releases_it(style: dict[str, str], tmp_path: Path) -> None:
    assert found(tmp_path, [["Kuaro", "1.810"], ["Long Ikis", "2.345"]], **style) == []


def test_another_text_of_the_file_that_proves_the_point_before_decimals_settles_it(
    tmp_path: Path,
) -> None:
    assert found(tmp_path, [["Kuaro", "1.810"], ["Long Ikis", "2345.5"]]) == []


def totals(given: list[Finding]) -> list[tuple[str, Any, Any]]:
    values = [(f, dict(f.values)) for f in given if f.code == "recipe-total-differs"]
    return [(f.place, v["total"], v["sum"]) for f, v in values]


def test_a_total_in_text_that_may_be_its_sum_is_not_doubted(tmp_path: Path) -> None:
    rows = [["Kuaro", 980], ["Long Ikis", 2011]]
    assert found(tmp_path, [*rows, ["Jumlah", "2.991"]], "integer") == []
    told = found(tmp_path, [*rows, ["Jumlah", "2.992"]], "integer")
    assert totals(told) == [("B4", "2.992", 2991.0)]  # as it stands: neither reading is its


def test_no_total_is_held_against_a_column_that_has_cells_of_another_type(tmp_path: Path) -> None:
    rows = [["Kuaro", 980], ["Long Ikis", 20.5], ["Jumlah", 7]]
    assert totals(found(tmp_path, rows, "integer")) == []
    assert totals(found(tmp_path, rows, "number")) == [("B4", 7.0, 1000.5)]


def test_the_total_of_the_second_month_is_held_against_the_second_month(tmp_path: Path) -> None:
    january = [["Kuaro", 980], ["Long Ikis", 2011], ["Jumlah", 2991]]
    february = [["Kuaro", 1000], ["Long Ikis", 2000], ["Jumlah", 3999]]
    assert totals(found(tmp_path, [*january, *february])) == [("B7", 3999.0, 3000.0)]
    grand = [*february[:2], ["Jumlah", 3000], ["Jumlah", 5992]]
    assert totals(found(tmp_path, [*january, *grand])) == [("B8", 5992.0, 5991.0)]


def test_of_what_is_counted_in_wholes_a_mark_can_only_part_thousands(tmp_path: Path) -> None:
    """January held numbers, February "1.810" heads of cattle: nobody has to answer for that."""
    rows = [["Kuaro", "1.810"], ["Long Ikis", "2,345"], ["Batu Engau", 7], ["Jumlah", "4.162"]]
    assert found(tmp_path, rows, "integer", "Ekor") == []
    fields = [FIELDS[0], {**FIELDS[1], "type": "integer", "sdi:satuan": "Ekor"}]
    table = list(read.records(tmp_path, resource(RECIPE, fields=fields)))
    assert [row[1] for row in table[1:]] == ["1810", "2345", "7"]
    assert codes(found(tmp_path, rows[:3], "integer", "ton")) == ["recipe-number-style"]
    assert codes(found(tmp_path, rows[:3], "number", "ekor")) == ["recipe-number-style"]
    broken = [["Kuaro", "1.810,5"], ["Long Ikis", 7]]
    assert codes(found(tmp_path, broken, "integer", "ekor")) == ["recipe-number-style"]


def codes(given: list[Finding]) -> list[str]:
    return [f.code for f in given]
