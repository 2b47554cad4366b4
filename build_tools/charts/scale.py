"""Axes: round ticks, their labels, and coordinates as short text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..words import Words
from .numbers import plain

_MANTISSAS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def ticks(low: Decimal, high: Decimal, wanted: int = 4) -> list[Decimal]:
    """Round numbers that enclose both; from nought where the lower is near enough to it."""
    if low >= 0 and low <= high - low:
        low = Decimal(0)
    elif high <= 0 and -high <= high - low:
        high = Decimal(0)
    if high == low:
        high, low = high + abs(high) / 10 + 1, low - abs(low) / 10
    rough = (high - low) / wanted
    power = Decimal(10) ** math.floor(rough.log10())
    step = next(m * power for m in _MANTISSAS if m * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * number for number in range(first, last + 1)]


def labels(words: Words, values: Sequence[Decimal]) -> list[str]:
    """The ticks as text; millions and more in short."""
    largest = max(abs(v) for v in values)
    reached = [(p, n) for p, n in words.section("charts.axis") if largest >= Decimal(10) ** p]
    if not reached:
        return [plain(words, v) for v in values]
    power, name = reached[-1]
    return [f"{plain(words, v.scaleb(-power))} {name}" if v else "0" for v in values]


def place(value: float, digits: int = 0) -> str:
    """A coordinate in as few characters as say it."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def width(text: str, size: float = 12) -> float:
    """About how wide a text is drawn."""
    return len(text) * size * 0.56


@dataclass(frozen=True, slots=True)
class Plane:
    """Where figures lie in a drawing."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, position: float) -> float:
        """The place of a period, by its start in years."""
        across = (position - self.first) / ((self.last - self.first) or 1)
        return self.left + across * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        """The place of a value."""
        down = (self.high - value) / (self.high - self.low)
        return self.top + down * (self.height - self.top - self.bottom)
