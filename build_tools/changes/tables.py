"""A table of two versions, held against each other."""

from __future__ import annotations

from dataclasses import replace

from ..checks.hidden import hidden
from ..findings import notice
from ..model import Dataset, Resource
from . import absent, columns, pairs, places, repeats, series, values
from .base import MOST_ROWS, Columns, Shown, Sum, TableChange, Thresholds
from .frames import Frame, figures, read

#: How many rows of a new table are shown.
FIRST = 3


def compare(
    before: Dataset,
    was: Resource,
    after: Dataset,
    now: Resource,
    limits: Thresholds,
    most_rows: int = MOST_ROWS,
) -> TableChange:
    """What became of a table that is in both versions."""
    old, new = read(before, was, most_rows), read(after, now, most_rows)
    change, old = columns.compare(old, new)
    made = replace(
        new_table(after, now, new, first=0),
        rows_before=old.rows,
        columns=change,
        sums=_sums(old, new),
        added=0,
        pairing="hitung",
    )
    if old.cells is None or new.cells is None:
        key = now.primary_key
        return replace(made, lost=series.lost(old, new, key, by_key=bool(key)))
    names = dict(change.renamed)
    key = tuple(names.get(name, name) for name in was.primary_key)
    matched = pairs.by_key(old, new, key)
    made = replace(made, pairing="kunci" if matched else "isi")
    matched = matched or pairs.by_content(old, new)
    if matched is None:
        return made
    found = values.compare(old, new, matched, limits)
    same = not (len(matched.added) or len(matched.removed) or found.changed)
    made = replace(
        made,
        key=matched.key,
        added=len(matched.added),
        removed=len(matched.removed),
        changed=found.changed,
        changed_by=found.changed_by,
        largest=found.largest,
        slips=found.slips,
        slip_count=found.slip_count,
        sudden=found.sudden,
        sudden_count=found.sudden_count,
        totals=found.totals,
        same_rows=same,
        keys_gone=absent.gone(matched, now, new.cells),
        absent=absent.absent(old, new, matched.key),
        repeated=repeats.repeated(old, new, matched.key, limits.repeated),
    )
    return _places(made, old, new)


def new_table(
    dataset: Dataset, resource: Resource, given: Frame | None = None, first: int = FIRST
) -> TableChange:
    """A table that was not there before, or the side of it that is.

    ``first``: how many rows are kept as readers will see them.
    """
    frame = given or read(dataset, resource)
    title = resource.title.main or resource.name
    sums = tuple(Sum(name, None, frame.sums.get(name)) for name in figures(resource))
    when = places.times(resource, resource.primary_key)
    periods = places.values(frame.cells, when) if frame.cells is not None else []
    return TableChange(
        name=resource.name,
        title=title,
        file=resource.path,
        rows_before=None,
        rows_after=frame.rows,
        fields=tuple(f.name for f in resource.fields),
        key=resource.primary_key,
        added=frame.rows,
        columns=Columns(added=tuple(f.name for f in resource.fields)),
        sums=sums,
        periods_new=tuple(periods),
        shown=_shown(dataset, resource, frame, first),
    )


def gone_table(dataset: Dataset, resource: Resource) -> TableChange:
    """A table that is not there any more."""
    frame = read(dataset, resource)
    return TableChange(
        name=resource.name,
        title=resource.title.main or resource.name,
        file=resource.path,
        rows_before=frame.rows,
        rows_after=None,
        removed=frame.rows,
        shown=_shown(dataset, resource, frame, 0),
        sums=tuple(Sum(name, frame.sums[name], None) for name in figures(resource)),
    )


def _shown(dataset: Dataset, resource: Resource, frame: Frame, first: int) -> tuple[Shown, ...]:
    """The columns, and their first cells but those of columns of persons."""
    wanted = set(figures(resource))

    def cell(name: str, text: object) -> str:
        told = text if isinstance(text, str) else ""
        place = {"file": resource.path, "field": name, "cell": told}
        return hidden(dataset.resources, notice("more", **place)).cell

    made = []
    for f in resource.fields:
        cells = [] if frame.cells is None else frame.cells[f.name].iloc[:first].tolist()
        told = tuple(cell(f.name, text) for text in cells)
        unit = f.measure.unit.main if f.measure else ""
        made.append(Shown(f.name, f.title.main, f.type, unit, f.name in wanted, told))
    return tuple(made)


def _sums(old: Frame, new: Frame) -> tuple[Sum, ...]:
    wanted = [name for name in figures(new.resource) if name in old.sums]
    return tuple(Sum(name, old.sums[name], new.sums[name]) for name in wanted)


def _places(made: TableChange, old: Frame, new: Frame) -> TableChange:
    """The change with the areas and periods that came and went."""
    assert old.cells is not None and new.cells is not None  # noqa: S101
    when = places.times(new.resource, made.key)
    if not {*when} <= {*old.cells.columns}:
        when = ()
    was, now = (places.values(frame.cells, when) for frame in (old, new))  # type: ignore[arg-type]
    where = places.area(new.resource, made.key)
    there = [where] if where and where in old.cells.columns else []
    one, other = (places.values(f.cells, there) for f in (old, new))  # type: ignore[arg-type]
    return replace(
        made,
        lost=series.lost(old, new, made.key, by_key=made.pairing == "kunci"),
        periods_gone=places.gone(was, now),
        periods_new=places.gone(now, was),
        areas_gone=places.gone(one, other),
    )
