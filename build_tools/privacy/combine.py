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
from .columns import What, what
from .sample import Sample

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
#: Shares of homes among addresses from which on they are not an office's.
_HOMES, _SURELY_HOMES = 0.3, 0.5


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


class _Table:
    """What the columns of one table are, all together."""

    def __init__(self, columns: Sequence[Sample], title: str) -> None:
        self.columns, self.title = columns, title
        self.what: list[What] = [what(column) for column in columns]
        self._whole()

    def places(self, *kinds: What) -> list[int]:
        """The columns that are one of those."""
        return [at for at, kind in enumerate(self.what) if kind in kinds]

    def has(self, *kinds: What) -> bool:
        """Whether one column is."""
        return bool(self.places(*kinds))

    def _whole(self) -> None:
        """What only the other columns say: whose address, whose place it is."""
        private = self.has("name", "parent")
        offices = self.has("institution") or not private
        for at in self.places("address"):
            homes = self.columns[at].share("home")
            staff = private and self.has("work") and self.has("institution")
            if self.columns[at].share("name-and-address") >= _SURELY_HOMES:
                continue
            if (
                (staff and homes < _HOMES)
                or (not private and offices and homes < _SURELY_HOMES)
                or (not private and self.has("institution", "official"))
            ):
                self.what[at] = ""
        if not private:
            for at in self.places("location", "neighbourhood"):
                self.what[at] = ""
        if private and self.has("institution"):
            for at in self.places("location"):
                self.what[at] = ""


def verdicts(columns: Sequence[Sample], title: str = "") -> list[Verdict]:
    """What is wrong with a table's columns; ``title`` is what table and dataset are called."""
    table = _Table(columns, title)
    found: dict[int, Verdict] = {}
    numbers = table.places("number")
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


def _beside(table: _Table, at: int, kind: What, numbers: list[int]) -> list[str] | None:
    """The names of what makes the column worse; None: nothing is wrong with it."""
    if kind == "official":
        return _names(table, [*table.places("birth"), *numbers])
    persons = table.places("name", "parent")
    if kind in {"name", "parent"}:
        general = table.places(
            "address", "neighbourhood", "birth", "location", "sensitive", "contact", "parent"
        )
        general += table.places("name") if kind == "parent" else []
        general += [] if table.has("work") else table.places("religion")
        worse = [other for other in dict.fromkeys([*general, *numbers]) if other != at]
        return _names(table, worse) or _by_title(table, at)
    if kind == "address" and table.columns[at].share("name-and-address") >= _SURELY_HOMES:
        return _names(table, [at])
    if kind == "birth":
        persons = persons + table.places("official")
    if kind in {"sensitive", "neighbourhood"} and not persons and not numbers:
        return [] if kind == "sensitive" and _one_a_row(table) else None
    general = table.places("address", "birth") if kind in {"address", "birth"} else []
    return _names(table, [o for o in dict.fromkeys([*persons, *numbers, *general]) if o != at])


def _names(table: _Table, places: Sequence[int]) -> list[str]:
    return [table.columns[place].name for place in places]


def _by_title(table: _Table, at: int) -> list[str]:
    """Names of children, patients, people in need: the title is what stands beside them."""
    if table.has("work"):
        return []
    column = table.columns[at]
    if roles.is_child(column.name, column.title):
        return [column.name]
    told = roles.in_need(table.title)
    return [told] if told else []


def _one_a_row(table: _Table) -> bool:
    """Whether each row is about one person, though no name is given."""
    return table.has("birth") or (table.has("sex") and table.has("address"))
