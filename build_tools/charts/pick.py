"""What a table can show, by its schema; its descriptor may say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model import Cell, ChartSpec, Field, Published, Table, Text
from . import numbers, times
from .labels import area_name, split, status
from .plan import Bar, BarPlan, Boundary, LinePlan, Point, Series, Subject
from .rows import Frame, frame

#: Values of a key field that leave open how something was counted.
UNKNOWN = frozenset({"tidak-diketahui", "tidak-disebut"})

_LEVEL = 30
MOST_SERIES = 5
MOST_LINES = 2
MOST_BARS = 500
MOST_POINTS = 400

Key = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picker:
    """Knows the boundaries of the site and the codes of its own region."""

    boundaries: Sequence[Boundary]
    home: Mapping[str, Text]  # the codes of the own region, and its name

    def plans(self, published: Published, table: Table) -> Iterator[LinePlan | BarPlan]:
        """Everything to draw of a table, in the order of the page."""
        specs = table.resource.charts
        if table.extract is None or specs == ():
            return
        if specs is not None:
            for spec in specs:
                for plan in self.asked(published, table, spec):
                    yield _told(plan, spec)
            return
        rows = frame(table.resource, table.extract, self.boundaries, ChartSpec(""))
        if rows is None:
            return
        lines = list(self._lines(published, rows, ChartSpec("")))
        yield from lines[:MOST_LINES]
        bars = (p for f in rows.measures for p in self._bars(rows, f, ChartSpec("")))
        yield from (_headed(plan, published) for plan in list(bars)[:1])

    def asked(
        self, published: Published, table: Table, spec: ChartSpec
    ) -> Iterator[LinePlan | BarPlan]:
        """What is drawn for a wish: of a descriptor, or of a page; nothing where it cannot be."""
        if table.extract is None or (spec.summed and table.extract.left_out):
            return  # a sum over what is left would be too small
        rows = frame(table.resource, table.extract, self.boundaries, spec)
        if rows is None:
            return
        if spec.kind == "garis":
            yield from list(self._lines(published, rows, spec))[:1]
        elif spec.kind in {"batang", "peta"}:
            wanted = frozenset({"bar", "map"} if spec.kind == "peta" else {"bar"})
            found = [p for f in rows.measures for p in self._bars(rows, f, spec)]
            yield from (replace(_headed(p, published), wanted=wanted) for p in found[:1])

    def _lines(self, published: Published, rows: Frame, spec: ChartSpec) -> Iterator[LinePlan]:
        if not rows.time:
            return
        rows = self._at_home(rows)
        for field in rows.measures:
            for unit, part in _by_unit(rows, field):
                if numbers.kind_of(field, unit) == "rank":
                    continue  # a place among others depends on who the others are
                plan = _line(part, field, unit, spec, published.dataset.frequency)
                if plan:
                    yield plan

    def _at_home(self, rows: Frame) -> Frame:
        """The rows of the own region where the table has it; else each area is a series."""
        if not rows.area:
            return rows
        home = tuple(row for row in rows.rows if row[rows.area] in self.home)
        series = (rows.area, *rows.series)
        return replace(rows, rows=home or rows.rows, series=series, names=self.home)

    def _bars(self, rows: Frame, field: Field, spec: ChartSpec) -> Iterator[BarPlan]:
        """By area at the newest time; by category only where there is no course of time."""
        once = not rows.time or len(rows.distinct(rows.time)) == 1
        rows = _newest(rows, field)
        by = rows.area
        if not by:
            varying = [name for name in rows.series if len(rows.distinct(name)) > 1]
            if len(varying) != 1 or not _worded(rows.field(varying[0])):
                return
            if not (once or spec.kind):
                return
            by = varying[0]
        rest = tuple(name for name in rows.series if name != by)
        if any(len(rows.distinct(name)) > 1 for name in rest):
            return
        for unit, part in _by_unit(rows, field):
            if numbers.kind_of(field, unit) == "rank":
                continue
            plan = _bar(replace(part, series=rest), field, unit, by, spec.summed)
            if plan:
                yield plan


def _headed(plan: BarPlan, published: Published) -> BarPlan:
    """Bars of areas are called by the dataset's level, where that is one: "kecamatan"."""
    level = published.dataset.level
    if plan.heading or "," in level.main or not 0 < len(level.main) <= _LEVEL:
        return plan
    others = {lang: text[:1].lower() + text[1:] for lang, text in level.others.items()}
    return replace(plan, heading=Text(level.main[:1].lower() + level.main[1:], others))


def _told(plan: LinePlan | BarPlan, spec: ChartSpec) -> LinePlan | BarPlan:
    """The plan with what the descriptor asks of it, beside the measure."""
    asked = (*(value for _, value in spec.where), *filter(None, [spec.split]))
    return replace(plan, subject=replace(plan.subject, apart=(*plan.subject.apart, *asked)))


