"""How a CSV file is written: its encoding and what stands between its columns, found in it."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

#: So much of a file is looked at for its delimiter, and in such pieces for its encoding.
_HEAD, _PIECE = 1 << 17, 1 << 20
#: So many records are compared.
_RECORDS = 200
_DELIMITERS = ";,\t|"


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written."""

    encoding: str
    delimiter: str
    said: bool = False  # its first line is "sep=;" and no row


def form(path: Path) -> Form | None:
    """The form of a CSV file; None where its bytes are text in no encoding that is known."""
    encoding = _encoding(path)
    if not encoding:
        return None
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.read(_HEAD)
    if len(head) == _HEAD:
        head = head[: head.rfind("\n") + 1] or head
    first = head.split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return Form(encoding, first[4], said=True)
    return Form(encoding, delimiter(head))


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_PIECE)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        pairs = len(head) // 2
        for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
            if pairs and zeros.count(0) > 0.6 * pairs:
                return name
        file.seek(0)
        utf8, western = codecs.getincrementaldecoder("utf-8")(), True
        while piece := file.read(_PIECE):
            if piece.isascii() and not utf8.getstate()[0]:
                continue
            try:
                utf8.decode(piece)
            except UnicodeDecodeError:
                break
        else:
            try:
                utf8.decode(b"", final=True)
            except UnicodeDecodeError:
                pass
            else:
                return "utf-8"
        file.seek(0)
        while western and (piece := file.read(_PIECE)):
            try:
                piece.decode("cp1252")
            except UnicodeDecodeError:
                western = False
    return "cp1252" if western else ""


def delimiter(head: str) -> str:
    """What stands between the columns of a text: the sign that gives the most even records."""
    best, found = (0.0, 0.0), ","
    for mark in _DELIMITERS:
        if mark not in head:
            continue
        lines = csv.reader(head.splitlines(keepends=True), delimiter=mark)
        try:
            records = list(islice(lines, _RECORDS))
        except csv.Error:
            continue
        widths = Counter(len(record) for record in records if len(record) > 1)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        even = count / max(sum(1 for record in records if any(record)), 1)
        score = (min(round(even, 1), 0.9), width)  # of even ones the widest
        if score > best:
            best, found = score, mark
    return found
