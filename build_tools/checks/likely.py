"""Which code a cell most likely means: "Aktif", "uji coba", "Dinas Kesehatan".

Letters are compared without case and accents; spaces, hyphens and other signs do not count.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Category
from .spellings import plain


class Likely:
    """The codes of a list, each with the other words that stand for it."""

    def __init__(self, codes: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Each code with its labels, names and abbreviations, in any language."""
        own: dict[str, str] = {}
        called: dict[str, str] = {}
        for code, names in codes:
            _keep(own, code, code)
            for name in names:
                _keep(called, name, code)
        self._codes = called | own

    def of(self, text: str) -> str:
        """The one code that the text means; empty where there is none, or more than one."""
        return self._codes.get(plain(text), "")


def _keep(codes: dict[str, str], name: str, code: str) -> None:
    folded = plain(name)
    if folded:
        codes[folded] = code if codes.get(folded, code) == code else ""


def of_categories(categories: Iterable[Category]) -> Likely:
    """The codes of a column by themselves and by their labels in every language."""
    return Likely((str(c.value), (c.label.main, *c.label.others.values())) for c in categories)
