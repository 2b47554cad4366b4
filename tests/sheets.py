"""Spreadsheets as people make them, for tests: rows of cells, merged ranges, several sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from build_tools.tables.layout import find
from build_tools.tables.layout.base import Found, Laid


def workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    merged: Mapping[str, Sequence[str]] = {},
    hidden: Sequence[str] = (),
) -> Path:
    """A workbook of these sheets; ``merged`` has ranges such as "B1:D1" of some of them."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at in merged.get(name, ()):
                sheet.merge_range(at, "")
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, column, value)
            if name in hidden:
                sheet.hide()
    return path


def text(path: Path, lines: str, encoding: str = "utf-8") -> Path:
    """A CSV file of these lines."""
    path.write_bytes(lines.encode(encoding))
    return path


def found(tmp_path: Path, rows: Sequence[Sequence[Any]], *merged: str) -> Found:
    """What is found in a workbook of one sheet."""
    path = workbook(tmp_path / "tabel.xlsx", {"Data": rows}, {"Data": merged})
    return find(path)


def only(given: Found) -> Laid:
    """The one table of a file."""
    assert [f.code for f in given.refused] == []
    assert len(given.tables) == 1
    return given.tables[0]


def records(laid: Laid) -> list[list[Any]]:
    """The cells of a table's records."""
    return [cells for _, cells in laid.records()]


def labels(laid: Laid) -> list[str]:
    """The labels of a table's columns."""
    return [column.label for column in laid.columns]


def dropped(laid: Laid) -> dict[int, str]:
    """Why each row that is left out is."""
    return {row.row: row.reason for row in laid.dropped}


def cases(laid: Laid) -> list[str]:
    """What is open about a table."""
    return [question.case for question in laid.questions]


def codes(laid: Laid) -> list[str]:
    """The steps that were taken."""
    return [step.code for step in laid.steps]
