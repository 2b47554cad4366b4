"""The keys of other tables, read when first asked for."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Cell, Dataset, ForeignKey, Plausibility, Resource
from ..tables import engine
from ..tables.keys import BY_TEXT
from ..tables.known import Known, known

#: A table that others point at is kept beyond its keys up to so many rows.
MAX_ROWS = 20_000


class Reference:
    """Answers for the values that foreign keys may point at.

    ``datasets`` are those that can be referred to, by id. Keys are kept once read. ``today``
    is the day that the data is judged for (ISO date; empty: no day is too late).
    ``plausibility``: from where on the portal doubts a table.
    """

    def __init__(
        self,
        datasets: Mapping[str, Dataset],
        today: str = "",
        plausibility: Plausibility | None = None,
    ) -> None:
        self._datasets, self.today = datasets, today
        self.plausibility = plausibility or Plausibility()
        self._keys: dict[tuple[str, str, tuple[str, ...], bool], Known] = {}

    def missing(self, dataset: Dataset, key: ForeignKey, own: str) -> str:
        """Which part of a reference does not exist: package, resource, a field; or empty."""
        target = self._datasets.get(key.package) if key.package else dataset
        if target is None:
            return key.package
        resource = target.resource(key.resource or own)
        if resource is None:
            return f"{key.package or dataset.id}: {key.resource}"
        absent = [n for n in key.reference_fields if resource.field(n) is None]
        if absent or len(key.fields) != len(key.reference_fields) or not key.fields:
            return f"{resource.name}: {', '.join(absent) or '?'}"
        return ""

    def named(self, package: str, code: str) -> str | None:
        """The key of the row of a list that has a code, as its key or another code of its own.

        Empty: none has it; None: there is no such dataset, or it cannot be read. Of several
        lists in the dataset, any may have it.
        """
        target = self._datasets.get(package)
        try:
            return _named(target, code) if target else None
        except Exception:  # noqa: BLE001 - said of the other dataset, in its turn
            return None

    def keys(self, dataset: Dataset, key: ForeignKey, own: Resource) -> Known:
        """Every value of the fields a foreign key points at.

        ``own`` is the resource that the key stands in: the target of a key that names none.
        """
        target = self._datasets[key.package] if key.package else dataset
        resource = target.resource(key.resource or own.name)
        if resource is None:
            raise LookupError(f"{target.id} has no {key.resource}: ask `missing` first")
        by_text = _types(resource, key.reference_fields) == _types(own, key.fields)
        by_text = by_text and BY_TEXT.issuperset(_types(own, key.fields))
        at = (target.id, resource.name, key.reference_fields, by_text)
        if at not in self._keys:
            self._keys[at] = known(target.source.folder, resource, key.reference_fields, by_text)
        return self._keys[at]

    def texts(
        self, dataset: Dataset, key: ForeignKey, own: Resource, names: tuple[str, ...]
    ) -> dict[tuple[Cell, ...], tuple[Cell, ...]]:
        """What else stands in the rows that a foreign key points at: canonical texts, by key.

        None for a column that the table does not have. ``own`` as in `keys`; of a table of more
        than `MAX_ROWS` only the first rows are known.
        """
        target = self._datasets[key.package] if key.package else dataset
        resource = target.resource(key.resource or own.name)
        if resource is None:
            raise LookupError(f"{target.id} has no {key.resource}: ask `missing` first")
        index = {f.name: at for at, f in enumerate(resource.fields)}
        places = [index[name] for name in key.reference_fields]
        found: dict[tuple[Cell, ...], tuple[Cell, ...]] = {}
        for batch, _ in engine.batches(target.source.folder, resource):
            for cells in batch.head(MAX_ROWS - len(found)) if batch else ():
                others = tuple(cells[index[n]] if n in index else None for n in names)
                found[tuple(cells[at] for at in places)] = others
            if len(found) >= MAX_ROWS:
                break
        return found

    def readable(
        self, dataset: Dataset, key: ForeignKey, own: Resource, names: tuple[str, ...]
    ) -> dict[tuple[Cell, ...], tuple[Cell, ...]] | None:
        """The same as `texts`; None where there is no such table, or it cannot be read.

        Of that, the check of foreign keys tells.
        """
        if self.missing(dataset, key, own.name):
            return None
        try:
            return self.texts(dataset, key, own, names)
        except Exception:  # noqa: BLE001 - said of the other table, in its turn
            return None


def _named(target: Dataset, code: str) -> str:
    """The key of the row that has a code; where a row has it as its key, that one."""
    other = ""
    for resource in target.resources:
        keys = (resource.primary_key, *resource.unique_keys)
        index = {f.name: at for at, f in enumerate(resource.fields)}
        places = [index[key[0]] for key in keys if len(key) == 1]
        if len(resource.primary_key) != 1:
            continue
        for batch, _ in engine.batches(target.source.folder, resource):
            if batch is None:
                continue
            own, *more = (batch.texts[at] for at in places)
            if own.index(code).as_py() >= 0:
                return code
            rows = (column.index(code).as_py() for column in more)
            other = other or next((own[row].as_py() for row in rows if row >= 0), "")
    return other


def _types(resource: Resource, names: tuple[str, ...]) -> list[str]:
    fields = {f.name: f.type for f in resource.fields}
    return [fields[name] for name in names]
