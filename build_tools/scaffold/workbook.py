"""An empty workbook for a profile: its header, and lists and formats that help to fill it.

Help is given as messages of data validation, never as cell comments: a comment would be
published with the file. The names of columns that every row must fill are bold, on a colour;
their messages say so, since the names themselves may not be changed.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..profiles import Profile

#: Rows that the lists and messages are given for.
ROWS = 2_000
#: What Excel takes: characters of a list, of a message's title, of a message.
_LIST, _TITLE, _MESSAGE = 255, 32, 255
_NEEDED = PatternFill("solid", fgColor="FFF2CC")
_FORMATS = {"string": "@", "date": "yyyy-mm-dd", "year": "0", "integer": "0"}


def workbook(profile: Profile, filled: Collection[str] = ()) -> bytes:
    """The bytes of an XLSX file with one sheet and one row: the names of the columns.

    ``filled`` are those that every row must fill.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(profile.resource[:31])
    sheet.append(list(profile.columns))
    sheet.freeze_panes = "A2"
    for number, field in enumerate(profile.fields, start=1):
        letter = get_column_letter(number)
        needed = field["name"] in filled
        if needed:
            sheet.cell(1, number).font = Font(bold=True)
            sheet.cell(1, number).fill = _NEEDED
        column = sheet.column_dimensions[letter]
        column.width = 14 if field["type"] != "string" else 24
        column.number_format = _FORMATS.get(field["type"], "General")
        for rule, rows in _rules(field, needed):
            rule.add(f"{letter}{rows[0]}:{letter}{rows[-1]}")
            sheet.add_data_validation(rule)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def meaning(field: Mapping[str, Any]) -> str:
    """What a column holds, in one line."""
    return " ".join(str(field["description"]).split())


def _rules(field: Mapping[str, Any], needed: bool) -> Iterator[tuple[DataValidation, range]]:
    """The message of a column for its rows, with the list of what they take; and for its name."""
    values = [str(c["value"]) for c in field.get("categories", ())]
    listed = ",".join(values)
    fits = bool(values) and len(listed) <= _LIST and not any("," in v for v in values)
    text = ("Wajib diisi. " if needed else "") + meaning(field)
    message: dict[str, Any] = {
        "allow_blank": True,
        "showInputMessage": True,
        "promptTitle": _short(str(field["title"]), _TITLE),
        "prompt": _short(text, _MESSAGE),
    }
    yield DataValidation(**message), range(1, 2)
    yield (
        DataValidation(
            type="list" if fits else None,
            formula1=f'"{listed}"' if fits else None,
            showErrorMessage=fits,
            errorStyle="warning" if fits else None,  # "…" may stand in every cell
            **message,
        ),
        range(2, ROWS + 1),
    )


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
