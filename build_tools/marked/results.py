"""The results of formulas, which openpyxl drops, put back into a workbook it has written.

A formula without a result is an empty cell to every reader but a spreadsheet program.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils.datetime import to_excel

from .texts import clean

_EMPTY = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?:[^>]*/>|[^>]*>.*?</f>))<v\s*(?:/>|></v>)</c>', re.DOTALL
)
_TYPE = re.compile(r'\st="[^"]*"')

#: By sheet and cell: the result and its type as openpyxl names it ("n", "s", "b", "d", "e").
Results = dict[str, dict[str, tuple[Any, str]]]


def results(book: Any, known: Any) -> Results:
    """The results of a workbook's formulas; ``known`` is the same, opened for its values."""
    found: Results = {}
    for sheet in book.worksheets:
        values = known[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = values[cell.coordinate]
                    if value.value is not None:
                        place = found.setdefault(sheet.title, {})
                        place[cell.coordinate] = (value.value, value.data_type)
    return found


def put_back(content: bytes, sheets: list[str], known: Results, epoch: Any) -> bytes:
    """The bytes of the workbook with results; ``sheets`` are the titles in their order."""
    if not known:
        return content
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for entry in given.infolist():
            data = given.read(entry)
            number = re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", entry.filename)
            values = known.get(sheets[int(number[1]) - 1]) if number else None
            if values:
                data = _filled(data.decode(), values, epoch).encode()
            written.writestr(entry, data)
    return out.getvalue()


def _serial(value: Any, epoch: Any) -> Any:
    return to_excel(value, epoch)  # type: ignore[no-untyped-call]


def _filled(xml: str, values: dict[str, tuple[Any, str]], epoch: Any) -> str:
    def cell(match: re.Match[str]) -> str:
        place, attributes, formula = match.groups()
        if place not in values:
            return match[0]
        value, kind = values[place]
        bare = _TYPE.sub("", attributes)
        if isinstance(value, bool):
            return f'<c r="{place}"{bare} t="b">{formula}<v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{place}"{bare}>{formula}<v>{value!r}</v></c>'
        if isinstance(value, str):
            mark = "e" if kind == "e" else "str"
            text = escape(clean(value))
            return f'<c r="{place}"{bare} t="{mark}">{formula}<v>{text}</v></c>'
        return f'<c r="{place}"{bare}>{formula}<v>{_serial(value, epoch)}</v></c>'

    return _EMPTY.sub(cell, xml)
