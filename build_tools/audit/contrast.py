"""The colours of text and of edges can be told from what is behind them, in both schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .base import Answer, Check, fault
from .style import Rule
from .whole import Notes, Site

TEXT, EDGE = 4.5, 3.0
#: What is read on what, by the names of the custom properties; the least contrast (WCAG 1.4).
PAIRS = (
    ("ink", "bg", TEXT),
    ("ink", "bg2", TEXT),
    ("ink2", "bg", TEXT),
    ("ink2", "bg2", TEXT),
    ("ink", "card", TEXT),
    ("ink2", "card", TEXT),
    ("link", "bg", TEXT),
    ("link", "bg2", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-button", "button", TEXT),
    ("ok", "okb", TEXT),
    ("warn", "warnb", TEXT),
    ("bad", "badb", TEXT),
    ("edge", "bg", EDGE),
)
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_NAMES = {"white": "#ffffff", "black": "#000000"}


def _site(notes: Notes, site: Site) -> Answer:
    looked, found = 0, []
    for sheet in notes.styles:
        schemes = [rule for rule in site.style(sheet).schemes if "--bg" in rule.body]
        first: Mapping[str, str] = schemes[0].body if schemes else {}
        for rule in schemes:
            colours = {**first, **rule.body}
            for ink, ground, least in PAIRS:
                ratio = _ratio(colours, ink, ground)
                looked += ratio is not None
                if ratio is not None and ratio < least:
                    found.append(
                        fault(
                            "site-contrast",
                            sheet,
                            ink=f"--{ink}",
                            ground=f"--{ground}",
                            ratio=int(ratio * 10) / 10,
                            least=least,
                            scheme=_where(rule),
                        )
                    )
    return looked, found


def _where(rule: Rule) -> str:
    return " ".join((*rule.within, " ".join(rule.selector.split())))


def _ratio(colours: Mapping[str, str], ink: str, ground: str) -> float | None:
    """How much two of the colours differ; None where one is not there, or not to be read."""
    lights = [_light(colours, f"--{name}") for name in (ink, ground)]
    if lights[0] is None or lights[1] is None:
        return None
    dark, light = sorted((lights[0], lights[1]))
    return (light + 0.05) / (dark + 0.05)


def _light(colours: Mapping[str, str], name: str) -> float | None:
    """The relative luminance of a colour, as WCAG 2 has it."""
    value = colours.get(name, "").strip()
    for _ in range(4):
        other = _VAR.fullmatch(value)
        value = colours.get(other[1], "").strip() if other else value
    value = _NAMES.get(value.lower(), value)
    if not _HEX.fullmatch(value):
        return None
    digits = value[1:] if len(value) == 7 else "".join(c * 2 for c in value[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


CHECK = Check(site=_site)
