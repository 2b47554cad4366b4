"""Parquet: typed columns for statistics programs and DuckDB.

A column gets the narrowest type that holds all its values exactly; which one that is shows
only at the end, so a table larger than one row group may be written a second time.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..model import Dataset, Field, Resource
from .base import Record, Target

ROW_GROUP = 20_000
_MAX_DIGITS = 38  # of decimal128
_INT64 = range(-(2**63), 2**63)


class ParquetWriter:
    """Gathers a row group at a time; types are settled by what all values need."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._columns = [_Column(field) for field in target.resource.fields]
        self._records: list[Record] = []
        self._file: _File | None = None
        self._settled: list[str] = []

    def write(self, record: Record) -> None:
        """Takes the next record; a missing value is null."""
        for column, value in zip(self._columns, record.values, strict=True):
            if value is not None:
                column.see(value)
        self._records.append(record)
        if len(self._records) >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Completes the file, in a second pass where a later value needed a wider type."""
        if self._file is None or self._types() == self._settled:
            self._flush()
        else:
            self._file.close()
            self._file, self._records = None, []
            for record in self._target.again():
                self._records.append(record)
                if len(self._records) >= ROW_GROUP:
                    self._flush()
            self._flush()
        if self._file:
            self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        if self._file:
            self._file.close()

    def _types(self) -> list[str]:
        return [column.type() for column in self._columns]

    def _flush(self) -> None:
        if self._file is None:
            self._settled = self._types()
            self._file = _File(self._target, self._settled)
        elif self._types() != self._settled:
            self._records = []  # the second pass will bring them again
            return
        if self._records:
            self._file.write(self._records)
        self._records = []


class _Column:
    """What the values of one column need."""

    def __init__(self, field: Field) -> None:
        self._kind = field.type
        self._is_int64 = self._is_double = self._is_finite = True
        self._whole = self._places = 0
        self._zones: set[str] = set()

    def see(self, value: Any) -> None:
        if self._kind == "integer":
            self._is_int64 = self._is_int64 and value in _INT64
            self._whole = max(self._whole, len(str(abs(value))))
        elif self._kind == "number":
            self._see_number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
        elif self._kind in {"datetime", "time"}:
            offset = value.utcoffset()
            self._zones.add("" if offset is None else "other" if offset else "UTC")

    def _see_number(self, value: Decimal) -> None:
        if not value.is_finite():
            self._is_finite = False
            return
        self._is_double = self._is_double and Decimal(repr(float(value))) == value
        _, digits, exponent = value.as_tuple()
        places = max(-int(exponent), 0)
        self._places = max(self._places, places)
        self._whole = max(self._whole, len(digits) + int(exponent))

    def type(self) -> str:
        """The name of the narrowest type that holds everything seen so far."""
        fits_decimal = self._whole + self._places <= _MAX_DIGITS and self._is_finite
        if self._kind == "integer":
            return "int64" if self._is_int64 else "decimal:0" if fits_decimal else "text"
        if self._kind == "number":
            if self._is_double:
                return "double"
            return f"decimal:{self._places}" if fits_decimal else "text"
        if self._kind == "datetime":
            return {"": "moment", "UTC": "utc"}.get("".join(self._zones), "text")
        if self._kind == "time":
            return "time" if self._zones <= {""} else "text"
        return {"boolean": "boolean", "date": "date", "year": "year"}.get(self._kind, "text")


class _File:
    """An open Parquet file with settled types."""

    def __init__(self, target: Target, types: list[str]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._types = types
        fields = zip(target.resource.fields, types, strict=True)
        self._schema = pa.schema(
            [pa.field(f.name, _arrow(name), metadata=_about(f)) for f, name in fields],
            metadata=_notes(target.dataset, target.resource),
        )
        self._writer = parquet.ParquetWriter(str(target.path), self._schema, compression="snappy")

    def write(self, records: list[Record]) -> None:
        import pyarrow as pa

        arrays = []
        for column, (name, field) in enumerate(zip(self._types, self._schema, strict=True)):
            if name == "text":
                values: list[Any] = [r.texts[column] for r in records]
            elif name.startswith("decimal"):
                texts = (r.texts[column] for r in records)
                values = [None if text is None else Decimal(text) for text in texts]
            elif name == "double":
                texts = (r.texts[column] for r in records)
                values = [None if text is None else float(text) for text in texts]
            else:
                values = [r.values[column] for r in records]
            arrays.append(pa.array(values, type=field.type))
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def _arrow(name: str) -> Any:
    import pyarrow as pa

    if name.startswith("decimal:"):
        return pa.decimal128(_MAX_DIGITS, int(name.removeprefix("decimal:")))
    types = {
        "text": pa.string(),
        "int64": pa.int64(),
        "year": pa.int32(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.timestamp("us"),
        "utc": pa.timestamp("us", tz="UTC"),
        "time": pa.time64("us"),
    }
    return types[name]


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
