"""A published table as a pandas frame of canonical texts, as large as memory allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..model import Dataset, Field, Resource
from ..tables import descriptors, engine
from ..tables import read as problems
from ..tables.batch import Batch
from ..tables.exact import CONTEXT, decimal, exact, summed
from ..tables.recipe.beside import beside
from .base import MOST_BYTES, MOST_ROWS

#: The column of a frame with the row's number, as a person sees it in a spreadsheet.
ROW = "\0row"
NUMBERS = frozenset({"integer", "number"})
_TEXT = pd.ArrowDtype(pa.string())


class UnreadTableError(ValueError):
    """A file that is no table, or not the one that is described."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A table that was read: its rows, and its cells unless there are too many of them.

    ``cells`` has a column of canonical texts a field (null: no value; what is not of the field's
    type stands as in the file), and `ROW`. ``sums`` are of the fields that are figures.
    """

    resource: Resource
    rows: int
    sums: Mapping[str, Decimal | None]
    cells: pd.DataFrame | None

    def field(self, name: str) -> Field:
        """The field of a column."""
        return next(f for f in self.resource.fields if f.name == name)


def figures(resource: Resource) -> list[str]:
    """The fields that say how much: those described as measures, else numbers that name nothing."""
    numbers = [f for f in resource.fields if f.type in NUMBERS]
    measures = [f.name for f in numbers if f.measure is not None or f.role == "ukuran"]
    if measures:
        return measures
    keys = {name for key in resource.foreign_keys for name in key.fields}
    naming = {*resource.primary_key, *keys}
    return [f.name for f in numbers if f.name not in naming and not f.role and not f.categories]


def read(dataset: Dataset, resource: Resource, most_rows: int = MOST_ROWS) -> Frame:
    """Reads a table as the check reads it; wrong cells do not stop it.

    Raises `UnreadTableError` for what the check does not look through either.
    """
    others = beside(dataset, resource)
    stop = [*descriptors.schema_problems(resource, dataset.source.descriptor)]
    if stop or problems.stops(problems.problems(dataset.source.folder, resource, others)):
        raise UnreadTableError(resource.path)
    names = [field.name for field in resource.fields]
    wanted = figures(resource)
    sums: dict[str, Decimal | None] = dict.fromkeys(wanted)
    kept: list[pa.Table] | None = []
    rows, size = 0, 0
    for batch, _ in engine.batches(dataset.source.folder, resource):
        if batch is None:
            continue
        rows += len(batch)
        for name in wanted:
            sums[name] = plus(sums[name], batch.texts[names.index(name)])
        if kept is None:
            continue
        columns = {name: _told(batch, at) for at, name in enumerate(names)}
        kept.append(pa.table({**columns, ROW: pa.array(batch.numbers)}))
        size += kept[-1].nbytes
        if rows > most_rows or size > MOST_BYTES:
            kept = None
    return Frame(resource, rows, sums, None if kept is None else _frame(names, kept))


def _frame(names: list[str], kept: list[pa.Table]) -> pd.DataFrame:
    if not kept:
        empty = {name: pd.Series([], dtype=_TEXT) for name in names}
        return pd.DataFrame({**empty, ROW: pd.Series([], dtype="int64")})
    whole = pa.concat_tables(kept).combine_chunks()
    return whole.to_pandas(types_mapper={pa.string(): _TEXT}.get)  # type: ignore[no-any-return]


def _told(batch: Batch, at: int) -> pa.Array:
    """A column's canonical texts; a cell that is not of its type stands as it is."""
    texts, cells = batch.texts[at], batch.cells[at]
    if not texts.null_count:
        return texts
    marks = pa.array([*batch.caster.marks[at], ""], pa.string())
    nothing = pc.is_in(cells, marks)
    return pc.coalesce(texts, pc.if_else(nothing, pa.scalar(None, pa.string()), cells))


def plus(known: Decimal | None, texts: pa.StringArray) -> Decimal | None:
    """The sum so far and the numbers of a column, exactly; cells without one count nothing."""
    filled = texts.drop_null()
    if not len(filled):
        return known
    numbers = exact(filled)
    places = numbers.places if isinstance(numbers.places, int) else int(numbers.places.max())
    total = decimal(summed(numbers.ints), numbers.scale, places)
    for at in numbers.odd(filled):
        value = number(filled[at].as_py())
        if value is not None:
            total = CONTEXT.add(total, value)
    return total if known is None else CONTEXT.add(known, total)


def number(text: object) -> Decimal | None:
    """The number that a canonical text says; none for all else, and what is out of bounds."""
    if not isinstance(text, str) or len(text) > 400:
        return None
    try:
        value = Decimal(text)
    except ArithmeticError:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= 400 else None
