"""Columns of a sheet that moved, were renamed, are gone or new; and what is another table's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...findings import Finding, error, notice, warning
from ...model.recipe import LEVELS, Recipe
from . import renamed
from .apply import lines
from .beside import Beside
from .labelperiods import is_further, periods
from .likely import NUMBERS, other_unit, pairs
from .match import Placed, folded, placed
from .sheets import Source

#: What another table takes of a sheet: its first row, its last, its columns.
Area = tuple[int, int, frozenset[int]]
Areas = Sequence[Area]
#: The case of a renamed column beside which the cells of the table are still looked at.
CHECKED = "checked"


def goes_on(finding: Finding) -> bool:
    """Whether the table is looked at all the same: the column can be none but the one named."""
    return finding.code == "recipe-column-renamed" and ("case", CHECKED) in finding.values


def changed(
    source: Source,
    place: Placed,
    recipe: Recipe,
    where: dict[str, str],
    taken: Areas,
    certain: Placed | None,
) -> Iterator[Finding]:
    """Columns that moved, were renamed, are gone or new; ``certain`` is what `sure` gave."""
    row = place.rows[-1]
    own = {*place.columns, *(c for first, last, cs in taken if first <= row <= last for c in cs)}
    free, gone = _open(place, own)
    likely = pairs(source, place, recipe, gone, free)
    told_sure = certain is not None and likely == [(at, certain.columns[at]) for at in gone]
    cells: dict[tuple[renamed.Renamed, str], list[str]] = {}
    for at, column in likely:
        gone.remove(at)
        free.remove(column)
        known = recipe.columns[at]
        unit = other_unit(known.label, place.labels[column - 1])
        case = "unit" if unit else CHECKED if told_sure else ""
        for one in renamed.cells(source, place, known.label, column):
            cells.setdefault((one, case), []).append(known.name)
    for (one, case), fields in cells.items():
        facts: dict[str, Any] = {**one._asdict(), "field": fields[0], "names": ", ".join(fields)}
        yield error("recipe-column-renamed", **where, **facts, **({"case": case} if case else {}))
    for at in gone:
        known = recipe.columns[at]
        named = {"field": known.name, "label": known.label}
        about = {"case": "period"} if any(periods(known.label)) else {}
        yield error("recipe-column-missing", **where, row=row, **named, **about)
    # the merged cell above them may not go across a new one
    own_labels = [known.label for known in recipe.columns]
    known_labels = [*own_labels, *(label.split(LEVELS)[-1] for label in own_labels)]
    for column in free:
        label = place.labels[column - 1]
        facts = {"row": row, "column": column, "cell": label}
        if is_further(label, known_labels):
            yield error("recipe-column-new", **where, **facts, case="period")
        elif folded(label) not in NUMBERS:
            yield warning("recipe-column-new", **where, **facts)
    for at in _moved(place.columns):
        known, column = recipe.columns[at], place.columns[at]
        yield notice(
            "recipe-column-moved",
            **where, row=row, column=column, field=known.name, label=known.label,
        )  # fmt: skip


def _open(place: Placed, own: set[int]) -> tuple[list[int], list[int]]:
    """Columns with a label that are nobody's, and those of the recipe that were not found."""
    free = [n for n, label in enumerate(place.labels, start=1) if label and n not in own]
    return free, [at for at, column in enumerate(place.columns) if not column]


def areas(source: Source, beside: Beside) -> Iterator[Area]:
    """What of a sheet the other tables take: first row, last row, columns."""
    for other in beside.recipes(source.name):
        place = placed(source, other)
        if place is None:
            continue
        free, gone = _open(place, set(place.columns))
        renamed = [column for _, column in pairs(source, place, other, gone, free)]
        last = place.rows[-1]
        if place.complete:
            last = max((line.row for line in lines(source, place, other)), default=last)
        yield place.rows[0], last, frozenset({*place.columns, *renamed} - {0})


def _moved(columns: Sequence[int]) -> list[int]:
    """Which columns stand in another order: the fewest that explain it."""
    best: list[list[int]] = []
    for at, column in enumerate(columns):
        if column:
            before = [run for run in best if columns[run[-1]] < column]
            best.append([*_longest(before), at])
    kept = set(_longest(best))
    return [at for at, column in enumerate(columns) if column and at not in kept]


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run)) if runs else []
