"""What a picture tells beside what it shows: where it was taken, and by whom.

JPEG (ISO 10918-1; Exif 2.32 in APP1, XMP, IPTC in APP13), PNG (eXIf and text chunks), WebP. Only
the marks of metadata are read, in bounded pieces; no picture is decoded.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from .base import Said, UnreadFileError

#: No file has more marks before its picture, no metadata more bytes, and no directory more entries.
_SEGMENTS, _BYTES, _ENTRIES = 2_000, 4_000_000, 500
#: No picture has more metadata in all, more directories, or more texts in one piece.
ALL_BYTES, _DIRECTORIES, _TEXTS_OF_ONE = 8_000_000, 20, 20
_CAPTION = 2_000  # bytes, the longest that IPTC has
_AUTHORS = {0x013B, 0x9C9D, 0xA430}  # artist, XPAuthor, owner of the camera
_TEXTS = {0x010E, 0x8298, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F, 0x9286}
_GPS, _EXIF = 0x8825, 0x8769
_LATITUDE = 2
_XMP_GPS = re.compile(rb"GPSLatitude\s*(?:=\s*[\"']|>)\s*[0-9]")
_XMP_AUTHOR = re.compile(
    rb"(?:creator|Artist|AuthorsPosition|Credit)\b[^<>]{0,200}+>\s{0,20}+"
    rb"(?:<[^<>]{0,200}+>\s{0,20}+){0,8}([^<>]{2,200}+)<"
)


def read(file: BinaryIO, budget: list[int] | None = None) -> Iterator[Said]:
    """The metadata of a picture: texts, names (`Said.name`), and a place as where "gps".

    ``budget``: how many bytes of it all pictures of one file may have; spent here. Raises
    `UnreadFileError` past it.
    """
    left = [ALL_BYTES] if budget is None else budget
    head = file.read(12)
    if head.startswith(b"\xff\xd8"):
        yield from _jpeg(file, left)
    elif head.startswith(b"\x89PNG"):
        yield from _png(file, left)
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        yield from _webp(file, left)


def _jpeg(file: BinaryIO, left: list[int]) -> Iterator[Said]:
    file.seek(2)
    for _ in range(_SEGMENTS):
        mark = file.read(4)
        if len(mark) < 4 or mark[0] != 0xFF or mark[1] in {0xDA, 0xD9}:
            return
        size = struct.unpack(">H", mark[2:])[0] - 2
        if size < 0:
            return
        if mark[1] not in {0xE1, 0xED, 0xFE}:
            file.seek(size, 1)
            continue
        data = file.read(size)
        _spend(left, len(data))
        if data.startswith(b"Exif\0\0"):
            yield from _exif(data[6:])
        elif mark[1] == 0xE1:
            yield from _xmp(data)
        elif mark[1] == 0xED:
            yield from _iptc(data)
        else:
            yield from _text(data)


def _png(file: BinaryIO, left: list[int]) -> Iterator[Said]:
    file.seek(8)
    for _ in range(_SEGMENTS):
        head = file.read(8)
        if len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head)
        if kind not in {b"eXIf", b"tEXt", b"zTXt", b"iTXt"} or size > _BYTES:
            file.seek(size + 4, 1)
            continue
        data = file.read(size)
        _spend(left, len(data))
        file.seek(4, 1)
        if kind == b"eXIf":
            yield from _exif(data)
            continue
        key, _, value = data.partition(b"\0")
        if kind == b"zTXt":
            value = _inflated(value[1:])
        elif kind == b"iTXt":
            value = _international(value)
        _spend(left, len(value))
        if b"xmp" in key.lower():
            yield from _xmp(value)
        else:
            yield from _text(value, key.strip().lower() in {b"author", b"artist", b"creator"})


def _spend(left: list[int], size: int) -> None:
    left[0] -= size
    if left[0] < 0:
        raise UnreadFileError("large")


def _international(value: bytes) -> bytes:
    """The text of an iTXt chunk behind its flags, language and translated key."""
    packed, rest = value[:1] == b"\1", value[2:]
    rest = rest.partition(b"\0")[2].partition(b"\0")[2]
    return _inflated(rest) if packed else rest


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _BYTES)
    except zlib.error:
        return b""


def _webp(file: BinaryIO, left: list[int]) -> Iterator[Said]:
    for _ in range(_SEGMENTS):
        head = file.read(8)
        if len(head) < 8:
            return
        kind, size = struct.unpack("<4sI", head)
        if kind not in {b"EXIF", b"XMP "} or size > _BYTES:
            file.seek(size + size % 2, 1)
            continue
        data = file.read(size)
        file.seek(size % 2, 1)
        _spend(left, len(data))
        yield from _xmp(data) if kind == b"XMP " else _exif(data.removeprefix(b"Exif\0\0"))


def _exif(data: bytes) -> Iterator[Said]:
    """The directories of a TIFF: the first, Exif's and that of the place."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return
    left = [(struct.unpack(order + "I", data[4:8])[0], False)]
    seen: set[int] = set()
    while left:
        at, places = left.pop()
        if at in seen or at + 2 > len(data) or len(seen) > _DIRECTORIES:
            continue
        seen.add(at)
        count = min(struct.unpack_from(order + "H", data, at)[0], _ENTRIES)
        for number in range(count):
            entry = at + 2 + 12 * number
            if entry + 12 > len(data):
                break
            tag, kind, many, place = struct.unpack_from(order + "HHII", data, entry)
            if tag in {_GPS, _EXIF} and not places:
                left.append((place, tag == _GPS))
            elif places and tag == _LATITUDE and any(data[place : place + 24]):
                yield Said("", "gps")
            elif tag in _AUTHORS | _TEXTS and not places and kind in {1, 2, 7}:
                start = place if many > 4 else entry + 8
                value = data[start : start + min(many, 10_000)]
                yield from _text(value, tag in _AUTHORS, wide=tag >= 0x9C9B and tag < 0x9CA0)


def _xmp(data: bytes) -> Iterator[Said]:
    if _XMP_GPS.search(data):
        yield Said("", "gps")
    for match in islice(_XMP_AUTHOR.finditer(data), _TEXTS_OF_ONE):
        yield from _text(match.group(1), True)


def _iptc(data: bytes) -> Iterator[Said]:
    """Records 2:80 (by-line), 2:110 (credit), 2:120 (caption), IPTC-IIM 4.2."""
    marks = re.finditer(rb"\x1c\x02([\x50\x6e\x78])", data[:_BYTES])
    for match in islice(marks, _TEXTS_OF_ONE):
        size = int.from_bytes(data[match.end() : match.end() + 2], "big")
        value = data[match.end() + 2 : match.end() + 2 + min(size, _CAPTION)]
        yield from _text(value, match.group(1) != b"\x78")


def _text(value: bytes, name: bool = False, wide: bool = False) -> Iterator[Said]:
    if wide:
        text = value.decode("utf-16-le", "replace")
    else:
        value = value.removeprefix(b"ASCII\0\0\0")
        text = value.decode("utf-8", "replace")
    text = text.strip("\0 \t\r\n\ufffd")
    if text:
        yield Said(text[:10_000], "picture", name=name)
