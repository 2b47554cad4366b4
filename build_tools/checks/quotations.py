"""Quotations: short enough for the right of quotation (UU 28/2014, article 44)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..findings import Finding, error
from ..model import Dataset, Resource
from .profiled import TextCheck, given, present
from .reference import Reference

_WORD = re.compile(r"\w")


def words(text: str) -> int:
    """How many words a text has; signs that stand alone are none.

    >>> words("Insyaallah – semua dokumen sudah lengkap, 100 persen")
    7
    """
    return sum(1 for part in text.split() if _WORD.search(part))


class _Quotations(TextCheck):
    """Columns of quotations and how many words each may have."""

    def __init__(self, resource: Resource, most: Mapping[str, int]) -> None:
        super().__init__(resource, most)
        self._most = most

    def look(self, name: str, text: str) -> Iterator[Finding]:
        count = words(text)
        if count > self._most[name]:
            yield error("quotation-long", count=count, limit=self._most[name])


def quotations(dataset: Dataset, resource: Resource, reference: Reference) -> TextCheck | None:
    """The check of quotations; None where a profile has none."""
    profile = given(resource)
    most = dict(profile.quotations or {}) if profile else {}
    most = {name: most[name] for name in present(resource, most)}
    return _Quotations(resource, most) if most else None
