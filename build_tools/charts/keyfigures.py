"""The home page's few figures: chosen in the settings, read from published tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from markupsafe import Markup

from ..model import MAIN_LANGUAGE, ChartSpec, Field, Published, Site, Table, Text
from ..words import Words
from . import numbers, spark, times
from .parts import unit_of
from .plan import Point
from .rows import Frame, frame
from .sentence import comparable

MOST = 4
_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure in one language. ``missing`` says why there is none, in a sentence."""

    title: Text
    dataset: str
    value: str = ""
    unit: str = ""
    period: str = ""
    change: str = ""
    spark: Markup = _NOTHING
    missing: str = ""
    newer: str = ""  # a sentence where the table has newer figures counted in another way


def key_figures(site: Site, words: Words) -> tuple[KeyFigure, ...]:
    """The figures of `extra.portal.angka_kunci`, at most four."""
    given = site.portal.settings.get("angka_kunci")
    wanted = [g for g in given if isinstance(g, Mapping)] if isinstance(given, list) else []
    return tuple(_figure(site, words, entry) for entry in wanted[:MOST])


def _figure(site: Site, words: Words, given: Mapping[str, Any]) -> KeyFigure:
    id = str(given.get("dataset") or "")
    published = next((p for p in site.published if p.id == id), None)
    title = _title(site, given, Text(id))
    if published is None:
        held = any(h.source.id == id for h in site.held_back)
        why = words(f"charts.missing.{'held' if held else 'absent'}")
        return KeyFigure(title, id, missing=why)
    table = _table(published, str(given.get("tabel") or ""))
    field = table.resource.field(str(given.get("kolom") or "")) if table else None
    if table is None or field is None or field.measure is None:
        return KeyFigure(title, id, missing=words("charts.missing.column"))
    title = _title(site, given, field.title or title)
    rows = _rows(table, given)
    found = _series(rows, field) if rows else []
    if rows is None or not found:
        return KeyFigure(title, id, missing=words("charts.missing.nothing"))
    if len(found) > 1:
        return KeyFigure(title, id, missing=words("charts.missing.several"))
    figure = KeyFigure(title, id, newer=_newer(words, table, field, found[0]))
    breaks = _breaks(table, field)
    return _with_value(words, published, field, figure, found[0], breaks)


def _breaks(table: Table, field: Field) -> tuple[times.Time, ...]:
    """Where the descriptor says that figures cannot be compared with those before."""
    return tuple(
        time
        for spec in table.resource.charts or ()
        if spec.measure in {"", field.name}
        for text in spec.breaks
        if (time := times.read(text))
    )


def _newer(words: Words, table: Table, field: Field, chosen: _Series) -> str:
    """Says so where other rows of the table, which may be charted, are of later periods."""
    if not chosen.points or table.extract is None:
        return ""
    every = frame(table.resource, table.extract, (), ChartSpec(""))
    if every is None or not every.time:
        return ""
    known = [
        time
        for row in every.rows
        if row.get(field.name) is not None and (time := times.read(row[every.time]))
    ]
    last = max(known, key=lambda time: time.position, default=None)
    if last is None or last.position <= chosen.points[-1].time.position:
        return ""
    return words("charts.newer", period=times.full(words, last))


def _title(site: Site, given: Mapping[str, Any], fallback: Text) -> Text:
    main = str(given.get("judul") or "")
    if not main:
        return fallback
    others = {}
    for lang in site.portal.languages:
        translated = given.get(lang)
        if lang != MAIN_LANGUAGE and isinstance(translated, Mapping) and translated.get("judul"):
            others[lang] = str(translated["judul"])
    return Text(main, others)


def _table(published: Published, name: str) -> Table | None:
    tables = [t for t in published.tables if name in {"", t.resource.name}]
    return tables[0] if tables else None


def _rows(table: Table, given: Mapping[str, Any]) -> Frame | None:
    if table.extract is None:
        return None
    wanted = given.get("saring")
    where = (
        tuple((str(k), str(v)) for k, v in wanted.items()) if isinstance(wanted, Mapping) else ()
    )
    if any(name not in table.extract.fields for name, _ in where):
        return None
    return frame(table.resource, table.extract, (), ChartSpec("", where=where))


@dataclass(frozen=True, slots=True)
class _Series:
    """Figures over time, or one that has no time of its own."""

    points: tuple[Point, ...]
    still: Decimal | None = None


def _series(rows: Frame, field: Field) -> list[_Series]:
    """The series that the filter leaves; a place that two rows claim makes it two of them."""
    places: dict[tuple[object, ...], list[tuple[times.Time | None, Decimal]]] = {}
    names = (*rows.series, *([rows.area] if rows.area else []))
    for row in rows.rows:
        try:
            value = numbers.value_of(row.get(field.name))
        except ValueError:
            return []
        time = times.read(row[rows.time]) if rows.time else None
        if value is None or (rows.time and time is None):
            continue
        key = (*(row[name] for name in names), time.grain if time else "")
        places.setdefault(key, []).append((time, value))
    found = []
    for dated in places.values():
        points = sorted((Point(t, v) for t, v in dated if t), key=lambda p: p.time.index)
        if len({t for t, _ in dated}) < len(dated):
            return [_Series(()), _Series(())]
        found.append(_Series(tuple(points), None if points else dated[0][1]))
    return found


def _with_value(
    words: Words,
    published: Published,
    field: Field,
    figure: KeyFigure,
    series: _Series,
    breaks: tuple[times.Time, ...],
) -> KeyFigure:
    unit = field.measure.unit if field.measure else Text()
    points = series.points
    if not points:
        value, name = _value(words, unit, series.still or Decimal(0))
        known = [part for part in published.dataset.period if part]
        period = "–".join(dict.fromkeys(words.date(part) for part in known))
        return replace(figure, value=value, unit=name, period=period)
    value, name = _value(words, unit, points[-1].value)
    run = comparable(points, breaks)
    step = times.step(published.dataset.frequency, [p.time for p in points])
    return replace(
        figure,
        value=value,
        unit=name,
        period=times.full(words, points[-1].time),
        change=_change(words, field, unit, run),
        spark=spark.draw(run, step),
    )


def _value(words: Words, unit: Text, value: Decimal) -> tuple[str, str]:
    """The number and its unit; a share as %, thousands of millions in words."""
    name = unit_of(words, unit)
    if name.lower() in {"persen", "percent"}:
        name = "%"
    scales = words.section("charts.scale")
    reached = [(power, word) for power, word in scales if abs(value) >= Decimal(10) ** power]
    if not reached:
        return words.number(value), name
    power, word = reached[-1]
    short = value.scaleb(-power).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return numbers.plain(words, short), f"{word} {name}".strip()


def _change(words: Words, field: Field, unit: Text, points: tuple[Point, ...]) -> str:
    """How far the figure moved from the one before; empty where there is none to compare."""
    if len(points) < 2:
        return ""
    before, last = points[-2:]
    kind = numbers.kind_of(field, unit)
    moved = numbers.change(words, kind, unit, before.value, last.value)
    if moved is None:
        return ""
    since = times.said(words, before.time)
    return words(f"charts.figure.{moved.direction}", amount=moved.amount, since=since)
