"""What settles whether "1.814" is 1814 or 1,814 where no number in text proves it by its marks.

Sums that come out in one reading only, units that are counted one by one, and what the workbook's
own dictionary says of a column. Where two of them speak against each other nothing is settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.vocabularies import COUNTED
from ..tables.layout.base import Laid, Raw
from ..tables.layout.sums import same, value
from ..tables.recipe.rates import is_rate
from .asking import Asked, listed
from .base import Known
from .cellnumbers import Numbers
from .labels import Label
from .seen import Place, Seen

#: So many rows show that a column is the sum of others; so many rows and columns are tried.
_ENOUGH, _MOST_ROWS, _MOST_COLUMNS = 3, 5_000, 40
_READINGS = ("ribuan", "pecahan")

Columns = Sequence[tuple[Seen, Numbers]]
#: A cell in both readings: its mark between thousands, its mark before decimals.
Both = tuple[float | None, float | None]


@dataclass(slots=True)
class Evidence:
    """What a table says beside its marks; looked for where something is open only.

    ``units`` are those of its columns by label, ``wholes`` the columns of which people said that
    they hold whole numbers.
    """

    laid: Laid
    labels: Mapping[str, Label]
    unit: str = ""  # of the whole table
    units: Mapping[str, str] = field(default_factory=dict)
    wholes: Collection[str] = ()

    @classmethod
    def of(
        cls, laid: Laid, seen: Sequence[Seen], read: Sequence[Label], unit: str, known: Known
    ) -> Evidence:
        """That of a table, its columns and their headers; ``unit`` is that of the whole table."""
        labels = {one.label: label for one, label in zip(seen, read, strict=True)}
        units = {label: said for label, (_, said) in known.said.items() if said}
        wholes = {label for label, (type, _) in known.said.items() if type == "integer"}
        return cls(laid, labels, unit, units, wholes)

    def settles(self, columns: Columns, open_: Columns, mark: str, asked: Asked) -> str:
        """Gives "ribuan" or "pecahan" where something proves it, which is told; else "".

        ``columns`` are all columns of numbers, ``open_`` those whose ``mark`` is unclear.
        """
        names = {seen.label for seen, _ in open_}
        said = [label for label in names if label in self.wholes]
        counted = {seen.label: unit for seen, _ in open_ if (unit := self._counted(seen))}
        by_sum = dict(self._sums(columns, names, mark))
        found = {*by_sum.values(), *["ribuan"] * bool(said or counted)}
        if len(found) != 1:
            return ""
        (answer,) = found
        place = next((held.unclear[0] for _, held in open_ if held.unclear), Place(0, ""))
        told = {"cell": place.text, "number": _as_read(place.text, mark, answer)}
        order = [seen.label for seen, _ in columns]
        if by_sum:
            asked.tell("number-by-sum", columns=_in_order(by_sum, order), **told)
        elif counted:
            units = listed(sorted(set(counted.values())))
            asked.tell("number-by-unit", columns=_in_order(counted, order), unit=units, **told)
        else:
            asked.tell("number-by-dictionary", columns=_in_order(said, order), **told)
        return answer

    def _counted(self, seen: Seen) -> str:
        """The unit of a column that counts; empty where it does not, or is a rate."""
        label = self.labels[seen.label]
        unit = self.units.get(seen.label) or label.unit or self.unit
        return unit if unit in COUNTED and seen.whole and not is_rate(label.text) else ""

    def _sums(
        self, columns: Columns, names: Collection[str], mark: str
    ) -> Iterator[tuple[str, str]]:
        """The columns whose sums come out in one reading only, and that reading."""
        labels = [seen.label for seen, _ in columns]
        added = {at for at, label in enumerate(labels) if not is_rate(label)}
        rows = self._rows(columns, mark)
        for at in sorted(added):
            if labels[at] in names and (told := _down(rows, at)):
                yield labels[at], told
        across = [row for row, total in rows if not total][:_MOST_ROWS]
        open_ = frozenset(at for at, label in enumerate(labels) if label in names)
        for at, told in _across(across, sorted(added)[:_MOST_COLUMNS], open_):
            yield labels[at], told

    def _rows(self, columns: Columns, mark: str) -> list[tuple[list[Both], bool]]:
        """The cells of those columns in both readings, of rows and of totals."""
        totals = {d.row for d in self.laid.dropped if d.reason == "jumlah"}
        other = {d.row for d in self.laid.dropped} - totals
        last = max([self.laid.last, *totals])
        places = [seen.column.position - 1 for seen, _ in columns]
        point = "," if mark == "." else "."
        found = []
        for number, row in enumerate(self.laid.grid.rows(), start=1):
            if number > last:
                break
            if number < self.laid.first or number in other:
                continue
            cells = [row[at] if at < len(row) else None for at in places]
            found.append(([_both(cell, mark, point) for cell in cells], number in totals))
        return found


def _both(cell: Raw, mark: str, point: str) -> Both:
    return value(cell, point), value(cell, mark)


def _down(rows: Sequence[tuple[list[Both], bool]], at: int) -> str:
    """The reading in which the totals of a column are its sums, where it is the only one."""
    above: list[list[Both]] = [[]]
    found = set()
    for cells, total in rows:
        if not total:
            above[-1].append(cells[at])
            continue
        groups = [above[-1], [cell for part in above for cell in part]]
        if told := {_only(part, cells[at]) for part in groups} - {""}:
            found |= told
        above.append([])
    return found.pop() if len(found) == 1 else ""


def _only(parts: Sequence[Both], total: Both) -> str:
    """The one reading in which cells come to a total; empty where none does, or both do."""
    fits = [reading for at, reading in enumerate(_READINGS) if _adds_up(parts, total, at)]
    return fits[0] if len(fits) == 1 else ""


def _adds_up(parts: Sequence[Both], total: Both, at: int) -> bool:
    return sum(1 for part in parts if part[at]) > 1 and _comes_to(parts, total, at)


def _comes_to(parts: Sequence[Both], total: Both, at: int) -> bool:
    own = total[at]
    given = [known for part in parts if (known := part[at]) is not None]
    return own is not None and same(own, sum(given), len(given), [*given, own])


def _across(
    rows: Sequence[list[Both]], places: Sequence[int], open_: frozenset[int]
) -> Iterator[tuple[int, str]]:
    """The columns that are the sum of those right beside them, in one reading only."""
    for n, at in enumerate(places):
        for side in (places[:n][::-1], places[n + 1 :]):
            for size in range(2, len(side) + 1):
                parts = side[:size]
                if open_.isdisjoint({at, *parts}):
                    continue
                told = _of_all(rows, at, parts)
                if told:
                    yield at, told


def _of_all(rows: Sequence[list[Both]], at: int, parts: Sequence[int]) -> str:
    """The one reading in which a column is the sum of others on every row that has it."""
    fits, seen = [0, 1], 0
    for cells in rows:
        given = [cells[part] for part in parts]
        if cells[at] == (None, None):
            continue
        fits = [reading for reading in fits if _comes_to(given, cells[at], reading)]
        if not fits:
            return ""
        seen += sum(1 for part in given if any(part)) > 1
    return _READINGS[fits[0]] if len(fits) == 1 and seen >= _ENOUGH else ""


def _as_read(text: str, mark: str, answer: str) -> str:
    digits = "".join(c for c in text if c.isdigit())
    if answer == "ribuan":
        return digits
    rest = len("".join(c for c in text.rpartition(mark)[2] if c.isdigit()))
    return f"{digits[:-rest]},{digits[-rest:]}"


def _in_order(names: Collection[str], order: Sequence[str]) -> str:
    return listed(sorted(names, key=order.index))
