"""Lists of SHA-256 sums in the format of `sha256sum` (GNU coreutils): one file a line.

Names are bytes as the file system has them, sorted as bytes, so that the list is the same in
every locale.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

#: The list at the root of a finished site.
NAME = "SHA256SUMS"
#: Most files are read in one go.
_PART = 1 << 20
_LINE = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)", re.S)
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_PLAIN = {value: key for key, value in _ESCAPES.items()}


def walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Every entry below a folder, folders before what is in them; links are not followed."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path))


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    made = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while part := file.read(_PART):
            made.update(part)
    return made.hexdigest()


def digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each of those files of a folder, by name.

    One after the other: files are small, and threads that wait for one another take twice the
    time (10,000 pages of 60 KB: 0.6 s, with two threads 1.1 s of the processor).
    """
    return {name: digest(folder / name) for name in names}


def written(found: Mapping[str, str]) -> bytes:
    """The list as a file: digest, two spaces, name, line feed. Odd names as `sha256sum` does."""
    lines = []
    for name in sorted(found, key=os.fsencode):
        shown = "".join(_ESCAPES.get(sign, sign) for sign in name)
        mark = "\\" if shown != name else ""
        lines.append(os.fsencode(f"{mark}{found[name]}  {shown}\n"))
    return b"".join(lines)


def read(content: bytes) -> tuple[dict[str, str], int]:
    """The digests of a list by name, and the number of its first wrong line (0: none is wrong).

    A name that comes twice is wrong.
    """
    found: dict[str, str] = {}
    wrong = 0
    for number, line in enumerate(content.split(b"\n")[:-1], start=1):
        match = _LINE.fullmatch(line.removesuffix(b"\r"))
        name = os.fsdecode(match[3]) if match else ""
        if match and match[1]:
            name = re.sub(r"\\[\\nr]", lambda escaped: _PLAIN[escaped[0]], name)
        if not match or name in found:
            wrong = wrong or number
        else:
            found[name] = match[2].decode("ascii")
    if content and not content.endswith(b"\n"):
        wrong = wrong or content.count(b"\n") + 1
    return found, wrong
