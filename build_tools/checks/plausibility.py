"""Tables that are well-formed and still cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..findings import Finding, error, notice, warning
from ..model import Dataset, Resource
from ..tables.read import Row
from .base import Columns
from .reference import Reference

_TOTAL = re.compile(r"(jumlah|(grand |sub ?)?total|rata-rata)\s*:?", re.IGNORECASE)


def shape(resource: Resource, rows: int) -> Iterator[Finding]:
    """A table has rows, unless the descriptor says why it has none (`sdi:kosong`)."""
    if rows == 0 and not resource.empty_reason:
        yield error("table-empty", file=resource.path)
    if rows and resource.empty_reason:
        yield notice("table-not-empty", file=resource.path, rows=rows)


class _Totals:
    """A row of totals among the others is counted twice by everyone who adds the column up."""

    def __init__(self, columns: Columns, names: dict[str, bool]) -> None:
        self._columns, self._names = columns, names

    def row(self, row: Row) -> Iterator[Finding]:
        for name, coded in self._names.items():
            value = row.values[self._columns.index[name]]
            if isinstance(value, str) and value.strip():
                if not coded and _TOTAL.fullmatch(value.strip()):
                    yield warning("total-row", **self._columns.place(row, name))
                return

    def end(self) -> Iterator[Finding]:
        yield from ()


def totals(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check for rows of totals, or None where a rule names them or there are no texts."""
    if any(rule.total_row for rule in resource.rules):
        return None
    names = {f.name: bool(f.categories) for f in resource.fields if f.type == "string"}
    return _Totals(Columns(resource), names) if names else None
