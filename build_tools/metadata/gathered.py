"""The descriptors of a portal as they are written: what a workbook is filled from and held to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..findings import Finding, error
from ..load import discover
from ..load.descriptor import items, mapping, plain
from ..load.yamlfile import UnreadableError, read_mapping


@dataclass(frozen=True, slots=True)
class Written:
    """A descriptor: the dataset's id, its file, what stands in it."""

    id: str
    path: Path
    raw: Mapping[str, Any]

    @property
    def is_json(self) -> bool:
        """Whether the file is JSON."""
        return self.path.suffix == ".json"

    def fields(self) -> Iterator[tuple[str, str, tuple[str | int, ...], Mapping[str, Any]]]:
        """The columns that it describes: table, column, the place in the file, the field."""
        for r, resource in enumerate(items(self.raw.get("resources"))):
            table, schema = plain(mapping(resource).get("name")), mapping(resource).get("schema")
            for f, field in enumerate(items(mapping(schema).get("fields"))):
                name = plain(mapping(field).get("name"))
                if table and name:
                    place = ("resources", r, "schema", "fields", f)
                    yield table, name, place, mapping(field)


def gathered(root: Path) -> tuple[list[Written], list[Finding]]:
    """Every descriptor that can be read, by id, and a finding for each that cannot."""
    found, wrong = [], []
    for source in discover(root):
        if not source.descriptor:
            continue
        path = source.folder / source.descriptor
        try:
            found.append(Written(source.id, path, read_mapping(source.folder, path)))
        except UnreadableError as problem:
            place = {"file": source.descriptor, "row": problem.line, "note": problem.note}
            wrong.append(error(problem.code, dataset=source.id, **place))
    return found, wrong
