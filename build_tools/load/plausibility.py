"""The setting `kewajaran`: from where on a portal doubts a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import DOUBTS, Plausibility

#: Each number: its name in the settings, the smallest and the largest that make sense.
_NUMBERS = {
    "lompatan": ("jump", 2, 1_000_000),
    "nilaiTerkecil": ("least", 0, 1_000_000_000),
    "jumlahPas": ("parts", 50, 100),
    "wilayahTercakup": ("areas", 50, 100),
    "deretHilang": ("lost", 1, 100),
    "barisDiingat": ("rows", 1, 10_000_000),
    "terimaHari": ("accept_days", 1, 1_100),
}
_WHOLE = {"barisDiingat", "terimaHari"}
_SEVERITIES = {"galat": "error", "peringatan": "warning", "catatan": "notice", "tidak": ""}


def plausibility(given: object) -> tuple[Plausibility, tuple[str, str] | None]:
    """The thresholds that a portal sets, and the first key that makes no sense with its value."""
    if given is None:
        return Plausibility(), None
    if not isinstance(given, Mapping):
        return Plausibility(), ("kewajaran", str(given))
    found: dict[str, Any] = {}
    for key, value in given.items():
        if key == "tingkat" and isinstance(value, Mapping):
            for code, word in value.items():
                # YAML reads a bare `no` as false, and `tidak` as a word
                if code not in DOUBTS or str(word) not in _SEVERITIES:
                    return Plausibility(), (f"tingkat.{code}", str(word))
            said = ((str(code), _SEVERITIES[str(word)]) for code, word in value.items())
            found["severities"] = tuple(sorted(said))
        elif key in _NUMBERS and _sensible(str(key), value):
            found[_NUMBERS[key][0]] = value if key in _WHOLE else float(value)
        else:
            return Plausibility(), (str(key), str(value))
    return Plausibility(**found), None


def _sensible(key: str, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if key in _WHOLE else (int, float)):
        return False
    _, low, high = _NUMBERS[key]
    return low <= value <= high
