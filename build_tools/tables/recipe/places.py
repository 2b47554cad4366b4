"""Where the cells of the table stand in the sheet: of the rows that findings name, no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ...findings import Finding, Value
from ...model import Resource
from ..excel.celltext import number_text, plain_text
from ..excel.sheet import BlankRowsError
from ..layout.base import Raw
from .apply import lines
from .likely import settled
from .match import Placed
from .sheets import Source, recipe_of, sources

#: Values of findings that are numbers of other rows of the table.
_ROWS = ("other",)


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the table in its sheet: of each field the row, column and text of its cell.

    Fields that no column holds are left out.
    """

    sheet: str
    row: int
    cells: dict[str, tuple[int, int, str]]


def spots(path: Path, resource: Resource, rows: Iterable[int]) -> dict[int, Spot]:
    """The places of rows of the table (its first is row 2); goes through the sheets once.

    Rows that are not there are left out.
    """
    wanted = sorted(set(rows))
    found: dict[int, Spot] = {}
    if not wanted:
        return found
    recipe = recipe_of(resource)
    number = 1
    try:
        for source in sources(path, resource):
            place = settled(source, recipe)
            if place is None:
                break
            names = [column.name for column in recipe.columns]
            kept = set(wanted)
            for line in lines(source, place, recipe):
                if line.reason:
                    continue
                number += 1
                if number in kept:
                    at = {n: line.above.get(i, line.row) for i, n in enumerate(names)}
                    cells = {n: (at[n], c, "") for n, c in zip(names, place.columns, strict=True)}
                    found[number] = Spot(source.name, line.row, cells)
                if number >= wanted[-1]:
                    break
            _fill(source, place, found)
            if number >= wanted[-1]:
                break
    except BlankRowsError:  # said by the reader itself
        pass
    return found


def _fill(source: Source, place: Placed, found: dict[int, Spot]) -> None:
    """Gives the cells of a sheet's rows their texts, as they stand there."""
    rows: dict[int, list[Raw]] = {}
    own = [spot for spot in found.values() if spot.sheet == source.name]
    wanted = {row for spot in own for row, _, _ in spot.cells.values()}
    if not wanted:
        return
    for number, row in enumerate(source.rows(), start=1):
        if number in wanted:
            rows[number] = row
        if number >= max(wanted):
            break
    for spot in own:
        for name, (at, column, _) in spot.cells.items():
            spot.cells[name] = (at, column, _seen(source, rows.get(at, []), at, column))


def _seen(source: Source, row: list[Raw], number: int, column: int) -> str:
    """What a person sees in the cell."""
    value = row[column - 1] if 0 < column <= len(row) else None
    code = source.coded.get(number, {}).get(column)
    if code is not None:
        return code
    if isinstance(value, float) and source.in_percent(number, column):
        return f"{number_text(float(f'{value * 100:.15g}'))}%"
    return "" if value is None else plain_text(value)


def placed_findings(path: Path, resource: Resource, findings: list[Finding]) -> list[Finding]:
    """Findings about rows of the table, told at the cells of the sheet."""
    rows = {f.row for f in findings if f.row} | {
        value for f in findings for value in _named(f) if value > 1
    }
    found = spots(path, resource, {row for row in rows if row and row > 1})
    return [_at(resource, finding, found) for finding in findings]


def _named(finding: Finding) -> list[int]:
    return [v for k, v in finding.values if k in _ROWS and isinstance(v, int)]


def _at(resource: Resource, finding: Finding, found: dict[int, Spot]) -> Finding:
    values = tuple((k, _value(k, v, finding, found)) for k, v in finding.values)
    spot = found.get(finding.row or 0)
    if spot is None:
        return replace(finding, values=values, row=None, column=None)
    name = finding.field
    if not name and finding.column and finding.column <= len(resource.fields):
        name = resource.fields[finding.column - 1].name
    row, column, cell = spot.cells.get(name, (spot.row, None, finding.cell))
    shown = cell if finding.cell else ""
    return replace(
        finding, sheet=spot.sheet, row=row, column=column, field=name, cell=shown, values=values
    )


def _value(key: str, value: Value, finding: Finding, found: dict[int, Spot]) -> Value:
    """The number of another row, as the sheet counts; of another sheet with its name."""
    if key not in _ROWS or not isinstance(value, int) or value not in found:
        return value
    other, own = found[value], found.get(finding.row or 0)
    if own is not None and own.sheet != other.sheet:
        return f'{other.row} ("{other.sheet}")'
    return other.row
