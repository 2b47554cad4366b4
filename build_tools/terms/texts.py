"""Texts from outside made fit for every catalogue: XML, RDF and JSON alike."""

from __future__ import annotations

import re

from ..model import Text

TITLE, DESCRIPTION, KEYWORD = 500, 10_000, 100
#: Controls, halves of a surrogate pair, what is no character, and the bidirectional controls that
#: turn the text around them: no catalogue needs them, and XML 1.0 cannot hold most.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\ud800-\udfff\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


def plain(text: str, limit: int, *, lines: bool = False) -> str:
    r"""The text without what cannot be seen, at most ``limit`` characters; ``lines``: they stay.

    >>> plain("Nama\x00 yang \u202epanjang sekali", 14)
    'Nama yang pan…'
    """
    clean = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if lines:
        clean = "\n".join(" ".join(line.split()) for line in clean.strip().split("\n"))
    else:
        clean = " ".join(clean.split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def fit(text: Text, limit: int, *, lines: bool = False) -> Text:
    """The same in every language; a language whose text is empty then is left out."""
    others = {lang: plain(other, limit, lines=lines) for lang, other in text.others.items()}
    return Text(plain(text.main, limit, lines=lines), {k: v for k, v in others.items() if v})
