"""Parquet: typed columns for statistics programs and DuckDB.

A column gets the narrowest type that holds all its values exactly; which one that is shows
only at the end, so a table larger than one row group may be written a second time.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..model import Dataset, Field, Resource
from ..tables.batch import Batch
from .base import Target
from .parquet_types import ColumnType, arrow_type, typed

ROW_GROUP = 20_000
_MOST = 0.8  # of the plain size: a dictionary that saves less is not worth its time


class ParquetWriter:
    """Gathers a row group at a time; types are settled by what all values need."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._columns = [ColumnType(field) for field in target.resource.fields]
        self._held = _Held(len(self._columns))
        self._file: _File | None = None
        self._settled: list[str] = []

    def write(self, batch: Batch) -> None:
        """Takes the next rows; a missing value is null."""
        for column, texts in zip(self._columns, batch.texts, strict=True):
            column.see(texts)
        self._held.add(batch)
        while self._held.rows >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Completes the file, in a second pass where a later value needed a wider type."""
        if self._file is None or self._types() == self._settled:
            self._flush()
        else:
            self._file.close()
            self._file, self._held = None, _Held(len(self._columns))
            for batch in self._target.again():
                self._held.add(batch)
                while self._held.rows >= ROW_GROUP:
                    self._flush()
            self._flush()
        if self._file:
            self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        if self._file:
            self._file.close()

    def _types(self) -> list[str]:
        return [column.name() for column in self._columns]

    def _flush(self) -> None:
        group = self._held.take(ROW_GROUP)
        if self._file is None:
            self._settled = self._types()
            self._file = _File(self._target, self._settled)
        elif self._types() != self._settled:
            return  # the second pass will bring these rows again
        if group and len(group[0]):
            self._file.write(group)


class _Held:
    """Rows that wait for a row group to be full."""

    def __init__(self, columns: int) -> None:
        self.rows = 0
        self._parts: list[list[pa.StringArray]] = [[] for _ in range(columns)]

    def add(self, batch: Batch) -> None:
        for parts, texts in zip(self._parts, batch.texts, strict=True):
            parts.append(texts)
        self.rows += len(batch)

    def take(self, most: int) -> list[pa.StringArray]:
        """The first rows, each column in one piece: how it was cut must not show in the file."""
        whole = [
            parts[0] if len(parts) == 1 else pa.concat_arrays(parts or [pa.array([], pa.string())])
            for parts in self._parts
        ]
        rest = max(self.rows - most, 0)
        self._parts = [[column.slice(most)] if rest else [] for column in whole]
        self.rows = rest
        return [column.slice(0, most) for column in whole]


class _File:
    """An open Parquet file with settled types."""

    def __init__(self, target: Target, types: list[str]) -> None:
        self._path, self._types = target.path, types
        fields = list(zip(target.resource.fields, types, strict=True))
        self._schema = pa.schema(
            [pa.field(f.name, arrow_type(name), metadata=_about(f)) for f, name in fields],
            metadata=_notes(target.dataset, target.resource),
        )
        self._writer: Any = None

    def write(self, group: list[pa.StringArray]) -> None:
        """The first row group decides which columns get a dictionary."""
        arrays = [typed(texts, name) for texts, name in zip(group, self._types, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=self._schema)
        if self._writer is None:
            self._open(repeating(table))
        self._writer.write_table(table, row_group_size=ROW_GROUP)

    def close(self) -> None:
        if self._writer is None:
            self._open([])
        self._writer.close()

    def _open(self, dictionaries: list[str]) -> None:
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(
            str(self._path), self._schema, compression="snappy", use_dictionary=dictionaries
        )


def repeating(table: pa.Table) -> list[str]:
    """Which columns are smaller with a dictionary: each value once, and its number per row.

    Of the values alone, never of how they lie in memory: same rows, same answer.
    """
    found = []
    for name, column in zip(table.schema.names, table.columns, strict=True):
        if not len(column) or pa.types.is_boolean(column.type):
            continue
        if pa.types.is_string(column.type):
            width = 4 + (pc.sum(pc.binary_length(column)).as_py() or 0) / len(column)
        else:
            width = column.type.bit_width / 8
        distinct = pc.count_distinct(column).as_py()
        size = distinct * width + len(column) * distinct.bit_length() / 8
        if size < _MOST * width * len(column):
            found.append(name)
    return found


def _about(field: Field) -> dict[str, str]:
    unit = field.measure.unit.main if field.measure else ""
    given = {"title": field.title.main, "description": field.description.main, "unit": unit}
    return {key: text for key, text in given.items() if text}


def _notes(dataset: Dataset, resource: Resource) -> dict[str, str]:
    sources = "\n".join(f"{s.title} {s.path}".strip() for s in dataset.sources)
    licences = (resource.licence,) if resource.licence else dataset.licences
    given = {
        "title": dataset.title.main,
        "table": resource.title.main,
        "source": sources,
        "licence": " ".join(f"{x.name} {x.path}".strip() for x in licences),
        "limitations": dataset.limitations.main,
    }
    return {key: text for key, text in given.items() if text}
