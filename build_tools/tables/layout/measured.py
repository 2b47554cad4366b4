"""Goes through the rows of a table whose header was found, once, and keeps what matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from . import cells as c
from . import parts, sums
from . import rows as r
from .base import DroppedRow, Grid, Raw
from .header import Head

#: Of so many records the row labels are kept, to see what they are.
LABELS = 3_000
#: So many stray cells are named.
_STRAY = 20


@dataclass(slots=True)
class Table:
    """A table whose rows were gone through."""

    head: Head
    first: int = 0
    last: int = 0
    end: int = 0  # the last row that belongs to it in any way
    count: int = 0
    whole: bool = False  # nothing follows in the sheet
    dropped: list[DroppedRow] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    stray: list[tuple[int, int, str]] = field(default_factory=list)  # row, column, text
    bare: list[tuple[int, str]] = field(default_factory=list)  # records of a name and no values
    labels: list[tuple[int, list[Raw]]] = field(default_factory=list)  # the columns of texts
    sums: list[sums.Told] = field(default_factory=list)  # totals that are none by their name
    wholes: list[parts.Whole] = field(default_factory=list)  # records that others are parts of


def measured(grid: Grid, head: Head, start: int, *, near: bool = False) -> Table:
    """The rows of a table, judged; ``start`` is the first row that may be its title.

    ``near``: that row stands right below another table, so that a text in it is its note.
    """
    table = Table(head, end=head.rows[-1])
    table.titles = list(_titles(head, start, near=near))
    table.dropped += [DroppedRow(n, "nomor", _first(head.view.row(n))) for n in head.numbering]
    places = [column.position for column in head.columns]
    take = _taker(places)
    texts = [at for at, place in enumerate(places) if place not in head.measures][:6] or [0]
    skipped = set(head.numbering)
    view = head.view
    last = view.end if view.end < view.offset + len(view.rows) else 0
    extra = _unlabelled(head, places)

    def below() -> Iterator[sums.Numbered]:
        for number, row in enumerate(grid.rows(), start=1):
            if last and number > last:
                return
            if number >= head.first and number not in skipped:
                if extra and len(table.stray) < _STRAY:
                    _strays(table, number, row, extra)
                yield number, take(row)
        table.whole = True

    upper = [[head.view.cell(n, at) for at in places] for n in head.rows[:-1]]
    titles = [text for _, text in table.titles]
    wide = len(places) > 2
    records: list[sums.Numbered] = []
    final: Sequence[Raw] = ()
    for number, cells, reason in r.body(below(), labels=head.labels, titles=titles, upper=upper):
        if reason != "kosong" and (reason != "catatan" or r.kind(cells) == "catatan"):
            table.end = number  # other texts may be titles of a table below
        if reason:
            table.dropped.append(DroppedRow(number, reason, _first(cells)))
            continue
        table.first = table.first or number
        table.last, final = number, cells
        table.count += 1
        if table.count <= LABELS:
            table.labels.append((number, [cells[at] for at in texts]))
            records.append((number, cells))
        if wide and cells[-1] is None and len(table.bare) < LABELS and r.lonely(cells):
            table.bare.append((number, _first(cells)))
    if table.count > len(records) and sums.called(final):
        records = list(_again(grid, table, take))
    _end(table, records)
    return table


def _end(table: Table, records: list[sums.Numbered]) -> None:
    """What is known of a table only when its last row is."""
    if len(records) == table.count:
        sums.drop(table, records)
        left = {dropped.row for dropped in table.dropped}
        kept = [row for row in records if row[0] not in left]
        table.wholes = parts.wholes(kept, sums.columns(table.head, records))
    table.notes = [(d.row, d.text) for d in table.dropped if d.reason == "catatan"]
    table.stray = [s for s in table.stray if table.head.rows[0] <= s[0] <= table.last]


def _titles(head: Head, start: int, *, near: bool) -> Iterator[tuple[int, str]]:
    view = head.view
    start = max(start, view.start)
    if near:
        rows = range(start, head.rows[0])
        gap = (row for row in rows if not view.filled(row) or r.titled(view.row(row)))
        start = next(gap, start)
    for row in range(start, head.rows[0]):
        said = [c.text(cell) for cell in view.row(row) if c.filled(cell)]
        if said and not (len(said) == 1 and said[0].lower().startswith("sep=")):
            yield row, " ".join(dict.fromkeys(said))


def _taker(places: list[int]) -> Callable[[Sequence[Raw]], Sequence[Raw]]:
    """Takes the cells of the table's columns out of a row."""
    first, last = places[0] - 1, places[-1]
    if places == list(range(first + 1, last + 1)):

        def span(row: Sequence[Raw]) -> Sequence[Raw]:
            if first == 0 and len(row) == last:
                return row
            cells = row[first:last]
            short = last - first - len(cells)
            return [*cells, *([None] * short)] if short else cells

        return span
    pick = itemgetter(*(place - 1 for place in places))

    def picked(row: Sequence[Raw]) -> Sequence[Raw]:
        if len(row) < last:
            row = [*row, *([None] * (last - len(row)))]
        found = pick(row)
        return found if len(places) > 1 else (found,)

    return picked


def _again(
    grid: Grid, table: Table, take: Callable[[Sequence[Raw]], Sequence[Raw]]
) -> Iterator[sums.Numbered]:
    """The records of a long table, read once more."""
    left = {dropped.row for dropped in table.dropped}
    for number, row in enumerate(islice(grid.rows(), table.last), start=1):
        if number >= table.first and number not in left:
            yield number, take(row)


def _unlabelled(head: Head, places: list[int]) -> list[int]:
    """The columns among and right of those of the table, where no other table is beside it."""
    if head.view.left > 1:
        return []
    return [at for at in range(places[0], head.view.right + 1) if at not in places]


def _strays(table: Table, number: int, row: Sequence[Raw], extra: list[int]) -> None:
    for at in extra:
        if at <= len(row) and row[at - 1] is not None and c.filled(row[at - 1]):
            table.stray.append((number, at, c.text(row[at - 1])[:40]))


def _first(cells: Sequence[Raw]) -> str:
    """The first text in a row, else its first value."""
    said = [cell for cell in cells if c.filled(cell)]
    word = next((cell for cell in said if isinstance(cell, str) and not c.number(cell)), None)
    return c.text(word if word is not None else said[0] if said else None)[:200]
