"""What is kept of the findings of a table: masked, the first of each kind, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..findings import Finding, Severity, error
from ..model import Dataset
from ..privacy import names
from ..tables import read
from . import hidden, privacy
from .advice import Advice
from .waived import Accepted, Waived


def of_dataset(dataset: Dataset, finding: Finding) -> Finding:
    """The finding with its dataset, and with anything personal in it masked."""

    def masked(text: str) -> str:
        known = privacy.masked(text)
        return names.masked(known, len(text) == names.CUT_AT) if text else text

    finding = hidden.hidden(dataset.resources, finding)
    cell = masked(finding.cell)
    values = tuple((k, masked(v) if isinstance(v, str) else v) for k, v in finding.values)
    return replace(finding, dataset=dataset.id, cell=cell, values=values)


class Limit:
    """Keeps the first findings of each code and column, and counts the others."""

    def __init__(
        self, dataset: Dataset, adds: Advice, shown: int, decided: tuple[Waived, Accepted]
    ) -> None:
        self._dataset, self._advice, self._shown = dataset, adds, shown
        self._waived, self._accepted = decided
        self._kept: list[tuple[Finding, bool]] = []
        self._counts = Counter[tuple[str, str, Severity]]()
        self.errors = False  # whether something was found that holds the dataset back

    def take(self, findings: Iterable[Finding], *, placed: bool = False) -> None:
        """Takes what was found; ``placed``: rows and columns are those of the sheet already."""
        for finding in findings:
            if self._waived.takes(finding) or self._accepted.takes(finding):
                continue
            key = (finding.code, finding.field, finding.severity)
            self._counts[key] += 1
            self.errors = self.errors or finding.severity is Severity.ERROR
            if self._counts[key] <= self._shown:
                self._kept.append((self._advice.add(finding), placed))

    def all(self) -> Iterator[Finding]:
        """The findings of the table, at the places of the sheet."""
        resource, folder = self._advice.resource, self._dataset.source.folder
        found = [f for f, placed in self._kept if not placed] + [*self._waived.told()]
        known = iter(read.located(folder, resource, found))
        for finding, placed in self._kept:
            yield of_dataset(self._dataset, finding if placed else next(known))
        yield from (of_dataset(self._dataset, told) for told in known)
        for (code, field, severity), count in self._counts.items():
            if count > self._shown:
                left = count - self._shown
                file = self._advice.resource.path
                more = error("more", file=file, field=field, of=code, more=left)
                yield replace(of_dataset(self._dataset, more), severity=severity)
