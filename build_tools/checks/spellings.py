"""The same name under two spellings: one application is entered twice.

A name is compared by its letters and digits alone. Where that makes two of them equal, they are
one; where they differ by a word such as "aplikasi", by another name that the table gives, or by
a letter or two, they may be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from ..findings import Finding, error, warning
from ..model import Dataset, Resource
from ..tables.batch import Batch
from .base import Columns, RowCheck
from .profiled import given
from .reference import Reference

#: Names beyond the first so many are compared with no other one.
MAX_NAMES = 50_000
#: Names that are only like one another are looked for in tables of so many names at most, by
#: their first letters, and in so many pairs: each is held against each.
MAX_ALIKE, _FIRST, _MAX_PAIRS = 2_000, 100, 20_000
RATIO = 0.92
_SHORTEST = 8
_GENERIC = re.compile(
    r"(?:aplikasi(?: mobile)?|sistem (?:informasi|aplikasi)|website|situs(?: web)?|portal"
    r"|layanan)\s+(?=\S)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]+")


@lru_cache(maxsize=4_096)
def plain(name: str) -> str:
    """The letters and digits of a name, small: "e-Office" and "E OFFICE" are "eoffice"."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def bare(name: str) -> str:
    """The same without a word for what it is: "Aplikasi SIMPEG" is "simpeg"."""
    return plain(_GENERIC.sub("", name.strip(), count=1)) or plain(name)


class _Name(NamedTuple):
    row: int
    text: str
    others: tuple[str, ...]  # further names of the same, plain


class _Names(RowCheck):
    """Remembers the names of a table; compared after the last row."""

    def __init__(self, columns: Columns, name: str, within: str) -> None:
        self._columns, self._name = columns, name
        self._others = columns.index.get(f"{name}_lain")
        self._within = columns.index.get(within)
        self._names: dict[str, list[_Name]] = {}
        self._count, self._pairs_left = 0, _MAX_PAIRS

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Takes the names in."""
        texts = batch.texts[self._columns.index[self._name]].to_pylist()
        others, groups = self._texts(batch, self._others), self._texts(batch, self._within)
        rows = zip(batch.numbers.tolist(), texts, others, groups, strict=True)
        for number, text, more, group in rows:
            if text and plain(text) and self._count < MAX_NAMES:
                self._count += 1
                further = (plain(part) for part in (more or "").split(";"))
                name = _Name(number, text, tuple(filter(None, further)))
                self._names.setdefault(group or "", []).append(name)
        yield from ()

    def _texts(self, batch: Batch, at: int | None) -> list[Any]:
        return [None] * len(batch) if at is None else batch.texts[at].to_pylist()

    def end(self) -> Iterator[Finding]:
        for names in self._names.values():
            yield from self._compared(names)

    def _compared(self, names: list[_Name]) -> Iterator[Finding]:
        first: dict[str, _Name] = {}
        same: dict[str, _Name] = {}  # by every way in which a name may be written
        told = set()
        for name in names:
            equal = first.setdefault(plain(name.text), name)
            ways = dict.fromkeys((bare(name.text), *name.others))
            if equal is not name:
                told.add(name.row)
                yield error("name-twice", **self._place(name, equal))
            else:
                near = next((same[w] for w in (plain(name.text), *ways) if w in same), None)
                if near:
                    told.add(name.row)
                    yield self._similar(name, near)
            for way in (plain(name.text), *ways):
                same.setdefault(way, name)
        if self._count <= MAX_ALIKE:
            yield from self._alike([name for name in names if name.row not in told])

    def _alike(self, names: list[_Name]) -> Iterator[Finding]:
        texts = [plain(name.text)[:_FIRST] for name in names]
        told = -1
        for at, other in islice(_pairs(texts), self._pairs_left):
            self._pairs_left -= 1
            if at != told and alike(texts[at], texts[other]):
                told = at
                yield self._similar(names[at], names[other])

    def _similar(self, name: _Name, other: _Name) -> Finding:
        return warning("name-similar", **self._place(name, other))

    def _place(self, name: _Name, other: _Name) -> dict[str, Any]:
        """Where a name stands, which other one it is like, and where that stands."""
        return {
            "file": self._columns.resource.path,
            "row": name.row,
            "column": self._columns.index[self._name] + 1,
            "field": self._name,
            "cell": name.text[:200],
            "like": other.text[:200],
            "other": other.row,
            "type": "single" if self._others is None else "several",
        }


def alike(one: str, other: str) -> bool:
    """Whether two plain names differ by so little that one may be a slip of the other.

    Names that differ in their numbers are two: "puskesmas1" and "puskesmas2".
    """
    if min(len(one), len(other)) < _SHORTEST or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= RATIO


def _pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """The pairs (later, earlier) whose letters are nearly the same in number.

    No text is longer than 255 letters. All other pairs are surely less alike than `RATIO`: common
    letters, in any order, are never fewer than common letters in order.
    """
    counts = np.zeros((len(texts), 64), np.uint8)
    for at, text in enumerate(texts):
        for sign in text:
            counts[at, ord(sign) % 64] += 1
    sizes = counts.sum(axis=1, dtype=np.int32)
    for at in range(1, len(texts)):
        common = np.minimum(counts[:at], counts[at]).sum(axis=1, dtype=np.int32)
        near = 2 * common >= RATIO * (sizes[:at] + sizes[at])
        for other in np.flatnonzero(near).tolist():
            yield at, other


def names(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of a column of names; None where a profile has none."""
    profile = given(resource)
    if profile is None or not profile.names or resource.field(profile.names) is None:
        return None
    return _Names(Columns(resource), profile.names, profile.names_within)
