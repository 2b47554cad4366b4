"""The texts of a column as numbers: how they are written, marks for none, and what is neither."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from .numerals import MISSING, Written, written
from .seen import Place, Seen

#: From this share of its cells on, a column holds numbers; what is none is told at its cell.
ENOUGH = 0.9
#: So many cells in another style, for one in its own, leave a column its style.
FEW = 0.25


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the texts of a column show as numbers.

    ``forms`` are the different ways they are written, each with its first cell; ``missing`` the
    marks for "no value" as they stand, ``odd`` the texts that are neither.
    """

    forms: tuple[tuple[Place, Written], ...] = ()
    missing: tuple[str, ...] = ()
    odd: tuple[Place, ...] = ()
    share: float = 0.0  # of the filled cells that are no marks: numbers
    read: int = 0  # how many cells are numbers
    strays: frozenset[str] = frozenset()  # marks of a few odd cells that speak for another style

    @property
    def marks(self) -> tuple[frozenset[str], frozenset[str]]:
        """The marks that are proved: between thousands, and before decimals."""
        groups = frozenset(w.group for _, w in self.forms if w.group)
        return groups, frozenset(w.decimal for _, w in self.forms if w.decimal)

    @property
    def unclear(self) -> tuple[Place, str] | None:
        """The first cell whose mark could be either, and the mark."""
        return next(((place, w.unclear) for place, w in self.forms if w.unclear), None)

    @property
    def settled(self) -> bool:
        """Whether the column itself proves what its unclear marks are."""
        groups, decimals = self.marks
        marks = {shown.unclear for _, shown in self.forms if shown.unclear}
        return not marks & self.strays and (marks <= groups | decimals or bool(decimals - groups))

    @property
    def empty(self) -> bool:
        """Whether the column holds nothing but marks for "no value"."""
        return bool(self.missing) and not self.odd and not self.read

    @property
    def likely(self) -> bool:
        """Whether the column is one of numbers."""
        return self.read > 0 and self.share >= ENOUGH


def numbers(seen: Seen) -> Numbers:
    """The texts of a column as numbers; with none and no native ones it is no column of numbers."""
    forms: list[tuple[Place, Written]] = []
    missing: dict[str, None] = {}
    odd: list[Place] = []
    good = seen.numbers
    bad = seen.days + seen.others
    if seen.texts and seen.shapes is None:
        return Numbers()
    for shape, count in (seen.shapes or {}).items():
        place = replace(seen.first[shape], count=count)
        if place.text.casefold() in MISSING:
            missing[place.text] = None
        elif found := written(place.text):
            forms.append((place, found))
            good += count
        else:
            odd.append(place)
            bad += count
    forms.sort(key=lambda form: form[0].row)
    kept, strays = _dominant(forms)
    odd += [place for place, _ in strays]
    odd.sort(key=lambda place: place.row)
    share = good / (good + bad) if good else 0.0
    marks = frozenset(mark for _, w in strays for mark in (w.group, w.decimal) if mark)
    return Numbers(tuple(kept), tuple(missing), tuple(odd), share, good, marks)


Forms = list[tuple[Place, Written]]


def _dominant(forms: Forms) -> tuple[Forms, Forms]:
    """The cells of the style that nearly all of a column have, and the few of another.

    The few cannot be read in that style: each is found by the check, none is misread.
    """
    counted: Counter[str] = Counter()
    for place, shown in forms:
        if shown.decimal:
            counted[shown.decimal] += place.count
    if len(counted) != 2:
        return forms, []
    (mark, most), (_, least) = counted.most_common()
    if least > most * FEW:
        return forms, []
    strays = [form for form in forms if form[1].decimal not in ("", mark)]
    return [form for form in forms if form not in strays], strays
