"""The sheets of a filled-in workbook as rows for known things: which column says what."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..findings import Finding, error
from ..words import Words
from . import cells
from .cells import Cell
from .labels import DATASET, DATASET_ID, FIELD, NAME, TABLE, Property, headings, plain

#: The header is looked for in the first rows.
_HEADER_ROWS = 15


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: what it is about, and its cells by property."""

    sheet: str
    number: int
    key: tuple[str, ...]  # dataset; or dataset, table, column
    cells: Mapping[int, tuple[Property, Cell]]  # by the column's number, from 1


def rows(path: Path) -> tuple[list[Row], list[Row], list[Finding]]:
    """The rows about datasets, the rows about columns, and what is wrong with the sheets.

    Raises `cells.UnreadSheetError`.
    """
    wrong: list[Finding] = []
    found: list[list[Row]] = []
    kinds: tuple[tuple[str, tuple[Property, ...], tuple[tuple[str, ...], ...]], ...] = (
        ("metadata", DATASET, (DATASET_ID,)),
        ("fields", FIELD, (DATASET_ID, TABLE, NAME)),
    )
    names = []
    for kind, properties, keys in kinds:
        wanted = [Words.load(lang)(f"metadata.sheets.{kind}").casefold() for lang in ("id", "en")]
        name = cells.named(path, wanted)
        names.append(name)
        found.append(list(_rows(path, name, properties, keys, wrong)) if name else [])
    if not any(names):
        wrong.append(error("metadata-sheet", file=path.name, case="missing"))
    return found[0], found[1], wrong


def _rows(
    path: Path,
    sheet: str,
    properties: tuple[Property, ...],
    keys: tuple[tuple[str, ...], ...],
    wrong: list[Finding],
) -> Iterator[Row]:
    places: list[int] = []
    columns: dict[int, Property] = {}
    for number, row in enumerate(cells.rows(path, sheet), start=1):
        if not places:
            labels = [plain(cell.text) for cell in row]
            at = [next((labels.index(n) for n in names if n in labels), -1) for names in keys]
            if min(at) >= 0:
                places = at
                where = {"file": path.name, "sheet": sheet, "row": number}
                columns = _columns(row, properties, places, where, wrong)
            elif number >= _HEADER_ROWS:
                break
            continue
        key = tuple(row[n].text if n < len(row) else "" for n in places)
        told = {n: (p, row[n - 1] if n <= len(row) else Cell()) for n, p in columns.items()}
        if any(key) or any(cell.text for _, cell in told.values()):
            yield Row(sheet, number, key, told)
    if not places:
        needed = ", ".join(names[0] for names in keys)
        wrong.append(
            error("metadata-sheet", file=path.name, sheet=sheet, case="header", expected=needed)
        )


def _columns(
    row: list[Cell],
    properties: tuple[Property, ...],
    keys: list[int],
    where: Mapping[str, Any],
    wrong: list[Finding],
) -> dict[int, Property]:
    """The property of each column, by its number from 1."""
    known = headings(properties)
    found: dict[int, Property] = {}
    for n, cell in enumerate(row):
        if n in keys or not cell.text:
            continue
        place = {**where, "column": n + 1, "cell": cell.text}
        asked = known.get(plain(cell.text))
        if asked is None:
            near = difflib.get_close_matches(plain(cell.text), known, n=1)
            facts = {"case": "heading-near", "near": near[0]} if near else {"case": "heading"}
            wrong.append(error("metadata-row", **place, **facts))
        elif asked in found.values():
            wrong.append(error("metadata-row", **place, case="heading-twice"))
        else:
            found[n + 1] = asked
    return found
