"""The message of a chart in one sentence, as far as its figures carry one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..words import Words
from . import numbers, times
from .parts import joined, listed, name_of, what
from .plan import BarPlan, LinePlan, Point, Series
from .times import Time

_TIES = 3


@dataclass(frozen=True, slots=True)
class Course:
    """From where to where a series may be compared: its last unbroken run."""

    series: Series
    first: Point
    last: Point

    @property
    def moved(self) -> bool:
        """Whether there are two figures to compare."""
        return self.series.known and self.first.time != self.last.time


def courses(plan: LinePlan) -> list[Course]:
    """The comparable run of each series, up to its last figure."""
    return [
        Course(series, comparable(series.points, plan.breaks)[0], series.points[-1])
        for series in plan.series
    ]


def comparable(points: tuple[Point, ...], breaks: tuple[Time, ...]) -> tuple[Point, ...]:
    """The points since the last break in the series."""
    passed = [b.position for b in breaks if b.position <= points[-1].time.position]
    since = max(passed, default=float("-inf"))
    return tuple(p for p in points if p.time.position >= since)


def of_lines(words: Words, plan: LinePlan) -> str:
    """Latest value, and the change since the first that it may be compared with.

    Of several series the one with most figures speaks, the later one among equals.
    """
    found = courses(plan)

    def weight(course: Course) -> tuple[int, float]:
        run = comparable(course.series.points, plan.breaks)
        return len(run) if course.moved else 1, course.last.time.position

    course = max(found, key=weight)
    subject = plan.subject
    labels = joined(words, course.series.label) if len(plan.series) > 1 else ""
    values = {
        "what": ", ".join(filter(None, [what(words, subject), labels])),
        "value": numbers.with_unit(words, course.last.value, subject.unit),
        "at": times.at(words, course.last.time),
        "since": times.said(words, course.first.time),
    }
    kind = numbers.kind_of(subject.measure, subject.unit)
    moved = (
        numbers.change(words, kind, subject.unit, course.first.value, course.last.value)
        if course.moved
        else None
    )
    if moved is None:
        return words("charts.sentence.value", **values)
    if moved.direction == "same":
        values["since"] = times.at(words, course.first.time)
    return words(f"charts.sentence.{moved.direction}", amount=moved.amount, **values)


def of_bars(words: Words, plan: BarPlan) -> str:
    """The largest area or category; nothing where many share that place, or for ranks."""
    subject = plan.subject
    if numbers.kind_of(subject.measure, subject.unit) == "rank":
        return ""
    largest = max(b.value for b in plan.bars if b.value is not None)
    names = [name_of(words, b.name) for b in plan.bars if b.value == largest]
    if len(names) > _TIES:
        return ""
    first, last = ", ".join(names[:-1]), names[-1]
    both = words("charts.sentence.and", first=first, last=last) if first else last
    key = "charts.sentence.largest" if plan.time else "charts.sentence.largest_still"
    return words(
        key,
        what=what(words, subject),
        names=both,
        value=numbers.with_unit(words, largest, subject.unit),
        at=times.at(words, plan.time) if plan.time else "",
    )


def gaps(words: Words, plan: LinePlan) -> list[str]:
    """One sentence per series that lacks figures between its first and its last."""
    found = []
    for series in plan.series:
        missing = [
            time
            for a, b in pairwise(series.points)
            for time in times.missing_between(a.time, b.time, plan.step) or ()
        ]
        if missing:
            names = listed(words, [times.said(words, time) for time in missing])
            key = "charts.note.gap_of" if len(plan.series) > 1 else "charts.note.gap"
            found.append(words(key, series=joined(words, series.label), times=names))
    return found
