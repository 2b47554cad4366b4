"""A first block on personal data: in cells, in the descriptor, in the story.

What is found is never shown: it is masked before it leaves this module, and `masked` is for
all that is shown elsewhere. Column type comes before pattern, so that a sum of 16 digits is
no NIK. Source: UU 27/2022 (personal data).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ..findings import Finding, error, warning
from ..model import Dataset, Field, Resource
from ..privacy.fold import FOLD
from ..privacy.numbers import is_whole_nik
from ..privacy.text import find, kinds, mask, masked
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, Texts, lengths, matched, nulls, spans, sums
from .base import Columns, RowCheck
from .reference import Reference

__all__ = ["cells", "descriptor", "kinds", "mask", "masked"]

_TEXTS = {"string", "any", "list", "array", "object", "geojson"}
#: What a column's name tells, and what its cells then look like, mangled by Excel or not.
_NAMES = {
    "personal-nik": re.compile(
        r"(^|_)(nik|(no|nomor)_?(kk|ktp|nik)|kartu_keluarga)(_|$)"
        r"|(^|_)(no|nomor)_?induk(_kependudukan|_penduduk)?$"
    ),
    "personal-mobile": re.compile(r"(^|_)(hp|no_?hp|ponsel|telp|telepon|whatsapp|wa)(_|$)"),
}
_TOLD = {
    "personal-nik": re.compile(r"([0-9]{13,16}(\.0*)?|[0-9]([.,][0-9]+)?e\+15)$"),
    "personal-mobile": re.compile(r"(0|\+?62)?8[0-9]{8,11}(\.0*)?$|8[.,][0-9]+e\+1[01]$"),
}

#: Fewer bytes hold no number of a person.
_SHORTEST = 9
#: How many digits a byte may stand for: one sign of another script may be read as three (㊿);
#: a sign that hides a number or begins an address, or folds to such a sign, is enough alone.
_WEIGHTS = np.zeros(256, np.uint8)
_WEIGHTS[list(b"0123456789")] = 1
_WEIGHTS[range(0xC0, 0x100)] = 3
_WEIGHTS[list(b"@<&%*`\\~\x7f\xef" + bytes(set(range(32)) - set(b"\t\n\v\f\r")))] = _SHORTEST
_NEAR = "[0-9](?:[^0-9]{0,4}[0-9]){8}"


class _Cells(RowCheck):
    """Looks at every text, at whatever its column's type refused, and at telling columns."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._fields = [(f.name, _look(f), _told(f)) for f in columns.resource.fields]

    def suspects(self, batch: Batch) -> Mask | None:
        found = np.zeros(len(batch), np.bool_)
        for at, (_, look, told) in enumerate(self._fields):
            cells, texts = batch.cells[at], batch.texts[at]
            if told or texts.null_count:
                empty = np.ones(len(batch), np.bool_) if told else nulls(texts)
                found |= empty & (lengths(cells) >= _SHORTEST)
            if look == "text":
                found |= _may_tell(cells)
            elif look and lengths(cells).max(initial=0) >= _SHORTEST:
                found |= (lengths(cells) >= 16) | _starts(cells)
        return found

    def among(self, batch: Batch, wanted: Mask | None) -> Iterator[Finding]:
        places = range(len(batch)) if wanted is None else np.flatnonzero(wanted).tolist()
        for at in places:
            yield from self.row(batch.text_row(at))

    def row(self, row: Row) -> Iterator[Finding]:
        for at, (name, look, told) in enumerate(self._fields):
            cell = row.cells[at] if at < len(row.cells) else None
            if not cell or (len(cell) < 9 and "@" not in cell):
                continue
            found: set[str] = set()
            if look == "text" or row.values[at] is None or (look and cell[:2] in {"08", "+6"}):
                found.update(kinds(cell))
            elif look == "number" and is_whole_nik(cell):
                found.add("personal-nik")
            if told and len(cell) < 64 and _TOLD[told].match(_plain(cell)):
                found.add(told)
            for code in sorted(found):
                yield error(code, **{**self._columns.place(row, name), "cell": mask(cell)})


def _may_tell(cells: Texts) -> Mask:
    """Which texts hold as many digits as a number of a person has, or a sign of anything else."""
    data, starts = spans(cells)
    if lengths(cells).max(initial=0) < _SHORTEST and not (data == ord("@")).any():
        return np.zeros(len(cells), np.bool_)
    weights = _WEIGHTS[data]
    many = sums(weights, starts) >= _SHORTEST
    if many.any() and weights.max() == 1:
        places = np.flatnonzero(many)
        many[places] = matched(cells, _NEAR, places)
    return many


def _starts(cells: Texts) -> Mask:
    """Which cells begin as a mobile number does: 08 or +6."""
    data, starts = spans(cells)
    first = data[np.minimum(starts[:-1], max(len(data) - 1, 0))] if len(data) else data
    return (first == 0x30) | (first == 0x2B) if len(data) else np.zeros(len(cells), np.bool_)


def _look(field: Field) -> str:
    """How a column's cells are looked at: as a text, as a number that may be a code, or not."""
    if field.type in _TEXTS:
        return "text"
    is_measure = field.measure is not None or field.role == "ukuran"
    return "" if is_measure or field.type not in {"integer", "number"} else "number"


def _told(field: Field) -> str:
    """The code of the personal data that a column's name announces; empty for none."""
    name = re.sub(r"[^a-z0-9]+", "_", field.name.lower())
    return next((code for code, says in _NAMES.items() if says.search(name)), "")


def _plain(cell: str) -> str:
    folded = cell.translate(FOLD).lower().strip()
    return folded if "e+" in folded else re.sub(r"[\s'.-](?=[0-9]{2})", "", folded)


def cells(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of a resource's cells."""
    return _Cells(Columns(resource))


def descriptor(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """No personal data in the descriptor (names and values) and the story; no excluded data.

    Codes of a classification as excluded (`sdi:kipKlasifikasi: dikecualikan`, UU 14/2008)
    hold the dataset back. The e-mail of an office's contact may be with a private host.
    """
    file = dataset.source.descriptor
    if dataset.access == "dikecualikan":
        yield error("access-excluded", file=file)
    for path, text in _texts(dataset.raw):
        for code, found in {f.code: f for f in find(text)}.items():
            office = code == "personal-email" and path == ("sdi:kontak", "surel")
            severity = warning if office else error
            yield severity(code, file=file, cell=mask(text[found.start : found.end]))
    story, row, done = dataset.story, 1, 0
    for found in find(story):
        row += story.count("\n", done, found.start)
        done = found.start
        cell = mask(story[found.start : found.end])
        yield error(found.code, file="README.md", row=row, cell=cell)


def _texts(raw: object) -> Iterator[tuple[tuple[object, ...], str]]:
    """Every name and value of a descriptor as text, with the names that lead to it."""
    left: list[tuple[tuple[object, ...], object]] = [((), raw)]
    while left:
        path, value = left.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, (list, tuple)):
            left += [((*path[-2:], None), part) for part in reversed(value)]
        elif isinstance(value, (dict, Mapping)):
            for key, part in reversed(list(value.items())):
                left += [((*path[-2:], key), part), ((), key)]
        elif isinstance(value, int) and 0 < value < 10**16 and is_whole_nik(str(value)):
            yield path, str(value)
