"""Codes that are left empty beside a name that has one.

Without its code a row is on no map, and in no bar of its own; its name says which code it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ..findings import Finding
from ..model import Dataset, Resource
from ..tables.batch import Batch
from ..tables.groups import groups
from ..tables.strings import nulls
from .base import Columns, RowCheck
from .codenames import MOST, Pair, code_names, folded, pairs
from .doubts import doubt, wanted
from .reference import Reference

_LISTED = 10


@dataclass
class _Empty:
    """A pair of columns, and the rows without a code: by name the first, its text, how many."""

    pair: Pair
    codes: dict[str, str]  # the one code of each name, folded
    found: dict[str, tuple[int, str, int]] = field(default_factory=dict)


class _EmptyCodes(RowCheck):
    """Collects the names that stand beside no code."""

    def __init__(self, columns: Columns, pairs: list[_Empty], reference: Reference) -> None:
        self._columns, self._pairs, self._reference = columns, pairs, reference

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Takes rows in; what there is to say is said at the end."""
        yield from ()
        for one in self._pairs:
            codes, names = (
                batch.texts[self._columns.index[n]] for n in (one.pair.code, one.pair.name)
            )
            bare = np.flatnonzero(nulls(codes) & ~nulls(names))
            if not len(bare) or len(one.found) > MOST:
                continue
            beside = names.take(bare)
            of_row, first = groups([beside], len(bare))
            sizes = np.bincount(of_row).tolist()
            rows = batch.numbers[bare[first]].tolist()
            for row, text, size in zip(rows, beside.take(first).to_pylist(), sizes, strict=True):
                if folded(text) in one.codes:
                    known = one.found.get(folded(text), (row, text, 0))
                    one.found[folded(text)] = (*known[:2], known[2] + size)

    def end(self) -> Iterator[Finding]:
        for one in self._pairs:
            if not one.found:
                continue
            resource, name = self._columns.resource, one.pair.code
            told = [f"{text} {one.codes[key]}" for key, (_, text, _) in one.found.items()]
            is_area = any(f.name == name and f.role == "wilayah" for f in resource.fields)
            yield from doubt(
                self._reference,
                "code-empty",
                file=resource.path,
                row=min(row for row, _, _ in one.found.values()),
                column=self._columns.index[name] + 1,
                field=name,
                count=sum(count for _, _, count in one.found.values()),
                codes=", ".join(told[:_LISTED]) + (", …" if len(told) > _LISTED else ""),
                case="area" if is_area else "other",
            )


class _Both(RowCheck):
    """Whether names are those of their codes, and whether the codes are there."""

    def __init__(self, checks: list[RowCheck]) -> None:
        self._checks = checks

    def batch(self, batch: Batch) -> Iterator[Finding]:
        for check in self._checks:
            yield from check.batch(batch)

    def end(self) -> Iterator[Finding]:
        for check in self._checks:
            yield from check.end()


def codes_and_names(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The checks of codes beside names; None where a table has no such pair of columns."""
    given = (make(dataset, resource, reference) for make in (code_names, empty_codes))
    found = [check for check in given if check is not None]
    return _Both(found) if found else None


def empty_codes(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of codes that are left empty; None where no names of a list stand beside codes."""
    if not wanted(reference, "code-empty"):
        return None
    found = [_Empty(pair, _codes(pair)) for pair in pairs(dataset, resource, reference)]
    found = [one for one in found if one.codes]
    return _EmptyCodes(Columns(resource), found, reference) if found else None


def _codes(pair: Pair) -> dict[str, str]:
    """The code of each name; of a name that two codes share, none."""
    codes: dict[str, set[str]] = {}
    for code, names in pair.known.items():
        for name in names:
            codes.setdefault(name, set()).add(code)
    return {name: next(iter(own)) for name, own in codes.items() if len(own) == 1}
