"""The tables of one file, read to be mended, and read again when they are."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ..checks import Reference
from ..model import Dataset, Resource
from ..tables import read
from ..tables.descriptors import schema_problems
from . import byrecipe
from .base import MAX_CELLS, MAX_ROWS, Change
from .repairs import Repaired, repaired

_FAILED = (csv.Error, UnicodeError, LookupError, OSError, read.BlankRowsError)


def plain(
    dataset: Dataset, resource: Resource, told: Resource, reference: Reference
) -> Repaired | None:
    """The repaired table; None where the file cannot be read, or not as a table."""
    folder = dataset.source.folder
    if any(schema_problems(resource, dataset.source.descriptor)):
        return None
    try:
        if read.stops(read.problems(folder, told)):
            return None
        records: list[list[str]] = []
        cells = 0
        for record in read.records(folder, told):
            records.append(record)
            cells += len(record)
            if len(records) > MAX_ROWS or cells > MAX_CELLS:
                return None
        return repaired(dataset, resource, records, reference)
    except _FAILED:
        return None


def by_recipe(
    dataset: Dataset, resources: Sequence[Resource], reference: Reference
) -> list[byrecipe.Tidy]:
    """The tables of one file that recipes read; none of a sheet of which one cannot be read."""
    found: list[byrecipe.Tidy] = []
    unread: set[str] = set()
    for resource in resources:
        table = None
        if resource.recipe and not any(schema_problems(resource, dataset.source.descriptor)):
            with suppress(*_FAILED):
                table = byrecipe.tidy(dataset, resource, reference)
        if table:
            found.append(table)
        elif resource.recipe or resource.kind == "csv":
            unread |= _sheets(resource)
    return [table for table in found if not _sheets(table.resource) & unread]


def _sheets(resource: Resource) -> set[str]:
    """The sheets that a recipe reads; of a CSV file the one without a name."""
    return set(resource.recipe.sheets if resource.recipe else ()) or {""}


def comes_back(
    resource: Resource, content: bytes, tables: Sequence[byrecipe.Tidy], made: Sequence[Change]
) -> bool:
    """Whether the bytes, read by the recipes of the file, are the tables with those repairs.

    openpyxl does not keep what lies below merged cells, for one.
    """
    if not tables:
        return True
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / resource.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / resource.path).write_bytes(content)
        try:
            return all(
                list(read.records(folder, table.resource)) == byrecipe.after(table, made)
                for table in tables
            )
        except _FAILED:
            return False
