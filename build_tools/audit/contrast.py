"""The colours of text and of edges can be told from what is behind them, in both schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..colour import Colour, contrast, parse
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
    found = [_colour(colours, f"--{name}") for name in (ink, ground)]
    if found[0] is None or found[1] is None:
        return None
    return contrast(found[0], found[1])


def _colour(colours: Mapping[str, str], name: str) -> Colour | None:
    """The colour of a custom property, through the properties that it names."""
    value = colours.get(name, "").strip()
    for _ in range(4):
        other = _VAR.fullmatch(value)
        value = colours.get(other[1], "").strip() if other else value
    value = _NAMES.get(value.lower(), value)
    if len(value) == 4:
        value = "#" + "".join(digit * 2 for digit in value[1:])
    return parse(value)


CHECK = Check(site=_site)
