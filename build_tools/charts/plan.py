"""What is to be drawn, before it is drawn: plain values, in all languages at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ..model import Field, Published, Shape, Table, Text
from .times import Time

_NO_TEXT = Text()
_OPENED = re.compile('(?s)<details class="pd-fold">.*?</details>| data-t="[^"]*"')


@dataclass(frozen=True, slots=True)
class Boundary:
    """The areas of a published boundary table, by the codes of one of its columns."""

    published: Published
    table: Table
    areas: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart is about: the measure, its unit, and what all of its rows share."""

    measure: Field
    unit: Text
    context: tuple[Text, ...] = ()  # labels of the fields that have one value throughout
    status: tuple[Text, ...] = ()  # of its figures: provisional, an estimate …
    apart: tuple[str, ...] = ()  # what tells it from another chart of the measure, canonical


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series."""

    time: Time
    value: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that may be compared: they share every key field but time. Ordered by time."""

    label: tuple[Text, ...]
    points: tuple[Point, ...]
    known: bool = True  # how it was counted; else its figures are not compared


@dataclass(frozen=True, slots=True)
class LinePlan:
    """A measure over time."""

    subject: Subject
    series: tuple[Series, ...]
    step: int  # how far neighbours lie apart where none is missing
    breaks: tuple[Time, ...] = ()  # figures from there on are not compared with those before
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """The figure of one area or category; no value: it is missing."""

    code: str
    name: Text
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class BarPlan:
    """A measure by area or by the values of one field, largest first, missing last."""

    subject: Subject
    bars: tuple[Bar, ...]
    time: Time | None = None
    heading: Text = _NO_TEXT  # what the bars are: a field, a kind of area; may be empty
    boundary: Boundary | None = None  # the areas can be drawn on these
    left_out: int = 0
    wanted: frozenset[str] = frozenset({"bar", "map"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """One finished drawing in one language.

    ``sentence`` says the message in words; it may be empty. ``html`` is a whole `<figure>`
    with its caption, notes and figures. A map's bars follow it, with the same anchor.
    """

    kind: str  # line, bar, map
    anchor: str  # grafik, peta
    title: str
    sentence: str
    html: Markup
    subject: Subject | None = None
    dated: bool = True  # the sentence says of when its figure is

    @property
    def measure(self) -> str:
        """The name of the field that is drawn; empty: not known."""
        return self.subject.measure.name if self.subject else ""

    @property
    def bare(self) -> Markup:
        """The figure without what opens on request or is said to a pointer, as for paper."""
        return Markup(_OPENED.sub("", self.html))  # noqa: S704 - parts of our markup left out
