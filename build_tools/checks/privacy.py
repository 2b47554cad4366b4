"""Personal data in cells, in the descriptor, in the story: numbers that stand for a person.

What is found is never shown: it is masked before it leaves this module, and `masked` is for
all that is shown elsewhere. The heading and the type of a column come before the pattern, so
that a sum of 16 digits is no NIK. Source: UU 27/2022 (personal data).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import numpy as np

from ..findings import Finding, Severity, finding
from ..model import Dataset, Resource
from ..privacy import headers
from ..privacy.forms import Bare, bare, is_mobile, is_nik, is_nik_start, is_nip
from ..privacy.identifiers import fits, is_mild
from ..privacy.kinds import KINDS
from ..privacy.text import find, kinds, mask, masked
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, lengths, nulls
from . import keypaths
from .base import Columns, RowCheck
from .privacycolumns import FEWEST, NIK, SUM, UNSURE, Column, columns_of
from .privacylook import SHORTEST, may_be_code, may_be_person, may_tell
from .reference import Reference

__all__ = ["Cells", "cells", "descriptor", "kinds", "mask", "masked"]

#: So many cells of each column are looked at as its sample, in the first batch and in others.
_SAMPLE, _MORE = 500, 50
#: What waits for the end of the table is kept as far as it is shown; the rest is counted.
_KEPT = 100
#: Digits that are known of a number in scientific notation: beside persons, and without.
_KNOWN_BESIDE, _KNOWN = 5, 10
#: What is worth a look only where it is of an office, a firm or a thing.
_EASED = frozenset(
    {"personal-npwp", "personal-plate", "personal-bank", "personal-mobile", "personal-email"}
)


class Cells(RowCheck):
    """Looks at every text, at whatever its column's type refused, and at telling columns.

    A number with the form of a NIK that fills its cell waits for the end: the column decides.
    """

    def __init__(self, columns: Columns, official: bool) -> None:
        self._columns = columns
        self._all = columns_of(columns.resource.fields, official)
        self._sampled = False

    def suspects(self, batch: Batch) -> Mask | None:
        found = np.zeros(len(batch), np.bool_)
        for at, column in enumerate(self._all):
            cells, texts = batch.cells[at], batch.texts[at]
            if column.told:
                found |= lengths(cells) >= FEWEST
            elif texts.null_count:
                found |= nulls(texts) & (lengths(cells) >= SHORTEST)
            if column.look == "text":
                found |= may_tell(cells)
            elif column.look == "measure":
                found |= may_be_person(cells)
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
            if column.told:
                if lengths(cells).max(initial=0) < FEWEST:
                    continue
            elif not column.look or lengths(cells).max(initial=0) < SHORTEST - 2:
                continue
            places = np.linspace(0, len(batch) - 1, min(most, len(batch))).astype(np.int64)
            sizes = lengths(cells)
            if (sizes[places] > 1).sum() < len(places) // 2:  # mostly empty: of the filled cells
                places = np.flatnonzero((sizes > 1) & ~nulls(cells))
                places = places[:: max(1, len(places) // most)]
            texts = cells.take(places).to_pylist()
            rows = batch.numbers[places].tolist()
            column.look_at((r, t) for r, t in zip(rows, texts, strict=True) if t)

    def row(self, row: Row) -> Iterator[Finding]:
        for at, column in enumerate(self._all):
            cell = row.cells[at] if at < len(row.cells) else None
            if not cell or len(cell) < FEWEST:
                continue
            if column.told and fits(column.told, cell):
                mild = is_mild(column.told, cell)
                if column.borne:
                    yield self._given(column, row, cell, column.told, mild)
                    if bare(cell):
                        continue
                else:
                    self._wait(UNSURE, column, row, cell, column.told, mild)
            if len(cell) >= SHORTEST or "@" in cell:
                refused = row.values[at] is None
                yield from self._by_form(column, row, cell, refused)

    def _by_form(self, column: Column, row: Row, cell: str, refused: bool) -> Iterator[Finding]:
        """What the form of a cell alone tells."""
        number = bare(cell) if column.look or refused else None
        if number and _may_be_nik(number, column.persons):
            self._wait(NIK, column, row, cell, "personal-nik")
        elif number and cell[:2] == "62" and number.form == "plain" and is_mobile(number.digits):
            if column.look:
                self._wait(SUM, column, row, cell, "personal-mobile")
        elif number and is_nip(number.digits):
            yield self._given(column, row, cell, "personal-nip")
        elif column.look == "text" or refused or (column.look and cell[:2] in {"08", "+6"}):
            found = {f.code: f for f in find(cell)}
            for code in sorted(found):
                if code != column.told or not fits(code, cell):
                    yield self._given(column, row, cell, code, found[code].mild)

    def _wait(
        self, why: str, column: Column, row: Row, cell: str, code: str, mild: bool = False
    ) -> None:
        column.waits[why] += 1
        waiting = column.waiting.setdefault(why, [])
        if len(waiting) < _KEPT:
            waiting.append(self._made(column, row, cell, code, mild))

    def _given(self, column: Column, row: Row, cell: str, code: str, mild: bool = False) -> Finding:
        column.given.add(code)
        return self._made(column, row, cell, code, mild)

    def _made(self, column: Column, row: Row, cell: str, code: str, mild: bool = False) -> Finding:
        place = {**self._columns.place(row, column.name), "cell": _masked(cell, code)}
        return finding(code, _severity(code, mild or code in column.mild), **place)

    def end(self) -> Iterator[Finding]:
        for at, column in enumerate(self._all):
            evidence = column.evidence
            for why, waiting in column.waiting.items():
                if column.comes(why):
                    yield from waiting
                    yield from repeat(waiting[-1], column.waits[why] - len(waiting))
                    column.given.add(waiting[-1].code)
            told = evidence.told(column.sums) if column.look and not column.borne else None
            if told and told[0] not in column.given:
                code, row, cell = told
                place = {"file": self._columns.resource.path, "row": row, "column": at + 1}
                place |= {"field": column.name, "cell": mask(cell), "case": "column"}
                yield finding(code, _severity(code, code in column.mild), **place)


def _may_be_nik(number: Bare, persons: bool) -> bool:
    """Whether a number that fills its cell has the form of a NIK, or the beginning of one.

    Beside ``persons`` fewer digits are enough.
    """
    if number.lost:
        known = len(number.digits) - number.lost
        return known >= (_KNOWN_BESIDE if persons else _KNOWN) and is_nik_start(
            number.digits, known
        )
    return is_nik(number.digits)


def _masked(cell: str, code: str) -> str:
    """The ends of the number that was found, and nothing of what else its cell holds."""
    found = next((f for f in find(cell) if f.code == code), None)
    if found:
        return mask(cell[found.start : found.end])
    return (
        "…" if any(map(str.isspace, cell.strip())) and any(map(str.isalpha, cell)) else mask(cell)
    )


def _severity(code: str, mild: bool = False) -> Severity:
    """How far a number reaches: those of offices and firms are worth a look only."""
    eased = mild and code in _EASED
    return Severity.WARNING if eased else KINDS[code].alone


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
    for path, text in keypaths.texts(dataset.raw):
        for code, found in {f.code: f for f in find(text)}.items():
            office = code == "personal-email" and path == ("sdi:kontak", "surel")
            severity = Severity.WARNING if office else _severity(code, found.mild)
            cell = mask(text[found.start : found.end])
            yield finding(code, severity, cell=cell, **keypaths.place(dataset, path))
    story, row, done = dataset.story, 1, 0
    for found in find(story):
        row += story.count("\n", done, found.start)
        done = found.start
        cell = mask(story[found.start : found.end])
        severity = _severity(found.code, found.mild)
        yield finding(found.code, severity, file="README.md", row=row, cell=cell)
