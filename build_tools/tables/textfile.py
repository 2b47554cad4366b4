"""The bytes of a CSV before it is read: are they text, in the encoding that is declared?

One pass over the bytes; plain ASCII is passed over at memory speed. Only where something is
wrong the file is gone through record by record, to name the row and column that a person sees.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from ..findings import Finding, error, warning
from ..model import Resource
from . import kinds, longcells
from .longcells import Quotes

#: Encodings that tables come in; Python knows others that are no text encodings at all.
_NAMES = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 ascii latin-1 iso-8859-15 cp1250 cp1252 "
    "cp437 cp850 mac-roman"
)
ENCODINGS = frozenset(codecs.lookup(name).name for name in _NAMES.split())

_PIECE = 1 << 18
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\0,;"
_UTF8 = frozenset({"utf-8", "utf-8-sig"})
_LOST = "\N{REPLACEMENT CHARACTER}"
_ESCAPED = re.compile("[\udc80-\udcff]")
#: Around a bad letter, so much of its cell is shown.
_SAMPLE = 20


def problems(path: Path, resource: Resource) -> Iterator[Finding]:
    """What keeps a CSV from being read as text, or makes one cell of many."""
    file = resource.path
    try:
        codec = codecs.lookup(resource.encoding).name
    except (LookupError, ValueError):
        codec = ""
    if codec not in ENCODINGS:
        yield error("encoding-unknown", file=file, encoding=resource.encoding)
        return
    seen = _Seen(codec, Quotes(resource))
    with path.open("rb") as stream:
        piece = stream.read(_PIECE)
        kind = kinds.kind_of(path, piece)
        if kind:
            yield error("file-kind", file=file, type=kind, ending=path.suffix)
            return
        if len(piece) < _PIECE and not piece.strip(_BLANK):
            yield error("file-empty", file=file)
            return
        first = piece
        while piece and seen.take(piece):
            piece = stream.read(_PIECE)
    seen.end()
    if seen.zero >= 0:
        yield _zeros(path, resource, first)
    elif seen.broken:
        yield _undecodable(path, resource, codec, first)
    elif seen.is_utf8:
        row, column, _ = _find(path, resource, "utf-8", re.compile("[^\0-\x7f\ufeff]"))
        facts = {"encoding": resource.encoding, "found": "utf-8"}
        yield error("encoding-differs", file=file, row=row, column=column, **facts)
    else:
        if seen.lost:
            row, column, cell = _find(path, resource, codec, re.compile(_LOST))
            yield warning("character-lost", file=file, row=row, column=column, cell=cell)
        if seen.quotes.suspect:
            yield from longcells.problems(path, resource)


class _Seen:
    """What the pass over the bytes saw."""

    def __init__(self, codec: str, quotes: Quotes) -> None:
        self._wide = codec.startswith(("utf-16", "utf-32"))
        self._decoder = codecs.getincrementaldecoder(codec)("strict")
        #: Of an old encoding: whether its bytes are UTF-8 all the same.
        self._other = (
            None
            if self._wide or codec in _UTF8 or codec == "ascii"
            else codecs.getincrementaldecoder("utf-8")("strict")
        )
        self._pending = self._wide
        self._utf8 = codec in _UTF8
        self._foreign = False
        self.quotes = quotes
        self.zero = -1
        self.broken = self.lost = False

    @property
    def is_utf8(self) -> bool:
        """Whether it is UTF-8, though another encoding is declared."""
        return self._other is not None and self._foreign

    def take(self, piece: bytes) -> bool:
        """Looks at a piece; False: there is no need to go on."""
        if not self._wide:
            self.zero = piece.find(b"\0")
            if self.zero >= 0:
                return False
            self.quotes.take(piece)
        if not self._pending and piece.isascii():
            return True
        return self._decode(piece, final=False)

    def end(self) -> None:
        """No piece follows."""
        if self.zero < 0 and not self.broken:
            self._decode(b"", final=True)
        self.quotes.end()
        self.quotes.suspect |= self._wide  # its bytes were not looked at

    def _decode(self, piece: bytes, *, final: bool) -> bool:
        try:
            self._decoder.decode(piece, final)
        except UnicodeError:  # also of UTF-16 that does not say its order of bytes
            self.broken = True
            return False
        self._pending = self._wide or bool(self._decoder.getstate()[0])
        self.lost = self.lost or (self._utf8 and b"\xef\xbf\xbd" in piece)
        if self._other is not None:
            try:
                self._other.decode(piece, final)
                self._foreign = self._foreign or bool(piece)
                self._pending = self._pending or bool(self._other.getstate()[0])
            except UnicodeDecodeError:
                self._other = None
        return True


def _zeros(path: Path, resource: Resource, first: bytes) -> Finding:
    """Zero bytes: text in two bytes a letter, a stray one, or no text at all."""
    pairs = len(first) // 2
    for name, zeros in (("utf-16-le", first[1::2]), ("utf-16-be", first[0::2])):
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            name = "utf-16"
        elif zeros.count(0) < 0.6 * pairs:
            continue
        facts = {"type": "utf-16", "encoding": resource.encoding, "found": name}
        return error("encoding-error", file=resource.path, row=1, **facts)
    plain = sum(first.count(byte) for byte in (*range(1, 9), *range(14, 32), 127, 0))
    if plain * 50 > len(first):
        return error("file-binary", file=resource.path)
    row, column, cell = _find(path, resource, "latin-1", re.compile("\0"))
    return error("file-binary", file=resource.path, row=row, column=column, cell=cell, type="nul")


def _undecodable(path: Path, resource: Resource, codec: str, first: bytes) -> Finding:
    """Bytes that are not of the encoding: where the first is, and what they seem to be."""
    facts = {"file": resource.path, "encoding": resource.encoding}
    if codec.startswith(("utf-16", "utf-32")):
        return error("encoding-error", **facts, type="unknown")
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return error("encoding-error", **facts, row=1, type="utf-16", found="utf-16")
    row, column, cell = _find(path, resource, codec, _ESCAPED)
    bad = cell.encode("utf-8" if codec in _UTF8 else codec, "surrogateescape")
    case, found = _guess(bad, codec, path)
    at = {"row": row, "column": column}
    if not found:
        return error("encoding-error", **facts, **at, type=case)
    sample = bad.decode(found, "replace")
    return error("encoding-error", **facts, **at, cell=sample, type=case, found=found)


def _guess(bad: bytes, codec: str, path: Path) -> tuple[str, str]:
    """What bytes seem to be that are not in their declared encoding: case and encoding."""
    if codec not in _UTF8:
        try:
            bad.decode("utf-8")
        except UnicodeDecodeError:
            return "unknown", ""
        return "old", "utf-8"
    with path.open("rb") as stream:  # enough to tell whether other letters are UTF-8
        text = stream.read(_PIECE * 4).decode("utf-8", "surrogateescape")
    text = text.removeprefix("\ufeff")
    good = sum(1 for letter in text if letter > "\x7f" and not _ESCAPED.match(letter))
    try:
        bad.decode("cp1252")
    except UnicodeDecodeError:
        return "unknown", ""
    return ("mixed" if good else "old"), "windows-1252"


def _find(
    path: Path, resource: Resource, codec: str, letter: re.Pattern[str]
) -> tuple[int | None, int | None, str]:
    """Row and column of the first cell with such a letter, and what stands around it."""
    encoding = "utf-8-sig" if codec == "utf-8" else codec
    for number, record in longcells.records(path, resource, encoding):
        if not isinstance(record, list):
            break
        for column, cell in enumerate(record, start=1):
            cell = cell.partition(longcells.END)[0]
            match = letter.search(cell)
            if match:
                start = max(match.start() - _SAMPLE, 0)
                return number, column, cell[start : match.end() + _SAMPLE]
    return None, None, ""
