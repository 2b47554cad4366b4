"""Addresses that pages link beside evidence: of applications, and of the source of a row.

What `addresses.openness` tells of one counts as far as the public is sent there. An application
of an office may well open in its network only, but then it does not say that it was opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..findings import Finding, Severity, finding
from ..model import Dataset, Resource
from ..tables.batch import Row
from .addresses import openness, shown
from .profiled import TextCheck, given, present
from .reference import Reference

_SOURCE = "sumber_url"
#: What says that a row sends the public to its address.
_PUBLIC = {
    "alamat_hasil": frozenset({"dapat-dibuka"}),
    "kelompok": frozenset({"layanan-publik"}),
    "sasaran": frozenset({"warga", "pelaku-usaha", "umum"}),
}


class _Linked(TextCheck):
    """Columns of addresses; that of the source of a row holds nothing back."""

    def look(self, name: str, text: str) -> Iterator[Finding]:
        found = openness(text)
        if found:
            severity, reason = found
            code = "address-doubtful" if severity is Severity.WARNING else "address-not-public"
            yield finding(code, Severity.WARNING, type=reason, cell=shown(text, reason))

    def row(self, row: Row) -> Iterator[Finding]:
        public = self._public(row)
        for found in super().row(row):
            if row.values[self.columns.index[found.field]] is None:
                continue  # no address at all: its type says so
            surely = found.code == "address-not-public"
            secret = ("type", "password") in found.values
            if secret or (surely and public and found.field != _SOURCE):
                yield replace(found, severity=Severity.ERROR)
            else:
                yield found

    def _public(self, row: Row) -> bool:
        """Whether the row is for the public, as far as the table tells."""
        index = self.columns.index
        return any(row.values[index[n]] in _PUBLIC[n] for n in _PUBLIC if n in index)


def linked(dataset: Dataset, resource: Resource, reference: Reference) -> TextCheck | None:
    """The check of addresses that are no evidence; None where a table has none."""
    profile = given(resource)
    names = present(resource, (*profile.addresses, _SOURCE)) if profile else []
    return _Linked(resource, names) if names else None
