"""`metadata export`: the descriptors of datasets as one workbook that people fill in.

A sheet with a row a dataset, one with a row a column of a table, and how to use them. Every cell
is a text, also one that looks like a formula; lists are offered where the words are fixed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..model import Portal
from ..words import Words
from .convert import shown
from .gathered import Written
from .labels import DATASET, FIELD, Property, type_words

#: Rows beyond those that are filled get the same lists.
_MORE_ROWS = 200
_NEEDED, _FIXED = PatternFill("solid", fgColor="FFF2CC"), PatternFill("solid", fgColor="E7E6E6")
#: What Excel takes: characters of a list, of a message's title, of a message.
_LIST, _TITLE, _MESSAGE = 255, 32, 255
_LISTS = "daftar"


def workbook(datasets: Sequence[Written], portal: Portal, words: Words) -> bytes:
    """The bytes of the XLSX file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists(portal)
    left_alone = words("metadata.locked")
    sheet = book.create_sheet(words("metadata.sheets.metadata"))
    keys = [words("metadata.keys.dataset")]
    about = ((w.id, *(_cell(p, w.raw, left_alone) for p in DATASET)) for w in datasets)
    _fill(sheet, keys, DATASET, about, words, lists)
    sheet = book.create_sheet(words("metadata.sheets.fields"))
    keys += [words("metadata.keys.table"), words("metadata.keys.field")]
    rows = (
        (w.id, table, name, *(_cell(p, raw, left_alone) for p in FIELD))
        for w in datasets
        for table, name, _, raw in w.fields()
    )
    _fill(sheet, keys, FIELD, rows, words, lists)
    help = book.create_sheet(words("metadata.sheets.help"))
    help.column_dimensions["A"].width = 100
    for line in words.section("metadata.guide"):
        _put(help, help.max_row + (help.max_row > 1 or bool(help["A1"].value)), 1, str(line))
    lists.write(book.create_sheet(_LISTS))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Lists:
    """The words of fixed lists, in a sheet of their own where they are too long for a rule."""

    def __init__(self, portal: Portal) -> None:
        self._own = {
            "topics": [topic.id for topic in portal.topics],
            "agencies": [agency.id for agency in portal.agencies],
            "type": list(type_words()),
            "required": ["ya", "tidak"],
        }
        self._columns: dict[str, list[str]] = {}

    def formula(self, asked: Property) -> str:
        """The formula of the rule for a property; empty: any text may stand there."""
        known = self._own.get(asked.key) or list(asked.words)
        if not known:
            return ""
        listed = ",".join(known)
        if len(listed) <= _LIST:
            return f'"{listed}"'
        self._columns.setdefault(asked.key, known)
        letter = get_column_letter(list(self._columns).index(asked.key) + 1)
        return f"={_LISTS}!${letter}$1:${letter}${len(known)}"

    def write(self, sheet: Worksheet) -> None:
        """The words that rules point to."""
        for column, known in enumerate(self._columns.values(), start=1):
            for row, word in enumerate(known, start=1):
                _put(sheet, row, column, word)
        sheet.sheet_state = "hidden"


def _cell(asked: Property, raw: Any, left_alone: str) -> str:
    found = shown(asked, raw)
    return left_alone if found is None else found


def _fill(
    sheet: Worksheet,
    keys: Sequence[str],
    properties: Sequence[Property],
    rows: Iterable[tuple[str, ...]],
    words: Words,
    lists: _Lists,
) -> None:
    """A header, rows of texts, and for each column its message and its list."""
    titles = [words(f"metadata.properties.{p.key}.title") for p in properties]
    for column, title in enumerate([*keys, *titles], start=1):
        asked = properties[column - len(keys) - 1] if column > len(keys) else None
        needed = asked is not None and asked.required
        _put(sheet, 1, column, f"{title} *" if needed else title)
        head = sheet.cell(1, column)
        head.font = Font(bold=True)
        if needed or asked is None:
            head.fill = _NEEDED if needed else _FIXED
        long = asked is not None and asked.kind in {"text", "list", "source", "codes"}
        sheet.column_dimensions[get_column_letter(column)].width = 32 if long else 18
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            if text:
                _put(sheet, last, column, text)
    sheet.freeze_panes = f"{get_column_letter(len(keys) + 1)}2"
    for column, (asked, title) in enumerate(
        zip(properties, titles, strict=True), start=len(keys) + 1
    ):
        formula = lists.formula(asked)
        rule = DataValidation(
            type="list" if formula else None,
            formula1=formula or None,
            allow_blank=True,
            showErrorMessage=bool(formula),
            # several words of a list may stand in one cell, and "ISI: …" in every one
            errorStyle="information" if asked.kind == "list" else "warning",
            showInputMessage=True,
            promptTitle=title[:_TITLE],
            prompt=words(f"metadata.properties.{asked.key}.help")[:_MESSAGE],
        )
        letter = get_column_letter(column)
        rule.add(f"{letter}2:{letter}{last + _MORE_ROWS}")
        sheet.add_data_validation(rule)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A text as a text, whatever it looks like."""
    cell: Any = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if text[0] in "=+-@":
        cell.quotePrefix = True  # a spreadsheet then keeps it a text when it is edited
