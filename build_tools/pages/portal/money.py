"""Rupiah as a reader of one language expects them: whole, and in short beside it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ...words import Words

#: Units of the short form, each a thousand times the one before, from a million on.
_UNITS = ("million", "billion", "trillion")
_FIRST = 10**6


def rupiah(words: Words, amount: int) -> str:
    """Whole rupiah: "Rp 1.234.567.890"."""
    return words("smartcity.money.whole", amount=words.number(amount))


def short(words: Words, amount: int) -> str:
    """Rounded to one digit after the point: "Rp 1,2 miliar"; below a million as it is."""
    if amount < _FIRST:
        return rupiah(words, amount)
    scaled = Decimal(amount) / _FIRST
    for unit in _UNITS:
        rounded = scaled.quantize(Decimal("0.1"), ROUND_HALF_UP)
        if rounded < 1000 or unit == _UNITS[-1]:
            break
        scaled /= 1000
    plain = rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded
    return words(
        "smartcity.money.short",
        amount=words.number(plain),
        unit=words(f"smartcity.money.{unit}"),
    )
