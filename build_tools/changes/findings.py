"""What a comparison gives reason to look at again, as findings.

Warnings: a figure may well have moved so. Only a time series of which most is gone holds the
dataset, unless that is accepted or the descriptor says it. Each kind is told once a column or
table, at the row of the first figure, with how many more there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..findings import Finding, Severity, warning
from .base import CellChange, DatasetChange, TableChange, Thresholds
from .spots import Leaps

#: The codes of these findings.
CODES = (
    "change-power-of-ten",
    "change-sudden",
    "change-column-emptied",
    "change-unit",
    "change-same-data",
    "change-area-gone",
    "change-period-gone",
    "change-rows-lost",
    "change-rows-missing",
)
_NAMED, _KEYS = 5, 10
#: The case of a finding of a time series of which most is gone.
_SERIES = "series"


def of(change: DatasetChange, limits: Thresholds, leaps: Mapping[str, Leaps]) -> Iterator[Finding]:
    """The findings of a dataset that was there before; ``leaps`` are those of each table."""
    if change.kind != "ubah":
        return
    for table in change.tables:
        if table.rows_after is not None:
            yield from _of_table(change, table, limits, leaps.get(table.name, Leaps()))


def weighed(found: Iterable[Finding]) -> list[Finding]:
    """What is left after acceptances, as grave as it is: the loss of a time series is an error."""
    return [
        replace(f, severity=Severity.ERROR) if ("case", _SERIES) in f.values else f for f in found
    ]


def _of_table(
    change: DatasetChange, table: TableChange, limits: Thresholds, leaps: Leaps
) -> Iterator[Finding]:
    where = {"dataset": change.id, "file": table.file}
    if change.hidden:
        yield from _counted(leaps, where)
    else:
        for code, cells, count in _kinds(leaps):
            yield from _cells(code, cells, count, leaps, where)
    yield from _of_columns(table, where, leaps)
    if table.repeated[0]:
        period, last = table.repeated
        case = "file" if period == table.file else "period"
        yield warning("change-same-data", name=period, other=last, case=case, **where)
    if table.areas_gone:
        yield warning("change-area-gone", **where, **_names(table.areas_gone))
    if table.periods_gone:
        case = _SERIES if table.lost and table.lost.periods > limits.series_lost else ""
        yield warning("change-period-gone", **where, **_names(table.periods_gone), case=case)
    yield from _lost(table, where, limits)
    for one in table.absent:
        facts = {"period": one.period, "last": one.last, "name": _first(one.keys)}
        yield warning("change-rows-missing", **where, **facts, count=one.count)


def _of_columns(table: TableChange, where: dict[str, str], leaps: Leaps) -> Iterator[Finding]:
    def place(name: str) -> dict[str, Any]:
        return {**where, **leaps.place(name)}

    for total in table.totals:
        facts = {"before": _plain(total.before), "after": _plain(total.after), "case": "total"}
        yield warning("change-sudden", **place(total.column), **facts)
    for name in table.columns.emptied:
        yield warning("change-column-emptied", **place(name))
    for name, was, now in table.columns.units:
        yield warning("change-unit", **place(name), before=was, after=now or "–")


def _lost(table: TableChange, where: dict[str, str], limits: Thresholds) -> Iterator[Finding]:
    """Rows that are gone; where keys come and go by content, only how many fewer there are."""
    before, after = table.rows_before or 0, table.rows_after or 0
    lost = table.removed if table.pairing == "kunci" else max(before - after, 0)
    if before and lost > limits.rows_lost * before:
        share = f"{Decimal(100) * lost / before:.0f}"
        case = _SERIES if table.lost and table.lost.rows > limits.series_lost else ""
        facts: dict[str, Any] = {"lost": lost, "rows": before, "share": share, "case": case}
        if table.keys_gone and not case:
            facts |= {"case": "named", "name": _first(table.keys_gone)}
        yield warning("change-rows-lost", **where, **facts)


def _kinds(leaps: Leaps) -> tuple[tuple[str, tuple[CellChange, ...], int], ...]:
    return (
        ("change-power-of-ten", leaps.slips, leaps.slip_count),
        ("change-sudden", leaps.sudden, leaps.sudden_count),
    )


def _cells(
    code: str, cells: Sequence[CellChange], count: int, leaps: Leaps, where: dict[str, str]
) -> Iterator[Finding]:
    """One finding a column: the first figure, and how many there are in the table."""
    by_column: dict[str, list[CellChange]] = {}
    for cell in cells:
        by_column.setdefault(cell.column, []).append(cell)
    for name, found in by_column.items():
        first = found[0]
        facts = {
            "key": ", ".join(value for _, value in first.key) or "–",
            "before": first.before or "–",
            "cell": first.after or "–",
            "case": _case(first),
            "period": first.period,
            "times": _times(first),
            "count": len(found) if len(by_column) > 1 else count,
        }
        place = leaps.place(name, first.row, shows=True)
        if _bare(str(place.get("cell", ""))) == _bare(first.after or ""):
            place.pop("cell", None)  # the same figure with other marks: it is told in ours
        yield warning(code, **{**where, **facts, **place})


def _bare(text: str) -> str:
    """The digits of a figure, whatever marks part them."""
    return re.sub(r"[\s.,]", "", text)


def _times(cell: CellChange) -> str:
    """How many times larger or smaller, as a power of ten; empty where it is none."""
    power = cell.power if cell.power >= 1 or not cell.power else 1 / cell.power
    return f"{power:.0f}" if power else ""


def _case(cell: CellChange) -> str:
    direction = "shrunk" if cell.power and cell.power < 1 else "grown" if cell.power else "moved"
    return f"{direction}-period" if cell.period else direction


def _counted(leaps: Leaps, where: dict[str, str]) -> Iterator[Finding]:
    """The same of a table whose values are not told."""
    for code, _, count in _kinds(leaps):
        if count:
            yield warning(code, **where, case="hidden", count=count)


def _names(given: Sequence[str]) -> dict[str, object]:
    """The first few of a list, and how many there are."""
    named = ", ".join(filter(None, given[:_NAMED]))
    more = " …" if len(given) > _NAMED else ""
    return {"name": f"{named or '…'}{more}", "count": len(given)}


def _first(keys: Sequence[str]) -> str:
    return ", ".join(keys[:_KEYS]) + (", …" if len(keys) > _KEYS else "")


def _plain(value: Decimal | None) -> str:
    return "–" if value is None else format(value, "f")
