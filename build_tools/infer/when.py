"""The time that a table is about: told by its columns and header, else asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ..tables.layout.base import Laid
from . import times
from .asking import Asked
from .base import Kind, Known
from .labels import Label
from .seen import Seen


@dataclass(frozen=True, slots=True)
class When:
    """The time of a table: period, frequency, and a year that no column holds."""

    period: times.Period = ("", "")
    frequency: str = ""
    constant: str = ""


def period_of(
    laid: Laid, columns: Sequence[tuple[Seen, Kind, Label]], known: Known, asked: Asked
) -> When:
    """Period and frequency; a year that stands only in a name or a title is asked about."""
    pairs = [(seen, kind) for seen, kind, _ in columns]
    found = times.points(pairs)
    if not found:
        found = times.of_labels(label for _, kind, label in columns if kind.role == "ukuran")
    if found:
        year_only = len({len(time) for time in found}) > 1
        period = (found[0][:4], found[-1][:4]) if year_only else (found[0], found[-1])
        asked.tell("period", first=period[0], last=period[1])
        years = {len(time) for time in found} == {4}
        often = times.within_years(pairs, [label for *_, label in columns]) if years else ""
        return When(period, often or times.frequency(found))
    if any(
        kind.role == "waktu" and kind.reading != "bulan" and kind.type != "integer"
        for _, kind in pairs
    ):
        return When()
    numbers = times.months(pairs)
    monthly = len(numbers) >= 3 and numbers == tuple(range(numbers[0], numbers[-1] + 1))
    often = "bulanan" if monthly else ""
    period, where, text, number = _written(laid, known)
    year = period[0][:4]
    if not year or year != period[1][:4]:
        if period[0]:
            asked.tell("period", first=period[0], last=period[1])
        return When(period, often)
    answer = asked.ask("year-from-name", (year, "tidak"), year=year, text=times.naming(text, year))
    if numbers:
        period = (f"{year}-{numbers[0]:02d}", f"{year}-{numbers[-1]:02d}")
    elif number:
        period = (f"{year}-{number:02d}",) * 2
    if answer == year or (where == "title" and answer != "tidak"):
        asked.tell("period", first=period[0], last=period[1])
        return When(period, often, year if answer == year else "")
    return When(frequency=often)


def _written(laid: Laid, known: Known) -> tuple[times.Period, str, str, int]:
    """The period in the lines above, the name of the sheet or of the file; where it stood.

    The last is a month that a line names without its year.
    """
    number = 0
    texts = [("title", text) for _, text in laid.titles]
    for where, text in (*texts, ("sheet", laid.grid.sheet), ("file", PurePath(known.file).stem)):
        period, only_month = times.of_text(text)
        number = number or only_month
        if period[0]:
            return period, where, text, number
    return ("", ""), "", "", number
