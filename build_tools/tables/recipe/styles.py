"""Numbers in text that the recipe's style does not allow: the file is written in another way.

Under points between thousands "210.050" is 210050. Where the same table writes "1034.500", which
cannot be under that style, "210.050" is a fraction, and reading on would publish a thousandfold.
Where no style was ever said (its numbers were numbers), "1.810" alone may be 1810 or 1.81.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ...findings import Finding, Value, error
from ...model import Resource
from ..layout.base import Raw
from .match import Placed
from .reading import bare_number
from .sheets import recipe_of

#: Digits in groups of three, or any digits; then a fraction.
_FIGURE = re.compile(r"([0-9]{1,3}([., '])[0-9]{3}(?:\2[0-9]{3})*|[0-9]+)(?:([.,])([0-9]+))?")
_GROUPS = frozenset({"", ".", ","})
_FIGURES = frozenset({"angka", "persen"})


class Marks(NamedTuple):
    """The marks that a number in text proves, or the one that could be either of both."""

    group: str = ""
    decimal: str = ""
    unclear: str = ""


@lru_cache(maxsize=20_000)
def marks(text: str) -> Marks:
    """The marks in the text of a cell; none where it is no number, or has none.

    >>> marks("1.034,5"), marks("1034.500"), marks("210.050")
    (Marks(group='.', decimal=',', unclear=''), Marks(group='', decimal='.', unclear=''), \
Marks(group='', decimal='', unclear='.'))
    """
    body, _ = bare_number(" ".join(text.split()))
    found = _FIGURE.fullmatch(body[1:].lstrip() if body[:1] in {"-", "+"} else body)
    if found is None:
        return Marks()
    digits, group, decimal, _ = found.groups("")
    if not group or decimal:
        return Marks(group, decimal) if group != decimal else Marks()
    if digits.count(group) > 1 or group not in ".,":
        return Marks(group)
    return Marks(decimal=group) if digits[0] == "0" else Marks(unclear=group)


def either(text: str) -> dict[str, Value]:
    """What a number in text may be whose one mark is unclear, and the mark that else goes with it.

    >>> either("Rp 1.810")
    {'whole': '1810', 'fraction': 1.81, 'mark': '.', 'point': ','}
    >>> either("(1.810)")["whole"], either("- 1,810")["fraction"]
    ('-1810', -1.81)
    """
    mark = marks(text).unclear
    body, negative = bare_number(" ".join(text.split()))
    head, _, rest = body.replace(" ", "").removeprefix("+").partition(mark or ".")
    head = f"-{head}" if negative else head
    fraction = float(f"{head}.{rest}")
    return {
        "whole": f"{head}{rest}",
        "fraction": fraction,
        "mark": mark,
        "point": "," if mark == "." else ".",
    }


def example(group: str, decimal: str) -> str:
    """A number as a style has it: 1.234,5."""
    return f"1{group}234{decimal}5" if decimal else f"1{group}234"


@dataclass(slots=True)
class _Column:
    """What the texts of one column of one sheet show."""

    at: int
    name: str
    sheet: str
    place: int
    odd: int = 0
    first: tuple[int, str] = (0, "")
    unclear: int = 0
    unclear_first: tuple[int, str] = (0, "")
    certain: bool = False


class Styles:
    """Looks at the number columns of a table, over all of its sheets."""

    def __init__(self, resource: Resource) -> None:
        recipe = recipe_of(resource)
        self._file = resource.path
        self._group, self._decimal, self._said = recipe.group, recipe.decimal, recipe.styled
        self._own = [(at, c.name) for at, c in enumerate(recipe.columns) if c.reading in _FIGURES]
        self._counted = frozenset[str]() if recipe.styled else recipe.counted
        self._columns: list[_Column] = []
        self._now: list[_Column] = []
        self._seen = Marks()

    def sheet(self, name: str, place: Placed) -> None:
        """The rows that follow are those of this sheet."""
        self._now = [_Column(at, field, name, place.columns[at]) for at, field in self._own]
        self._columns += self._now

    def add(self, row: int, cells: Sequence[Raw], *, total: bool = False) -> None:
        """A row of the table; a ``total`` is none, but shows how the others are written."""
        for one in self._now:
            cell = cells[one.at]
            if cell.__class__ is not str:
                continue
            found = marks(cell)
            if found == ("", "", ""):
                continue
            if one.name in self._counted and not found.decimal and found.group in _GROUPS:
                continue  # of what is counted there are no fractions: the mark parts thousands
            if self._fits(found):
                if total:
                    continue
                if not found.unclear:
                    one.certain = True
                    continue
                one.unclear += 1
                one.unclear_first = one.unclear_first if one.unclear > 1 else (row, cell)
                continue
            self._seen = Marks(self._seen.group or found.group, self._seen.decimal or found.decimal)
            if not total:
                one.odd += 1
                one.first = one.first if one.odd > 1 else (row, cell)

    def _fits(self, found: Marks) -> bool:
        if found.unclear:
            return found.unclear in (self._group, self._decimal)
        return found.group in ("", self._group) and found.decimal in ("", self._decimal)

    def findings(self) -> Iterator[Finding]:
        """One error for each column that the recorded style cannot be relied on to read."""
        group, decimal = self._seen.group, self._seen.decimal
        turned = (decimal and decimal == self._group) or (group and group == self._decimal)
        proved = any(one.certain for one in self._columns)
        doubted = not proved and (turned or not self._said)
        seems = "" if group == decimal else example(group, decimal)
        for one in self._columns:
            count = one.odd + (one.unclear if turned or not one.odd else 0)
            if not one.odd and not (doubted and one.unclear):
                continue
            row, cell = one.first if one.odd else one.unclear_first
            case = "doubtful" if not one.odd else "seems" if seems else "unclear"
            if not (turned or seems or self._said) and marks(cell).unclear:
                case = "either"
            yield error(
                "recipe-number-style",
                file=self._file, sheet=one.sheet, row=row, column=one.place, field=one.name,
                cell=cell, count=count, declared=example(self._group, self._decimal),
                seems=seems, case=case, **(either(cell) if case == "either" else {}),
            )  # fmt: skip
