"""Texts of others in a workbook: always texts, never formulas, and no sign that XML forbids."""

from __future__ import annotations

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname

#: What a cell of a spreadsheet holds at most, in UTF-16 units; and a comment, for a reader's sake.
MAX_TEXT, MAX_COMMENT = 32_767, 1_500
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: How Office writes a sign by its number: such a text of others would be read as that sign.
_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: A text that begins so is a formula to who types it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_TITLE = 31


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """The text without what XML forbids, and no longer than a cell may be."""
    known = _ESCAPED.sub(r"_x005F_\1", _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))
    known = known[:limit]
    while len(known.encode("utf-16-le", "replace")) > 2 * limit:
        known = known[:-1]
    return known


def write(cell: Any, text: str) -> None:
    """Puts a text into an openpyxl cell as a text, whatever it begins with."""
    cell.value = clean(text)
    if text and text.startswith(_FORMULA):
        cell.data_type = "s"
        cell.quotePrefix = True


def title(wanted: str, book: Workbook) -> str:
    """A name for a sheet that Excel takes and that no other sheet of the workbook has."""
    known = clean(_NOT_IN_TITLES.sub(" ", wanted)).strip("' ")[:_LONGEST_TITLE].strip("' ")
    known = known or "Data"
    taken = {name.casefold() for name in book.sheetnames}
    found, number = known, 1
    while found.casefold() in taken:
        number += 1
        found = f"{known[: _LONGEST_TITLE - 4]} ({number})"
    return found


def place(sheet: str, cell: str) -> str:
    """A place within a workbook, as a link names it: 'Data 2024'!D17."""
    return f"{quote_sheetname(sheet)}!{cell}"
