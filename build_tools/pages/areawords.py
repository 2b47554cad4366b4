"""A figure of a region in the words of one language."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..areas import Stated, label
from ..charts import numbers, times
from ..charts.parts import unit_of, what
from ..charts.plan import Point, Subject
from ..charts.sentence import comparable
from ..model import Figure, Text
from .card import period
from .view import View, one_line

_FINAL = "tetap"


def title_of(view: View, stated: Stated) -> str:
    """What is counted, and of what: "Jumlah penduduk, 0–4 tahun".

    Where sources differ it names the one: "Total APBD, menurut contoh.go.id".
    """
    context = tuple(label(f, value) for f, value in stated.figure.row if value)
    if stated.disputed:
        said = view.words("areas.according", source=_site(stated.figure.source))
        context = (*context, Text(said, {view.lang: said}))
    return what(view.words, Subject(stated.figure.field, stated.unit, context))


def _site(source: str) -> str:
    """A source by the site it is on; one without an address by its own words."""
    try:
        host = urlsplit(source).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or one_line(source, 60)


def value_of(view: View, stated: Stated) -> str:
    """The figure with its unit; empty where it is missing."""
    if stated.figure.value is None:
        return ""
    unit = unit_of(view.words, stated.unit) or view.words("areas.no_unit")
    said = f"{view.words.number(stated.figure.value)} {unit}"
    return view.words("ui.values.about", value=said) if stated.figure.approximate else said


def period_of(view: View, stated: Stated) -> str:
    """When the figure is of; of a row that names no time, what its dataset is about."""
    if time := times.read(stated.figure.period):
        return times.full(view.words, time)
    if stated.figure.period:
        return stated.figure.period
    said = period(view.words, *stated.entry.published.dataset.period)
    return view.words("areas.of_dataset", period=said) if said else ""


def status_of(view: View, stated: Stated) -> str:
    """What is to be said of how sure a figure is; nothing of a final one."""
    found = []
    if stated.status and stated.figure.status != _FINAL:
        found.append(view.words("areas.status", status=stated.status.get(view.lang).lower()))
    if stated.figure.secondary:
        found.append(view.words("areas.secondary"))
    return "; ".join(found)


def change_of(view: View, stated: Stated) -> str:
    """How far the figure moved from the period before, where the two may be compared."""
    before, figure = stated.before, stated.figure
    if before is None or not stated.sure or before.approximate or before.secondary:
        return ""
    points = [p for f in (before, figure) if (p := _point(f)) is not None]
    if len(points) < 2 or points[0].time.grain != points[1].time.grain:
        return ""
    breaks = tuple(
        time
        for spec in stated.entry.table.resource.charts or ()
        if spec.measure in {"", figure.field.name}
        for text in spec.breaks
        if (time := times.read(text))
    )
    run = comparable(tuple(points), breaks)
    if len(run) < 2:
        return ""
    kind = numbers.kind_of(figure.field, stated.unit)
    moved = numbers.change(view.words, kind, stated.unit, run[0].value, run[1].value)
    if moved is None:
        return ""
    since = times.said(view.words, run[0].time)
    return view.words(f"charts.figure.{moved.direction}", amount=moved.amount, since=since)


def _point(figure: Figure) -> Point | None:
    time = times.read(figure.period)
    try:
        value = numbers.value_of(figure.value)
    except ValueError:
        return None
    return Point(time, value) if time and value is not None else None
