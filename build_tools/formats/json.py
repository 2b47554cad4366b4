"""JSON: a list of records, one a line, typed; numbers digit for digit. And JSON Lines."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..model import Field
from ..tables.batch import Batch
from ..tables.strings import lengths, spans
from ..tables.values import NESTED, SAFE_INTEGER, json_text, string_json
from .base import Shared, Target
from .columns import PLAIN, Cells, Piece, content, escaped, filled, joined, letters, mapped, signs

_ESCAPES: Mapping[int, str] = {
    sign: string_json(chr(sign))[1:-1] for sign in (ord("\\"), ord('"'), *range(32))
}
_NOT_FINITE = pa.array(["NaN", "INF", "-INF"], pa.string())
_SURELY_SAFE = len(str(SAFE_INTEGER)) - 1  # digits


class JsonWriter:
    """Writes ``[`` record ``,`` record … ``]``, so that neither side needs it all at once."""

    def __init__(self, target: Target) -> None:
        self._shared = target.shared
        self._names = names(target.resource.fields)
        self._file = target.path.open("wb")
        self._before = b"[\n"

    def write(self, batch: Batch) -> None:
        """Takes the next rows; a missing value is null."""
        lines = records(batch, self._names, self._shared)
        self._file.write(self._before)
        self._file.write(lines[:-1].replace(b"\n", b",\n"))
        self._before = b",\n"

    def close(self) -> None:
        """Completes the file."""
        self._file.write(b"[]\n" if self._before == b"[\n" else b"\n]\n")
        self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._file.close()


class JsonLinesWriter:
    """Writes one record a line and nothing else (https://jsonlines.org)."""

    def __init__(self, target: Target) -> None:
        self._shared = target.shared
        self._names = names(target.resource.fields)
        self._file = target.path.open("wb")

    def write(self, batch: Batch) -> None:
        """Takes the next rows; a missing value is null."""
        self._file.write(records(batch, self._names, self._shared))

    def close(self) -> None:
        """Completes the file."""
        self._file.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._file.close()


def names(fields: tuple[Field, ...]) -> list[str]:
    """What stands before each value of a record."""
    return [string_json(field.name) + ":" for field in fields]


def records(batch: Batch, names: list[str], shared: Shared) -> bytes:
    """The rows of a batch as JSON objects, each with a line end; there is no other in them."""

    def make() -> bytes:
        return content(joined((*objects(batch, names, shared), "\n"), len(batch)))

    return shared.of(batch, "records", make)


def objects(batch: Batch, names: list[str], shared: Shared) -> list[Piece]:
    """The pieces of each row's JSON object."""
    pieces: list[Piece] = ["{"]
    for at, name in enumerate(names):
        pieces += ("," if at else "", name, *values(batch, at, shared))
    return [*pieces, "}"]


def values(batch: Batch, at: int, shared: Shared) -> Cells:
    """The values of a column as JSON; no null is left."""
    return filled(_values(batch, at, shared), "null")


def _values(batch: Batch, at: int, shared: Shared) -> Cells:
    texts, kind = batch.texts[at], batch.fields[at].type
    if kind == "number":
        return "", _numbers(texts), ""
    if kind == "integer":
        return "", _integers(texts), ""
    if kind == "year":
        return "", years(texts), ""
    if kind == "boolean":
        return "", texts, ""
    if kind == "geopoint":
        return "[", texts, "]"
    if kind in NESTED:
        return "", _nested(batch, at), ""
    if kind not in PLAIN:
        texts = escaped(texts, signs(batch, at, shared), _ESCAPES)
    return '"', texts, '"'


def _numbers(texts: pa.StringArray) -> pa.StringArray:
    """Numbers as they are; what JSON has no number for becomes a text."""
    if not letters(texts):
        return texts
    odd = pc.is_in(texts, _NOT_FINITE)
    return pc.if_else(odd, joined(('"', texts, '"'), len(texts)), texts)


def _integers(texts: pa.StringArray) -> pa.StringArray:
    """Integers; as texts where readers that know only doubles would round them."""
    long = lengths(texts) > _SURELY_SAFE
    return mapped(texts, long, lambda row: json_text(int(texts[row].as_py()), big_as_text=True))


def years(texts: pa.StringArray) -> pa.StringArray:
    """Years as integers: 0224 is 224."""
    data, starts = spans(texts)
    begins = starts[:-1][starts[:-1] < starts[1:]]
    if not len(begins) or int(data[begins].min()) > ord("0"):
        return texts
    odd = np.zeros(len(texts), np.bool_)
    odd[starts[:-1] < starts[1:]] = data[begins] <= ord("0")
    return mapped(texts, odd, lambda row: str(int(texts[row].as_py())))


def _nested(batch: Batch, at: int) -> pa.StringArray:
    """Lists and objects: their canonical text is JSON; great integers within become texts."""
    texts = batch.texts[at]
    great = pc.match_substring_regex(texts, "[0-9]{16}").fill_null(False)
    wanted = np.asarray(great.to_numpy(zero_copy_only=False))
    return mapped(texts, wanted, lambda row: json_text(batch.value(at, row), big_as_text=True))
