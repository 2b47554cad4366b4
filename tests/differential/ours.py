"""The engine of `build_tools`: what it says of a table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from build_tools.findings import Finding
from build_tools.tables import descriptors, engine, tokens

from .table import Fault, Said, Table


def say(table: Table, folder: Path) -> Said:
    """All errors and rows; the file must lie in the folder."""
    resource = table.resource()
    faults: list[Fault] = [
        fault(f) for f in descriptors.schema_problems(resource, "datapackage.json")
    ]
    if faults:
        return Said(faults, [])
    rows: list[Any] = []
    for batch, found in engine.batches(folder, resource):
        faults += map(fault, found)
        if batch is not None:
            cells = [column.to_pylist() for column in batch.cells]
            texts = [column.to_pylist() for column in batch.texts]
            numbers = batch.numbers.tolist()
            rows += zip(numbers, zip(*cells, strict=True), zip(*texts, strict=True), strict=True)
    return Said(faults, rows)


def fault(finding: Finding) -> Fault:
    """A finding as a fault."""
    note = "" if finding.code == "source-error" else str(dict(finding.values).get("note", ""))
    where = (finding.row, finding.column, finding.field, finding.cell)
    return Fault(finding.code, *where, note)


@contextmanager
def chunks_of(size: int) -> Iterator[None]:
    """The engine with chunks of so many bytes, so that small tables have borders too."""
    kept, tokens.CHUNK = tokens.CHUNK, size
    try:
        yield
    finally:
        tokens.CHUNK = kept
