"""How much of what was put in is found: recall by kind, header, form and file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .measure import Looked
from .tables import NUMBERS

#: Who is known by his number alone, whatever the header says.
EVIDENT = ("nik", "kk", "npwp", "nip", "mobile", "email")
#: Numbers of any length and form, which without a header are known by what stands beside them.
ANNOUNCED = tuple(kind for kind in NUMBERS if kind not in EVIDENT)


@dataclass(slots=True)
class Tally:
    """How many were put in, and of how many something holds."""

    planted: int = 0
    held: int = 0  # in a dataset that is held back
    column: int = 0  # and the column is named
    cell: int = 0  # and the cell has a finding of its own

    def add(self, held: bool, column: bool, cell: bool) -> None:
        """One more."""
        self.planted += 1
        self.held += held
        self.column += held and column
        self.cell += cell

    def share(self, what: str) -> float:
        """The share in percent; 100 where nothing was put in."""
        return 100 * float(getattr(self, what)) / self.planted if self.planted else 100.0


@dataclass(slots=True)
class Score:
    """The sum over many tables."""

    #: By kind, header and what stands for the rest (format and mode, or the form).
    kinds: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    forms: dict[tuple[str, str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    files: dict[tuple[str, str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    #: Tables known by names and addresses alone, by header: (all, held back).
    homes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    #: Columns of a kind, and how often each code names one.
    confusion: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    columns: Counter[str] = field(default_factory=Counter)
    #: What was missed, for reading: table, column, kind.
    missed: list[str] = field(default_factory=list)
    works: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, looked: Looked) -> None:
        """Counts a table with persons."""
        table, named, cells, held = looked.table, looked.named, looked.cells, looked.held
        missing = Counter[tuple[str, int]]()
        for planted in table.planted:
            column = table.columns[planted.column]
            at_work = planted.kind == "nip"  # only warns: held or not, named is what counts
            facts = (
                held or at_work,
                planted.column in named,
                (planted.row, planted.column) in cells,
            )
            self.kinds[planted.kind, table.header].add(*facts)
            self.files[planted.kind, table.format, table.mode].add(*facts)
            if column.form:
                self.forms[planted.kind, column.form, table.header].add(*facts)
            if not (facts[0] and facts[1]):
                missing[planted.kind, planted.column] += 1
        for (kind, at), count in missing.items():
            column = table.columns[at]
            row = next(p.row for p in table.planted if p.column == at and p.kind == kind)
            self.missed.append(
                f"{kind}: {count} cells of {table.told}, {'held' if held else 'NOT held'}, column "
                f"{column.name!r} {column.type} {column.form}, e.g. {table.rows[row][at]!r}"
            )
        self._confuse(looked)
        if table.homes and not table.numbers:
            self.homes[table.header][0] += 1
            self.homes[table.header][1] += held
            if not held:
                self.missed.append(f"home: {table.told} not held")
        if table.work and table.header == "proper":
            self.works[0] += 1
            self.works[1] += held

    def _confuse(self, looked: Looked) -> None:
        for at, column in enumerate(looked.table.columns):
            kind = column.kind or "(nobody's)"
            self.columns[kind] += 1
            self.confusion[kind].update(looked.named.get(at) or {"(none)"})

    def recall(self, kinds: Iterable[str], headers: Iterable[str], what: str = "column") -> Tally:
        """Kinds and headers together; also what stands in texts is asked for by its kind."""
        kinds, headers = set(kinds), set(headers)
        total = Tally()
        for (kind, header), tally in self.kinds.items():
            if kind in kinds and header in headers:
                total.planted += tally.planted
                total.held += tally.held
                total.column += tally.column
                total.cell += tally.cell
        return total
