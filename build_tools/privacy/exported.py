"""The patterns of this package as data, for the script of the check page.

One source for both: what stands here is read out of the modules that check before publication.
Only patterns that JavaScript reads as Python does are given: their texts are small ASCII words.
"""

from __future__ import annotations

import re

from . import forms, headers, identifiers, labels, regions


def patterns() -> dict[str, object]:
    """Patterns, tables of regions and plates, lengths of numbers by their names in the script."""
    return {
        "label": _pattern(labels._LABEL),
        "budgetBefore": _pattern(labels._BUDGET_BEFORE),
        "other": _pattern(labels._OTHER),
        "unit": _pattern(labels._UNIT),
        "lengths": {code: list(sizes) for code, sizes in labels._LENGTHS.items()},
        "finds": [[code, _pattern(finds)] for code, finds in headers._FINDS],
        "noNumber": _pattern(headers._NO_NUMBER),
        "things": _pattern(headers._THINGS),
        "alone": _pattern(headers._ALONE),
        "bare": sorted(headers._BARE),
        "glued": _pattern(headers._GLUED),
        "entity": _pattern(headers._ENTITY),
        "official": _pattern(headers._OFFICIAL),
        "public": _pattern(headers._PUBLIC),
        "money": _pattern(headers._MONEY),
        "provinces": {code: list(most) for code, most in regions._PROVINCES.items()},
        "toCome": regions._TO_COME,
        "plates": sorted(forms._PLATES),
        "network": _pattern(forms._NETWORK),
        "fits": {code: [r.start, r.stop] for code, r in identifiers._LENGTHS.items()},
        "powers": {code: [r.start, r.stop] for code, r in identifiers._POWERS.items()},
    }


def _pattern(pattern: re.Pattern[str]) -> str:
    """The source as JavaScript spells it; whether case counts, the script knows."""
    return pattern.pattern.replace("(?P<", "(?<").replace(r"\Z", "$").replace(r"\A", "^")
