"""What is found in tables where nothing is to be found: false alarms."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from build_tools.findings import Finding, Severity

from .measure import Looked

#: The kind of columns with counts of so few that somebody may be known by them.
SMALL = "small count"


@dataclass(slots=True)
class Alarms:
    """What is found in clean tables, by where they come from."""

    columns: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)
    codes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    told: list[str] = field(default_factory=list)
    #: Columns of small counts under a header that says of what: all, and those warned of.
    small: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, looked: Looked, source: str) -> None:
        """Counts a clean table; a column counts once, as an error where one of its findings is."""
        table = looked.table
        self.tables[source] += 1
        self.held[source] += looked.held
        self.columns[source] += len(table.columns)
        by_column: dict[int | None, list[Finding]] = defaultdict(list)
        for finding in looked.findings:
            by_column[looked.column(finding)].append(finding)
        if table.header == "proper":
            few = [n for n, column in enumerate(table.columns) if column.kind == SMALL]
            self.small[0] += len(few)
            self.small[1] += sum("small-count" in looked.named.get(n, ()) for n in few)
        for at, found in by_column.items():
            error = any(f.severity is Severity.ERROR for f in found)
            if not error and at is not None and table.columns[at].kind:
                continue  # a warning is right here
            (self.errors if error else self.warnings)[source] += 1
            self.codes[source].update({f.code for f in found})
            cells = sorted({f.cell for f in found if f.cell})[:2]
            codes = sorted({f.code for f in found})
            self.told.append(
                f"{source} {table.told}, column {found[0].field!r}: "
                f"{'ERROR' if error else 'warning'} {codes} × {len(found)}, shown as {cells}"
            )

    def rate(self, source: str = "") -> float:
        """False alarms, errors and warnings, per hundred columns."""
        which = [source] if source else list(self.columns)
        columns = sum(self.columns[s] for s in which)
        return (
            100 * sum(self.errors[s] + self.warnings[s] for s in which) / columns
            if columns
            else 0.0
        )
