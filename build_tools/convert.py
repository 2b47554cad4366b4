"""A dataset becomes its downloads, a preview and a profile, while its tables are being checked."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from .formats import FORMATS, DoesNotFitError, Shared, Target, Writer, formats_for, parts
from .formats.columns import pieces
from .model import Cell, Dataset, Download, Omission, Published, Resource, Table
from .tables import engine, risky
from .tables.batch import Batch
from .tables.byarea import AreaExtractor
from .tables.extract import Extractor
from .tables.profile import Profiler
from .tables.shapes import shapes

PREVIEW_ROWS = 10
#: A table with a profile is kept whole for its pages, up to so many rows.
CONTENT_ROWS = 20_000


def convert(dataset: Dataset, into: Path) -> Published:
    """Writes every table of a checked dataset into ``into`` in each format that holds it.

    Dates, checks and findings of the result are the pipeline's to fill in; the files of the
    dataset as a whole come from `catalogues.datapackage.with_package`.
    """
    converter = Converter(dataset, into)
    for resource in dataset.resources:
        table = converter.table(resource)
        for batch in batches(dataset, resource):
            table.take(batch)
    return converter.published()


def batches(dataset: Dataset, resource: Resource) -> Iterator[Batch]:
    """The rows of a checked table."""
    for batch, _ in engine.batches(dataset.source.folder, resource):
        if batch is not None:
            yield batch


class Converter:
    """Takes the batches of each table of a dataset, and gives its published form."""

    def __init__(self, dataset: Dataset, into: Path) -> None:
        into.mkdir(parents=True, exist_ok=True)
        self._dataset, self._into = dataset, into
        self._tables: dict[str, _TableConverter] = {}

    def table(self, resource: Resource) -> _TableConverter:
        """What takes the batches of that resource."""
        made = _TableConverter(self._dataset, resource, self._into)
        self._tables[resource.name] = made
        return made

    def published(self) -> Published:
        """The finished downloads. To be called once, after the last batch."""
        tables = tuple(self._tables[r.name].close() for r in self._dataset.resources)
        return Published(self._dataset, tables, self._into)

    def abandon(self) -> None:
        """Lets go of all files: the dataset does not go out."""
        for table in self._tables.values():
            table.abandon()


class _TableConverter:
    def __init__(self, dataset: Dataset, resource: Resource, into: Path) -> None:
        self._dataset, self._resource = dataset, resource
        self._profiler = Profiler(resource.fields)
        self._extractor = Extractor(dataset, resource)
        self._areas = AreaExtractor(dataset, resource)
        self._preview: list[tuple[Cell, ...]] = []
        self._content: list[tuple[Cell, ...]] | None = [] if resource.profile else None
        self._outputs = _Outputs(dataset, resource, into)
        self._formulas = risky.of_names(field.name for field in resource.fields)

    def take(self, batch: Batch) -> None:
        """Takes the next rows."""
        self._profiler.add(batch)
        self._extractor.add(batch)
        self._areas.add(batch)
        self._formulas = self._formulas or risky.has_formulas(batch)
        if len(self._preview) < PREVIEW_ROWS:
            self._preview += batch.head(PREVIEW_ROWS - len(self._preview))
        if self._content is not None:
            self._content += batch.head(len(batch))
            if len(self._content) > CONTENT_ROWS:
                self._content = None
        self._outputs.write(batch)

    def abandon(self) -> None:
        """Lets go of all files."""
        self._outputs.abandon()

    def close(self) -> Table:
        """The table with its finished downloads."""
        downloads, omissions = self._outputs.close()
        return Table(
            resource=self._resource,
            rows=self._profiler.rows,
            columns=self._profiler.columns(),
            preview=tuple(self._preview),
            downloads=downloads,
            omissions=omissions,
            parts=self._outputs.parts(downloads),
            extract=self._extractor.extract(),
            shapes=shapes(self._dataset.source.folder, self._resource),
            areas=self._areas.areas(),
            period=self._profiler.period(),
            content=None if self._content is None else tuple(self._content),
            formulas=self._formulas,
        )


class _Outputs:
    """The writers of one table; one that cannot hold a value drops out, with the reason."""

    def __init__(self, dataset: Dataset, resource: Resource, into: Path) -> None:
        self._resource = resource
        self._into = into
        self._omitted: dict[str, str] = {}
        self._open: dict[str, Writer] = {}
        shutil.rmtree(into / parts.FOLDER / resource.name, ignore_errors=True)
        shared = Shared()
        for key, given in formats_for(resource.kind).items():
            path = into / f"{resource.name}{given.suffix}"
            path.unlink(missing_ok=True)  # it may be linked into a finished site
            target = Target(path, dataset, resource, lambda: batches(dataset, resource), shared)
            try:
                self._open[key] = given.open(target)
            except DoesNotFitError as why:
                self._omit(key, why)

    def write(self, batch: Batch) -> None:
        for piece in pieces(batch):
            for key, writer in list(self._open.items()):
                try:
                    writer.write(piece)
                except DoesNotFitError as why:
                    self._omit(key, why)

    def abandon(self) -> None:
        for writer in self._open.values():
            writer.abandon()
        self._open = {}

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
        omitted = ((key, self._omitted[key]) for key in FORMATS if key in self._omitted)
        return downloads, tuple(Omission(name, key, reason) for key, reason in omitted)

    def parts(self, downloads: tuple[Download, ...]) -> tuple[Download, ...]:
        """The part files of a table whose Parquet is too large to be fetched whole."""
        whole = next((given for given in downloads if given.format == "parquet"), None)
        if whole is None or whole.bytes <= parts.WHOLE:
            return ()
        paths = parts.write_parts(self._into / whole.name, self._resource, whole.sha256)
        names = (path.relative_to(self._into).as_posix() for path in paths)
        kinds = {".parquet": whole.media_type, ".json": FORMATS["json"].media_type}
        return tuple(
            download(self._into, name, suffix[1:], kinds[suffix], whole.resource)
            for name in names
            for suffix in (Path(name).suffix,)
        )

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
