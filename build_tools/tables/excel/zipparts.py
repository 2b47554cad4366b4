"""The parts of a ZIP file, inflated in bounded pieces whatever its headers claim.

A workbook is a ZIP. Its sizes are claims: a part may inflate to a thousand times what its
header says, a directory may list millions of parts. What is measured here is what any reader
will inflate, since the directory is the only one in the file and no two names are alike.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

#: What a workbook may unfold to; a ZIP of a few kilobytes can hold gigabytes.
MAX_BYTES = 200_000_000
#: Parts are looked at several times; all that comes to no more than so many times as much.
_TIMES = 6
#: What its directory may take: some ten thousand parts.
MAX_DIRECTORY = 2_000_000
#: What a part that is held whole may have: relations, styles, the list of sheets.
MAX_SMALL = 20_000_000

_PIECE = 1 << 20
_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LOCAL = 30


class UnreadableZipError(ValueError):
    """No ZIP that can be read; the text says why."""


class TooLargeError(ValueError):
    """It unfolds to more than may be held; ``size`` is how much was seen."""

    def __init__(self, size: int) -> None:
        super().__init__(str(size))
        self.size = size


class Parts:
    """The parts of a ZIP file by name, in any case of letters. Opens the file; close it."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("rb")
        self._size = path.stat().st_size
        try:
            self._entries = _entries(self._file)
        except (zipfile.BadZipFile, struct.error, NotImplementedError) as problem:
            self._file.close()
            raise UnreadableZipError(str(problem)) from problem
        except BaseException:
            self._file.close()
            raise
        #: How many bytes were inflated so far, each part counted once.
        self.inflated = 0
        self._longest: dict[str, int] = {}
        self._work = 0

    def __enter__(self) -> Parts:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    @property
    def names(self) -> list[str]:
        """The names of all parts, in small letters, without a slash before them."""
        return list(self._entries)

    def claimed(self) -> int:
        """What the directory says that all parts unfold to."""
        return sum(entry.file_size for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """A part that is held whole; raises `TooLargeError` where it is no small one."""
        found = bytearray()
        if name in self and self._entries[_plain(name)].file_size > MAX_SMALL:
            raise TooLargeError(self._entries[_plain(name)].file_size)
        for piece in self.pieces(name):
            found += piece
            if len(found) > MAX_SMALL:
                raise TooLargeError(self.inflated)
        return bytes(found)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part in pieces of a megabyte at most; raises `TooLargeError` past the bound."""
        from zlib_ng import zlib_ng

        entry = self._entries.get(_plain(name))
        if entry is None:
            raise UnreadableZipError(f"{name}: missing")
        left = self._seek(entry)
        length = 0
        plain = entry.compress_type == zipfile.ZIP_STORED
        inflate = None if plain else zlib_ng.decompressobj(-15)
        while left > 0 and not (inflate and inflate.eof):
            data = self._file.read(min(left, _PIECE // 4))
            if not data:
                break
            left -= len(data)
            at = self._file.tell()
            while data:
                try:
                    piece = data if inflate is None else inflate.decompress(data, _PIECE)
                except zlib_ng.error as problem:  # type: ignore[misc]
                    raise UnreadableZipError(f"{name}: {problem}") from problem
                data = b"" if inflate is None else inflate.unconsumed_tail
                length += len(piece)
                self._count(entry.filename, length, len(piece))
                yield piece
            self._file.seek(at)  # other parts may have been read meanwhile
        if inflate and not inflate.eof:
            raise UnreadableZipError(f"{name}: cut off")

    def measure(self, *names: str) -> None:
        """Inflates parts, as far as they are there, to see that they keep to the bounds."""
        for name in names:
            if name in self:
                for _ in self.pieces(name):
                    pass

    def _count(self, name: str, length: int, more: int) -> None:
        known = self._longest.get(name, 0)
        self._longest[name] = max(known, length)
        self.inflated += max(length - known, 0)
        self._work += more
        if self.inflated > MAX_BYTES or self._work > _TIMES * MAX_BYTES:
            raise TooLargeError(max(self.inflated, MAX_BYTES))

    def _seek(self, entry: zipfile.ZipInfo) -> int:
        """Goes to the data of a part; gives how many bytes it has."""
        if entry.flag_bits & 0x1:
            raise UnreadableZipError("encrypted")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnreadableZipError(f"compression {entry.compress_type}")
        if not 0 <= entry.header_offset < self._size:
            raise UnreadableZipError(f"{entry.filename}: out of the file")
        self._file.seek(entry.header_offset)
        head = self._file.read(_LOCAL)
        if len(head) < _LOCAL or head[:4] != b"PK\x03\x04":
            raise UnreadableZipError(f"{entry.filename}: no header")
        name, extra = struct.unpack_from("<HH", head, 26)
        self._file.seek(entry.header_offset + _LOCAL + name + extra)
        return entry.compress_size


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _entries(file: BinaryIO) -> dict[str, zipfile.ZipInfo]:
    if _directory_size(file) > MAX_DIRECTORY:
        raise TooLargeError(MAX_DIRECTORY)
    found: dict[str, zipfile.ZipInfo] = {}
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            name = _plain(entry.filename)
            if name in found:
                raise UnreadableZipError(f"{entry.filename}: twice")
            found[name] = entry
    return found


def _directory_size(file: BinaryIO) -> int:
    """How many bytes the directory has, before it is read."""
    size = file.seek(0, 2)
    start = max(size - 65_557, 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        raise UnreadableZipError("no directory")
    if tail.count(_END) > 1:
        raise UnreadableZipError("two directories")
    (found,) = struct.unpack_from("<I", tail, at + 12)
    if at >= 20 and tail[at - 20 : at - 16] == _LOCATOR:  # ZIP64 says it elsewhere
        (place,) = struct.unpack_from("<Q", tail, at - 12)
        if place + 56 > size:
            raise UnreadableZipError("no directory")
        file.seek(place)
        record = file.read(56)
        if record[:4] != _END64:
            raise UnreadableZipError("no directory")
        (found,) = struct.unpack_from("<Q", record, 40)
    return int(found)
