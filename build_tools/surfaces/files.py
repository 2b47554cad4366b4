"""Which reader takes a file: by its bytes first, by its ending where it is text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..tables import kinds
from . import markup, objects, pictures, plain, workbook
from .base import Grid, Said, UnreadFileError

#: No file of more bytes is looked into; git hosts take less.
MAX_BYTES = 100_000_000

_TABLES = {".csv", ".tsv", ".tab"}
_OBJECTS = {".json", ".geojson", ".jsonl", ".ndjson", ".topojson"}
_PROSE = {".md", ".markdown"}
_LINES = {".yaml", ".yml", ".toml", ".ini", ".cfg", ".html", ".xml", ".svg", ".sql", ".log"}


def read(path: Path, name: str, skip: frozenset[str] = frozenset()) -> Iterator[Grid | Said]:
    """Everything that a file says. Raises `UnreadFileError` for one that cannot be looked into.

    ``name`` tells its ending; ``skip``: sheets of a workbook whose cells are not wanted.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadFileError("large", str(size))
    if size == 0:
        return
    kind = kinds.kind_of(path)
    if kind == "xlsx":
        yield from workbook.read(path, skip)
    elif kind in {"xls", "xlsb", "ods"}:
        yield from workbook.old(path)
    elif kind == "document" and _begins_as_zip(path):
        yield from workbook.document(path)
    elif kind in {"html", "xml"}:
        yield from markup.tables(path)
    elif kind == "picture":
        with path.open("rb") as file:
            yield from pictures.read(file)
    elif kind or _begins_as_zip(path):
        raise UnreadFileError(kind or "broken")
    else:
        yield from _text(path, PurePosixPath(name.lower()).suffix)


def _text(path: Path, ending: str) -> Iterator[Grid | Said]:
    if ending in _OBJECTS:
        yield from objects.read(path)
    elif ending in _PROSE:
        yield from plain.markdown(path)
    elif ending in _LINES:
        with plain.opened(path) as file:
            yield from plain.texts(plain.lines(file))
    else:
        yield from plain.table(path, ending in _TABLES)


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"
