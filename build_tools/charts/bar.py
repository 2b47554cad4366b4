"""Figures by area or category: a real table with a bar in its third cell, from nought on."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..words import Words
from . import sentence, times
from .parts import common_notes, details, figure, name_of, titled, unit_of, what
from .plan import Bar, BarPlan, Drawn
from .scale import place

MOST_SHOWN = 20


def draw(words: Words, plan: BarPlan, uid: str, beside_map: bool = False) -> Drawn:
    """The bars; beside a map they repeat neither its sentence nor its notes."""
    title = title_of(words, plan)
    message = "" if beside_map else sentence.of_bars(words, plan)
    shown, rest = plan.bars[:MOST_SHOWN], plan.bars[MOST_SHOWN:]
    body = [_table(words, plan, shown, title)]
    if rest:
        summary = words("charts.more_rows", count=words.number(len(rest)))
        body.append(details(summary, _table(words, plan, rest, title)))
    notes = [] if beside_map else common_notes(words, plan.subject, plan.left_out)
    html = figure("bar", title, "", body, notes)
    anchor = "peta" if beside_map else "grafik"
    return Drawn("bar", anchor, title, message, html, plan.subject, plan.time is not None)


def title_of(words: Words, plan: BarPlan) -> str:
    """What is shown, by what, at which time."""
    subject = what(words, plan.subject)
    heading = name_of(words, plan.heading) if plan.heading else ""
    by = words("charts.by" if heading else "charts.by_area", what=subject, field=heading)
    if plan.time is None:
        return titled(words, "still", plan.subject.unit, what=by)
    return titled(words, "at", plan.subject.unit, what=by, time=times.full(words, plan.time))


def _table(words: Words, plan: BarPlan, bars: Sequence[Bar], title: str) -> Markup:
    values = [float(b.value) for b in plan.bars if b.value is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    head = name_of(words, plan.heading) if plan.heading else words("charts.area")
    rows = Markup("").join(_row(words, bar, low, high) for bar in bars)
    return Markup(
        '<table class="pd-bars"><caption class="pd-vh">{}</caption><thead class="pd-vh"><tr>'
        '<th scope="col">{}</th><th scope="col">{}</th><td aria-hidden="true"></td></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(title, head, unit_of(words, plan.subject.unit) or words("charts.value"), rows)


def _row(words: Words, bar: Bar, low: float, high: float) -> Markup:
    name = name_of(words, bar.name)
    if bar.value is None:
        text, drawn = words("charts.no_value"), Markup("")
    else:
        text, drawn = words.number(bar.value), drawing(float(bar.value), low, high)
    return Markup(
        '<tr><th scope="row" dir="auto">{}</th><td class="n">{}</td>'
        '<td class="b" aria-hidden="true">{}</td></tr>'
    ).format(name, text, drawn)


def drawing(value: float, low: float, high: float) -> Markup:
    """One bar, a hundred units wide from low to high; below nought it runs to the left of it."""
    unit = 100 / ((high - low) or 1)
    nought, length = -low * unit, abs(value) * unit
    start = nought if value >= 0 else nought - length
    x = Markup(' x="{}"').format(place(start, 1)) if start > 0.05 else Markup("")
    axis = Markup('<path d="M{}-2v14"/>').format(place(nought, 1)) if low < 0 else Markup("")
    return Markup(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none"><rect{} width="{}" height="10"/>{}'
        "</svg>"
    ).format(x, place(length, 1), axis)
