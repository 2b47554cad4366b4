"""Tables for tests: a file out of text, and its resource."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.load.descriptor import dataset_of
from build_tools.model import Dataset, Resource, Source
from build_tools.tables.batch import Batch, Caster


def dataset(folder: Path, content: str | bytes, schema: Mapping[str, Any], **rest: Any) -> Dataset:
    """A dataset of one CSV file with that content."""
    data = content.encode() if isinstance(content, str) else content
    (folder / "t.csv").write_bytes(data)
    raw = {"name": "t", "resources": [{"name": "t", "path": "t.csv", "schema": schema, **rest}]}
    return dataset_of(Source("dinas/t", folder, "datapackage.yaml"), raw, ("id", "en"))


def resource(schema: Mapping[str, Any], folder: Path = Path(), **rest: Any) -> Resource:
    """A resource that needs no file."""
    raw = {"name": "t", "resources": [{"name": "t", "path": "t.csv", "schema": schema, **rest}]}
    return dataset_of(Source("dinas/t", folder, "datapackage.yaml"), raw, ("id", "en")).resources[0]


def batch_of(given: Resource, rows: Sequence[Sequence[str | None]], first: int = 2) -> Batch:
    """Those rows as a batch."""
    return Batch.of_rows(Caster(given), list(enumerate(rows, start=first)))
