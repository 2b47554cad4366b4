"""Of one cell one finding: what a check says in place of the standard's verdict on the cell.

Table Schema alone says "is no integer" or "does not fit the pattern"; the checks named here say
of the same cell how to mend it. Decided before findings are counted and limited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..findings import Finding, Severity
from ..model import Resource

#: Codes that tell more than those that they stand for.
TELLING = frozenset(
    {"amount-words", "amount-missing", "evidence-not-public", "dataset-id-shape", "foreign-key"}
)
INSTEAD_OF = frozenset({"type-error", "constraint-error"})


class Told:
    """The cells of one batch of which a check told more."""

    def __init__(self, resource: Resource) -> None:
        self._asked = bool(resource.profile)  # other tables are told all that the standard says
        self._cells: set[tuple[int | None, int | None]] = set()

    def seen(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings of a check, remembered as they pass."""
        for finding in findings:
            if self._asked and _tells(finding):
                self._cells.add((finding.row, finding.column))
            yield finding

    def left(self, problems: Iterable[Finding]) -> Iterator[Finding]:
        """Of what the standard says of the batch, what is not told better."""
        for problem in problems:
            if problem.code not in INSTEAD_OF or (problem.row, problem.column) not in self._cells:
                yield problem


def _tells(finding: Finding) -> bool:
    """Whether the finding alone holds the dataset back, and is about this cell alone.

    Of a key of several columns each cell may still be wrong by itself.
    """
    several = dict(finding.values).get("type") == "several"
    return finding.code in TELLING and finding.severity is Severity.ERROR and not several
