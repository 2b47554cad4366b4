"""Personal data in cells, in the descriptor, in the story: numbers that stand for a person.

What is found is never shown: it is masked before it leaves this module, and `masked` is for
all that is shown elsewhere. The heading and the type of a column come before the pattern, so
that a sum of 16 digits is no NIK. Source: UU 27/2022 (personal data).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import pyarrow as pa

from ..findings import Finding, Severity, finding
from ..model import Dataset, Field, Resource
from ..privacy import headers
from ..privacy.evidence import Evidence
from ..privacy.forms import bare, is_nik, is_nip
from ..privacy.identifiers import fits, is_mild
from ..privacy.kinds import KINDS
from ..privacy.numbers import is_whole_nik
from ..privacy.text import find, kinds, mask, masked
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, lengths, nulls
from .base import Columns, RowCheck
from .privacylook import SHORTEST, may_be_code, may_tell
from .reference import Reference

__all__ = ["Cells", "cells", "descriptor", "kinds", "mask", "masked", "texts_of"]

_TEXTS = {"string", "any", "list", "array", "object", "geojson"}
#: Fewer signs are no number of a person, even where the heading announces one.
_FEWEST = 3
#: So many cells of each column are looked at as its sample, in the first batch and in others.
_SAMPLE, _MORE = 500, 100
#: What waits for the end of the table is kept as far as it is shown; the rest is counted.
_KEPT = 100


@dataclass(slots=True)
class _Column:
    """One column: how its cells are looked at, and what is known of them so far."""

    name: str
    look: str  # "text", "number" that may be a code, or "": only what the heading announces
    told: str  # the code that its heading announces
    mild: frozenset[str]  # the codes that are of offices and firms here
    money: bool
    evidence: Evidence = field(default_factory=Evidence)
    given: set[str] = field(default_factory=set)
    waiting: list[Finding] = field(default_factory=list)
    waits: int = 0


class Cells(RowCheck):
    """Looks at every text, at whatever its column's type refused, and at telling columns.

    A number with the form of a NIK that fills its cell waits for the end: the column decides.
    """

    def __init__(self, columns: Columns, official: bool) -> None:
        self._columns = columns
        self._all = [_column(f, official) for f in columns.resource.fields]
        self._sampled = False

    def suspects(self, batch: Batch) -> Mask | None:
        found = np.zeros(len(batch), np.bool_)
        for at, column in enumerate(self._all):
            cells, texts = batch.cells[at], batch.texts[at]
            if column.told:
                found |= lengths(cells) >= _FEWEST
            elif texts.null_count:
                found |= nulls(texts) & (lengths(cells) >= SHORTEST)
            if column.look == "text":
                found |= may_tell(cells)
            elif column.look:
                found |= may_be_code(cells)
        return found

    def among(self, batch: Batch, wanted: Mask | None) -> Iterator[Finding]:
        self.sample(batch)
        places = range(len(batch)) if wanted is None else np.flatnonzero(wanted).tolist()
        for at in places:
            yield from self.row(batch.text_row(at))

    def sample(self, batch: Batch) -> None:
        """Takes a few cells of each column that no heading tells, spread over the batch."""
        most = _MORE if self._sampled else _SAMPLE
        self._sampled = True
        for at, column in enumerate(self._all):
            cells = batch.cells[at]
            if column.told or not column.look or lengths(cells).max(initial=0) < SHORTEST - 2:
                continue
            places = np.linspace(0, len(batch) - 1, min(most, len(batch))).astype(np.int64)
            sizes = lengths(cells)
            if (sizes[places] > 1).sum() < len(places) // 2:  # mostly empty: of the filled cells
                places = np.flatnonzero((sizes > 1) & ~nulls(cells))
                places = places[:: max(1, len(places) // most)]
            texts = cells.take(pa.array(places)).to_pylist()
            rows = batch.numbers[places].tolist()
            column.evidence.take((r, t) for r, t in zip(rows, texts, strict=True) if t)

    def row(self, row: Row) -> Iterator[Finding]:
        for at, column in enumerate(self._all):
            cell = row.cells[at] if at < len(row.cells) else None
            if not cell or len(cell) < _FEWEST:
                continue
            if column.told and fits(column.told, cell):
                yield self._given(column, row, cell, column.told, is_mild(column.told, cell))
                if bare(cell):
                    continue
            if len(cell) >= SHORTEST or "@" in cell:
                refused = row.values[at] is None
                yield from self._by_form(column, row, cell, refused)

    def _by_form(self, column: _Column, row: Row, cell: str, refused: bool) -> Iterator[Finding]:
        """What the form of a cell alone tells."""
        number = bare(cell) if column.look or refused else None
        if number and is_nik(number.digits):
            self._wait(column, row, cell)
        elif number and is_nip(number.digits):
            yield self._given(column, row, cell, "personal-nip")
        elif column.look == "text" or refused or (column.look and cell[:2] in {"08", "+6"}):
            found = {f.code: f for f in find(cell)}
            for code in sorted(found):
                if code != column.told or not fits(code, cell):
                    yield self._given(column, row, cell, code, found[code].mild)

    def _wait(self, column: _Column, row: Row, cell: str) -> None:
        column.waits += 1
        if len(column.waiting) < _KEPT:
            column.waiting.append(self._made(column, row, cell, "personal-nik"))

    def _given(
        self, column: _Column, row: Row, cell: str, code: str, mild: bool = False
    ) -> Finding:
        column.given.add(code)
        return self._made(column, row, cell, code, mild)

    def _made(self, column: _Column, row: Row, cell: str, code: str, mild: bool = False) -> Finding:
        place = {**self._columns.place(row, column.name), "cell": mask(cell)}
        return finding(code, _severity(code, mild or code in column.mild), **place)

    def end(self) -> Iterator[Finding]:
        for at, column in enumerate(self._all):
            evidence = column.evidence
            if column.waiting and (column.told or evidence.takes_nik(column.money)):
                yield from column.waiting
                yield from repeat(column.waiting[-1], column.waits - len(column.waiting))
                column.given.add("personal-nik")
            told = None if column.told or column.money or not column.look else evidence.told()
            if told and told[0] not in column.given:
                code, row, cell = told
                place = {"file": self._columns.resource.path, "row": row, "column": at + 1}
                place |= {"field": column.name, "cell": mask(cell), "case": "column"}
                yield finding(code, _severity(code, code in column.mild), **place)


def _severity(code: str, mild: bool = False) -> Severity:
    """How far a number reaches: those of offices and firms are worth a look only."""
    eased = mild and code in {"personal-npwp", "personal-plate"}
    return Severity.WARNING if eased else KINDS[code].alone


def _column(given: Field, official: bool) -> _Column:
    name, title = given.name, given.title.main
    told = headers.announced(name, title)
    mild = {told} & {"personal-npwp", "personal-plate"} if headers.is_entity(name, title) else set()
    mild |= {"personal-plate"} if official else set()
    return _Column(name, _look(given), told, frozenset(mild), headers.is_money(name, title))


def _look(given: Field) -> str:
    """How a column's cells are looked at: as a text, as a number that may be a code, or not."""
    if given.type in _TEXTS:
        return "text"
    is_measure = given.measure is not None or given.role == "ukuran"
    return "" if is_measure or given.type not in {"integer", "number"} else "number"


