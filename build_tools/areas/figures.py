"""The figures that a table states of a region, and all that must be said beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..charts.rows import measured
from ..model import AreaPeriod, AreaRows, ByArea, Cell, Field, Figure, Published, Table, Text

SECONDARY, APPROXIMATE = "sekunder", "kira-kira"
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

    @property
    def sure(self) -> bool:
        """Whether it may be held against another figure."""
        return not (self.figure.approximate or self.figure.secondary)


def figures_of(entry: Entry, at: int = 0) -> tuple[Stated, ...]:
    """The figures of a region in a table: of its newest period, or one of those before (``at``).

    None where its rows are too many, or cannot be told apart without names: then only how many
    there are is said.
    """
    periods = entry.rows.periods
    if entry.finer or not periods[at].rows:
        return ()
    reading = _Reading(entry, periods[at])
    rows = [reading.row(row) for row in periods[at].rows]
    if any(count > 1 for count in Counter(reading.series(row) for row in rows).values()):
        return ()
    rows.sort(key=reading.order)
    older = periods[at + 1] if len(periods) > at + 1 else None
    before: dict[object, Mapping[str, Cell]] = {}
    if older and older.period:
        earlier = [reading.row(row) for row in older.rows]
        before = {reading.series(row): row for row in earlier}
        before = before if len(before) == len(earlier) else {}
    return tuple(
        Stated(
            entry,
            reading.figure(row, measure, periods[at].period),
            reading.unit_of(row, measure),
            reading.status(row),
            reading.figure(known, measure, older.period)
            if older and (known := before.get(reading.series(row)))
            else None,
        )
        for row in rows
        for measure in reading.measures
    )


class _Reading:
    """The kept fields of a table by their use."""

    def __init__(self, entry: Entry, period: AreaPeriod) -> None:
        resource = entry.table.resource
        fields = [f for name in entry.by.fields if (f := resource.field(name))]
        keys = [k for k in resource.foreign_keys if k.package]
        own = {k.package for k in keys if entry.by.field in k.fields}
        areas = {name for k in keys if k.package in own for name in k.fields}
        self.entry = entry
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
        place = {f.name: entry.by.fields.index(f.name) for f in apart}
        self.telling = [
            f
            for f in apart
            if not period.period or any(r[place[f.name]] != period.period for r in period.rows)
        ]

    def row(self, cells: Sequence[Cell]) -> Mapping[str, Cell]:
        return dict(zip(self.entry.by.fields, cells, strict=True))

    def series(self, row: Mapping[str, Cell]) -> object:
        """What must agree between two rows of one series."""
        apart = tuple(row[f.name] for f in self.telling)
        return (*apart, row[self.unit.name] if self.unit else None)

    def order(self, row: Mapping[str, Cell]) -> tuple[tuple[int, str], ...]:
        """Rows stand as their fields list their categories, then by text."""
        found = []
        for f in self.telling:
            value = row[f.name] or ""
            listed = [c.value for c in f.categories]
            found.append((listed.index(value) if value in listed else len(listed), value))
        return tuple(found)

    def unit_of(self, row: Mapping[str, Cell], measure: Field) -> Text:
        """What a row counts in: as its own column says, else the measure's."""
        if self.unit and (said := row[self.unit.name]):
            return label(self.unit, said)
        return measure.measure.unit if measure.measure else Text()

    def status(self, row: Mapping[str, Cell]) -> Text:
        """How final the figures of a row are, as its field labels it."""
        found = self._role("status", row)
        return label(*found) if found else Text()

    def figure(self, row: Mapping[str, Cell], measure: Field, period: str) -> Figure:
        """One cell with everything that must be said beside it."""
        dataset, resource = self.entry.published.dataset, self.entry.table.resource
        role = {name: found[1] for name in _BESIDE if (found := self._role(name, row))}
        loose = APPROXIMATE in {role.get("ketelitian"), *_precisions(self.entry, measure)}
        quality = {role.get("mutu-sumber"), dataset.source_quality, resource.source_quality}
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
            role.get("sumber", ""),
        )

    def _role(self, role: str, row: Mapping[str, Cell]) -> tuple[Field, str] | None:
        resource = self.entry.table.resource
        for name, value in row.items():
            f = resource.field(name)
            if f is not None and f.role == role and value:
                return f, value
        return None


def _precisions(entry: Entry, measure: Field) -> Iterator[object]:
    """What the dataset, the table and the column declare of how exact their figures are."""
    resource = entry.table.resource
    yield entry.published.dataset.raw.get("sdi:ketelitian")
    yield resource.raw.get("sdi:ketelitian")
    schema = resource.raw.get("schema")
    for given in (schema.get("fields") or ()) if isinstance(schema, Mapping) else ():
        if isinstance(given, Mapping) and given.get("name") == measure.name:
            yield given.get("sdi:ketelitian")


def label(field: Field, value: str) -> Text:
    """A value as its field labels it."""
    return next((c.label for c in field.categories if c.value == value and c.label), Text(value))
