"""The texts of a column as numbers: how they are written, marks for none, and what is neither."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from .numerals import Written, measured, no_value, written
from .seen import Place, Seen

#: From this share of its cells on, a column holds numbers; what is none is asked about.
ENOUGH = 0.5
#: From this share on it certainly does.
SURE = 0.9
#: So many cells in another style, for one in its own, leave a column its style.
FEW = 0.25


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the texts of a column show as numbers.

    ``forms`` are the different ways they are written, each with its first cell; ``missing`` the
    marks for "no value" as they stand, ``odd`` the texts that are neither. ``united`` counts the
    cells that hold a unit too, such as "12 kg"; ``unit`` is that of all of them.
    """

    forms: tuple[tuple[Place, Written], ...] = ()
    missing: tuple[str, ...] = ()
    odd: tuple[Place, ...] = ()
    share: float = 0.0  # of the filled cells that are no marks: numbers
    read: int = 0  # how many cells are numbers
    strays: frozenset[str] = frozenset()  # marks of a few odd cells that speak for another style
    unit: str = ""
    united: int = 0

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

    @property
    def sure(self) -> bool:
        """Whether nearly all of it is numbers, so that hardly anybody would call it text."""
        return self.read > 0 and self.share >= SURE

    @property
    def noted(self) -> list[Place]:
        """The numbers with the mark of a footnote."""
        return [place for place, shown in self.forms if shown.note]


def numbers(seen: Seen) -> Numbers:
    """The texts of a column as numbers; with none and no native ones it is no column of numbers."""
    forms: list[tuple[Place, Written]] = []
    missing: dict[str, None] = {}
    odd: list[Place] = []
    united: list[tuple[Place, Written, str]] = []
    good = seen.numbers
    bad = seen.days + seen.others
    if seen.texts and seen.shapes is None:
        return Numbers()
    for shape, count in (seen.shapes or {}).items():
        place = replace(seen.first[shape], count=count)
        if no_value(place.text):
            missing[place.text] = None
        elif found := written(place.text):
            forms.append((place, found))
            good += count
        elif (number := measured(place.text))[0] and (found := written(number[0])):
            united.append((place, found, number[1]))
        else:
            odd.append(place)
            bad += count
    given = sum(place.count for place, *_ in united)
    unit, units = "", 0
    if given and given >= good:  # else these are slips in a column of bare numbers
        unit = _unit(seen)
        forms += [(place, replace(shown, bare=False)) for place, shown, _ in united]
        units = given
    else:
        odd += [place for place, *_ in united]
    good += given
    forms.sort(key=lambda form: form[0].row)
    kept, strays = _dominant(forms)
    odd += [place for place, _ in strays]
    odd.sort(key=lambda place: place.row)
    share = good / (good + bad) if good else 0.0
    marks = frozenset(mark for _, w in strays for mark in (w.group, w.decimal) if mark)
    return Numbers(tuple(kept), tuple(missing), tuple(odd), share, good, marks, unit, units)


def _unit(seen: Seen) -> str:
    """The unit in the cells of a column, where it is the same in all that have one."""
    texts = (value for value in seen.values or () if isinstance(value, str))
    found = {unit for _, unit in map(measured, texts) if unit}
    return found.pop() if len(found) == 1 else ""


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
