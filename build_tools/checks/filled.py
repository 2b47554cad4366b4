"""Cells that a row of a profile cannot do without: whose it is, which stage, where from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..findings import Finding, Severity, error, finding
from ..model import Dataset, Resource
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, nulls
from .base import Columns, RowCheck
from .profiled import present
from .reference import Reference

_OFFICE = "opd_id"
_STAGE = "tahap"
#: What somebody has to answer for: each row names an office.
_ANSWERED_FOR = ("rekomendasi", "program", "quick_win", "indikator")
_BUDGET = "anggaran"
#: One of these says where a figure comes from.
_SOURCES = ("sumber", "sumber_url")


class _Filled(RowCheck):
    """Rows in which all columns of a group are empty, each group with what is said then."""

    def __init__(
        self,
        columns: Columns,
        groups: list[tuple[tuple[str, ...], Finding]],
        absent: list[Finding],
    ) -> None:
        self._columns, self._groups, self._absent = columns, groups, absent

    def suspects(self, batch: Batch) -> Mask:
        found = np.zeros(len(batch), np.bool_)
        for names, _ in self._groups:
            empty = np.ones(len(batch), np.bool_)
            for name in names:
                empty &= nulls(batch.texts[self._columns.index[name]])
            found |= empty
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        for names, said in self._groups:
            if all(value is None for value in self._columns.values(row, names)):
                place = self._columns.place(row, names[0])
                yield finding(said.code, said.severity, **place, **dict(said.values))

    def end(self) -> Iterator[Finding]:
        yield from self._absent


def filled(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of cells that must not be empty; None for other profiles.

    A table that was compiled from public pages may lack an office: a page may not name one.
    """
    official = dataset.origin == "resmi"
    groups: list[tuple[tuple[str, ...], Finding]] = []
    absent: list[Finding] = []
    if resource.profile in _ANSWERED_FOR and _open(resource, _OFFICE):
        severity = Severity.ERROR if official else Severity.NOTICE
        said = finding("recommendation-office-missing", severity, type=resource.profile)
        groups.append(((_OFFICE,), said))
    if resource.profile == _BUDGET and _open(resource, _STAGE):
        groups.append(((_STAGE,), error("budget-stage-missing")))
    if resource.profile == _BUDGET and official:
        names = tuple(present(resource, _SOURCES))
        if names:
            groups.append((names, error("source-missing")))
        else:  # said once, of the table
            absent.append(error("source-missing", file=resource.path, type="column"))
    return _Filled(Columns(resource), groups, absent) if groups or absent else None


def _open(resource: Resource, name: str) -> bool:
    """Whether the table has that column, and frictionless lets its cells be empty."""
    found = resource.field(name)
    return found is not None and not found.constraints.get("required")
