"""From what the columns of a table are to what is wrong with them: data in combination.

UU 27/2022 article 4: general data is personal where it is combined to identify a person; specific
data always is. So names beside addresses, births, homes or numbers hold a table back; a list of
names alone is for somebody to look at, and so are officials by what they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..findings import Severity
from . import roles
from .columns import What
from .sample import Sample
from .whole import SURELY_HOMES, Table

#: The code of a finding about a column, by what the column is.
CODES: dict[What, str] = {
    "name": "personal-name",
    "official": "personal-name",
    "parent": "personal-name",
    "address": "personal-address",
    "neighbourhood": "personal-address",
    "birth": "personal-birth",
    "location": "personal-location",
    "sensitive": "personal-sensitive",
}
#: The look of a cell that shows what a column is: which row is named.
_LOOKS: dict[What, tuple[str, ...]] = {
    "name": ("person",),
    "official": ("person",),
    "parent": ("person",),
    "address": ("home", "house", "street"),
    "birth": ("date",),
    "location": ("latitude", "longitude", "pair"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One column that holds personal data. ``column`` is counted from 0."""

    column: int
    code: str
    severity: Severity
    row: int
    cell: str
    count: int  # filled cells of the column
    beside: tuple[str, ...] = ()  # names of the columns that make it worse
    case: str = ""  # which of the words of its finding


def verdicts(columns: Sequence[Sample], title: str = "") -> list[Verdict]:
    """What is wrong with a table's columns; ``title`` is what table and dataset are called."""
    table = Table(columns, title)
    found: dict[int, Verdict] = {}
    numbers = [*table.places("number"), *table.codes]
    for at, code in table.codes.items():
        row, cell = columns[at].first["any"]
        severity = table.severity(at)
        found[at] = Verdict(at, code, severity, row, cell, columns[at].filled, (), "column")
    for at, kind in enumerate(table.what):
        if kind not in CODES:
            continue
        beside = _beside(table, at, kind, numbers)
        if beside is None:
            continue
        severity = Severity.ERROR if beside else Severity.WARNING
        found[at] = _verdict(columns[at], at, kind, severity, beside)
    return [found[at] for at in sorted(found)]


def _verdict(
    column: Sample, at: int, kind: What, severity: Severity, beside: Sequence[str]
) -> Verdict:
    looks = _LOOKS.get(kind, ("any",))
    row, cell = min((column.first[look] for look in looks if look in column.first), default=(0, ""))
    return Verdict(at, CODES[kind], severity, row, cell, column.filled, tuple(beside))


def _beside(table: Table, at: int, kind: What, numbers: list[int]) -> list[str] | None:
    """The names of what makes the column worse; None: nothing is wrong with it."""
    if kind == "official":
        return _names(table, [*table.places("birth"), *_grave(table), *numbers])
    persons = table.places("name", "parent")
    if kind in {"name", "parent"}:
        general = table.places(
            "address", "neighbourhood", "birth", "location", "sensitive", "contact", "parent"
        )
        general += table.places("name") if kind == "parent" else []
        general += [] if table.has("work") else table.places("religion")
        worse = [other for other in dict.fromkeys([*general, *numbers]) if other != at]
        return _names(table, worse) or _by_title(table, at)
    if kind == "address" and table.columns[at].share("name-and-address") >= SURELY_HOMES:
        return _names(table, [at])
    if kind == "birth" or at in _grave(table):
        persons = persons + table.places("official")
    if kind in {"sensitive", "neighbourhood"} and not persons and not numbers:
        return [] if kind == "sensitive" and _one_a_row(table) else None
    general = table.places("address", "birth") if kind in {"address", "birth"} else []
    return _names(table, [o for o in dict.fromkeys([*persons, *numbers, *general]) if o != at])


def _names(table: Table, places: Sequence[int]) -> list[str]:
    return [table.columns[place].name for place in places]


def _by_title(table: Table, at: int) -> list[str]:
    """Names of children, patients, people in need: the title is what stands beside them."""
    column = table.columns[at]
    if roles.is_in_case(column.name, column.title):
        return [column.name]
    if table.has("work"):
        return []
    if roles.is_child(column.name, column.title) or roles.in_need(
        f"{column.name} | {column.title}"
    ):
        return [column.name]
    told = roles.in_need(table.title)
    return [told] if told else []


def _grave(table: Table) -> list[int]:
    """Columns of what is told of no official either: health, crime."""
    return [
        at
        for at in table.places("sensitive")
        if roles.is_grave(table.columns[at].name, table.columns[at].title)
        or table.columns[at].share("ill")
    ]


def _one_a_row(table: Table) -> bool:
    """Whether each row is about one person, though no name is given."""
    return table.has("birth") or (table.has("sex") and table.has("address"))
