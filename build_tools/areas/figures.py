"""The figures that a table states of a region, and all that must be said beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ..charts.rows import measured
from ..model import AreaPeriod, AreaRows, ByArea, Cell, Field, Figure, Published, Table, Text

SECONDARY, APPROXIMATE = "sekunder", "kira-kira"
Row = Mapping[str, Cell]
_UNITS = frozenset({"satuan", "unit"})
_BESIDE = frozenset({"status", "sumber", "catatan", "ketelitian", "mutu-sumber"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one table has of one region. ``finer``: its rows are about regions inside of it."""

    published: Published
    table: Table
    by: ByArea
    rows: AreaRows
    finer: bool = False

    @property
    def newest(self) -> AreaPeriod:
        return self.rows.periods[0]

    @property
    def count(self) -> int:
        """All rows that the table has of the region."""
        return self.rows.earlier + sum(p.count for p in self.rows.periods)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a dataset states of a region. `Figure.status` is the value of its column."""

    entry: Entry
    figure: Figure
    unit: Text
    status: Text = Text()
    before: Figure | None = None  # of the same series, one period before
    disputed: bool = False  # another source says another figure for the same

    @property
    def sure(self) -> bool:
        """Whether it may be held against another figure."""
        return not (self.figure.approximate or self.figure.secondary)


def figures_of(entry: Entry) -> tuple[Stated, ...]:
    """The figures of a region in a table: of its newest period.

    Where the whole table is about the region: of each series (a census, an instrument) the
    newest that has a value, the latest first and what has none last.
    """
    if entry.by.field or entry.finer:
        return of_period(entry, 0)
    periods = tuple(takewhile(lambda period: period.rows, entry.rows.periods))
    reading = _Reading(entry, periods)
    found: dict[object, list[_Point]] = {}
    for period in periods:
        for series, rows in reading.by_series(period).items():
            if not _tell_sources_apart(reading, rows):
                return ()
            found.setdefault(series, []).append(_Point(period.period, rows))
    made = [
        (row, stated)
        for points in found.values()
        for measure in reading.measures
        for row, stated in _newest(reading, points, measure)
    ]
    made.sort(key=lambda pair: reading.order(pair[0]))
    made.sort(key=lambda pair: pair[1].figure.period, reverse=True)
    made.sort(key=lambda pair: pair[1].figure.value is None)
    return tuple(stated for _, stated in made)


def of_period(entry: Entry, at: int) -> tuple[Stated, ...]:
    """The figures of the newest period (0), or of one of those before it.

    None where its rows are too many, or cannot be told apart without names: then only how many
    there are is said.
    """
    periods = entry.rows.periods
    if entry.finer or not periods[at].rows:
        return ()
    reading = _Reading(entry, periods[at : at + 1])
    found = reading.by_series(periods[at])
    if not all(_tell_sources_apart(reading, rows) for rows in found.values()):
        return ()
    older = periods[at + 1] if len(periods) > at + 1 else None
    before: dict[object, list[Row]] = {}
    if older and older.period:
        before = reading.by_series(older)
        before = before if all(len(rows) == 1 for rows in before.values()) else {}
    made = [
        (row, reading.stated(row, measure, periods[at].period, rows, known))
        for series, rows in found.items()
        for row in rows
        for known in [_Point(older.period, before[series]) if older and series in before else None]
        for measure in reading.measures
    ]
    made.sort(key=lambda pair: reading.order(pair[0]))
    return tuple(stated for _, stated in made)


@dataclass(frozen=True, slots=True)
class _Point:
    """The rows of one series in one period: several only where sources differ."""

    period: str
    rows: list[Row]


def _newest(
    reading: _Reading, points: Sequence[_Point], measure: Field
) -> Iterator[tuple[Row, Stated]]:
    """The newest figures of a series that have a value, else its newest without one."""
    has = (n for n, p in enumerate(points) if any(row[measure.name] for row in p.rows))
    at = next(has, 0)
    older = points[at + 1] if len(points) > at + 1 and points[at + 1].period else None
    older = older if older and len(older.rows) == 1 else None
    for row in points[at].rows:
        rows = points[at].rows
        yield row, reading.stated(row, measure, points[at].period, rows, older)


def _tell_sources_apart(reading: _Reading, rows: Sequence[Row]) -> bool:
    """Whether rows of one series and period are one, or each what another source says."""
    sources = {found for row in rows if any(found := reading.origin(row))}
    return len(rows) == 1 or len(sources) == len(rows)


class _Reading:
    """The kept fields of a table by their use."""

    def __init__(self, entry: Entry, periods: Sequence[AreaPeriod]) -> None:
        resource = entry.table.resource
        known = {f.name: f for f in resource.fields}
        fields = [known[name] for name in entry.by.fields if name in known]
        keys = [k for k in resource.foreign_keys if k.package]
        own = {k.package for k in keys if entry.by.field in k.fields}
        areas = {name for k in keys if k.package in own for name in k.fields}
        self.entry = entry
        self._roles: dict[str, list[Field]] = {}  # once: a table may have hundreds of columns
        for f in fields:
            self._roles.setdefault(f.role, []).append(f)
        self._precise = dict(_precisions(entry))
        self.measures = [f for f in fields if measured(f)]
        self.unit = next((f for f in fields if f.name.lower() in _UNITS), None)
        is_list = entry.by.field in entry.by.fields
        apart = [
            f
            for f in fields
            if not is_list
            and not measured(f)
            and f is not self.unit
            and f.role not in {*_BESIDE, "nama"}
            and f.name not in areas
        ]
        # A field that repeats the period in each row tells no series apart.
        place = {name: at for at, name in enumerate(entry.by.fields)}
        self.telling = [
            f
            for f in apart
            if not periods
            or not all(p.period and r[place[f.name]] == p.period for p in periods for r in p.rows)
        ]

    def by_series(self, period: AreaPeriod) -> dict[object, list[Row]]:
        """The rows of a period by their series."""
        found: dict[object, list[Row]] = {}
        for cells in period.rows:
            row = dict(zip(self.entry.by.fields, cells, strict=True))
            found.setdefault(self._series(row), []).append(row)
        return found

    def _series(self, row: Row) -> object:
        """What must agree between two rows of one series."""
        apart = tuple(row[f.name] for f in self.telling)
        return (*apart, row[self.unit.name] if self.unit else None)

    def order(self, row: Row) -> tuple[tuple[int, str], ...]:
        """Rows stand as their fields list their categories, then by text."""
        found = []
        for f in self.telling:
            value = row[f.name] or ""
            listed = [c.value for c in f.categories]
            found.append((listed.index(value) if value in listed else len(listed), value))
        return tuple(found)

    def stated(
        self, row: Row, measure: Field, period: str, rows: Sequence[Row], before: _Point | None
    ) -> Stated:
        """A figure with what is said of it. ``rows``: of its series and period."""
        older = self._figure(before.rows[0], measure, before.period) if before else None
        unit, status = self._unit_of(row, measure), self._status(row)
        figure = self._figure(row, measure, period)
        return Stated(self.entry, figure, unit, status, older, len(rows) > 1)

    def _unit_of(self, row: Row, measure: Field) -> Text:
        """What a row counts in: as its own column says, else the measure's."""
        if self.unit and (said := row[self.unit.name]):
            return label(self.unit, said)
        return measure.measure.unit if measure.measure else Text()

    def _status(self, row: Row) -> Text:
        """How final the figures of a row are, as its field labels it."""
        found = self.role("status", row)
        return label(*found) if found else Text()

    def _figure(self, row: Row, measure: Field, period: str) -> Figure:
        """One cell with everything that must be said beside it."""
        dataset, resource = self.entry.published.dataset, self.entry.table.resource
        role = {name: found[1] for name in _BESIDE if (found := self.role(name, row))}
        declared = (self._precise.get(name) for name in ("", measure.name))
        loose = APPROXIMATE in {role.get("ketelitian"), *declared}
        quality = {role.get("mutu-sumber"), dataset.source_quality, resource.source_quality}
        address, name = self.origin(row)
        return Figure(
            dataset.id,
            resource.name,
            measure,
            row[measure.name],
            period,
            tuple((f, row[f.name]) for f in self.telling),
            role.get("status", ""),
            loose,
            SECONDARY in quality,
            address or name,
            name if address else "",
        )

    def origin(self, row: Row) -> tuple[str, str]:
        """The address of the source that a row names, and what it calls it; empty: neither.

        The address says more than a name in words: with it, the reader can look himself.
        """
        origins = [text for f in self._roles.get("sumber", ()) if (text := row[f.name])]
        address = next((t for t in origins if t.startswith(("https://", "http://"))), "")
        return address, next((t for t in origins if t != address), "")

    def role(self, role: str, row: Row) -> tuple[Field, str] | None:
        """The first field of that role with what the row has there; none where it is empty."""
        found = ((f, row[f.name]) for f in self._roles.get(role, ()))
        return next(((f, value) for f, value in found if value), None)


def _precisions(entry: Entry) -> Iterator[tuple[str, str]]:
    """How exact figures are declared to be, by column; under no name: of dataset and table."""
    resource = entry.table.resource
    whole = {str(raw.get("sdi:ketelitian")) for raw in (entry.published.dataset.raw, resource.raw)}
    yield "", APPROXIMATE if APPROXIMATE in whole else ""
    schema = resource.raw.get("schema")
    for given in (schema.get("fields") or ()) if isinstance(schema, Mapping) else ():
        if isinstance(given, Mapping):
            yield str(given.get("name")), str(given.get("sdi:ketelitian") or "")


def label(field: Field, value: str) -> Text:
    """A value as its field labels it."""
    return next((c.label for c in field.categories if c.value == value and c.label), Text(value))
