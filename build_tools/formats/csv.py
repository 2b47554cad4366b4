"""CSV: UTF-8 without mark, commas, LF, quotes only where RFC 4180 needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from ..tables.batch import Batch
from .base import Target
from .columns import content, having, joined, signs, signs_in

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
_SIGNS = frozenset(b',"\r\n')


class CsvWriter:
    """Writes cells as they are; Python's own writer leaves a lone CR unquoted."""

    def __init__(self, target: Target) -> None:
        self._shared = target.shared
        self._file = target.path.open("wb")
        self._file.write(line([field.name for field in target.resource.fields]).encode())

    def write(self, batch: Batch) -> None:
        """Takes the next rows."""
        self._file.write(rows(batch, [self._column(batch, at) for at in range(len(batch.texts))]))

    def close(self) -> None:
        """Completes the file."""
        self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._file.close()

    def _column(self, batch: Batch, at: int) -> pa.StringArray:
        column = batch.marked(at)
        same = column is batch.texts[at]
        found = signs(batch, at, self._shared) if same else signs_in(column)
        wanted = found & _SIGNS
        return _quoted_column(column, wanted) if wanted else column


def rows(batch: Batch, columns: list[pa.StringArray]) -> bytes:
    """The lines of a batch; its cells are quoted already."""
    if len(columns) == 1:  # a blank line would be no record
        columns = [pc.if_else(pc.equal(columns[0], ""), '""', columns[0])]
    if not columns:
        return b'""\n' * len(batch)
    ends = joined((columns[-1], "\n"), len(batch))
    if len(columns) == 1:
        return content(ends)
    return content(pc.binary_join_element_wise(*columns[:-1], ends, ","))


def _quoted_column(column: pa.StringArray, found: frozenset[int]) -> pa.StringArray:
    which = having(column, map(chr, sorted(found)))
    some = column.filter(which)
    if ord('"') in found:
        some = pc.replace_substring(some, '"', '""')
    return pc.replace_with_mask(column, which, joined(('"', some, '"'), len(some)))


def line(cells: Iterable[str]) -> str:
    """One record as text, with its line end."""
    text = ",".join([_quoted(cell) if _SPECIAL.search(cell) else cell for cell in cells])
    return (text or '""') + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
