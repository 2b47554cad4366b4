"""Workbooks for tests, written part by part: just what a test needs, however odd."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.load.descriptor import resource_of
from build_tools.model import Resource

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

#: Cell styles by number: 1 a date, 2 six digits, 3 a code with points, 4 per cent, 5 date and time.
STYLES = f"""<styleSheet xmlns="{_MAIN}"><numFmts count="4">
<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="000000"/>
<numFmt numFmtId="166" formatCode="00\\.00\\.00"/><numFmt numFmtId="167" formatCode="d/m/yy h:mm"/>
</numFmts><cellXfs count="7"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>
<xf numFmtId="166"/><xf numFmtId="9"/><xf numFmtId="167"/><xf numFmtId="20"/></cellXfs>
</styleSheet>"""

#: One row of made-up cells and how it is written: numbers, texts, or ready XML.
Rows = Sequence[Sequence[Any]]


def cell(column: int, row: int, value: Any) -> str:
    """A cell's XML; text that begins with "<c" is taken as it is, with @ for its place."""
    place = f"{chr(64 + column)}{row}"
    if value is None:
        return ""
    if isinstance(value, str):
        if value.startswith("<c"):
            return value.replace("@", place)
        text = value.replace("&", "&amp;").replace("<", "&lt;")
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def styled(value: Any, style: int) -> str:
    """A number under one of the styles."""
    return f'<c r="@" s="{style}"><v>{value}</v></c>'


def rows_xml(rows: Rows, attributes: Mapping[int, str] | None = None) -> str:
    """The rows of a sheet from row 1 on; ``attributes`` of some of them, by number."""
    written = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell(at, number, value) for at, value in enumerate(row, start=1))
        more = (attributes or {}).get(number, "")
        written.append(f'<row r="{number}" {more}>{cells}</row>')
    return "".join(written)


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A sheet's part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def parts(
    sheets: Mapping[str, str], states: Mapping[str, str] | None = None, **more: str
) -> dict[str, str]:
    """The parts of a workbook with these sheets; ``states`` hides some."""
    listed, related = [], []
    found = {}
    for number, (name, xml) in enumerate(sheets.items(), start=1):
        state = (states or {}).get(name, "visible")
        listed.append(
            f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        )
        related.append(("worksheet", f"worksheets/sheet{number}.xml", f"rId{number}"))
        found[f"xl/worksheets/sheet{number}.xml"] = xml
    related.append(("styles", "styles.xml", "rIdS"))
    if "strings" in more:
        related.append(("sharedStrings", "sharedStrings.xml", "rIdT"))
        found["xl/sharedStrings.xml"] = more["strings"]
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        ),
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml", "rId1")]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f"<sheets>{''.join(listed)}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relations(related),
        "xl/styles.xml": STYLES,
        **found,
    }


def relations(entries: Sequence[tuple[str, str, str]]) -> str:
    """A part of relations: kind, target, id."""
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target, id in entries
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def save(path: Path, given: Mapping[str, str]) -> Path:
    """Writes the parts as a workbook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in given.items():
            archive.writestr(name, text)
    return path


def book(path: Path, rows: Rows, before: str = "", after: str = "", **attributes: str) -> Path:
    """A workbook of one sheet; ``row4="…"`` gives a row attributes."""
    numbered = {int(name[3:]): text for name, text in attributes.items()}
    return save(path, parts({"Data": sheet_xml(rows_xml(rows, numbered), before, after)}))


def resource(*fields: Any, path: str = "tabel.xlsx", **more: Any) -> Resource:
    """A resource with these fields: names (then texts), or whole fields."""
    listed = [{"name": f, "type": "string"} if isinstance(f, str) else f for f in fields]
    schema = {"fields": listed, **more.pop("schema", {})}
    raw = {"name": "tabel", "path": path, "schema": schema, **more}
    return resource_of(raw, ("id", "en"))
