"""Columns of names, addresses, births, homes and what else tells of persons, by the whole table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..findings import Finding, column_letter, finding
from ..model import Dataset, Field, Resource
from ..privacy import headers, roles
from ..privacy.combine import Verdict, verdicts
from ..privacy.sample import Sample, is_data
from ..tables.batch import Batch
from ..tables.strings import lengths, nulls
from ..tables.values import missing_marks, raw_fields
from .base import RowCheck
from .reference import Reference

#: How many rows are looked through for one cell that is wanted: cells come again.
_ROWS_A_CELL = 3
#: Between names of columns in the words of a finding, and what stands where there is none.
_JOINT, _NOTHING = ", ", "–"
_OF_PERSONS = frozenset(
    {"sensitive", "birth", "latitude", "longitude", "neighbourhood", "sex", "trait"}
)
_BARE_TYPES = frozenset({"boolean", "time", "duration", "year", "yearmonth"})


class _Columns(RowCheck):
    """Takes a sample of each column that may be about persons; says at the end what they are."""

    def __init__(self, dataset: Dataset, resource: Resource) -> None:
        self._resource = resource
        self._title = " | ".join((resource.title.main, dataset.title.main))
        self._places = {field.name: at for at, field in enumerate(resource.fields)}
        self._samples: dict[int, Sample] = {}
        self._marks: dict[int, frozenset[str]] = {}
        for at, (field, raw) in enumerate(zip(resource.fields, raw_fields(resource), strict=True)):
            announced = _announced(field)
            if announced or not _tells_nothing(field):
                self._samples[at] = Sample(field.name, field.title.main, announced)
                self._marks[at] = frozenset({"", *missing_marks(resource, raw)})

    @property
    def looks(self) -> bool:
        """Whether there is a column to look at."""
        return bool(self._samples)

    def batch(self, batch: Batch) -> Iterator[Finding]:
        for at, sample in self._samples.items():
            cells = batch.cells[at]
            filled = (lengths(cells) > 0) & ~nulls(cells)
            count = int(filled.sum())
            if not count:
                continue
            sample.filled += count
            places = np.flatnonzero(filled)
            wanted = sample.wanted * _ROWS_A_CELL
            if count > wanted:
                places = places[np.linspace(0, count - 1, wanted).astype(np.int64)]
            texts = cells.take(places).to_pylist()
            rows = batch.numbers[places].tolist()
            marks = self._marks[at]
            sample.take((r, t) for r, t in zip(rows, texts, strict=True) if t not in marks)
        yield from ()

    def end(self) -> Iterator[Finding]:
        columns = list(self._samples)
        for told in verdicts(list(self._samples.values()), self._title):
            at = columns[told.column]
            more = {"case": told.case} if told.case else {}
            titled = [name for name in told.beside if name not in self._places]
            more |= {"titled": _JOINT.join(titled)} if titled else {}
            yield finding(
                told.code,
                told.severity,
                file=self._resource.path,
                row=told.row or None,
                column=at + 1,
                field=self._shown(at),
                cell="…",
                count=told.count,
                beside=_JOINT.join(self._beside(told)) or _NOTHING,
                **more,
            )

    def _beside(self, told: Verdict) -> Iterator[str]:
        """The columns that are told of as beside; what the title says is none."""
        for name in told.beside:
            if name in self._places:
                yield self._shown(self._places[name])

    def _shown(self, at: int) -> str:
        """The column's name; its letter where the first row was taken for headings."""
        name = self._resource.fields[at].name
        return column_letter(at + 1) if is_data(name) else name


def _tells_nothing(field: Field) -> bool:
    """Whether a column can hold nothing on persons: a measure, codes with labels, truth, times."""
    role = roles.role(field.name, field.title.main)
    if role in _OF_PERSONS:
        return False  # that it is a measure is what its publisher says
    return (
        field.measure is not None
        or field.role == "ukuran"
        or field.type in _BARE_TYPES
        or (role == "measure" and field.type in {"integer", "number"})
    )


def columns(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of a resource's columns; None where none of them can be about persons."""
    made = _Columns(dataset, resource)
    return made if made.looks else None


def _announced(field: Field) -> str:
    """The code of the number that a column's heading announces as one of persons."""
    name, title = field.name, field.title.main
    return "" if headers.is_entity(name, title) else headers.announced(name, title)
