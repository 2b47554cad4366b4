"""Which drawing a page gets: one of those on the dataset's own page, or a part of one.

What the descriptor says of its charts holds everywhere: where a series breaks, what its lines
are, and that nothing else is drawn. A page cannot ask for more than the dataset shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..charts.pick import Picker
from ..charts.plan import BarPlan, LinePlan
from ..model import ChartSpec, Published, Table
from .asked import Asked
from .reading import time_of

Plan = LinePlan | BarPlan

_LINE, _BARS, _MAP = "garis", "batang", "peta"


def plans(picker: Picker, published: Published, table: Table, asked: Asked) -> tuple[Plan, ...]:
    """The first that fits what is asked for; empty where nothing may be drawn."""
    found = next((p for p in _all(picker, published, table, asked) if _fits(p, asked)), None)
    if isinstance(found, BarPlan) and asked.chart == _BARS:
        found = replace(found, wanted=frozenset({"bar"}))
    return (found,) if found else ()


def _all(picker: Picker, published: Published, table: Table, asked: Asked) -> Iterator[Plan]:
    where = _where(table, asked)
    stated = table.resource.charts
    if stated is None:
        if not where:
            yield from picker.plans(published, table)
        measure = next(iter(asked.reference.columns), "")
        kinds = (asked.chart,) if asked.chart else (_LINE, _BARS)
        stated = tuple(ChartSpec(kind, measure=measure) for kind in kinds)
    narrowed = [(spec, own) for spec in stated if (own := _narrowed(spec, asked, where))]
    narrowed.sort(key=lambda pair: len(pair[1].where) - len(pair[0].where))
    for _, own in narrowed:
        yield from picker.asked(published, table, own)


def _where(table: Table, asked: Asked) -> dict[str, str]:
    """The rows that a page wants of the chart; none: all of them."""
    where = dict(asked.reference.where)
    time = time_of(table.resource)
    return where | {time: asked.reference.period} if time and asked.reference.period else where


def _narrowed(spec: ChartSpec, asked: Asked, where: dict[str, str]) -> ChartSpec | None:
    """A chart of the descriptor with only the wanted rows; None: it is another chart."""
    measure = next(iter(asked.reference.columns), spec.measure)
    given = dict(spec.where)
    other = spec.measure not in {"", measure} or any(
        given.get(name, value) != value for name, value in where.items()
    )
    return None if other else replace(spec, measure=measure, where=tuple((given | where).items()))


def _fits(plan: Plan, asked: Asked) -> bool:
    """Whether a drawing is of the wanted figure, and of the wanted kind."""
    measure = next(iter(asked.reference.columns), plan.subject.measure.name)
    if plan.subject.measure.name != measure:
        return False
    if isinstance(plan, LinePlan):
        return asked.chart in {"", _LINE}
    return asked.chart in {"", _BARS} or (asked.chart == _MAP and "map" in plan.wanted)
