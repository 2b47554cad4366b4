"""The sheet `kamus` of a workbook: a row for each column of its table.

`entries` reads rows of cells, `dictionary` the sheet of a file; what a row says is given as the
properties of a Table Schema field. Nothing is guessed: a word that is not known is a finding,
and the property stays away.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..findings import Finding, warning
from . import cells, convert
from .labels import FIELD, NAME, Property, headings, plain

#: The header is looked for in the first rows.
_HEADER_ROWS = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """What the dictionary says of a column.

    ``properties`` are those of a field as a descriptor has them: `title`, `description`, `type`,
    `constraints` ({"required": true}), `categories`, `sdi:satuan`, `sdi:en`, …
    """

    name: str  # as it is written: a field's name or a column's heading
    row: int  # of the sheet, as a person counts
    properties: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()  # words that are not known


def dictionary(path: Path, sheet: str) -> tuple[Entry, ...]:
    """The entries of a workbook's sheet; raises `cells.UnreadSheetError`."""
    return entries(cells.values(path, sheet), file=path.name, sheet=sheet)


def entries(rows: Iterable[Sequence[Any]], *, file: str = "", sheet: str = "") -> tuple[Entry, ...]:
    """The entries in rows of raw cells; none where no row is a header with a name of columns."""
    found: list[Entry] = []
    columns: dict[int, Property] = {}
    at = -1  # the column with the names
    for number, row in enumerate(cells.texts(rows), start=1):
        if at < 0:
            if number <= _HEADER_ROWS:
                at, columns = _header(row)
            continue
        name = row[at] if at < len(row) else ""
        if name:
            found.append(_entry(name, number, row, columns, {"file": file, "sheet": sheet}))
    return tuple(found)


def matched(
    given: Iterable[Entry], columns: Sequence[str], *, file: str = "", sheet: str = ""
) -> tuple[dict[int, Entry], list[Finding]]:
    """The entry of each column, by its position from 0, and a finding for each row without one.

    ``columns`` are names or headings; "Laki-laki / PHK" is matched whole or by its last level.
    """
    known: dict[str, int] = {}
    for position, label in enumerate(columns):
        known.setdefault(plain(label), position)
    for position, label in enumerate(columns):
        known.setdefault(plain(label.rsplit(" / ", 1)[-1]), position)
    found: dict[int, Entry] = {}
    wrong: list[Finding] = []
    for entry in given:
        place = {"file": file, "sheet": sheet, "row": entry.row, "cell": entry.name}
        position = known.get(plain(entry.name), -1)
        if position < 0:
            near = difflib.get_close_matches(plain(entry.name), known, n=1)
            like = columns[known[near[0]]] if near else ""
            facts = {"case": "near", "near": like} if like else {"case": "unknown"}
            wrong.append(warning("dictionary-row", **place, **facts))
        elif position in found:
            wrong.append(warning("dictionary-row", **place, case="twice"))
        else:
            found[position] = entry
    return found, wrong


def _header(row: Sequence[str]) -> tuple[int, dict[int, Property]]:
    """The column with the names, and the properties of the others; -1 where it is no header."""
    known = headings(FIELD)
    labels = [plain(text) for text in row]
    at = next((labels.index(name) for name in NAME if name in labels), -1)
    columns = {n: known[label] for n, label in enumerate(labels) if label in known and n != at}
    return (at, columns) if columns else (-1, {})


def _entry(
    name: str, row: int, texts: Sequence[str], columns: Mapping[int, Property], where: Any
) -> Entry:
    made: dict[str, Any] = {}
    wrong: list[Finding] = []
    for position, asked in columns.items():
        given = texts[position] if position < len(texts) else ""
        if not given:
            continue
        try:
            value = convert.value(asked, given)
        except convert.NotTakenError as problem:
            place = {**where, "row": row, "column": position + 1, "cell": given}
            wrong.append(warning("metadata-cell", **place, **problem.facts))
            continue
        if value is not None:
            put(made, asked.place, value)
    return Entry(name, row, made, tuple(wrong))


def put(into: dict[str, Any], place: tuple[str | int, ...], value: Any) -> None:
    """Sets a value below mappings, unless there is one already."""
    *parents, last = (str(part) for part in place)
    for part in parents:
        into = into.setdefault(part, {})
    into.setdefault(last, value)
