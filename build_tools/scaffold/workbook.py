"""An empty workbook for a profile: its header, and lists and formats that help to fill it.

Help is given as messages of data validation, never as cell comments: a comment would be
published with the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..profiles import Profile

#: Rows that the lists and messages are given for.
ROWS = 2_000
#: What Excel takes: characters of a list, of a message's title, of a message.
_LIST, _TITLE, _MESSAGE = 255, 32, 255
_FORMATS = {"string": "@", "date": "yyyy-mm-dd", "year": "0", "integer": "0"}


def workbook(profile: Profile) -> bytes:
    """The bytes of an XLSX file with one sheet and one row: the names of the columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(profile.resource[:31])
    sheet.append(list(profile.columns))
    sheet.freeze_panes = "A2"
    for number, field in enumerate(profile.fields, start=1):
        letter = get_column_letter(number)
        sheet.cell(1, number).font = Font(bold=True)
        column = sheet.column_dimensions[letter]
        column.width = 14 if field["type"] != "string" else 24
        column.number_format = _FORMATS.get(field["type"], "General")
        for rule in _rules(field):
            rule.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(rule)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rules(field: Mapping[str, Any]) -> Iterator[DataValidation]:
    """The message of a column, and the list of what it takes where there is one."""
    values = [str(c["value"]) for c in field.get("categories", ())]
    listed = ",".join(values)
    fits = bool(values) and len(listed) <= _LIST and not any("," in v for v in values)
    rule = DataValidation(
        type="list" if fits else None,
        formula1=f'"{listed}"' if fits else None,
        allow_blank=True,
        showErrorMessage=fits,
        errorStyle="warning" if fits else None,  # "…" may stand in every cell
        showInputMessage=True,
        promptTitle=_short(str(field["title"]), _TITLE),
        prompt=_short(str(field["description"]), _MESSAGE),
    )
    yield rule


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
