"""What is surely meant by the cells of one column: the rules of the repairs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ..model import Field
from ..tables.recipe.months import MONTHS, month
from .numbers import days, plain_numbers

#: Codes are this long at most where a pattern alone says what they look like.
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, what it takes, and the codes it knows.

    ``codes`` are those of its list, ``known`` those of the table that it points at (empty:
    there is none); ``marks`` stand for no value; ``styled``: its schema says how numbers look.
    """

    field: Field
    takes: Callable[[str], bool]
    marks: Collection[str] = ("",)
    codes: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    styled: bool = False

    def fits(self, text: str) -> bool:
        """Whether nothing is wrong with such a cell."""
        if self.codes and text not in self.codes:
            return False
        return (not self.known or text in self.known) and self.takes(text)


#: A cell's new text, and the rule by which it is that.
Repair = tuple[str, str]


def repairs(column: Column, cells: Sequence[str]) -> dict[int, Repair]:
    """By the place of a cell, what it surely means; only what then fits, and differs."""
    bare = [cell.strip() for cell in cells]
    told: dict[int, Repair] = {}
    texts = ["" if text in column.marks else text for text in bare]
    if column.field.type in {"integer", "number"} and not column.styled:
        told |= {at: (text, "number") for at, text in plain_numbers(texts).items()}
    if column.field.type == "date" and column.field.format in {"default", "any", ""}:
        told |= days(texts)
    codes = _folded((*column.codes, *sorted(column.known)))
    found: dict[int, Repair] = {}
    for at, (cell, text) in enumerate(zip(cells, bare, strict=True)):
        if not text or cell in column.marks:
            continue
        options = [told[at]] if at in told else _options(column, cell, codes)
        for new, rule in options:
            if new != cell and not (column.fits(cell) and rule != "spaces") and column.fits(new):
                found[at] = (new, rule)
                break
    return found


def _options(column: Column, cell: str, codes: dict[str, str]) -> list[Repair]:
    """What a cell may mean, the nearest first."""
    text = cell.strip()
    options = [(text, "spaces")]
    if codes:
        single = " ".join(text.split())
        folded = single.casefold()
        options.append((single, "spaces"))
        options.append((codes.get(folded, ""), "category"))
        if named := month(folded):
            options.append((codes.get(MONTHS[named - 1].casefold(), ""), "month"))
    if column.field.type == "string" and text.isascii() and text.isdigit():
        options.append((_with_zeros(column, text), "zeros"))
    return [(new, rule) for new, rule in options if new]


def _folded(codes: Sequence[str]) -> dict[str, str]:
    """The one code of each text without case and doubled spaces; none where two are alike."""
    found: dict[str, str] = {}
    for code in codes:
        key = " ".join(code.split()).casefold()
        found[key] = code if found.get(key, code) == code else ""
    return found


def _with_zeros(column: Column, text: str) -> str:
    """The one code that is the text with zeros in front; empty where there is none, or more."""
    listed = set(column.codes) or column.known
    if not listed and "pattern" not in column.field.constraints:
        return ""
    longer = (text.zfill(size) for size in range(len(text) + 1, _LONGEST + 1))
    found = [code for code in longer if (code in listed if listed else column.takes(code))]
    return found[0] if len(found) == 1 else ""
