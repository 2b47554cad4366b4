"""Fast proof, exact explanation: one batch's cells become values or findings.

`plain` proves what is surely valid, frictionless' field reader judges the rest, each different
cell once; rows that are blank or have too few or too many cells are frictionless' as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..findings import Finding
from ..model import Cell, Resource
from . import explain
from .batch import Batch, Caster, whole
from .plain import Prover
from .strings import Mask, nulls
from .values import raw_fields

#: So many undecided cells are judged one by one; of more, the different ones are told apart.
_SOME = 32

#: Looks by name: which rows of a batch each thinks of (None: any). They see no row numbers yet.
Looks = Mapping[str, Callable[[Batch], Mask | None]]


@dataclass(slots=True)
class Proved:
    """A batch whose rows are not yet numbered."""

    cells: list[pa.StringArray]
    texts: list[pa.StringArray]
    #: Broken rules: column, place of the row, the cell, and what `Verdict.notes` has of it.
    broken: list[tuple[int, int, str, tuple[str, str]]] = field(default_factory=list)
    #: Rows for frictionless as a whole: place and record.
    records: dict[int, list[str]] = field(default_factory=dict)
    batch: Batch | None = None


class Judge:
    """Judges the cells of one resource. May be asked by several threads."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        #: Off: cells are only read, and stand for their own texts.
        self.proving = True
        self.caster = Caster(resource)
        self._rows = explain.RowJudge(resource)
        self._provers = [
            Prover(raw, self.caster.marks[at], self._reader(at))
            for at, raw in enumerate(raw_fields(resource))
        ]

    def _reader(self, column: int) -> Callable[[Any], Any]:
        return lambda cell: self.caster.bare(column, cell)

    def header(self, labels: list[str]) -> list[Finding]:
        """What is wrong with the names of the columns."""
        if labels == [f.name for f in self.resource.fields]:
            return []
        return self._rows.header(labels)

    def columns(self, cells: Sequence[pa.StringArray]) -> Proved:
        """Judges columns without nulls."""
        if not self.proving:
            return Proved(list(cells), list(cells))
        found = Proved(list(cells), [])
        for at, column in enumerate(cells):
            found.texts.append(self._column(at, column, found))
        for place in np.flatnonzero(_blank(found.texts)).tolist():
            found.records[place] = [column[place].as_py() for column in cells]
        return found

    def records(self, records: Sequence[list[str]]) -> Proved:
        """Judges single records, whatever their length."""
        width = len(self.resource.fields)
        odd = {at: record for at, record in enumerate(records) if len(record) != width}
        full = records
        if odd:
            full = [(r + [""] * width)[:width] if i in odd else r for i, r in enumerate(records)]
        columns = list(zip(*full, strict=True)) if full else [()] * width
        found = self.columns([pa.array(self._clean(c), pa.string()) for c in columns])
        found.records.update(odd)
        for at in range(width):
            absent = [place for place, record in odd.items() if len(record) <= at]
            if absent:
                mask = np.zeros(len(records), np.bool_)
                mask[absent] = True
                gone = pa.array(mask)
                found.cells[at] = pc.if_else(gone, None, found.cells[at])
                found.texts[at] = pc.if_else(gone, None, found.texts[at])
        return found

    def _clean(self, column: Sequence[str]) -> Sequence[str]:
        return [whole(cell) for cell in column] if self.caster.repairs else column

    def _column(self, at: int, cells: pa.StringArray, found: Proved) -> pa.StringArray:
        proof = self._provers[at].prove(cells)
        if proof is None:
            return self._judged(at, cells, None, found)
        if proof.undecided is None:
            return proof.texts
        places = np.flatnonzero(proof.undecided)
        if len(places) <= _SOME:
            judged = pa.array(
                [self._one(at, cells, p, found) for p in places.tolist()], pa.string()
            )
            return pc.replace_with_mask(proof.texts, pa.array(proof.undecided), judged)
        texts = self._judged(at, cells.take(pa.array(places)), places, found)
        return pc.replace_with_mask(proof.texts, pa.array(proof.undecided), texts)

    def _one(self, at: int, cells: pa.StringArray, place: int, found: Proved) -> Cell:
        cell = cells[place].as_py()
        verdict = self.caster.judge(at, cell)
        found.broken += [(at, place, cell, note) for note in verdict.notes]
        return verdict.text

    def _judged(
        self, at: int, cells: pa.StringArray, places: np.ndarray[Any, Any] | None, found: Proved
    ) -> pa.StringArray:
        """Judges each different cell once; ``places``: where they stand (None: 0, 1, …)."""
        encoded = cells.dictionary_encode()
        different = encoded.dictionary.to_pylist()
        verdicts = [self.caster.judge(at, cell) for cell in different]
        broken = [number for number, verdict in enumerate(verdicts) if verdict.notes]
        if broken:
            indices = encoded.indices.to_numpy(zero_copy_only=False)
            is_broken = np.zeros(len(different), np.bool_)
            is_broken[broken] = True
            for row in np.flatnonzero(is_broken[indices]).tolist():
                place = row if places is None else int(places[row])
                for note in verdicts[indices[row]].notes:
                    found.broken.append((at, place, different[indices[row]], note))
        texts = [verdict.text for verdict in verdicts]
        if texts == different:
            return cells
        return pa.array(texts, pa.string()).take(encoded.indices)

    def looked(self, found: Proved, looks: Looks) -> Proved:
        """The same with its batch, and what each look finds in it."""
        size = len(found.cells[0]) if found.cells else 0
        numbers = np.arange(size, dtype=np.int64)
        found.batch = Batch(self.caster, numbers, found.cells, found.texts)
        found.batch.looked = {name: look(found.batch) for name, look in looks.items()}
        return found

    def numbered(self, found: Proved, first: int) -> tuple[Batch, list[Finding]]:
        """The batch whose first row has that number, and what is wrong in it."""
        batch = found.batch or self.looked(found, {}).batch
        findings = []
        for at, place, cell, note in found.broken:
            if place not in found.records:
                findings.append(explain.cell_finding(self.resource, at, first + place, cell, note))
        for place, record in found.records.items():
            findings += self._rows.row(first + place, record)
        assert batch is not None  # noqa: S101 - `looked` made it
        batch.numbers += first
        return batch, findings


def _blank(texts: Sequence[pa.StringArray]) -> Mask:
    """Rows without any value: blank, or wrong in every cell."""
    if not texts or not all(column.null_count for column in texts):
        return np.zeros(len(texts[0]) if texts else 0, np.bool_)
    found = nulls(texts[0])
    for column in texts[1:]:
        found = found & nulls(column)
    return found
