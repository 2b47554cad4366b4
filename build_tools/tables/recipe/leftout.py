"""The rows of a sheet that are no rows of the table; totals; what a workbook does not tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ...findings import Finding, Severity, finding, notice
from ...model import Resource
from ..layout import cells as looks
from .apply import Drops, lines
from .columnchanges import Areas
from .judged import Judged
from .match import Placed
from .sheets import Source, recipe_of
from .styles import Styles
from .totals import Totals

#: Rows that are left out without anybody having to know: numbers of columns, the header again.
SILENT = frozenset({"nomor", "kepala", "kosong"})


def rows(
    path: Path, resource: Resource, source: Source, place: Placed, styles: Styles, taken: Areas
) -> Iterator[Finding]:
    """What is left out that the recipe does not name, totals, and what a workbook does not tell."""
    recipe = recipe_of(resource)
    where: dict[str, Any] = {"file": resource.path, "sheet": source.name}
    drops, totals = Drops(recipe), Totals(resource)
    last = place.rows[-1]
    dropped: set[int] = set()
    for line in lines(source, place, recipe):
        if not line.reason:
            last = line.row
            totals.add(line.cells)
            styles.add(line.row, line.cells)
            continue
        if line.reason == "jumlah":
            totals.total(line)
            styles.add(line.row, line.cells, total=True)
        last = max(last, line.row)
        dropped.add(line.row)
        if line.reason not in SILENT and not drops.named(line.reason, line.text):
            shown = line.text if line.reason in {"jumlah", "judul"} else ""
            yield notice("recipe-row-dropped", **where, row=line.row, cell=shown, case=line.reason)
    yield from totals.findings(where, place, source)
    yield from _rest(source, place, last, where, taken)
    if resource.kind == "xlsx":
        yield from Judged(path, resource, source, place, last, dropped).findings()


def _rest(
    source: Source, place: Placed, last: int, where: dict[str, Any], taken: Areas
) -> Iterator[Finding]:
    """Rows below the end of the table that have cells in its columns."""
    first = end = 0
    for number, row in islice(enumerate(source.rows(), start=1), last, None):
        others = {c for start, stop, cs in taken if start <= number <= stop for c in cs}
        own = (c for c in place.columns if c not in others and c <= len(row))
        if any(looks.filled(row[c - 1]) for c in own):
            first, end = first or number, number
    if first:
        grade = Severity.WARNING if first == last + 1 else Severity.NOTICE
        yield finding("recipe-row-dropped", grade, **where, row=first, last=end, case="rest")
