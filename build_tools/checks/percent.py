"""Per cent over a hundred: mostly a slip of the decimal sign."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

import numpy as np

from ..findings import Finding, error
from ..model import Cell, Dataset, Field, Resource
from ..tables.batch import Batch, Row
from ..tables.groups import among
from ..tables.strings import Mask, Texts
from .base import Columns, RowCheck
from .doubts import doubt, measured, unit, wanted
from .profiled import given, present
from .reference import Reference

_MOST = Decimal(100)
#: A unit of per cent, also of something: "Persen (%)", "% penduduk", "persen per tahun".
_UNIT_OF = re.compile(r"%|\b(?:persen|prosen|percent|per cent)\b", re.IGNORECASE)
#: A unit that is per cent and nothing else.
_ONLY = re.compile(r"%|persen|prosen|percent|per cent|persen \(%\)", re.IGNORECASE)
#: What a share of something is called: it cannot exceed the whole.
_SHARE = re.compile(r"\b(?:persentase|prosentase|percentage|prevalensi|proporsi|porsi|share)\b")
_BUDGETED = re.compile(r"realisasi|anggaran|target|rencana|pagu")
#: What may well exceed a hundred, though it is in per cent.
_FREE = re.compile(
    r"tumbuh|growth|\blaju|naik|turun|ubah|inflasi|deflasi|kasar|\bapk\b|realisasi|capai|target"
    r"|rasio|ratio|ketergantungan|elastis|banding|indeks|cakupan|terhadap|selisih|efisien|serap"
)
#: A column that is over a hundred in more rows than this, and more than a few, is no share.
_RARE, _FEW, _KEPT = 0.05, 2, 200
#: The profile whose figures are in the unit that another table gives for their indicator.
_RESULTS, _KEY, _FIGURES = "capaian", ("indikator_id",), ("target", "nilai")
#: The columns of that table: the unit, and whether it may exceed a hundred.
_UNIT = ("satuan", "lebih_100")


class _Percent(RowCheck):
    """Columns that are always in per cent, and columns that are for the rows of some codes."""

    def __init__(
        self, columns: Columns, always: list[str], coded: list[str], codes: Collection[Cell]
    ) -> None:
        self._columns, self._always, self._coded, self._codes = columns, always, coded, codes

    def suspects(self, batch: Batch) -> Mask:
        found = np.zeros(len(batch), np.bool_)
        for name in self._always:
            found |= _over(batch.texts[self._columns.index[name]])
        if self._codes and self._coded:
            over = np.zeros(len(batch), np.bool_)
            for name in self._coded:
                over |= _over(batch.texts[self._columns.index[name]])
            if over.any():
                codes = batch.texts[self._columns.index[_KEY[0]]]
                over &= among(codes, self._codes)
            found |= over
        return found

    def row(self, row: Row) -> Iterator[Finding]:
        named = self._always
        if self._coded and row.values[self._columns.index[_KEY[0]]] in self._codes:
            named = [*named, *self._coded]
        for name in dict.fromkeys(named):
            if _exceeds(row.values[self._columns.index[name]]):
                yield error("percent-over", **self._columns.place(row, name))


class _Shares(RowCheck):
    """Columns of a table without a profile that are shares of a whole.

    Where more than a few of its rows are over a hundred, a column is none: that is told by what
    stands in it, so what there is to say is said at the end.
    """

    def __init__(self, columns: Columns, names: list[str], reference: Reference) -> None:
        self._columns, self._reference = columns, reference
        self._over: dict[str, list[Row]] = {name: [] for name in names}
        self._rows = 0

    def batch(self, batch: Batch) -> Iterator[Finding]:
        self._rows += len(batch)
        for name, kept in self._over.items():
            over = np.flatnonzero(_over(batch.texts[self._columns.index[name]]))
            kept += map(batch.row, over[: _KEPT - len(kept)].tolist())
        yield from ()

    def end(self) -> Iterator[Finding]:
        for name, kept in self._over.items():
            if len(kept) <= max(_FEW, min(_KEPT - 1, _RARE * self._rows)):
                for row in kept:
                    place = self._columns.place(row, name)
                    yield from doubt(self._reference, "percent-over", **place, case="share")


def shares(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of per cent without a profile: by the unit, and by the heading.

    Rates of change and what is measured against a target may exceed a hundred; so may a column
    whose `maximum` says so.
    """
    if resource.profile or not wanted(reference, "percent-over"):
        return None
    others = " ".join(f.name for f in resource.fields)
    if _BUDGETED.search(others):
        return None  # so much of a plan was done: that may be more than all of it
    names = [f.name for f in measured(resource) if _is_share(f)]
    return _Shares(Columns(resource), names, reference) if names else None


def _is_share(field: Field) -> bool:
    said = " ".join((field.name, field.title.main, field.description.main)).replace("_", " ")
    said = said.casefold()
    if "maximum" in field.constraints or _FREE.search(said):
        return False
    return is_percent(unit(field)) or (not unit(field) and bool(_SHARE.search(said)))


def is_percent(unit: str) -> bool:
    """Whether a unit is per cent, and nothing else.

    >>> is_percent("Persen"), is_percent("%"), is_percent("persen per tahun")
    (True, True, False)
    """
    return bool(_ONLY.fullmatch(unit.strip()))


def _over(texts: Texts) -> Mask:
    """Which of the numbers are over a hundred."""
    over = {text for text in texts.unique().to_pylist() if text and _exceeds(text)}
    return among(texts, over)


def _exceeds(value: object) -> bool:
    """Whether a number, or its canonical text, is over a hundred."""
    number = Decimal("NaN") if value is None else Decimal(str(value))
    return number.is_finite() and number > _MOST


def percent(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of per cent; None for other profiles."""
    profile = given(resource)
    if profile is None:
        return None
    numbers = {f.name for f in resource.fields if f.type in {"integer", "number"}}
    always = [name for name in profile.percent if name in numbers]
    coded, codes = [], frozenset[Cell]()
    if profile.name == _RESULTS and present(resource, _KEY):
        coded = [name for name in _FIGURES if name in numbers]
        codes = frozenset(_limited(_units(dataset, resource, reference)))
    if not always and not (coded and codes):
        return None
    return _Percent(Columns(resource), always, coded, codes)


def _units(
    dataset: Dataset, resource: Resource, reference: Reference
) -> Mapping[tuple[Cell, ...], tuple[Cell, ...]]:
    """The unit of each indicator, from the table that the results point at."""
    key = next((k for k in resource.foreign_keys if k.fields == _KEY), None)
    found = reference.readable(dataset, key, resource, _UNIT) if key else None
    return found or {}


def _limited(units: Mapping[tuple[Cell, ...], tuple[Cell, ...]]) -> Iterator[Cell]:
    """The indicators in per cent of which none says that it may exceed a hundred."""
    for (code,), (said, may_exceed) in units.items():
        if said and _UNIT_OF.search(said) and may_exceed != "ya":
            yield code
