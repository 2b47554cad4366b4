"""The download formats. To add one: a module beside these and its line here."""

from __future__ import annotations

from .base import DoesNotFitError, Format, Kind, Shared, Target, Writer
from .csv import CsvWriter
from .geojson import GeoJsonWriter
from .json import JsonLinesWriter, JsonWriter
from .parquet import ParquetWriter
from .xlsx import XlsxWriter

__all__ = ["FORMATS", "DoesNotFitError", "Format", "Shared", "Target", "Writer", "formats_for"]

_TABLE: frozenset[Kind] = frozenset({"table"})
_GEO: frozenset[Kind] = frozenset({"geo"})
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: In the order in which a page offers them; the first of a kind is what a data package names.
FORMATS: dict[str, Format] = {
    "geojson": Format(".geojson", "application/geo+json", _GEO, GeoJsonWriter),
    "csv": Format(".csv", "text/csv", _TABLE | _GEO, CsvWriter),
    "xlsx": Format(".xlsx", _XLSX, _TABLE, XlsxWriter),
    "json": Format(".json", "application/json", _TABLE, JsonWriter),
    # Not registered with IANA; the name that https://jsonlines.org gives.
    "jsonl": Format(".jsonl", "application/jsonl", _TABLE, JsonLinesWriter),
    "parquet": Format(".parquet", "application/vnd.apache.parquet", _TABLE, ParquetWriter),
}


def formats_for(kind: str) -> dict[str, Format]:
    """The formats that a resource of that kind (csv, xlsx, geojson) is offered in."""
    wanted = "geo" if kind == "geojson" else "table"
    return {key: given for key, given in FORMATS.items() if wanted in given.kinds}
