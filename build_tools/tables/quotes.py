"""Text behind a closing quote: most often a quote that was never closed, and met the next one.

To a CSV reader that is valid, and whole rows are swallowed by one cell. Only files whose quotes
do not stand where RFC 4180 has them are looked at.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..findings import Finding, error
from ..model import Resource
from .dialect import csv_dialect
from .read import open_text


def broken(folder: Path, resource: Resource) -> Iterator[Finding]:
    """The first record that a strict reader refuses, and the cell in which the quotes are."""

    class Strict(csv_dialect(resource)):  # type: ignore[misc]
        strict = True

    path, number = folder / resource.path, 0
    with open_text(path, resource.encoding) as file:
        try:
            for _ in csv.reader(file, Strict):
                number += 1
            return
        except csv.Error:
            number += 1
    with open_text(path, resource.encoding) as file:
        records = csv.reader(file, csv_dialect(resource))
        record = next(islice(records, number - 1, None), [])
    marks = ("\n", "\r", str(csv_dialect(resource).quotechar))
    column = next((at for at, cell in enumerate(record) if any(m in cell for m in marks)), 0)
    cell = record[column] if record else ""
    facts = {"row": number, "column": column + 1, "lines": len(cell.splitlines()) - 1}
    shown = (cell.splitlines() or [""])[0].strip()[:60]
    yield error("quote-broken", file=resource.path, **facts, cell=shown)
