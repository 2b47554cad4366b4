"""The texts of XML parts: of a workbook all that is no cell, of a document everything.

Parts are read in blocks, by searches for tags; nothing is parsed as a whole but comments. What
a program copies without being asked is here: values of pivot tables and charts, of workbooks
that formulas once pointed at, names of those who wrote.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..tables.excel import sheetxml, workbook
from ..tables.excel.zipparts import Parts, TooLargeError
from .base import Said

#: Which parts speak of what, by the beginning of their names; the first that fits.
_WHERE = (
    ("xl/worksheets/", "sheet-setting"),
    ("xl/persons/", "comment-author"),
    ("xl/drawings/", "drawing"),
    ("xl/diagrams/", "drawing"),
    ("xl/charts/", "chart"),
    ("xl/pivot", "pivot"),
    ("xl/externallinks/", "external-link"),
    ("docprops/", "property"),
    ("meta.xml", "property"),
    ("xl/workbook.xml", "name"),
    ("xl/tables/", "name"),
    ("xl/", "part"),
    ("customxml/", "part"),
    ("word/comments", "comment"),
    ("word/people", "comment-author"),
)
_UNREAD = re.compile(
    r"xl/(?:styles|theme/|calcchain|sharedstrings|metadata|comments|threadedcomments)"
    r"|\[content_types\]|(?:word|ppt)/(?:styles|theme/|fonttable|settings|numbering|websettings)"
    r"|ppt/(?:slidemasters|slidelayouts|presprops|viewprops|tablestyles)|_rels/\.rels|meta-inf/"
)
_TAG = re.compile(r"<(/?)(?:[\w.-]++:)?([\w.-]++)([^<>]*+)>")
#: Parts of one word or sentence: what stands around such tags belongs together.
_RUNS = {"r", "t", "rPr", "b", "i", "u", "sz", "color", "family", "scheme", "span", "a", "ruby"}
_ATTRIBUTE = re.compile(
    r"""\b(?:v|name|displayName|userId|title|descr|altText|tooltip|display|prompt|promptTitle"""
    r"""|error|errorTitle|Target|connection|command|sourceFile|url|comment|description|help"""
    r"""|statusBar|author|initials|caption|href)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?")
_AUTHORS = re.compile(
    r"<(?:[\w.-]++:)?(creator|lastModifiedBy|initial-creator|Manager|author|printed-by)\b"
    r"[^<>]*+>([^<>]++)</"
)
_COMMENT = re.compile(r"<(?:[\w.-]++:)?(?:comment|threadedComment)\s([^<>]*+)>")
_COMMENT_END = re.compile(r"</(?:[\w.-]++:)?(?:comment|threadedComment)>")
_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData\s*/?>")
_SHEET_DATA_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_SHARED = re.compile(r"<(?:\w++:)?si(?:\s[^<>]*+)?>")
_SHARED_END = re.compile(r"</(?:\w++:)?si>|<(?:\w++:)?si\s*+/>")
_LINKED = re.compile(r"\bTargetMode\s*+=\s*+.External")
_LONGEST = 20_000
#: So many bytes of XML beside cells are looked at, and so many tags in them.
MAX_BYTES, MAX_TAGS = 60_000_000, 1_500_000


def others(parts: Parts) -> Iterator[Said]:
    """The texts of all parts but cells, comments and those texts that cells share.

    Raises `TooLargeError` for more than anybody writes beside tables.
    """
    left = [MAX_BYTES, MAX_TAGS]
    for name in parts.names:
        if name.endswith((".xml", ".vml", ".rels")) and not _UNREAD.match(name):
            where = next((where for start, where in _WHERE if name.startswith(start)), "")
            if name.endswith(".rels"):
                where = "external-link"
            yield from _part(parts, name, where, left)


