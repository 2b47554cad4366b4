"""JSON: a list of records, one a line, typed; numbers digit for digit."""

from __future__ import annotations

from ..tables.values import json_value, string_json
from .base import Record, Target


class JsonWriter:
    """Writes ``[`` record ``,`` record … ``]``, so that neither side needs it all at once."""

    def __init__(self, target: Target) -> None:
        self._file = target.path.open("w", encoding="utf-8", newline="")
        self._columns = [
            (string_json(field.name) + ":", json_value(field)) for field in target.resource.fields
        ]
        self._before = "[\n"

    def write(self, record: Record) -> None:
        """Takes the next record; a missing value is null."""
        pairs = [
            name + ("null" if text is None else as_json(value, text))
            for (name, as_json), value, text in zip(
                self._columns, record.values, record.texts, strict=True
            )
        ]
        self._file.write(self._before + "{" + ",".join(pairs) + "}")
        self._before = ",\n"

    def close(self) -> None:
        """Completes the file."""
        self._file.write("[]\n" if self._before == "[\n" else "\n]\n")
        self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._file.close()
