"""A first block on personal data: NIK and KK numbers, mobile numbers, private e-mail.

What is found is never shown: the cell of a finding is masked before it leaves this module.
Column type comes before pattern, so that a sum of 16 digits is no NIK.
Sources: Permendagri 109/2019 (form of the NIK), UU 27/2022 (personal data).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..findings import Finding, error, warning
from ..model import Dataset, Field, Resource
from ..tables.read import Row
from .base import Columns
from .reference import Reference

#: Region (province 11-94), day (+40 for women), month, year, running number.
_NIK = re.compile(
    r"(?<![\d.,-])(?:1[1-9]|[2-8]\d|9[1-7])\d{4}(\d{2})(\d{2})\d{2}\d{4}(?![\d,]|\.\d)"
)
_NIK_SPACED = re.compile(
    r"(?<!\d)\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}(?!\d)|(?<!\d)\d{6}[ -]\d{6}[ -]\d{4}(?!\d)"
)
_MOBILE = re.compile(
    r"(?<![\d.,/=_-])(?:\+?62[ .-]?|0)8[1-9]\d(?:[ .-]?\d{2,4}){2,3}(?![\d,/]|\.\d)"
)
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_ADDRESS = re.compile(r"https?://\S+")
_SAYS_NIK = re.compile(r"(^|_)(nik|no_?kk|nomor_kk|no_ktp)(_|$)")
_OFFICIAL = (".go.id", ".desa.id", ".mil.id", ".sch.id", ".ac.id")


def kinds(text: str) -> Iterator[str]:
    """The codes of the personal data in a text.

    >>> list(kinds("hubungi 0812-3456-7890"))
    ['personal-mobile']
    """
    bare = _ADDRESS.sub(" ", text)
    if _has_nik(bare):
        yield "personal-nik"
    elif any(8 <= len(re.sub(r"\D", "", m.group())) - 2 <= 13 for m in _MOBILE.finditer(bare)):
        yield "personal-mobile"
    if any(not f".{m.group(1).lower()}".endswith(_OFFICIAL) for m in _EMAIL.finditer(bare)):
        yield "personal-email"


def _has_nik(text: str) -> bool:
    for match in _NIK_SPACED.finditer(text):
        text = text.replace(match.group(), re.sub(r"\D", "", match.group()))
    return any(_is_date(m.group(1), m.group(2)) for m in _NIK.finditer(text.lstrip("'")))


def _is_date(day: str, month: str) -> bool:
    return 1 <= int(day) % 40 <= 31 and int(day) <= 71 and 1 <= int(month) <= 12


def mask(text: str) -> str:
    """A text of which only the length and the ends can be told: "64…02"."""
    return f"{text[:2]}…{text[-2:]}" if len(text) > 6 else "…"


class _Cells:
    def __init__(self, columns: Columns, fields: list[Field]) -> None:
        self._columns, self._fields = columns, fields

    def row(self, row: Row) -> Iterator[Finding]:
        for field in self._fields:
            at = self._columns.index[field.name]
            cell = row.cells[at] if at < len(row.cells) else None
            if not cell or (len(cell) < 9 and "@" not in cell):
                continue
            for code in kinds(cell):
                yield error(code, **{**self._columns.place(row, field.name), "cell": mask(cell)})

    def end(self) -> Iterator[Finding]:
        yield from ()


def cells(dataset: Dataset, resource: Resource, reference: Reference) -> Any:
    """The check of a resource's cells: text columns, and any whose name says NIK or KK."""
    fields = [
        f
        for f in resource.fields
        if f.type in {"string", "any", "list", "array", "object"}
        or _SAYS_NIK.search(f.name.lower())
    ]
    return _Cells(Columns(resource), fields) if fields else None


def descriptor(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """No personal data in the texts of the descriptor and the story; no excluded data.

    Codes of a classification as excluded (`sdi:kipKlasifikasi: dikecualikan`, UU 14/2008)
    hold the dataset back.
    """
    file = dataset.source.descriptor
    if dataset.access == "dikecualikan":
        yield error("access-excluded", file=file)
    for text in _texts(dataset.raw):
        for code in kinds(text):
            severity = warning if code == "personal-email" else error
            yield severity(code, file=file, cell=mask(text.strip()))
    for number, line in enumerate(dataset.story.splitlines(), start=1):
        for code in kinds(line):
            yield error(code, file="README.md", row=number, cell=mask(line.strip()))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
