"""Codes of a table that nobody has named: nothing can say whether they are right."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, warning
from ..model import Dataset, Resource
from ..profiles import REGISTERS, Key
from ..tables.batch import Batch
from ..tables.strings import nulls
from .base import Columns, RowCheck
from .profiled import given
from .reference import Reference


class _Targets(RowCheck):
    """Keys that lead nowhere; told once, when a row is found that fills one."""

    def __init__(self, columns: Columns, descriptor: str, keys: list[Key]) -> None:
        self._columns, self._descriptor, self._keys = columns, descriptor, keys

    def batch(self, batch: Batch) -> Iterator[Finding]:
        for key in tuple(self._keys):
            texts = (batch.texts[self._columns.index[name]] for name in key.fields)
            if not all(nulls(column).all() for column in texts):
                self._keys.remove(key)
                profile = self._columns.resource.profile
                place = {"file": self._descriptor, "profile": profile}
                yield warning("profile-reference-missing", of=key.profile, **place)


def targets(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of keys whose table is unknown; None where a profile has none.

    What a row is told apart by is asked for of every table, when it is loaded. The registers of
    the portal are named in its settings: a table has no part in that.
    """
    profile = given(resource)
    if profile is None:
        return None
    known = {k.fields for k in resource.foreign_keys}
    keys = [
        key
        for key in profile.foreign_keys
        if key.profile not in REGISTERS
        and key.fields not in known
        and not set(key.fields) <= set(profile.primary_key)
        and all(resource.field(name) for name in key.fields)
    ]
    return _Targets(Columns(resource), dataset.source.descriptor, keys) if keys else None
