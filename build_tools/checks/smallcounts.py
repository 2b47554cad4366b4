"""Small counts of persons in need per village: so few can be told who they are.

Of illness, disability, poverty and violence, where a table goes down to desa and kelurahan. What
is to be done (add up, leave out) is for people to decide, so this only warns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from ..findings import Finding, warning
from ..model import Dataset, Field, Resource
from ..privacy import roles
from ..tables.batch import Batch
from ..tables.strings import lengths, matched
from .base import RowCheck
from .reference import Reference

#: Fewer persons than this can be told apart.
MOST = 4
_FEW = r"^\s*0{0,3}[1-4](?:[.,]0+)?\s*$"
_NUMBER = r"^\s*[0-9][0-9.,\s]*$"
_VILLAGE = re.compile(r"(?:\A| )(?:desa|kelurahan|kel|dusun|kampung|gampong|nagari|rt|rw)(?: |\Z)")
_VILLAGE_LEVEL = re.compile(r"\b(?:desa|kelurahan|dusun|rt|rw)\b", re.IGNORECASE)
#: Headings of counts that take what is counted from the title of the table.
_COUNT = re.compile(
    r"(?:\A| )(?:jumlah|total|laki|perempuan|pria|wanita|l|p|kasus|jiwa|orang|kk|keluarga|"
    r"penderita|balita|bayi|anak|dewasa|lansia|remaja|baru|lama|positif|negatif|meninggal|"
    r"sembuh|penerima|nilai|angka|januari|februari|maret|april|mei|juni|juli|agustus|september|"
    r"oktober|november|desember|(?:19|20)\d\d)(?: |\Z)"
)
_COUNTED_TYPES = frozenset({"integer", "number", "string", "any"})
_SHARE_OF_NUMBERS = 0.6


class _Few(RowCheck):
    """Counts the small counts of each column that may be delicate."""

    def __init__(self, resource: Resource, columns: list[int]) -> None:
        self._resource = resource
        self._few = dict.fromkeys(columns, 0)
        self._numbers = dict.fromkeys(columns, 0)
        self._filled = dict.fromkeys(columns, 0)
        self._first: dict[int, int] = {}

    def batch(self, batch: Batch) -> Iterator[Finding]:
        for at in self._few:
            cells = batch.cells[at]
            filled = lengths(cells) > 0
            few = filled & matched(cells, _FEW).astype(np.bool_)
            self._filled[at] += int(filled.sum())
            self._numbers[at] += int((filled & matched(cells, _NUMBER).astype(np.bool_)).sum())
            count = int(few.sum())
            if count:
                self._few[at] += count
                self._first.setdefault(at, int(batch.numbers[int(np.flatnonzero(few)[0])]))
        yield from ()

    def end(self) -> Iterator[Finding]:
        for at, count in self._few.items():
            if count and self._numbers[at] >= _SHARE_OF_NUMBERS * self._filled[at]:
                yield warning(
                    "small-count",
                    file=self._resource.path,
                    row=self._first[at],
                    column=at + 1,
                    field=self._resource.fields[at].name,
                    count=count,
                    most=MOST,
                )


def small_counts(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of counts; None where a table is not per village or counts nothing delicate."""
    if not _per_village(dataset, resource):
        return None
    topics = [resource.title.main, dataset.title.main, dataset.id.replace("/", " "), resource.name]
    topics += [
        text
        for field in resource.fields
        if field.type in {"string", "any"} and field.measure is None
        for text in (field.name, field.title.main)
        if roles.role(field.name, field.title.main) not in {"measure", "place"}
        if not _COUNT.search(roles.words(field.name))
    ]
    told = bool(roles.delicate(*topics))
    columns = [at for at, field in enumerate(resource.fields) if _counts(field, told)]
    return _Few(resource, columns) if columns else None


def _per_village(dataset: Dataset, resource: Resource) -> bool:
    """Whether a row is about one village, by a column of villages or by what is said of rows."""
    if _VILLAGE_LEVEL.search(dataset.level.main):
        return True
    return any(
        _VILLAGE.search(roles.words(text))
        for field in resource.fields
        if field.measure is None and field.role != "ukuran"
        for text in (field.name, field.title.main)
        if text and not roles.words(text).startswith(("jumlah", "total", "persen"))
    )


def _counts(field: Field, told: bool) -> bool:
    """Whether a column counts persons in need; ``told``: the table's title says that it may."""
    if field.type not in _COUNTED_TYPES or field.categories:
        return False
    name, title = field.name, field.title.main
    unit = field.measure.unit.main if field.measure else ""
    if roles.counts_no_persons(name, title) or "persen" in unit or "%" in unit:
        return False
    if roles.delicate(name, title):
        return True
    if not told or roles.role(name, title) in {"place", "institution", "name", "bare-name"}:
        return False
    return any(_COUNT.search(roles.words(text)) for text in (name, title) if text)
