"""An extract by the names and uses of its fields: time, area, series, measures."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Cell, ChartSpec, Extract, Field, Resource, Text
from . import numbers, times
from .plan import Boundary

_TIMES = frozenset({"year", "yearmonth", "date"})
_NUMBERS = frozenset({"integer", "number"})
_UNITS = frozenset({"satuan", "unit"})
#: Roles that no key to a series can have.
_BESIDE = frozenset({"status", "sumber", "catatan", "ketelitian", "mutu-sumber", "keterangan"})
_NAMING = frozenset({"wilayah", "nama", "kode"})

#: A total and at least two parts.
_SUMMED = 3

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a table and what each field is for. Empty names: there is none."""

    resource: Resource
    rows: tuple[Row, ...]
    time: str = ""
    area: str = ""
    boundary: Boundary | None = None
    series: tuple[str, ...] = ()  # fields that keep rows apart, beside time and area
    unit: str = ""  # the column that says what a row is counted in
    measures: tuple[Field, ...] = ()
    left_out: int = 0
    names: Mapping[str, Text] = dataclasses.field(
        default_factory=dict
    )  # of areas, before any other

    def field(self, name: str) -> Field:
        """The field of that name."""
        found = self.resource.field(name)
        if found is None:
            raise LookupError(name)
        return found

    def label(self, name: str, value: Cell) -> Text:
        """A value as its field labels it; missing values are empty."""
        labels = (c.label for c in self.field(name).categories if c.value == value)
        return next((label for label in labels if label), Text(value or ""))

    def where(self, wanted: Iterable[tuple[str, str]]) -> Frame:
        """Only the rows that have those values."""
        pairs = tuple(wanted)
        kept = tuple(r for r in self.rows if all(r.get(name) == value for name, value in pairs))
        return replace(self, rows=kept)

    def distinct(self, name: str) -> list[Cell]:
        """The values of a field, in the order they come."""
        return list(dict.fromkeys(row[name] for row in self.rows))


def frame(
    resource: Resource, extract: Extract, boundaries: Sequence[Boundary], spec: ChartSpec
) -> Frame | None:
    """The rows of an extract read as the schema and the descriptor's wish say; None: unclear."""
    rows = tuple(dict(zip(extract.fields, row, strict=True)) for row in extract.rows)
    known = [f for name in extract.fields if (f := resource.field(name))]
    whole = Frame(resource, rows, left_out=extract.left_out).where(spec.where)
    named = (spec.time, spec.area, spec.split, spec.measure, *(name for name, _ in spec.where))
    if not whole.rows or any(name and name not in extract.fields for name in named):
        return None
    if not spec.summed and not set(resource.primary_key) <= set(extract.fields):
        return None
    time = spec.time or _time(whole, known)
    if time and not _all_times(whole, time):
        return None
    others = [f for f in known if f.name != time and not measured(f)]
    area, boundary = "", None
    if spec.area or not spec.summed:
        area, boundary = _area(whole, others, boundaries, spec.area)
    unit = next((f.name for f in others if f.name.lower() in _UNITS), "")
    measures = tuple(f for f in known if measured(f) and spec.measure in {"", f.name})
    measures = ordered(whole.rows, measures)
    read = replace(whole, time=time, area=area, boundary=boundary, unit=unit, measures=measures)
    return replace(read, series=_series(read, others, spec))


def measured(field: Field) -> bool:
    """Whether a field says how much of something there is."""
    return field.measure is not None and field.type in _NUMBERS


def ordered(rows: Sequence[Row], measures: Sequence[Field]) -> tuple[Field, ...]:
    """Measures with each whole before its parts; ``rows`` tell a total by its sum."""
    sums = _sums(rows, measures)
    return tuple(sorted(measures, key=lambda f: _is_part(f, measures, sums)))


def wholes(rows: Sequence[Row], measures: Sequence[Field]) -> tuple[Field, ...]:
    """The measures that are no part of another."""
    sums = _sums(rows, measures)
    return tuple(f for f in measures if not _is_part(f, measures, sums))


def _all_times(frame: Frame, name: str) -> bool:
    values = [row[name] for row in frame.rows if row[name] is not None]
    return bool(values) and all(times.read(value) for value in values)


def _time(frame: Frame, known: Sequence[Field]) -> str:
    """The field that says when: one of the key, or a finer one beside a year, or any."""
    dated = [f for f in known if f.role == "waktu" or f.type in _TIMES]
    dated = [f for f in dated if _all_times(frame, f.name)]
    key = frame.resource.primary_key
    for field in dated:
        if field.name in key:
            return field.name
    for field in dated:
        for name in key:
            if name in frame.rows[0] and _refines(frame, name, field.name):
                return name
    return dated[0].name if dated else ""


