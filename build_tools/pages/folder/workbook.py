"""All tables of the folder in one workbook (XLSX): a sheet each, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ... import profiles
from ...archive import packed
from ...ooxml import SHEET_END, around, number_cell, sheet_start, text_cell
from ...smartcity.evidence import Folder
from ..safe import visible
from ..view import View
from .names import INDEX_TABLE, table_name
from .tables import Lines

#: More rows a sheet does not hold; the CSV has all.
MOST_ROWS = 1_048_575
#: A cell holds 32,767 units of UTF-16, and a character may take two.
LONGEST = 16_000
#: How wide a column is, in digits.
_NARROW, _WIDE = 12, 36
#: What a sheet shows as it is: 15 digits at most, and no power of ten.
_PLAIN = re.compile(r"-?(?=[\d.]{1,16}$)\d{1,15}(\.\d{1,14})?")
#: What Excel takes for a character that XML cannot hold.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def workbook(view: View, found: Folder, index: Lines, tables: Mapping[str, Lines]) -> bytes:
    """The index, and the table of each part that has rows; the same bytes for the same rows."""
    sheets = {INDEX_TABLE.removesuffix(".csv"): _sheet(index, frozenset())}
    for part, lines in tables.items():
        sheets[table_name(part).removesuffix(".csv")] = _sheet(lines, _numbers(part))
    year, region = f"{found.year:04}", view.portal.region.get(view.lang)
    parts = around(_fit(view.words("evidence.title_year", year=year, region=region)), list(sheets))
    parts |= {f"xl/worksheets/sheet{n}.xml": s for n, s in enumerate(sheets.values(), start=1)}
    return packed((name, part.encode()) for name, part in parts.items())


def _numbers(part: str) -> frozenset[str]:
    """The columns of a profile that hold numbers."""
    kinds = {"integer", "number", "year"}
    fields = profiles.all_profiles()[part].fields
    return frozenset(str(f["name"]) for f in fields if f["type"] in kinds)


def _sheet(lines: Lines, numbers: frozenset[str]) -> str:
    header, *rows = lines
    widths = [_NARROW if name in numbers else _WIDE for name in header]
    body = "".join(
        "<row>"
        + "".join(_cell(cell, name in numbers) for name, cell in zip(header, row, strict=True))
        + "</row>"
        for row in rows[:MOST_ROWS]
    )
    return sheet_start(widths, header) + body + SHEET_END


def _cell(text: str, is_number: bool) -> str:
    """Empty where nothing is known; a number that a sheet would change stays a text."""
    if not text:
        return "<c/>"
    if is_number and _PLAIN.fullmatch(text):
        return number_cell(text, len(text.partition(".")[2]))
    return text_cell(_fit(text))


def _fit(text: str) -> str:
    """The text as a cell can hold it."""
    shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return _ESCAPE.sub("_x005F_", visible(shown))
