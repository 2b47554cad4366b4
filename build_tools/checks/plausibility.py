"""Tables that are well-formed and still cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..findings import Finding, error, notice, warning
from ..model import Dataset, Resource
from ..tables.batch import Batch, Row
from ..tables.groups import among
from ..tables.strings import Mask, spans, table
from .base import Columns, RowCheck
from .reference import Reference

_TOTAL = re.compile(r"(jumlah|(grand |sub ?)?total|rata-rata)\s*:?", re.IGNORECASE)
#: How such a text begins and ends, as bytes; odd is white space, and what is no ASCII.
_ODD = table([*range(0x21), *range(0x7F, 0x100)])
_FIRST, _SECOND, _THIRD = table(b"jJgGsStTrR"), table(b"uUrRoOaA"), table(b"mMaAbBtT")
_LAST = table(b"hHlLaA:") | _ODD


def shape(resource: Resource, rows: int) -> Iterator[Finding]:
    """A table has rows, unless the descriptor says why it has none (`sdi:kosong`)."""
    if rows == 0 and not resource.empty_reason:
        yield error("table-empty", file=resource.path)
    if rows and resource.empty_reason:
        yield notice("table-not-empty", file=resource.path, rows=rows)


class _Totals(RowCheck):
    """A row of totals among the others is counted twice by everyone who adds the column up."""

    def __init__(self, columns: Columns, names: dict[str, bool]) -> None:
        self._columns, self._names = columns, names
        self._at = [columns.index[name] for name, coded in names.items() if not coded]

    def suspects(self, batch: Batch) -> Mask:
        """Rows in which any text is one for totals, wherever it stands in the row."""
        wanted = np.zeros(len(batch), np.bool_)
        for column in (batch.texts[at] for at in self._at):
            places = _may_be_total(column)
            if len(places):
                some = column.take(places)
                words = {t for t in some.unique().to_pylist() if t and _TOTAL.fullmatch(t.strip())}
                wanted[places] |= among(some, words)
        return wanted

    def row(self, row: Row) -> Iterator[Finding]:
        for name, coded in self._names.items():
            value = row.values[self._columns.index[name]]
            if isinstance(value, str) and value.strip():
                if not coded and _TOTAL.fullmatch(value.strip()):
                    yield warning("total-row", **self._columns.place(row, name))
                return


def _may_be_total(column: Any) -> np.ndarray[Any, Any]:
    """Where the texts lie whose ends are those of a word for totals, or odd."""
    data, starts = spans(column)
    filled = np.flatnonzero(starts[1:] - starts[:-1] >= len("total"))
    if not len(filled):
        return filled
    begin = starts[:-1][filled]
    first = data[begin]
    filled = filled[(_FIRST[first] | _ODD[first]) & _LAST[data[starts[1:][filled] - 1]]]
    begin = starts[:-1][filled]
    plain = _SECOND[data[begin + 1]] & _THIRD[data[begin + 2]]
    return filled[plain | _ODD[data[begin]]]


def totals(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check for rows of totals, or None where a rule names them or there are no texts."""
    if any(rule.total_row for rule in resource.rules):
        return None
    names = {f.name: bool(f.categories) for f in resource.fields if f.type == "string"}
    return _Totals(Columns(resource), names) if names else None
