"""A CSV file in pieces that surely mean the same to every reader of CSV.

Arrow's tokeniser is fast and Python's `csv` is what frictionless reads with; on odd files the
two differ, and Arrow does not say so. A piece is given to Arrow only where its bytes prove that
both see the same: quotes where RFC 4180 has them, no lone CR, no empty line, as many cells in
each record as there are fields.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from ..model import Resource
from .dialect import csv_dialect, csv_options, header_rows

#: Bytes read at a time; a piece is as long, up to the end of its last record.
CHUNK = 1 << 22
#: A record longer than this is left to Python's reader, with all that follows it.
MAX_RECORD = 1 << 24

_BOM = codecs.BOM_UTF8


class OddQuotesError(ValueError):
    """A quote stands where RFC 4180 has none: from here on nobody can tell where records end."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is plain about a file: single-byte marks, and encodings with ASCII inside."""

    delimiter: bytes
    quote: bytes  # empty: quotes mean nothing
    encoding: str
    header: int  # the row that holds the names
    width: int


def form_of(resource: Resource) -> Form | None:
    """How to read that file fast; None where its dialect asks for more."""
    options = csv_options(resource)
    dialect = resource.dialect
    header = header_rows(resource)
    odd = (
        resource.kind != "csv"
        or resource.fields_match != "exact"
        or len(header) != 1
        or dialect.get("commentChar")
        or dialect.get("commentRows")
        or options["escapeChar"]
        or options["skipInitialSpace"]
        or options["doubleQuote"] is False
        or not resource.fields
        or len({f.name for f in resource.fields}) < len(resource.fields)
    )
    delimiter, quote = options["delimiter"], options["quoteChar"] or ""
    marks = delimiter + quote
    if odd or not marks.isascii() or len(quote) > 1 or set(marks) & set("\r\n\0 "):
        return None
    encoding = codecs.lookup(resource.encoding).name
    if encoding in {"utf-16", "utf-16-le", "utf-16-be", "utf-32"} or delimiter == quote:
        return None
    plain = "utf-8" if encoding == "utf-8-sig" else encoding
    return Form(delimiter.encode(), quote.encode(), plain, header[0], len(resource.fields))


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole records, as bytes of the file, and where they begin in it."""

    data: bytes
    offset: int
    last: bool = False


class Tokens:
    """An open CSV file: its header, then its pieces."""

    def __init__(self, path: Path, resource: Resource, form: Form) -> None:
        self._path, self._resource, self.form = path, resource, form
        #: The cells of the header; None where it cannot be told plainly.
        self.labels: list[str] | None = None
        #: Where the rows begin, in bytes.
        self.start = 0
        #: Whether there is more than one piece.
        self.many = path.stat().st_size > CHUNK
        with path.open("rb") as file:
            self._read_header(file.read(CHUNK))

    def _read_header(self, block: bytes) -> None:
        bom = len(_BOM) if self.form.encoding == "utf-8" and block.startswith(_BOM) else 0
        at = bom
        for _ in range(self.form.header):
            at = block.find(b"\n", at) + 1
            if not at:
                return
        head = block[bom:at]
        lone = head.count(b"\r") != head.count(b"\r\n")
        if lone or (self.form.quote and head.count(self.form.quote) % 2):
            return
        lines = list(self._reader(io.StringIO(self._text(head), newline="")))
        if len(lines) == self.form.header:
            self.labels, self.start = lines[-1], at

    def _text(self, data: bytes) -> str:
        return data.decode(self.form.encoding)

    def _reader(self, lines: TextIO) -> Iterator[list[str]]:
        return csv.reader(lines, dialect=csv_dialect(self._resource))

    def pieces(self) -> Iterator[Piece]:
        """The file behind its header. A piece ends where an even number of quotes was seen."""
        quote, rest, offset = self.form.quote, b"", self.start
        with self._path.open("rb") as file:
            file.seek(offset)
            while block := file.read(CHUNK):
                data = rest + block if rest else block
                end = _end(data, quote)
                if end:
                    yield Piece(data[:end], offset)
                    offset += end
                rest = data[end:]
                if len(rest) > MAX_RECORD:
                    raise OddQuotesError
        if rest:
            yield Piece(rest, offset, last=True)

    def table(self, piece: Piece) -> pa.RecordBatch | None:
        """The cells of a piece as columns of text; None where one of its records is odd.

        Raises `OddQuotesError` where it is not certain that the piece ends with a record.
        """
        data, form = piece.data, self.form
        if form.encoding != "utf-8":
            data = self._text(data).encode()
        quotes = data.count(form.quote) if form.quote else 0
        if quotes and not _quotes_are_plain(data, form):
            raise OddQuotesError
        if data.startswith(_BOM) or _has_odd_ends(data):
            return None
        return _parse(data, form, quoted=bool(quotes))

    def records(self, piece: Piece) -> list[list[str]]:
        """The records of a piece by Python's reader."""
        return list(self._reader(io.StringIO(self._text(piece.data), newline="")))

    def records_from(self, offset: int) -> Iterator[list[str]]:
        """All records from a place in the file on, by Python's reader."""
        with self._path.open("rb") as file:
            file.seek(offset)
            with io.TextIOWrapper(file, encoding=self.form.encoding, newline="") as text:
                yield from self._reader(text)


def _end(data: bytes, quote: bytes) -> int:
    """Where the last record of ``data`` surely ends; 0 for none."""
    end = data.rfind(b"\n") + 1
    if not quote or not end or not data.count(quote, 0, end) % 2:
        return end
    parity = 1
    while end > 0:
        before = data.rfind(b"\n", 0, end - 1) + 1
        parity = (parity + data.count(quote, before, end)) % 2
        end = before
        if not parity:
            return end
    return 0


def _quotes_are_plain(data: bytes, form: Form) -> bool:
    """Whether every quote opens a cell, closes one, or is doubled inside of one."""
    sign = form.quote[0]
    signs = np.frombuffer(data, np.uint8)
    places = np.flatnonzero(signs == sign)
    if len(places) % 2:
        return False
    border = np.zeros(256, np.bool_)
    border[[form.delimiter[0], 10, 13]] = True
    opening, closing = places[::2], places[1::2]
    before = signs[np.maximum(opening - 1, 0)]
    opens = border[before] | (opening == 0)
    opens[1:] |= closing[:-1] + 1 == opening[1:]  # the second of a doubled quote
    if not opens.all():
        return False
    after = signs[np.minimum(closing + 1, len(signs) - 1)]
    closes = border[after] | (closing == len(signs) - 1)
    closes[:-1] |= closing[:-1] + 1 == opening[1:]
    return bool(closes.all())


def _has_odd_ends(data: bytes) -> bool:
    """Whether a CR stands alone, or a line is empty, which Arrow takes for a row of empty cells."""
    returns = data.count(b"\r")
    if returns and (returns != data.count(b"\r\n") or b"\n\r\n" in data):
        return True
    ends = np.frombuffer(data, np.uint8) == 10  # faster than to search for two in a row
    return data.startswith((b"\n", b"\r\n")) or bool((ends[1:] & ends[:-1]).any())


def _parse(data: bytes, form: Form, *, quoted: bool) -> pa.RecordBatch | None:
    names = [str(number) for number in range(form.width)]
    try:
        reader = arrow_csv.open_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(
                column_names=names, use_threads=False, block_size=len(data) + 1
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=form.delimiter.decode(),
                quote_char=form.quote.decode() if quoted else False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
            ),
        )
        batches = list(reader)
    except pa.ArrowInvalid:
        return None
    return batches[0] if len(batches) == 1 else None
