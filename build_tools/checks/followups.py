"""Recommendations and what followed them up: two tables that must not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, Severity, error, finding
from ..model import Cell, Dataset, ForeignKey, Resource
from ..tables.batch import Batch
from .base import Columns, RowCheck
from .profiled import present
from .reference import MAX_ROWS, Reference

_ADVICE, _FOLLOW_UP = "rekomendasi", "tindak_lanjut"
_KEY = ("tahun_evaluasi", "tahap", "nomor")
_DAY, _STATE, _RESULT = "tanggal", "status_tindak_lanjut", "hasil"

#: A recommendation's key, as canonical texts.
_Advice = tuple[Cell, ...]


class _States(RowCheck):
    """The state of each recommendation beside the result of its last follow-up."""

    def __init__(self, columns: Columns, results: Mapping[_Advice, Cell]) -> None:
        self._columns, self._results = columns, results

    def batch(self, batch: Batch) -> Iterator[Finding]:
        states = batch.texts[self._columns.index[_STATE]].to_pylist()
        for at, (key, state) in enumerate(zip(_keys(batch, self._columns), states, strict=True)):
            said = self._said(key, state)
            if said:
                severity, case = said
                place = self._columns.place(batch.text_row(at), _STATE)
                more = {"type": case, "result": self._results.get(key) or ""}
                yield finding("follow-up-differs", severity, **place, **more)

    def _said(self, key: _Advice, state: Cell) -> tuple[Severity, str] | None:
        """What is wrong with a state, and how bad; None: nothing. Not known is never wrong."""
        if key not in self._results:
            return (Severity.WARNING, "nothing") if state == "selesai" else None
        if state == "belum":
            return Severity.ERROR, "something"
        result = self._results[key]
        if result and state in {"sebagian", "selesai"} and state != result:
            return Severity.WARNING, "result"
        return None


class _Days(RowCheck):
    """No follow-up lies before the day of its recommendation."""

    def __init__(self, columns: Columns, given: Mapping[_Advice, tuple[Cell, ...]]) -> None:
        self._columns, self._given = columns, given

    def batch(self, batch: Batch) -> Iterator[Finding]:
        days = batch.texts[self._columns.index[_DAY]].to_pylist()
        for at, (key, day) in enumerate(zip(_keys(batch, self._columns), days, strict=True)):
            (given,) = self._given.get(key, (None,))
            if day and given and day < given:
                place = self._columns.place(batch.text_row(at), _DAY)
                yield error("day-order", **place, type=_FOLLOW_UP, first=_DAY, day=given)


def _leads(follow_ups: Resource, advice: Resource) -> bool:
    """Whether that table follows up the recommendations of the other."""
    if follow_ups.profile != _FOLLOW_UP or not present(follow_ups, (_DAY,)):
        return False
    keys = (k for k in follow_ups.foreign_keys if k.fields == k.reference_fields == _KEY)
    return any(not k.package and k.resource == advice.name for k in keys)


def _keys(batch: Batch, columns: Columns) -> Iterator[_Advice]:
    return zip(*(batch.texts[columns.index[name]].to_pylist() for name in _KEY), strict=True)


def follow_ups(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of both tables; None for other profiles, and where one leads to no other.

    The state of a recommendation is held against the follow-ups of the same dataset: those of
    another may come and go without this one being judged anew.
    """
    if resource.profile == _ADVICE and len(present(resource, (*_KEY, _STATE))) == len(_KEY) + 1:
        table = next((r for r in dataset.resources if _leads(r, resource)), None)
        if table is None:
            return None
        key = ForeignKey((*_KEY, _DAY), table.name, (*_KEY, _DAY))
        rows = reference.readable(dataset, key, resource, (_RESULT,))
        if rows is None or len(rows) >= MAX_ROWS:
            return None
        by_day = sorted(rows.items(), key=lambda row: row[0][-1] or "")
        return _States(Columns(resource), {row[:-1]: result for row, (result,) in by_day})
    if resource.profile == _FOLLOW_UP and len(present(resource, (*_KEY, _DAY))) == len(_KEY) + 1:
        own = next((k for k in resource.foreign_keys if k.fields == _KEY), None)
        given = reference.readable(dataset, own, resource, (_DAY,)) if own else None
        return _Days(Columns(resource), given) if given else None
    return None
