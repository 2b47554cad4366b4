"""What a file really is, whatever its name says: told from its first bytes.

People rename files, save web pages as ``.xls`` and send pictures of tables.
"""

from __future__ import annotations

import re
from pathlib import Path

from .excel.zipparts import Parts, TooLargeError, UnreadableZipError

_HEAD = 4096
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: First bytes, and the kind they tell; the kinds have words under `findings.types`.
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "document"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3", "database"),
    (b"\t\x08\x10\0\0\x06", "xls"),
    (b"\t\x08\x08\0\0\x05", "xls"),
    (b"\t\x04\x06\0", "xls"),
    (b"\t\x02\x06\0", "xls"),
    (b"\t\0\x04\0", "xls"),
)
#: Streams of an OLE file, in UTF-16 as its directory has them.
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "document"),
    ("PowerPoint Document", "document"),
)
_PARTS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "document"),
    ("ppt/presentation.xml", "document"),
    ("index/document.iwa", "numbers"),
    ("index.zip", "numbers"),
)
_HTML = re.compile(rb"<(!doctype html|html|head|body|table|meta|style)[\s>]", re.IGNORECASE)
_SAVED_PAGE = re.compile(rb"^(mime-version:|content-type: multipart)", re.IGNORECASE)


def kind_of(path: Path, head: bytes | None = None) -> str:
    """The kind of a file, as far as its bytes tell it; empty: plain text, or not known.

    ``head`` may give its first bytes (some kilobytes), where they were read already.
    """
    if head is None:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    head = head[:_HEAD]
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text.startswith(b"<"):
        return "html" if _SAVED_PAGE.match(text) else ""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text or b"Excel.Sheet" in text:
        return "xml"
    return "html" if _HTML.search(text) else "xml" if text.startswith(b"<?xml") else ""


def _ole_kind(path: Path) -> str:
    """Old Office files and encrypted new ones share a container; its directory tells them."""
    with path.open("rb") as file:
        data = file.read(20_000_000)
    for name, kind in _STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return "xls"


def _zip_kind(path: Path) -> str:
    try:
        with Parts(path) as parts:
            for name, kind in _PARTS:
                if name in parts:
                    return kind
            mime = parts.read("mimetype") if "mimetype" in parts else b""
            if b"opendocument" in mime:
                return "ods" if b"spreadsheet" in mime else "document"
            if "_rels/.rels" in parts:
                return "xlsx"  # a workbook may lie elsewhere in it
    except (UnreadableZipError, TooLargeError):
        return ""
    return "zip"
