"""A made table as a file with a descriptor: the dataset that is checked."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from build_tools.load.descriptor import dataset_of
from build_tools.model import Dataset, Source

from .tables import Column, Table


def write(folder: Path, table: Table) -> Dataset:
    """Writes the table's file in an empty folder; gives the dataset of it."""
    path = folder / f"tabel.{table.format}"
    if table.format == "xlsx":
        _workbook(path, table)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if table.header != "absent":
                writer.writerow([column.name for column in table.columns])
            writer.writerows(table.rows)
    fields = [_field(column, table.mode) for column in table.columns]
    resource: dict[str, Any] = {
        "name": "tabel",
        "path": path.name,
        "format": table.format,
        "schema": {"fields": fields, "missingValues": [""]},
    }
    if table.header == "absent":
        resource["dialect"] = {"header": False}
    raw = {"name": "tabel", "title": "Tabel", "resources": [resource]}
    return dataset_of(Source("dinas/tabel", folder, "datapackage.yaml"), raw, ("id", "en"))


def _field(column: Column, mode: str) -> dict[str, str]:
    return {"name": column.name, "type": column.type if mode == "typed" else "string"}


def _workbook(path: Path, table: Table) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    if table.header != "absent":
        sheet.append([column.name for column in table.columns])
    for row in table.rows:
        sheet.append(
            [_value(c, table.mode, cell) for c, cell in zip(table.columns, row, strict=True)]
        )
    book.save(path)


def _value(column: Column, mode: str, cell: str) -> object:
    """The cell as a spreadsheet would hold it: a number where somebody let it guess."""
    if mode == "string" or not cell:
        return cell
    if column.type == "date":
        return date.fromisoformat(cell)
    if mode == "excel" or column.type in {"integer", "number", "year"}:
        return _number(cell)
    return cell


def _number(cell: str) -> object:
    """What Excel makes of a typed number: fifteen digits at the most, no noughts in front."""
    text = cell.strip()
    if text.isascii() and text.lstrip("-").isdigit() and text.lstrip("-"):
        return int(text) if len(text) <= 16 else cell
    try:
        found = float(text) if text.isascii() and text[-1:].isdigit() and "_" not in text else None
    except ValueError:
        return cell
    return cell if found is None or text[0] not in "0123456789-" or abs(found) > 1e16 else found
