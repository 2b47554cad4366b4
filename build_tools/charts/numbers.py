"""What kind of number a measure is, how far it moved, and how that is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Literal

from ..model import Cell, Field, Text
from ..words import Words
from .parts import unit_of

#: Shares and scores move by points, ranks are not compared, scales without a true zero
#: (temperatures) move by their unit, amounts by percent.
Kind = Literal["share", "score", "rank", "interval", "amount"]

#: Nothing larger, and nothing closer to zero, is drawn.
LARGEST, LEAST = Decimal("1e15"), Decimal("1e-9")

_SHARE = re.compile(r"persen|percent|%|‰|permil")
_RANK = re.compile(r"\b(peringkat|ranking|rank)\b")
_SCORE = re.compile(r"\b(poin|points?|indeks|index|skor|scores?)\b")
_INTERVAL = re.compile(r"°|\b(derajat|degrees?|celsius)\b")
_RATE = re.compile(r"/|\b(per|tiap|rata-rata|rasio|kepadatan|laju|average|ratio|density|rate)\b")
_EXACT = Context(prec=900)


def kind_of(field: Field, unit: Text) -> Kind:
    """What kind of number a measure is, by its unit and its standard data."""
    units = " ".join([unit.main, *unit.others.values()]).lower()
    measure = field.measure
    ways = measure.measure if measure else Text()
    named = " ".join([units, ways.main, *ways.others.values()]).lower()
    if _SHARE.search(units):
        return "share"
    if _RANK.search(named):
        return "rank"
    if _SCORE.search(named):
        return "score"
    return "interval" if _INTERVAL.search(units) else "amount"


def adds_up(field: Field, unit: Text) -> bool:
    """Whether it is a count or an amount, whose parts can be added: no share, rate or score."""
    measure = field.measure
    texts = [unit.main, *unit.others.values()]
    if measure:
        texts += [measure.measure.main, *measure.measure.others.values()]
    return kind_of(field, unit) == "amount" and not _RATE.search(" ".join(texts).lower())


def value_of(text: Cell) -> Decimal | None:
    """The number; None where it is missing. `ValueError` where it cannot be drawn."""
    if text is None:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite() or (value and not LEAST <= abs(value) < LARGEST):
        raise ValueError(text)
    return value


def total(values: list[Decimal | None]) -> Decimal | None:
    """The exact sum; None as soon as one part is missing."""
    found = Decimal(0)
    for value in values:
        if value is None:
            return None
        found = _EXACT.add(found, value)
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """Where a figure went, and by how much, in words."""

    direction: Literal["up", "down", "same"]
    amount: str


def change(words: Words, kind: Kind, unit: Text, old: Decimal, new: Decimal) -> Change | None:
    """How far a figure moved; None for ranks, where up and down mean two things."""
    if kind == "rank":
        return None
    if new == old:
        return Change("same", "")
    direction: Literal["up", "down"] = "up" if new > old else "down"
    if kind == "amount" and old > 0 and new >= 0:
        percent = abs(_EXACT.divide((new - old) * 100, old))
        shown = percent.quantize(Decimal("0.1" if percent < 1000 else "1"), ROUND_HALF_UP)
        if shown:
            return Change(direction, words("charts.amount.percent", number=plain(words, shown)))
        least = words.number("0.1")
        return Change(direction, words("charts.amount.percent_less", number=least))
    return Change(direction, _difference(words, kind, unit, abs(_EXACT.subtract(new, old))))


def _difference(words: Words, kind: Kind, unit: Text, distance: Decimal) -> str:
    places = Decimal("0.01") if distance.as_tuple().exponent < -2 else Decimal(1)  # type: ignore[operator]
    shown = distance.quantize(places, ROUND_HALF_UP) if places != 1 else distance
    key = f"charts.amount.{kind if kind in {'share', 'score'} else 'plain'}"
    name = unit_of(words, unit)
    said = words(key, number=plain(words, shown or places), unit=name).strip()
    return said if shown else words("charts.amount.less", amount=said)


def plain(words: Words, value: Decimal) -> str:
    """A computed number, without noughts that only come from computing."""
    whole = value == value.to_integral_value()
    return words.number(format(value.quantize(Decimal(1)) if whole else value.normalize(), "f"))


def with_unit(words: Words, value: Decimal, unit: Text) -> str:
    """A number of the data as it stands there, with its unit."""
    return f"{words.number(value)} {unit_of(words, unit)}".strip()
