"""Real tables as they lie in a folder: every column text, and again with guessed types."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from .tables import Column, Table

_ENDINGS = {".csv", ".tsv", ".xlsx", ".xls", ".geojson"}
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST = 2_000  # rows of one table


def tables(folder: Path) -> Iterator[Table]:
    """Every table below the folder, twice; raises nothing for a file that is no table."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _ENDINGS or not path.is_file():
            continue
        for part, records in _read(path):
            rows = [record for record in records if any(record)][: _MOST + 1]
            if len(rows) < 2:
                continue
            name = f"{path.relative_to(folder)}{part}"
            yield from (_table(name, rows, typed) for typed in (False, True))


def _read(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xls"}:
        try:
            book = CalamineWorkbook.from_path(str(path))
        except CalamineError:  # a web page called .xls, as some offices offer
            return
        for sheet in book.sheet_names:
            found = book.get_sheet_by_name(sheet).to_python()
            yield f"#{sheet}", [[_text(cell) for cell in record] for record in found]
    elif ending == ".geojson":
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        names = list(dict.fromkeys(key for f in features for key in f["properties"]))
        rows = [[_text(f["properties"].get(name)) for name in names] for f in features]
        yield "", [names, *rows]
    else:
        data = path.read_bytes()
        text = data.decode("utf-8-sig", errors="replace")
        first = text[: text.find("\n")]
        mark = max(",;\t|", key=first.count)
        yield "", list(csv.reader(text.splitlines(keepends=True), delimiter=mark))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)


def _table(name: str, records: Sequence[Sequence[str]], typed: bool) -> Table:
    width = max(len(record) for record in records)
    rows = [(*record, *[""] * (width - len(record))) for record in records]
    names: list[str] = []
    for number, header in enumerate(rows[0], start=1):
        title = " ".join(header.split()) or f"kolom_{number}"
        while title.casefold() in {n.casefold() for n in names}:
            title += f"_{number}"
        names.append(title)
    body = rows[1:]
    types = [_type([row[at] for row in body]) if typed else "string" for at in range(width)]
    columns = tuple(Column(n, "", t) for n, t in zip(names, types, strict=True))
    return Table(name, columns, tuple(body), mode="typed" if typed else "string")


def _type(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    for name, pattern in (("integer", _INTEGER), ("number", _NUMBER), ("date", _DATE)):
        if filled and all(pattern.fullmatch(cell) for cell in filled):
            return name
    return "string"
