"""Our own JSON API in static files, `/api/v1/`: datasets, rows, versions, quality, codes.

What each answer holds is in `v1.schemas`, and as OpenAPI in `/api/v1/openapi.json`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import OutputFile, Site
from ..terms import describe
from .v1 import codes, dataset, openapi, portal, quality
from .v1.answers import rows_path


def make(site: Site) -> Iterator[OutputFile]:
    """Every answer. The rows were cut into parts when the dataset was converted."""
    catalogue = describe(site)
    yield portal.index(catalogue)
    yield openapi.document(catalogue)
    yield from portal.pages(catalogue)
    yield portal.federation(catalogue)
    yield from codes.codes(catalogue)
    for entry in catalogue.entries:
        yield dataset.whole(catalogue, entry)
        yield dataset.versions(catalogue, entry)
        if entry.published is None:  # of another portal: none of these is
            continue
        yield quality.quality(catalogue, entry, entry.published)
        for table in entry.published.tables:
            for number, part in enumerate(table.row_parts, start=1):
                path = rows_path(entry.id, table.resource.name, number)
                yield OutputFile(path, entry.published.folder / part.name)
    for move in catalogue.moves:
        yield from dataset.moved(catalogue, move)
    for one in catalogue.gone:
        yield dataset.gone(catalogue, one)
