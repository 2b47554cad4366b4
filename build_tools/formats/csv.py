"""CSV: UTF-8 without mark, commas, LF, quotes only where RFC 4180 needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .base import Record, Target

#: How the file is written, as Table Dialect: said in full, since clients guess what is left out.
DIALECT: dict[str, object] = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
_SPECIAL = re.compile('[,"\r\n]')


class CsvWriter:
    """Writes cells as they are; Python's own writer leaves a lone CR unquoted."""

    def __init__(self, target: Target) -> None:
        self._file = target.path.open("w", encoding="utf-8", newline="")
        self._file.write(line([field.name for field in target.resource.fields]))

    def write(self, record: Record) -> None:
        """Takes the next record."""
        self._file.write(line(record.cells))

    def close(self) -> None:
        """Completes the file."""
        self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._file.close()


def line(cells: Iterable[str]) -> str:
    """One record as text, with its line end."""
    text = ",".join([_quoted(cell) if _SPECIAL.search(cell) else cell for cell in cells])
    return (text or '""') + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
