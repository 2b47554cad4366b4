"""The texts that the cells of a workbook share: how much they come to when each cell has its own.

A text is stored once and named by many cells; a small file can thus unfold to terabytes.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter

from . import sheetxml, zipparts
from .zipparts import Parts, TooLargeError

_NUMBER = re.compile(rb't="s"[^>]*>\s*<(?:[A-Za-z0-9_]+:)?v[^>]*>\s*([0-9]{1,9})<')

_END = re.compile(rb"</(?:[A-Za-z0-9_]+:)?si>|<(?:[A-Za-z0-9_]+:)?si\s*/>")


def longest(parts: Parts, strings: str, sheet: str, cells: int) -> int:
    """The length of the longest shared text in bytes; ``cells`` of the sheet use such texts.

    Raises `TooLargeError` where all these cells together hold more than may be held.
    """
    lengths = _lengths(parts, strings)
    most = max(lengths, default=0)
    if most * cells > zipparts.MAX_BYTES:
        used = Counter[bytes]()
        for block in sheetxml.blocks(parts, sheet):
            used.update(_NUMBER.findall(block))
        known = len(lengths)
        size = sum(n * lengths[int(at)] for at, n in used.items() if int(at) < known)
        if size > 2 * zipparts.MAX_BYTES:
            raise TooLargeError(size)
    return most


def _lengths(parts: Parts, name: str) -> array[int]:
    """The length of each text, its tags included."""
    found = array("q")
    length = 0
    for block in sheetxml.blocks(parts, name):
        *whole, rest = _END.split(block)
        for text in whole:
            found.append(length + len(text))
            length = 0
        length += len(rest)
    return found