def _part(parts: Parts, name: str, where: str, left: list[int]) -> Iterator[Said]:
    inside = False
    for block in sheetxml.blocks(parts, name):
        workbook.refuse_odd_xml(block, name)
        if name.startswith("xl/worksheets/") and not name.endswith(".rels"):
            left[1] -= block.count(b"sheetData")
            inside, block = _without_cells(inside, block)
        left[0] -= len(block)
        left[1] -= block.count(b"<")
        if min(left) < 0:
            raise TooLargeError(parts.inflated)
        text = block.decode("utf-8", "replace")
        if where == "external-link" and name.endswith(".rels"):
            text = "".join(tag[0] for tag in _TAG.finditer(text) if _LINKED.search(tag[3]))
        for match in _AUTHORS.finditer(text):
            yield Said(html.unescape(match.group(2)), where or "property", name=True)
        authors = where == "comment-author"
        for found in said(text):
            yield Said(found, where, name=authors, number=bool(_NUMBER.fullmatch(found)))


def _without_cells(inside: bool, block: bytes) -> tuple[bool, bytes]:
    """A block of a sheet without its rows, and whether they go on."""
    kept, at = [], 0
    while end := (_SHEET_DATA_END if inside else _SHEET_DATA).search(block, at):
        if not inside:
            kept.append(block[at : end.start()])
            inside = not end.group().rstrip(b">").endswith(b"/")
        else:
            inside = False
        at = end.end()
    return inside, b"".join([*kept, b"" if inside else block[at:]])


def said(xml: str) -> Iterator[str]:
    """The texts and telling attributes of a piece of XML, each as people read it."""
    found: list[str] = []

    def tag(match: re.Match[str]) -> str:
        for value in _ATTRIBUTE.finditer(match.group(3)):
            found.append((value.group(1) or value.group(2) or "").removeprefix("mailto:"))
        return "" if match.group(2) in _RUNS else "\n"

    found += _TAG.sub(tag, xml).split("\n")
    for text in dict.fromkeys(found):
        plain = html.unescape(text).strip()
        for at in range(0, len(plain), _LONGEST):
            yield plain[at : at + _LONGEST]


def comments(parts: Parts, sheets: dict[str, str]) -> Iterator[Said]:
    """The comments of all sheets, where they stand; ``sheets``: name by part."""
    owners = {
        target.lower(): sheet
        for part, sheet in sheets.items()
        for kind, target in workbook.related(parts, part)
    }
    for name in parts.names:
        if not name.startswith(("xl/comments", "xl/threadedcomments")) or name.endswith(".rels"):
            continue
        raw = parts.read(name)
        workbook.refuse_odd_xml(raw, name)
        text = raw.decode("utf-8", "replace")
        sheet = owners.get(name, "")
        for match in _AUTHORS.finditer(text):
            yield Said(html.unescape(match.group(2)), "comment-author", sheet, name=True)
        for piece in _COMMENT_END.split(text):
            begin = _COMMENT.search(piece)
            if begin is None:
                continue
            given = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', begin.group(1)))
            at = sheetxml.place(given.get("ref", "").encode()) or (None, None)
            for line in said(piece[begin.end() :]):
                yield Said(line, "comment", sheet, *at)


def unused(parts: Parts, book: workbook.Book) -> Iterator[Said]:
    """Texts that cells share and no cell uses any more."""
    if not book.strings:
        return
    used = bytearray()
    for entry in book.sheets:
        for block in sheetxml.blocks(parts, entry.part) if entry.part else ():
            for digits in re.findall(rb't="s"[^>]*>\s*<(?:\w+:)?v[^>]*>\s*([0-9]{1,7})\s*<', block):
                at = int(digits)
                if at >= len(used):
                    used.extend(bytes(at + 1 - len(used)))
                used[at] = 1
    kept, number = "", 0
    for block in sheetxml.blocks(parts, book.strings):
        *whole, kept = _SHARED_END.split(kept + block.decode("utf-8", "replace"))
        for piece in whole:
            match = _SHARED.search(piece)
            if match and (number >= len(used) or not used[number]):
                for text in said(piece[match.end() :]):
                    yield Said(text, "unused-text")
            number += 1
        if len(kept) > sheetxml.MAX_BLOCK:
            raise TooLargeError(parts.inflated)
