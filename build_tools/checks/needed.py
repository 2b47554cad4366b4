"""Cells that another cell of the same row asks for: a proof, an answer's day, an amount."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from ..findings import Finding, error, warning
from ..model import Cell, Dataset, Resource
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, nulls
from ..tables.values import missing_marks, raw_fields
from .base import Columns, RowCheck
from .profiled import given
from .reference import Reference


class _Need(NamedTuple):
    """When a cell asks for others, for which, and what is said where one is empty."""

    column: str
    asks: Callable[[Cell], bool]  # of the canonical text; None: not known
    wanted: tuple[str, ...]
    code: str
    case: str = ""
    #: Any one of them will do; else each is needed.
    any_of: bool = False
    told: Callable[..., Finding] = error


def _answered(state: Cell) -> bool:
    return state == "dijawab"


_ANSWER = "request-unanswered"
_SPOKEN = ("nilai_rupiah", "nilai_sebagaimana_ditulis")
_NEEDS = {
    "pernyataan": (
        _Need("keadaan", lambda state: state == "terbukti", ("dataset_bukti",), "proof-missing"),
        _Need("tanggapan", bool, ("tanggapan_tanggal", "tanggapan_jabatan"), "reply-incomplete"),
    ),
    "daftar_data": (
        _Need(
            "status", lambda state: state == "terbit", ("dataset",), "listed-unnamed", told=warning
        ),
    ),
    "permintaan_data": (
        _Need("status", _answered, ("jawaban", "dataset"), _ANSWER, "answer", True, warning),
        _Need("status", _answered, ("tanggal_jawaban",), _ANSWER, "day", told=warning),
    ),
    "anggaran": (
        _Need("tahap", lambda stage: stage != "lisan", ("nilai_rupiah",), "amount-missing"),
        _Need("tahap", lambda stage: stage == "lisan", _SPOKEN, "amount-missing", "spoken", True),
    ),
}


class _Needed(RowCheck):
    """Rows in which a cell is empty that another one asks for."""

    def __init__(self, resource: Resource, needs: tuple[_Need, ...]) -> None:
        self._columns, self._needs = Columns(resource), needs
        raw = raw_fields(resource)
        self._marks = [{"", *missing_marks(resource, field)} for field in raw]

    def suspects(self, batch: Batch) -> Mask:
        found = np.zeros(len(batch), np.bool_)
        for need in self._needs:
            for name in need.wanted:
                at = self._columns.index.get(name)
                found |= True if at is None else nulls(batch.texts[at])
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        for need in self._needs:
            value = row.values[self._columns.index[need.column]]
            if not need.asks(value):
                continue
            lacking = [name for name in need.wanted if self._empty(row, name)]
            if not lacking or (need.any_of and len(lacking) < len(need.wanted)):
                continue
            at = next((n for n in lacking if n in self._columns.index), need.column)
            case = {"type": need.case} if need.case else {}
            names = ", ".join(lacking)
            yield need.told(need.code, **self._columns.place(row, at), names=names, **case)

    def _empty(self, row: Row, name: str) -> bool:
        """Whether a cell says nothing; one that says something wrong is told of elsewhere."""
        at = self._columns.index.get(name)
        return at is None or row.cells[at] is None or row.cells[at] in self._marks[at]


def needed(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of cells that others ask for; None for other profiles."""
    needs = _NEEDS.get(resource.profile, ()) if given(resource) else ()
    here = tuple(need for need in needs if resource.field(need.column))
    return _Needed(resource, here) if here else None
