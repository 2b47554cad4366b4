"""Rupiah in words: "Rp 1,2 M" stands where a whole number should.

Says which number to write, where only one can be meant. Points group thousands and a comma is
the decimal sign, as in Indonesian; M is milyar (10^9), as in reports about budgets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from ..findings import Finding, error
from ..model import Dataset, Field, Resource
from ..tables.batch import Batch, Row
from ..tables.strings import Mask, nulls
from .profiled import TextCheck, given
from .reference import Reference

_POWERS = {
    **dict.fromkeys(("rb", "ribu"), 3),
    **dict.fromkeys(("jt", "juta"), 6),
    **dict.fromkeys(("m", "miliar", "milyar", "milliar"), 9),
    **dict.fromkeys(("t", "triliun", "trilyun", "trilliun"), 12),
}
_AMOUNT = re.compile(
    r"(?P<about>sekitar|kira-kira|kurang lebih|lebih kurang|hampir|±|~)?\s*"
    r"(?:rp|idr)?\s*\.?\s*"
    r"(?P<number>[0-9][0-9.,]{0,39}?)\s*"
    rf"(?:(?P<power>{'|'.join(sorted(_POWERS, key=len, reverse=True))})\b\.?)?\s*"
    r"(?:rupiah)?(?:,-+|\.-+)?",
    re.IGNORECASE | re.ASCII,
)
_DIGITS = re.compile(r"[0-9]+")
_POINTS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,0{1,2})?")
_COMMAS = re.compile(r"[0-9]{1,3}(,[0-9]{3}){2,}(\.0{1,2})?")
_ZEROS = re.compile(r"[0-9]+[.,]00?")
_FRACTION = re.compile(
    r"[0-9]{1,3}(\.[0-9]{3})*,[0-9]{1,12}|[0-9]+\.[0-9]{1,2}|[0-9]+\.[0-9]{4,12}"
)
#: Something of money stands in it, so that a hint about amounts helps.
_MONEY = re.compile(r"[0-9]|rp|rupiah|ribu|juta|mil[iy]ar|tril[iy]un", re.IGNORECASE)


class Amount(NamedTuple):
    """The whole rupiah that a text can only mean, and whether it says "about"."""

    rupiah: int
    about: bool


def amount(text: str) -> Amount | None:
    """What an amount in words comes to; None where that cannot be told for sure.

    >>> amount("Rp 1,2 M"), amount("1.200.000"), amount("1,200 M")
    (Amount(rupiah=1200000000, about=False), Amount(rupiah=1200000, about=False), None)
    """
    found = _AMOUNT.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    number = _number(found["number"], bool(found["power"]))
    if number is None:
        return None
    rupiah = number * Decimal(10) ** _POWERS.get((found["power"] or "").lower(), 0)
    whole = rupiah == rupiah.to_integral_value()
    return Amount(int(rupiah), bool(found["about"])) if whole else None


def _number(text: str, powered: bool) -> Decimal | None:
    """The number, however it is grouped; None where a point may be one sign or the other."""
    if powered and re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", text):
        return None  # 1.200 M: a thousand or one and a fifth
    if _DIGITS.fullmatch(text) or _POINTS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _COMMAS.fullmatch(text) or (not powered and _ZEROS.fullmatch(text)):
        return Decimal(text.replace(",", "") if _COMMAS.fullmatch(text) else text.replace(",", "."))
    if powered and _FRACTION.fullmatch(text):
        plain = text if "," not in text else text.replace(".", "").replace(",", ".")
        return Decimal(plain)
    return None


class _Amounts(TextCheck):
    """Cells of a column of rupiah that are no whole number."""

    telling = "[^0-9]"

    def suspects(self, batch: Batch) -> Mask:
        refused = np.zeros(len(batch), np.bool_)
        for name in self.names:
            refused |= nulls(batch.texts[self.columns.index[name]])
        looked = super().suspects(batch)
        return refused if looked is None else refused & looked

    def row(self, row: Row) -> Iterator[Finding]:
        for found in super().row(row):
            if row.values[self.columns.index[found.field]] is None:
                yield found

    def look(self, name: str, text: str) -> Iterator[Finding]:
        if text.strip().startswith("#") or not _MONEY.search(text):
            return  # no amount at all: what its type asks for helps more
        meant = amount(text)
        if meant is None:
            yield error("amount-words", type="open")
        else:
            case = "about" if meant.about else "told"
            yield error("amount-words", type=case, whole=str(meant.rupiah))


def amounts(dataset: Dataset, resource: Resource, reference: Reference) -> TextCheck | None:
    """The check of whole rupiah; None where a table has no profile or no such column."""
    names = [f.name for f in resource.fields if _rupiah(f)] if given(resource) else []
    return _Amounts(resource, names) if names else None


def _rupiah(field: Field) -> bool:
    unit = field.measure.unit.main if field.measure else ""
    return field.type == "integer" and unit.strip().lower() == "rupiah"
