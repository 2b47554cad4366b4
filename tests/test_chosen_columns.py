"""Which columns stand where there is no room for all: what, when, how much; sources last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from charts_site import AREA, NAME, SEX, YEAR, measure, published, site, table

from build_tools.model import ColumnProfile, Field, Text
from build_tools.pages.cells import Column, columns, preview, stacked
from build_tools.pages.choice import chosen, in_sight
from build_tools.pages.view import View
from build_tools.words import Words

CODE = Field("kode_bps", "string", role="kode")
SOURCE = Field("sumber_url", "string", role="sumber", format="uri")
STATUS = Field("status_angka", "string", role="status")
NOTE = Field("catatan", "string", role="catatan")
PERIOD = Field("periode", "string", role="keterangan", title=Text("Periode"))
MEN, WOMEN, ALL = measure("laki"), measure("perempuan"), measure("jumlah")


def cols(
    fields: Sequence[Field], rows: Sequence[Sequence[str | None]], lang: str = "id"
) -> tuple[list[Column], list[list[int]]]:
    """The columns of a table, and what is chosen of them for 1, 2, … places."""
    made = table(fields, rows, key=["periode"])
    profiles = tuple(ColumnProfile(f.name, 0, 1) for f in fields)
    made = replace(made, preview=tuple(map(tuple, rows)), columns=profiles)
    view = View(site(published(made)), Words.load(lang))
    found = columns(view, made)
    return found, [chosen(found, made, most) for most in range(1, len(fields) + 1)]


def names(fields: Sequence[Field], places: Sequence[int]) -> list[str]:
    return [fields[place].name for place in places]


def test_the_total_comes_before_its_parts_and_all_before_codes_and_sources() -> None:
    fields = [CODE, PERIOD, YEAR, SOURCE, MEN, WOMEN, ALL, STATUS]
    rows = [["6401", "2024-S2", "2024", "https://x.example", a, b, c, "tetap"] for a, b, c in
            (("1", "2", "3"), ("2", "2", "4"))]  # fmt: skip
    _, found = cols(fields, rows)
    assert names(fields, found[0]) == ["jumlah"]
    assert names(fields, found[1]) == ["periode", "jumlah"]
    assert names(fields, found[4]) == ["periode", "jumlah", "laki", "perempuan", "status_angka"]
    assert names(fields, found[7])[5:] == ["tahun", "kode_bps", "sumber_url"]


def test_an_area_is_shown_by_its_name_and_by_its_code_only_where_it_has_none() -> None:
    rows = [["64.01.01", "Batu", "2024", "5"]]
    _, found = cols([AREA, NAME, YEAR, ALL], rows)
    assert found[2] == [1, 2, 3] and found[3] == [1, 2, 3, 0]
    _, found = cols([AREA, YEAR, ALL], [["64.01.01", "2024", "5"]])
    assert found[2] == [0, 1, 2]


@pytest.mark.parametrize(("lang", "shown"), [("id", "jabatan"), ("en", "jabatan_en")])
def test_words_of_the_readers_language_are_shown(lang: str, shown: str) -> None:
    text = [Field(name, "string") for name in ("jabatan", "jabatan_en", "keadaan", "kosong")]
    fields = [CODE, YEAR, *text]
    _, found = cols(fields, [["a-1", "2024", "Kepala", "Head", "ditemukan", None]], lang)
    assert names(fields, found[2]) == ["tahun", shown, "keadaan"]


def test_where_there_is_no_figure_the_columns_keep_their_order() -> None:
    fields = [NOTE, STATUS, NAME]
    _, found = cols(fields, [["x", "baik", "Kantor"]])
    assert found[1] == [1, 2] and found[2] == [0, 1, 2]


def test_no_columns_and_short_rows_are_no_trouble() -> None:
    assert cols([], [])[1] == []
    assert cols([YEAR, ALL], [["2024"]])[1][1] == [0, 1]


def test_on_a_phone_the_first_figure_is_in_sight() -> None:
    """It comes after as many columns as leave it room; the others follow it."""
    long = [replace(SEX, name=f"k{n}", categories=(), role="nama") for n in range(5)]
    rows = [[*["Nama yang cukup panjang"] * 5, "5"]]
    found, places = cols([*long, ALL], rows)
    made = table([*long, ALL], rows)
    made = replace(made, preview=(tuple(rows[0]),))
    shown = preview(found, made)
    order = in_sight(found, shown)
    assert places[5] == [0, 1, 2, 3, 4, 5] and sorted(order) == places[5]
    assert order.index(5) in {1, 2} and order[0] == 0
    assert not stacked([found[at] for at in order], [[row[at] for at in order] for row in shown])
    few = [found[0], found[5]]
    assert in_sight(few, [[row[0], row[5]] for row in shown]) == [0, 1]


def test_what_is_chosen_is_bounded_and_one_figure_is_there_in_any_case() -> None:
    fields = [replace(AREA, name=f"k{n}") for n in range(300)]
    _, found = cols([*fields, ALL], [[*"x" * 300, "5"]])
    assert all(len(of) == most and 300 in of for most, of in enumerate(found[:20], start=1))
