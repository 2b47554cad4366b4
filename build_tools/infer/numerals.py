"""How numbers are written in text: what a cell proves about its marks, and what it leaves open.

"1.234.567,89" proves a point between thousands and a decimal comma; "1.814" proves nothing: it is
a thousand or a fraction. A cell is looked at with its digits made alike (its shape), so that a
column of a hundred thousand numbers is a few dozen shapes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..tables.recipe.reading import bare_number, noted
from .units import unit

_DIGITS = {ord(digit): "9" for digit in "0123456789"}

#: Marks that people write where there is no value.
MISSING = frozenset(
    {
        *("-", "–", "—", "--", "---", "−", "…", "...", "..", "n/a", "na", "n.a", "n.a.", "#n/a"),
        *("nan", "null", "none", "tad", "t.a.d", "t.a.d.", "tidak ada data", "belum ada data"),
        *("data tidak tersedia", "tidak tersedia", "nihil"),
    }
)

#: No amount, as accountants write it: "Rp -", "Rp. -".
_NO_AMOUNT = re.compile(r"(?:(?:rp|idr)\s*\.?\s*)?[-–—−]+\s*%?")
_MEASURED = re.compile(r"(.*?[0-9])\s?([^\W\d_°].{0,29}|°c)")
_RUPIAH = re.compile(r"\b(?:rp|idr)", re.IGNORECASE)
_GROUPED = {
    mark: re.compile(rf"[09]9{{0,2}}(?:{re.escape(mark)}999)+") for mark in (".", ",", " ", "'")
}


@dataclass(frozen=True, slots=True)
class Written:
    """What a number in text shows: the marks it proves, or the mark that could be either.

    ``kind`` is "whole" for a number without marks. ``percent`` and ``rupiah`` say what stood
    beside it, ``note`` that the mark of a footnote did, ``bare`` that nothing did.
    """

    kind: str  # "whole", "marked", "unclear"
    group: str = ""
    decimal: str = ""
    unclear: str = ""
    percent: bool = False
    rupiah: bool = False
    note: bool = False
    bare: bool = True
    zeros: bool = False  # begins with a zero that is not alone: 007


def shape(text: str) -> str:
    """A text with all digits made 9, but for a zero at the front.

    >>> shape("Rp 1.250"), shape("0,75")
    ('Rp 9.999', '0,99')
    """
    plain = text.translate(_DIGITS)
    return "0" + plain[1:] if text[:1] == "0" else plain


def no_value(text: str) -> bool:
    """Whether a text is a mark for "no value".

    >>> no_value("Rp. -"), no_value("nihil"), no_value("Rp 0,-")
    (True, True, False)
    """
    plain = text.casefold()
    return plain in MISSING or _NO_AMOUNT.fullmatch(plain) is not None


def measured(text: str) -> tuple[str, str]:
    """A number and the unit behind it, as words that are known; empty where a text is no such.

    >>> measured("1.500 kg"), measured("12,5 m3"), measured("Rp 500")
    (('1.500', 'kilogram'), ('12,5', 'meter kubik'), ('', ''))
    """
    match = _MEASURED.fullmatch(text)
    found = unit(match.group(2)) if match else ""
    return (match.group(1), found) if match and found else ("", "")


def written(text: str) -> Written | None:
    """What a cell's text, or its shape, shows as a number; None where it is none.

    >>> written("1.234.567,89").decimal, written("1.814").unclear, written("28695.81").decimal
    (',', '.', '.')
    """
    body, _ = bare_number(" ".join(text.split()))
    digits = body[1:].lstrip() if body[:1] in {"-", "+"} else body
    found = _marks(shape(digits))
    if found is None:
        return None
    kind, group, decimal, unclear = found
    return Written(
        kind,
        group,
        decimal,
        unclear,
        percent="%" in text,
        rupiah=_RUPIAH.search(text) is not None,
        note=noted(text),
        bare=body == text and body[:1] != "+",
        zeros=kind == "whole" and len(digits) > 1 and digits[0] == "0",
    )


def _marks(digits: str) -> tuple[str, str, str, str] | None:
    """Kind, group, decimal and unclear mark of digits with marks between them."""
    if not digits or len(digits) > 60:
        return None
    if digits.isdigit() and digits.isascii():
        return "whole", "", "", ""
    used = {c for c in digits if c not in "09"}
    if not used <= {".", ",", " ", "'"} or digits[-1] not in "09":
        return None
    last = max(digits.rfind("."), digits.rfind(","))
    mark = digits[last] if last >= 0 else ""
    head, tail = digits[:last], digits[last + 1 :]
    if not mark or digits.count(mark) > 1:  # groups alone
        only = next(iter(used)) if len(used) == 1 else ""
        if only and _GROUPED[only].fullmatch(digits):
            return "marked", only, "", ""
        return None
    rest = used - {mark}
    if not tail.isdigit():
        return None
    if rest:
        group = next(iter(rest))
        if len(rest) == 1 and _GROUPED[group].fullmatch(head):
            return "marked", group, mark, ""
        return None
    if len(tail) == 3 and 1 <= len(head) <= 3 and head[0] != "0":
        return "unclear", "", "", mark
    return "marked", "", mark, ""
