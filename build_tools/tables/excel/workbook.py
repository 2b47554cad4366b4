"""A workbook's own description: its sheets and who may see them, its number formats.

The format is ECMA-376, part 1 (SpreadsheetML). Small XML parts are parsed whole, none with a
document type: that is where entity bombs live, and no spreadsheet program writes one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree import ElementTree

from .zipparts import Parts, UnreadableZipError

#: Where the texts that cells share lie; calamine looks for them nowhere else.
_USUAL_STRINGS = "xl/sharedStrings.xml"
#: The parts that it reads as a whole, without being asked.
UNASKED = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", _USUAL_STRINGS)

#: Sheets about a table, beside it: none of them is meant where no sheet is named.
ABOUT_TABLES = frozenset(
    (
        *("daftar perbaikan", "to mend", "perbaikan otomatis", "mended automatically"),
        *("kamus", "metadata"),
    )
)

_BUILT_IN_PERCENT = frozenset({9, 10})
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
#: A digit that is always shown, and what stands between digits as it is written.
_DIGIT_OR_MARK = re.compile(r'(0)|"([^"]*)"|\\(.)|([-/() :])|_.|\*.')
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's number format makes of its number, as far as it matters here."""

    kind: Literal["digits", "percent", "date"]
    template: tuple[str, ...] = ()  # "0" is a digit, all else stands as it is

    def shown(self, number: int) -> str:
        """The digits that a person sees: 7 under the format 000 is "007"."""
        places = self.template.count("0")
        digits = str(number).zfill(places)
        more, rest = digits[: len(digits) - places], iter(digits[len(digits) - places :])
        text = ""
        for sign in self.template:
            text += (more + next(rest)) if sign == "0" else sign
            more = "" if sign == "0" else more
        return text


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    part: str  # where its cells are; empty for a chart
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says of itself."""

    sheets: tuple[SheetEntry, ...]
    styles: dict[int, Style] = field(default_factory=dict)
    strings: str = ""  # the part with the texts that cells share

    @property
    def tables(self) -> tuple[SheetEntry, ...]:
        """The sheets that may be a table: those about one only where there is no other."""
        others = (s for s in self.sheets if s.name.strip().casefold() not in ABOUT_TABLES)
        return tuple(others) or self.sheets

    def sheet(self, name: str | None) -> SheetEntry | None:
        """The sheet of that name, or the first that has cells and may be a table."""
        among = self.tables if name is None else self.sheets
        return next((s for s in among if s.part and name in {None, s.name}), None)


def read(parts: Parts) -> Book:
    """The description of an opened workbook; raises `UnreadableZipError` where it is none."""
    root = next((t for kind, t in _relations(parts, "") if kind == "officeDocument"), "")
    main = root or "xl/workbook.xml"
    targets = _targets(parts, main)
    kinds = {target: kind for kind, target in targets.values()}
    sheets = []
    for entry in _parsed(parts, main).iter():
        if _local(entry.tag) != "sheet":
            continue
        given = {_local(key): value for key, value in entry.attrib.items()}
        kind, part = targets.get(given.get("id", ""), ("", ""))
        hidden = given.get("state", "visible") != "visible"
        sheets.append(
            SheetEntry(given.get("name", ""), part if kind == "worksheet" else "", hidden)
        )
    if not sheets:
        raise UnreadableZipError("no sheets")
    styles = next((t for t, kind in kinds.items() if kind == "styles" and t in parts), "")
    strings = next((t for t, kind in kinds.items() if kind == "sharedStrings" and t in parts), "")
    strings = _USUAL_STRINGS if _USUAL_STRINGS in parts else strings
    return Book(tuple(sheets), dict(_styles(parts, styles)) if styles else {}, strings)


def related(parts: Parts, part: str) -> list[tuple[str, str]]:
    """The parts that a part refers to: kind (the last word of its type) and name."""
    return list(_relations(parts, part))


def _targets(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    found = {}
    for entry in _relation_entries(parts, part):
        found[entry.get("Id", "")] = (_kind(entry), _place(part, entry.get("Target", "")))
    return found


def _relations(parts: Parts, part: str) -> Iterator[tuple[str, str]]:
    for entry in _relation_entries(parts, part):
        yield _kind(entry), _place(part, entry.get("Target", ""))


def _relation_entries(parts: Parts, part: str) -> Iterator[ElementTree.Element]:
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place in parts:
        for entry in _parsed(parts, place).iter():
            if _local(entry.tag) == "Relationship" and entry.get("TargetMode") != "External":
                yield entry


def _kind(entry: ElementTree.Element) -> str:
    return entry.get("Type", "").rsplit("/", 1)[-1]


def _place(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _parsed(parts: Parts, name: str) -> ElementTree.Element:
    text = parts.read(name)
    refuse_odd_xml(text, name)
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - no document type, so no entities
    except (ElementTree.ParseError, LookupError, ValueError) as problem:
        raise UnreadableZipError(f"{name}: {problem}") from problem


def refuse_odd_xml(text: bytes, name: str) -> None:
    """Raises `UnreadableZipError` for XML with a document type, or in two bytes a letter."""
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text[:200]:
        raise UnreadableZipError(f"{name}: document type")


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _styles(parts: Parts, name: str) -> Iterator[tuple[int, Style]]:
    """By number: the cell formats that show a number in another way than as a plain number."""
    codes: dict[int, str] = {}
    number = 0
    for entry in _parsed(parts, name):
        if _local(entry.tag) == "numFmts":
            for known in entry:
                codes[_whole(known.get("numFmtId"))] = known.get("formatCode", "")
        elif _local(entry.tag) == "cellXfs":
            for number, known in enumerate(entry):
                format = _whole(known.get("numFmtId"))
                style = style_of(codes.get(format, ""), format)
                if style:
                    yield number, style


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1


def style_of(code: str, built_in: int = -1) -> Style | None:
    """What a number format does; None for one that shows numbers as numbers.

    Formats of zeros alone, with marks between them, are those that people make for codes.
    """
    first = code.split(";")[0]
    template: list[str] = []
    at = 0
    while token := _DIGIT_OR_MARK.match(first, at):
        template.append(next((part for part in token.groups() if part is not None), ""))
        at = token.end()
    if first and at == len(first) and template.count("0") > 1:
        return Style("digits", tuple(template))
    bare = _QUOTED.sub("", first)
    if built_in in _BUILT_IN_PERCENT or "%" in bare:
        return Style("percent")
    if built_in in _BUILT_IN_DATES or re.search("[dmyhs]", bare.replace("General", ""), re.I):
        return Style("date")
    return None
