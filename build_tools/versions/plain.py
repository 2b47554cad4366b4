"""Whether a browser that knows RFC 4180 alone reads a version's file as the program reads it.

Only such tables can be compared on the page: what two programs read differently would be told as a
change that nobody made.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.compute as pc

from ..model import Resource
from ..tables.batch import Batch
from ..tables.values import missing_marks, raw_fields

#: What is left out of a dialect has these values (Table Dialect v2).
_PLAIN = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}


def missing(resource: Resource) -> tuple[str, ...] | None:
    """What stands for "no value" in all columns: empty for "" alone; none: columns differ."""
    found = {missing_marks(resource, raw) for raw in raw_fields(resource)}
    if len(found) > 1 or () in found:
        return None
    marks = next(iter(found), ("",))
    return () if marks == ("",) else marks


def decimal(resource: Resource) -> str:
    """The decimal mark of its numbers; empty: columns have different ones."""
    found = {
        str(raw.get("decimalChar", "."))
        for raw in raw_fields(resource)
        if raw.get("type") == "number"
    }
    return found.pop() if len(found) == 1 else "" if found else "."


def as_it_stands(batch: Batch) -> bool:
    """Whether each cell that has a value is written in its canonical text."""
    return all(
        texts is cells or pc.all(pc.equal(texts, cells), skip_nulls=True).as_py() is not False
        for texts, cells in zip(batch.texts, batch.cells, strict=True)
    )


def is_plain(path: Path, resource: Resource) -> bool:
    """Whether the file says its columns in order, with commas, in UTF-8, quoted by RFC 4180.

    Raises `OSError` where the file cannot be read.
    """
    dialect = resource.dialect
    if any(dialect.get(name, value) != value for name, value in _PLAIN.items()):
        return False
    if resource.encoding.lower().replace("_", "-") not in {"utf-8", "utf8", "utf-8-sig"}:
        return False
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file, strict=True), [])
    except (UnicodeError, csv.Error):
        return False
    return header == [field.name for field in resource.fields]
