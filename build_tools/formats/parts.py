"""A large table in part files, for the table viewer: it fetches the part that it shows.

Beside the download ``<resource>.parquet`` lie ``bagian/<resource>/0001.parquet`` and so on,
each of `PART_ROWS` rows (the last may have fewer), and ``daftar.json``::

    {"version": 1,                         of this layout
     "hash": "sha256:…",                   of the file that was cut: its parts belong together
     "rows": 25000,
     "columns": ["kode", "nilai"],
     "parts": [{"file": "0001.parquet", "rows": 10000, "bytes": 61234,
                "hash": "0f3c…",           the first 16 digits of the part's SHA-256
                "min": ["64.01.01", "0.5"], "max": ["64.01.10", "99"]}, …]}

``min`` and ``max`` are canonical texts in the order of the columns; null where a part has no
value, where texts do not sort as what they mean, and for texts longer than `MAX_TEXT`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..model import Field, Resource
from ..tables.values import canonical

#: Files up to this size are fetched whole.
WHOLE = 1_000_000
PART_ROWS = 10_000
FOLDER = "bagian"
LISTING = "daftar.json"
MAX_TEXT = 100
_DIGITS = 16
_VERSION = 1
#: Types whose texts sort as their values do.
_SORTED_TEXTS = frozenset({"string", "yearmonth"})


def write_parts(whole: Path, resource: Resource, sha256: str) -> list[Path]:
    """Cuts a Parquet file of ours in parts; gives what it wrote, the listing first."""
    from pyarrow import parquet

    folder = whole.parent / FOLDER / resource.name
    folder.mkdir(parents=True)
    paths: list[Path] = []
    listed: list[dict[str, Any]] = []
    rows = 0
    with parquet.ParquetFile(whole, pre_buffer=False) as file:
        dictionaries = _dictionaries(file)
        for number in range(file.num_row_groups):
            group = file.read_row_group(number, use_threads=False).combine_chunks()
            for start in range(0, len(group), PART_ROWS):
                part = group.slice(start, PART_ROWS)
                path = folder / f"{len(paths) + 1:04}.parquet"
                _write(part, path, dictionaries)
                paths.append(path)
                listed.append(_entry(part, path, resource.fields))
                rows += len(part)
    listing = {
        "version": _VERSION,
        "hash": f"sha256:{sha256}",
        "rows": rows,
        "columns": [field.name for field in resource.fields],
        "parts": listed,
    }
    path = folder / LISTING
    path.write_text(json.dumps(listing, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path, *paths]


def _dictionaries(file: Any) -> list[str]:
    """The columns that the whole file keeps with a dictionary."""
    first = file.metadata.row_group(0)
    columns = (first.column(at) for at in range(first.num_columns))
    return [column.path_in_schema for column in columns if column.has_dictionary_page]


def _write(part: pa.Table, path: Path, dictionaries: list[str]) -> None:
    """Titles and notes are in the whole file: they would be most of a small part."""
    from pyarrow import parquet

    bare = pa.schema([pa.field(one.name, one.type) for one in part.schema])
    part = part.cast(bare)
    parquet.write_table(
        part, str(path), compression="snappy", use_dictionary=dictionaries, store_schema=False
    )


def _entry(part: pa.Table, path: Path, fields: tuple[Field, ...]) -> dict[str, Any]:
    bounds = [_bounds(part.column(at), field) for at, field in enumerate(fields)]
    return {
        "file": path.name,
        "rows": len(part),
        "bytes": path.stat().st_size,
        "hash": hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS],
        "min": [least for least, _ in bounds],
        "max": [greatest for _, greatest in bounds],
    }


def _bounds(column: pa.ChunkedArray, field: Field) -> tuple[str | None, str | None]:
    """The least and the greatest value of a column, as canonical text."""
    if pa.types.is_string(column.type) and field.type not in _SORTED_TEXTS:
        return None, None
    found = pc.min_max(column).as_py()
    values = found["min"], found["max"]
    texts = [None if value is None else canonical(field, value) for value in values]
    if any(text is None or len(text) > MAX_TEXT for text in texts):
        return None, None
    return texts[0], texts[1]
