"""What passes between the stages of the marked workbook."""

from __future__ import annotations

from dataclasses import dataclass

from ..findings import Finding

#: A table of more rows or cells is not copied as a whole.
MAX_ROWS, MAX_CELLS = 50_000, 300_000
#: Of a workbook with more bytes, unpacked, only the table's own cells are copied.
MAX_BYTES = 80_000_000
#: Lines of a list: more than anyone mends in a day.
MAX_LINES = 5_000
#: Rules of repairs after which a cell holds a number, or a day.
NUMBERS, DAYS = frozenset({"number"}), frozenset({"date", "excel-day"})
#: Rows around a row with a finding that an excerpt shows.
AROUND = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind that are mended alike, safe to show; `more` were only counted."""

    findings: tuple[Finding, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are, with those that were only counted."""
        return len(self.findings) + self.more


@dataclass(frozen=True, slots=True)
class Change:
    """A repair: where (as a person counts; 0: the whole row or file), and by which rule.

    ``rule`` is a key of the words `marked.rules`.
    """

    rule: str
    row: int = 0
    column: int = 0
    field: str = ""
    before: str = ""
    after: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its name beside the others of its dataset, and its bytes."""

    name: str
    content: bytes
