"""The sheets that a recipe names, cell by cell, within the bounds that every workbook keeps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...model import Resource
from ...model.recipe import Recipe
from ..excel import sheet
from ..layout.base import Raw


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet, or a CSV file (whose ``name`` is empty).

    ``rows`` gives them from row 1 and column A on, nothing as None; it may be called again.
    """

    name: str
    rows: Callable[[], Iterator[list[Raw]]]
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last, last
    #: Codes as a person sees them, by row and column: 7 under the format 000 is "007".
    coded: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    #: By column: the runs of rows whose cells are shown in percent, first and last.
    percents: Mapping[int, list[tuple[int, int]]] = field(default_factory=dict)

    def in_percent(self, row: int, column: int) -> bool:
        """Whether Excel shows that cell in percent."""
        runs = self.percents.get(column)
        if not runs:
            return False
        at = bisect_right(runs, (row, sheet.MAX_CELL * 10)) - 1
        return at >= 0 and runs[at][0] <= row <= runs[at][1]


def recipe_of(resource: Resource) -> Recipe:
    """The recipe of a resource that has one."""
    if resource.recipe is None:
        raise LookupError(resource.name)
    return resource.recipe


def sources(path: Path, resource: Resource) -> Iterator[Source]:
    """The sheets of a resource in the recipe's order; of a CSV file the one that it is.

    Raises `RefusedError` for a sheet that is not there or cannot be read.
    """
    if resource.kind == "csv":
        yield of_csv(path, resource)
        return
    for name in recipe_of(resource).sheets:
        yield of_book(path, resource, name)


def as_sheet(resource: Resource, name: str) -> Resource:
    """The resource as the table of one of its sheets."""
    return replace(resource, dialect={"sheetName": name})


def of_book(path: Path, resource: Resource, name: str) -> Source:
    """One sheet of the workbook; raises `RefusedError`."""
    known = sheet.opened(path, as_sheet(resource, name))

    def rows() -> Iterator[list[Raw]]:
        # opened again each time: of many sheets only one is held
        found = sheet.opened(path, as_sheet(resource, name))
        for number, given in enumerate(found.rows(), start=1):
            row: list[Raw] = [None if v == "" else v for v in given] if "" in given else given
            for column, text in found.shown.get(number, {}).items():
                row[column - 1 : column] = [text]
            yield row

    return Source(
        known.entry.name,
        rows,
        tuple((first, left, last, right) for first, last, left, right in known.seen.merged),
        known.coded,
        known.seen.percent_runs,
    )


def of_csv(path: Path, resource: Resource) -> Source:
    """The file, its encoding and its delimiter found anew."""
    from ..layout import grid

    found = grid.grids(path)
    if not found:
        sheet.refuse("file-empty", file=resource.path)
    return Source("", found[0].rows)
