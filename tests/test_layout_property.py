"""Sheets made at random, with titles, levels, totals and footers, are found back as they were."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sheets import labels, only, records, text, workbook
from xlsxwriter.utility import xl_range

from build_tools.tables.layout import find

NAMES = (
    *("Batu Sopang", "Muara Samu", "Batu Engau", "Tanjung Harapan", "Pasir Belengkong"),
    *("Tanah Grogot", "Kuaro", "Long Ikis", "Muara Komam", "Long Kali"),
)
GROUPS = ["Negeri", "Swasta", "Madrasah"]
YEARS = ["2021", "2022", "2023"]
TITLES = ["Tabel 3.1 Jumlah Contoh Menurut Kecamatan", "Kabupaten Contoh", "Tahun 2023"]
FOOTERS = ["Sumber: Dinas Contoh", "Catatan: sementara", "*) angka diperbaiki", "Keterangan:"]


@dataclass
class Made:
    """A sheet and what it was made of."""

    rows: list[list[Any]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    header: tuple[int, ...] = ()
    labels: list[str] = field(default_factory=list)
    records: list[list[Any]] = field(default_factory=list)


def made(seed: int) -> Made:
    """A sheet; the same for the same number."""
    chance = random.Random(seed)
    sheet = Made()
    margin = [None] * chance.choice([0, 0, 0, 2])
    for title in chance.sample(TITLES, chance.randint(0, 3)):
        sheet.rows.append([*margin, title])
        sheet.rows += [[]] * chance.choice([0, 0, 1])
    sheet.rows += [[]] * chance.randint(0, 3)
    first = [*(["No."] if chance.random() < 0.5 else []), "Kecamatan"]
    count = _header(sheet, chance, first, len(margin))
    if chance.random() < 0.4:
        sheet.rows.append([*margin, *(f"({n})" for n in range(1, len(first) + count + 1))])
    sheet.rows += [[]] * chance.choice([0, 0, 0, 1])
    _body(sheet, chance, margin, len(first) > 1, count)
    if chance.random() < 0.6:
        word = chance.choice(["Jumlah", "TOTAL", "Rata-rata", "Jumlah Total"])
        sheet.rows.append([*margin, *([None] * (len(first) - 1)), word, *([99] * count)])
    if chance.random() < 0.6:
        sheet.rows += [[]] * chance.choice([0, 1, 2])
        for note in chance.sample(FOOTERS, chance.randint(1, 3)):
            sheet.rows.append([*margin, note])
    return sheet


def _header(sheet: Made, chance: random.Random, first: list[str], left: int) -> int:
    """A header of one to three levels; gives the number of its columns with values."""
    levels = chance.randint(1, 3)
    years, groups = YEARS[: chance.randint(2, 3)], GROUPS[: chance.randint(2, 3)]
    bottom = years if levels == 1 else years * len(groups)
    top, at = len(sheet.rows), left + len(first)
    low = top + levels - 1
    head: list[list[Any]] = [[None] * (at + len(bottom)) for _ in range(levels)]
    head[0][left:at] = first
    head[-1][at:] = bottom
    if levels > 1:
        sheet.merged += [xl_range(top, column, low, column) for column in range(left, at)]
        for start, group in zip(range(at, at + len(bottom), len(years)), groups, strict=True):
            head[-2][start] = group
            sheet.merged.append(xl_range(low - 1, start, low - 1, start + len(years) - 1))
    if levels == 3:
        head[0][at] = "Jumlah Murid"
        sheet.merged.append(xl_range(top, at, top, at + len(bottom) - 1))
    sheet.rows += head
    sheet.header = tuple(range(top + 1, low + 2))
    above = "Jumlah Murid / " if levels == 3 else ""
    parts = years if levels == 1 else [f"{group} / {year}" for group in groups for year in years]
    sheet.labels = [*first, *(above + part for part in parts)]
    return len(bottom)


def _body(
    sheet: Made, chance: random.Random, margin: list[None], numbered: bool, count: int
) -> None:
    """Records of kecamatan; some report nothing, some cells are empty, some rows too."""
    names = chance.sample(NAMES, chance.randint(3, 10))
    for number, name in enumerate(names, start=1):
        values: list[Any] = [None] * count
        if chance.random() > 0.1:
            kinds = (
                lambda: chance.randint(0, 900),
                lambda: chance.randint(0, 90) / 4,
                lambda: None,
            )
            values = [chance.choice(kinds)() for _ in values]
        record = [*([number] if numbered else []), name, *values]
        sheet.records.append(record)
        sheet.rows.append([*margin, *record])
        if chance.random() < 0.05 and number < len(names) - 1:
            sheet.rows.append([])


@pytest.mark.parametrize("seed", range(150))
def test_a_workbook_is_found_back(seed: int, tmp_path: Path) -> None:
    given = made(seed)
    laid = only(find(workbook(tmp_path / "a.xlsx", {"Data": given.rows}, {"Data": given.merged})))
    assert (laid.header, labels(laid)) == (given.header, given.labels)
    assert records(laid) == given.records


@pytest.mark.parametrize("seed", range(1000, 1150))
def test_the_same_as_csv_where_merged_cells_are_lost(seed: int, tmp_path: Path) -> None:
    given = made(seed)
    target = io.StringIO()
    width = max(map(len, given.rows))
    mark = random.Random(seed).choice(",;\t|")
    csv.writer(target, delimiter=mark).writerows(
        [*r, *[None] * (width - len(r))] for r in given.rows
    )
    laid = only(find(text(tmp_path / "a.csv", target.getvalue())))
    assert laid.grid.delimiter == mark
    assert (laid.header, labels(laid)) == (given.header, given.labels)
    written = [[None if cell is None else str(cell) for cell in row] for row in given.records]
    assert records(laid) == written
