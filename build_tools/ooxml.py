"""The parts of an XLSX workbook that are the same in every one, and the sheets of plain texts.

Office Open XML, ECMA-376 part 1: the chapters on SpreadsheetML and packaging.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

MAX_PLACES = 15
#: A cell holds 32,767 units of UTF-16, and a character may take two.
LONGEST = 16_000
#: Texts up to here are mostly labels, which workbooks repeat.
_SHORT = 80
#: Indexes into the cell formats of `STYLES`.
PLAIN, BOLD, WRAPPED, DATE, MOMENT, TIME = range(6)

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-"
_SHEET_TYPE = f"{_TYPE}officedocument.spreadsheetml"
_FIRST_OWN_FORMAT = 164  # numbers below are Excel's own

SHEET_END = "</sheetData></worksheet>"

#: The rows of a sheet of texts, the first one its header, and the widths of its columns.
TextSheet = tuple[Sequence[Sequence[str]], Sequence[float]]

#: What XML 1.0 cannot hold, or turns the text around it; and Excel's own escape for such.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e"
    "\u2066-\u2069\ufeff\ufffe\uffff]"
)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def number_style(places: int) -> int:
    """The cell format that shows that many decimals; more than 15 are left to the program."""
    return TIME + 1 + places if places <= MAX_PLACES else PLAIN


def escaped(text: str) -> str:
    """A text as it stands between tags, or in an attribute."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def text_cell(text: str, style: int = PLAIN) -> str:
    """A cell with a text, which is never a formula."""
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    mark = f' s="{style}"' if style else ""
    return f'<c{mark} t="inlineStr"><is><t{kept}>{escaped(text)}</t></is></c>'


def number_cell(text: str, places: int) -> str:
    """A cell with a number as it is written, shown with that many decimals."""
    return f'<c s="{number_style(places)}"><v>{escaped(text)}</v></c>'


def sheet_start(widths: Sequence[float], header: Iterable[str]) -> str:
    """A worksheet up to its first row of data; the header stays in view."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    cells = "".join(text_cell(label, BOLD) for label in header)
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/>{columns and f"<cols>{columns}</cols>"}'
        f"<sheetData><row>{cells}</row>"
    )


def fitted(text: str) -> str:
    """A text as a cell can hold it: without what cannot be seen, cut where it is too long."""
    shown = _UNSEEN.sub("", text)
    shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
    return _ESCAPE.sub("_x005F_", shown)


def text_sheet(rows: Sequence[Sequence[str]], width: float) -> str:
    """A whole worksheet of texts, the first row its header; long texts are wrapped."""
    header, *others = rows
    lines = [
        "".join(text_cell(text, WRAPPED) if text else "<c/>" for text in row) for row in others
    ]
    body = "".join(f"<row>{line}</row>" for line in lines)
    count = max(map(len, rows))
    return sheet_start([width] * count, header) + body + SHEET_END


def text_parts(title: str, sheets: Mapping[str, TextSheet]) -> dict[str, bytes]:
    """Every part of a workbook of texts, by the name of each sheet; whatever people wrote fits.

    A text is never a formula, and the same texts give the same bytes.
    """
    parts = around(fitted(title), list(sheets))
    for number, ((header, *rows), widths) in enumerate(sheets.values(), 1):
        start = sheet_start(widths, map(fitted, header))
        body = "".join(f"<row>{''.join(map(_any_cell, row))}</row>" for row in rows)
        parts[f"xl/worksheets/sheet{number}.xml"] = start + body + SHEET_END
    return {name: part.encode() for name, part in parts.items()}


def _any_cell(text: str) -> str:
    return _short_cell(text) if len(text) <= _SHORT else text_cell(fitted(text), WRAPPED)


@lru_cache(maxsize=10_000)
def _short_cell(text: str) -> str:
    """A cell of a workbook of texts; labels come again and again."""
    return text_cell(fitted(text), WRAPPED) if text else "<c/>"


def around(title: str, sheets: Sequence[str]) -> dict[str, str]:
    """Every part but the sheets, which are ``xl/worksheets/sheet1.xml`` and so on."""
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        f'ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    listed = "".join(
        f'<sheet name="{escaped(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/relationships/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{_TYPE}package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
            f"{overrides}"
            f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>'
            f'<Override PartName="/docProps/core.xml" '
            f'ContentType="{_TYPE}package.core-properties+xml"/>'
            '<Override PartName="/docProps/app.xml" '
            f'ContentType="{_TYPE}officedocument.extended-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" '
            'Target="xl/workbook.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/>'
            f'<Relationship Id="rId3" Type="{_OFFICE}/relationships/extended-properties" '
            'Target="docProps/app.xml"/></Relationships>'
        ),
        "docProps/app.xml": (
            f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
            "<Application>terbuka</Application></Properties>"
        ),
        "docProps/core.xml": (  # without dates: same table, same bytes
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title>'
            "</cp:coreProperties>"
        ),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
            f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId{len(sheets) + 1}" Type="{_OFFICE}/relationships/styles" '
            'Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": STYLES,
    }


def _styles() -> str:
    patterns = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"]
    patterns += ["0." + "0" * places if places else "0" for places in range(MAX_PLACES + 1)]
    own = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{pattern}"/>'
        for number, pattern in enumerate(patterns, _FIRST_OWN_FORMAT)
    )
    shown = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1"/>'
        for number in range(_FIRST_OWN_FORMAT, _FIRST_OWN_FORMAT + len(patterns))
    )
    fonts = '<name val="Calibri"/><family val="2"/>'
    base = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(patterns)}">{own}</numFmts>'
        f'<fonts count="2"><font><sz val="11"/>{fonts}</font>'
        f'<font><b/><sz val="11"/>{fonts}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{base}/></cellStyleXfs>'
        f'<cellXfs count="{len(patterns) + 3}">{base} xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        f'{base} xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        f"{shown}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


STYLES = _styles()
