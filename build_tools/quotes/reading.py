"""A row read by the roles of its fields: the figure with everything that is said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import Cell, Field, Figure, Published, Resource
from .asked import Asked

#: The code of a table that is not there.
NOT_FOUND = "quoted-table-unknown"

_TIMES = frozenset({"year", "yearmonth", "date"})
#: Columns of these names say what a figure is counted in, row by row.
_UNITS = frozenset({"satuan", "unit"})
_APPROXIMATE, _SECONDARY = "kira-kira", "sekunder"


def field_of(resource: Resource, name: str) -> Field:
    """The field of that name, which the schema has."""
    found = resource.field(name)
    if found is None:
        raise LookupError(name)
    return found


def needed(resource: Resource, asked: Asked) -> Iterator[str]:
    """The names of fields that a reference relies on."""
    wanted = asked.reference
    yield from wanted.columns
    yield from (name for name, _ in wanted.where)
    if wanted.period:
        yield time_of(resource) or "periode"


def time_of(resource: Resource) -> str:
    """The field that says when: one of the key, or the first of such a role or type."""
    dated = [f for f in resource.fields if f.role == "waktu" or (f.type in _TIMES and not f.role)]
    in_key = [f for f in dated if f.name in resource.primary_key]
    # A key field named `periode` says the half-year where its neighbour says the year.
    exact = [f for f in resource.fields if f.name == "periode" and f.name in resource.primary_key]
    return next((f.name for f in (*in_key, *exact, *dated)), "")


def figure(
    published: Published, resource: Resource, column: str, row: Mapping[str, Cell]
) -> Figure:
    """A cell of a row, with period, status, precision and source of the same row."""
    field = field_of(resource, column)
    time = time_of(resource)

    def said(role: str) -> Cell:
        named = (f.name for f in resource.fields if f.role == role)
        return next((row[name] for name in named if row.get(name)), None)

    # The address says more than a name in words: with it, the reader can look himself.
    origins = [t for f in resource.fields if f.role == "sumber" and (t := row.get(f.name))]
    address = next((t for t in origins if t.startswith(("https://", "http://"))), "")
    name = next((t for t in origins if t != address), "")
    status = next((f for f in resource.fields if f.role == "status" and row.get(f.name)), None)
    qualities = {said("mutu-sumber"), resource.source_quality, published.dataset.source_quality}
    return Figure(
        dataset=published.id,
        table=resource.name,
        field=field,
        value=row[field.name],
        period=(row.get(time) or "") if time else "",
        row=tuple(_context(resource, row, {field.name, time})),
        status=(row[status.name] or "") if status else "",
        approximate=said("ketelitian") == _APPROXIMATE,
        secondary=_SECONDARY in qualities,
        source=address or name,
        source_name=name if address else "",
        quality=said("mutu-sumber") or "",
    )


def _context(
    resource: Resource, row: Mapping[str, Cell], beside: set[str]
) -> Iterator[tuple[Field, Cell]]:
    """What else says which row it is: its name, else its key; the unit of its own."""
    names = [f for f in resource.fields if f.role == "nama"]
    key = [f for f in resource.fields if f.name in resource.primary_key]
    chosen = names or [f for f in key if f.type == "string"]
    units = [f for f in resource.fields if f.name in _UNITS]
    for field in dict.fromkeys((*(f.name for f in chosen), *(f.name for f in units))):
        if field not in beside and row.get(field):
            yield field_of(resource, field), row[field]
