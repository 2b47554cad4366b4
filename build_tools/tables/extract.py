"""The rows that charts and sentences are made from, kept while a table is read.

A table of a few rows goes in as it is; of a larger one only sums that its descriptor asks for.
What is secondary or approximate never gets in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

import numpy as np
import pyarrow as pa

from ..model import Cell, ChartSpec, Dataset, Extract, Field, Resource
from .batch import Batch
from .exact import CONTEXT, Longs, decimal, exact, group_places, group_sums
from .groups import among, groups
from .strings import nulls

#: More rows, or more sums, than this are no chart.
MOST_ROWS = 2_000

#: Fields of these names say what a measure is counted in, row by row.
UNIT_FIELDS = frozenset({"satuan", "unit"})
_TIMES = frozenset({"year", "yearmonth", "date"})
_NUMBERS = frozenset({"integer", "number"})
_ROLES = frozenset({"waktu", "wilayah", "nama", "status"})


class Extractor:
    """Takes in every row of a table; gives its extract at the end."""

    def __init__(self, dataset: Dataset, resource: Resource) -> None:
        fields = [f for f in resource.fields if _matters(resource, f)]
        measured = any(is_measure(f) for f in fields)
        self._whole: list[tuple[Cell, ...]] | None = []
        if not measured or resource.charts == () or _doubtful(dataset, resource):
            self._whole, fields = None, []
        index = {f.name: i for i, f in enumerate(resource.fields)}
        self._fields = tuple(f.name for f in fields)
        self._places = [index[name] for name in self._fields]
        self._bars = [(i, f.role) for i, f in enumerate(resource.fields) if f.role in _DOUBT]
        self._sums = _sums(resource, index) if fields else None
        self._left_out = 0

    def add(self, batch: Batch) -> None:
        """Takes in the next rows; costs nothing once there is too much to show."""
        if self._whole is None and (self._sums is None or not self._sums.kept):
            return
        columns, rows = batch.texts, len(batch)
        for at, role in self._bars:
            barred = among(columns[at], {_DOUBT[role]})
            if barred.any():
                columns = tuple(column.filter(pa.array(~barred)) for column in columns)
                self._left_out += int(barred.sum())
                rows = len(columns[at])
        if self._whole is not None:
            if len(self._whole) + rows > MOST_ROWS:
                self._whole = None
            else:
                chosen = [columns[at].to_pylist() for at in self._places]
                self._whole += zip(*chosen, strict=True)
        if self._sums is not None:
            self._sums.add(columns, rows)

    def extract(self) -> Extract | None:
        """The extract; None where there is nothing to show, or too much of it."""
        if self._whole is not None:
            return Extract(self._fields, tuple(self._whole), self._left_out)
        if self._sums is not None and self._sums.kept:
            return Extract(self._sums.fields, self._sums.rows(), self._left_out)
        return None


def is_measure(field: Field) -> bool:
    """Whether a field says how much of something there is."""
    return field.measure is not None and field.type in _NUMBERS


_DOUBT = {"mutu-sumber": "sekunder", "ketelitian": "kira-kira"}


def _doubtful(dataset: Dataset, resource: Resource) -> bool:
    """Whether all of a table is secondary or approximate."""
    words = {dataset.source_quality, resource.source_quality}
    words |= {str(given.get("sdi:ketelitian")) for given in (dataset.raw, resource.raw)}
    return bool(words & set(_DOUBT.values()))


def _matters(resource: Resource, field: Field) -> bool:
    """Whether a chart may need the field: when, where, what of, how much."""
    if is_measure(field):
        return not _loose(resource, field)
    keys = {name for key in resource.foreign_keys for name in key.fields}
    named = {name for spec in resource.charts or () for name in _named(spec)}
    return (
        field.role in _ROLES
        or field.type in _TIMES
        or field.name.lower() in UNIT_FIELDS
        or field.name in {*resource.primary_key, *keys, *named}
        or (bool(field.categories) and _classifies(resource, field))
        or (not resource.primary_key and bool(field.categories) and field.role not in _DOUBT)
    )


def _classifies(resource: Resource, field: Field) -> bool:
    """Whether the standard data of a measure says that it is classified by that field."""
    title = field.title.main.lower()
    ways = (f.measure.classification.main.lower() for f in resource.fields if f.measure)
    return bool(title) and any(title in way for way in ways)


def _loose(resource: Resource, field: Field) -> bool:
    """Whether a whole column is approximate (`sdi:ketelitian` of the field)."""
    schema = resource.raw.get("schema")
    given = schema.get("fields") if isinstance(schema, dict) else None
    found = (g for g in given or () if isinstance(g, dict) and g.get("name") == field.name)
    return any(g.get("sdi:ketelitian") == "kira-kira" for g in found)


def _named(spec: ChartSpec) -> Iterable[str]:
    return (spec.time, spec.area, spec.split, *(name for name, _ in spec.where))


def _sums(resource: Resource, index: dict[str, int]) -> _Sums | None:
    specs = [spec for spec in resource.charts or () if spec.summed]
    if not specs:
        return None
    names = {name for spec in specs for name in _named(spec) if name in index}
    if any(not spec.measure for spec in specs):
        measures = {f.name for f in resource.fields if is_measure(f)}
    else:
        measures = {spec.measure for spec in specs}
    groups = [i for name, i in index.items() if name in names - measures]
    values = [
        i for f in resource.fields if f.name in measures and is_measure(f) for i in [index[f.name]]
    ]
    return _Sums(tuple(index), groups, values) if groups and values else None


class _Sums:
    """Exact sums per group of rows; a sum that lacks a value is missing."""

    def __init__(self, names: tuple[str, ...], groups: list[int], values: list[int]) -> None:
        self.fields = tuple(names[i] for i in (*groups, *values))
        self.kept = True
        self._groups, self._values = groups, values
        self._found: dict[tuple[Cell, ...], list[Decimal | None]] = {}

    def add(self, columns: Sequence[pa.StringArray], rows: int) -> None:
        """Takes in the next rows, as columns of canonical texts."""
        if not self.kept or not rows:
            return
        found, first = groups([columns[i] for i in self._groups], rows)
        if len(first) > MOST_ROWS:
            self._drop()
            return
        keys = zip(
            *(columns[i].take(pa.array(first)).to_pylist() for i in self._groups), strict=True
        )
        sums = [self._found.setdefault(key, [Decimal(0)] * len(self._values)) for key in keys]
        if len(self._found) > MOST_ROWS:
            self._drop()
            return
        for at, i in enumerate(self._values):
            _sum_up(sums, at, columns[i], found)

    def _drop(self) -> None:
        self.kept, self._found = False, {}

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(
            (*group, *(None if s is None else format(s, "f") for s in sums))
            for group, sums in self._found.items()
        )


def _sum_up(
    sums: list[list[Decimal | None]], at: int, texts: pa.StringArray, groups: Longs
) -> None:
    """Adds the numbers of a column to the sums at a place, each to that of its row's group."""
    numbers = exact(texts)
    sure, places = numbers.sure, numbers.places
    which, ints = groups, numbers.ints
    if not numbers.complete:
        which, ints = groups[sure], ints[sure]
        places = places if isinstance(places, int) else places[sure]
    wholes = group_sums(which, ints, len(sums))
    for own, whole, most in zip(sums, wholes, group_places(which, places, len(sums)), strict=True):
        known = own[at]
        if known is not None:
            own[at] = CONTEXT.add(known, decimal(whole, numbers.scale, most))
    for row in numbers.odd(texts):
        own = sums[groups[row]]
        own[at] = plus(own[at], texts[row].as_py())
    if texts.null_count:
        for group in np.unique(groups[nulls(texts)]).tolist():
            sums[group][at] = None


def plus(known: Decimal | None, text: Cell) -> Decimal | None:
    """The sum, exactly; None as soon as one of its parts is missing."""
    if known is None or text is None:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    large = not value.is_finite() or abs(value.adjusted()) > 400
    return None if large else CONTEXT.add(known, value)
