"""Pieces of data that leaked, looked for in whatever a site or a repository is made of.

`scan` looks for what may be personal. This looks for exactly what leaked, on the day of a leak:
also in what is packed (ZIP and so XLSX and ODS, gzip, Parquet), in any object that git keeps, and
in the ways programs write a number or a text. Not seen: the inside of PDF, of pictures, and of
archives of other kinds.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import os
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .git import GitError

#: A file, or what unfolds from it, is looked at up to this size, packed in packed so deep.
MAX_BYTES, MAX_DEPTH = 1_000_000_000, 4
#: What may stand between the digits of a number: spaces, points, commas, dashes, apostrophes.
_BETWEEN = rb"(?:[ .,'-]|\xc2\xa0|\xe2\x80\xaf)?"
_DIGITS = re.compile(r"\d[\d .,'-]{4,}\d")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Traces:
    """How many files or objects were looked at, which hold a piece, which could not be read."""

    looked: int
    found: tuple[str, ...]
    unread: tuple[str, ...]


class NoPiecesError(ValueError):
    """The list of pieces is not there, or holds none: nothing could be looked for."""


class _UnreadError(Exception):
    """What is packed is damaged, locked or too large: nobody knows what it holds."""


def pieces(path: Path) -> tuple[str, ...]:
    """The lines of a text file of any editor, empty ones left out. Raises `NoPiecesError`."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise NoPiecesError(path) from problem
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    found = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not found:
        raise NoPiecesError(path)
    return found


def in_files(wanted: Iterable[str], places: Iterable[Path]) -> Traces:
    """Looks in files, and in every file below folders; links below them are not followed."""
    pattern = _pattern(wanted)
    found, unread, seen = [], [], set[tuple[int, int]]()
    for path in _files(places):
        about = path.stat()
        known = (about.st_dev, about.st_ino) in seen  # a hard link: the same content
        seen.add((about.st_dev, about.st_ino))
        try:
            if about.st_size > MAX_BYTES:
                raise _UnreadError
            content = b"" if known else path.read_bytes()
            if pattern.search(os.fsencode(path)) or _holds(pattern, content):
                found.append(path.as_posix())
        except (OSError, _UnreadError):
            unread.append(path.as_posix())
    return Traces(len(seen), tuple(found), tuple(unread))


def in_git(wanted: Iterable[str], root: Path) -> Traces:
    """Looks in every object of the repository at ``root``, also in those that nothing leads to.

    Objects are named by their kind and id. Raises `GitError`.
    """
    pattern = _pattern(wanted)
    looked, found, unread = 0, [], []
    for name, content in _objects(root):
        looked += 1
        try:
            if _holds(pattern, content):
                found.append(name)
        except _UnreadError:
            unread.append(name)
    return Traces(looked, tuple(found), tuple(unread))


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_file():
            yield place
        for parent, folders, names in os.walk(place):
            folders.sort()
            paths = (Path(parent, name) for name in sorted(names))
            yield from (p for p in paths if p.is_file() and not p.is_symlink())


def _objects(root: Path) -> Iterator[tuple[str, bytes]]:
    command = ["git", "cat-file", "--batch-all-objects", "--unordered", "--batch"]
    try:
        process = subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as problem:
        raise GitError("git?") from problem
    with process:
        assert process.stdout is not None and process.stderr is not None  # noqa: S101
        while head := process.stdout.readline().decode("ascii", "replace").split():
            id, kind, size = head
            yield f"{kind} {id}", process.stdout.read(int(size))
            process.stdout.read(1)
        said = process.stderr.read().decode("utf-8", "replace").strip()
    if process.returncode:
        raise GitError((said.splitlines() or ["git cat-file"])[0])


def _pattern(wanted: Iterable[str]) -> re.Pattern[bytes]:
    forms = {form for piece in wanted for form in _forms(piece)}
    return re.compile(b"|".join(sorted(forms)), re.IGNORECASE)


def _forms(piece: str) -> Iterator[bytes]:
    """How a piece may be written: as it is, in HTML and JSON, in UTF-16, as a number."""
    escaped = json.dumps(piece)[1:-1]
    for text in (piece, html.escape(piece), html.escape(piece, quote=False), escaped):
        yield re.escape(text.encode())
    yield re.escape(piece.encode("utf-16-le"))
    yield re.escape(piece.encode("utf-16-be"))
    if _DIGITS.fullmatch(piece):
        digits = re.sub(r"\D", "", piece).encode()
        yield _BETWEEN.join(digits[i : i + 1] for i in range(len(digits)))
        short = digits.rstrip(b"0")
        if len(short) >= 6:  # 6.40101E+15
            power = str(len(digits) - 1).encode()
            yield short[:1] + rb"[.,]" + short[1:] + rb"0*E\+?" + power


def _holds(pattern: re.Pattern[bytes], content: bytes, depth: int = 0) -> bool:
    if pattern.search(content):
        return True
    if depth == MAX_DEPTH:
        return False
    unpacked: Iterable[bytes] = ()
    if content.startswith(b"PK\x03\x04"):
        unpacked = _zipped(content)
    elif content.startswith(b"\x1f\x8b"):
        unpacked = _gzipped(content)
    elif content.startswith(b"PAR1"):
        unpacked = _parquet(content)
    return any(_holds(pattern, part, depth + 1) for part in unpacked)


def _zipped(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise _UnreadError
            for entry in entries:
                yield entry.filename.encode()
                yield archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as problem:
        raise _UnreadError from problem


def _gzipped(content: bytes) -> Iterator[bytes]:
    try:
        with gzip.open(io.BytesIO(content)) as file:
            unpacked = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise _UnreadError from problem
    if len(unpacked) > MAX_BYTES:
        raise _UnreadError
    yield unpacked


def _parquet(content: bytes) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import csv, parquet

    try:
        for batch in parquet.ParquetFile(io.BytesIO(content)).iter_batches():
            written = io.BytesIO()
            csv.write_csv(pa.Table.from_batches([batch]), written)
            yield written.getvalue()
    except (pa.ArrowException, OSError) as problem:
        raise _UnreadError from problem