def _apart(rows: Frame, unit: Text) -> tuple[str, ...]:
    """The unit, where a column of the table says it and others may stand beside it."""
    return (unit.main,) if rows.unit else ()


def _worded(field: Field) -> bool:
    """Whether a field's values are words: bars by running number say nothing."""
    return bool(field.categories) or field.role == "nama"


def _by_unit(rows: Frame, field: Field) -> Iterator[tuple[Text, Frame]]:
    """The rows of each unit apart: different units never share an axis."""
    if not rows.unit:
        yield field.measure.unit if field.measure else Text(), rows
        return
    for unit in rows.distinct(rows.unit):
        part = rows.where([(rows.unit, unit)]) if unit else replace(rows, rows=())
        if part.rows:
            series = tuple(name for name in rows.series if name != rows.unit)
            yield rows.label(rows.unit, unit), replace(part, series=series)


def _line(
    rows: Frame, field: Field, unit: Text, spec: ChartSpec, frequency: str
) -> LinePlan | None:
    found = _points(rows, field, spec.summed and numbers.adds_up(field, unit), spec.summed)
    if found is None or not 1 <= len(found) <= MOST_SERIES:
        return None
    count = sum(map(len, found.values()))
    if count > MOST_POINTS:
        return None
    names, context = split(rows)
    series = tuple(
        Series(
            label=tuple(rows.label(n, key[rows.series.index(n)]) for n in names),
            points=points,
            known=not UNKNOWN & set(key),
        )
        for key, points in found.items()
    )
    if not any(s.known and len(s.points) > 1 for s in series):
        return None
    every = [p.time for s in series for p in s.points]
    breaks = tuple(t for text in spec.breaks if (t := times.read(text)))
    subject = Subject(field, unit, context, status(rows), _apart(rows, unit))
    return LinePlan(subject, series, times.step(frequency, every), breaks, rows.left_out)


def _points(
    rows: Frame, field: Field, adding: bool, summed: bool
) -> dict[tuple[Cell, ...], tuple[Point, ...]] | None:
    """The points of each series; None where two rows claim one place, or cannot be drawn."""
    if summed and not adding:
        return None
    found: dict[Key, dict[times.Time, list[Decimal | None]]] = {}
    for row in rows.rows:
        time = times.read(row[rows.time])
        if time is None:
            continue
        key = (*(row[name] for name in rows.series), time.grain)
        try:
            value = numbers.value_of(row[field.name])
        except ValueError:
            return None
        found.setdefault(key, {}).setdefault(time, []).append(value)
    if not adding and any(len(v) > 1 for series in found.values() for v in series.values()):
        return None
    made = {}
    for key, places in found.items():
        ordered = sorted(places.items(), key=lambda item: item[0].index)
        points = ((time, numbers.total(values)) for time, values in ordered)
        kept = tuple(Point(time, value) for time, value in points if value is not None)
        if kept:
            made[key] = kept
    return made


def _newest(rows: Frame, field: Field) -> Frame:
    """The rows of the newest period that has a figure."""
    if not rows.time:
        return rows
    dated = [(times.read(row[rows.time]), row) for row in rows.rows]
    known = [t for t, row in dated if t and row[field.name] is not None]
    if not known:
        return replace(rows, rows=())
    newest = max(known, key=lambda t: (t.end, t.position))
    return replace(rows, rows=tuple(row for t, row in dated if t == newest))


def _bar(rows: Frame, field: Field, unit: Text, by: str, summed: bool) -> BarPlan | None:
    found: dict[str, list[Decimal | None]] = {}
    for row in rows.rows:
        code = row[by]
        if code is None:
            continue
        try:
            found.setdefault(code, []).append(numbers.value_of(row[field.name]))
        except ValueError:
            return None
    found = {code: v for code, v in found.items() if by != rows.area or not _parent(code, found)}
    adding = summed and numbers.adds_up(field, unit)
    if (summed and not adding) or (not adding and any(len(v) > 1 for v in found.values())):
        return None
    areal = by == rows.area
    bars = [
        Bar(code, area_name(rows, code) if areal else rows.label(by, code), numbers.total(values))
        for code, values in found.items()
    ]
    if sum(bar.value is not None for bar in bars) < 2 or len(bars) > MOST_BARS:
        return None
    bars.sort(key=lambda b: (b.value is None, -(b.value or 0), b.name.main, b.code))
    _, context = split(rows)
    return BarPlan(
        subject=Subject(field, unit, context, status(rows), _apart(rows, unit)),
        bars=tuple(bars),
        time=times.read(rows.rows[0][rows.time]) if rows.time else None,
        heading=Text() if areal else rows.field(by).title or Text(by),
        boundary=rows.boundary if areal else None,
        left_out=rows.left_out,
    )


def _parent(code: str, codes: dict[str, list[Decimal | None]]) -> bool:
    """Whether other areas lie inside this one: its figure is their total."""
    return any(other != code and other.startswith(code) for other in codes)
