"""A portal's own colour and mark, where its settings name them.

One colour (`warna`) replaces the theme's green: header line, hero, buttons, chart lines. What
stands on it stays readable in both schemes: `load` refuses a colour that white cannot stand
on, and the lighter and darker shades are found by their contrast.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from markupsafe import Markup

from ..colour import BLACK, READABLE, WHITE, Colour, parse, toward
from ..model import OutputFile, Portal
from .theme import hashed_name

_PAGE = Colour(0x0E, 0x17, 0x16)  # the page in the dark scheme
_STRONG = 7.0
_GREEN = "#0b4f4a"
_MARK = (
    '<svg {}viewBox="0 0 32 32"{}><rect width="32" height="32" rx="5" fill="{}"/>'
    '<path d="M8 23v-6M14 23V12M20 23v-9M26 23V8" stroke="#fff" stroke-width="3.4" '
    'stroke-linecap="round" fill="none"/></svg>'
)


def files(portal: Portal) -> Iterator[OutputFile]:
    """The portal's own sheet, where it has a colour, and its mark."""
    sheet = stylesheet(portal.colour)
    if sheet:
        yield OutputFile(PurePosixPath(address(portal)), sheet)
    content = portal.mark or _MARK.format(
        'xmlns="http://www.w3.org/2000/svg" ', "", portal.colour or _GREEN
    ).encode("ascii")
    yield OutputFile(PurePosixPath(mark_address(portal)), content)


def address(portal: Portal) -> str:
    """Where the portal's own sheet lies below the site's root; empty where it has none."""
    sheet = stylesheet(portal.colour)
    return hashed_name("warna.css", sheet) if sheet else ""


def mark_address(portal: Portal) -> str:
    """Where the mark lies; a fixed name, since others point at it."""
    return f"assets/tanda{portal.mark.suffix if portal.mark else '.svg'}"


def mark(portal: Portal) -> Markup | None:
    """The theme's mark in the portal's colour, to stand in the page; none: it has its own."""
    if portal.mark:
        return None
    drawn = _MARK.format("", ' width="36" height="36" aria-hidden="true"', portal.colour or _GREEN)
    return Markup(drawn)  # noqa: S704 - ours, and a colour that `load` has parsed


@lru_cache(maxsize=4)
def stylesheet(colour: str) -> bytes:
    """The custom properties that the colour replaces, in both schemes; empty for no colour."""
    brand = parse(colour)
    if brand is None:
        return b""
    light = {
        "brand": brand,
        "on-brand2": toward(brand.mixed(WHITE, 0.8), WHITE, brand, READABLE),
        "l": brand,
        "button": brand,
        "md-primary-fg-color": brand,
    }
    bright = toward(brand, WHITE, _PAGE, _STRONG)
    deep = brand.mixed(BLACK, 0.35)
    dark = {
        "brand": deep,
        "on-brand2": toward(deep.mixed(WHITE, 0.8), WHITE, deep, READABLE),
        "l": bright,
        "button": bright,
    }
    slate = _block('[data-md-color-scheme="slate"]', dark)
    unscripted = _block(".no-js body[data-md-color-scheme]", dark)
    sheet = (
        _block(':root,[data-md-color-scheme="default"]', light)
        + slate
        + f"@media (prefers-color-scheme:dark){{{unscripted}}}\n"
    )
    return sheet.encode("ascii")


def _block(selector: str, colours: dict[str, Colour]) -> str:
    lines = ";".join(f"--{name}:{colour.hex}" for name, colour in colours.items())
    return f"{selector}{{{lines}}}\n"
