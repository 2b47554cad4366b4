"""The one style in which a table writes its numbers, decided by all its columns of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..tables.recipe.styles import either
from .asking import Asked, listed
from .cellnumbers import Numbers
from .evidence import Evidence
from .seen import Place, Seen

#: What may be done with a column that contradicts itself: mend the file, or leave it text.
MEND = ("perbaiki", "teks")


@dataclass(slots=True)
class Style:
    """The marks of a table's numbers; ``left`` are the columns that are not read as numbers.

    ``own`` are columns in a style of their own, which they prove: their group and decimal marks.
    ``fractions`` are columns whose marks people called decimals.
    """

    group: str = ""
    decimal: str = "."
    own: dict[str, tuple[str, str]] = field(default_factory=dict)
    fractions: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)  # label: why, as a case of a question
    said: bool = False  # whether something proves the marks, or people said them


def style(
    columns: Sequence[tuple[Seen, Numbers]], asked: Asked, evidence: Evidence | None = None
) -> Style:
    """The style of a table's columns of numbers; what is not proved is asked, never guessed.

    Native numbers have no style and prove nothing about the texts beside them, but that sums
    come out: ``evidence`` is asked before people are.
    """
    found = Style()
    texts = [(seen, held) for seen, held in columns if held.forms]
    sound = list(_sound(texts, found, asked))
    groups, decimals = _agreed(sound, found, asked)
    apart = {*found.left, *found.own}
    open_ = [(s, n) for s, n in sound if n.unclear and s.label not in apart and not n.settled]
    marks = {n.unclear[1] for _, n in open_ if n.unclear}
    strays = {mark for _, held in texts for mark in held.strays}
    at_odds = bool(found.own) or "number-styles" in found.left.values() or bool(marks & strays)
    if marks and (at_odds or (len(marks) == 2 and not groups and not decimals)):
        _leave(open_, found, asked, "number-styles")
    elif marks and not groups and not decimals:
        mark = next(iter(marks))
        answer = evidence.settles(columns, open_, mark, asked) if evidence else ""
        answer = answer or _thousands_or_fraction(open_, asked)
        if answer == "ribuan":
            groups = {mark}
        elif answer == "pecahan":
            decimals = {mark}
            found.fractions = {seen.label for seen, _ in open_}
        else:
            found.left |= {seen.label: "thousands-or-fraction" for seen, _ in open_}
    elif marks:
        for mark in marks - groups - decimals:
            if decimals:  # the other mark stands before decimals: this one cannot
                groups = groups | {mark}
            else:
                decimals = decimals | {mark}
    if len(groups) > 1 or len(decimals) > 1 or groups & decimals:
        _leave([t for t in texts if t[0].label not in found.own], found, asked, "number-styles")
        groups, decimals = set(), set()
    found.said = bool(groups or decimals)
    found.group = next(iter(groups), "")
    found.decimal = next(iter(decimals), "," if found.group == "." else ".")
    _tell(texts, found, bool(decimals), asked)
    return found


def _tell(
    texts: Sequence[tuple[Seen, Numbers]], found: Style, decimals: bool, asked: Asked
) -> None:
    """Record how the numbers are written, and which columns prove it."""
    apart = {*found.left, *found.own}
    proof = listed([s.label for s, held in texts if s.label not in apart and any(held.marks)])
    group = "␣" if found.group == " " else found.group
    if proof and group and decimals:
        asked.tell("number-style", group=group, decimal=found.decimal, columns=proof)
    elif proof and group:
        asked.tell("number-thousands", group=group, columns=proof)
    elif proof and decimals:
        asked.tell("number-decimals", decimal=found.decimal, columns=proof)
    for label, (own_group, own_decimal) in found.own.items():
        marks = " ".join(filter(None, (own_group, own_decimal)))
        asked.tell("number-own", column=label, marks=marks)


def _sound(
    texts: Sequence[tuple[Seen, Numbers]], found: Style, asked: Asked
) -> Iterator[tuple[Seen, Numbers]]:
    """The columns that do not contradict themselves; the others are asked about."""
    for seen, held in texts:
        groups, decimals = held.marks
        if len(groups) > 1 or len(decimals) > 1 or groups & decimals:
            found.left[seen.label] = "number-style-mixed"
            first, other = _two(held)
            cell, beside = other.text, first.text
            case = "number-style-mixed"
            asked.ask(case, MEND, seen=seen, row=other.row, cell=cell, beside=beside)
        else:
            yield seen, held


def _two(held: Numbers) -> tuple[Place, Place]:
    """Two cells that cannot be of one style."""
    marked = [(place, w) for place, w in held.forms if w.group or w.decimal]
    first, shown = marked[0]
    for place, w in marked[1:]:
        clash = (w.group and w.group == shown.decimal) or (w.decimal and w.decimal == shown.group)
        if clash or (w.decimal and shown.decimal and w.decimal != shown.decimal):
            return first, place
    return first, marked[-1][0]


def _agreed(
    sound: Sequence[tuple[Seen, Numbers]], found: Style, asked: Asked
) -> tuple[set[str], set[str]]:
    """The marks of the style that most columns have.

    A column of another that proves its own keeps it, as its field's marks; else it is left.
    """
    counted: dict[tuple[str, str], list[tuple[Seen, Numbers]]] = {}
    for seen, held in sound:
        groups, decimals = held.marks
        if groups or decimals:
            decimal = next(iter(decimals), "")
            key = (next(iter(groups), "") or _other(held, decimal), decimal)
            counted.setdefault(key, []).append((seen, held))
    groups_, decimals_ = set[str](), set[str]()
    for (group, decimal), columns in sorted(counted.items(), key=lambda item: -len(item[1])):
        clash = (group and (group in decimals_ or groups_ - {group})) or (
            decimal and (decimal in groups_ or decimals_ - {decimal})
        )
        if clash:
            plain = [c for c in columns if all(shown.bare for _, shown in c[1].forms)]
            found.own |= {seen.label: (group, decimal) for seen, _ in plain}
            _leave([c for c in columns if c not in plain], found, asked, "number-styles")
            continue
        groups_ |= {group} - {""}
        decimals_ |= {decimal} - {""}
    return groups_, decimals_


def _other(held: Numbers, decimal: str) -> str:
    """The mark that can only stand between thousands, since the other stands before decimals."""
    marks = {shown.unclear for _, shown in held.forms} - {"", decimal, *held.strays}
    return next(iter(marks), "") if decimal else ""


def _leave(columns: Sequence[tuple[Seen, Numbers]], found: Style, asked: Asked, case: str) -> None:
    for seen, held in columns:
        if seen.label in found.left:
            continue
        found.left[seen.label] = case
        place = next((p for p, w in held.forms if w.group or w.decimal or w.unclear), None)
        if place:
            asked.ask(case, MEND, seen=seen, row=place.row, cell=place.text)


def _thousands_or_fraction(columns: Sequence[tuple[Seen, Numbers]], asked: Asked) -> str:
    """What a mark is that could be either; asked once for the table."""
    seen, held = columns[0]
    place, _ = held.unclear or (Place(0, ""), "")
    names = listed([seen.label for seen, _ in columns])
    known = either(place.text)
    return asked.ask(
        "thousands-or-fraction",
        ("ribuan", "pecahan", "bukan-angka"),
        column=seen.column.position,
        row=place.row,
        cell=place.text,
        columns=names,
        whole=known["whole"],
        fraction=known["fraction"],
        mark=known["mark"],
        point=known["point"],
    )