def cells(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of a resource's cells."""
    fields = resource.fields
    official = any(headers.is_official(f.name, f.title.main) for f in fields)
    titles = (dataset.title.main, resource.title.main)
    return Cells(Columns(resource), official or headers.is_official(*titles))


def descriptor(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """No personal data in the descriptor (names and values) and the story.

    The e-mail of an office's contact may be with a private host.
    """
    file = dataset.source.descriptor
    for path, text in texts_of(dataset.raw):
        for code, found in {f.code: f for f in find(text)}.items():
            office = code == "personal-email" and path == ("sdi:kontak", "surel")
            severity = Severity.WARNING if office else _severity(code, found.mild)
            yield finding(code, severity, file=file, cell=mask(text[found.start : found.end]))
    story, row, done = dataset.story, 1, 0
    for found in find(story):
        row += story.count("\n", done, found.start)
        done = found.start
        cell = mask(story[found.start : found.end])
        severity = _severity(found.code, found.mild)
        yield finding(found.code, severity, file="README.md", row=row, cell=cell)


def texts_of(raw: object) -> Iterator[tuple[tuple[object, ...], str]]:
    """Every name and value of a descriptor as text, with the names that lead to it."""
    left: list[tuple[tuple[object, ...], object]] = [((), raw)]
    while left:
        path, value = left.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, (list, tuple)):
            left += [((*path[-2:], None), part) for part in reversed(value)]
        elif isinstance(value, (dict, Mapping)):
            for key, part in reversed(list(value.items())):
                left += [((*path[-2:], key), part), ((), key)]
        elif isinstance(value, int) and 0 < value < 10**16 and is_whole_nik(str(value)):
            yield path, str(value)
