"""Figures that do not add up: shares, rates, averages, prices, ages."""

from __future__ import annotations

import re

_RATE = re.compile(
    r"%|persen|rata|rasio|indeks|index|laju|tingkat|kepadatan|median|harga|proporsi|prosentase"
    r"|produktivitas|densitas|\w/\w"
    r"|\b(?:per|ipm|apk|apm|tpt|tpak|ipg|idg|gini|umur|usia|suhu|skor|nilai tukar|sex ratio)\b",
    re.IGNORECASE,
)


def is_rate(said: str) -> bool:
    """Whether the words about a column (its header, its unit) say that its sum means nothing.

    >>> is_rate("Harga beras"), is_rate("Populasi (ekor)")
    (True, False)
    """
    return _RATE.search(said) is not None
