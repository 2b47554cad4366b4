"""A checked dataset becomes its downloads, a preview and a profile, in one pass a table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from .formats import FORMATS, DoesNotFitError, Record, Target, Writer, formats_for
from .model import Cell, Dataset, Download, Omission, Published, Resource, Table
from .tables.extract import Extractor
from .tables.profile import Profiler
from .tables.read import Row, typed_rows
from .tables.shapes import shapes
from .tables.values import missing_marks, raw_field, texter

PREVIEW_ROWS = 10


def convert(dataset: Dataset, into: Path) -> Published:
    """Writes every table of a checked dataset into ``into`` in each format that holds it.

    Dates, checks and findings of the result are the pipeline's to fill in; the files of the
    dataset as a whole come from `catalogues.datapackage.with_package`.
    """
    into.mkdir(parents=True, exist_ok=True)
    tables = tuple(_table(dataset, resource, into) for resource in dataset.resources)
    return Published(dataset, tables, into)


def records(dataset: Dataset, resource: Resource) -> Iterator[Record]:
    """The rows of a checked table with the text that the downloads show."""
    as_record = _recorder(resource)
    for row in typed_rows(dataset.source.folder, resource):
        yield as_record(row)


def _recorder(resource: Resource) -> Callable[[Row], Record]:
    raw = [raw_field(resource, field.name) for field in resource.fields]
    texters = [texter(field) for field in resource.fields]
    marks = [missing_marks(resource, given) for given in raw]

    def record(row: Row) -> Record:
        texts: list[Cell] = []
        cells: list[str] = []
        for text_of, missing, value, cell in zip(
            texters, marks, row.values, row.cells, strict=True
        ):
            text = None if value is None else text_of(value)
            texts.append(text)
            if text is None:
                text = (missing or ("",))[0] if cell is None else cell
            elif text in missing and cell is not None:
                text = cell  # its canonical text would read as missing: -099 where -99 does
            cells.append(text)
        return Record(row.values, tuple(texts), tuple(cells))

    def whole(row: Row) -> Record:
        found = record(row)
        texts = tuple(None if text is None else _whole(text) for text in found.texts)
        return Record(found.values, texts, tuple(map(_whole, found.cells)))

    return whole if resource.kind == "geojson" else record


def _whole(text: str) -> str:
    """The text without halves of surrogate pairs: JSON can spell them, UTF-8 has none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _table(dataset: Dataset, resource: Resource, into: Path) -> Table:
    profiler = Profiler(resource.fields)
    extractor = Extractor(dataset, resource)
    preview: list[tuple[Cell, ...]] = []
    outputs = _Outputs(dataset, resource, into)
    for record in records(dataset, resource):
        profiler.add(record.values, record.texts)
        extractor.add(record.texts)
        if len(preview) < PREVIEW_ROWS:
            preview.append(record.texts)
        outputs.write(record)
    downloads, omissions = outputs.close()
    return Table(
        resource=resource,
        rows=profiler.rows,
        columns=profiler.columns(),
        preview=tuple(preview),
        downloads=downloads,
        omissions=omissions,
        extract=extractor.extract(),
        shapes=shapes(dataset.source.folder, resource),
    )


class _Outputs:
    """The writers of one table; one that cannot hold a value drops out, with the reason."""

    def __init__(self, dataset: Dataset, resource: Resource, into: Path) -> None:
        self._resource = resource
        self._into = into
        self._omitted: dict[str, str] = {}
        self._open: dict[str, Writer] = {}
        for key, given in formats_for(resource.kind).items():
            path = into / f"{resource.name}{given.suffix}"
            path.unlink(missing_ok=True)  # it may be linked into a finished site
            target = Target(path, dataset, resource, lambda: records(dataset, resource))
            try:
                self._open[key] = given.open(target)
            except DoesNotFitError as why:
                self._omit(key, why)

    def write(self, record: Record) -> None:
        for key, writer in list(self._open.items()):
            try:
                writer.write(record)
            except DoesNotFitError as why:
                self._omit(key, why)

    def close(self) -> tuple[tuple[Download, ...], tuple[Omission, ...]]:
        for key, writer in list(self._open.items()):
            try:
                writer.close()
            except DoesNotFitError as why:
                self._omit(key, why)
        name = self._resource.name
        downloads = tuple(
            download(self._into, name + FORMATS[key].suffix, key, FORMATS[key].media_type, name)
            for key in self._open
        )
        return downloads, tuple(Omission(name, key, why) for key, why in self._omitted.items())

    def _omit(self, key: str, why: DoesNotFitError) -> None:
        self._omitted[key] = why.reason
        writer = self._open.pop(key, None)
        if writer:
            writer.abandon()
        (self._into / f"{self._resource.name}{FORMATS[key].suffix}").unlink(missing_ok=True)


def download(folder: Path, name: str, format: str, media_type: str, resource: str = "") -> Download:
    """The entry of a finished file: its size and SHA-256."""
    path = folder / name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Download(name, format, media_type, path.stat().st_size, digest, resource)
