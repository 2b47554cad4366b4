"""What the privacy gate says of one made table.

The gate is a black box. It has two doors: a dataset goes into `build_tools.checks.check`, or the
file alone, with no descriptor, into `build_tools.scan`; findings come out.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from build_tools import scan
from build_tools.checks import Reference, check
from build_tools.findings import Finding, Severity

from .files import write
from .tables import Table

CHECK, SCAN = "check", "scan"
_CODES = ("personal-", "person-name", "small-count")
_ALL = 10**9


def personal(finding: Finding) -> bool:
    """Whether a finding is one of the privacy gate."""
    return finding.code.startswith(_CODES)


@dataclass(frozen=True, slots=True)
class Looked:
    """A table, and what the gate said of it."""

    table: Table
    findings: tuple[Finding, ...]

    @property
    def held(self) -> bool:
        """Whether the gate holds the dataset back."""
        return any(f.severity is Severity.ERROR for f in self.findings)

    @property
    def named(self) -> dict[int, set[str]]:
        """Columns (from 0) that a finding names, and the codes."""
        found: dict[int, set[str]] = defaultdict(set)
        for finding in self.findings:
            at = self.column(finding)
            if at is not None:
                found[at].add(finding.code)
        return found

    @property
    def cells(self) -> set[tuple[int, int]]:
        """Cells (row of the data and column, from 0) that have a finding of their own."""
        first = 1 if self.table.header == "absent" else 2
        places = ((f.row, self.column(f)) for f in self.findings)
        return {(row - first, at) for row, at in places if row and at is not None}

    def column(self, finding: Finding) -> int | None:
        """The column (from 0) of a finding; None: it is about something else."""
        if finding.column:
            return finding.column - 1
        names = [column.name for column in self.table.columns]
        return names.index(finding.field) if finding.field in names else None


def look(table: Table, door: str = CHECK) -> Looked:
    """Writes the table in a folder of its own, has it checked, and removes it."""
    folder = Path(tempfile.mkdtemp(prefix="orang-"))
    try:
        dataset = write(folder, table)
        if door == CHECK:
            found = check(dataset, Reference({}), shown=_ALL).findings
        else:
            found = tuple(scan.files(folder, [folder / dataset.resources[0].path]))
    finally:
        shutil.rmtree(folder)
    return Looked(table, tuple(f for f in found if personal(f)))