def _refines(frame: Frame, name: str, year: str) -> bool:
    """Whether a key field says the same time, but more exactly: 2024-S2 beside 2024."""
    pairs = [(row[name], row[year]) for row in frame.rows]
    return all(a and b and a.startswith(b) for a, b in pairs) and _all_times(frame, name)


def _area(
    frame: Frame, others: Sequence[Field], boundaries: Sequence[Boundary], wanted: str
) -> tuple[str, Boundary | None]:
    """The field that says where, and the boundaries that have most of its codes."""
    key = frame.resource.primary_key
    candidates = sorted(others, key=lambda f: f.name not in key)
    if wanted:
        candidates = [f for f in others if f.name == wanted]
    for field in candidates:
        codes = {value for value in frame.distinct(field.name) if value}
        best = max(boundaries, key=lambda b: len(codes & b.areas.keys()), default=None)
        if best and len(codes & best.areas.keys()) >= max(2, len(codes) / 2):
            return field.name, best
    if wanted:
        return wanted, None
    foreign = {
        name
        for k in frame.resource.foreign_keys
        if k.package.endswith("/wilayah")
        for name in k.fields
    }
    named = (f.name for f in candidates if f.role == "wilayah" or f.name in foreign)
    return next(named, ""), None


def _series(frame: Frame, others: Sequence[Field], spec: ChartSpec) -> tuple[str, ...]:
    """The fields that must agree before two rows may be compared."""
    if spec.summed:
        return (spec.split,) if spec.split else ()
    key = frame.resource.primary_key
    if key:
        names = [f.name for f in others if f.name in key]
    else:
        names = [f.name for f in others if f.categories and f.role not in _BESIDE - {"keterangan"}]
    names += [
        name
        for name in (*_classifying(frame, others), spec.split, frame.unit)
        if name and name not in names
    ]
    return tuple(n for n in names if n != frame.area and not _names_area(frame, n))


def _classifying(frame: Frame, others: Sequence[Field]) -> Iterable[str]:
    """Fields that a measure is classified by, as its standard data says."""
    ways = [f.measure.classification.main.lower() for f in frame.measures if f.measure]
    for field in others:
        title = field.title.main.lower()
        if field.categories and title and any(title in way for way in ways):
            yield field.name


def _is_part(field: Field, measures: Sequence[Field], sums: Sequence[Field]) -> bool:
    """Whether another measure is the whole of it.

    That is one of the same concept without classes, or the total column of its unit (``sums``).
    """

    def concept(f: Field) -> tuple[str, str]:
        return (f.measure.concept.main, f.measure.unit.main) if f.measure else ("", "")

    wholes = [f for f in measures if _whole(f)]
    if field in wholes or field in sums:
        return False
    of_concept = any(concept(f) == concept(field) for f in wholes)
    return of_concept or any(_unit(f) == _unit(field) for f in sums)


def _sums(rows: Sequence[Row], measures: Sequence[Field]) -> list[Field]:
    """The total columns: in each row the sum of all the other measures in their unit."""
    found = []
    for unit in dict.fromkeys(map(_unit, measures)):
        alike = [f for f in measures if _unit(f) == unit]
        if unit and len(alike) >= _SUMMED:
            found += _totals(rows, alike)
    return found


def _totals(rows: Sequence[Row], alike: Sequence[Field]) -> list[Field]:
    """The columns that hold half of what all add up to, wherever all are known; not always 0."""
    left, told = list(alike), 0
    for row in rows:
        try:
            values = {f.name: numbers.value_of(row[f.name]) for f in alike}
        except ValueError:
            return []
        whole = numbers.total(list(values.values()))
        if whole:
            told += 1
            left = [f for f in left if (value := values[f.name]) and value + value == whole]
            if not left:
                return []
    return left if told > 1 else []


def _unit(field: Field) -> str:
    return field.measure.unit.main if field.measure else ""


def _whole(field: Field) -> bool:
    way = field.measure.classification.main.lower() if field.measure else ""
    return way.startswith("tanpa klasifikasi")


def _names_area(frame: Frame, name: str) -> bool:
    """Whether a key field only names the area once more: its other code, its name."""
    if not frame.area or frame.field(name).role not in _NAMING:
        return False
    pairs = {(row[frame.area], row[name]) for row in frame.rows}
    return len(pairs) == len({area for area, _ in pairs})
