"""The public folder of a dataset: descriptor, tables as they are published, story, dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..model import Published, Table
from . import descriptor
from .base import DATES


def files(published: Published, given: Mapping[str, Any]) -> dict[str, bytes | Path]:
    """Every file of the dataset, by its path below the portal; ``given``: see `originals`."""
    dataset = published.dataset
    paths = descriptor.paths(dataset)
    text = json.dumps(descriptor.public(given, dataset, paths), ensure_ascii=False, indent=2)
    found: dict[str, bytes | Path] = {
        "datapackage.json": text.encode() + b"\n",
        DATES: dates(published.created, published.updated),
    }
    if dataset.story:
        found["README.md"] = dataset.story.encode()
    for table in published.tables:
        found[paths[table.resource.name]] = published.folder / _main_file(table)
    return {f"datasets/{dataset.id}/{name}": content for name, content in found.items()}


def dates(created: str, updated: str) -> bytes:
    """The content of the marker: ISO dates of the first and the newest data."""
    return f"dibuat: {created}\ndiperbarui: {updated}\n".encode()


def _main_file(table: Table) -> str:
    wanted = "geojson" if table.resource.kind == "geojson" else "csv"
    return next(given.name for given in table.downloads if given.format == wanted)
