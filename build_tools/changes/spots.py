"""Where the figures of a comparison stand in the file, as a person sees it.

What is compared are the tables that come out of the files. With a recipe (`sdi:resep`) those have
other rows and columns than the sheets that people opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..findings import Finding, notice
from ..model import Acceptance, Dataset, Resource
from ..tables import read
from .base import SHOWN, CellChange, TableChange

#: The check's own finding of figures that leap from one period to the next.
_LEAP = "period-jump"
#: The first row below the header.
_FIRST = 2


@dataclass(frozen=True, slots=True)
class Leaps:
    """The figures of a table that the check has not told of already, each with its place.

    ``places`` are findings that only say a place: of cells by row and column of the table, of
    whole columns by row 0.
    """

    slips: tuple[CellChange, ...] = ()
    slip_count: int = 0
    sudden: tuple[CellChange, ...] = ()
    sudden_count: int = 0
    places: dict[tuple[int, str], Finding] = field(default_factory=dict)

    def place(self, name: str, row: int = 0, *, shows: bool = False) -> dict[str, Any]:
        """The facts of a finding that say where a cell is; without ``row`` where a column is.

        ``shows``: also the text of the cell, where the sheet has another than the table.
        """
        known = self.places.get((row, name))
        if known is None:
            return {"field": name}
        place = {n: getattr(known, n) for n in ("sheet", "row", "column")}
        return {"field": name, **place, **({"cell": known.cell} if shows and known.cell else {})}


def leaps(
    dataset: Dataset,
    change: TableChange,
    checked: Iterable[Finding] = (),
    accepted: Iterable[Acceptance] = (),
) -> Leaps:
    """What is new of a table of that dataset; reads its file once more where that needs places.

    ``checked`` is what the check found, ``accepted`` what of it is accepted: a figure is told once.
    """
    resource = dataset.resource(change.name)
    if resource is None:
        return Leaps()
    places = _places(dataset, resource, change)
    whole, cells = _known(resource, checked, accepted)

    def new(given: Sequence[CellChange]) -> tuple[CellChange, ...]:
        return tuple(c for c in given if not (told(c) or (c.period and c.column in whole)))

    def told(cell: CellChange) -> bool:
        at = places.get((cell.row, cell.column))
        return at is not None and (at.sheet, at.row, cell.column) in cells

    slips, sudden = new(change.slips), new(change.sudden)
    return Leaps(
        slips,
        change.slip_count - (len(change.slips) - len(slips)) if slips else 0,
        sudden,
        change.sudden_count - (len(change.sudden) - len(sudden)) if sudden else 0,
        places,
    )


def placed(change: TableChange, leaps: Leaps) -> TableChange:
    """The table with its figures at their places in the file, and no more of them than are told."""

    def at(cell: CellChange) -> CellChange:
        place = leaps.places.get((cell.row, cell.column))
        return replace(cell, row=place.row or 0, sheet=place.sheet) if place else cell

    parts = {n: tuple(map(at, getattr(change, n)[:SHOWN])) for n in ("slips", "sudden", "largest")}
    return replace(change, **parts)  # type: ignore[arg-type]


def _known(
    resource: Resource, checked: Iterable[Finding], accepted: Iterable[Acceptance]
) -> tuple[set[str], set[tuple[str, int | None, str]]]:
    """Columns whose leaps are told together, or accepted; the cells of those told one by one."""
    whole: set[str] = set()
    for one in accepted:
        if one.code == _LEAP and one.table in {"", resource.name}:
            whole |= {f.name for f in resource.fields if one.field in {"", f.name}}
    cells = set()
    for f in checked:
        values = dict(f.values)
        if f.file != resource.path:
            continue
        if f.code == _LEAP:
            cells.add((f.sheet, f.row, f.field))
        if (f.code == _LEAP and values.get("case") == "all") or values.get("of") == _LEAP:
            whole.add(f.field)
    return whole, cells


def _places(
    dataset: Dataset, resource: Resource, change: TableChange
) -> dict[tuple[int, str], Finding]:
    cells = [*change.slips, *change.sudden, *(change.largest if resource.recipe else ())]
    wanted = {(c.row, c.column): c.after or "" for c in cells if c.row}
    wanted |= {(0, name): "" for name in _columns(change)}
    if not wanted:
        return {}
    order = {f.name: at for at, f in enumerate(resource.fields, start=1)}
    asked = [
        notice(
            _LEAP,
            file=resource.path,
            row=row or _FIRST,
            column=order.get(name),
            field=name,
            cell=cell,
        )
        for (row, name), cell in wanted.items()
    ]
    found = read.located(dataset.source.folder, resource, asked)
    several = resource.recipe is not None and len(resource.recipe.sheets) > 1
    return {
        key: at if key[0] else replace(at, row=None, sheet="" if several else at.sheet)
        for key, at in zip(wanted, found, strict=True)
    }


def _columns(change: TableChange) -> set[str]:
    """The columns that are told of as a whole."""
    units = {name for name, _, _ in change.columns.units}
    return units | {*change.columns.emptied} | {s.column for s in change.totals}
