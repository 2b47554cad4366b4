"""Colours and their contrast, as WCAG 2.2 defines it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEX = re.compile(r"#[0-9a-fA-F]{6}")

#: The least contrast of text (WCAG 2.2, 1.4.3).
READABLE = 4.5


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of sRGB, each part from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """As CSS writes it: "#0b4f4a"."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance: 0 black, 1 white."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: Colour, share: float) -> Colour:
        """This colour with a share (0 to 1) of another."""
        pairs = zip(
            (self.red, self.green, self.blue), (other.red, other.green, other.blue), strict=True
        )
        return Colour(*(round(mine + (theirs - mine) * share) for mine, theirs in pairs))


WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def parse(text: str) -> Colour | None:
    """A colour written as "#rrggbb"; none for anything else."""
    if not _HEX.fullmatch(text):
        return None
    return Colour(*(int(text[i : i + 2], 16) for i in (1, 3, 5)))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((one.luminance, other.luminance), reverse=True)
    return (high + 0.05) / (low + 0.05)


def toward(colour: Colour, other: Colour, against: Colour, least: float) -> Colour:
    """The colour mixed with another just as far as its contrast against a third asks."""
    steps = (colour.mixed(other, step / 20) for step in range(21))
    return next((mixed for mixed in steps if contrast(mixed, against) >= least), other)


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
