"""What the checks of tables with a profile share: which profile it is, and single texts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from .. import profiles
from ..findings import Finding
from ..model import Resource
from ..profiles import Profile
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, Texts, among, matched
from ..tables.values import missing_marks, raw_fields
from .base import Columns, RowCheck


def given(resource: Resource) -> Profile | None:
    """The profile of a resource; None where it has none, or one that does not exist."""
    return profiles.profile(resource.profile) if resource.profile else None


def present(resource: Resource, names: Iterable[str]) -> list[str]:
    """Those of the columns that the table has."""
    known = {f.name for f in resource.fields}
    return [name for name in names if name in known]


class TextCheck(RowCheck, ABC):
    """Looks at the texts of some columns as they stand in the file, at each of them once.

    Cells that say "not known" are no texts. What is wrong with one, `look` says.
    """

    #: A pattern (RE2) that stands in every text that may be wrong; empty: any text may be.
    telling = ""

    def __init__(self, resource: Resource, names: Iterable[str]) -> None:
        self.columns = Columns(resource)
        raw = raw_fields(resource)
        self._marks = {
            name: {"", *missing_marks(resource, raw[self.columns.index[name]])} for name in names
        }

    @property
    def names(self) -> list[str]:
        """The columns that are looked at."""
        return list(self._marks)

    @abstractmethod
    def look(self, name: str, text: str) -> Iterator[Finding]:
        """What is wrong with a text of that column: findings that say no place.

        One that has a ``cell`` shows that for the text.
        """

    def suspects(self, batch: Batch) -> Mask | None:
        found = np.zeros(len(batch), np.bool_)
        for name, marks in self._marks.items():
            cells = batch.cells[self.columns.index[name]]
            texts = self._texts(cells) - marks
            wrong = {text for text in texts if any(True for _ in self.look(name, text))}
            if wrong:
                found |= among(cells, wrong)
        return found

    def _texts(self, cells: Texts) -> set[str]:
        """The different texts among the cells that may be wrong."""
        cells = cells.drop_null()
        if self.telling:
            cells = cells.take(np.flatnonzero(matched(cells, self.telling)))
        return set(cells.unique().to_pylist())

    def row(self, row: Row) -> Iterator[Finding]:
        for name, marks in self._marks.items():
            text = row.cells[self.columns.index[name]]
            if text is None or text in marks:
                continue
            for found in self.look(name, text):
                place = self.columns.place(row, name)
                yield replace(found, **{**place, "cell": found.cell or place["cell"]})
