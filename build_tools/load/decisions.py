"""What the two files of decisions about datasets have in common: how they are read and judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..findings import Finding, error
from ..privacy import nametokens
from ..privacy.names import persons
from ..privacy.text import find, mask
from .descriptor import mapping
from .names import RESERVED_DATASETS, RESERVED_OPD
from .settings import NAME
from .yamlfile import UnreadableError, read_mapping

#: Bounds of each file and of a text in it.
MAX_FILE_BYTES, MOST_ENTRIES, LONGEST = 200_000, 500, 1000

#: What stands in the examples of those files and is to be replaced, and what says nothing.
_TEMPLATE = re.compile(
    r"ISI\b.*|sebutkan .*|nomor keputusan|tanggal keputusan.*|paling lama satu tahun.*"
    r"|kode PPID.*|[\W_]+|[xX?]{1,9}|todo|tbd|n/a",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESSED = re.compile(r"(?<!\w)(?:Bapak|Ibu|Pak|Bu|Saudar[ai]|Sdri?\.?)\s", re.IGNORECASE)
#: Two words that begin with a capital: what a name looks like.
_PAIR = re.compile(r"(?=(?<!\w)([^\W\d_a-z][\w'’]+\s{1,3}[^\W\d_a-z][\w'’]+))")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def entries(root: Path, file: str, key: str) -> list[Any]:
    """The list below a file's one key; empty where nothing is written below it, or no such file is.

    Raises `UnreadableError` where it cannot be read, or holds anything else.
    """
    base, path = root / "datasets", root / file
    if not path.exists() and not path.is_symlink():
        return []
    if path.is_file() and path.stat().st_size > MAX_FILE_BYTES:
        raise UnreadableError("descriptor-too-large")
    given = read_mapping(base, path)
    found = given.get(key) or []
    if set(given) != {key} or not isinstance(found, list) or len(found) > MOST_ENTRIES:
        raise UnreadableError("descriptor-syntax", note=f"{key}:")
    return found


def personal(root: Path, file: str) -> list[Finding]:
    """Personal data anywhere in the file, comments too: what it says is shown to everybody."""
    try:
        text = (root / file).read_text(encoding="utf-8-sig", errors="replace")[:MAX_FILE_BYTES]
    except OSError:
        return []
    found = []
    for row, line in enumerate(text.splitlines(), start=1):
        for hit in find(line):
            cell = mask(line[hit.start : hit.end])
            found.append(error(hit.code, file=file, row=row, cell=cell))
        if _names_somebody(line):
            found.append(error("person-name", file=file, row=row, cell="…"))
    return found


def _names_somebody(line: str) -> bool:
    """Whether a line may name a person; here also where only the words look like a name."""
    parts = (line[match.start() :] for match in _ADDRESSED.finditer(line))
    if any(place.sure for part in (line, *parts) for place in persons(part)):
        return True
    return any(nametokens.is_all_names(match[1]) for match in _PAIR.finditer(line))


def texts(value: object) -> Iterator[str]:
    """Every text below a value."""
    left = [value]
    while left:
        found = left.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, Mapping):
            left += found.values()
        elif isinstance(found, list):
            left += found


def unfit(given: Mapping[str, Any], known: Mapping[str, bool]) -> tuple[str, str] | None:
    """The first key that is wrong and why (a word of the finding's cases); none: all are fit.

    ``known``: the keys that there may be, and whether each must be there.
    """
    return next(all_unfit(given, known), None)


def all_unfit(given: Mapping[str, Any], known: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """Every key that is wrong and why, as `unfit` gives the first."""
    for key in given:
        if key not in known:
            yield str(key)[:40], "unknown"
    for key, needed in known.items():
        value = given.get(key)
        if key == "en":
            if value is not None and not isinstance(value, Mapping):
                yield key, "text"
        elif value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                yield key, "missing"
        elif isinstance(value, bool) or not isinstance(value, str | int):
            yield key, "text"
        elif _TEMPLATE.fullmatch(str(value).strip()):
            yield key, "template"
    if any(len(text) > LONGEST for text in texts(given)):
        yield "-", "long"


def day(value: object) -> date | None:
    """The day that an ISO date names; none where it is no such date."""
    text = str(value)
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_id(id: str) -> bool:
    """Whether that may be the id of a dataset, and so an address."""
    owner, _, name = id.partition("/")
    plain = all(NAME.fullmatch(part) for part in (owner, name))
    return plain and owner not in RESERVED_OPD and name not in RESERVED_DATASETS


def item(value: object) -> Mapping[str, Any]:
    """An entry of the list, empty where it is no mapping."""
    return mapping(value)
