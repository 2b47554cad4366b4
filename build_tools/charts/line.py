"""Figures over time: one line a series, broken where figures are missing or not comparable."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from ..words import Words
from . import scale, sentence, times
from .parts import common_notes, details, figure, joined, labelled_svg, table, titled, what
from .plan import Drawn, LinePlan, Point, Series
from .scale import Plane, place
from .times import Time

MOST_LISTED = 60
MOST_MARKS = 120
_LABEL = 24

#: Drawings up to this width are those of phones.
NARROW = 500
#: One marker a series, around its point: circle, square, triangle, diamond, cross.
MARKS = ("", "m-3-3h6v6h-6z", "m0-4 4 7h-8z", "m0-4 4 4-4 4-4-4z", "m-3-3 6 6m0-6-6 6")


def draw(words: Words, plan: LinePlan, uid: str) -> Drawn:
    """The chart twice, for wide and narrow pages (CSS shows one), with its figures."""
    every = [p.time for s in plan.series for p in s.points]
    span = times.span(words, every)
    subject = what(words, plan.subject)
    title = titled(words, "line", plan.subject.unit, what=subject, span=span)
    message = sentence.of_lines(words, plan)
    ticks = _ticks(plan)
    wide = _svg(words, plan, (720, 280, 9), (uid, title, message))
    narrow = _svg(words, plan, (360, 240, 4), (f"{uid}n", title, message))
    notes = [*sentence.gaps(words, plan)]
    notes += [words("charts.note.break", time=times.said(words, t)) for t in _inside(plan)]
    if len(plan.series) > 1:
        notes.append(words("charts.note.apart"))
    if any(not s.known and len(s.points) > 1 for s in plan.series):
        notes.append(words("charts.note.unknown"))
    notes += common_notes(words, plan.subject, plan.left_out)
    beside = "" if ticks[0] <= 0 <= ticks[-1] else words("charts.note.not_zero")
    body = [wide, narrow, _legend(words, plan), _numbers(words, plan, title)]
    html = figure("line", title, beside, body, notes)
    return Drawn("line", "grafik", title, message, html, plan.subject)


def _ticks(plan: LinePlan) -> list[Decimal]:
    values = [p.value for s in plan.series for p in s.points]
    return scale.ticks(min(values), max(values))


def _inside(plan: LinePlan) -> list[Time]:
    """The breaks that lie between figures of a series."""
    return [
        b
        for b in plan.breaks
        if any(
            s.points[0].time.position < b.position <= s.points[-1].time.position
            for s in plan.series
        )
    ]


def _svg(
    words: Words, plan: LinePlan, size: tuple[int, int, int], names: tuple[str, str, str]
) -> Markup:
    width, height, most = size
    ticks, labels = _ticks(plan), scale.labels(words, _ticks(plan))
    positions = [p.time.position for s in plan.series for p in s.points]
    wide = width > NARROW
    ends = [_end(words, s) for s in plan.series] if wide and len(plan.series) > 1 else []
    frame = Plane(
        *(width, height),
        left=12 + max(scale.width(t) for t in labels),
        right=14 + max((scale.width(e) for e in ends), default=4),
        top=22,
        bottom=30,
        first=min(positions),
        last=max(positions),
        low=float(ticks[0]),
        high=float(ticks[-1]),
    )
    grid = [_rule(frame, float(t), label) for t, label in zip(ticks, labels, strict=True)]
    axis = [_tick(words, frame, time) for time in _axis(plan, most)]
    lines = [_series(words, frame, plan, number) for number in range(len(plan.series))]
    inner = Markup("").join([*grid, *axis, *lines, *_ends(words, frame, plan, ends)])
    css = f"pd-svg pd-{'wide' if wide else 'narrow'}"
    uid, title, message = names
    return labelled_svg(css, (width, height), uid, title, message, inner)


def _rule(frame: Plane, value: float, label: str) -> Markup:
    y = frame.y(value)
    return Markup('<path class="g" d="M{} {}H{}"/><text class="e" x="{}" y="{}">{}</text>').format(
        place(frame.left),
        place(y),
        place(frame.width - frame.right),
        place(frame.left - 6),
        place(y + 4),
        label,
    )


def _axis(plan: LinePlan, most: int) -> list[Time]:
    """The periods that are named below: evenly, the last one always."""
    found = {p.time.position: p.time for s in plan.series for p in s.points}
    ordered = [found[position] for position in sorted(found)]
    every = -(-len(ordered) // most)
    return ordered[::-1][::every][::-1]


def _tick(words: Words, frame: Plane, time: Time) -> Markup:
    return Markup('<text class="a" x="{}" y="{}">{}</text>').format(
        place(frame.x(time.position)), frame.height - 8, times.short(words, time)
    )


def runs(plan: LinePlan, series: Series) -> list[list[Point]]:
    """The parts of a series that one line may join: no figure missing, no break between."""
    found = [[series.points[0]]]
    for a, b in pairwise(series.points):
        broken = not series.known or any(
            a.time.position < t.position <= b.time.position for t in plan.breaks
        )
        gap = times.missing_between(a.time, b.time, plan.step) is not None
        if broken or gap:
            found.append([])
        found[-1].append(b)
    return found


def _series(words: Words, frame: Plane, plan: LinePlan, number: int) -> Markup:
    series = plan.series[number]
    parts = []
    for run in runs(plan, series):
        d = "L".join(
            f"{place(frame.x(p.time.position))} {place(frame.y(float(p.value)))}" for p in run
        )
        parts.append(f"M{d}" if len(run) > 1 else "")
    drawn = [Markup('<path class="l" d="{}"/>').format("".join(parts))] if any(parts) else []
    few = sum(len(s.points) for s in plan.series) <= MOST_MARKS
    label = joined(words, series.label)
    marked = series.points if few else series.points[-1:]
    drawn += [
        _mark(frame, point, number, _said(words, point, label) if frame.width > NARROW else "")
        for point in marked
    ]
    return Markup('<g class="s{}">{}</g>').format(number, Markup("").join(drawn))


def _said(words: Words, point: Point, label: str) -> str:
    said = f"{times.full(words, point.time)}: {words.number(point.value)}"
    return f"{label}, {said}" if label else said


def _mark(frame: Plane, point: Point, number: int, said: str) -> Markup:
    """A point; what it says stands once, in the wide drawing."""
    tip = Markup(' data-t="{}"').format(said) if said else ""
    x, y = place(frame.x(point.time.position)), place(frame.y(float(point.value)))
    if not number:
        return Markup('<circle class="p" cx="{}" cy="{}" r="3.5"{}/>').format(x, y, tip)
    return Markup('<path class="p" d="M{} {}{}"{}/>').format(x, y, MARKS[number], tip)


def _end(words: Words, series: Series) -> str:
    """What stands at the end of a line: its short name and its last value."""
    name = joined(words, series.label).split(" (")[0]
    name = name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…"
    return f"{name} {words.number(series.points[-1].value)}".strip()


def _ends(words: Words, frame: Plane, plan: LinePlan, ends: Sequence[str]) -> list[Markup]:
    """The last value of a line; with several, names too, moved apart where they meet."""
    if not ends:
        if len(plan.series) > 1:
            return []
        last = plan.series[0].points[-1]
        text = words.number(last.value)
        x = frame.x(last.time.position) + 4
        y = _clear(frame, plan.series[0].points, x - scale.width(text, 15)) - 9
        return [_end_text(x, y, text, "v e")]
    placed: list[tuple[float, float, str]] = []
    points = [series.points[-1] for series in plan.series]
    for point, text in sorted(zip(points, ends, strict=True), key=lambda e: -e[0].value):
        x, y = frame.x(point.time.position) + 8, frame.y(float(point.value)) + 4
        for other_x, other_y, other in placed:
            meet = x < other_x + scale.width(other) and other_x < x + scale.width(text)
            if meet and y < other_y + 14:
                y = other_y + 14
        placed.append((x, y, text))
    return [_end_text(x, y, text, "v") for x, y, text in placed]


def _clear(frame: Plane, points: Sequence[Point], left: float) -> float:
    """The height above which nothing of a line lies, right of that place."""
    places = [(frame.x(p.time.position), frame.y(float(p.value))) for p in points]
    heights = [y for x, y in places if x >= left]
    for (ax, ay), (bx, by) in pairwise(places):
        if ax < left < bx:
            heights.append(ay + (left - ax) / (bx - ax) * (by - ay))
    return min(heights)


def _end_text(x: float, y: float, text: str, css: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(css, place(x), place(y), text)


def _legend(words: Words, plan: LinePlan) -> Markup:
    """What each dash and marker stands for, where there are several."""
    if len(plan.series) < 2:
        return Markup("")
    entries = []
    for number, series in enumerate(plan.series):
        mark = (
            Markup('<path class="p" d="M14 6{}"/>').format(MARKS[number])
            if number
            else Markup('<circle class="p" cx="14" cy="6" r="3.5"/>')
        )
        sample = Markup(
            '<svg class="pd-key" viewBox="0 0 28 12" aria-hidden="true"><g class="s{}">'
            '<path class="l" d="M0 6H28"/>{}</g></svg>'
        ).format(number, mark)
        entries.append(
            Markup('<li dir="auto">{}{}</li>').format(sample, joined(words, series.label))
        )
    return Markup('<ul class="pd-legend" aria-label="{}">{}</ul>').format(
        words("charts.series"), Markup("").join(entries)
    )


def _numbers(words: Words, plan: LinePlan, title: str) -> Markup:
    found: dict[float, dict[int, Point]] = {}
    for number, series in enumerate(plan.series):
        for point in series.points:
            found.setdefault(point.time.position, {})[number] = point
    rows = []
    for position in sorted(found)[-MOST_LISTED:]:
        points = found[position]
        cells = [
            words.number(points[n].value) if n in points else "–" for n in range(len(plan.series))
        ]
        rows.append([times.full(words, next(iter(points.values())).time), *cells])
    labels = [joined(words, s.label) or words("charts.value") for s in plan.series]
    cut = len(found) > MOST_LISTED
    summary = words("charts.numbers_last", count=MOST_LISTED) if cut else words("charts.numbers")
    return details(summary, table(title, [words("charts.time"), *labels], rows))
