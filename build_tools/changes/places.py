"""Which columns of a table say when and where, and which values of them came and went."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from ..model import Resource
from ..tables.timecolumns import time_columns

#: The end of the id of the reference data of areas.
_AREAS = "/wilayah"
#: Between the parts of a period that several columns tell.
_JOIN = " · "


def times(resource: Resource, key: Sequence[str]) -> tuple[str, ...]:
    """The columns that say what time a row is about: by their role, or by type in the key."""
    fields = (resource.fields[at] for at in time_columns(resource.fields))
    return tuple(f.name for f in fields if f.role == "waktu" or f.name in key)


def area(resource: Resource, key: Sequence[str]) -> str:
    """The column that says which area a row is about; empty: none does."""
    coded = [
        name
        for foreign in resource.foreign_keys
        if foreign.package.endswith(_AREAS)
        for name in foreign.fields
    ]
    found = coded or [f.name for f in resource.fields if f.role == "wilayah"]
    return next((name for name in found if name in key), found[0] if found else "")


def values(cells: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """What stands in those columns together, each once, in order of time."""
    if not columns:
        return []
    unique = cells[list(columns)].dropna().drop_duplicates()
    return [_JOIN.join(row) for row in in_order(unique, columns).itertuples(index=False, name=None)]


def joined(cells: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The same of every row."""
    first, *others = (cells[name].astype("object") for name in columns)
    for other in others:
        first = first + _JOIN + other
    return first


def in_order(cells: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The rows in order of time: texts of ISO 8601, and numbers of months by their size."""

    def padded(column: pd.Series) -> pd.Series:
        widest = int(column.str.len().max() or 0) if len(column) else 0
        return column.str.pad(min(widest, 20), fillchar="0")

    return cells.sort_values(list(columns), key=padded, kind="stable")


def gone(before: Collection[str], after: Collection[str]) -> tuple[str, ...]:
    """What stands in one list alone, in its order."""
    there = set(after)
    return tuple(value for value in before if value not in there)
