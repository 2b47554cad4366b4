"""The header of a spreadsheet against the columns of a profile."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ..model import Resource
from ..profiles import Profile
from ..tables.dialect import csv_dialect
from .base import ScaffoldError
from .columns import Column

_OTHER = re.compile(r"[^a-z0-9]+")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Match:
    """What the columns of a file are in a profile.

    ``names`` holds a name for each column of the file: the profile's where one was found, else
    the header as it is.
    """

    names: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  # header as it is, column of the profile
    missing: tuple[str, ...]  # columns of the profile that the file lacks and may not lack
    extra: tuple[str, ...]  # headers that the profile does not have


def match(columns: Sequence[Column], profile: Profile) -> Match:
    """Finds the profile's column for each header: by its name, else by its title.

    Titles count in each language; capitals, spaces and punctuation do not. Raises
    `ScaffoldError` where the file is plainly another table: it lacks more than half of the
    columns that every row must fill.
    """
    ways = dict(_ways(profile))
    named = {column.name for column in columns} & set(profile.columns)
    found: dict[str, str] = {}  # header -> column
    for column in columns:
        other = ways.get(_plain(column.name), "")
        if column.name in named:
            found[column.name] = column.name
        elif other and other not in named and other not in found.values():
            found[column.name] = other
    have = set(found.values())
    filled = [f["name"] for f in profile.fields if required(f)]
    if not have or 2 * len(have & set(filled)) < len(filled):
        absent = [name for name in filled if name not in have]
        values = {"profile": profile.name, "missing": ", ".join(absent or filled)}
        raise ScaffoldError("profile-other", **values, columns=", ".join(profile.columns))
    return Match(
        names=tuple(found.get(c.name, c.name) for c in columns),
        renamed=tuple((label, name) for label, name in found.items() if label != name),
        missing=tuple(c for c in profile.columns if c not in have and c not in profile.optional),
        extra=tuple(c.name for c in columns if c.name not in found),
    )


def required(field: Mapping[str, object]) -> bool:
    """Whether every row must fill that column, whoever made the table."""
    limits = field.get("constraints")
    return isinstance(limits, Mapping) and bool(limits.get("required"))


def _plain(label: str) -> str:
    return _OTHER.sub("_", label.casefold()).strip("_")


def _ways(profile: Profile) -> Iterator[tuple[str, str]]:
    """What else a column may be called; a column's name is never another's title."""
    for field in profile.fields:
        name = str(field["name"])
        for title in (field.get("title"), field.get("sdi:en", {}).get("title")):
            if title:
                yield _plain(str(title)), name
    for name in profile.columns:
        yield _plain(name), name


def with_header(source: Path, resource: Resource, found: Match) -> bytes:
    """The file with the profile's names in its header, and nothing else changed.

    Raises `ScaffoldError` for a workbook that writing it anew would harm.
    """
    if not found.renamed:
        return source.read_bytes()
    if resource.kind == "xlsx":
        return _workbook(source, resource, found)
    text = source.read_bytes().decode(resource.encoding)
    mark = _BOM if text.startswith(_BOM) else ""
    rest = io.StringIO(text.removeprefix(_BOM), newline="")
    dialect = csv_dialect(resource)
    next(csv.reader(rest, dialect=dialect))
    header = io.StringIO()
    end = "\r\n" if "\r\n" in text else "\n"
    csv.writer(header, dialect=dialect, lineterminator=end).writerow(found.names)
    return (mark + header.getvalue() + rest.read()).encode(resource.encoding)


def _workbook(source: Path, resource: Resource, found: Match) -> bytes:
    renames = ", ".join(f"“{label}” → {name}" for label, name in found.renamed)
    refused = ScaffoldError("profile-rename", file=source, renames=renames)
    try:
        book = openpyxl.load_workbook(source)
        name = str(resource.dialect.get("sheetName", "") or book.sheetnames[0])
        sheet = book[name]
        labels = dict(found.renamed)
        renamed = 0
        for cell in sheet[1]:
            if str(cell.value or "") in labels:
                cell.value = labels[str(cell.value)]
                renamed += 1
        formulas = any(c.data_type == "f" for s in book.worksheets for row in s for c in row)
        if formulas or renamed != len(labels):  # a saved formula has no value until Excel opens it
            raise refused
        out = io.BytesIO()
        book.save(out)
    except (BadZipFile, InvalidFileException, AttributeError, KeyError, TypeError, ValueError):
        raise refused from None
    return out.getvalue()
