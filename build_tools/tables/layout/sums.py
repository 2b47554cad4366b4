"""Rows of a table that come to the sum of the others: totals, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import cells as c
from . import looks
from . import rows as r
from .base import DroppedRow, Raw

if TYPE_CHECKING:
    from .header import Head
    from .measured import Table

#: Fewer rows than this make a sum by accident, or one column of such small figures does.
_ROWS, _FIGURE = 3, 20
#: Columns without a sum.
_RATE = re.compile(r"%|persen|prosentase|rata|rasio|indeks|laju|kepadatan", re.IGNORECASE)
_BEGINS = re.compile(r"(?:sub|grand)?[\s-]*(?:jumlah|total|jml)\b", re.IGNORECASE)
_TIME = re.compile(
    r"(?:jan|[fp]eb|mar|apr|mei|jun|jul|ag[su]|sep|o[ck]t|no[vp]|de[cs]|triwulan|tw\b|semester"
    r"|minggu|pekan|tahun|bulan)\S*(?:\s\S+)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"rp\.?|idr|[%\s\u00a0*]|(?<=[0-9])[a-z]\)?$", re.IGNORECASE)

Numbered = tuple[int, Sequence[Raw]]


class Told(NamedTuple):
    """A row that came to a sum: in how many columns; 0: it is known by its name and place."""

    row: int
    text: str
    columns: int


class _Compared(NamedTuple):
    """In how many columns a row is the sum of others, in how many not; the largest that is."""

    equal: int
    others: int
    largest: float


def called(cells: Sequence[Raw]) -> bool:
    """Whether a row is called a total, or nothing at all."""
    return r.nameless(cells) or _BEGINS.match(_name(cells)) is not None


def _name(cells: Sequence[Raw]) -> str:
    return next((c.text(cell) for cell in cells if c.words(cell)), "")


def drop(table: Table, records: Sequence[Numbered]) -> None:
    """Takes the totals out of a table that was gone through; ``records`` are all of its rows.

    A row is one of them where its figures are the sums of those above: the last row, a row that
    is called a total, or a region first or last among its parts.
    """
    found = dict(_totals(table, records))
    kept = [number for number, _ in records if number not in found]
    if not found or not kept:
        return
    for number, total in found.items():
        table.dropped.append(DroppedRow(number, "jumlah", total.text))
        table.sums.append(total)
    table.first, table.last, table.count = kept[0], kept[-1], len(kept)
    table.labels = [(n, cells) for n, cells in table.labels if n not in found]
    table.bare = [(n, name) for n, name in table.bare if n not in found]


def columns(head: Head, records: Sequence[Numbered]) -> list[int]:
    """The places of the columns whose figures may be added: no rates, numbers of rows or years."""
    return [
        at
        for at, column in enumerate(head.columns)
        if column.position in head.measures
        and not _RATE.search(column.label)
        and not _counter(records, at)
        and not _years(records, at)
    ]


def _totals(table: Table, records: Sequence[Numbered]) -> Iterator[tuple[int, Told]]:
    sums = columns(table.head, records)
    texts = [at for at in range(len(table.head.columns)) if at not in sums]
    regions = {row for row, _ in looks.regions(table)}
    start = 0
    gone: set[int] = set()
    for at, (number, cells) in enumerate(records):
        name = _name(cells)
        told = _BEGINS.match(name) is not None
        last = at == len(records) - 1
        first = at == 0 and number in regions
        if not (told or last or first):
            continue
        said = next((c.text(cell) for cell in cells if isinstance(cell, str) and cell.strip()), "")
        if name and said != name:
            continue  # next month it would not be known by its name
        above = records[1:] if first else records[start:at]
        for parts in (above, [row for row in records[:at] if row[0] not in gone]):
            rows = [row for _, row in parts]
            compared = _compared(cells, rows, sums)
            sure = _sure(cells, rows, compared, texts, region=number in regions)
            if told:
                sure = compared.equal > compared.others or (last and _unlabelled(cells, rows))
            if sure and len(parts) > 1:
                gone.add(number)
                yield number, Told(number, name, compared.equal)
                start = at + 1 if told else start
                break


def _sure(
    cells: Sequence[Raw],
    parts: Sequence[Sequence[Raw]],
    compared: _Compared,
    texts: Sequence[int],
    *,
    region: bool,
) -> bool:
    """Whether a row that is not called a total is one."""
    if not compared.equal or compared.others:
        return False
    if region or r.nameless(cells):
        return True
    labels = [cells[at] for at in texts if c.filled(cells[at])]
    if not labels or any(c.number(v) or c.dated(v) or _TIME.fullmatch(c.text(v)) for v in labels):
        return False  # numbered as the others are, or a time
    enough = len(parts) >= _ROWS and compared.largest >= _FIGURE
    return compared.equal > 1 or enough


def _unlabelled(cells: Sequence[Raw], parts: Sequence[Sequence[Raw]]) -> bool:
    """Whether the first cell is empty in a row, and filled in all others."""
    return not c.filled(cells[0]) and all(c.filled(row[0]) for row in parts)


def _compared(
    cells: Sequence[Raw], parts: Sequence[Sequence[Raw]], sums: Sequence[int]
) -> _Compared:
    equal = others = 0
    largest = 0.0
    for at in sums:
        if not c.number(cells[at]) or "%" in c.text(cells[at]):
            continue
        column = [row[at] for row in parts]
        styles = ",." if any(isinstance(v, str) for v in (*column, cells[at])) else "."
        told = [_equal(column, cells[at], style) for style in styles]
        if None in told and True not in told:
            continue
        equal += True in told
        others += True not in told
        found = value(cells[at], styles[told.index(True)]) if True in told else None
        largest = max(largest, abs(found or 0.0))
    return _Compared(equal, others, largest)


def _equal(column: Sequence[Raw], total: Raw, decimal: str) -> bool | None:
    """Whether cells add up to another; None: they say nothing, one alone is not nought."""
    own = value(total, decimal)
    given = [v for cell in column if (v := value(cell, decimal)) is not None]
    if own is None or sum(1 for v in given if v) < 2:
        return None if not own or own in given else False
    return same(own, sum(given), len(given), [*given, own])


def same(own: float, total: float, count: int, given: Sequence[float]) -> bool:
    """Whether a sum of so many figures is a figure, but for how ``given`` were rounded."""
    places = max(map(_places, given))
    room = 0.5 * 10.0**-places * (count if places else 1) + 1e-9 * abs(own)
    return abs(total - own) <= room


def _places(value: float) -> int:
    return 0 if value.is_integer() else min(4, len(f"{value:.4f}".rstrip("0").partition(".")[2]))


def value(cell: Raw, decimal: str) -> float | None:
    """The number of a cell; None where it holds none."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    if not isinstance(cell, str) or not c.number(cell):
        return None
    bare = _BARE.sub("", c.text(cell)).replace("−", "-").replace("–", "-")
    negative = bare.startswith(("(", "-"))
    group = "." if decimal == "," else ","
    bare = bare.strip("()+-").replace(group, "").replace(decimal, ".").rstrip(".")
    try:
        return -float(bare) if negative else float(bare)
    except ValueError:
        return None


def _counter(records: Sequence[Numbered], at: int) -> bool:
    """Whether a column numbers the rows: 1, 2, 3."""
    given = [c.text(cells[at]).rstrip(".") for _, cells in records if c.filled(cells[at])]
    counted = [str(number) for number in range(1, len(given) + 1)]
    return len(given) > 1 and given == counted


def _years(records: Sequence[Numbered], at: int) -> bool:
    given = [cells[at] for _, cells in records if c.filled(cells[at])]
    return bool(given) and all(map(c.year, given))
