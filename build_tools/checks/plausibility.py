"""Tables that are well-formed and still cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, error, notice
from ..model import Resource


def shape(resource: Resource, rows: int) -> Iterator[Finding]:
    """A table has rows, unless the descriptor says why it has none (`sdi:kosong`)."""
    if rows == 0 and not resource.empty_reason:
        yield error("table-empty", file=resource.path)
    if rows and resource.empty_reason:
        yield notice("table-not-empty", file=resource.path, rows=rows)
