"""What was decided on is counted and told once, and holds nothing back.

The PPID decides on what concerns persons (`Waived`), the office that answers for a dataset on
warnings (`Accepted`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..findings import Finding, Severity, error, notice, warning
from ..model import WAIVER_KINDS, Acceptance, Resource, Waiver


@dataclass
class _Used:
    first: Finding
    count: int = 0


class Decided(ABC):
    """Takes the findings that decisions are about, and counts them for each decision."""

    def __init__(self) -> None:
        self._used: dict[Hashable, _Used] = {}

    @abstractmethod
    def about(self, finding: Finding) -> Hashable | None:
        """What names the decision about a finding; None where there is none."""

    @abstractmethod
    def told(self) -> Iterator[Finding]:
        """What is told of the decisions, after the last finding."""

    def takes(self, finding: Finding) -> bool:
        """Whether a decision in force is about this finding, which is then kept here."""
        about = self.about(finding)
        if about is None:
            return False
        used = self._used.setdefault(about, _Used(finding))
        count = dict(finding.values).get("count", 1) if self.sums else 1
        used.count += count if isinstance(count, int) else 1
        return True

    #: Whether a finding that tells how many places it stands for counts so often.
    sums = True

    def others(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that no decision is about."""
        return (f for f in findings if not self.takes(f))

    def left(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that no decision is about, then what is told of the decisions."""
        yield from self.others(findings)
        yield from self.told()


class Waived(Decided):
    """Takes the findings that waivers are about; tells of each waiver once, with a count.

    ``waivers`` are those of one dataset that are in force. For a resource they are about a
    column of its own table; without one, about the descriptor and the story.
    """

    def __init__(self, waivers: Iterable[Waiver], resource: Resource | None = None) -> None:
        super().__init__()
        self._resource = resource
        table = resource.name if resource else ""
        self._waivers: dict[Hashable, Waiver] = {
            (w.field, w.code): w for w in waivers if w.table == table
        }

    def about(self, finding: Finding) -> Hashable | None:
        about = (finding.field, finding.code)
        return about if about in self._waivers and self._is_here(finding) else None

    def told(self) -> Iterator[Finding]:
        """One warning a waiver that was needed: how often, by which decision, until when."""
        for about, used in self._used.items():
            waiver = self._waivers[about]
            place = "cells" if waiver.table else "text"
            yield warning(
                "personal-waived",
                file=used.first.file,
                row=used.first.row,
                column=used.first.column,
                field=waiver.field,
                table=waiver.table,
                of=waiver.code,
                count=used.count,
                number=waiver.number,
                until=waiver.until,
                case=f"{place}-{'allowed' if waiver.kind == WAIVER_KINDS[0] else 'none'}",
            )

    def _is_here(self, finding: Finding) -> bool:
        """Whether a finding is of the table itself; not of other sheets of its workbook, say."""
        if self._resource is None:
            return not finding.sheet
        own = str(self._resource.dialect.get("sheetName") or "")
        return finding.file == self._resource.path and finding.sheet in {"", own}


#: Codes of what only a comparison with the version before finds (`terbuka changes`).
_COMPARED = "change-"


class Accepted(Decided):
    """Takes the warnings that acceptances in force are about, of a whole dataset.

    ``file`` is the descriptor's name. An acceptance that names a column goes before one that
    names the table, and that before one that names neither.
    """

    sums = False

    def __init__(
        self, acceptances: Sequence[Acceptance], resources: Sequence[Resource], file: str
    ) -> None:
        super().__init__()
        self._file, self._resources = file, resources
        self._all = tuple(acceptances)
        self._refused: dict[int, Finding] = {}
        self._whole = True  # no error was met, so everything was looked at
        closest = sorted(enumerate(acceptances), key=lambda a: (not a[1].field, not a[1].table))
        self._by_code: dict[str, list[tuple[int, Acceptance]]] = {}
        for number, one in closest:
            self._by_code.setdefault(one.code, []).append((number, one))

    def about(self, finding: Finding) -> Hashable | None:
        self._whole = self._whole and finding.severity is not Severity.ERROR
        for number, one in self._by_code.get(finding.code, ()):
            if one.field in {"", finding.field} and self._is_of(finding, one.table):
                if finding.severity is Severity.WARNING:
                    return number
                if finding.severity is Severity.ERROR:
                    self._refused.setdefault(number, finding)
        return None

    def _is_of(self, finding: Finding, table: str) -> bool:
        """Whether a finding is of that table, or of the description of that table."""
        if not table or dict(finding.values).get("resource") == table:
            return True
        named = next((r for r in self._resources if r.name == table), None)
        if named is None or finding.file != named.path:
            return False
        return finding.sheet in {"", str(named.dialect.get("sheetName") or finding.sheet)}

    def told(self, *, compared: bool = False) -> Iterator[Finding]:
        """A notice for each: how many were taken, or that there was nothing to take.

        The latter is said only where all was looked at: no error stopped the check, and what a
        comparison finds is told by one (``compared``).
        """
        for number, one in enumerate(self._all):
            about = ", ".join(filter(None, (one.table, one.field))) or "–"
            facts = {"file": self._file, "of": one.code, "until": one.until}
            used = self._used.get(number)
            if number in self._refused:
                case = {"number": number + 1, "key": "kode", "case": "error"}
                yield error("acceptance-invalid", **facts, **case)
            elif used:
                more = {"table": one.table, "name": one.field, "office": one.office}
                yield notice("accepted", **facts, about=about, **more, count=used.count)
            elif self._whole and one.code.startswith(_COMPARED) == compared:
                yield notice("acceptance-unused", **facts, about=about)
