"""Tables that cover nearly all areas: which are missing, period by period.

Ten of ten, or a reason (`sdi:kewajaran`). A table that covers few areas is about those, and a
register in which an area may have no row is none of these: the code must be part of the key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..findings import Finding
from ..model import Cell, Dataset, ForeignKey, Resource
from ..tables.batch import Batch
from ..tables.calendar import timed
from ..tables.groups import groups
from .base import Columns, RowCheck
from .doubts import doubt, excused, wanted
from .reference import Reference

#: More areas than any region has (a regency has some 300 villages).
MOST_AREAS = 1_000
_NAMES = ("nama", "nama_kecamatan", "nama_kabupaten")
_LISTED = 10


class _Areas(RowCheck):
    """Collects which areas each period has."""

    def __init__(
        self,
        columns: Columns,
        key: ForeignKey,
        areas: dict[str, str],
        reference: Reference,
    ) -> None:
        self._columns, self._key, self._areas, self._reference = columns, key, areas, reference
        self._at = columns.index[key.fields[0]]
        self._times = timed(columns.resource.fields)
        self._found: dict[tuple[Cell, ...], set[str]] = defaultdict(set)
        self._room = reference.plausibility.rows

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Takes rows in; what there is to say is said at the end."""
        yield from ()
        if self._room < 0:
            return
        columns = [*(batch.texts[at] for at in self._times), batch.texts[self._at]]
        _, first = groups(columns, len(batch))
        heads = (column.take(first).to_pylist() for column in columns)
        for *period, code in zip(*heads, strict=True):
            if code in self._areas:
                here = self._found[tuple(period)]
                self._room -= code not in here
                here.add(code)

    def end(self) -> Iterator[Finding]:
        if self._room < 0:
            return
        resource = self._columns.resource
        names = (self._key.fields[0], self._key.resource, resource.name)
        known = set(self._areas) - excused(resource, *names)
        lacking: dict[frozenset[str], list[str]] = defaultdict(list)
        for period, found in self._found.items():
            share = 100 * len(found) / len(self._areas)
            if share >= self._reference.plausibility.areas and known - found:
                said = " ".join(text for text in period if text)
                lacking[frozenset(known - found)].append(said)
        for missing, periods in lacking.items():
            codes = sorted(missing)
            named = [f"{self._areas[c]} ({c})" if self._areas[c] else c for c in codes]
            when = ", ".join(sorted(filter(None, periods))[:_LISTED])
            yield from doubt(
                self._reference,
                "areas-missing",
                file=resource.path,
                column=self._at + 1,
                field=self._key.fields[0],
                count=len(codes),
                all=len(self._areas),
                areas=", ".join(named[:_LISTED]) + (", …" if len(named) > _LISTED else ""),
                codes=", ".join(codes[:_LISTED]),
                target=self._key.resource or resource.name,
                case="period" if when else "table",
                periods=when + (", …" if len(periods) > _LISTED else ""),
            )


def areas(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of the areas of a table; None where no key of it is a code of an area."""
    if not wanted(reference, "areas-missing"):
        return None
    columns = Columns(resource)
    keys = {name for key in (resource.primary_key, *resource.unique_keys) for name in key}
    for key in resource.foreign_keys:
        field = resource.field(key.fields[0]) if len(key.fields) == 1 else None
        if field is None or field.role != "wilayah" or field.name not in keys:
            continue
        found = reference.readable(dataset, key, resource, _NAMES)
        known = {code[0]: _name(names) for code, names in (found or {}).items() if code[0]}
        if 1 < len(known) <= MOST_AREAS:
            return _Areas(columns, key, known, reference)
    return None


def _name(names: tuple[Cell, ...]) -> str:
    return next((name for name in names if name), "")
